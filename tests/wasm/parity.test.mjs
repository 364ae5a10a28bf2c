// The core in WebAssembly answers byte for byte what the command line does, on articles and on hostile strings.
// DATELINE_CLI names the command line's program.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { core, model } from "./load.mjs";
import { articles, broken, hostile } from "./texts.mjs";

const { Analyzer, exportFormats, version } = core();
const analyzer = new Analyzer(model());
const DAYS = [null, "2016-09-04"];

function commandLine(text, day, corrections) {
  const known = corrections ? ["--corrections", saved(corrections)] : [];
  const args = ["analyze", "--tokens", ...(day ? ["--published", day] : []), ...known, "-"];
  const run = spawnSync(process.env.DATELINE_CLI, args, { input: text, encoding: "utf8", maxBuffer: 1 << 30 });
  assert.equal(run.status, 0, `the command line failed: ${run.error ?? run.stderr}`);
  return run.stdout.replace(/\n$/, "");
}

/** A file that holds `text`. */
function saved(text) {
  const path = join(mkdtempSync(join(tmpdir(), "dateline-")), "corrections.json");
  writeFileSync(path, text);
  return path;
}

/** Where two strings part, shown on either side: a whole analysis in a message helps nobody. */
function same(ours, theirs, what) {
  if (ours === theirs) return;
  let at = 0;
  while (ours[at] === theirs[at]) at += 1;
  const near = (s) => JSON.stringify(s.slice(Math.max(0, at - 60), at + 60));
  assert.fail(`${what}: at ${at} WebAssembly has ${near(ours)}, the command line ${near(theirs)}`);
}

/** Every object with a start and an end, at any depth. */
function* spans(value) {
  if (value === null || typeof value !== "object") return;
  if (Number.isInteger(value.start)) yield value;
  for (const inner of Object.values(value)) yield* spans(inner);
}

test("there are golden articles", () => assert.ok(articles().length >= 5));

for (const [name, text] of [...articles(), ...hostile]) {
  test(`same bytes: ${name}`, () => {
    for (const day of DAYS) {
      same(analyzer.analyzeJson(text, day, true), commandLine(text, day), `published ${day}`);
    }
  });
}

for (const [name, text] of broken) {
  test(`same bytes, halves of surrogate pairs read as U+FFFD: ${name}`, () => {
    for (const day of DAYS) {
      const json = analyzer.analyzeJson(text, day, true);
      same(json, commandLine(text.toWellFormed(), day), `published ${day}`);
      for (const { start, end } of spans(JSON.parse(json))) {
        assert.ok(0 <= start && start <= end && end <= text.length, `${start}..${end} of ${text.length}`);
      }
    }
  });
}

test("another day for the same text answers what the command line answers for that day", () => {
  const [[, text], [, other]] = articles();
  const days = [null, "2016-09-04", "2020-02-29", null, "1999-12-31", "2016-09-04"];
  for (const [n, day] of days.entries()) {
    same(analyzer.analyzeJson(text, day, true), commandLine(text, day), `day ${n}, ${day}`);
  }
  // Another text between two days of one is read, and forgotten again.
  for (const [which, day] of [[other, days[1]], [text, days[1]], [other, null], [text, null]]) {
    same(analyzer.analyzeJson(which, day, true), commandLine(which, day), `after another text, ${day}`);
  }
});

test("corrections answer what they answer on the command line", () => {
  const [[, text]] = articles();
  const place = (word, from = 0) => {
    const start = text.indexOf(word, from);
    assert.notEqual(start, -1, word);
    return { start, end: start + word.length };
  };
  const [first, last] = [place(" "), { start: 0, end: text.length }];
  const lists = [
    [],
    [{ kind: "not-event", at: [last] }],
    [{ kind: "event", at: [{ start: 0, end: first.start }] }],
    [{ kind: "when", at: [last], value: "2016-09" }, { kind: "factuality", at: [last], value: "negated" }],
    [{ kind: "type", at: [{ start: 0, end: first.start }], value: "LAW" }],
  ];
  const seen = new Set();
  for (const list of lists) {
    const json = JSON.stringify(list);
    const ours = analyzer.analyzeJson(text, "2016-09-04", true, json);
    same(ours, commandLine(text, "2016-09-04", json), json);
    assert.deepEqual(analyzer.analyze(text, "2016-09-04", json), JSON.parse(analyzer.analyzeJson(text, "2016-09-04", false, json)));
    seen.add(ours);
  }
  assert.equal(seen.size, lists.length, "a correction changes nothing");
  same(analyzer.analyzeJson(text, "2016-09-04", true, ""), commandLine(text, "2016-09-04"), "no corrections");
  assert.throws(() => analyzer.analyzeJson(text, null, false, '[{"kind":"when","at":[]}]'), readable);
});

