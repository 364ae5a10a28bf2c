// Every format is read by a program that others wrote for it: the examples, the golden articles, a dossier of them, and an
// article whose names try to be markup. Nothing here asks the network.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import { check as checkGeoJson } from "@placemarkio/check-geojson";
import { DOMParser } from "@xmldom/xmldom";
import { parse as parseCsv } from "csv-parse/sync";
import { MultiGraph } from "graphology";
import gexf from "graphology-gexf";
import graphml from "graphology-graphml";
import ICAL from "ical.js";
import jsonld from "jsonld";
import { marked } from "marked";
import { parse as parseHtml } from "parse5";
import { ADDRESS, CONTEXT } from "./annotation-context.js";
import { dateline, exported, HOSTILE, only, STORIES } from "./exports.js";

const FACTS = ["happened", "still going on", "planned", "possible", "only if", "did not happen"];
const ALL = [...STORIES, HOSTILE];
const TWO = STORIES.slice(0, 2);
const FIRST = /** @type {import("./exports.js").Story} */ (STORIES[0]);

/** Runs a check on each article and on a dossier of two. @param {string} format @param {(content: string, what: string) => void} check */
function each(format, check) {
  for (const story of ALL) check(only(format, story), story.name);
  check(only(format, ...TWO, HOSTILE), "a dossier");
}

test("the formats are listed with what they lose", () => {
  const list = dateline(["export", "--format", "list"]);
  assert.equal(list.stdout, dateline(["formats"]).stdout);
  assert.equal(list.stdout.match(/^\w+ +.*For /gm)?.length, 13);
  assert.equal(list.stdout.match(/Loses /g)?.length, 13);
});

test("one file goes to standard output, several need a folder", () => {
  const { text } = FIRST;
  assert.match(dateline(["export", "--format", "ics", "-"], text).stdout, /^BEGIN:VCALENDAR\r\n/);
  const several = dateline(["export", "--format", "csv", "-"], text);
  assert.equal(several.status, 2);
  assert.match(several.stderr, /csv makes 3 files .*--out DIR/);
  const json = dateline(["export", "--format", "json", "--published", "2016-09-04", "-"], text).stdout;
  assert.equal(json, dateline(["analyze", "--published", "2016-09-04", "-"], text).stdout);
});

test("csv-parse reads the tables, and no cell is a formula", () => {
  for (const stories of [...ALL.map((s) => [s]), TWO]) {
    const files = exported("csv", ...stories);
    assert.deepEqual(
      files.map((f) => f.name.replace(/.*-/, "")),
      ["events.csv", "people.csv", "quotes.csv"],
    );
    for (const { name, content } of files) {
      /** @type {Record<string, string>[]} */
      const rows = parseCsv(content, { bom: true, columns: true, relax_column_count: false });
      for (const [column, cell] of rows.flatMap((row) => Object.entries(row))) {
        if (!["lat", "lon"].includes(column)) assert.doesNotMatch(cell ?? "", /^[=+\-@\t\r]/, `${name}: ${column}`);
      }
      if (name.endsWith("events.csv")) {
        const one = stories.length === 1 ? stories[0] : undefined;
        for (const row of rows) {
          assert.ok(FACTS.includes(row.factuality ?? ""));
          // Offsets count characters, as Array.from does.
          const words =
            one && Array.from(one.text).slice(Number(row.sentence_start), Number(row.sentence_end)).join("");
          if (one && one !== HOSTILE) assert.equal(words?.split(/\s+/).join(" "), row.sentence);
        }
      }
    }
  }
});

test("ical.js reads the calendars", () => {
  let entries = 0;
  each("ics", (content, what) => {
    const calendar = new ICAL.Component(ICAL.parse(content));
    const uids = new Set();
    for (const one of calendar.getAllSubcomponents("vevent")) {
      const event = new ICAL.Event(one);
      assert.ok(event.startDate.isDate && event.endDate.isDate, what);
      const days = event.endDate.subtractDate(event.startDate).toSeconds() / 86_400;
      assert.ok(days >= 1 && days <= 31, `${what}: ${days} days`);
      assert.ok(!uids.has(event.uid), `${what}: ${event.uid} comes twice`);
      uids.add(event.uid);
      const status = one.getFirstPropertyValue("status");
      const fact = one.getFirstPropertyValue("categories");
      assert.notEqual(fact, "only if");
      assert.equal(status === "CONFIRMED", fact === "happened" || fact === "still going on", `${status}, ${fact}`);
      if (fact !== "happened") assert.ok(event.summary.toLowerCase().startsWith(`${fact}: `), event.summary);
      if (days > 1) assert.match(event.summary, /\[.*, day not exact\]/);
      entries += 1;
    }
  });
  assert.ok(entries > 30, `${entries} entries`);
  assert.equal(only("ics", FIRST), only("ics", FIRST));
  assert.match(only("ics", FIRST), /DTSTAMP:20240616T000000Z/);
});

