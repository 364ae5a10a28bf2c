// The head of the timeline's axis and the grid lines that its cells draw behind every row.
import { svg } from "./dom.js";

/** @typedef {import("../model/scale.js").Scale} Scale */

/** @param {Scale} scale @param {number[]} published the days */
export function axisHead(scale, published) {
  const rules = [];
  const parts = scale.cells.map((c) => svg("text", { x: c.x + c.w / 2, y: 20, "text-anchor": "middle" }, c.label));
  for (const { label, x, w } of scale.groups) {
    const mid = Math.max(x + w / 2, label.length * 2.7);
    parts.push(svg("text", { x: mid, y: 9, "text-anchor": "middle" }, label));
    rules.push(svg("path", { class: "rule", d: `M${x} 11.5H${x + w}` }));
  }
  for (const x of scale.folds)
    rules.push(svg("path", { class: "fold", d: `M${x - 3} 26l1.5-2.500 2 2.500 2-2.500 1 1` }));
  for (const day of published) {
    const x = scale.x(day + 0.5);
    rules.push(svg("path", { class: "pubmark", d: `M${x - 3} 22.500h6l-3 3.500z` }));
  }
  return svg(
    "svg",
    { class: "g", width: scale.width, height: 27, viewBox: `0 0 ${scale.width} 27` },
    ...parts,
    ...rules,
  );
}

/**
 * The grid as a CSS background, so that it runs through rows of any height.
 * @param {Scale} scale
 * @param {number[]} published the days
 * @param {number} left where the axis begins in the element, in pixels
 */
export function grid(scale, published, left) {
  const line = (/** @type {number} */ x, /** @type {string} */ colour, /** @type {number} */ w) =>
    `linear-gradient(${colour},${colour}) ${(left + x - w / 2).toFixed(1)}px 0/${w}px 100% no-repeat`;
  const edges = new Set(scale.cells.flatMap((c) => [c.x, c.x + c.w].map((x) => Math.round(x * 10) / 10)));
  const lines = [...edges].map((x) => line(x, "var(--grid-line)", 1));
  const days = published.map((day) => line(scale.x(day + 0.5), "var(--sel2)", 1.5));
  return [...days, ...lines].join(",");
}
