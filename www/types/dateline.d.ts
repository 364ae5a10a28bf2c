/* tslint:disable */
/* eslint-disable */
/**
 * A number with what it counts.
 */
export interface Value {
    /**
     * First code unit.
     */
    start: number;
    /**
     * One past the last code unit.
     */
    end: number;
    /**
     * MONEY, PERCENT, QUANTITY, CARDINAL or ORDINAL.
     */
    type: string;
    /**
     * The number in digits, as far as it could be read.
     */
    value: string | null;
    /**
     * Currency or unit.
     */
    unit: string | null;
}

/**
 * A quotation.
 */
export interface Quote {
    /**
     * "q0", "q1" …; "q0.0", "q0.1" … for those nested in "q0".
     */
    id: string;
    /**
     * direct, mixed, indirect or scare.
     */
    kind: string;
    /**
     * What was said.
     */
    content: Stretch[];
    /**
     * The verb of saying, or null.
     */
    cue: Stretch | null;
    /**
     * Whoever is said to have said it, in the text's words, or null.
     */
    source: Stretch | null;
    /**
     * The same as an entity, or null.
     */
    speaker: string | null;
    /**
     * The quote that this one continues, or null.
     */
    continues: string | null;
    /**
     * speech, or attitude: a belief, wish, plan, judgement or decision.
     */
    act: string;
    /**
     * What the choice of cue says of the content: neutral, assertive, doubting, denying, promising, threatening or
     * asking.
     */
    stance: string;
    /**
     * Attributions inside the content.
     */
    nested: Quote[];
    /**
     * 0 to 1.
     */
    confidence: number;
    /**
     * The rules that made it.
     */
    why: string[];
}

/**
 * A relation between two entities.
 */
export interface Relation {
    /**
     * located_in, part_of, member_of, leader_of, works_for, ally_of, opposes, family or meets.
     */
    kind: string;
    /**
     * An entity id.
     */
    subject: string;
    /**
     * An entity id.
     */
    object: string;
    /**
     * The word that says so ("wife", "joined"), or null.
     */
    cue: Stretch | null;
    /**
     * Where the text says so.
     */
    evidence: Stretch;
    /**
     * 0 to 1.
     */
    confidence: number;
    /**
     * The rules that made it.
     */
    why: string[];
}

/**
 * A stretch of the text as it was given, in UTF-16 code units, end-exclusive.
 */
export interface Stretch {
    /**
     * First code unit.
     */
    start: number;
    /**
     * One past the last code unit.
     */
    end: number;
}

/**
 * A stretch of the text that a correction is about, in UTF-16 code units, end-exclusive.
 */
export interface Place {
    /**
     * First code unit.
     */
    start: number;
    /**
     * One past the last code unit.
     */
    end: number;
}

/**
 * A stretch of the text that stands by itself.
 */
export interface Block {
    /**
     * headline, standfirst, caption, byline, dateline, subheading, paragraph, list-item or boilerplate.
     */
    kind: string;
    /**
     * First code unit.
     */
    start: number;
    /**
     * One past the last code unit.
     */
    end: number;
}

/**
 * A thing of one article.
 */
export interface Whose {
    /**
     * Index of the article.
     */
    article: number;
    /**
     * Id of the entity or event in its analysis.
     */
    id: string;
}

/**
 * A time expression.
 */
export interface Timex {
    /**
     * "t0", "t1" …
     */
    id: string;
    /**
     * First code unit.
     */
    start: number;
    /**
     * One past the last code unit.
     */
    end: number;
    /**
     * DATE, TIME, DURATION or SET.
     */
    type: string;
    /**
     * TIMEX3 value.
     */
    value: string;
    /**
     * TIMEX3 modifier, or null.
     */
    mod: string | null;
    /**
     * EDTF, or null.
     */
    edtf: string | null;
    /**
     * First possible ISO day, or null.
     */
    earliest: string | null;
    /**
     * Last possible ISO day, or null.
     */
    latest: string | null;
    /**
     * How exact the value is: time, day, week, month, quarter, season, half-year, year, decade, century, or none for
     * lengths, sets and what is only past, present or future.
     */
    granularity: string;
    /**
     * "publication", a timex id, or "none".
     */
    anchor: string;
    /**
     * Whether it changes with the publication day.
     */
    relative: boolean;
    /**
     * Other readings.
     */
    alternatives: Alternative[];
    /**
     * The rule that read it.
     */
    rule: string;
    /**
     * 0 to 1.
     */
    confidence: number;
    /**
     * The rules that made it.
     */
    why: string[];
}

/**
 * All files of one export.
 */
export interface Exported {
    /**
     * One or more, of different names.
     */
    files: ExportedFile[];
}

