// The places named, on a map of the world's countries and in a list that says of each where it lies or why that is not
// known. Nothing is asked of any server.
import { geoPath } from "d3-geo";
import { placeLabels, placesOf, positionText } from "../model/places.js";
import { h, roving, svg } from "../ui/dom.js";
import { paced } from "../ui/slices.js";
import { around, borders, coasts, countryName, countryOf, fitted, shapes } from "./atlas.js";
import { cut, Stage, widthOf } from "./stage.js";

/** @typedef {import("../types.js").State} State */
/** @typedef {import("../model/places.js").Place} Place */
/** @typedef {import("../model/places.js").Country} Country */
/** A place on the map; `x` and `y` in the frame before zooming, `area` of its country's shape.
 * @typedef {{place: Place, country: Country | undefined, x: number, y: number, area: number, el: SVGGElement}} Pin */

export class PlacesMap {
  /**
   * @param {HTMLElement} root
   * @param {{pick: (id: string) => void, hover: (id: string) => void, events: (id: string) => void}} on `events` shows
   *   the timeline of a place
   */
  constructor(root, on) {
    this.root = root;
    this.on = on;
    this.stage = new Stage({ draw: () => this.place(), resize: () => this.project() });
    this.stage.middle = () => this.pinOf(this.chosen);
    this.turn = 0;
    this.note = h("p", { class: "key" });
    this.list = h("ol", { class: "named", "aria-label": "Places in order of mentions" });
    this.settle = roving(this.list, "button");
    /** @type {Place[]} */
    this.places = [];
    /** @type {Pin[]} */
    this.pins = [];
    /** The countries that are not named, with the middle and the area of their shapes before zooming.
     * @type {{name: string, x: number, y: number, area: number}[]} */
    this.others = [];
    this.faint = svg("g", { class: "other" });
    /** @type {string | null} */
    this.chosen = null;
    const of = (/** @type {Event} */ e) =>
      (e.target instanceof Element ? e.target.closest("[data-e]")?.getAttribute("data-e") : null) ?? "";
    for (const el of [this.stage.svg, this.list]) {
      el.addEventListener("pointerover", (e) => on.hover(of(e)));
      el.addEventListener("pointerleave", () => on.hover(""));
      el.addEventListener("click", (e) => {
        const there = e.target instanceof Element && e.target.closest(".there");
        if (of(e)) (there ? on.events : on.pick)(of(e));
      });
    }
  }

  /** @param {State} state @param {State} before */
  render(state, before) {
    if (state.doc !== before.doc || state.rows !== before.rows || !this.root.firstChild) this.draw(state);
    if (state.entity !== this.chosen || state.doc !== before.doc) this.choose(state.entity);
  }

  /** @param {State} state */
  draw({ doc, rows }) {
    const had = this.pins.map((p) => p.place.name).join();
    this.places = doc ? placesOf(doc, rows) : [];
    if (!this.places.length) {
      const none = doc?.analysis
        ? "No places are named in this text."
        : "The places that the article names come here once it is read.";
      this.pins = [];
      this.root.replaceChildren(h("p", { class: "hint" }, none));
      return;
    }
    this.pins = this.places
      .filter((p) => p.at)
      .map((place) => ({ place, country: countryOf(place), x: Number.NaN, y: Number.NaN, area: 0, el: svg("g") }));
    this.stage.root.hidden = !this.pins.length;
    this.list.replaceChildren(...this.places.map((p) => this.entry(p)));
    if (this.stage.root.parentNode !== this.root) this.root.replaceChildren(this.stage.root, this.note, this.list);
    this.settle();
    this.tell();
    if (had !== this.pins.map((p) => p.place.name).join()) this.stage.view = { k: 1, x: 0, y: 0 };
    this.project();
  }

  /** Says in words what the map shows. */
  tell() {
    const off = this.places.length - this.pins.length;
    const shaded = this.pins.some((p) => p.country);
    this.note.replaceChildren(
      [
        shaded && "Shaded: countries named, darker the more often.",
        this.pins.some((p) => !p.country) && "Dots: larger the more often.",
        off && (this.pins.length ? `${off} not on the map.` : "None of the places named has a known position."),
      ]
        .filter(Boolean)
        .join(" "),
    );
    const said = this.pins.slice(0, 12).map((p) => p.place.name);
    const more = this.pins.length - said.length;
    this.stage.svg.setAttribute(
      "aria-label",
      `Map of ${this.pins.length === 1 ? "one place" : `${this.pins.length} places`}: ${said.join(", ")}${more ? ` and ${more} more` : ""}. The list below it has them all.`,
    );
  }

