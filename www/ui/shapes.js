// The parts that glyphs are drawn from.
import { svg } from "./dom.js";

export const MID = 15;
export const diamond = (/** @type {number} */ x) => `M${x} ${MID - 6.8}l6.8 6.8-6.8 6.8-6.8-6.8z`;
export const arrow = (/** @type {number} */ x, /** @type {number} */ way) =>
  `M${x} ${MID - 4}l${4 * way} 4 ${-4 * way} 4`;

/** @param {string} fill "" for solid @param {number} a @param {number} b */
export const bar = (fill, a, b) =>
  svg("rect", {
    class: fill ? null : "solid",
    fill: fill || null,
    x: a,
    y: 12,
    width: Math.max(0.5, b - a),
    height: 6,
  });

/** Nothing but the tense tells the time: an open chevron on its side of the publication day.
 * @param {string} fact @param {number} pub */
export function aroundPublication(fact, pub) {
  if (fact === "ongoing")
    return [
      bar("url(#fade-l)", pub - 22, pub),
      svg("path", { class: "arrow", d: `M${pub + 1} ${MID}h12${arrow(pub + 9, 1)}` }),
    ];
  if (fact === "planned") return [svg("path", { class: "dash", d: `M${pub + 4} 9.5h10a5.5 5.5 0 0 1 0 11h-10` })];
  if (fact === "possible" || fact === "conditional") return [svg("path", { class: "hollow", d: diamond(pub + 12) })];
  if (fact === "negated") return [svg("path", { class: "negs", d: `M${pub - 18} 10.5l9 9m0-9-9 9` })];
  return [svg("path", { class: "arrow", d: arrow(pub - 8, -1) })];
}
