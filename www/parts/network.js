// Who appears with whom: a drawing of names and the ties between them, and the same in words, each tie with the sentences
// that show it.
import { blockAt, placeOf, squeeze } from "../model/doc.js";
import { graphOf, KINDS, wordsOf } from "../model/graph.js";
import { h, roving, svg } from "../ui/dom.js";
import { layout } from "./layout.js";
import { cut, Stage, widthOf } from "./stage.js";

/** @typedef {import("../types.js").State} State */
/** @typedef {import("../types.js").Span} Span */
/** @typedef {import("../types.js").Doc} Doc */
/** @typedef {import("../model/graph.js").Link} Link */
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
    const had = this.graph.nodes.map((n) => n.id).join();
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
    if (had !== this.graph.nodes.map((n) => n.id).join()) this.stage.view = { k: 1, x: 0, y: 0 };
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
    this.bar.replaceChildren(chip("places", "Places too"), chip("sentences", "Same sentence"), rest);
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
    this.list.replaceChildren(...nodes.map((n) => this.entry(n)));
    this.settle();
  }

  /** One name with its links in words. @param {import("../model/graph.js").Node} node */
  entry(node) {
    const links = this.graph.links.filter((l) => l.a === node.id || l.b === node.id);
    return h(
      "li",
      { "data-e": node.id },
      h(
        "button",
        { type: "button", class: "nm", "aria-pressed": String(node.id === this.chosen), tabindex: -1 },
        h("b", null, node.name),
      ),
      ...links.flatMap((link) => {
        const open = this.open?.id === link.id && this.open.under === node.id;
        return [
          h(
            "button",
            { type: "button", class: "with", "data-link": link.id, "aria-expanded": String(open), tabindex: -1 },
            h("span", null, this.nameOf(link.a === node.id ? link.b : link.a)),
            h("small", null, shorten(wordsOf(link, node.id))),
          ),
          open && this.evidence(link, node.id),
        ];
      }),
    );
  }

  /** The sentences that show a link. @param {Link} link @param {string} from */
  evidence(link, from) {
    const doc = /** @type {Doc} */ (this.doc);
    return h(
      "ol",
      { class: "shows", "aria-label": `Where the text shows it: ${this.nameOf(link.a)}, ${this.nameOf(link.b)}` },
      ...link.ties.map(({ span, doubt, forth, back, from: doer }) =>
        h(
          "li",
          null,
          h(
            "button",
            { type: "button", "data-span": `${span.start} ${span.end}`, tabindex: -1 },
            h("small", null, `${doer === from ? forth : back}${doubt ? ` (${doubt})` : ""}`),
            h(
              "q",
              null,
              cut(
                squeeze(doc.text.slice(span.start, Math.min(span.end, blockAt(doc, span.start)?.end ?? span.end))),
                400,
              ),
            ),
            h("span", { class: "pn" }, placeOf(doc, span.start)),
          ),
        ),
      ),
    );
  }

  /** @param {string} id */
  nameOf(id) {
    return this.graph.nodes.find((n) => n.id === id)?.name ?? "";
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
    const grow = Math.max(1, Math.sqrt((nodes.length * ROOM * 0.8) / (w * height)));
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
    for (const el of this.list.querySelectorAll(".nm"))
      el.setAttribute("aria-pressed", String(el.parentElement?.getAttribute("data-e") === this.chosen));
  }
}

/** A few wordings, and how many more there are. @param {string[]} words */
const shorten = (words) => words.slice(0, 3).join(", ") + (words.length > 3 ? ` and ${words.length - 3} more` : "");

/** One line for each kind of tie, side by side. @param {Link} link @param {Box} a @param {Box} b */
function lines(link, a, b) {
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
function named({ id, look, text, size, x, y, w, h: height }) {
  const [left, right, low] = [x - w / 2 + 5, x + w / 2 - 5, y + size * 0.5 + 1];
  return svg(
    "g",
    { class: `name ${look}`, "data-e": id },
    svg("rect", { x: x - w / 2, y: y - height / 2, width: w, height, rx: 5 }),
    svg("text", { x, y: y + size * 0.3, "font-size": size }, text),
    svg("path", { d: `M${left} ${low}H${right}${look === "org" ? `m0 2.5H${left}` : ""}` }),
  );
}
