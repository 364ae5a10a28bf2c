// The publication day: what it is, where it came from, how many dates hang on it, and the dialog that changes it.
import { dayText, isoOf, rangeOf, rangeText } from "../model/days.js";
import { isDay } from "../model/stretch.js";
import { $, h } from "./dom.js";

/** @typedef {import("../types.js").State} State */

/** @type {Record<string, string>} */
const SOURCES = {
  given: "set by you",
  metadata: "from the page",
  text: "found in the text",
  bounded: "bounded by the text",
  unknown: "not known",
};

/** @param {number} n */
const depend = (n) => (n === 1 ? "1 date depends on it" : `${n} dates depend on it`);

/** What the control says. @param {State} state @returns {{day: string, source: string, dependents: number}} */
export function publicationOf(state) {
  const p = state.doc?.analysis?.publication;
  const r = rangeOf(p?.value);
  const low = rangeOf(p?.earliest)?.from;
  const high = rangeOf(p?.latest)?.to;
  let day = "day not known";
  if (r) day = rangeText(r.from, r.to);
  else if (p?.source === "bounded" && high !== undefined && low !== undefined) day = rangeText(low, high);
  else if (p?.source === "bounded" && low !== undefined) day = `${rangeText(low, low + 1)} or later`;
  else if (p?.source === "bounded" && high !== undefined) day = `${rangeText(high - 1, high)} or earlier`;
  const given = state.dayFrom === "page" ? "metadata" : "given";
  const source = SOURCES[p?.source === "given" ? given : (p?.source ?? "unknown")] ?? "";
  return { day, source, dependents: Number(p?.dependents ?? 0) };
}

/**
 * The range that the text bounds, in words and as days for a date field; null unless only a range is known.
 * @param {State} state @returns {{text: string, min: string, max: string, why: string[]} | null}
 */
export function boundsOf(state) {
  const p = state.doc?.analysis?.publication;
  if (p?.source !== "bounded") return null;
  const low = rangeOf(p.earliest)?.from;
  const high = rangeOf(p.latest)?.from;
  const name = (/** @type {number} */ day) => dayText(day, true).replace(/^\w+ /, "");
  let text = "";
  if (low !== undefined && high !== undefined) text = `between ${name(low)} and ${name(high)}`;
  else if (low !== undefined) text = `on ${name(low)} or later`;
  else if (high !== undefined) text = `on ${name(high)} or earlier`;
  const iso = (/** @type {number | undefined} */ day) => (day === undefined ? "" : isoOf(day));
  return text ? { text, min: iso(low), max: iso(high), why: p.why } : null;
}

export class PubDay {
  /** @param {{set: (day: string | null) => void}} on */
  constructor(on) {
    this.pill = $("#pub");
    this.dialog = /** @type {HTMLDialogElement} */ ($("#pub-dialog"));
    this.input = /** @type {HTMLInputElement} */ ($("#pub-input"));
    this.banner = $("#banner");
    this.pill.addEventListener("click", () => this.open());
    /** @type {ReturnType<typeof boundsOf>} */
    this.bounds = null;
    this.input.addEventListener("input", () => this.judge());
    $("#banner-set").addEventListener("click", () => this.open());
    $("#pub-clear").addEventListener("click", () => {
      this.dialog.close();
      on.set(null);
    });
    $("#pub-form").addEventListener("submit", (e) => {
      e.preventDefault();
      if (!isDay(this.input.value)) return;
      this.dialog.close();
      on.set(this.input.value);
    });
  }

  /** Says so when the day in the field lies outside the range. */
  judge() {
    const { value } = this.input;
    const out =
      this.bounds && isDay(value) && (value < this.bounds.min || (this.bounds.max && value > this.bounds.max));
    $("#pub-outside").textContent = out ? `This is not ${this.bounds?.text}.` : "";
  }

  open() {
    if (!this.pill.offsetParent || this.dialog.open) return;
    this.dialog.showModal();
    this.input.focus();
  }

  /** @param {State} state */
  render(state) {
    const { day, source, dependents } = publicationOf(state);
    const known = Boolean(state.doc?.analysis?.publication.value);
    this.pill.hidden = !state.doc?.analysis;
    $("b", this.pill).textContent = day;
    $("em", this.pill).textContent = [
      known || source !== "not known" ? source : "",
      dependents ? depend(dependents) : "",
    ]
      .filter(Boolean)
      .join(" · ");
    $("#pub-note").textContent =
      `${known ? `Now: ${day}, ${source}. ` : "Not known yet. "}${dependents ? `${depend(dependents)[0]?.toUpperCase()}${depend(dependents).slice(1)}.` : ""}`;
    const bounds = boundsOf(state);
    // The field takes any day: the range is a hint, and the reader may know better.
    $("#pub-range").hidden = !bounds;
    $("#pub-range summary").textContent = bounds ? `By what the text says, it was written ${bounds.text}. Why?` : "";
    $("#pub-range ul").replaceChildren(...(bounds?.why ?? []).map((reason) => h("li", null, reason)));
    this.bounds = bounds;
    this.judge();
    this.banner.hidden = known || !dependents || !state.doc?.analysis;
    $("span", this.banner).textContent =
      `When was this published? ${bounds ? `By what it says, ${bounds.text}. ` : ""}${depend(dependents)}, such as “last week”.`;
    if (!this.dialog.open) this.input.value = state.day ?? state.doc?.analysis?.publication.value ?? "";
  }
}
