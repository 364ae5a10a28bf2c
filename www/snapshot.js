// What keeping knows of the state: what is open, as articles, and how to open it again. The library, document files and the
// question on closing use nothing else of it.

/** @typedef {import("./types.js").State} State */
/** @typedef {import("./model/file.js").Snapshot} Snapshot */

/** Whether another document was opened, or this one closed. @param {State} state @param {State} before */
export const another = (state, before) => state.doc !== before.doc && !state.doc?.analysis;

/** Everything that is kept; another value where something of it changed. @param {State} state @returns {unknown[]} */
export const content = ({ doc, edits, day }) => [doc?.text, doc?.analysis, edits, day];

/** Whether the reading is at its end, with a result. @param {State} state */
export const settled = ({ doc, busy }) => Boolean(doc?.analysis) && !busy;

/** The reader's corrections; another object with every change of them. @param {State} state @returns {object} */
export const corrections = ({ edits }) => edits;

/** Whether there are any. @param {State} state */
export const corrected = ({ edits }) => edits.hidden.size + edits.dates.size > 0;

/** What is open, or null. @param {State} state @returns {Snapshot | null} */
export function snapshot({ doc, day, dayFrom, rows }) {
  if (!doc) return null;
  const people = [...doc.entities.values()].filter((e) => e.type === "PERSON").length;
  return {
    articles: [{ title: doc.title, text: doc.text, day, dayFrom, corrections: [] }],
    counts: { words: doc.words, people, events: rows.length },
  };
}

/**
 * Opens articles that were kept, in place of what is open.
 * @param {Snapshot["articles"]} articles
 * @param {(text: string, day: string | null, dayFrom: State["dayFrom"]) => void} read
 * @returns {string} why they cannot be opened, or ""
 */
export function restore(articles, read) {
  const [first, ...others] = articles;
  if (!first || others.length) return `This holds ${articles.length} articles; this version opens documents of one.`;
  read(first.text, first.day, first.dayFrom);
  return "";
}
