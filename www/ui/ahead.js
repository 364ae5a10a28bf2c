// Loads the files of the parts that only some readers use, when the page has nothing else to do: their code runs when it is
// first needed, and needing it asks nothing of the network.
import { single } from "../files.js";
import { h } from "./dom.js";

/** Loads them once the page is at rest. */
export function loadAhead() {
  const parts = (document.body.dataset.parts ?? "").split(" ").filter(Boolean);
  if (single || !parts.length) return;
  const load = () => document.head.append(...parts.map((href) => h("link", { rel: "modulepreload", href })));
  if ("requestIdleCallback" in globalThis) requestIdleCallback(load, { timeout: 2000 });
  else setTimeout(load, 500);
}
