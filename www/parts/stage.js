// A frame to look at a drawing through: moved by dragging, zoomed by wheel, pinch and buttons, moved by the arrow keys
// while one of the buttons has the focus.
import { h, svg } from "../ui/dom.js";

/** How the drawing lies in the frame: drawn at k times its size, its origin at x, y.
 * @typedef {{k: number, x: number, y: number}} View */

const STEP = 1.6;
const SLOP = 4;
const GLIDE_MS = 220;

export class Stage {
  /**
   * @param {{draw: (view: View) => void, resize: () => void}} on `resize` is told of another size of the frame
   */
  constructor(on) {
    this.on = on;
    /** @type {View} */
    this.view = { k: 1, x: 0, y: 0 };
    /** What the buttons zoom around: a point of the drawing, or its middle in the frame. @type {() => {x: number, y: number} | undefined} */
    this.middle = () => undefined;
    this.min = 1;
    this.max = 24;
    this.svg = svg("svg", { role: "img" });
    const button = (/** @type {string} */ sign, /** @type {string} */ label, /** @type {() => void} */ onclick) =>
      h("button", { type: "button", "aria-label": label, title: label, onclick }, sign);
    const { w, h: height } = this.size();
    this.width = w;
    this.height = height;
    this.buttons = h(
      "div",
      { class: "zoom", role: "group", "aria-label": "Zoom; arrow keys move" },
      button("+", "Nearer", () => this.step(STEP)),
      button("−", "Farther", () => this.step(1 / STEP)),
      button("⤢", "Show all", () => this.fit()),
    );
    this.buttons.addEventListener("keydown", (e) => this.key(e));
    this.root = h("div", { class: "plot" }, this.svg, this.buttons);
    /** @type {Map<number, {x: number, y: number}>} */
    this.touches = new Map();
    this.dragged = false;
    this.glide = 0;
    this.svg.addEventListener("wheel", (e) => this.wheel(e), { passive: false });
    this.svg.addEventListener("pointerdown", (e) => this.down(e));
    this.svg.addEventListener("pointermove", (e) => this.move(e));
    for (const end of /** @type {const} */ (["pointerup", "pointercancel"]))
      this.svg.addEventListener(end, (e) => this.touches.delete(e.pointerId));
    // The click that ends a drag chooses nothing.
    this.svg.addEventListener("click", (e) => this.dragged && e.stopImmediatePropagation(), { capture: true });
    new ResizeObserver(() => {
      const now = this.size();
      if (!now.w || !now.h || (now.w === this.width && now.h === this.height)) return;
      this.width = now.w;
      this.height = now.h;
      on.resize();
    }).observe(this.root);
  }

  /** The frame in CSS pixels; 0 by 0 while it is not shown. */
  size() {
    return { w: this.root?.clientWidth ?? 0, h: this.root?.clientHeight ?? 0 };
  }

  fit() {
    this.to({ k: 1, x: 0, y: 0 });
  }

  /** Zooms by a button. @param {number} by */
  step(by) {
    const { k, x, y } = this.view;
    const at = this.middle();
    if (at) this.zoom(by, at.x * k + x, at.y * k + y, true);
    else this.zoom(by, this.width / 2, this.height / 2, true);
  }

  /** Zooms around a point of the frame. @param {number} by @param {number} x @param {number} y @param {boolean} smooth */
  zoom(by, x, y, smooth) {
    const k = Math.min(this.max, Math.max(this.min, this.view.k * by));
    const f = k / this.view.k;
    this.to({ k, x: x - (x - this.view.x) * f, y: y - (y - this.view.y) * f }, smooth);
  }

  /** Brings a point of the drawing into the frame, if it is not there. @param {number} x @param {number} y */
  reveal(x, y) {
    const { k, x: ox, y: oy } = this.view;
    const [px, py] = [x * k + ox, y * k + oy];
    if (px > 20 && py > 20 && px < this.width - 20 && py < this.height - 20) return;
    this.to({ k, x: this.width / 2 - x * k, y: this.height / 2 - y * k });
  }

