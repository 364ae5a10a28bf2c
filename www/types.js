// Names for the shapes that the page passes around. The analysis itself is described by the types that the build
// generates from the Rust core, so the page cannot drift from it unseen.

/** @typedef {import("./types/dateline.js").Analysis} Analysis */
/** @typedef {Analysis["entities"][number]} Entity */
/** @typedef {Analysis["events"][number]} StoryEvent */
/** @typedef {Analysis["timexes"][number]} Timex */
/** @typedef {Analysis["quotes"][number]} Quote */
/** @typedef {Analysis["timeline"][number]} TimelineItem */
/** @typedef {import("./types/dateline.js").Correction} Correction */
/** @typedef {import("./types/dateline.js").Dossier} Dossier */
/** @typedef {{start: number, end: number}} Span */

/** An article as the reader gave it, with what the reader corrected. It is never changed, only replaced, so what was read
 * of it stands as long as it is the same object.
 * @typedef {object} Story
 * @property {string} text
 * @property {string | null} day the day of publication, "2016-09-04"
 * @property {"reader" | "page" | ""} dayFrom who gave `day`
 * @property {Correction[]} corrections in the order in which they were made
 */

/** An event or entity of one of the stories. @typedef {{story: number, id: string}} Told */

/** One piece of the article as laid out; `n` numbers the paragraphs from 1, 0 for anything else.
 * @typedef {{kind: string, start: number, end: number, n: number}} Block */

/** A text with what was found in it, indexed for the page. `analysis` is null while there is none yet.
 * @typedef {object} Doc
 * @property {string} text
 * @property {Analysis | null} analysis
 * @property {number} upTo how much of the text the analysis is of
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
 * @property {string} id the event's id; behind its story's number and a dot where the rows of several stories are merged
 * @property {number} story the story whose words it shows
 * @property {Doc} doc the same as read
 * @property {StoryEvent} event
 * @property {Told[]} tellings every event that tells of it, this one first
 * @property {string[]} differs in what stories differ that tell of it: day, factuality, source
 * @property {string} lane
 * @property {Stretch | null} stretch
 * @property {string} date the label
 * @property {string} said the label as spoken, with what the shape means
 * @property {string} words the article's own words for the time, or ""
 */

/** What the page shows; one object, replaced whole by `set`.
 * @typedef {object} State
 * @property {"empty" | "reading"} screen
 * @property {"loading" | "ready" | "failed" | "nowasm"} engine
 * @property {string} engineNote what went wrong, readable, without the text
 * @property {number} progress of the loading, 0 to 1
 * @property {number} reading how much of the text is read, 0 to 1
 * @property {"" | "waiting" | "working"} busy
 * @property {number} opened counts what was opened: another document is another number
 * @property {Story[]} stories what is read: one article, or several that make a dossier
 * @property {number} at which of them is shown
 * @property {Doc[]} docs what each says, as far as it is read
 * @property {Story[]} read the stories that `docs` and `dossier` were made from
 * @property {Dossier | null} dossier all of them together; null for one
 * @property {"one" | "all"} scope whether cast and timeline are those of the story shown or of all together
 * @property {boolean} adding the first screen asks for one more story
 * @property {Doc | null} doc the story shown; follows from the above, as do `day`, `dayFrom` and `rows`
 * @property {Row[]} rows every row, filtered or not
 * @property {string | null} day
 * @property {Story["dayFrom"]} dayFrom
 * @property {"timeline" | "quotes" | "map" | "network" | "cast" | "article"} tab
 * @property {string} filter a factuality, or "all"
 * @property {"time" | "story"} sort
 * @property {string | null} entity
 * @property {number} mention which mention of it is current, -1 for none
 * @property {string | null} event
 * @property {string | null} quote
 * @property {{stories: Story[], at: number}[]} past what undo brings back, the last one first
 * @property {{stories: Story[], at: number}[]} future what redo brings back
 * @property {string[]} off the looks of marks that are switched off: per, org, loc, oth
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
