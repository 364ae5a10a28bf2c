// Loads the files of the parts that only some readers use, behind all that the page needs at once: their code runs when it
// is first needed, and needing it asks nothing of the network. They are asked for as the page starts, not when it is at
// rest: by then an article may be there, and from then on no request is made.
import { single } from "../files.js";
import { h } from "./dom.js";

/** Asks for them, at low priority. */
export function loadAhead() {
  const parts = (document.body.dataset.parts ?? "").split(" ").filter(Boolean);
  if (single) return;
  document.head.append(...parts.map((href) => h("link", { rel: "modulepreload", href, fetchpriority: "low" })));
}
