// What is selected in the article can be made a name, an event or a date, or be told to be no name.
import { TYPES } from "../model/fix.js";
import { $, h } from "./dom.js";

/** @typedef {import("../types.js").Span} Span */
/** @typedef {{name: (span: Span, type: string) => void, event: (span: Span) => void, date: (span: Span, value: string) => void, notName: (id: string) => void}} Actions */

const MOST = 400;

/** A span without the white space at its ends, and with whole words. @param {string} text @param {Span} span @returns {Span | null} */
export function wholeWords(text, { start, end }) {
  const word = /[\p{L}\p{N}]/u;
  let [a, b] = [start, end];
  while (a < b && /\s/.test(text[a] ?? "")) a++;
  while (b > a && /\s/.test(text[b - 1] ?? "")) b--;
  if (a >= b) return null;
  while (a > 0 && word.test(text[a - 1] ?? "") && word.test(text[a] ?? "")) a--;
  while (b < text.length && word.test(text[b] ?? "") && word.test(text[b - 1] ?? "")) b++;
  return { start: a, end: b };
}

export class Select {
  /**
   * @param {import("./article.js").Article} article
   * @param {import("../state.js").Store} store
   * @param {Actions} on
   */
  constructor(article, store, on) {
    this.article = article;
    this.store = store;
    this.on = on;
    this.bar = $("#picked");
    document.addEventListener("selectionchange", () => this.look());
    // Pressing a button would drop the selection that it is about.
    this.bar.addEventListener("pointerdown", (e) => e.target instanceof HTMLButtonElement && e.preventDefault());
    this.bar.addEventListener("keydown", (e) => {
      if (e.key !== "Escape") return;
      e.stopPropagation();
      this.close();
    });
    this.article.root.closest(".read")?.addEventListener("scroll", () => this.place(), { passive: true });
  }

  /** The selected words of the article, or null. @returns {Span | null} */
  span() {
    const selection = getSelection();
    const { doc } = this.store.get();
    if (!selection || selection.isCollapsed || !selection.rangeCount || !doc?.analysis) return null;
    const range = selection.getRangeAt(0);
    if (!this.article.root.contains(range.commonAncestorContainer)) return null;
    const start = this.article.offsetOf(range.startContainer, range.startOffset, true);
    const end = this.article.offsetOf(range.endContainer, range.endOffset, false);
    const span = start === null || end === null ? null : wholeWords(doc.text, { start, end });
    return span && span.end - span.start <= MOST ? span : null;
  }

  look() {
    if (this.bar.contains(document.activeElement)) return;
    const span = this.span();
    if (!span) return void (this.bar.hidden = true);
    this.draw(span);
    this.place();
  }

  /** @param {Span} span */
  draw(span) {
    const { doc } = this.store.get();
    const meets = (/** @type {Span} */ m) => m.start < span.end && span.start < m.end;
    const name = [...(doc?.entities.values() ?? [])].find((e) => e.mentions.some((m) => m.form === "name" && meets(m)));
    const button = (/** @type {string} */ text, /** @type {() => void} */ act) =>
      h("button", { class: "act", type: "button", onclick: () => this.act(act) }, text);
    const types = h(
      "select",
      { "aria-label": "Another kind of name", onchange: () => this.act(() => this.on.name(span, types.value)) },
      h("option", { value: "" }, "other …"),
      ...Object.entries(TYPES)
        .slice(3)
        .map(([type, text]) => h("option", { value: type }, text)),
    );
    const date = h("button", { class: "act", type: "button", onclick: () => this.dates(span) }, "Date …");
    this.bar.replaceChildren(
      h("span", null, "This is:"),
      button("Person", () => this.on.name(span, "PERSON")),
      button("Organisation", () => this.on.name(span, "ORG")),
      button("Place", () => this.on.name(span, "GPE")),
      types,
      button("Event", () => this.on.event(span)),
      date,
      ...(name ? [button("Not a name", () => this.on.notName(name.id))] : []),
    );
    this.bar.hidden = false;
  }

  /** Asks which date the words mean. @param {Span} span */
  dates(span) {
    const input = h("input", {
      "aria-label": "The day, month or year",
      placeholder: "2016-09-04",
      size: 12,
      pattern: "\\d{4}(-\\d\\d){0,2}",
      required: true,
    });
    const form = h(
      "form",
      {
        onsubmit: (/** @type {Event} */ e) => {
          e.preventDefault();
          this.act(() => this.on.date(span, input.value.trim()));
        },
      },
      "They mean ",
      input,
      h("button", { class: "act", type: "submit" }, "Set"),
    );
    this.bar.replaceChildren(form);
    input.focus();
    this.place();
  }

  /** @param {() => void} act */
  act(act) {
    this.close();
    act();
  }

  close() {
    this.bar.hidden = true;
    getSelection()?.removeAllRanges();
    $(".read").focus({ preventScroll: true });
  }

  /** Selects a span and offers what to make of it: the way for those who do not select by pointer. @param {Span} span */
  offer(span) {
    const range = this.article.range(span);
    if (!range) return;
    const selection = getSelection();
    selection?.removeAllRanges();
    selection?.addRange(range);
    this.look();
    this.bar.querySelector("button")?.focus();
  }

  /** Puts the bar below the selection, inside the window. */
  place() {
    if (this.bar.hidden) return;
    const selection = getSelection();
    if (!selection?.rangeCount) return;
    const box = selection.getRangeAt(0).getBoundingClientRect();
    const { width, height } = this.bar.getBoundingClientRect();
    const below = box.bottom + 8 + height < innerHeight - 40;
    this.bar.style.left = `${Math.max(8, Math.min(innerWidth - width - 8, box.left))}px`;
    this.bar.style.top = `${Math.max(8, below ? box.bottom + 8 : box.top - height - 8)}px`;
  }
}