  /** @param {View} view @param {boolean} [smooth] */
  to(view, smooth = true) {
    cancelAnimationFrame(this.glide);
    const to = this.bounded(view);
    if (!smooth || matchMedia("(prefers-reduced-motion: reduce)").matches) return this.show(to);
    const from = this.view;
    const began = performance.now();
    const step = () => {
      const t = Math.min(1, (performance.now() - began) / GLIDE_MS);
      const e = 1 - (1 - t) ** 3;
      const k = from.k * (to.k / from.k) ** e;
      // What lies still under the zoom is told by where it begins and ends; the offsets follow the scale.
      const share = to.k === from.k ? e : (k - from.k) / (to.k - from.k);
      this.show(t === 1 ? to : { k, x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share });
      if (t < 1) this.glide = requestAnimationFrame(step);
    };
    step();
  }

  /** Keeps at least a part of the drawing in the frame. @param {View} view @returns {View} */
  bounded({ k, x, y }) {
    const hold = (/** @type {number} */ at, /** @type {number} */ size) =>
      k >= 1 ? Math.min(0, Math.max(size * (1 - k), at)) : Math.max(0, Math.min(size * (1 - k), at));
    return { k, x: hold(x, this.width), y: hold(y, this.height) };
  }

  /** @param {View} view */
  show(view) {
    this.view = view;
    this.on.draw(view);
  }

  /** @param {WheelEvent} e */
  wheel(e) {
    e.preventDefault();
    const box = this.svg.getBoundingClientRect();
    const by = 2 ** (-e.deltaY * (e.deltaMode ? 0.05 : 0.002) * (e.ctrlKey ? 4 : 1));
    this.zoom(by, e.clientX - box.left, e.clientY - box.top, false);
  }

  /** @param {PointerEvent} e */
  down(e) {
    if (e.button) return;
    if (!this.touches.size) this.dragged = false;
    this.touches.set(e.pointerId, { x: e.clientX, y: e.clientY });
  }

  /** @param {PointerEvent} e */
  move(e) {
    const was = this.touches.get(e.pointerId);
    if (!was) return;
    const [dx, dy] = [e.clientX - was.x, e.clientY - was.y];
    if (!this.dragged && Math.hypot(dx, dy) < SLOP) return;
    if (!this.dragged) this.svg.setPointerCapture(e.pointerId);
    this.dragged = true;
    const other = [...this.touches].find(([id]) => id !== e.pointerId)?.[1];
    this.touches.set(e.pointerId, { x: e.clientX, y: e.clientY });
    const { k, x, y } = this.view;
    if (!other) return this.to({ k, x: x + dx, y: y + dy }, false);
    const apart = (/** @type {{x: number, y: number}} */ p) => Math.hypot(p.x - other.x, p.y - other.y) || 1;
    const box = this.svg.getBoundingClientRect();
    this.zoom(apart({ x: e.clientX, y: e.clientY }) / apart(was), other.x - box.left, other.y - box.top, false);
  }

  /** @param {KeyboardEvent} e */
  key(e) {
    const way = { ArrowLeft: [1, 0], ArrowRight: [-1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] }[e.key];
    if (!way || e.ctrlKey || e.metaKey || e.altKey) return;
    e.preventDefault();
    const { k, x, y } = this.view;
    this.to({ k, x: x + (way[0] ?? 0) * 60, y: y + (way[1] ?? 0) * 60 });
  }
}

const pen = document.createElement("canvas").getContext("2d");

/** How wide a text is set, in CSS pixels. @param {string} text @param {number} size @param {string} family a custom property */
export function widthOf(text, size, family) {
  if (!pen) return text.length * size * 0.6;
  pen.font = `600 ${size}px ${getComputedStyle(document.documentElement).getPropertyValue(family) || "serif"}`;
  return pen.measureText(text).width;
}

/** A name cut to a length, with a mark that it is cut. @param {string} name @param {number} most */
export function cut(name, most) {
  const signs = [...name];
  return signs.length > most
    ? `${signs
        .slice(0, most - 1)
        .join("")
        .trimEnd()}…`
    : name;
}
