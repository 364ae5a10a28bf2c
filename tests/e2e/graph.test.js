// What the map and the network make of an analysis: places, countries, labels, nodes, ties. No browser needed.
import assert from "node:assert/strict";
import { test } from "node:test";
import { buildDoc } from "../../www/model/doc.js";
import { graphOf, wordsOf } from "../../www/model/graph.js";
import { countryFinder, placeLabels, placesOf, positionText } from "../../www/model/places.js";
import { rowsOf } from "../../www/model/rows.js";

/** @typedef {import("../../www/types.js").Analysis} Analysis */

const TEXT =
  "Ann Lee met Bo Ek in Paris. “Paris and Oslo wait,” Lee said of Bo Ek. Acme did not sue Lee. Ek fears Oslo.";

/** Where a word of the text stands, its n-th time. @param {string} words @param {number} [n] */
function at(words, n = 0) {
  let start = -1;
  for (let i = 0; i <= n; i++) start = TEXT.indexOf(words, start + 1);
  assert.ok(start >= 0, words);
  return { start, end: start + words.length };
}

/** @param {string} id @param {string} name @param {string} type @param {number} salience @param {{start: number, end: number}[]} where @param {object} [more] */
const entity = (id, name, type, salience, where, more = {}) => ({
  id,
  name,
  type,
  aliases: [],
  kb: null,
  gender: "unknown",
  salience,
  mentions: where.map((s) => ({ ...s, form: "name", metonym_for: null, confidence: 1, rule: "" })),
  confidence: 1,
  why: [],
  ...more,
});
/** @param {string} id @param {string} word @param {object} more */
const event = (id, word, more) => ({
  id,
  trigger: at(word),
  evidence: at(TEXT.split(". ").find((s) => s.includes(word)) ?? word),
  label: at(word),
  lemma: word,
  who: [],
  whom: [],
  where: [],
  when: { timexes: [], event: null, value: null, edtf: null, earliest: null, latest: null },
  factuality: "happened",
  attributed_to: null,
  quote: null,
  ...more,
});
const kb = (/** @type {string} */ country, /** @type {number} */ lat, /** @type {number} */ lon) => ({
  wikidata: null,
  country,
  lat,
  lon,
});

/** @param {object} [more] */
function made(more = {}) {
  const sentences = TEXT.split(/(?<=\.”?) (?=[A-Z“])/).map((s) => ({ ...at(s), block: 0 }));
  const analysis = /** @type {Analysis} */ (
    /** @type {unknown} */ ({
      blocks: [{ kind: "paragraph", start: 0, end: TEXT.length }],
      sentences,
      entities: [
        entity("e0", "Ann Lee", "PERSON", 1, [at("Ann Lee"), at("Lee", 1), at("Lee", 2)]),
        entity("e1", "Bo Ek", "PERSON", 0.6, [at("Bo Ek"), at("Bo Ek", 1), at("Ek fears")]),
        entity("e2", "Paris", "GPE", 0.4, [at("Paris"), at("Paris", 1)], { kb: kb("FR", 48.86, 2.35) }),
        entity("e3", "Oslo", "GPE", 0.3, [at("Oslo"), at("Oslo", 1)]),
        entity("e4", "Acme", "ORG", 0.2, [at("Acme")]),
        entity("e5", "officials", "PERSON", 0, [], { why: ["described-source"] }),
      ],
      quotes: [
        {
          id: "q0",
          kind: "direct",
          act: "speech",
          speaker: "e0",
          content: [at("Paris and Oslo wait")],
          nested: [],
          continues: null,
        },
        { id: "q1", kind: "indirect", act: "attitude", speaker: "e1", content: [at("Oslo", 1)], nested: [] },
      ],
      events: [
        event("v0", "met", { who: ["e0"], whom: ["e1"], where: ["e2"] }),
        event("v1", "sue", { who: ["e4"], whom: ["e0"], factuality: "negated" }),
        event("v2", "wait", { lemma: "be", who: ["e2", "e3"] }),
      ],
      relations: [{ kind: "meets", subject: "e0", object: "e1", cue: at("met"), evidence: at("Ann Lee met Bo Ek") }],
      timeline: [{ event: "v0", also: [], lane: "undated", earliest: null, latest: null, display: "" }],
      timexes: [],
      ...more,
    })
  );
  return buildDoc(TEXT, analysis);
}
const pairsOf = (/** @type {import("../../www/model/graph.js").Graph} */ g) =>
  g.links.map((l) => `${l.id}: ${l.kinds}`);

