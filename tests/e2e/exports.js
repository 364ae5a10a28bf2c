// What the command line exports, for the tests of exports: articles in, files out.
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const built = ["release", "debug"].map((kind) => join(ROOT, "target", kind, "dateline"));
const CLI = process.env.DATELINE_CLI ?? built.find((path) => existsSync(path)) ?? "dateline";

/** @typedef {{name: string, text: string, day: string | undefined}} Story */

/** @param {string} folder @returns {[string, string][]} */
const texts = (folder) =>
  readdirSync(join(ROOT, folder))
    .filter((name) => name.endsWith(".txt"))
    .sort()
    .map((name) => [`${folder}/${name}`, readFileSync(join(ROOT, folder, name), "utf8")]);

/** The examples of the page and every third golden article, with a day of publication or without. @type {Story[]} */
export const STORIES = [
  ...texts("www/examples").map(([name, text]) => ({ name, text, day: "2024-06-16" })),
  ...texts("tests/golden")
    .filter((_, n) => n % 3 === 0)
    .map(([name, text], n) => ({ name, text, day: n % 2 ? undefined : "2016-09-04" })),
];

/** A name that tries to be markup, a formula, a link and a line of its own, in an article. @type {Story} */
export const HOSTILE = (() => {
  const name = `=Ann "<img src=x onerror=window.hit=1>" </style><script>window.hit=1</script> [Lee](javascript:window.hit=1)`;
  const text = `${name} resigns\n\n${name} met Bo Ray in London on 3 May 2021. “I will leave on 9 June 2021,” said ${name}.\r
Bo Ray did not visit ${name} in Paris on 4 May 2021. Bo Ray may meet ${name} in July 2021; see http://x.org & www.y.org.`;
  return { name: "hostile", text, day: "2021-05-05" };
})();

/** @param {string} name @param {string} text */
function* places(name, text) {
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
    yield { start: at, end: at + name.length };
  }
}

/** The files of an export, by their names' ends. @param {string} format @param {Story[]} stories */
export function exported(format, ...stories) {
  const folder = mkdtempSync(join(tmpdir(), "dateline-"));
  try {
    const hostile = HOSTILE.text.slice(0, HOSTILE.text.indexOf(" resigns"));
    const line = (/** @type {Story} */ s) => ({
      id: s.name,
      text: s.text,
      published: s.day,
      corrections: [...places(hostile, s.text)].map((at) => ({ kind: "type", at: [at], value: "PERSON" })),
    });
    const input = join(folder, "articles.jsonl");
    writeFileSync(input, stories.map((s) => JSON.stringify(line(s))).join("\n"));
    const out = join(folder, "out");
    const run = spawnSync(CLI, ["export", "--format", format, "--jsonl", "--out", out, input], { encoding: "utf8" });
    if (run.status !== 0) throw new Error(`the command line failed: ${run.error ?? run.stderr}`);
    return readdirSync(out)
      .sort()
      .map((name) => ({ name, content: readFileSync(join(out, name), "utf8") }));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The only file of an export. @param {string} format @param {Story[]} stories */
export function only(format, ...stories) {
  const [file, ...more] = exported(format, ...stories);
  if (!file || more.length) throw new Error(`${format} has ${more.length + 1} files, not one`);
  return file.content;
}

/** The program itself, with arguments and an input. @param {string[]} args @param {string} [input] */
export const dateline = (args, input = "") => spawnSync(CLI, args, { input, encoding: "utf8" });
