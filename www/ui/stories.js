// The articles of a dossier: a strip above the text that says which one is shown, and the choice of cast and timeline of one
// or of all.
import { letterOf } from "../model/cast.js";
import { $, h, icon, roving } from "./dom.js";

/** @typedef {import("../types.js").State} State */

export class Stories {
  /** @param {{show: (n: number) => void, takeOut: (n: number) => void, add: () => void, scope: (scope: State["scope"]) => void}} on */
  constructor(on) {
    this.on = on;
    this.strip = $("#stories");
    this.scope = $("#scope");
    this.settle = roving(this.strip, ".story");
    $("#add").addEventListener("click", on.add);
    for (const b of this.scope.querySelectorAll("button"))
      b.addEventListener("click", () => on.scope(b.value === "all" ? "all" : "one"));
  }

  /** @param {State} state @param {State} before */
  render(state, before) {
    const { docs, at, stories, scope, dossier } = state;
    const many = stories.length > 1;
    this.strip.hidden = !many;
    this.scope.hidden = !many;
    if (!many) return;
    for (const b of this.scope.querySelectorAll("button")) {
      b.setAttribute("aria-pressed", String(b.value === scope));
      if (b.value === "all") b.disabled = !dossier;
    }
    $("#scope [value=all]").textContent = `All ${stories.length} articles`;
    if (docs === before.docs && at === before.at && stories === before.stories) return;
    const focused = this.strip.contains(document.activeElement);
    this.strip.replaceChildren(...docs.map((doc, n) => this.entry(doc, n, n === at)));
    this.settle();
    if (focused) /** @type {HTMLElement | null} */ (this.strip.querySelector("[aria-current]"))?.focus();
  }

  /** @param {import("../types.js").Doc} doc @param {number} n @param {boolean} on shown */
  entry(doc, n, on) {
    const title = doc.title || "Article";
    const tell = { class: "story", type: "button", title, "aria-current": on ? "true" : null };
    return h(
      "li",
      null,
      h("button", { ...tell, tabindex: -1, onclick: () => this.on.show(n) }, h("b", null, letterOf(n)), ` ${title}`),
      h(
        "button",
        { class: "out-of", type: "button", "aria-label": `Take out ${title}`, onclick: () => this.on.takeOut(n) },
        icon("close", 12),
      ),
    );
  }
}
