// Loads the files of the parts that only some readers use, together with the engine's: their code runs when it is first
// needed, and needing it asks nothing of the network. It must not wait, or a quick reader's paste would come before it.
import { single } from "../files.js";
import { h } from "./dom.js";

/** Starts loading them, behind everything that the first screen needs. */
export function loadAhead() {
  const parts = (document.body.dataset.parts ?? "").split(" ").filter(Boolean);
  if (single || !parts.length) return;
  document.head.append(...parts.map((href) => h("link", { rel: "modulepreload", href, fetchpriority: "low" })));
}
