// The evidence card of a row: which words gave its time and its worth, by which rules, what else they could mean; and what
// the reader can correct.
import { letterOf } from "../model/cast.js";
import { placeOf, sayerOf, squeeze, timexesOf } from "../model/doc.js";
import { isPeriod } from "../model/fix.js";
import { plainAnchor, plainFact, plainMod, plainRule } from "../model/rules.js";
import { valueText } from "../model/stretch.js";
import { h } from "./dom.js";

/** @typedef {import("../types.js").Timex} Timex */
/** @typedef {import("../types.js").StoryEvent} StoryEvent */
/** @typedef {import("../types.js").Doc} Doc */
/**
 * @typedef {object} Actions
 * @property {(timex: Timex, value: string) => void} readAs
 * @property {(event: StoryEvent, value: string) => void} redate
 * @property {(event: StoryEvent, value: string) => void} refact
 * @property {(event: StoryEvent) => void} drop
 * @property {(told: import("../types.js").Told) => void} copy
 * @property {(told: import("../types.js").Told) => void} pickTelling
 */

/** @type {Record<string, string>} */
const FACTS = {
  happened: "It happened",
  ongoing: "It is still going on",
  planned: "It is planned",
  possible: "It is possible",
  negated: "It did not happen",
};

/** @param {number | undefined} c */
const sure = (c) => (typeof c === "number" ? `, ${Math.round(c * 100)} % sure` : "");

/** The other readings of a timex, as a choice. @param {Timex} t @param {Actions} on */
function readings(t, on) {
  const others = t.alternatives.filter((a) => isPeriod(a.value) && a.value !== t.value);
  if (!others.length) return null;
  const choice = (/** @type {string} */ value, /** @type {string} */ why, /** @type {boolean} */ now) =>
    h(
      "button",
      {
        class: "choice",
        "aria-pressed": String(now),
        title: plainRule(why),
        onclick: () => now || on.readAs(t, value),
      },
      valueText(value),
    );
  return h(
    "span",
    { class: "alt", role: "group", "aria-label": "Which one is meant" },
    choice(t.value, t.rule, true),
    ...others.map((a) => choice(a.value, a.why, false)),
  );
}

/** @param {Doc} doc @param {import("../types.js").Span} s */
const words = (doc, s) => h("q", null, squeeze(doc.text.slice(s.start, s.end)));

/** @param {string} text */
const sentence = (text) => text.charAt(0).toLowerCase() + text.slice(1);

/** Where the event's time comes from. @param {Doc} doc @param {StoryEvent} event @param {Actions} on */
function times(doc, event, on) {
  const lines = [];
  const other = doc.events.get(event.when.event ?? "");
  if (other) lines.push(h("li", null, words(doc, other.trigger), h("span", null, "told of the same time")));
  const rests = timexesOf(doc, event);
  for (const t of rests) {
    const reading = [plainRule(t.rule), plainAnchor(t.anchor), plainMod(t.mod)].filter(Boolean).join("; ");
    const choice = readings(t, on);
    const means = choice ? `${sentence(reading)}: which one?` : `${sentence(reading)} → ${valueText(t.value)}`;
    lines.push(h("li", null, words(doc, t), h("span", null, means, choice)));
  }
  if (!rests.length) lines.push(h("li", null, h("em", null, "time"), h("span", null, plainRule(event.when.basis))));
  return lines;
}

/** What the event is worth and by whom. @param {Doc} doc @param {StoryEvent} event */
function worth(doc, event) {
  const why = (event.why ?? []).map(plainRule).join(", ");
  const fact = h("span", null, plainFact(event.factuality), why && ` (${why}${sure(event.confidence)})`);
  const sayer = sayerOf(doc, event);
  return [
    h("li", null, words(doc, event.trigger), fact),
    sayer && h("li", null, h("em", null, "source"), h("span", null, sayer)),
  ];
}

/** Others that tell of the same. @param {import("../types.js").State} state @param {import("../types.js").Row} row @param {Actions} on */
function tellings({ docs, at, event }, row, on) {
  const lines = [];
  for (const told of row.tellings) {
    const doc = docs[told.story];
    const other = doc?.events.get(told.id);
    if (!doc || !other || (told.story === at && told.id === event)) continue;
    const name =
      docs.length > 1 ? `${letterOf(told.story)} ${placeOf(doc, other.label.start)}` : placeOf(doc, other.label.start);
    lines.push(
      h(
        "li",
        null,
        h("em", null, `also ${name}`),
        h(
          "button",
          { class: "act", onclick: () => on.pickTelling(told) },
          squeeze(doc.text.slice(other.label.start, other.label.end)),
        ),
      ),
    );
  }
  return lines;
}

/** The form that dates an event anew. @param {StoryEvent} event @param {Actions} on */
function redate(event, on) {
  const bad = h("span", { class: "faint", role: "status" });
  const input = h("input", {
    class: "redate",
    "aria-label": "Date of this event: a day, month or year",
    placeholder: "2016, 2016-09, 2016-09-04",
    size: 24,
    value: isPeriod(event.when.value ?? "") ? event.when.value : null,
  });
  const form = h(
    "form",
    {
      class: "acts",
      hidden: true,
      onsubmit: (/** @type {Event} */ e) => {
        e.preventDefault();
        const value = input.value.trim();
        if (isPeriod(value)) on.redate(event, value);
        else bad.textContent = "Write it as 2016, 2016-09 or 2016-09-04.";
      },
    },
    input,
    h("button", { class: "act", type: "submit" }, "Set"),
    h("button", { class: "act", type: "button", onclick: () => on.redate(event, "none") }, "No date is known"),
    bad,
  );
  const open = () => {
    form.hidden = !form.hidden;
    if (!form.hidden) input.focus();
  };
  return { form, open };
}

/**
 * @param {import("../types.js").State} state
 * @param {import("../types.js").Row} row the chosen one
 * @param {Actions} on
 */
export function evidence(state, row, on) {
  const told = row.tellings.find((t) => t.story === state.at && t.id === state.event) ?? row.tellings[0];
  const doc = state.docs[told?.story ?? 0] ?? row.doc;
  const event = doc.events.get(told?.id ?? "") ?? row.event;
  const date = redate(event, on);
  const fact = h(
    "select",
    { class: "fact", "aria-label": "Whether it happened", onchange: () => on.refact(event, fact.value) },
    ...Object.entries(FACTS).map(([value, text]) => h("option", { value, selected: value === event.factuality }, text)),
  );
  return h(
    "div",
    { class: "why", role: "group", "aria-label": `Evidence, ${placeOf(doc, event.label.start)}` },
    h("ol", null, ...times(doc, event, on), ...worth(doc, event), ...tellings(state, row, on)),
    h(
      "div",
      { class: "acts" },
      h("button", { class: "act", onclick: date.open }, "Edit date"),
      fact,
      h("button", { class: "act", onclick: () => on.drop(event) }, "Not an event"),
      h("button", { class: "act", onclick: () => told && on.copy(told) }, "Copy with source"),
      h("code", null, event.when.edtf ? `EDTF ${event.when.edtf}` : (event.when.value ?? "")),
    ),
    date.form,
  );
}
