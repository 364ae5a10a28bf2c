// The page's own reckoning: days, stretches of time, the folded axis, nesting of marks. No browser needed.
import assert from "node:assert/strict";
import { test } from "node:test";
import { clockText, isoOf, rangeOf, rangeText } from "../../www/model/days.js";
import { makeScale } from "../../www/model/scale.js";
import { nest } from "../../www/model/spans.js";
import { isDay, labelOf, readEdtf, shapeOf, spokenOf } from "../../www/model/stretch.js";

/** @param {string} value */
const bounds = (value) => {
  const r = rangeOf(value);
  return r && [isoOf(r.from), isoOf(r.to - 1e-6)];
};

test("a value names its stretch of the calendar", () => {
  assert.deepEqual(bounds("2016"), ["2016-01-01", "2016-12-31"]);
  assert.deepEqual(bounds("2016-02"), ["2016-02-01", "2016-02-29"]);
  assert.deepEqual(bounds("2016-09-04"), ["2016-09-04", "2016-09-04"]);
  assert.deepEqual(bounds("199"), ["1990-01-01", "1999-12-31"]);
  assert.deepEqual(bounds("201X"), ["2010-01-01", "2019-12-31"]);
  assert.deepEqual(bounds("2016-W35"), ["2016-08-29", "2016-09-04"]);
  assert.deepEqual(bounds("2015-W53-5"), ["2016-01-01", "2016-01-01"]);
  assert.deepEqual(bounds("2016-W35-WE"), ["2016-09-03", "2016-09-04"]);
  assert.deepEqual(bounds("2016-Q4"), ["2016-10-01", "2016-12-31"]);
  assert.deepEqual(bounds("2016-WI"), ["2016-12-01", "2017-02-28"]);
  assert.deepEqual(bounds("0099-03-01"), ["0099-03-01", "0099-03-01"]);
  assert.equal(clockText(rangeOf("2016-09-04T14:30")?.from ?? 0), "14:30");
  for (const none of ["PAST_REF", "P3W", "XXXX-10-31", "", null]) assert.equal(rangeOf(none), null);
});

test("a range is named no more exactly than it is", () => {
  /** @param {string} value */
  const text = (value) => {
    const r = rangeOf(value);
    return r && rangeText(r.from, r.to);
  };
  assert.equal(text("2016"), "2016");
  assert.equal(text("2016-07"), "Jul 2016");
  assert.equal(text("2016-09-04"), "4 Sep 2016");
  assert.equal(text("201"), "2010s");
  assert.equal(text("2016-Q1"), "Jan to Mar 2016");
  assert.equal(text("2016-WI"), "Dec 2016 to Feb 2017");
  assert.equal(text("2016-W35"), "29 Aug to 4 Sep 2016");
  assert.equal(text("2022-10-20T15:30"), "15:30, 20 Oct 2022");
});

test("only days that exist are days", () => {
  assert.equal(isDay("2016-02-29"), true);
  for (const no of ["2015-02-29", "2016-13-01", "2016-2-1", "2016", "", "x"]) assert.equal(isDay(no), false, no);
});

test("EDTF gives shape, label and sentence", () => {
  /** @type {[string, string, string, string][]} */
  const cases = [
    ["2016-09-04", "happened", "dot", "4 Sep 2016"],
    ["2016-07", "happened", "within", "Jul 2016"],
    ["2016-07~", "happened", "within", "c. Jul 2016"],
    ["2016-08/2016-09-04", "happened", "through", "1 Aug to 4 Sep 2016"],
    ["2016-09-04/..", "possible", "since", "4 Sep 2016 or later"],
    ["2016-09-04/..", "ongoing", "since", "since 4 Sep 2016"],
    ["../2016-12-31", "planned", "by", "by 31 Dec 2016"],
    ["[2016-07-01..2016-07-03]", "happened", "within", "1 to 3 Jul 2016"],
  ];
  for (const [edtf, fact, shape, label] of cases) {
    const s = readEdtf(edtf);
    assert.equal(shapeOf(s), shape, edtf);
    assert.equal(labelOf(s, fact), label, edtf);
    assert.match(spokenOf(s, fact, label), /^[A-Z].+; \w/);
  }
  assert.equal(readEdtf("PAST_REF"), null);
  assert.equal(labelOf(null, "happened"), "no date");
});

test("the axis keeps order, stays inside its width and folds what is empty", () => {
  /** @param {string[]} values */
  const spans = (values) => values.map((v) => rangeOf(v)).filter((r) => r !== null);
  const sets = [
    ["2015", "2016-07", "2016-08", "2016-09-04"],
    ["2013-05-03", "2014-08-12", "2016-11-20", "2018-06", "2019-10-14", "2023-11-15"],
    ["2022-10-20T15:30", "2022-10-20T18:45", "2022-10-20T20:20", "2022-10-21T02:15", "2022-10-21"],
    ["1066", "1815-06-18", "1914", "1989-11-09", "2001-09-11", "2020", "2024-01-01"],
    ["2020-01-01"],
  ];
  for (const set of sets) {
    const all = spans(set);
    const scale = makeScale(all, 174);
    assert.ok(scale);
    let last = -1;
    for (const { from } of [...all].sort((a, b) => a.from - b.from)) {
      const x = scale.x(from);
      assert.ok(x >= last && x >= 0 && x <= 174, `${set}: ${x}`);
      last = x;
    }
    for (const [i, c] of scale.cells.entries()) {
      const next = scale.cells[i + 1];
      if (next) assert.ok(c.to <= next.from + 1e-6 && c.x + c.w <= next.x + 1e-6);
    }
  }
  assert.deepEqual(
    makeScale(spans(sets[0] ?? []), 174)?.cells.map((c) => c.label),
    ["2015", "Jul", "Aug", "Sep"],
  );
  assert.equal(
    makeScale(spans(sets[2] ?? []), 174)?.cells.some((c) => /^\d+h$/.test(c.label)),
    true,
  );
  assert.equal(makeScale([], 174), null);
});

test("spans that cross are nested, and no character loses one", () => {
  const spans = [
    { start: 0, end: 10, rank: 0, data: "a" },
    { start: 5, end: 15, rank: 1, data: "b" },
    { start: 5, end: 8, rank: 2, data: "c" },
    { start: 7, end: 12, rank: 2, data: "d" },
    { start: 20, end: 25, rank: 2, data: "e" },
  ];
  /** @type {Map<number, Set<string>>} */
  const at = new Map();
  /** @param {import("../../www/model/spans.js").Nested<string>[]} list @param {string[]} above */
  const walk = (list, above) => {
    let last = 0;
    for (const n of list) {
      assert.ok(n.start >= last && n.end > n.start);
      last = n.end;
      for (let i = n.start; i < n.end; i++) at.set(i, new Set([...(at.get(i) ?? []), ...above, n.data]));
      walk(n.inner, [...above, n.data]);
    }
  };
  walk(nest(spans, 0, 22), []);
  for (let i = 0; i < 22; i++) {
    const wanted = spans.filter((s) => s.start <= i && i < s.end).map((s) => s.data);
    assert.deepEqual([...(at.get(i) ?? [])].sort(), wanted.sort(), `at ${i}`);
  }
});
