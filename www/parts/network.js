// Who appears with whom: a drawing of names and the ties between them, and the same in words, each tie with the sentences
// that show it.
import { graphOf, KINDS } from "../model/graph.js";
import { h, roving, svg } from "../ui/dom.js";
import { layout } from "./layout.js";
import { lines, named } from "./lines.js";
import { cut, Stage, widthOf } from "./stage.js";
import { entries } from "./ties.js";

/** @typedef {import("../types.js").State} State */
/** @typedef {import("../types.js").Span} Span */
/** @typedef {import("../types.js").Doc} Doc */
/** @typedef {import("../model/graph.js").Graph} Graph */
/** @typedef {import("./layout.js").Box} Box */

/** Room that a name takes with the space around it, in square CSS pixels: what fits a frame. */
const ROOM = 6200;
const LEAST = 12;
const MOST = 60;
/** @type {Record<string, string>} */
const LEGEND = { relation: "stated tie", act: "act or meeting", speech: "speaks about", sentence: "same sentence" };

export class Network {
  /**
   * @param {HTMLElement} root
   * @param {{pick: (id: string) => void, hover: (id: string) => void, over: (spans: Span[]) => void, see: (span: Span | null) => void}} on
   *   `over` paints spans for the time of pointing; `see` scrolls the article to a span and keeps it painted
   */
  constructor(root, on) {
    this.root = root;
    this.on = on;
    this.how = { places: false, sentences: false, all: false };
    this.stage = new Stage({ draw: (v) => this.look(v), resize: () => this.lay() });
    this.stage.min = 0.5;
    this.stage.max = 6;
    this.bar = h("div", { class: "filt", role: "group", "aria-label": "Show" });
    this.key = h("ul", { class: "key", "aria-label": "How to read the lines" });
    this.list = h("ul", { class: "named ties", "aria-label": "Who is tied to whom" });
    this.settle = roving(this.list, "button");
    /** @type {Doc | null} */
    this.doc = null;
    /** @type {Graph} */
    this.graph = { nodes: [], links: [], left: 0 };
    /** The link whose evidence is open, and the name under which it is. @type {{id: string, under: string} | null} */
    this.open = null;
    /** @type {string | null} */
    this.chosen = null;
    this.turn = 0;
    this.listen();
  }

  listen() {
    const of = (/** @type {Event} */ e, /** @type {string} */ name) =>
      (e.target instanceof Element ? e.target.closest(`[${name}]`)?.getAttribute(name) : null) ?? "";
    for (const el of [this.stage.svg, this.list]) {
      el.addEventListener("pointerover", (e) =>
        this.point(of(e, "data-link") ? "" : of(e, "data-e"), of(e, "data-link")),
      );
      el.addEventListener("pointerleave", () => this.point("", ""));
    }
    this.stage.svg.addEventListener("click", (e) => {
      const link = of(e, "data-link");
      if (link) this.show(link, link.split(" ")[0] ?? "", true);
      else if (of(e, "data-e")) this.on.pick(of(e, "data-e"));
    });
    this.list.addEventListener("click", (e) => {
      const span = of(e, "data-span");
      const [start = 0, end = 0] = span.split(" ").map(Number);
      if (span) this.on.see({ start, end });
      else if (of(e, "data-link")) this.show(of(e, "data-link"), of(e, "data-e"), false);
      else if (of(e, "data-e")) this.on.pick(of(e, "data-e"));
    });
  }

  /** @param {State} state @param {State} before */
  render(state, before) {
    if (state.doc !== before.doc || !this.root.firstChild) {
      this.doc = state.doc;
      // Another reading may give the same id to another name.
      this.open = null;
      if (state.doc?.text !== before.doc?.text) this.how.all = false;
      this.draw();
    }
    if (state.entity !== this.chosen || state.doc !== before.doc) {
      this.chosen = state.entity;
      this.mark();
    }
  }

  /** Draws everything for the document and what is asked for. @returns {void} */
  draw() {
    const { doc, how } = this;
    const had = this.graph.nodes.map((n) => n.name).join();
    const { w, h: height } = this.stage.size();
    const room = Math.max(LEAST, Math.round((w * height) / ROOM) || 30);
    const most = how.all ? MOST : Math.min(MOST, room);
    this.graph = doc ? graphOf(doc, { ...how, most }) : { nodes: [], links: [], left: 0 };
    if (!this.graph.links.some((l) => l.id === this.open?.id)) this.open = null;
    if (!doc?.analysis) {
      const none = "Who appears with whom comes here once the article is read.";
      return this.root.replaceChildren(h("p", { class: "hint" }, none));
    }
    this.chips();
    const none = !this.graph.nodes.length;
    this.stage.root.hidden = none;
    this.key.hidden = none;
    const hint = h("p", { class: "hint" }, "The text ties none of the names in it to each other.");
    const list = none ? hint : this.list;
    if (this.stage.root.parentNode !== this.root || this.root.lastChild !== list)
      this.root.replaceChildren(this.bar, this.stage.root, this.key, list);
    // A frame that was hidden until now has its size only here.
    if (!w && this.stage.size().w && !none) return this.draw();
    this.legend();
    this.tell();
    if (had !== this.graph.nodes.map((n) => n.name).join()) this.stage.view = { k: 1, x: 0, y: 0 };
    this.lay();
  }

