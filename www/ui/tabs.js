// The panels: tabs beside the article on a wide screen, bottom tabs with a half sheet on a phone.
import { $ } from "./dom.js";

/** @typedef {import("../types.js").State} State */

const PANELS = ["timeline", "quotes", "map", "network"];

export class Tabs {
  /** @param {{show: (tab: State["tab"]) => void, openExport: () => void}} on */
  constructor(on) {
    this.tabs = /** @type {HTMLElement[]} */ ([...document.querySelectorAll("[role=tab]")]);
    this.nav = /** @type {HTMLElement[]} */ ([...document.querySelectorAll(".mnav [data-tab]")]);
    for (const el of [...this.tabs, ...this.nav]) {
      el.addEventListener("click", () => on.show(/** @type {State["tab"]} */ (el.dataset.tab)));
    }
    $("#nav-export").addEventListener("click", on.openExport);
    $(".tabs").addEventListener("keydown", (e) => {
      const way = e.key === "ArrowRight" ? 1 : e.key === "ArrowLeft" ? -1 : 0;
      const seen = this.tabs.filter((t) => t.offsetParent);
      const at = seen.indexOf(/** @type {HTMLElement} */ (document.activeElement));
      const next = seen[(at + way + seen.length) % seen.length];
      if (!way || at < 0 || !next) return;
      on.show(/** @type {State["tab"]} */ (next.dataset.tab));
      next.focus();
    });
  }

  /** @param {State} state */
  render(state) {
    // The cast has its own column on a wide screen and the article is always there: beside them stands the timeline.
    const side = state.tab === "article" ? "timeline" : state.tab;
    $("#reading").dataset.tab = state.tab;
    for (const tab of this.tabs) {
      const on = tab.dataset.tab === side;
      tab.setAttribute("aria-selected", String(on));
      tab.tabIndex = on ? 0 : -1;
    }
    // Where the chosen one is not among the tabs that are seen, the first of them can be reached. Before there is anything
    // to read none is seen, and asking would only make the browser lay out the page once more.
    const seen = state.screen === "reading" ? this.tabs.filter((t) => t.offsetParent) : [];
    if (seen[0] && !seen.some((t) => t.tabIndex === 0)) seen[0].tabIndex = 0;
    for (const el of this.nav) {
      if (el.dataset.tab === state.tab) el.setAttribute("aria-current", "page");
      else el.removeAttribute("aria-current");
    }
    const panel = side === "cast" ? "timeline" : side;
    for (const name of PANELS) $(`#panel-${name}`).hidden = name !== panel;
    $("#tab-timeline span").textContent = String(state.rows.length);
    $("#tab-quotes span").textContent = String(state.doc?.quotes.size ?? 0);
  }
}
