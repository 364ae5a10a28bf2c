// The office of a person in the article's own words.
import { nameOf, squeeze } from "../model/doc.js";

/** @typedef {import("../types.js").Doc} Doc */

/** The office of a person as the article gives it, or "". One that is held comes before one that was.
 * @param {Doc} doc @param {string} id */
export function roleOf(doc, id) {
  const mine = (doc.analysis?.roles ?? []).filter((r) => r.person === id);
  const held = mine.filter((r) => r.state === "current");
  const role = held.find((r) => r.of) ?? held[0] ?? mine[0];
  if (!role) return "";
  const office = officeOf(doc, role);
  return role.state === "current" || office.toLowerCase().includes(role.state) ? office : `${role.state} ${office}`;
}

/** @param {Doc} doc @param {import("../types.js").Analysis["roles"][number]} role */
function officeOf(doc, { title, evidence, of, of_stated }) {
  const words = squeeze(doc.text.slice(title.start, title.end));
  // "Danish negotiator Peter Holm": what stands before the title says whose it is, in the article's own words.
  const before = squeeze(doc.text.slice(evidence.start, title.start));
  if (/^[\p{L}.' -]{1,40}$/u.test(before) && !/^(the|its|his|her|their|a|an)$/i.test(before))
    return `${before.replace(/^(the|a|an) /i, "")} ${words}`;
  const body = of_stated ? nameOf(doc, of) : "";
  return body && !words.toLowerCase().includes(body.toLowerCase()) ? `${body} ${words}` : words;
}
