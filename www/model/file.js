// Document files, NAME.dateline.json: the articles as they came in and what the reader corrected. There is no analysis in
// them; it is made anew from these, so a file stays good when the reading gets better.
import { isDay } from "./stretch.js";

/** What a correction changes and where, in UTF-16 code units of the article; the kinds are the core's.
 * @typedef {{kind: string, at: import("../types.js").Span[], value?: string}} Correction */

/** One article as kept. `title` is for lists only. `dayFrom` says who gave the publication day, "" without one.
 * @typedef {{title: string, text: string, day: string | null, dayFrom: "reader" | "page" | "", corrections: Correction[]}} Article */

/** What is open in the page, one article or several, with counts for lists.
 * @typedef {{articles: Article[], counts: {words: number, people: number, events: number}}} Snapshot */

/** The version that is written, and the only one that is read. */
export const VERSION = 1;
/** Bytes above which a file is not looked at. */
export const HUGE = 200e6;
/** How document files end. */
export const ENDING = "dateline.json";

/** Why a file cannot be opened, as a sentence for the reader. */
export class NotADocument extends Error {}

/** @param {string} message @returns {never} */
const refuse = (message) => {
  throw new NotADocument(message);
};

/**
 * The content of a document file. `readDocument` gives the same articles back, lone surrogates included: JSON writes those
 * as escapes.
 * @param {Article[]} articles
 */
export function writeDocument(articles) {
  return `${JSON.stringify({ dateline: "document", version: VERSION, articles }, null, 1)}\n`;
}

/** A plain object, not a list. @param {unknown} value @returns {Record<string, unknown> | null} */
const record = (value) =>
  typeof value === "object" && value !== null && !Array.isArray(value)
    ? /** @type {Record<string, unknown>} */ (value)
    : null;

/** Refuses properties that would be lost when the document is saved again.
 * @param {Record<string, unknown>} value @param {string[]} known @param {string} where */
function only(value, known, where) {
  const odd = Object.keys(value).find((key) => !known.includes(key));
  if (odd !== undefined)
    refuse(`${where} has “${odd.slice(0, 40)}”, which this version does not know. The file was not opened.`);
}

/** @param {unknown} value @param {number} end @param {string} where @returns {import("../types.js").Span} */
function span(value, end, where) {
  const it = record(value) ?? refuse(`${where} names a place that is none.`);
  only(it, ["start", "end"], where);
  const { start, end: to } = it;
  if (!Number.isInteger(start) || !Number.isInteger(to)) return refuse(`${where} names a place that is none.`);
  const [from, until] = [Number(start), Number(to)];
  if (from < 0 || until < from || until > end) return refuse(`${where} names a place beyond the text.`);
  return { start: from, end: until };
}

/** @param {unknown} value @param {number} end @param {string} where @returns {Correction} */
function correction(value, end, where) {
  const it = record(value) ?? refuse(`${where} is not a correction.`);
  only(it, ["kind", "at", "value"], where);
  const { kind, at, value: to } = it;
  if (typeof kind !== "string" || !/^[a-z][a-z-]{0,39}$/.test(kind)) return refuse(`${where} has no kind.`);
  if (!Array.isArray(at) || !at.length) return refuse(`${where} names no place.`);
  if (to !== undefined && to !== null && typeof to !== "string") return refuse(`${where} has a value that is no text.`);
  const places = at.map((place) => span(place, end, where));
  return typeof to === "string" ? { kind, at: places, value: to } : { kind, at: places };
}

/** @param {unknown} value @param {number} n @returns {Article} */
function article(value, n) {
  const where = `Article ${n + 1}`;
  const it = record(value) ?? refuse(`${where} is not an article.`);
  only(it, ["title", "text", "day", "dayFrom", "corrections"], where);
  const { title, text, day, dayFrom, corrections } = it;
  if (typeof text !== "string" || typeof title !== "string") return refuse(`${where} has no text or no title.`);
  if (day !== null && !(typeof day === "string" && isDay(day)))
    return refuse(`${where} has a publication day that is no day such as 2016-09-04.`);
  if (dayFrom !== "reader" && dayFrom !== "page" && dayFrom !== "")
    return refuse(`${where} does not say where its publication day is from.`);
  if (!Array.isArray(corrections)) return refuse(`${where} has no list of corrections.`);
  const read = corrections.map((c, k) => correction(c, text.length, `Correction ${k + 1} of article ${n + 1}`));
  return { title, text, day, dayFrom: day ? dayFrom || "reader" : "", corrections: read };
}

/** Checks articles that were stored or read. @param {unknown} value @returns {Article[]} throws `NotADocument` */
export function checkArticles(value) {
  if (!Array.isArray(value) || !value.length) return refuse("This document holds no article.");
  return value.map(article);
}

/**
 * The articles of a document file. Anything that is not one is refused whole, with a sentence that says what it is or what
 * is wrong: nothing is guessed or mended.
 * @param {string} json
 * @returns {Article[]} throws `NotADocument`
 */
export function readDocument(json) {
  let value;
  try {
    value = JSON.parse(json.replace(/^\ufeff/, ""));
  } catch {
    return refuse(
      /^\s*$/.test(json)
        ? "This file is empty."
        : "This file is damaged or cut short: it is not JSON. A text with another ending than .json can be opened as an article.",
    );
  }
  const it = record(value);
  if (it?.dateline !== "document") {
    if (it && "schema" in it && ("entities" in it || "articles" in it))
      refuse(
        "This is an analysis that Dateline exported: it says what was found, but does not hold the article. Open the article itself, or the file saved from the library.",
      );
    return refuse("This JSON was not saved by Dateline, so there is no article to open in it.");
  }
  if (it.version !== VERSION)
    refuse(
      typeof it.version === "number" && it.version > VERSION
        ? `This file is of version ${it.version}, made by a newer Dateline. Load this page anew to get the newest.`
        : "This file does not say a version that this page knows.",
    );
  only(it, ["dateline", "version", "articles"], "This file");
  return checkArticles(it.articles);
}
