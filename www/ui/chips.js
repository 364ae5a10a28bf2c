// The filter chips with their counts, and the order of the rows.
import { filterOf } from "../model/doc.js";
import { h } from "./dom.js";

/** @typedef {import("../types.js").State} State */

const FILTERS = [
  ["all", "All"],
  ["happened", "Happened"],
  ["ongoing", "Ongoing"],
  ["planned", "Planned"],
  ["possible", "Possible"],
  ["negated", "Did not happen"],
];

/**
 * @param {HTMLElement} root
 * @param {State} state
 * @param {(order: State["sort"]) => void} sort
 */
export function drawChips(root, state, sort) {
  const chips = FILTERS.map(([name = "", label]) => {
    const fits = state.rows.filter((r) => name === "all" || filterOf(r.event.factuality) === name).length;
    const on = state.filter === name;
    if (!fits && !on) return null;
    return h(
      "button",
      { class: "chip", type: "button", "data-filter": name, "aria-pressed": String(on), tabindex: on ? 0 : -1 },
      `${label} ${fits}`,
    );
  });
  const choose = h(
    "select",
    { class: "sort", "aria-label": "Order", onchange: () => sort(choose.value === "story" ? "story" : "time") },
    h("option", { value: "time", selected: state.sort === "time" }, "by time"),
    h("option", { value: "story", selected: state.sort === "story" }, "by place in the text"),
  );
  root.replaceChildren(...chips.filter((c) => c !== null), choose);
  root.hidden = !state.rows.length;
}
