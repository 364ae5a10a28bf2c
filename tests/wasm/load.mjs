// The built page's core, as the page's worker loads it.

import { readFileSync } from "node:fs";
import vm from "node:vm";

const dist = new URL("../../dist/", import.meta.url);

/** The glue's namespace, its WebAssembly started. */
export function core() {
  const glue = readFileSync(new URL("dateline.js", dist), "utf8");
  // A classic script, whose one name is no property of the global object: it must be the script's last value.
  const bindgen = vm.runInThisContext(`${glue}\n;wasm_bindgen;`, { filename: "dateline.js" });
  bindgen.initSync({ module: readFileSync(new URL("dateline_bg.wasm", dist)) });
  return bindgen;
}

/** The model's bytes. */
export function model() {
  return new Uint8Array(readFileSync(new URL("model.bin", dist)));
}