/**
 * All that one analysis returns.
 */
export interface Analysis {
    /**
     * Version of this shape: 1.
     */
    schema: number;
    /**
     * Always "utf-16".
     */
    offset_unit: string;
    /**
     * "en", or "und" when the text does not read like English.
     */
    language: string;
    /**
     * The day of publication.
     */
    publication: Publication;
    /**
     * Headline, paragraphs and the rest, in text order.
     */
    blocks: Block[];
    /**
     * Sentences, in text order.
     */
    sentences: Sentence[];
    /**
     * Tokens, only when asked for.
     */
    tokens?: Token[];
    /**
     * Everything named, most salient first.
     */
    entities: Entity[];
    /**
     * Who holds which office.
     */
    roles: Role[];
    /**
     * Money, percentages and other numbers.
     */
    values: Value[];
    /**
     * Time expressions, in text order.
     */
    timexes: Timex[];
    /**
     * Who said what, in text order.
     */
    quotes: Quote[];
    /**
     * What happened, in text order.
     */
    events: Event[];
    /**
     * What the text states between entities.
     */
    relations: Relation[];
    /**
     * The rows to show, in time order.
     */
    timeline: Row[];
    /**
     * The corrections, by their place in the list, that found nothing in the text to correct; only where there are any.
     */
    unmet: number[];
}

/**
 * An entity by its id, or a stretch of the text that names no entity.
 */
export type Participant = string | Stretch;

/**
 * An office or role.
 */
export interface Role {
    /**
     * The holder's entity id.
     */
    person: string;
    /**
     * The title's words.
     */
    title: Stretch;
    /**
     * The organisation or country that it belongs to, or null.
     */
    of: string | null;
    /**
     * Whether the text states `of` at this place.
     */
    of_stated: boolean;
    /**
     * current, former, acting or future.
     */
    state: string;
    /**
     * Where the text says so.
     */
    evidence: Stretch;
    /**
     * 0 to 1.
     */
    confidence: number;
    /**
     * The rules that made it.
     */
    why: string[];
}

/**
 * Another reading of a time expression.
 */
export interface Alternative {
    /**
     * TIMEX3 value.
     */
    value: string;
    /**
     * Why it is possible.
     */
    why: string;
}

/**
 * Every format, in the order in which they are offered.
 */
export type ExportFormats = ExportFormat[];

/**
 * How one event stands to another.
 */
export interface Order {
    /**
     * before, after, includes or overlaps.
     */
    relation: string;
    /**
     * The other event.
     */
    event: string;
}

/**
 * One article.
 */
export interface Told {
    /**
     * The id that it was given with.
     */
    id: unknown;
    /**
     * Its analysis, the same as by itself.
     */
    analysis: Analysis;
}

/**
 * One correction. A place stands for the mention, the date or the event that it shares a character with: for an event the
 * words that name it (`trigger`), else its clause (`label`). Of several that contradict each other the last stands.
 */
export interface Correction {
    /**
     * same: all that is mentioned at the places is one thing. different: what is mentioned at the places is, together, one
     * thing of its own. not-entity: what is mentioned there is none. type: it is of that type, and becomes a name if it was
     * none, wherever it is so written. date: the words there mean that day, month or year. not-event: what is told there is
     * no event, and no other telling of it takes its row. event: the words there tell an event that is a row of the
     * timeline; they become its label if they are more than one word. when: the event there was on that day, in that month
     * or year, and is a row. factuality: the event there happened, or did not, or may, and is a row.
     */
    kind: string;
    /**
     * Where; two places or more for same, any number for different, else one: others are not looked at.
     */
    at: Place[];
    /**
     * For type: PERSON, ORG, GPE, LOC, FAC, NORP, EVENT, PRODUCT, WORK or LAW. For date and when: 2016,
     * 2016-09 or 2016-09-04; for when also none, or nothing, where no time is known. For factuality: happened, ongoing,
     * planned, possible or negated.
     */
    value?: string | undefined;
}

/**
 * One file of an export.
 */
export interface ExportedFile {
    /**
     * Its name.
     */
    name: string;
    /**
     * Its media type.
     */
    type: string;
    /**
     * What is in it.
     */
    content: string;
}

/**
 * One happening, over all articles.
 */
export interface Happening {
    /**
     * The events that tell of it, the one with the surest time first, then in the order of the articles.
     */
    tellings: Whose[];
    /**
     * dated, around-publication, ahead or undated.
     */
    lane: string;
    /**
     * First possible ISO day by the first telling, or null.
     */
    earliest: string | null;
    /**
     * Last possible ISO day by the first telling, or null.
     */
    latest: string | null;
    /**
     * The date as a reader would write it, by the first telling.
     */
    display: string;
    /**
     * In what the articles differ: day, factuality, source.
     */
    differs: string[];
}

