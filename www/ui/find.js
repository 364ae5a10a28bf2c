// Find in the article: every match is painted, one is current.
import { $ } from "./dom.js";
import { paint } from "./highlight.js";

const MOST = 2000;

/** Where a query occurs, whatever its case. Only lengths that lower-casing keeps are matched, so offsets hold.
 * @param {string} text @param {string} query */
export function occurrences(text, query) {
  const spans = [];
  const pattern = query
    .trim()
    .replace(/[.*+?^${}()|[\]\\]/g, "\\$&")
    .replace(/\s+/g, "\\s+");
  if (!pattern) return [];
  for (const m of text.matchAll(new RegExp(pattern, "giu"))) {
    spans.push({ start: m.index, end: m.index + m[0].length });
    if (spans.length >= MOST) break;
  }
  return spans;
}

export class Find {
  /**
   * @param {import("./article.js").Article} article
   * @param {{text: () => string, show: () => void, use: (span: import("../types.js").Span) => void}} on `show` brings the
   *   article to the front, `use` takes the current match to be corrected
   */
  constructor(article, on) {
    this.article = article;
    this.on = on;
    this.bar = $("#find");
    this.input = /** @type {HTMLInputElement} */ ($("#find-input"));
    /** @type {import("../types.js").Span[]} */
    this.spans = [];
    this.at = -1;
    this.input.addEventListener("input", () => this.search());
    this.input.addEventListener("keydown", (e) => {
      if (e.key === "Enter") this.step(e.shiftKey ? -1 : 1);
      if (e.key === "Escape") this.close();
    });
    $("#find-next").addEventListener("click", () => this.step(1));
    $("#find-previous").addEventListener("click", () => this.step(-1));
    $("#find-use").addEventListener("click", () => {
      const span = this.spans[this.at];
      if (span) this.on.use(span);
    });
    $("#find-close").addEventListener("click", () => this.close());
  }

  get isOpen() {
    return !this.bar.hidden;
  }

  open() {
    this.on.show();
    this.bar.hidden = false;
    this.input.focus();
    this.input.select();
  }

  close() {
    this.bar.hidden = true;
    this.input.value = "";
    this.search();
    $("#find-button").focus();
  }

  search() {
    this.spans = occurrences(this.on.text(), this.input.value);
    this.at = -1;
    $("#find-use").hidden = !this.spans.length;
    paint(this.article, "find", this.spans);
    paint(this.article, "found", []);
    $("#find-count").textContent = this.input.value.trim() ? `${this.spans.length} found` : "";
    if (this.spans.length) this.step(1);
  }

  /** @param {number} way */
  step(way) {
    const n = this.spans.length;
    if (!n) return;
    this.at = (this.at + way + n) % n;
    const span = this.spans[this.at];
    if (!span) return;
    paint(this.article, "found", [span]);
    this.article.scrollTo(span);
    $("#find-count").textContent = `${this.at + 1} of ${n}`;
  }
}