test("ties come from relations, events and quotes, strongest kind first, each with its words", () => {
  const graph = graphOf(made());
  assert.deepEqual(pairsOf(graph), ["e0 e1: act", "e0 e4: act", "e0 e2: speech", "e0 e3: speech", "e1 e3: speech"]);
  for (const link of graph.links)
    for (const { span } of link.ties) assert.ok(span.end > span.start && span.end <= TEXT.length);
  const [met, sued, about] = graph.links;
  assert.ok(met && sued && about);
  assert.deepEqual(wordsOf(met, "e0"), ["met"], "a meeting that is stated and told as an event is one tie");
  assert.deepEqual(wordsOf(sued, "e0"), ["“sue”, by Acme (did not happen)"]);
  assert.deepEqual(wordsOf(about, "e0"), ["speaks about"]);
  assert.deepEqual(wordsOf(about, "e2"), ["spoken about by"]);
  assert.match(TEXT.slice(about.ties[0]?.span.start, about.ties[0]?.span.end), /^“Paris and Oslo wait,” Lee said/);
});

test("towns that act are among the names, others only when asked for", () => {
  const still = made({ events: [] });
  assert.deepEqual(pairsOf(graphOf(still)), ["e0 e1: act"]);
  assert.ok(pairsOf(graphOf(still, { places: true })).includes("e0 e2: speech"));
});

test("one sentence ties only when asked for, and never strengthens a name to itself", () => {
  const graph = graphOf(made({ events: [], quotes: [] }), { sentences: true });
  assert.deepEqual(pairsOf(graph), ["e0 e1: act,sentence", "e0 e4: sentence"]);
  for (const l of graph.links) assert.notEqual(l.a, l.b);
});

test("a cap keeps the most salient names and tells how many are left", () => {
  const graph = graphOf(made(), { most: 2 });
  assert.deepEqual(
    graph.nodes.map((n) => n.id),
    ["e0", "e1"],
  );
  assert.equal(graph.left, 3);
  assert.deepEqual(pairsOf(graph), ["e0 e1: act"]);
});

test("without an analysis there are neither names nor places", () => {
  assert.deepEqual(graphOf(buildDoc(TEXT, null)), { nodes: [], links: [], left: 0 });
  assert.deepEqual(placesOf(buildDoc(TEXT, null), []), []);
});

test("places come by mentions, with what happened there and why they have no position", () => {
  const doc = made();
  const [paris, oslo, ...rest] = placesOf(doc, rowsOf(doc, 0));
  assert.equal(rest.length, 0);
  assert.deepEqual([paris?.name, paris?.at, paris?.country, paris?.events], ["Paris", [2.35, 48.86], "FR", 1]);
  assert.deepEqual([oslo?.at, oslo?.events], [null, 0]);
  assert.match(oslo?.why ?? "", /unknown/);
  assert.equal(
    placesOf(
      doc,
      rowsOf(doc, 0).filter((r) => r.id !== "v0"),
    )[0]?.events,
    0,
  );
  assert.equal(positionText([-77.04, 38.9]), "38.9° N, 77.0° W");
});

test("a name is a country only where the analysis puts it there", () => {
  const square = (/** @type {string} */ id, /** @type {string} */ name) => ({
    type: /** @type {const} */ ("Feature"),
    id,
    properties: { name },
    geometry: { type: /** @type {const} */ ("Polygon"), coordinates: [] },
  });
  const find = countryFinder(
    [square("268", "Georgia"), square("840", "United States of America"), { ...square("", "Kosovo"), id: undefined }],
    [
      ["GE", "GEO", "268"],
      ["US", "USA", "840"],
    ],
    { US: ["United States", "U.S."] },
    (c) => c.properties.name === "Kosovo",
  );
  const place = (/** @type {string} */ name, /** @type {string} */ country) =>
    find({ id: "", name, names: [name], count: 1, at: [0, 0], country, why: "", standsFor: [], events: 0 })?.properties
      .name;
  assert.equal(place("Georgia", "GE"), "Georgia");
  assert.equal(place("Georgia", "US"), undefined);
  assert.equal(place("the US", "US"), "United States of America");
  assert.equal(place("America", "US"), "United States of America");
  assert.equal(place("Washington", "US"), undefined);
  assert.equal(place("Kosovo", "XK"), "Kosovo");
});

test("labels never overlap, lie in the frame, and the first keep their place", () => {
  const frame = { w: 200, h: 40 };
  const box = (/** @type {number} */ x) => ({
    w: 60,
    h: 16,
    tries: /** @type {[number, number][]} */ ([
      [x, 2],
      [x, 20],
    ]),
  });
  const at = placeLabels([box(10), box(20), box(30), box(150), box(100)], frame);
  assert.deepEqual(at, [[10, 2], [20, 20], null, null, [100, 2]]);
  assert.deepEqual(placeLabels([box(10)], frame, [{ x: 0, y: 0, w: 30, h: 10 }]), [[10, 20]]);
});
