// From an event's "when" to a stretch that can be drawn, named and spoken. Nothing here makes a time more exact than the
// analysis says.
import { isoOf, rangeOf, rangeText } from "./days.js";

/** @typedef {import("../types.js").Stretch} Stretch */
/** @typedef {import("../types.js").StoryEvent} StoryEvent */

/** @param {number | null} from @param {number | null} to @param {Partial<Stretch>} [more] @returns {Stretch} */
const stretch = (from, to, more) => ({ from, to, softFrom: false, softTo: false, through: false, ...more });

/**
 * Reads an EDTF value: a plain one, an interval `a/b` (all through), `a/..` and `../b`, a choice `[a..b]` (some time
 * within), with `~` and `?` for ends that are not exact. Null for a value that is none of these.
 * @param {string | null | undefined} edtf
 * @returns {Stretch | null}
 */
export function readEdtf(edtf) {
  const v = (edtf ?? "").trim();
  const choice = /^[[{](.*)[\]}]$/.exec(v)?.[1];
  const cut = choice === undefined ? v.split("/") : choice.split("..");
  if (cut.length === 1) {
    const r = rangeOf(cut[0]);
    const soft = /[~?%]/.test(v);
    return r && stretch(r.from, r.to, { softFrom: soft, softTo: soft });
  }
  const [a = "", b = ""] = cut;
  const from = rangeOf(a);
  const to = rangeOf(b);
  if (!from && !to) return null;
  const soft = (/** @type {string} */ s, /** @type {{from: number, to: number} | null} */ r) =>
    /[~?%]/.test(s) || (s === "" && choice === undefined) || (r !== null && r.to - r.from > 1);
  return stretch(from?.from ?? null, to?.to ?? null, {
    softFrom: soft(a, from),
    softTo: soft(b, to),
    through: choice === undefined && from !== null && to !== null,
  });
}

/**
 * The stretch of an event, or null when nothing is known.
 * @param {StoryEvent} event
 * @param {import("../types.js").Timex | undefined} time the time expression that it rests on
 * @returns {Stretch | null}
 */
export function stretchOf(event, time) {
  const { when } = event;
  const mod = time?.mod ?? "";
  const clock = when.value?.includes("T") ? rangeOf(when.value) : null;
  if (clock) return bend(stretch(clock.from, clock.to), mod);
  const read = readEdtf(when.edtf);
  if (read) return read;
  const low = rangeOf(when.earliest)?.from ?? null;
  const high = rangeOf(when.latest)?.to ?? null;
  return low === null && high === null
    ? null
    : stretch(low, high, { softFrom: mod === "APPROX", softTo: mod === "APPROX" });
}

/** Opens or softens the ends as TimeML's `mod` asks. @param {Stretch} s @param {string} mod @returns {Stretch} */
function bend(s, mod) {
  if (mod === "ON_OR_AFTER") return { ...s, to: null };
  if (mod === "ON_OR_BEFORE") return { ...s, from: null };
  if (mod === "AFTER") return { ...s, from: s.to, to: null };
  if (mod === "BEFORE") return { ...s, from: null, to: s.from };
  return mod === "APPROX" ? { ...s, softFrom: true, softTo: true } : s;
}

/** The shape of a stretch by the timeline's grammar. @param {Stretch | null} s */
export function shapeOf(s) {
  if (!s) return "none";
  if (s.from === null) return "by";
  if (s.to === null) return "since";
  if (s.through) return "through";
  return s.to - s.from <= 1 ? "dot" : "within";
}

/**
 * The label of a stretch for the date column.
 * @param {Stretch | null} s
 * @param {string} factuality
 */
export function labelOf(s, factuality) {
  if (!s) return "no date";
  const { from, to } = s;
  const ahead = factuality === "planned" || factuality === "possible";
  if (from !== null && to !== null) return (s.softFrom && s.softTo ? "c. " : "") + rangeText(from, to);
  if (from !== null) return ahead ? `${rangeText(from, from + 1)} or later` : `since ${rangeText(from, from + 1)}`;
  return `by ${rangeText((to ?? 0) - 1, to ?? 0)}`;
}

const MEANS = {
  none: "No time is known",
  by: "Not after",
  since: "From",
  through: "All through",
  dot: "On",
  within: "At some time within",
};
/** @type {Record<string, string>} */
export const FACTS = {
  happened: "happened",
  ongoing: "still going on",
  planned: "planned",
  possible: "possible",
  conditional: "only if",
  negated: "did not happen",
};

/** One spoken sentence for a glyph. @param {Stretch | null} s @param {string} factuality @param {string} label */
export function spokenOf(s, factuality, label) {
  const shape = shapeOf(s);
  const dated = shape === "none" ? "" : ` ${label.replace(/^(since|by|c\.) /, "").replace(/ or later$/, "")}`;
  const tail = shape === "since" ? " or later" : "";
  const soft = s && (s.softFrom || s.softTo) && shape !== "none" ? "; the edge is not exact" : "";
  const fact = FACTS[factuality] ?? factuality;
  return `${MEANS[shape]}${dated}${tail}${soft}; ${fact}`;
}

/** A value as a label for a button. @param {string} value */
export function valueText(value) {
  const r = rangeOf(value);
  return r ? rangeText(r.from, r.to) : value;
}

/** Whether a string is a whole calendar day that exists. @param {string} s */
export const isDay = (s) => /^\d{4}-\d{2}-\d{2}$/.test(s) && isoOf(rangeOf(s)?.from ?? 0) === s;
