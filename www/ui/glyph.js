// Draws one row's time by the grammar: shape says how well the time is known, fill says whether it happened.
import { shapeOf } from "../model/stretch.js";
import { svg } from "./dom.js";
import { aroundPublication, arrow, bar, diamond, MID } from "./shapes.js";

/** @typedef {import("../types.js").Row} Row */
/** @typedef {import("../model/scale.js").Scale} Scale */

/**
 * @param {Row} row
 * @param {Scale | null} scale
 * @param {number | null} published the day
 */
export function glyph(row, scale, published) {
  const s = row.stretch;
  const width = scale?.width ?? 174;
  const box = svg("svg", {
    class: "g",
    width,
    height: 30,
    viewBox: `0 0 ${width} 30`,
    role: "img",
    "aria-label": row.said,
  });
  if (!scale) return box;
  const pub = published === null ? null : scale.x(published + 0.5);
  if (!s) {
    box.append(...(pub === null ? [] : aroundPublication(row.event.factuality, pub)));
    return box;
  }
  const end = width - 3;
  const fact = row.event.factuality;
  let a = s.from === null ? 4 : scale.x(s.from);
  let b = s.to === null ? end : scale.x(s.to);
  if (b - a < 12 && s.from !== null && s.to !== null && (shapeOf(s) !== "dot" || fact === "planned"))
    [a, b] = [(a + b) / 2 - 6, (a + b) / 2 + 6];
  if (fact === "negated") box.append(...negated(s, a, b));
  else if (fact === "possible" || fact === "conditional") box.append(...possible(s, a, b));
  else if (fact === "planned") box.append(...planned(s, a, b));
  else box.append(...happened(s, a, b, pub, fact === "ongoing"));
  return box;
}

/** @typedef {import("../types.js").Stretch} Stretch */

/** @param {Stretch} s @param {number} a @param {number} b @param {number | null} pub @param {boolean} on goes on */
function happened(s, a, b, pub, on) {
  const shape = shapeOf(s);
  const mid = (a + b) / 2;
  if (shape === "dot" && !on) return [svg("circle", { class: "solid", cx: mid, cy: MID, r: 4.6 })];
  if (shape === "within" && !on) {
    const soft = s.softFrom || s.softTo ? " soft" : "";
    return [svg("rect", { class: `within${soft}`, x: a + 0.7, y: 9.5, width: b - a - 1.4, height: 11, rx: 5.5 })];
  }
  if (shape === "by") {
    return [
      bar("url(#fade-l)", a, b),
      svg("path", { class: "arrow", d: `M${b} 9v12M${a + 12} ${MID}H${a}${arrow(a + 4, -1)}` }),
    ];
  }
  const stop = s.to === null || on ? Math.max(a + 10, pub ?? b) : b;
  const soft = Math.min(14, (stop - a) / 2);
  const body = [
    ...(s.softFrom || on ? [bar("url(#fade-l)", a, a + soft)] : [svg("path", { class: "arrow", d: `M${a} 9v12` })]),
    bar("", s.softFrom || on ? a + soft - 0.5 : a, s.softTo ? stop - soft + 0.5 : stop),
    ...(s.softTo && s.to !== null ? [bar("url(#fade-r)", stop - soft, stop)] : []),
  ];
  if (s.to === null || on)
    body.push(svg("path", { class: "arrow", d: `M${stop + 1} ${MID}h14${arrow(stop + 11, 1)}` }));
  return body;
}

/** @param {Stretch} s @param {number} a @param {number} b */
function negated(s, a, b) {
  const mid = (a + b) / 2;
  const cross = svg("path", { class: "negs", d: `M${mid - 4.5} 10.5l9 9m0-9-9 9` });
  if (shapeOf(s) === "dot") return [cross];
  return [
    svg("rect", {
      class: s.from === null || s.softFrom ? "negr soft" : "negr",
      x: a,
      y: 11.5,
      width: b - a,
      height: 7,
    }),
    cross,
  ];
}

/** @param {Stretch} s @param {number} a @param {number} b */
function possible(s, a, b) {
  const at = s.to === null ? a + 3 : s.from === null ? b - 3 : (a + b) / 2;
  const parts = [];
  if (s.to === null)
    parts.push(
      svg("path", { class: "dash", d: `M${at + 8} ${MID}H${Math.min(b, at + 32)}` }),
      svg("path", { class: "arrow", d: arrow(Math.min(b, at + 32) - 2, 1) }),
    );
  else if (s.from === null)
    parts.push(
      svg("path", { class: "dash", d: `M${at - 8} ${MID}H${Math.max(a, at - 32)}` }),
      svg("path", { class: "arrow", d: arrow(Math.max(a, at - 32) + 2, -1) }),
    );
  else if (b - a > 18) parts.push(svg("path", { class: "dash", d: `M${a} ${MID}H${b}M${a} 11v8M${b} 11v8` }));
  return [...parts, svg("path", { class: "hollow", d: diamond(at) })];
}

/** @param {Stretch} s @param {number} a @param {number} b */
function planned(s, a, b) {
  if (s.from === null)
    return [
      svg("path", { class: "dash", d: `M${b} 9.5H${a + 10}M${b} 20.5H${a + 10}M${b} 9.5v11` }),
      svg("path", { class: "arrow", d: arrow(a + 6, -1) }),
    ];
  if (s.to === null) {
    const stop = Math.min(b - 8, a + 26);
    return [
      svg("path", { class: "dash", d: `M${a} 9.5H${stop}a5.5 5.5 0 0 1 0 11H${a}` }),
      svg("path", { class: "arrow", d: arrow(stop + 8, 1) }),
    ];
  }
  return [svg("rect", { class: "dash", x: a, y: 9.5, width: b - a, height: 11, rx: 5.5 })];
}
