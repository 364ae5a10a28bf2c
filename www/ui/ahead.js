// Loads the files of the parts that only some readers use, together with the engine's: their code runs when it is first
// needed, and needing it asks nothing of the network. It must not wait, or a quick reader's paste would come before it.
import { single } from "../files.js";
import { h } from "./dom.js";

/** Starts loading them, behind everything that the first screen needs: one after the other, since each is compiled as it
 * comes, and all at once would hold up a slow machine. */
export function loadAhead() {
  const parts = single ? [] : (document.body.dataset.parts ?? "").split(" ").filter(Boolean);
  const next = () => {
    const href = parts.shift();
    if (href)
      document.head.append(
        h("link", { rel: "modulepreload", href, fetchpriority: "low", onload: next, onerror: next }),
      );
  };
  setTimeout(next);
}
