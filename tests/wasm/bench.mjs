// Times the core on each file named in the arguments, warm. The first line is "load<TAB>milliseconds", the time that the
// model took to load, once and cold as in the page; then there is one line a file, "characters<TAB>milliseconds<TAB>
// milliseconds of a new day of publication<TAB>milliseconds of a new correction<TAB>name". All times end with the analysis
// as an object.

import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { core, model } from "./load.mjs";

/** How long one file is timed, in milliseconds, after as long a warm-up. */
const SPAN = 500;

const { Analyzer } = core();
const bytes = model();
const begun = performance.now();
const analyzer = new Analyzer(bytes);
console.log(`load\t${(performance.now() - begun).toFixed(3)}`);

/** A correction of the text's first word, which must be one. */
const correction = (year) => JSON.stringify([{ kind: "date", at: [{ start: 0, end: 1 }], value: year }]);

/** Milliseconds that an analysis takes. */
function time(text, day, corrections) {
  const begun = performance.now();
  analyzer.analyze(text, day, corrections);
  return performance.now() - begun;
}

/** Median milliseconds of a text's first analysis, of one for another day and of one with a correction, of runs within
 * SPAN; at least five. */
function medians(text) {
  const [first, again, corrected] = [[], [], []];
  for (let total = 0; total < SPAN || first.length < 5; total += first.at(-1) + again.at(-1) + corrected.at(-1)) {
    // The core keeps the last text as it was read: another one makes it forget.
    analyzer.analyze("", null);
    first.push(time(text, null));
    again.push(time(text, "2016-09-04"));
    corrected.push(time(text, "2016-09-04", correction("2016")));
  }
  return [first, again, corrected].map((times) => times.sort((a, b) => a - b)[times.length >> 1]);
}

for (const path of process.argv.slice(2)) {
  const text = readFileSync(path, "utf8");
  medians(text);
  const times = medians(text).map((ms) => ms.toFixed(3));
  console.log([text.length, ...times, basename(path)].join("\t"));
}
