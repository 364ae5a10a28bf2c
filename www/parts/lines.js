// How the network is drawn: a line for each kind of tie, names on top.
import { svg } from "../ui/dom.js";

/** @typedef {import("../model/graph.js").Link} Link */
/** @typedef {import("./layout.js").Box} Box */

/** One line for each kind of tie, side by side. @param {Link} link @param {Box} a @param {Box} b */
export function lines(link, a, b) {
  const long = Math.hypot(b.x - a.x, b.y - a.y) || 1;
  const [nx, ny] = [(a.y - b.y) / long, (b.x - a.x) / long];
  const path = (/** @type {number} */ off) =>
    `M${(a.x + nx * off).toFixed(1)} ${(a.y + ny * off).toFixed(1)}L${(b.x + nx * off).toFixed(1)} ${(b.y + ny * off).toFixed(1)}`;
  return [
    svg(
      "g",
      { "data-link": link.id },
      ...link.kinds.map((kind, i) =>
        svg("path", { class: `tie ${kind}`, d: path((i - (link.kinds.length - 1) / 2) * 4) }),
      ),
      svg("path", { class: "reach", d: path(0) }),
    ),
  ];
}

/** A name, underlined as its kind is in the article. @param {Box} box */
export function named({ id, look, text, size, x, y, w, h: height }) {
  const [left, right, low] = [x - w / 2 + 5, x + w / 2 - 5, y + size * 0.5 + 1];
  return svg(
    "g",
    { class: `name ${look}`, "data-e": id, "font-size": size },
    svg("rect", { x: x - w / 2, y: y - height / 2, width: w, height, rx: 5 }),
    svg("text", { x, y: y + size * 0.3 }, text),
    svg("path", { d: `M${left} ${low}H${right}${look === "org" ? `m0 2.5H${left}` : ""}` }),
  );
}
