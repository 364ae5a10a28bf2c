// What the reader takes away: files, and one event with its source for the clipboard.
import { placeOf, sayerOf, squeeze } from "../model/doc.js";
import { FACTS, labelOf, stretchOf } from "../model/stretch.js";

/** @typedef {import("../types.js").State} State */
/** @typedef {import("../types.js").Doc} Doc */

/** Where an event is from. @param {Doc} doc */
function source(doc) {
  const byline = doc.blocks.find((b) => b.kind === "byline");
  const by = byline ? `, ${squeeze(doc.text.slice(byline.start, byline.end))}` : "";
  const day = doc.analysis?.publication.value;
  return `“${doc.title}”${by}${day ? `, ${day}` : ""}`;
}

/** One event with its source, for the clipboard. @param {State} state @param {import("../types.js").Told} told */
export function eventText({ docs, rows }, { story, id }) {
  const doc = docs[story];
  const event = doc?.events.get(id);
  if (!doc || !event) return "";
  const row = rows.find((r) => r.story === story && r.event.id === id);
  const date = row?.date ?? labelOf(stretchOf(event, undefined), event.factuality);
  const fact = event.factuality === "happened" ? "" : ` [${FACTS[event.factuality] ?? event.factuality}]`;
  const sayer = sayerOf(doc, event);
  const words = squeeze(doc.text.slice(event.label.start, event.label.end));
  const when = date === "no date" ? "no date in the text" : date;
  const line = `${when}: “${words}”${fact}${sayer ? `, says ${sayer}` : ""} (${placeOf(doc, event.label.start)})`;
  return `${line}\nSource: ${source(doc)}`;
}

/** Hands the reader a file without a request. @param {string} name @param {BlobPart} content @param {string} type */
export function save(name, content, type) {
  const url = URL.createObjectURL(new Blob([content], { type }));
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
