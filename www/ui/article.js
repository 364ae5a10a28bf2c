// The article as laid out: headline, standfirst, caption, byline, numbered paragraphs, with its marks. Long texts are
// built in slices, so the page answers while they grow.
import { h } from "./dom.js";
import { fillBlock, marksIn } from "./marks.js";
import { Slices } from "./slices.js";

/** @typedef {import("../types.js").Doc} Doc */
/** @typedef {import("../types.js").Block} Block */

/** @type {Record<string, [keyof HTMLElementTagNameMap, string]>} */
const ELEMENTS = {
  headline: ["h1", ""],
  subheading: ["h2", ""],
  standfirst: ["p", "std"],
  caption: ["p", "cap"],
  byline: ["p", "by"],
  dateline: ["p", "by"],
  "list-item": ["p", "item"],
  boilerplate: ["p", "out"],
};

/** So many blocks make one piece of the layout, which the browser lays out only where it is near what is seen. */
const CHUNK = 40;

export class Article {
  /** @param {HTMLElement} root the <article> */
  constructor(root) {
    this.root = root;
    /** @type {import("./marks.js").Placed[]} */
    this.placed = [];
    this.slices = new Slices();
  }

  /** Shows a document in place of the one before. @param {Doc} doc */
  show(doc) {
    const all = marksIn(doc);
    const seen = new Set();
    let at = 0;
    let headed = false;
    let chunk = this.root;
    this.placed = [];
    this.root.replaceChildren();
    this.root.lang = doc.analysis?.language === "en" || !doc.analysis ? "en" : "";
    if (!doc.blocks.some((b) => b.kind === "headline")) this.root.append(h("h1", { class: "vh" }, "The article"));
    this.slices.start(() => {
      const block = doc.blocks[at++];
      if (!block) return false;
      const [tag, name] = ELEMENTS[block.kind] ?? ["p", ""];
      const again = tag === "h1" && headed;
      headed ||= tag === "h1";
      const el = h(again ? "h2" : tag, { class: name || null, "data-b": at - 1 });
      if (block.n) el.append(h("span", { class: "n", "aria-hidden": "true" }, String(block.n)));
      fillBlock(el, doc, block, all, seen, this.placed);
      if ((at - 1) % CHUNK === 0) this.root.append((chunk = h("div", { class: "chunk" })));
      chunk.append(el);
      return true;
    });
  }

  /** Builds what is still missing up to an offset. @param {number} offset */
  reach(offset) {
    this.slices.until(() => (this.placed[this.placed.length - 1]?.start ?? 0) >= offset);
  }

  /** The DOM range of a span of the text, or null where it is not laid out.
   * @param {{start: number, end: number}} span @returns {Range | null} */
  range({ start, end }) {
    this.reach(end);
    const from = this.nodeAt(start);
    const to = this.nodeAt(Math.max(start, end - 1));
    if (!from || !to) return null;
    const range = document.createRange();
    const clip = (/** @type {number} */ n, /** @type {Text} */ node) => Math.max(0, Math.min(n, node.length));
    range.setStart(from.node, clip(start - from.start, from.node));
    range.setEnd(to.node, clip(end - to.start, to.node));
    return range;
  }

  /** The last text node that begins at or before an offset. @param {number} offset */
  nodeAt(offset) {
    let low = 0;
    let high = this.placed.length;
    while (low < high) {
      const mid = (low + high) >> 1;
      if (/** @type {import("./marks.js").Placed} */ (this.placed[mid]).start <= offset) low = mid + 1;
      else high = mid;
    }
    return this.placed[low - 1] ?? this.placed[0];
  }

  /** The offset in the text of a place in the DOM, or null outside the article's text.
   * @param {Node} node @param {number} at @param {boolean} first whether it begins a range, else it ends one */
  offsetOf(node, at, first) {
    let text = node;
    let inside = at;
    if (node.nodeType !== 3) {
      // Between elements: the text that follows where a range begins, the text before where it ends.
      const walker = document.createTreeWalker(this.root, NodeFilter.SHOW_TEXT);
      walker.currentNode = node.childNodes[at] ?? node;
      const near = first
        ? walker.currentNode.nodeType === 3
          ? walker.currentNode
          : walker.nextNode()
        : walker.previousNode();
      if (!near) return null;
      text = near;
      inside = first ? 0 : (near.nodeValue?.length ?? 0);
    }
    const placed = this.placed.find((p) => p.node === text);
    return placed ? placed.start + inside : null;
  }

  /** Brings a span into the middle of the view, unless it is well in view. @param {{start: number, end: number}} span */
  scrollTo(span) {
    const box = this.root.closest(".read");
    const range = this.range(span);
    if (!box || !range) return;
    const frame = box.getBoundingClientRect();
    const sheet = document.querySelector(".side")?.getBoundingClientRect();
    const bottom = sheet && sheet.left <= frame.left + 1 && sheet.top > frame.top ? sheet.top : frame.bottom;
    const at = range.getBoundingClientRect();
    if (at.top >= frame.top + 20 && at.bottom <= bottom - 20) return;
    const smooth = !matchMedia("(prefers-reduced-motion: reduce)").matches;
    const top = box.scrollTop + at.top - frame.top - Math.max(20, (bottom - frame.top - at.height) / 3);
    box.scrollTo({ top, behavior: smooth ? "smooth" : "auto" });
  }

  /** Marks the evidence of the chosen event. @param {string | null} event */
  choose(event) {
    for (const el of this.root.querySelectorAll(".sel, .haspin")) el.classList.remove("sel", "haspin");
    if (!event) return;
    for (const el of this.root.querySelectorAll(`[data-ev="${CSS.escape(event)}"]`)) {
      el.classList.add("sel");
      el.closest("[data-b]")?.classList.add("haspin");
    }
  }
}
