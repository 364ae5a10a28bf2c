// Who appears with whom: names as nodes, and what ties two of them together, each tie with the words that show it.
import { nameOf, squeeze } from "./doc.js";

/** @typedef {import("../types.js").Doc} Doc */
/** @typedef {import("../types.js").Entity} Entity */
/** @typedef {import("../types.js").Span} Span */

/** How strong a tie is, strongest first: stated, done together or to each other, spoken about, in one sentence.
 * @typedef {"relation" | "act" | "speech" | "sentence"} Kind */

/** One piece of evidence that two are tied, told from `from` to `to`.
 * @typedef {object} Tie
 * @property {Kind} kind
 * @property {string} from entity id
 * @property {string} to entity id
 * @property {string} forth what `from` does to `to`, in words
 * @property {string} back the same as seen from `to`
 * @property {string} doubt "possible", "planned", "did not happen", or "" for what is told as a fact
 * @property {Span} span the sentence or clause that shows it
 */

/** @typedef {{id: string, name: string, look: "per" | "org" | "loc", salience: number, count: number}} Node */
/** Two names and all that ties them; `a` is the more salient one.
 * @typedef {{id: string, a: string, b: string, kinds: Kind[], ties: Tie[]}} Link */
/** `left` names are linked and not among the nodes, for want of room.
 * @typedef {{nodes: Node[], links: Link[], left: number}} Graph */

/** @type {Kind[]} */
export const KINDS = ["relation", "act", "speech", "sentence"];

/** Relations of the analysis, there and back. @type {Record<string, [string, string]>} */
const RELATIONS = {
  located_in: ["lies in", "is where it lies"],
  part_of: ["is part of", "includes"],
  member_of: ["is a member of", "has as a member"],
  leader_of: ["leads", "is led by"],
  works_for: ["serves", "is served by"],
  ally_of: ["backs", "is backed by"],
  opposes: ["opposes", "is opposed by"],
  family: ["is family of", "is family of"],
  meets: ["met", "met"],
};

/** @type {Record<string, string>} */
const DOUBT = { negated: "did not happen", possible: "possible", conditional: "possible", planned: "planned" };

/** @type {Record<string, Node["look"]>} */
const LOOKS = { PERSON: "per", ORG: "org", GPE: "loc", LOC: "loc", FAC: "loc" };

/**
 * The network of a text. Guarantees: every node has a link, every link a tie with its evidence, and the same text gives
 * the same network in the same order.
 *
 * People and organisations are nodes, and states and towns that act or speak; other places only when asked for. A source
 * without a name of its own ("a senior official") is none.
 * @param {Doc} doc
 * @param {{places?: boolean, sentences?: boolean, most?: number}} [how] `most` is how many nodes are kept, by salience
 * @returns {Graph}
 */
export function graphOf(doc, { places = false, sentences = false, most = 40 } = {}) {
  const allowed = new Set(nodesOf(doc, places).map((e) => e.id));
  const ties = [...relations(doc), ...acts(doc), ...speech(doc), ...(sentences ? together(doc, allowed) : [])];
  const at = (/** @type {string} */ id) => rank.get(id) ?? 0;
  const rank = new Map([...doc.entities.values()].sort((a, b) => b.salience - a.salience).map((e, i) => [e.id, i]));
  /** @type {Map<string, Link>} */
  const links = new Map();
  for (const tie of ties) {
    if (tie.from === tie.to || !allowed.has(tie.from) || !allowed.has(tie.to)) continue;
    const [a, b] = at(tie.from) < at(tie.to) ? [tie.from, tie.to] : [tie.to, tie.from];
    const id = `${a} ${b}`;
    const link = links.get(id) ?? { id, a, b, kinds: [], ties: [] };
    if (!link.ties.some((t) => same(t, tie))) link.ties.push(tie);
    links.set(id, link);
  }
  const linked = new Set([...links.values()].flatMap((l) => [l.a, l.b]));
  const all = [...rank.keys()].filter((id) => linked.has(id));
  const kept = new Set(all.slice(0, most));
  return {
    nodes: [...kept].map((id) => nodeOf(/** @type {Entity} */ (doc.entities.get(id)))),
    links: [...links.values()]
      .filter((l) => kept.has(l.a) && kept.has(l.b))
      .map(sorted)
      .sort((l, m) => strength(l) - strength(m) || at(l.a) - at(m.a) || at(l.b) - at(m.b)),
    left: all.length - kept.size,
  };
}

/** Whether two ties tell the same: with the same words, or as a meeting that is stated and an event as well.
 * @param {Tie} a @param {Tie} b */
const same = (a, b) =>
  a.kind === b.kind &&
  a.span.start < b.span.end &&
  b.span.start < a.span.end &&
  (a.forth === b.forth || a.forth === RELATIONS.meets?.[0]);

/** @param {Entity} e @returns {Node} */
const nodeOf = ({ id, name, type, salience, mentions }) => ({
  id,
  name,
  look: LOOKS[type] ?? "org",
  salience,
  count: mentions.length,
});

/** The place of a link's strongest kind among all. @param {Link} link */
const strength = (link) => KINDS.indexOf(link.kinds[0] ?? "sentence");

/** @param {Link} link @returns {Link} */
function sorted(link) {
  const ties = link.ties.sort((a, b) => KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind) || a.span.start - b.span.start);
  return { ...link, ties, kinds: KINDS.filter((k) => ties.some((t) => t.kind === k)) };
}