  /** @param {Place} place */
  entry(place) {
    const country = countryOf(place);
    const within = countryName(place.country);
    const where = country
      ? "country"
      : place.at
        ? [within && within !== place.name && `in ${within}`, positionText(place.at)].filter(Boolean).join(", ")
        : `not on the map: ${place.why}`;
    const stands = place.standsFor.map(
      (s) => `stands for ${s.name}${s.times < place.count ? ` ${s.times} of ${place.count} times` : ""}`,
    );
    return h(
      "li",
      { "data-e": place.id },
      h(
        "button",
        { type: "button", class: "pl", "aria-pressed": "false", tabindex: -1 },
        h("b", null, place.name),
        h("small", null, [where, ...stands].join("; ")),
        h(
          "span",
          { class: "ct" },
          String(place.count),
          h("span", { class: "vh" }, place.count === 1 ? " mention" : " mentions"),
        ),
      ),
      place.events > 0 &&
        h(
          "button",
          { type: "button", class: "link there", tabindex: -1 },
          place.events === 1 ? "1 event" : `${place.events} events`,
          h("span", { class: "vh" }, ` in ${place.name}: show the timeline`),
        ),
    );
  }

  /** Lays the map out for the size of the frame, in slices, and draws all that zooming only moves. */
  async project() {
    if (!this.pins.length) return;
    const turn = ++this.turn;
    const more = paced(() => turn === this.turn);
    const { pins } = this;
    const seen = around(pins);
    this.stage.root.classList.toggle("world", seen.whole);
    const { w, h: height } = this.stage.size();
    if (!w || !height) return;
    const projection = fitted(seen, w, height);
    const path = geoPath(projection).digits(1);
    /** @type {Map<Country, {d: string, name: string, x: number, y: number, area: number}>} */
    const drawn = new Map();
    for (const country of shapes) {
      const [x, y] = path.centroid(country);
      drawn.set(country, { d: path(country) ?? "", name: country.properties.name, x, y, area: path.area(country) });
      if (!(await more())) return;
    }
    const lines = ["", ""];
    for (const [i, all] of [borders, coasts].entries())
      for (const line of all()) {
        lines[i] += path({ type: "LineString", coordinates: line }) ?? "";
        if (!(await more())) return;
      }
    this.stage.min = seen.whole ? 1 : 0.4;
    for (const pin of pins) {
      [pin.x, pin.y] = projection(pin.place.at ?? [0, 0]) ?? [Number.NaN, Number.NaN];
      pin.area = (pin.country && drawn.get(pin.country)?.area) ?? 0;
      pin.el = svg("g", { class: pin.country ? "pin of" : "pin", "data-e": pin.place.id });
    }
    const named = new Set(pins.map((p) => p.country));
    this.others = [...drawn].flatMap(([country, o]) => (named.has(country) || !o.area ? [] : [o]));
    const most = Math.max(1, ...pins.filter((p) => p.country).map((p) => p.place.count));
    this.ground = svg(
      "g",
      null,
      svg("path", { class: "land", d: [...drawn.values()].map((o) => o.d).join("") }),
      ...pins.flatMap(({ place: { id, count }, country }) =>
        country
          ? svg("path", {
              class: "country",
              "data-e": id,
              "fill-opacity": (0.16 + 0.34 * Math.sqrt(count / most)).toFixed(2),
              d: drawn.get(country)?.d,
            })
          : [],
      ),
      svg("path", { class: "border", d: lines[0] }),
      svg("path", { class: "coast", d: lines[1] }),
    );
    // The most named lie on top.
    this.stage.svg.replaceChildren(this.ground, this.faint, ...pins.map((p) => p.el).reverse());
    this.place();
    this.mark();
  }

