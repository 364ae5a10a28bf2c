// Passing highlights: what the pointer is over, the chosen entity, the words searched for. They are painted by the CSS
// Custom Highlight API, which changes no element; without it the marks of the same entity take a class instead.

/** @typedef {import("../types.js").Span} Span */

const able = typeof Highlight === "function" && "highlights" in CSS;

/**
 * Paints the spans under a name ("hover", "entity", "mention", "find", "found"); an empty list clears it.
 * @param {import("./article.js").Article} article
 * @param {string} name
 * @param {Span[]} spans
 */
export function paint(article, name, spans) {
  if (able) {
    CSS.highlights.delete(name);
    const ranges = spans.map((s) => article.range(s)).filter((r) => r !== null);
    if (ranges.length) CSS.highlights.set(name, new Highlight(...ranges));
    return;
  }
  for (const el of article.root.querySelectorAll(`.hl-${name}`)) el.classList.remove(`hl-${name}`);
  for (const s of spans) article.range(s)?.startContainer.parentElement?.closest("mark")?.classList.add(`hl-${name}`);
}

/** Marks the rows, cast entries and names of one entity or event as hovered. @param {string} selector "" for none */
export function glow(selector) {
  for (const el of document.querySelectorAll(".glow")) el.classList.remove("glow");
  if (selector) for (const el of document.querySelectorAll(selector)) el.classList.add("glow");
}
