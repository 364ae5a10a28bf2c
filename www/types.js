// Names for the shapes that the page passes around. The analysis itself is described by the types that the build
// generates from the Rust core, so the page cannot drift from it unseen.

/** @typedef {import("./types/dateline.js").Analysis} Analysis */
/** @typedef {Analysis["entities"][number]} Entity */
/** @typedef {Analysis["events"][number]} StoryEvent */
/** @typedef {Analysis["timexes"][number]} Timex */
/** @typedef {Analysis["quotes"][number]} Quote */
/** @typedef {Analysis["timeline"][number]} TimelineItem */
/** @typedef {{start: number, end: number}} Span */

/** One piece of the article as laid out; `n` numbers the paragraphs from 1, 0 for anything else.
 * @typedef {{kind: string, start: number, end: number, n: number}} Block */

/** A text with what was found in it, indexed for the page. `analysis` is null while there is none yet.
 * @typedef {object} Doc
 * @property {string} text
 * @property {Analysis | null} analysis
 * @property {Block[]} blocks
 * @property {string} title
 * @property {Map<string, Entity>} entities
 * @property {Map<string, StoryEvent>} events
 * @property {Map<string, Timex>} timexes
 * @property {Map<string, Quote>} quotes
 * @property {number} words
 */

/** A stretch of time in days since 1970-01-01, half open, with fractions for clock times. A null end is open.
 * `soft` ends are not exact; `through` says that the thing lasted all the time, not at some time within.
 * @typedef {{from: number | null, to: number | null, softFrom: boolean, softTo: boolean, through: boolean}} Stretch */

/** One row of the timeline.
 * @typedef {object} Row
 * @property {string} id the event's id
 * @property {StoryEvent} event
 * @property {string} lane
 * @property {Stretch | null} stretch
 * @property {string} date the label
 * @property {string} said the label as spoken, with what the shape means
 * @property {string} words the article's own words for the time, or ""
 * @property {number} paragraph
 */

/** Corrections made in this view.
 * @typedef {{hidden: ReadonlySet<string>, dates: ReadonlyMap<string, string>}} Edits */

/** What the page shows; one object, replaced whole by `set`.
 * @typedef {object} State
 * @property {"empty" | "reading"} screen
 * @property {"loading" | "ready" | "failed" | "nowasm"} engine
 * @property {string} engineNote what went wrong, readable, without the text
 * @property {number} progress of the loading, 0 to 1
 * @property {"" | "waiting" | "working"} busy
 * @property {Doc | null} doc
 * @property {Row[]} rows every row, filtered or not
 * @property {string | null} day
 * @property {"reader" | "page" | ""} dayFrom who gave `day`
 * @property {"timeline" | "quotes" | "map" | "network" | "cast" | "article"} tab
 * @property {string} filter a factuality, or "all"
 * @property {"time" | "story"} sort
 * @property {string | null} entity
 * @property {number} mention which mention of it is current, -1 for none
 * @property {string | null} event
 * @property {string | null} quote
 * @property {Edits} edits
 * @property {Edits[]} past
 * @property {boolean} leftOut whether the left-out lines are shown
 * @property {boolean} keys
 * @property {string} find
 * @property {string} notice said once, politely
 * @property {boolean} update a new version waits
 * @property {boolean} offline the page is saved for offline use
 * @property {number} requests since the paste
 * @property {string} ownRequests what they were for, where all were for parts of the page itself
 */

export {};
