// HTML to plain text. It is parsed into a document that is never shown: no script in it runs and nothing it names is
// loaded. DOMPurify is the only code that sees what came in; all the rest works on what DOMPurify left. Readability tells
// which blocks of a whole page are the article; the blocks themselves and their order are the page's own.
import { Readability } from "@mozilla/readability";
import createPurifier from "dompurify";
import { isDay } from "../model/stretch.js";
import { blocksOf, squeeze } from "./blocks.js";

/** @typedef {import("./blocks.js").Block} Block */

/** Elements that go with all that is in them. */
const FORBIDDEN =
  "button select textarea dialog datalist option img picture video audio source track map area canvas object embed iframe svg math style template script noscript nav menu title".split(
    " ",
  );

/** What pages call the day in their `meta`, the surest first. */
const META =
  "article:published_time datepublished parsely-pub-date sailthru.date publish-date pubdate dc.date.issued dc.date date".split(
    " ",
  );

/** Words in the class or id of what stands around articles. */
const AROUND =
  /(?:^|[-_\s])(?:comments?|disqus|related|recommended|recirculation|newsletter|promo|share|sharing|social|cookies?|consent|breadcrumbs?|sidebar|subscribe|advert|advertisement|ads?|menu|most-?read|trending|skip-link)(?:[-_\s]|$)/i;
/** The elements among which they are. */
const AROUND_TAGS = "div,section,aside,ul,ol,p,footer,header,details,form,span";
const APART = "[role=navigation],[role=search],[role=dialog],[role=alertdialog],[hidden],[aria-hidden=true]";

/** What stands between headline and story and belongs to the article. */
const HEAD = [
  "time",
  ..."author datePublished description alternativeHeadline".split(" ").map((p) => `[itemprop~=${p}]`),
  "[rel~=author]",
  ..."byline author dateline standfirst subtitle subhead dek deck lede summary excerpt strap timestamp published pub-date post-date posted meta"
    .split(" ")
    .map((c) => `[class*=${c} i]`),
].join();

/** A page with more elements is read without Readability, whose time grows faster than the page. */
const MOST_ELEMENTS = 20_000;
/** Readability needs some text to tell an article from what stands around it. */
const ENOUGH = 700;
/** Of what looks like the article's paragraphs, the share that Readability must keep to be believed. */
const KEPT = 0.75;

/** What is read off while DOMPurify takes scripts and `meta` away.
 * @typedef {{title: string, jsonLd: string[], meta: Map<string, string[]>}} Facts */

const purifier = createPurifier(window);
/** @type {Facts} */
let facts = { title: "", jsonLd: [], meta: new Map() };

purifier.addHook("uponSanitizeElement", (node, { tagName }) => {
  if (!(node instanceof Element)) return;
  // A form's properties may be its fields: only the prototype's methods can be trusted.
  const get = (/** @type {string} */ name) => Element.prototype.getAttribute.call(node, name) ?? "";
  if (tagName === "title" && !facts.title) facts.title = squeeze(node.textContent ?? "");
  else if (tagName === "script" && get("type") === "application/ld+json") facts.jsonLd.push(node.textContent ?? "");
  else if (tagName === "meta")
    for (const name of [get("property"), get("name"), get("itemprop")])
      if (name) facts.meta.set(name.toLowerCase(), [...(facts.meta.get(name.toLowerCase()) ?? []), get("content")]);
  // A form around a whole page goes as a tag only; one that asks for an address goes whole.
  if (tagName === "form" && Element.prototype.querySelectorAll.call(node, "p").length < 3)
    Element.prototype.remove.call(node);
  else if (/(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)/i.test(get("style")))
    Element.prototype.setAttribute.call(node, "hidden", "");
});

