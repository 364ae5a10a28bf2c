// Owns the WebAssembly core. It runs from a blob together with the core's glue, so that it stands under the page's own
// Content-Security-Policy and can reach nothing outside. It is a classic script: the glue defines `wasm_bindgen`.

/** @type {any} */
let analyzer = null;

/** Files that this worker asked for; always none. */
const asked = () => performance.getEntriesByType("resource").length;

/** @param {any} message */
async function answer({ type, module, model, text, day, corrections, articles, format }) {
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
  return analyzer.analyze(text, day, corrections);
}

addEventListener("message", async ({ data }) => {
  try {
    postMessage({ id: data.id, result: await answer(data), asked: asked() });
  } catch (error) {
    postMessage({
      id: data.id,
      error: error instanceof Error ? error.message : String(error),
      trap: error instanceof WebAssembly.RuntimeError,
    });
  }
});
