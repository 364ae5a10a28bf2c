// Rule names as the core gives them, in plain words. A name that is not listed is shown with its dashes as spaces, so a
// new rule is readable at once.

/** @type {Record<string, string>} */
const PLAIN = {
  DATE: "a day, month or year",
  TIME: "a time of day",
  DURATION: "a length of time",
  SET: "again and again",
  explicit: "the time stands with the event in the text",
  inherited: "the time is taken from nearby in the text",
  "publication-relative": "counted from the publication day",
  tense: "only the tense says when",
  none: "the text gives no time",
  reader: "you said so",
};
/** @type {Record<string, string>} */
const MODS = {
  BEFORE: "before then",
  AFTER: "after then",
  ON_OR_BEFORE: "then or earlier; no earliest day given",
  ON_OR_AFTER: "not before then; no latest day given",
  START: "at the start of it",
  MID: "in the middle of it",
  END: "at the end of it",
  APPROX: "about then",
  LESS_THAN: "less than that",
  MORE_THAN: "more than that",
};
/** @type {Record<string, string>} */
const FACTUALITY = {
  happened: "told as done",
  ongoing: "told as still going on",
  planned: "planned, not yet done",
  possible: "possible, not reported as done",
  conditional: "only if something else happens",
  negated: "the text says that it did not happen",
};

/** @param {string} name */
export const plainRule = (name) => PLAIN[name] ?? name.replace(/[-_:]+/g, " ").trim();
/** @param {string | null | undefined} mod */
export const plainMod = (mod) => (mod ? (MODS[mod] ?? plainRule(mod.toLowerCase())) : "");
/** @param {string} factuality */
export const plainFact = (factuality) => FACTUALITY[factuality] ?? factuality;
/** @param {string} anchor */
export const plainAnchor = (anchor) =>
  anchor === "publication"
    ? "counted from the publication day"
    : anchor === "none" || !anchor
      ? ""
      : "counted from another date in the text";
