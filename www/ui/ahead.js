// Loads the files of the parts that only some readers use, beside the engine and after the page itself: their code runs when
// it is first needed, and needing it asks nothing of the network.
import { single } from "../files.js";
import { h } from "./dom.js";

/** Begins to load them. */
export function loadAhead() {
  const parts = (document.body.dataset.parts ?? "").split(" ").filter(Boolean);
  if (single) return;
  document.head.append(...parts.map((href) => h("link", { rel: "modulepreload", href, fetchpriority: "low" })));
}
