// What the reader takes away: the whole analysis as JSON, or the timeline as text.
import { placeOf, sayerOf, squeeze } from "../model/doc.js";
import { FACTS } from "../model/stretch.js";
import { publicationOf } from "./pubday.js";

/** @typedef {import("../types.js").State} State */
/** @typedef {import("../types.js").Doc} Doc */
/** @typedef {import("../types.js").Row} Row */

/** One row as a line. @param {Doc} doc @param {Row} row */
function line(doc, row) {
  const { start, end } = row.event.label;
  const fact = row.event.factuality === "happened" ? "" : ` [${FACTS[row.event.factuality] ?? row.event.factuality}]`;
  const sayer = sayerOf(doc, row.event);
  const date = row.date === "no date" ? "no date in the text" : row.date;
  return `${date}: “${squeeze(doc.text.slice(start, end))}”${fact}${sayer ? `, says ${sayer}` : ""} (${placeOf(doc, start)})`;
}

/** Where a row is from. @param {State} state @param {Doc} doc */
function source(state, doc) {
  const byline = doc.blocks.find((b) => b.kind === "byline");
  const by = byline ? `, ${squeeze(doc.text.slice(byline.start, byline.end))}` : "";
  const known = doc.analysis?.publication.value;
  return `“${doc.title}”${by}${known ? `, ${publicationOf(state).day}` : ""}`;
}

/** One event with its source, for the clipboard. @param {State} state @param {string} id */
export function eventText(state, id) {
  const row = state.rows.find((r) => r.id === id);
  return state.doc && row ? `${line(state.doc, row)}\nSource: ${source(state, state.doc)}` : "";
}

/** The timeline as text, as it stands in this view. @param {State} state */
export function timelineText(state) {
  const { doc } = state;
  if (!doc) return "";
  const dated = state.rows.filter((r) => r.lane !== "undated").map((r) => line(doc, r));
  const undated = state.rows.filter((r) => r.lane === "undated").map((r) => line(doc, r));
  const tray = undated.length ? ["", "Without a date, in story order:", ...undated] : [];
  return [source(state, doc), "", ...dated, ...tray].join("\n");
}

/** A file name from the headline. @param {State} state @param {string} ending */
export function fileName(state, ending) {
  const words = (state.doc?.title ?? "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "")
    .slice(0, 50);
  return `${words || "article"}.${ending}`;
}

/** Hands the reader a file without a request. @param {string} name @param {string} text @param {string} type */
export function save(name, text, type) {
  const url = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

/** Copies, by the old way where the new one is refused. @param {string} text @returns {Promise<boolean>} */
export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const area = document.createElement("textarea");
    area.value = text;
    (document.querySelector("dialog[open]") ?? document.body).append(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    return done;
  }
}