  /** Puts dots and labels where the view has them; the map's own size does not change theirs. */
  place() {
    const { k, x, y } = this.stage.view;
    const frame = this.stage.size();
    if (!this.ground || !frame.w) return;
    this.ground.setAttribute("transform", `translate(${x.toFixed(2)} ${y.toFixed(2)}) scale(${k.toFixed(4)})`);
    const seen = this.pins
      .map((pin) => {
        // A country with room for its name bears it; a smaller one has a dot.
        const dot = Math.sqrt(pin.area) * k < 6.5 * pin.place.name.length;
        const r = dot ? Math.min(9, 1.6 + 1.5 * Math.sqrt(pin.place.count)) : 0;
        return { pin, dot, r, x: pin.x * k + x, y: pin.y * k + y };
      })
      .filter((s) => {
        const inside = s.x > -5 && s.y > -5 && s.x < frame.w + 5 && s.y < frame.h + 5;
        s.pin.el.replaceChildren();
        return inside;
      });
    // The chosen place has its label before all others.
    seen.sort((a, b) => Number(b.pin.place.id === this.chosen) - Number(a.pin.place.id === this.chosen));
    const labels = seen.map(({ pin, dot, r, x: px, y: py }) => {
      const text = cut(pin.place.name, 26);
      const size = dot ? 12.5 : 13.5;
      const w = widthOf(text, size, "--serif") * (dot ? 1 : 1.08) + 4;
      const up = py - size / 2 - 2;
      const gap = r + 3;
      /** @type {[number, number][]} */
      const tries = dot
        ? [
            [px + gap, up],
            [px - gap - w, up],
            [px - w / 2, py - gap - size - 3],
            [px - w / 2, py + gap - 1],
            [px + gap - 2, up - size * 0.8],
            [px + gap - 2, up + size * 0.8],
            [px - gap - w + 2, up - size * 0.8],
            [px - gap - w + 2, up + size * 0.8],
          ]
        : [0, -15, 15].map((dy) => [px - w / 2, up + dy]);
      return { text, size, w, h: size + 4, tries };
    });
    const dots = seen.filter((s) => s.dot).map((s) => ({ x: s.x - s.r, y: s.y - s.r, w: 2 * s.r, h: 2 * s.r }));
    // Names of other countries tell where one is, where they are in no one's way.
    const others = this.others
      .filter((o) => Math.sqrt(o.area) * k > 8 * o.name.length)
      .map((o) => {
        const w = o.name.length * 7.6 + 6;
        /** @type {[number, number][]} */
        const tries = [[o.x * k + x - w / 2, o.y * k + y - 8]];
        return { text: o.name, w, h: 16, tries };
      });
    const corners = placeLabels([...labels, ...others], frame, [
      ...dots,
      { x: frame.w - 42, y: frame.h - 104, w: 42, h: 104 },
    ]);
    this.faint.replaceChildren(
      ...others.flatMap((o, i) => {
        const at = corners[labels.length + i];
        return at ? [svg("text", { x: (at[0] + 3).toFixed(1), y: (at[1] + 12).toFixed(1) }, o.text)] : [];
      }),
    );
    seen.forEach(({ pin, dot, r, x: px, y: py }, i) => {
      const label = labels[i];
      const corner = corners[i];
      if (dot) pin.el.append(svg("circle", { cx: px.toFixed(1), cy: py.toFixed(1), r: r.toFixed(1) }));
      if (corner && label)
        pin.el.append(
          svg("text", { x: (corner[0] + 2).toFixed(1), y: (corner[1] + label.size).toFixed(1) }, label.text),
        );
      pin.el.append(svg("title", null, `${pin.place.name}: ${pin.place.count}`));
    });
  }

  /** @param {string | null} entity */
  choose(entity) {
    this.chosen = entity;
    for (const el of this.list.querySelectorAll(".pl"))
      el.setAttribute("aria-pressed", String(el.parentElement?.getAttribute("data-e") === entity));
    this.place();
    this.mark();
    const pin = this.pinOf(entity);
    if (pin) this.stage.reveal(pin.x, pin.y);
  }

  /** Where a place is on the map, once that is laid out. @param {string | null} entity */
  pinOf(entity) {
    return this.pins.find((p) => p.place.id === entity && Number.isFinite(p.x));
  }

  mark() {
    for (const el of this.stage.svg.querySelectorAll("[data-e]"))
      el.classList.toggle("on", el.getAttribute("data-e") === this.chosen);
  }
}
