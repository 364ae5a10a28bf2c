// What the library says.
import { valueText } from "../model/stretch.js";

/** @typedef {import("../model/library.js").Card} Card */

export const WORDS = {
  saved: "Saved in this browser only. Clearing the browser deletes it: save a file to keep it.",
  off: "The library is off: nothing is saved. Turned on, it saves each article that you read, with your corrections, in this browser only, until you delete it or clear the browser. Whoever can use this browser can then read it.",
  rest: "The library is off: nothing more is saved. What was saved before is still here.",
  single:
    "This page was opened from a file, and browsers let all such pages share one storage: any other page on this disk could read what is saved. So nothing is saved here. Save a file instead.",
  none: "Nothing is saved yet.",
};

/** @param {number} n @param {string} one @param {string} many */
export const count = (n, one, many) => `${n.toLocaleString("en")} ${n === 1 ? one : many}`;

/** @param {number} bytes */
export const size = (bytes) =>
  bytes < 1e6
    ? `${Math.ceil(bytes / 1e3)} kB`
    : bytes < 1e9
      ? `${(bytes / 1e6).toFixed(1)} MB`
      : `${(bytes / 1e9).toFixed(1)} GB`;

/** When, to the minute. @param {number} time */
const when = (time) =>
  new Date(time).toLocaleString("en-GB", {
    day: "numeric",
    month: "short",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
  });

/** What the list says of an entry. @param {Card} card */
export function about({ days, counts, corrections, saved }) {
  const day = days.length === 1 && days[0] ? `Published ${valueText(days[0])}` : "";
  const found = [
    count(counts.words, "word", "words"),
    count(counts.people, "person", "people"),
    count(counts.events, "event", "events"),
  ];
  const changes = corrections ? count(corrections, "correction", "corrections") : "";
  return [day, found.join(", "), changes, `saved ${when(saved)}`].filter(Boolean).join(" · ");
}