/**
 * One mention of an entity.
 */
export interface Mention {
    /**
     * First code unit.
     */
    start: number;
    /**
     * One past the last code unit.
     */
    end: number;
    /**
     * name, nominal, pronoun, or nested: a name inside a longer name.
     */
    form: string;
    /**
     * The entity that this name stands for here ("Moscow" for Russia), or null.
     */
    metonym_for: string | null;
    /**
     * 0 to 1.
     */
    confidence: number;
    /**
     * The rule that says which entity it means.
     */
    rule: string;
}

/**
 * One person, body, place or other thing, over all articles.
 */
export interface Member {
    /**
     * Its fullest name in any of them.
     */
    name: string;
    /**
     * PERSON, ORG, GPE, LOC, FAC, NORP, EVENT, PRODUCT, WORK or LAW.
     */
    type: string;
    /**
     * What it is in each article that has it.
     */
    entities: Whose[];
}

/**
 * One person, organisation, place or other thing, with all its mentions.
 */
export interface Entity {
    /**
     * "e0", "e1" …
     */
    id: string;
    /**
     * Its fullest name in the text.
     */
    name: string;
    /**
     * PERSON, ORG, GPE, LOC, FAC, NORP, EVENT, PRODUCT, WORK or LAW.
     */
    type: string;
    /**
     * Its other names in the text.
     */
    aliases: string[];
    /**
     * What a knowledge base says of it, or null.
     */
    kb: Kb | null;
    /**
     * f, m, n or unknown.
     */
    gender: string;
    /**
     * 0 to 1: how much the article is about it.
     */
    salience: number;
    /**
     * Where it is mentioned, in text order.
     */
    mentions: Mention[];
    /**
     * 0 to 1.
     */
    confidence: number;
    /**
     * The rules that made it.
     */
    why: string[];
}

/**
 * One row of the timeline.
 */
export interface Row {
    /**
     * The event.
     */
    event: string;
    /**
     * The other events that tell of the same happening.
     */
    also: string[];
    /**
     * dated, around-publication, ahead or undated.
     */
    lane: string;
    /**
     * First possible ISO day, or null.
     */
    earliest: string | null;
    /**
     * Last possible ISO day, or null.
     */
    latest: string | null;
    /**
     * The date as a reader would write it, never more exact than the text.
     */
    display: string;
}

/**
 * One sentence.
 */
export interface Sentence {
    /**
     * First code unit.
     */
    start: number;
    /**
     * One past the last code unit.
     */
    end: number;
    /**
     * Index of its block.
     */
    block: number;
}

/**
 * One token. `head` and `deprel` are null where the model does not parse.
 */
export interface Token {
    /**
     * First code unit.
     */
    start: number;
    /**
     * One past the last code unit.
     */
    end: number;
    /**
     * Universal part of speech.
     */
    upos: string;
    /**
     * Penn Treebank part of speech.
     */
    xpos: string;
    /**
     * Dictionary form.
     */
    lemma: string;
    /**
     * Index of the token it depends on, -1 for a root.
     */
    head: number | null;
    /**
     * Universal Dependencies relation.
     */
    deprel: string | null;
}

/**
 * Several articles, with one cast and one timeline of them all.
 */
export interface Dossier {
    /**
     * Version of this shape: 1.
     */
    schema: number;
    /**
     * The articles, in the order in which they were given.
     */
    articles: Told[];
    /**
     * Everything named, what matters most in all articles together first.
     */
    cast: Member[];
    /**
     * The rows to show: dated ones in time order, then the other lanes in the order of the articles.
     */
    timeline: Happening[];
}

/**
 * Something that happened, or did not, or may.
 */
export interface Event {
    /**
     * "v0", "v1" …
     */
    id: string;
    /**
     * The words that name it.
     */
    trigger: Stretch;
    /**
     * The sentence.
     */
    evidence: Stretch;
    /**
     * The clause.
     */
    label: Stretch;
    /**
     * The trigger's dictionary form.
     */
    lemma: string;
    /**
     * Who did it.
     */
    who: Participant[];
    /**
     * To whom.
     */
    whom: Participant[];
    /**
     * Where.
     */
    where: Participant[];
    /**
     * When.
     */
    when: When;
    /**
     * happened, ongoing, planned, possible, conditional or negated.
     */
    factuality: string;
    /**
     * Who says so, or null for the article itself.
     */
    attributed_to: Participant | null;
    /**
     * The quote that says so, or null.
     */
    quote: string | null;
    /**
     * How it stands to other events.
     */
    order: Order[];
    /**
     * PLOVER root, or null.
     */
    plover: string | null;
    /**
     * Whether it is a row of the timeline.
     */
    on_timeline: boolean;
    /**
     * 0 to 1.
     */
    salience: number;
    /**
     * 0 to 1.
     */
    confidence: number;
    /**
     * The rules that made it.
     */
    why: string[];
}

