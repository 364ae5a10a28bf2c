// Makes what hosts get out of the page's sources. It is run by `cargo xtask build`.
//
//   node bundle.mjs page OUT     app.js, its lazily loaded parts and app.css, into the folder OUT
//   node bundle.mjs single DIST  DIST/dateline.html: the whole page of the folder DIST as one file
//
// Parts that only some readers use (`import("./parts/…")`) stay files of their own, named with a digest of their content.
import { createHash } from "node:crypto";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { ENGINE } from "./engine.js";

const HERE = dirname(fileURLToPath(import.meta.url));

/** `import text from "some/file?text"` gives a script's text, bundled and minified: what a worker from a blob is made of. */
const asText = {
  name: "text",
  setup(builder) {
    builder.onResolve({ filter: /\?text$/ }, async ({ path, resolveDir }) => {
      const found = await builder.resolve(path.slice(0, -5), { kind: "import-statement", resolveDir });
      return found.errors.length ? found : { path: found.path, namespace: "text" };
    });
    builder.onLoad({ filter: /.*/, namespace: "text" }, async ({ path }) => {
      // A classic script: from a disk a blob's module has no origin to be imported under.
      const made = await build({ ...COMMON, ...NOWHERE, entryPoints: [path], format: "iife", write: false });
      return { contents: made.outputFiles[0].text, loader: "text" };
    });
  },
};

/** In the single file, `files.js` reads what stands in the page itself. */
const inline = {
  name: "inline",
  setup(builder) {
    builder.onResolve({ filter: /\/files\.js$/ }, () => ({ path: join(HERE, "files-inline.js") }));
  },
};

/** Bundles that are no modules have no address of their own. */
const NOWHERE = { define: { "import.meta.url": '""' } };
const COMMON = { bundle: true, minify: true, target: "es2022", legalComments: "none", logLevel: "warning" };

/** @param {string} out */
async function page(out) {
  const { metafile } = await build({
    ...COMMON,
    entryPoints: [join(HERE, "app.js"), join(HERE, "app.css")],
    outdir: out,
    format: "esm",
    splitting: true,
    chunkNames: "parts/[name]-[hash]",
    plugins: [asText],
    metafile: true,
  });
  await writeFile(join(out, "licences.txt"), await licences(Object.keys(metafile.inputs)));
}

/** What the licences of the libraries in the bundle ask to be told. @param {string[]} inputs the files that went into it */
async function licences(inputs) {
  const names = new Set(inputs.map((path) => /.*node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1]).filter(Boolean));
  /** Each text with those that it is of. @type {Map<string, string[]>} */
  const texts = new Map();
  for (const name of [...names].sort()) {
    const folder = join(HERE, "node_modules", name);
    const { version, license } = JSON.parse(await readFile(join(folder, "package.json"), "utf8"));
    const file = (await readdir(folder)).find((f) => /^licen[cs]e/i.test(f));
    const text = file ? (await readFile(join(folder, file), "utf8")).trim() : "";
    texts.set(text, [...(texts.get(text) ?? []), `${name} ${version} (${license})`]);
  }
  const parts = [...texts].map(([text, of]) => `${of.join("\n")}\n\n${text}`);
  return `Libraries that this page is built with, and their licences.\n\n${parts.join(`\n\n${"-".repeat(72)}\n\n`)}\n`;
}

/** Text that may stand in a script element. @param {string} text */
const inScript = (text) => text.replace(/<(?=\/script|!--)/gi, "\\x3c");

/** @param {string} dist */
async function single(dist) {
  const made = await build({
    ...COMMON,
    ...NOWHERE,
    entryPoints: [join(HERE, "app.js")],
    format: "iife",
    write: false,
    plugins: [inline, asText],
  });
  const script = inScript(made.outputFiles[0].text);
  const style = await readFile(join(dist, "app.css"), "utf8");
  const html = await readFile(join(dist, "index.html"), "utf8");
  const examples = await readdir(join(dist, "examples"));
  const files = [...ENGINE, ...examples.map((name) => `examples/${name}`)];
  const packed = await Promise.all(
    files.map(async (file) => {
      const base64 = gzipSync(await readFile(join(dist, file)), { level: 9 }).toString("base64");
      return `<script type="text/plain" data-file="${file}">${base64}</script>`;
    }),
  );
  const icon = encodeURIComponent(await readFile(join(dist, "icons/icon.svg"), "utf8"));
  const hash = (/** @type {string} */ text) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
  const policy = `default-src 'none'; script-src ${hash(script)} 'wasm-unsafe-eval' blob:; worker-src blob:; style-src ${hash(style)}; img-src data: blob:; form-action 'none'; base-uri 'none'`;
  // Functions as replacements: a "$&" in a script is no pattern of ours.
  const page = html
    .replace(/(<meta http-equiv="Content-Security-Policy" content=")[^"]*/, (_, head) => head + policy)
    .replace(/<link rel="(?:icon|apple-touch-icon|manifest)"[^>]*>\n?/g, "")
    .replace(
      /<link rel="stylesheet"[^>]*>/,
      () => `<link rel="icon" href="data:image/svg+xml,${icon}">\n<style>${style}</style>`,
    )
    .replace(/<script type="module"[^>]*><\/script>\n?/, "")
    .replace("</body>", () => `${packed.join("\n")}\n<script>${script}</script>\n</body>`);
  await writeFile(join(dist, "dateline.html"), page);
}

const [what = "", folder = ""] = process.argv.slice(2);
if (what === "page" && folder) await page(folder);
else if (what === "single" && folder) await single(folder);
else throw new Error("say: page OUT, or single DIST");