test("annotations expand to the Web Annotation vocabulary, and their words are where they say", async () => {
  /** @param {string} url */
  const documentLoader = async (url) => {
    assert.equal(url, ADDRESS, "a test asks no network");
    return { contextUrl: undefined, documentUrl: url, document: /** @type {any} */ (CONTEXT) };
  };
  for (const stories of [...ALL.map((s) => [s]), TWO]) {
    const json = JSON.parse(only("annotations", ...stories));
    // Safe mode fails on every term and value that the context does not know.
    const options = /** @type {any} */ ({ documentLoader, safe: true });
    const [collection] = /** @type {any[]} */ (/** @type {unknown} */ (await jsonld.expand(json, options)));
    assert.deepEqual(collection["@type"], ["http://www.w3.org/ns/activitystreams#OrderedCollection"]);
    const { items } = json.first;
    assert.equal(items.length, json.total);
    assert.equal(new Set(items.map((/** @type {any} */ a) => a.id)).size, items.length, "an id comes twice");
    const characters = stories.length === 1 && stories[0] ? Array.from(stories[0].text) : null;
    for (const { source, selector } of items.flatMap((/** @type {any} */ a) => a.target)) {
      const [position, quote] = selector;
      assert.match(source, /^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
      if (!characters) continue;
      assert.equal(characters.slice(position.start, position.end).join(""), quote.exact);
      assert.ok(characters.slice(0, position.start).join("").endsWith(quote.prefix));
      assert.ok(characters.slice(position.end).join("").startsWith(quote.suffix));
    }
  }
});

test("a validator finds nothing wrong with the GeoJSON", () => {
  let places = 0;
  each("geojson", (content) => {
    const { features } = /** @type {any} */ (checkGeoJson(content));
    for (const { geometry, properties } of features) {
      const [lon, lat] = geometry.coordinates;
      assert.ok(Math.abs(lon) <= 180 && Math.abs(lat) <= 90 && properties.name && properties.mentions > 0);
      for (const event of properties.events) assert.ok(event.factuality);
      places += 1;
    }
  });
  assert.ok(places > 10);
});

test("graphology reads the same network from GraphML and GEXF", () => {
  let edges = 0;
  const sizes = new Map();
  each("graphml", (content, what) => {
    const graph = graphml.parse(MultiGraph, content, { addMissingNodes: false });
    sizes.set(what, [graph.order, graph.size]);
    graph.forEachNode((_, node) => assert.ok(node.label && node.type));
    graph.forEachEdge((_, edge) => {
      if (edge.kind === "event" && edge.factuality !== "happened") {
        assert.ok(edge.label.startsWith(`${edge.factuality}: `), edge.label);
      }
      edges += 1;
    });
  });
  assert.ok(edges > 50);
  const dom = /** @type {any} */ (globalThis);
  dom.DOMParser = DOMParser;
  each("gexf", (content, what) => {
    const graph = gexf.parse(MultiGraph, content, { allowUndeclaredAttributes: false });
    assert.deepEqual([graph.order, graph.size], sizes.get(what), what);
  });
});

test("TimeML is well-formed, its links lead to what is there, and its text is the article's", () => {
  for (const story of ALL) {
    /** @type {string[]} */
    const errors = [];
    const onError = (/** @type {string} */ level, /** @type {string} */ message) => errors.push(`${level}: ${message}`);
    const xml = new DOMParser({ onError }).parseFromString(only("timeml", story), "application/xml");
    assert.deepEqual(errors, []);
    const all = (/** @type {string} */ tag) => Array.from(xml.getElementsByTagName(tag));
    /** @param {string} tag @param {string} id */
    const ids = (tag, id) => new Set(all(tag).map((e) => e.getAttribute(id)));
    const [times, events, instances] = [ids("TIMEX3", "tid"), ids("EVENT", "eid"), ids("MAKEINSTANCE", "eiid")];
    assert.equal(times.size, all("TIMEX3").length);
    for (const e of all("MAKEINSTANCE")) {
      assert.ok(events.has(e.getAttribute("eventID")));
      assert.match(e.getAttribute("tense") ?? "", /^(PAST|PRESENT|FUTURE|NONE|INFINITIVE|PRESPART|PASTPART)$/);
      assert.match(e.getAttribute("aspect") ?? "", /^(PROGRESSIVE|PERFECTIVE|PERFECTIVE_PROGRESSIVE|NONE)$/);
      assert.match(e.getAttribute("polarity") ?? "", /^(POS|NEG)$/);
    }
    for (const link of all("TLINK")) {
      assert.ok(instances.has(link.getAttribute("eventInstanceID")));
      const time = link.getAttribute("relatedToTime");
      const event = link.getAttribute("relatedToEventInstance");
      assert.ok(time ? times.has(time) : instances.has(event));
      assert.match(link.getAttribute("relType") ?? "", /^(BEFORE|AFTER|INCLUDES|IS_INCLUDED|SIMULTANEOUS|IDENTITY)$/);
    }
    assert.equal(all("TEXT")[0]?.textContent, story.text);
  }
});

/** Every element of a tree of parse5. @param {any} node @returns {Generator<any>} */
function* elements(node) {
  if (node.tagName) yield node;
  for (const child of node.childNodes ?? []) yield* elements(child);
}

test("the report is one page without scripts, and its policy lets only its style through", () => {
  each("html", (content, what) => {
    /** @type {string[]} */
    const errors = [];
    const page = parseHtml(content, { onParseError: (e) => errors.push(`${e.code} at ${e.startOffset}`) });
    assert.deepEqual(errors, [], what);
    const ids = new Set();
    for (const element of elements(page)) {
      assert.ok(!["script", "img", "svg", "iframe", "link", "object", "form"].includes(element.tagName), what);
      for (const { name, value } of element.attrs) {
        assert.ok(!name.startsWith("on") && name !== "style" && name !== "src", `${what}: ${name}`);
        if (name === "href") assert.match(value, /^#[a-z0-9]+$/);
        if (name === "id") {
          assert.ok(!ids.has(value), `${what}: two of ${value}`);
          ids.add(value);
        }
      }
    }
    const style = /<style>([\s\S]*?)<\/style>/.exec(content)?.[1] ?? "";
    const hash = createHash("sha256").update(style).digest("base64");
    assert.ok(content.includes(`style-src 'sha256-${hash}'`), `the hash in src/export/html.rs should be ${hash}`);
    assert.match(content, /default-src 'none'/);
  });
});

test("marked makes no element of the article's own from the Markdown", () => {
  each("markdown", (content, what) => {
    const page = parseHtml(String(marked.parse(content, { async: false, gfm: true })));
    const tags = new Set([...elements(page)].map((e) => e.tagName));
    for (const tag of ["html", "head", "body", "h1", "h2", "h3", "p", "ul", "li", "strong"]) tags.delete(tag);
    assert.deepEqual([...tags], [], what);
  });
  const hostile = parseHtml(String(marked.parse(only("markdown", HOSTILE), { async: false })));
  const words = [...elements(hostile)]
    .flatMap((e) => e.childNodes)
    .map((n) => n.value ?? "")
    .join(" ");
  assert.ok(
    words.includes("</style><script>window.hit=1</script> [Lee](javascript:window.hit=1)"),
    "the name is shown whole",
  );
});

test("CoNLL-U has a tree in every sentence, and its words are where they say", () => {
  for (const story of ALL) {
    const characters = Array.from(story.text);
    for (const block of only("conll", story).trim().split("\n\n")) {
      const lines = block.split("\n");
      const words = lines.filter((l) => !l.startsWith("#")).map((l) => l.split("\t"));
      const told = (/** @type {string} */ what) => lines.find((l) => l.startsWith(`# ${what} = `));
      assert.ok(told("sent_id"));
      let text = "";
      let label = "O";
      for (const [n, [id, form, , , , , , , , notes = "", ...more]] of words.entries()) {
        assert.equal(id, String(n + 1));
        assert.equal(more.length, 0);
        const misc = Object.fromEntries(notes.split("|").map((m) => m.split("=")));
        assert.equal(characters.slice(Number(misc.start_char), Number(misc.end_char)).join(""), form);
        if (misc.NER.startsWith("I-")) assert.equal(label.slice(2), misc.NER.slice(2));
        label = misc.NER;
        text += form + (misc.SpaceAfter === "No" || n === words.length - 1 ? "" : " ");
      }
      assert.equal(`# text = ${text}`, told("text"));
      // One root, and from every word the heads lead to it.
      const heads = words.map((w) => Number(w[6]));
      assert.equal(heads.filter((h) => h === 0).length, 1);
      for (const n of heads.keys()) {
        let at = n + 1;
        for (let steps = 0; at !== 0 && steps <= heads.length; steps += 1) at = heads[at - 1] ?? -1;
        assert.equal(at, 0, "a circle");
      }
    }
  }
});