/** The document without anything that could do something, and what its head said. @param {string} html */
function clean(html) {
  facts = { title: "", jsonLd: [], meta: new Map() };
  const root = purifier.sanitize(html, {
    WHOLE_DOCUMENT: true,
    RETURN_DOM: true,
    USE_PROFILES: { html: true },
    FORBID_TAGS: [...FORBIDDEN, "form", "input", "base", "link", "meta"],
    ADD_FORBID_CONTENTS: FORBIDDEN,
    FORBID_ATTR: ["style", "href", "src", "srcset", "action", "background", "poster", "cite"],
    ADD_ATTR: ["itemprop", "pubdate", "rel", "content"],
    ALLOW_DATA_ATTR: false,
  });
  return { page: /** @type {Document} */ (root.ownerDocument), facts };
}

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
 * first `time`. @param {Document} page @param {Facts} facts */
function dayOf(page, { jsonLd, meta }) {
  const times = [...page.querySelectorAll("time[datetime]")];
  const marked = times.find((t) => t.matches("[pubdate],[itemprop~=datePublished]"));
  const days = [...new Set(times.map((t) => dayIn(t.getAttribute("datetime"))).filter(Boolean))];
  const sure = dayIn(marked?.getAttribute("datetime")) || (days.length === 1 ? days[0] : "");
  if (sure) return sure;
  for (const text of jsonLd) {
    try {
      const day = published(JSON.parse(text));
      if (day) return day;
    } catch {
      // Broken JSON-LD says nothing.
    }
  }
  for (const name of META) {
    const day = meta.get(name)?.map(dayIn).find(Boolean);
    if (day) return day;
  }
  return days[0] ?? "";
}

const size = (/** @type {Element} */ e) => e.textContent?.length ?? 0;

/** Takes away what stands around the article and says so, unless it holds the article itself. @param {Document} page */
function prune(page) {
  const all = size(page.body);
  const heart = page.querySelector("h1,[itemprop~=articleBody]") ? "h1,[itemprop~=articleBody]" : "article,main";
  const around = [...page.body.querySelectorAll(AROUND_TAGS)].filter(
    (e) => AROUND.test(e.getAttribute("class") ?? "") || AROUND.test(e.id),
  );
  for (const e of [...page.body.querySelectorAll(APART), ...around]) {
    const comments = /comments?|disqus/i.test(`${e.className} ${e.id}`);
    if (!e.querySelector(heart) && size(e) < all * (comments ? 0.9 : 0.5)) e.remove();
  }
}

/** The element that holds the article: the largest `article` if it holds much of the page, else `main`, else all. @param {Document} page */
function rootOf(page) {
  const articles = [...page.querySelectorAll("article")].sort((a, b) => size(b) - size(a));
  const largest = articles[0];
  if (largest && size(largest) * 3 > size(page.body)) return largest;
  return page.querySelector("main,[role=main]") ?? page.body;
}

/** The headline's element: the heading that the page's title repeats, else its first `h1`. @param {Document} page @param {Element} root @param {string} title */
function headlineOf(page, root, title) {
  const named = [...page.querySelectorAll("h1,h2")]
    .filter((e) => size(e) > 8 && title.includes(squeeze(e.textContent ?? "")))
    .sort((a, b) => size(b) - size(a) || Number(root.contains(b)) - Number(root.contains(a)));
  return named[0] ?? root.querySelector("h1") ?? page.querySelector("h1");
}

/** The text of the article as Readability finds it, as lines without spaces, or null. @param {Document} page */
function readable(page) {
  const copy = /** @type {Document} */ (page.cloneNode(true));
  // A dateline inside a paragraph would be taken for the byline and go.
  for (const e of copy.querySelectorAll("p :is([class],[itemprop],[rel])"))
    for (const name of ["class", "itemprop", "rel"]) e.removeAttribute(name);
  try {
    const options = { serializer: (/** @type {Node} */ n) => n, maxElemsToParse: MOST_ELEMENTS, disableJSONLD: true };
    const content = new Readability(copy, options).parse()?.content;
    return content ? blocksOf(content).map((b) => tight(b.text)) : null;
  } catch {
    return null; // Too many elements, or a page that it cannot make out.
  }
}