/** @param {Doc} doc @param {boolean} places @returns {Entity[]} */
function nodesOf(doc, places) {
  /** @type {Set<unknown>} */
  const active = new Set([...doc.quotes.values()].map((q) => q.speaker));
  for (const event of doc.events.values()) for (const who of event.who) active.add(who);
  return [...doc.entities.values()].filter((e) => {
    const look = LOOKS[e.type];
    if (!look || e.why.includes("described-source")) return false;
    return look !== "loc" || places || (e.type === "GPE" && active.has(e.id));
  });
}

/** @param {Doc} doc @returns {Tie[]} */
function relations(doc) {
  return (doc.analysis?.relations ?? []).map(({ kind, subject, object, evidence }) => {
    const [forth, back] = RELATIONS[kind] ?? [kind.replaceAll("_", " "), kind.replaceAll("_", " ")];
    return {
      kind: kind === "meets" ? "act" : "relation",
      from: subject,
      to: object,
      forth,
      back,
      doubt: "",
      span: evidence,
    };
  });
}

/** Verbs that say nothing of what was done. */
const LIGHT = new Set(["be", "have", "do"]);

/** @param {Doc} doc @returns {Tie[]} */
function acts(doc) {
  /** @type {Tie[]} */
  const ties = [];
  for (const { who, whom, trigger, lemma, evidence: span, factuality } of doc.events.values()) {
    if (LIGHT.has(lemma)) continue;
    const doers = who.filter((x) => typeof x === "string");
    const others = whom.filter((x) => typeof x === "string");
    const word = `“${squeeze(doc.text.slice(trigger.start, trigger.end))}”`;
    const doubt = DOUBT[factuality] ?? "";
    const add = (/** @type {string} */ from, /** @type {string} */ to, /** @type {string} */ words) =>
      ties.push({ kind: "act", from, to, forth: words, back: words, doubt, span });
    for (const from of doers) for (const to of others) add(from, to, `${word}, by ${nameOf(doc, from)}`);
    for (const side of [doers, others]) for (const [from, to] of pairs(side)) add(from, to, `both in ${word}`);
  }
  return ties;
}

/** @param {Doc} doc @returns {Tie[]} */
function speech(doc) {
  const at = mentionIndex(doc);
  const sentence = sentenceFinder(doc);
  /** @type {Tie[]} */
  const ties = [];
  for (const { speaker, content, nested, kind, act } of doc.quotes.values()) {
    const first = content[0];
    if (!speaker || !first || kind === "scare") continue;
    const [forth, back] =
      act === "attitude" ? ["holds a view on", "in a view of"] : ["speaks about", "spoken about by"];
    const about = new Map(
      content
        .flatMap((s) => at(s))
        .toReversed()
        .map((m) => [m.id, m.start]),
    );
    const base = { kind: /** @type {Kind} */ ("speech"), from: speaker, doubt: "" };
    for (const [to, start] of about) ties.push({ ...base, to, forth, back, span: sentence(start) ?? first });
    for (const { speaker: to } of nested) {
      if (!to || about.has(to)) continue;
      const span = sentence(first.start) ?? first;
      ties.push({ ...base, to, forth: "passes on words of", back: "words passed on by", span });
    }
  }
  return ties;
}

/** Names in one sentence. @param {Doc} doc @param {Set<string>} allowed @returns {Tie[]} */
function together(doc, allowed) {
  const at = mentionIndex(doc);
  return (doc.analysis?.sentences ?? []).flatMap(({ start, end }) => {
    const names = [...new Set(at({ start, end }).map((m) => m.id))].filter((id) => allowed.has(id));
    // A sentence that lists many names says little of any two of them.
    if (names.length > 8) return [];
    return pairs(names).map(([from, to]) => ({
      kind: /** @type {Kind} */ ("sentence"),
      from,
      to,
      forth: "named together with",
      back: "named together with",
      doubt: "",
      span: { start, end },
    }));
  });
}

/** The first of a sorted list that does not start before an offset. @param {Span[]} list @param {number} at */
function firstFrom(list, at) {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const mid = (low + high) >> 1;
    if (/** @type {Span} */ (list[mid]).start < at) low = mid + 1;
    else high = mid;
  }
  return low;
}

/** Tells which mentions lie in a span, in the order of the text. @param {Doc} doc */
function mentionIndex(doc) {
  const all = [...doc.entities.values()].flatMap((e) =>
    e.mentions.map((m) => ({ start: m.start, end: m.end, id: e.id })),
  );
  all.sort((a, b) => a.start - b.start);
  return (/** @type {Span} */ { start, end }) =>
    all.slice(firstFrom(all, start), firstFrom(all, end)).filter((m) => m.end <= end);
}

/** Finds the sentence that holds an offset. @param {Doc} doc @returns {(at: number) => Span | undefined} */
function sentenceFinder(doc) {
  const all = doc.analysis?.sentences ?? [];
  return (at) => {
    const found = all[firstFrom(all, at + 1) - 1];
    return found && at < found.end ? { start: found.start, end: found.end } : undefined;
  };
}

/** @template T @param {T[]} list @returns {[T, T][]} */
const pairs = (list) => list.flatMap((a, i) => list.slice(i + 1).map((b) => /** @type {[T, T]} */ ([a, b])));

/** What a link says as seen from one of its names: each wording once. @param {Link} link @param {string} from */
export const wordsOf = (link, from) => [
  ...new Set(link.ties.map((t) => `${t.from === from ? t.forth : t.back}${t.doubt ? ` (${t.doubt})` : ""}`)),
];