test("a dossier answers the same when an article of it is corrected and when it is not", () => {
  const given = articles().slice(0, 3).map(([id, text]) => ({ id, text, published: "2016-09-04" }));
  const plain = analyzer.dossier(JSON.stringify(given));
  const corrected = given.map((a, n) => (n ? a : { ...a, corrections: [{ kind: "not-event", at: [{ start: 0, end: a.text.length }] }] }));
  const other = analyzer.dossier(JSON.stringify(corrected));
  assert.equal(other.articles[0].analysis.events.length, plain.articles[0].analysis.events.length - 1);
  assert.deepEqual(other.articles.slice(1), plain.articles.slice(1));
  assert.deepEqual(analyzer.dossier(JSON.stringify(given)), plain);
});

/** What the command line exports: each file's content by its name. */
function exported(format, list) {
  const out = mkdtempSync(join(tmpdir(), "dateline-"));
  const input = list.map((article) => JSON.stringify(article)).join("\n");
  const run = spawnSync(process.env.DATELINE_CLI, ["export", "--format", format, "--jsonl", "--out", out], { input, encoding: "utf8" });
  assert.equal(run.status, 0, `the command line failed: ${run.error ?? run.stderr}`);
  const files = Object.fromEntries(readdirSync(out).map((name) => [name, readFileSync(join(out, name), "utf8")]));
  rmSync(out, { recursive: true });
  return files;
}

test("exports have the same files and bytes", () => {
  const given = articles()
    .slice(0, 2)
    .map(([id, text]) => ({ id, text, published: "2016-09-04" }));
  const formats = exportFormats();
  assert.ok(formats.length >= 13);
  for (const { name, label, serves, loses } of formats) {
    assert.ok(label && serves && loses, name);
    for (const list of [given.slice(0, 1), given]) {
      const { files } = analyzer.export(JSON.stringify(list), name);
      const theirs = exported(name, list);
      assert.deepEqual(files.map((f) => f.name).sort(), Object.keys(theirs).sort());
      for (const file of files) {
        assert.match(file.type, /^[a-z]+\/[a-z+.]+/);
        same(file.content, theirs[file.name], file.name);
      }
    }
  }
});

test("what cannot be exported is said", () => {
  for (const [list, format, says] of [
    ["[]", "ics", /no article/],
    ['[{"text":"One."}]', "doc", /no format "doc"/],
    ['[{"text":"One."},{"text":"Two.","published":"soon"}]', "ics", /article 2: "soon" is not a day/],
    ["nonsense", "ics", /expected/],
  ]) {
    assert.throws(() => analyzer.export(list, format), (e) => readable(e) && says.test(e.message));
  }
});

test("the object is the JSON, parsed", () => {
  for (const [name, text] of [...articles(), ...hostile.slice(0, 3)]) {
    for (const day of DAYS) {
      assert.deepEqual(analyzer.analyze(text, day), JSON.parse(analyzer.analyzeJson(text, day, false)), name);
    }
  }
});

test("tokens come only when asked for", () => {
  assert.ok(!("tokens" in JSON.parse(analyzer.analyzeJson("One.", null, false))));
  assert.equal(JSON.parse(analyzer.analyzeJson("One.", null, true)).tokens.length, 2);
});

test("undefined is no publication day", () => {
  same(analyzer.analyzeJson("He left on Monday.", undefined, true), commandLine("He left on Monday.", null), "undefined");
});

test("a malformed day is a readable error, and the analyzer lives on", () => {
  for (const day of ["yesterday", "2016-13-01", "2016-02-30"]) {
    assert.throws(() => analyzer.analyze("One.", day), readable, `day ${JSON.stringify(day)}`);
  }
  assert.equal(analyzer.analyze("One.", null).sentences.length, 1);
});

test("a bad model is a readable error", () => {
  const whole = model();
  const flipped = whole.slice();
  flipped[Math.floor(whole.length / 2)] ^= 1;
  const bad = [0, 1, 7, 100, whole.length >> 1, whole.length - 1].map((length) => whole.slice(0, length));
  for (const bytes of [...bad, flipped, new Uint8Array(1000)]) {
    assert.throws(() => new Analyzer(bytes), readable, `${bytes.length} bytes`);
  }
});

test("the version is a version", () => assert.match(version(), /^\d+\.\d+\.\d+/));

function readable(error) {
  assert.ok(error instanceof Error, `threw ${error}`);
  assert.ok(!(error instanceof WebAssembly.RuntimeError), `trapped: ${error.message}`);
  assert.match(error.message, /[a-z]{3,} [a-z]+/i);
  return true;
}
