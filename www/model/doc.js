// Indexes an analysis for the page: who is who, which paragraph a thing is in.
/** @typedef {import("../types.js").Doc} Doc */
/** @typedef {import("../types.js").Analysis} Analysis */
/** @typedef {import("../types.js").Block} Block */
/** @typedef {import("../types.js").Span} Span */

/** What is laid out as an article where there is no analysis: pieces parted by blank lines. @param {string} text @param {number} from */
function plainBlocks(text, from) {
  const blocks = [];
  const gap = /\n\s*\n|$/g;
  for (let start = from; start < text.length; ) {
    gap.lastIndex = start;
    const m = gap.exec(text);
    const end = m ? m.index : text.length;
    if (text.slice(start, end).trim()) blocks.push({ kind: "paragraph", start, end });
    start = m?.[0] ? gap.lastIndex : text.length;
  }
  return blocks;
}

/** @template {{id: string}} T @param {T[] | undefined} list @returns {Map<string, T>} */
const byId = (list) => new Map((list ?? []).map((x) => [x.id, x]));

/** About how many words a text has: runs that white space parts and that hold a letter or figure. @param {string} text */
function countWords(text) {
  let n = 0;
  let inside = false;
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c <= 32 || c === 160) inside = false;
    else if (
      !inside &&
      (c > 0x206f || (c > 127 && c < 0x2000) || (c >= 48 && c < 58) || ((c | 32) >= 97 && (c | 32) < 123))
    ) {
      inside = true;
      n++;
    }
  }
  return n;
}

/**
 * @param {string} text
 * @param {Analysis | null} analysis
 * @param {number} [upTo] how much of the text the analysis is of, where it is not of all
 * @returns {Doc}
 */
export function buildDoc(text, analysis, upTo = analysis ? text.length : 0) {
  let n = 0;
  const blocks = [...(analysis?.blocks ?? []), ...plainBlocks(text, upTo)].map((b) => ({
    ...b,
    n: b.kind === "paragraph" || b.kind === "list-item" ? ++n : 0,
  }));
  const head = blocks.find((b) => b.kind === "headline") ?? blocks[0];
  return {
    text,
    analysis,
    upTo,
    blocks,
    title: head ? squeeze(text.slice(head.start, Math.min(head.end, head.start + 120))) : "",
    entities: byId(analysis?.entities),
    events: byId(analysis?.events),
    timexes: byId(analysis?.timexes),
    quotes: byId(analysis?.quotes),
    words: countWords(text),
  };
}

/** Text on one line. @param {string} s */
export const squeeze = (s) => s.replace(/\s+/g, " ").trim();

/** The block that holds an offset. @param {Doc} doc @param {number} at @returns {Block | undefined} */
export function blockAt(doc, at) {
  let low = 0;
  let high = doc.blocks.length - 1;
  while (low <= high) {
    const mid = (low + high) >> 1;
    const b = /** @type {Block} */ (doc.blocks[mid]);
    if (at < b.start) high = mid - 1;
    else if (at >= b.end) low = mid + 1;
    else return b;
  }
  return undefined;
}

/** @type {Record<string, string>} */
const SHORT = {
  headline: "head",
  caption: "cap.",
  standfirst: "intro",
  subheading: "head",
  byline: "by",
  boilerplate: "–",
};

/** "¶4", or the kind of block for what has no number. @param {Doc} doc @param {number} at */
export function placeOf(doc, at) {
  const b = blockAt(doc, at);
  if (!b) return "";
  return b.n ? `¶${b.n}` : (SHORT[b.kind] ?? b.kind);
}

/** The words for an entity id or a span of the text. @param {Doc} doc @param {string | Span | null | undefined} who */
export function nameOf(doc, who) {
  if (!who) return "";
  return typeof who === "string" ? (doc.entities.get(who)?.name ?? "") : squeeze(doc.text.slice(who.start, who.end));
}

const PRONOUN = /^(he|she|it|they|we|i|you|who|others)$/i;

/** Who an event's words come from, or "". @param {Doc} doc @param {import("../types.js").StoryEvent} event */
export function sayerOf(doc, event) {
  const quote = event.quote ? doc.quotes.get(event.quote) : undefined;
  const given = [event.attributed_to, quote?.speaker, quote?.source].map((who) => nameOf(doc, who));
  return given.find((name) => name && !PRONOUN.test(name)) ?? "";
}

/** The entities that take part in an event. @param {import("../types.js").StoryEvent} event @returns {string[]} */
export const partakers = (event) => [...event.who, ...event.whom, ...event.where].filter((x) => typeof x === "string");

/**
 * The time expressions that an event's time rests on: its own, else those of the event whose time it shares.
 * @param {Doc} doc
 * @param {import("../types.js").StoryEvent} event
 * @returns {import("../types.js").Timex[]}
 */
export function timexesOf(doc, event) {
  const from = doc.events.get(event.when.event ?? "") ?? event;
  return from.when.timexes.map((id) => doc.timexes.get(id)).filter((t) => t !== undefined);
}
