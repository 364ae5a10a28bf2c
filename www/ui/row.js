// One row of the timeline: date and words of the date, glyph, the clause as a slice of the article, what it is worth.
import { letterOf } from "../model/cast.js";
import { placeOf, sayerOf } from "../model/doc.js";
import { FACTS } from "../model/stretch.js";
import { h } from "./dom.js";

/** @typedef {import("../types.js").Row} Row */
/** @typedef {import("../types.js").State} State */

/** @type {Record<string, string>} */
const SIGNS = { planned: "○", possible: "◇", conditional: "◇", negated: "✕", ongoing: "→" };

/** The clause, with the names of those who take part in bold. @param {Row} row @returns {(Node | string)[]} */
function clause({ doc, event }) {
  const { start, end } = event.label;
  const spans = [];
  for (const who of [...event.who, ...event.whom]) {
    if (typeof who !== "string") continue;
    for (const m of doc.entities.get(who)?.mentions ?? []) {
      if (m.form === "name" && m.start >= start && m.end <= end) spans.push(m);
    }
  }
  spans.sort((a, b) => a.start - b.start);
  const parts = [];
  let at = start;
  for (const s of spans) {
    if (s.start < at) continue;
    parts.push(doc.text.slice(at, s.start), h("b", null, doc.text.slice(s.start, s.end)));
    at = s.end;
  }
  parts.push(doc.text.slice(at, end));
  return parts;
}

/** Where the row's words stand: the paragraph, and in a dossier the article and how many others tell it.
 * @param {State} state @param {Row} row */
function place({ scope, stories }, row) {
  const at = placeOf(row.doc, row.event.label.start);
  if (scope === "one" || stories.length < 2) return h("span", { class: "pn" }, at);
  const letters = [...new Set(row.tellings.map((t) => letterOf(t.story)))];
  return h("span", { class: "pn" }, h("b", null, letters.join(" ")), h("br", null), at);
}

/** @type {Record<string, string>} */
const DIFFER = { day: "the day", factuality: "whether it happened", source: "who says so" };

/** What the row is worth and who says so, or null when it simply happened. @param {Row} row */
function worth({ doc, event, differs }) {
  const fact = event.factuality;
  const sayer = sayerOf(doc, event);
  const sign = SIGNS[fact];
  const apart = differs.map((d) => DIFFER[d] ?? d).join(", ");
  if (!sign && !sayer && !apart) return null;
  return h(
    "span",
    { class: "m" },
    sign && h("span", { class: `tag ${fact}` }, `${sign} ${FACTS[fact] ?? fact}`),
    sayer && h("span", null, `says ${sayer}`),
    apart && h("span", { class: "apart" }, `the articles differ: ${apart}`),
  );
}

/**
 * @param {State} state
 * @param {Row} row
 * @param {Node} glyph
 * @param {boolean} on chosen
 */
export function rowButton(state, row, glyph, on) {
  const words = row.words || (row.stretch ? "" : "no date given");
  return h(
    "button",
    { class: "row", "data-row": row.id, "aria-expanded": String(on), tabindex: -1 },
    h(
      "span",
      { class: "d" },
      h("b", null, row.date),
      " ",
      words && h("i", { class: row.words ? null : "none" }, words),
    ),
    glyph,
    h("span", { class: "x" }, ...clause(row), worth(row)),
    place(state, row),
  );
}

/** @param {Row} row */
const when = ({ event, date }) => {
  if (date && date !== "no date") return date;
  if (event.factuality === "ongoing") return "still going on";
  return event.factuality === "planned" || event.factuality === "possible" ? "ahead" : "no date";
};

/** An event without a date, for the tray. @param {State} state @param {Row} row @param {boolean} on */
export function trayButton(state, row, on) {
  return h(
    "button",
    { class: "row tray", "data-row": row.id, "aria-expanded": String(on), tabindex: -1 },
    h("span", { class: "d" }, when(row)),
    h(
      "span",
      { class: "x" },
      h("span", { class: "cl" }, ...clause(row)),
      row.event.factuality === "negated" || row.differs.length ? worth(row) : null,
    ),
    place(state, row),
  );
}
