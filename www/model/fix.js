// Corrections as the core takes them, and in words. Each names places of the text, so it holds when everything is derived
// anew, and can be kept with the text in a file.

/** @typedef {import("../types.js").Correction} Correction */
/** @typedef {import("../types.js").Entity} Entity */
/** @typedef {import("../types.js").StoryEvent} StoryEvent */
/** @typedef {import("../types.js").Span} Span */

/** @param {string} kind @param {(Span | undefined)[]} at @param {string} [value] @returns {Correction} */
const make = (kind, at, value) => ({
  kind,
  at: at.filter((s) => s !== undefined).map(({ start, end }) => ({ start, end })),
  ...(value === undefined ? {} : { value }),
});

/** A mention that stands for the entity: a name where it has one. @param {Entity} e */
const standFor = (e) => e.mentions.find((m) => m.form === "name") ?? e.mentions[0];

/** Two entities are one, called what the first is. @param {Entity} a @param {Entity} b */
export const join = (a, b) => make("same", [standFor(a), standFor(b)]);
/** These mentions are a thing of their own. @param {Span[]} mentions */
export const split = (mentions) => make("different", mentions);
/** This is no entity. @param {Entity} e */
export const notEntity = (e) => make("not-entity", [standFor(e)]);
/** This is an entity of another type. @param {Entity} e @param {string} type */
export const retype = (e, type) => make("type", [standFor(e)], type);
/** These words are a name. @param {Span} span @param {string} type */
export const addName = (span, type) => make("type", [span], type);
/** This is no event. @param {StoryEvent} e */
export const notEvent = (e) => make("not-event", [e.trigger]);
/** These words tell an event. @param {Span} span */
export const addEvent = (span) => make("event", [span]);
/** This event was then: 2016, 2016-09, 2016-09-04, or "none" for not known. @param {StoryEvent} e @param {string} value */
export const happenedOn = (e, value) => make("when", [e.trigger], value);
/** This event is worth that: happened, planned, negated … @param {StoryEvent} e @param {string} value */
export const isFact = (e, value) => make("factuality", [e.trigger], value);
/** These words mean that day, month or year. @param {Span} span @param {string} value */
export const meansDate = (span, value) => make("date", [span], value);

/** Whether a value is a day, month or year as corrections write them. @param {string} value */
export const isPeriod = (value) => /^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/.test(value);

/** What the types of entities are called. @type {Record<string, string>} */
export const TYPES = {
  PERSON: "person",
  ORG: "organisation",
  GPE: "country, state or city",
  LOC: "landscape, water or region",
  FAC: "building or site",
  NORP: "people, party or faith",
  EVENT: "named event",
  PRODUCT: "product",
  WORK: "work of art or book",
  LAW: "law or treaty",
};

/** A correction in words. @param {string} text @param {Correction} c */
export function inWords(text, { kind, at, value = "" }) {
  const words = at.map(
    (s) =>
      `“${text
        .slice(s.start, Math.min(s.end, s.start + 80))
        .replace(/\s+/g, " ")
        .trim()}”`,
  );
  const [one = "", ...others] = words;
  const more = at.length > 1 ? ` and ${at.length - 1} more` : "";
  switch (kind) {
    case "same":
      return `${one} and ${others.join(", ")} are one`;
    case "different":
      return `${one}${more}: a thing of its own`;
    case "not-entity":
      return `${one} is no name`;
    case "type":
      return `${one}: ${TYPES[value] ?? value}`;
    case "not-event":
      return `${one} is no event`;
    case "event":
      return `${one} is an event`;
    case "when":
      return value === "none" ? `${one}: no date is known` : `${one}: ${value}`;
    case "factuality":
      return `${one}: ${value}`;
    case "date":
      return `${one} means ${value}`;
    default:
      return `${kind}: ${one}`;
  }
}

/** Lower-case letters of a name's words, without what is no letter. @param {string} name */
const wordsOf = (name) => name.toLowerCase().match(/\p{L}+/gu) ?? [];

/**
 * Entities that may be the same as one, the likeliest first: a shared last word, one name within the other, or initials.
 * Only a suggestion: the core did not join them.
 * @param {Entity} e
 * @param {Entity[]} all
 */
export function perhapsSame(e, all) {
  const names = (/** @type {Entity} */ x) => [x.name, ...x.aliases].map(wordsOf).filter((w) => w.length);
  const mine = names(e);
  const initials = (/** @type {string[]} */ w) => w.map((x) => x[0]).join("");
  const like = (/** @type {string[]} */ a, /** @type {string[]} */ b) => {
    if (a[a.length - 1] === b[b.length - 1]) return 3;
    if (a.every((w) => b.includes(w)) || b.every((w) => a.includes(w))) return 2;
    const short = a.length === 1 ? a : b.length === 1 ? b : null;
    const long = short === a ? b : a;
    return short && long.length > 1 && short[0] === initials(long) ? 2 : 0;
  };
  const score = (/** @type {Entity} */ x) => Math.max(0, ...mine.flatMap((a) => names(x).map((b) => like(a, b))));
  return all
    .filter((x) => x.id !== e.id)
    .map((x) => ({ x, s: score(x) + (x.type === e.type ? 0.5 : 0) }))
    .filter(({ s }) => s >= 2)
    .sort((a, b) => b.s - a.s || b.x.mentions.length - a.x.mentions.length)
    .slice(0, 5)
    .map(({ x }) => x);
}
