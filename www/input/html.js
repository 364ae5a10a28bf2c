// Pasted or opened HTML to plain text. The HTML is parsed into a document that is never shown: no script in it runs and
// nothing it names is loaded. Headline and paragraphs come out as lines with a blank line between; the publication day
// is taken from where pages put it.
import { isDay } from "../model/stretch.js";

const SKIP =
  "script,style,noscript,template,svg,math,iframe,object,embed,nav,form,button,input,select,textarea,dialog,[hidden],[aria-hidden=true]";
const BLOCK = new Set(
  "ADDRESS ARTICLE ASIDE BLOCKQUOTE DD DIV DL DT FIGCAPTION FIGURE FOOTER H1 H2 H3 H4 H5 H6 HEADER HR LI MAIN OL P PRE SECTION TABLE TD TH TR UL BODY".split(
    " ",
  ),
);

/** What pages call the day in their `meta`, the surest first. */
const META =
  "article:published_time datepublished parsely-pub-date sailthru.date publish-date pubdate dc.date.issued dc.date date".split(
    " ",
  );

/** @param {string | null | undefined} value the start of an ISO date */
const dayIn = (value) => {
  const day = (value ?? "").trim().slice(0, 10);
  return isDay(day) ? day : "";
};

/** The first datePublished anywhere in a JSON-LD value. @param {unknown} value @param {number} depth @returns {string} */
function published(value, depth = 0) {
  if (typeof value !== "object" || value === null || depth > 6) return "";
  const own = Reflect.get(value, "datePublished");
  if (typeof own === "string" && dayIn(own)) return dayIn(own);
  for (const inner of Object.values(value)) {
    const found = published(inner, depth + 1);
    if (found) return found;
  }
  return "";
}

/** The publication day of a page: a `time` marked as such or the only one there is, then JSON-LD, then `meta`, then the
 * first `time`. @param {Document} page */
export function dayOfPage(page) {
  const times = [...page.querySelectorAll("time[datetime]")];
  const marked = times.find((t) => t.matches("[pubdate],[itemprop~=datePublished]"));
  const days = [...new Set(times.map((t) => dayIn(t.getAttribute("datetime"))).filter(Boolean))];
  const sure = dayIn(marked?.getAttribute("datetime")) || (days.length === 1 ? days[0] : "");
  if (sure) return sure;
  for (const script of page.querySelectorAll('script[type="application/ld+json"]')) {
    try {
      const day = published(JSON.parse(script.textContent ?? ""));
      if (day) return day;
    } catch {
      // Broken JSON-LD says nothing.
    }
  }
  const metas = [...page.querySelectorAll("meta[content]")];
  for (const name of META) {
    const is = (/** @type {Element} */ m) =>
      ["property", "name", "itemprop"].some((a) => m.getAttribute(a)?.toLowerCase() === name);
    const day = metas
      .filter(is)
      .map((m) => dayIn(m.getAttribute("content")))
      .find(Boolean);
    if (day) return day;
  }
  return days[0] ?? "";
}

/** The text of an element as lines, one for each block. @param {Node} root @returns {string[]} */
function lines(root) {
  const out = [""];
  const add = (/** @type {string} */ s) => (out[out.length - 1] += s);
  const cut = () => out[out.length - 1]?.trim() && out.push("");
  /** Walks without recursion, so that deeply nested HTML cannot exhaust the stack. @type {(Node | null)[]} */
  const stack = [root];
  while (stack.length) {
    const node = stack.pop();
    if (node === undefined) break;
    if (node === null) cut();
    else if (node.nodeType === 3) add((node.nodeValue ?? "").replace(/\s+/g, " "));
    else if (node.nodeName === "BR") add("\n");
    else if (node.nodeType === 1 && node instanceof Element && !node.matches(SKIP)) {
      if (BLOCK.has(node.nodeName)) {
        cut();
        stack.push(null);
      }
      for (let child = node.lastChild; child; child = child.previousSibling) stack.push(child);
    }
  }
  return out
    .flatMap((s) => s.split(/\n\s*\n/))
    .map((s) =>
      s
        .replace(/[ \t]*\n[ \t]*/g, "\n")
        .replace(/ {2,}/g, " ")
        .trim(),
    )
    .filter(Boolean);
}

/**
 * @param {string} html
 * @returns {{text: string, day: string}} `day` is "" when the page does not give one
 */
export function readHtml(html) {
  const page = new DOMParser().parseFromString(html, "text/html");
  const day = dayOfPage(page);
  const articles = [...page.querySelectorAll("article")];
  const size = (/** @type {Element} */ e) => e.textContent?.length ?? 0;
  const largest = articles.sort((a, b) => size(b) - size(a))[0];
  const main = page.querySelector("main");
  const root = largest && size(largest) * 3 > size(page.body) ? largest : (main ?? page.body);
  const text = lines(root);
  const head = page.querySelector("h1")?.textContent?.replace(/\s+/g, " ").trim();
  if (head && !text.slice(0, 8).includes(head)) text.unshift(head);
  return { text: text.join("\n\n"), day };
}
