// Owns the WebAssembly core. It runs from a blob together with the core's glue, so that it stands under the page's own
// Content-Security-Policy and can reach nothing outside. It is a classic script: the glue defines `wasm_bindgen`.

/** @type {any} */
let analyzer = null;

/** Files that this worker asked for; always none. */
const asked = () => performance.getEntriesByType("resource").length;

/** @param {any} message */
async function answer({ id, type, module, model, text, day, corrections, articles, format }) {
  // @ts-expect-error the glue in front of this file in the blob defines it
  const bindgen = wasm_bindgen;
  if (type === "init") {
    await bindgen({ module_or_path: module });
    analyzer = new bindgen.Analyzer(new Uint8Array(model));
    return null;
  }
  if (type === "dossier") return analyzer.dossier(articles);
  if (type === "formats") return bindgen.exportFormats();
  if (type === "export") return analyzer.export(articles, format);
  return analyzer.analyze(text, day, corrections, (/** @type {number} */ part) => postMessage({ id, part }));
}

/** Longer lists go over in pieces: taking a whole one in would keep the page from answering for a moment. */
const PIECE = 400;
/** How deep long lists lie: those of an analysis in a dossier's articles. */
const DEEP = 4;

/** Sends the long lists of an answer ahead, and gives what is left. @param {number} id @param {any} value @param {(string | number)[]} path @returns {any} */
function thin(id, value, path) {
  if (typeof value !== "object" || value === null || path.length > DEEP) return value;
  if (!Array.isArray(value))
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, thin(id, inner, [...path, key])]));
  if (value.length <= PIECE) return value.map((inner, n) => thin(id, inner, [...path, n]));
  for (let at = 0; at < value.length; at += PIECE) postMessage({ id, path, items: value.slice(at, at + PIECE) });
  return [];
}

addEventListener("message", async ({ data }) => {
  try {
    postMessage({ id: data.id, result: thin(data.id, await answer(data), []), asked: asked() });
  } catch (error) {
    postMessage({
      id: data.id,
      error: error instanceof Error ? error.message : String(error),
      trap: error instanceof WebAssembly.RuntimeError,
    });
  }
});