const tight = (/** @type {string} */ s) => s.replace(/\s+/g, "");

/** Whether a block's text is mostly links. @param {Block} block */
function isLinks({ text, within }) {
  let linked = 0;
  for (const a of within.querySelectorAll("a")) linked += size(a);
  return linked * 2 > text.length;
}

/**
 * The blocks of a whole page that are the article.
 * @param {Document} page @param {Element} root @param {Element | null} head @param {Block[]} all
 */
function article(page, root, head, all) {
  const at = head && root.contains(head) ? all.findIndex((b) => head.contains(b.node)) : -1;
  const before = all.slice(Math.max(0, at - 3), Math.max(0, at)).filter((b) => within(b, HEAD, root));
  const after = all.slice(at + 1);
  const whole = [...before, ...(at < 0 ? [] : all.slice(at, at + 1)), ...after];
  if (size(root) < ENOUGH) return whole;
  const found = readable(page);
  if (!found) return whole;
  const lines = new Set(found);
  const text = found.join("\n");
  const is = (/** @type {Block} */ b) => (b.text.length < 40 ? lines.has(tight(b.text)) : text.includes(tight(b.text)));
  const kept = after.map(is);
  const story = after.filter((b) => b.text.length >= 80 && !isLinks(b));
  const length = (/** @type {Block[]} */ blocks) => blocks.reduce((sum, b) => sum + b.text.length, 0);
  if (length(story.filter(is)) < KEPT * length(story)) return whole;
  const first = kept.indexOf(true);
  const last = kept.lastIndexOf(true);
  const belongs = (/** @type {Block} */ b, /** @type {number} */ i) => {
    if (kept[i]) return true;
    if (i > last) return false;
    const caption = b.node.parentElement?.closest("figcaption");
    const byline = b.text.length < 100 && /^By \p{Lu}/u.test(b.text);
    return Boolean(caption || byline || within(b, HEAD, root) || (i < first && opens(b, head)));
  };
  return [...before, ...(at < 0 ? [] : all.slice(at, at + 1)), ...after.filter(belongs)];
}

/** Whether a block lies in something of that kind, below the root. @param {Block} block @param {string} selector @param {Element} root */
function within(block, selector, root) {
  const found = block.node.parentElement?.closest(selector);
  return Boolean(found && found !== root && root.contains(found));
}

/** Whether a block opens the article beside its headline: a sentence in the same header. @param {Block} block @param {Element | null} head */
const opens = (block, head) =>
  Boolean(block.text.length >= 30 && !isLinks(block) && head?.closest("header,hgroup,div")?.contains(block.node));

/**
 * Headline, standfirst, paragraphs, list items, captions, byline and date of an article, a block each.
 * @param {string} html a whole page or a piece of one; it may be hostile
 * @returns {{text: string, day: string, left: number}} blocks parted by blank lines; `day` is "" when the page does not
 *   give one; `left` is how many blocks of a whole page were left out as not part of the article
 */
export function readHtml(html) {
  const { page, facts } = clean(html);
  const day = dayOf(page, facts);
  const count = blocksOf(page.body).length;
  const isWhole = Boolean(facts.title || page.querySelector("article,main,[role=main],footer"));
  if (isWhole) prune(page);
  else for (const e of page.body.querySelectorAll("[hidden],[aria-hidden=true]")) e.remove();
  const root = isWhole ? rootOf(page) : page.body;
  const head = headlineOf(page, root, facts.title);
  const all = blocksOf(root);
  const blocks = isWhole ? article(page, root, head, all) : all;
  const lines = blocks.map((b) => b.text);
  const headline = squeeze(head?.textContent ?? "");
  if (headline && !lines.slice(0, 8).some((line) => squeeze(line) === headline)) lines.unshift(headline);
  return { text: lines.join("\n\n"), day, left: isWhole ? Math.max(0, count - lines.length) : 0 };
}
