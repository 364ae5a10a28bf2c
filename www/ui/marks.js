// Which spans of the article are marked, with what, and how one block becomes elements.
import { nest, reaching } from "../model/spans.js";
import { h } from "./dom.js";

/** @typedef {import("../types.js").Doc} Doc */
/** @typedef {import("../types.js").Span} Span */
/** @typedef {{el: "mark" | "span", attributes: Record<string, string>, entity: string}} Look */
/** @typedef {{start: number, end: number, rank: number, data: Look}} Mark */
/** Where a text node's text begins in the article. @typedef {{start: number, node: Text}} Placed */

/** The colour and line of each type of entity. @type {Record<string, string>} */
export const LOOKS = { PERSON: "per", ORG: "org", GPE: "loc", LOC: "loc", FAC: "loc" };

/** The class of an entity type. @param {string} type */
export const lookOf = (type) => LOOKS[type] ?? "oth";

/** The parts of a span that stand in quote marks; the whole span where none do. @param {string} text @param {Span} span */
function quoted(text, { start, end }) {
  const parts = [...text.slice(start, end).matchAll(/["“”„][^"“”„]*["“”]|‘[^‘]*?[’'](?!\p{L})/gu)];
  const spans = parts.map((m) => ({ start: start + m.index, end: start + m.index + m[0].length }));
  return spans.length ? spans : [{ start, end }];
}

/** @type {WeakMap<Doc, ReturnType<typeof marksOf>>} */
const made = new WeakMap();

/** As `marksOf`, made once a document. @param {Doc} doc */
export function marksIn(doc) {
  const all = made.get(doc) ?? marksOf(doc);
  made.set(doc, all);
  return all;
}

/**
 * All marks of a document, by start. Only names are marked; what "he" stands for shows when its entity is chosen.
 * @param {Doc} doc
 * @returns {{marks: Mark[], longest: number}}
 */
function marksOf(doc) {
  /** @type {Mark[]} */
  const marks = [];
  const add = (/** @type {import("../types.js").Span} */ s, /** @type {number} */ rank, /** @type {Look} */ data) =>
    marks.push({ start: s.start, end: s.end, rank, data });
  for (const q of doc.quotes.values()) {
    if (q.kind === "indirect") continue;
    for (const s of q.kind === "mixed" ? q.content.flatMap((c) => quoted(doc.text, c)) : q.content)
      add(s, 0, { el: "span", attributes: { class: "quo", "data-q": q.id }, entity: "" });
  }
  for (const item of doc.analysis?.timeline ?? []) {
    const event = doc.events.get(item.event);
    if (event) add(event.evidence, 1, { el: "span", attributes: { class: "ev", "data-ev": event.id }, entity: "" });
  }
  for (const e of doc.entities.values()) {
    const attributes = { class: lookOf(e.type), "data-e": e.id, "data-type": e.type };
    for (const m of e.mentions) if (m.form === "name") add(m, 2, { el: "mark", attributes, entity: e.id });
  }
  for (const t of doc.timexes.values()) {
    add(t, 3, { el: "mark", attributes: { class: "dat", "data-t": t.id, "data-type": t.type }, entity: "" });
  }
  marks.sort((a, b) => a.start - b.start);
  return { marks, longest: marks.reduce((most, m) => Math.max(most, m.end - m.start), 0) };
}

/**
 * Fills an element with a stretch of the article and its marks.
 * @param {Element} into
 * @param {Doc} doc
 * @param {import("../types.js").Block} block
 * @param {{marks: Mark[], longest: number}} all
 * @param {Set<string>} seen entities that were tinted already
 * @param {Placed[]} placed gets every text node made
 */
export function fillBlock(into, doc, block, all, seen, placed) {
  const tint = block.kind === "paragraph" || block.kind === "list-item";
  const text = (/** @type {Element} */ parent, /** @type {number} */ from, /** @type {number} */ to) => {
    if (from >= to) return;
    const node = document.createTextNode(doc.text.slice(from, to));
    placed.push({ start: from, node });
    parent.append(node);
  };
  const put = (
    /** @type {Element} */ parent,
    /** @type {import("../model/spans.js").Nested<Look>[]} */ list,
    /** @type {number} */ from,
    /** @type {number} */ to,
  ) => {
    let at = from;
    for (const s of list) {
      text(parent, at, s.start);
      const el = h(s.data.el, s.data.attributes);
      if (tint && s.data.entity && !seen.has(s.data.entity)) {
        seen.add(s.data.entity);
        el.classList.add("first");
      }
      if (s.split) el.classList.add("cont");
      parent.append(el);
      put(el, s.inner, s.start, s.end);
      at = s.end;
    }
    text(parent, at, to);
  };
  const near = reaching(all.marks, block.start, block.end, all.longest);
  put(into, nest(near, block.start, block.end), block.start, block.end);
}
