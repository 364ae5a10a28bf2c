// The evidence card of a row: which words gave its time and its worth, by which rules, what else they could mean.
import { placeOf, sayerOf, squeeze, timexesOf } from "../model/doc.js";
import { plainAnchor, plainFact, plainMod, plainRule } from "../model/rules.js";
import { valueText } from "../model/stretch.js";
import { h } from "./dom.js";

/** @typedef {import("../types.js").Timex} Timex */
/** @typedef {{redate: (event: string, value: string | null) => void, drop: (event: string) => void, copy: (event: string) => void}} Actions */

/** @param {number | undefined} c */
const sure = (c) => (typeof c === "number" ? `, ${Math.round(c * 100)} % sure` : "");

/** The other readings of a timex, as a choice. @param {Timex} t @param {string} event @param {string | undefined} chosen @param {Actions} on */
function readings(t, event, chosen, on) {
  if (!t.alternatives.length) return null;
  const current = chosen ?? t.value;
  const choices = [t.value, ...t.alternatives.map((a) => a.value)].filter((v, i, all) => all.indexOf(v) === i);
  return h(
    "span",
    { class: "alt", role: "group", "aria-label": "Which one is meant" },
    ...choices.map((v) =>
      h(
        "button",
        {
          class: "choice",
          "aria-pressed": String(v === current),
          title: plainRule(t.alternatives.find((a) => a.value === v)?.why ?? t.rule),
          onclick: () => on.redate(event, v === t.value ? null : v),
        },
        valueText(v),
      ),
    ),
  );
}

/** @param {import("../types.js").Doc} doc @param {import("../types.js").Span} s */
const words = (doc, s) => h("q", null, squeeze(doc.text.slice(s.start, s.end)));

/** @param {string} text */
const sentence = (text) => text.charAt(0).toLowerCase() + text.slice(1);

/**
 * @param {import("../types.js").State} state
 * @param {import("../types.js").Doc} doc
 * @param {import("../types.js").Row} row
 * @param {Actions} on
 */
export function evidence(state, doc, row, on) {
  const { event } = row;
  const chosen = state.edits.dates.get(event.id);
  const lines = [];
  const other = doc.events.get(event.when.event ?? "");
  if (other) lines.push(h("li", null, words(doc, other.trigger), h("span", null, "told of the same time")));
  const times = timexesOf(doc, event);
  for (const t of times) {
    const reading = [plainRule(t.rule), plainAnchor(t.anchor), plainMod(t.mod)].filter(Boolean).join("; ");
    lines.push(
      h(
        "li",
        null,
        words(doc, t),
        h(
          "span",
          null,
          t.alternatives.length ? `${sentence(reading)}: which one?` : `${sentence(reading)} → ${valueText(t.value)}`,
          readings(t, event.id, chosen, on),
        ),
      ),
    );
  }
  if (!times.length) lines.push(h("li", null, h("em", null, "time"), h("span", null, plainRule(event.when.basis))));
  const why = (event.why ?? []).map(plainRule).join(", ");
  lines.push(
    h(
      "li",
      null,
      words(doc, event.trigger),
      h("span", null, plainFact(event.factuality), why && ` (${why}${sure(event.confidence)})`),
    ),
  );
  const sayer = sayerOf(doc, event);
  if (sayer) lines.push(h("li", null, h("em", null, "source"), h("span", null, sayer)));
  const code = chosen ? `you chose ${chosen}` : event.when.edtf ? `EDTF ${event.when.edtf}` : (event.when.value ?? "");
  const day = h("input", {
    type: "date",
    class: "redate",
    "aria-label": "Another day for this event",
    hidden: true,
    onchange: () => day.value && on.redate(event.id, day.value),
  });
  const edit = () => {
    day.hidden = !day.hidden;
    if (!day.hidden) day.focus();
  };
  return h(
    "div",
    { class: "why", role: "group", "aria-label": `Evidence, ${placeOf(doc, event.label.start)}` },
    h("ol", null, ...lines),
    h(
      "div",
      { class: "acts" },
      h("button", { class: "act", onclick: edit }, "Edit date"),
      day,
      chosen && h("button", { class: "act", onclick: () => on.redate(event.id, null) }, "Use the text’s date"),
      h("button", { class: "act", onclick: () => on.drop(event.id) }, "Not an event"),
      h("button", { class: "act", onclick: () => on.copy(event.id) }, "Copy with source"),
      h("code", null, code),
    ),
  );
}
