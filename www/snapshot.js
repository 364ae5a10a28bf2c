// What keeping knows of the state: what is open, as articles, and how to open it again. The library, document files and the
// question on closing use nothing else of it.

/** @typedef {import("./types.js").State} State */
/** @typedef {import("./model/file.js").Snapshot} Snapshot */

/** Whether another document was opened, or this one closed. @param {State} state @param {State} before */
export const another = (state, before) => state.opened !== before.opened;

/** Everything that is kept; another value where something of it changed. @param {State} state @returns {unknown[]} */
export const content = ({ stories, docs }) => [stories, docs];

/** Whether the reading is at its end, with a result. @param {State} state */
export const settled = ({ doc, busy }) => Boolean(doc?.analysis) && !busy;

/** What holds the reader's corrections; another object with every change of them. @param {State} state @returns {object} */
export const corrections = ({ stories }) => stories;

/** Whether there are any. @param {State} state */
export const corrected = ({ stories }) => stories.some((s) => s.corrections.length);

/** What is open, or null. @param {State} state @returns {Snapshot | null} */
export function snapshot({ stories, docs, dossier, doc }) {
  if (!doc) return null;
  const people = dossier?.cast ?? doc.analysis?.entities ?? [];
  return {
    articles: stories.map((story, n) => ({ ...story, title: docs[n]?.title ?? "" })),
    counts: {
      words: docs.reduce((sum, d) => sum + d.words, 0),
      people: people.filter((e) => e.type === "PERSON").length,
      events: (dossier ?? doc.analysis)?.timeline.length ?? 0,
    },
  };
}

/**
 * Opens articles that were kept, in place of what is open.
 * @param {Snapshot["articles"]} articles
 * @param {(stories: import("./types.js").Story[]) => void} read
 * @returns {string} why they cannot be opened, or ""
 */
export function restore(articles, read) {
  if (!articles.length) return "There is no article in it.";
  read(articles.map(({ text, day, dayFrom, corrections }) => ({ text, day, dayFrom, corrections })));
  return "";
}
