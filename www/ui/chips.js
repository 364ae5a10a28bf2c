// The filter chips with their counts.
import { filterOf } from "../model/rows.js";
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
 */
export function drawChips(root, state) {
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
  root.replaceChildren(...chips.filter((c) => c !== null));
  // While something is read its place is kept, so that the timeline does not jump.
  root.hidden = !state.rows.length && !state.busy;
}
