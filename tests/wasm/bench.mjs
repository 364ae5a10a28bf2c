// Times the core on each file named in the arguments, warm. The first line is "load<TAB>milliseconds", the time that the
// model took to load, once and cold as in the page; then there is one line a file, "characters<TAB>milliseconds<TAB>name".

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

/** Milliseconds of each run within SPAN; at least five. */
function runs(text) {
  const times = [];
  for (let total = 0; total < SPAN || times.length < 5; total += times.at(-1)) {
    const begun = performance.now();
    analyzer.analyze(text, "2016-09-04");
    times.push(performance.now() - begun);
  }
  return times.sort((a, b) => a - b);
}

for (const path of process.argv.slice(2)) {
  const text = readFileSync(path, "utf8");
  runs(text);
  const times = runs(text);
  console.log(`${text.length}\t${times[times.length >> 1].toFixed(3)}\t${basename(path)}`);
}