/**
 * The day of publication, or the range that it lies in.
 */
export interface Publication {
    /**
     * ISO day, or null.
     */
    value: string | null;
    /**
     * First possible ISO day, or null.
     */
    earliest: string | null;
    /**
     * Last possible ISO day, or null.
     */
    latest: string | null;
    /**
     * given, metadata, text, bounded or unknown.
     */
    source: string;
    /**
     * What it rests on.
     */
    why: string[];
    /**
     * How many time expressions depend on it.
     */
    dependents: number;
}

/**
 * What a knowledge base says of an entity.
 */
export interface Kb {
    /**
     * Wikidata id, or null.
     */
    wikidata: string | null;
    /**
     * ISO 3166 code of the country that it is or lies in, or null.
     */
    country: string | null;
    /**
     * Degrees north, or null.
     */
    lat: number | null;
    /**
     * Degrees east, or null.
     */
    lon: number | null;
}

/**
 * What is to be said of a format.
 */
export interface ExportFormat {
    /**
     * What `export` calls it.
     */
    name: string;
    /**
     * What a reader sees it called.
     */
    label: string;
    /**
     * Whom or which tool it serves: one sentence.
     */
    serves: string;
    /**
     * What of the analysis it loses: one sentence.
     */
    loses: string;
}

/**
 * When an event was.
 */
export interface When {
    /**
     * TIMEX3 value, or null.
     */
    value: string | null;
    /**
     * EDTF, or null.
     */
    edtf: string | null;
    /**
     * First possible ISO day, or null.
     */
    earliest: string | null;
    /**
     * Last possible ISO day, or null.
     */
    latest: string | null;
    /**
     * day, month, year, … or none.
     */
    precision: string;
    /**
     * explicit, inherited, publication-relative, tense, none, or reader: what a correction says.
     */
    basis: string;
    /**
     * The time expressions that it is told with; none for what a correction says.
     */
    timexes: string[];
    /**
     * The event whose time by words this is, or null: it has none of its own.
     */
    event: string | null;
}


/**
 * A loaded model, ready to read texts. The last text and the last dossier are kept as they were read, so that another day
 * of publication, or another correction, does not read them again.
 */
export class Analyzer {
    free(): void;
    [Symbol.dispose](): void;
    /**
     * The same as [`Analyzer::analyze`], as a line of JSON, byte for byte what the command line writes.
     *
     * # Errors
     * Throws an `Error` when `published` is given and is not an ISO day, or when a correction cannot be understood.
     */
    analyzeJson(text: string, published: string | null | undefined, tokens: boolean, corrections?: string | null): string;
    /**
     * Reads a text. Any string gives an analysis; lone surrogates are read as U+FFFD, so offsets stay JavaScript's.
     * `corrections` is a JSON array of what the reader knows better (see `Correction`). `tell` is called now and then with
     * the share of the work that is done, a number from 0 to 1.
     *
     * # Errors
     * Throws an `Error` when `published` is given and is not an ISO day, or when a correction cannot be understood.
     */
    analyze(text: string, published?: string | null, corrections?: string | null, tell?: Function | null): Analysis;
    /**
     * Reads several articles and merges them: their analyses, one cast and one timeline. `articles` is a JSON array of
     * `{id, text, published, corrections}`, all but the text optional. An article that was in the dossier
     * before is not read again. The text kept for [`Analyzer::analyze`] stays.
     *
     * # Errors
     * Throws an `Error` when the array cannot be read, a day is none, or a correction cannot be understood.
     */
    dossier(articles: string): Dossier;
    /**
     * Reads articles and writes them in a format that [`exportFormats`](export_formats) names, byte for byte what the
     * command line writes. `articles` is the same array as for [`Analyzer::dossier`]; each may have a `title` as well. What was read
     * before is not read again.
     *
     * # Errors
     * Throws an `Error` when the array cannot be read or is empty, a day is none, a correction cannot be understood, or
     * there is no such format.
     */
    export(articles: string, format: string): Exported;
    /**
     * Loads a model.
     *
     * # Errors
     * Throws an `Error` with a readable message when the bytes are no whole, undamaged model.
     */
    constructor(model: Uint8Array | number[]);
}

/**
 * The formats that exports have, in the order in which to offer them.
 *
 * # Errors
 * None that can be met: the list is plain words.
 */
export function exportFormats(): ExportFormats;

/**
 * The library's version.
 */
export function version(): string;
