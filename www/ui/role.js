// The office of a person in the article's own words.
import { nameOf, squeeze } from "../model/doc.js";

/** @typedef {import("../types.js").Doc} Doc */

/** The office of a person as the article gives it, or "". @param {Doc} doc @param {string} id */
export function roleOf(doc, id) {
  const mine = (doc.analysis?.roles ?? []).filter((r) => r.person === id);
  const role = mine.find((r) => r.of) ?? mine[0];
  if (!role) return "";
  const { title, evidence } = role;
  const words = squeeze(doc.text.slice(title.start, title.end));
  // "Danish negotiator Peter Holm": what stands before the title says whose it is, in the article's own words.
  const before = squeeze(doc.text.slice(evidence.start, title.start));
  if (/^[\p{L}.' -]{1,40}$/u.test(before) && !/^(the|its|his|her|their|a|an)$/i.test(before))
    return `${before.replace(/^(the|a|an) /i, "")} ${words}`;
  const of = role.of_stated ? nameOf(doc, role.of) : "";
  return of && !words.toLowerCase().includes(of.toLowerCase()) ? `${of} ${words}` : words;
}
