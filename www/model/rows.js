// The rows of the timeline: of one story, or of several merged; and which of them the reader's choices leave.
import { chosenIn, toldOf } from "./cast.js";
import { partakers, squeeze, timexesOf } from "./doc.js";
import { labelOf, spokenOf, stretchOf } from "./stretch.js";

/** @typedef {import("../types.js").Doc} Doc */

/**
 * One row of the timeline.
 * @param {Doc} doc
 * @param {number} story the story that `doc` is
 * @param {import("../types.js").StoryEvent} event
 * @param {{lane: string, display: string}} item where the core puts it, and how it writes its time
 * @returns {import("../types.js").Row}
 */
export function buildRow(doc, story, event, item) {
  const words = timexesOf(doc, event);
  const stretch = item.lane === "undated" ? null : stretchOf(event, words[0]);
  const date = item.display || labelOf(stretch, event.factuality);
  return {
    id: event.id,
    story,
    doc,
    event,
    tellings: [{ story, id: event.id }],
    differs: [],
    lane: item.lane,
    stretch,
    date,
    said: spokenOf(stretch, event.factuality, date),
    words: words.map((t) => squeeze(doc.text.slice(t.start, t.end))).join(", "),
  };
}

/** @type {WeakMap<Doc, import("../types.js").Row[]>} */
const made = new WeakMap();

/** As `buildRows`, made once a document and place. @param {Doc} doc @param {number} story */
export function rowsOf(doc, story) {
  const rows = made.get(doc);
  if (rows && (rows[0]?.story ?? story) === story) return rows;
  const fresh = buildRows(doc, story);
  made.set(doc, fresh);
  return fresh;
}

/**
 * The rows of one story's timeline, in the order of the analysis.
 * @param {Doc} doc
 * @param {number} story
 * @returns {import("../types.js").Row[]}
 */
function buildRows(doc, story) {
  const rows = [];
  for (const item of doc.analysis?.timeline ?? []) {
    const event = doc.events.get(item.event);
    if (!event) continue;
    const row = buildRow(doc, story, event, item);
    rows.push({ ...row, tellings: [item.event, ...item.also].map((id) => ({ story, id })) });
  }
  return rows;
}

/**
 * The rows of all stories, each in the words of the telling with the surest time.
 * @param {Doc[]} docs
 * @param {import("../types.js").Dossier} dossier
 * @returns {import("../types.js").Row[]}
 */
export function dossierRows(docs, dossier) {
  const rows = [];
  for (const item of dossier.timeline) {
    const tellings = toldOf(item.tellings);
    const { story = 0, id = "" } = tellings[0] ?? {};
    const doc = docs[story];
    const event = doc?.events.get(id);
    if (!doc || !event) continue;
    const row = buildRow(doc, story, event, item);
    rows.push({ ...row, id: `${story}.${id}`, tellings, differs: item.differs });
  }
  return rows;
}

/** The filter a factuality belongs to. @param {string} factuality */
export const filterOf = (factuality) => (factuality === "conditional" ? "possible" : factuality);

/** Whether an event involves or names an entity of its story. @param {Doc} doc @param {import("../types.js").StoryEvent} event @param {string} entity */
function involves(doc, event, entity) {
  if (partakers(event).includes(entity) || event.attributed_to === entity) return true;
  const { start, end } = event.label;
  return (doc.entities.get(entity)?.mentions ?? []).some((m) => m.start >= start && m.end <= end);
}

/** The rows that the chosen entity and filter leave. @param {import("../types.js").State} state */
export function shownRows(state) {
  const { docs, filter } = state;
  const chosen = chosenIn(state);
  const rows = state.rows.filter((row) => {
    if (filter !== "all" && filterOf(row.event.factuality) !== filter) return false;
    if (!chosen) return true;
    return row.tellings.some(({ story, id }) => {
      const event = docs[story]?.events.get(id);
      const entity = chosen.get(story);
      return event && entity && involves(/** @type {Doc} */ (docs[story]), event, entity);
    });
  });
  const place = (/** @type {import("../types.js").Row} */ r) => r.event.label.start;
  return state.sort === "story" ? rows.sort((a, b) => a.story - b.story || place(a) - place(b)) : rows;
}

/** Whether the chosen event is told by a row. @param {import("../types.js").State} state @param {import("../types.js").Row} row */
export const isChosen = ({ event, at }, row) => row.tellings.some((t) => t.story === at && t.id === event);