  chips() {
    const chip = (/** @type {"places" | "sentences"} */ what, /** @type {string} */ name) =>
      h(
        "button",
        {
          type: "button",
          class: "chip",
          "data-show": what,
          "aria-pressed": String(this.how[what]),
          onclick: () => {
            this.how[what] = !this.how[what];
            this.draw();
            /** @type {HTMLElement | null} */ (this.bar.querySelector(`[data-show=${what}]`))?.focus();
          },
        },
        name,
      );
    const more = () => {
      this.how.all = true;
      this.draw();
    };
    const { left } = this.graph;
    const rest =
      left === 0
        ? ""
        : this.how.all
          ? h("span", { class: "faint" }, `${left} more, least written about, left out`)
          : h("button", { type: "button", class: "link", onclick: more }, `${left} more`);
    this.bar.replaceChildren(
      chip("places", "Places too"),
      chip("sentences", "Same sentence"),
      rest,
      this.stage.buttons,
    );
  }

  legend() {
    const used = KINDS.filter((kind) => this.graph.links.some((l) => l.kinds.includes(kind)));
    this.key.replaceChildren(
      ...used.map((kind) =>
        h(
          "li",
          null,
          svg(
            "svg",
            { width: 26, height: 8, "aria-hidden": "true" },
            svg("path", { class: `tie ${kind}`, d: "M1 4h24" }),
          ),
          LEGEND[kind] ?? "",
        ),
      ),
    );
  }

  tell() {
    const { nodes, links } = this.graph;
    const count = (/** @type {string} */ id) => links.filter((l) => l.a === id || l.b === id).length;
    const first = nodes.toSorted((a, b) => count(b.id) - count(a.id)).slice(0, 3);
    this.stage.svg.setAttribute(
      "aria-label",
      `Network of ${nodes.length} names with ${links.length === 1 ? "one link" : `${links.length} links`}. Most linked: ${first.map((n) => `${n.name} (${count(n.id)})`).join(", ")}. The list below it has them all.`,
    );
    this.list.replaceChildren(...(this.doc ? entries(this.doc, this.graph, this.open, this.chosen) : []));
    this.settle();
  }

  /** Opens or closes the evidence of a link below one of its names. @param {string} id @param {string} under @param {boolean} scroll */
  show(id, under, scroll) {
    const close = this.open?.id === id && this.open.under === under;
    this.open = close ? null : { id, under };
    this.tell();
    this.mark();
    if (close) this.on.see(null);
    const at = this.list.querySelector(`[data-e="${CSS.escape(under)}"] [data-link="${CSS.escape(id)}"]`);
    if (!(at instanceof HTMLElement)) return;
    at.focus({ preventScroll: true });
    if (scroll) at.scrollIntoView({ block: "nearest" });
    if (!close) at.nextElementSibling?.scrollIntoView({ block: "nearest" });
  }

  /** Finds places for the names, in slices, then draws them. */
  async lay() {
    const turn = ++this.turn;
    const { w, h: height } = this.stage.size();
    const { nodes, links } = this.graph;
    if (!w || !nodes.length) return;
    const grow = Math.max(1, Math.sqrt((nodes.length * ROOM * 1.1) / (w * height)));
    /** @type {Box[]} */
    const boxes = nodes.map((n) => {
      const size = Math.round(12 + 5 * Math.sqrt(n.salience));
      const text = cut(n.name, 24);
      return { id: n.id, look: n.look, text, size, w: widthOf(text, size, "--serif") + 10, h: size + 10, x: 0, y: 0 };
    });
    const done = await layout(boxes, links, w * grow, height * grow, () => turn === this.turn);
    if (!done) return;
    const at = new Map(boxes.map((b) => [b.id, b]));
    this.ground = svg(
      "g",
      null,
      ...links.flatMap((l) => lines(l, /** @type {Box} */ (at.get(l.a)), /** @type {Box} */ (at.get(l.b)))),
      ...boxes.map(named),
    );
    this.grow = grow;
    this.stage.svg.replaceChildren(this.ground);
    this.look(this.stage.view);
    this.mark();
  }

  /** @param {import("./stage.js").View} view */
  look({ k, x, y }) {
    this.ground?.setAttribute(
      "transform",
      `translate(${x.toFixed(2)} ${y.toFixed(2)}) scale(${(k / (this.grow ?? 1)).toFixed(4)})`,
    );
  }

  /** @param {string} entity @param {string} link */
  point(entity, link) {
    if (link) this.on.over(this.graph.links.find((l) => l.id === link)?.ties.map((t) => t.span) ?? []);
    else this.on.hover(entity);
    this.mark(entity, link);
  }

  /** Marks the chosen name and link, or those pointed at, with what hangs on them; the others step back.
   * @param {string} [entity] @param {string} [link] */
  mark(entity = "", link = "") {
    const name = entity || (link ? "" : this.chosen);
    const shown = this.graph.links.filter((l) => (name ? l.a === name || l.b === name : l.id === link));
    const near = new Set([name, ...shown.flatMap((l) => [l.a, l.b])]);
    this.stage.svg.classList.toggle("some", shown.length > 0);
    for (const el of this.stage.svg.querySelectorAll("g[data-e], g[data-link]")) {
      const [id, of] = [el.getAttribute("data-e"), el.getAttribute("data-link")];
      el.classList.toggle("near", id ? near.has(id) : shown.some((l) => l.id === of));
      el.classList.toggle("on", id ? id === this.chosen : of === this.open?.id);
    }
    for (const el of this.list.querySelectorAll(".pl"))
      el.setAttribute("aria-pressed", String(el.parentElement?.getAttribute("data-e") === this.chosen));
  }
}
