// The timeline: filter chips, the shared folded axis, one list item per event, and a tray for what has no date.

import { rangeOf } from "../model/days.js";
import { isChosen, shownRows } from "../model/rows.js";
import { makeScale } from "../model/scale.js";
import { FIRST } from "../state.js";
import { axisHead, grid } from "./axis.js";
import { drawChips } from "./chips.js";
import { $, h, roving } from "./dom.js";
import { evidence } from "./evidence.js";
import { glyph } from "./glyph.js";
import { rowButton, trayButton } from "./row.js";
import { Slices } from "./slices.js";

/** @typedef {import("../types.js").State} State */
/** @typedef {import("../types.js").Row} Row */

const AXIS_WIDTH = 174;
const BEFORE_AXIS = 134;
/** So many rows are drawn at first, and so many more each time that the reader comes near the last. */
const MANY = 300;

/** The publication day as a day number, or null. @param {import("../types.js").Doc | null | undefined} doc */
const publishedOn = (doc) => rangeOf(doc?.analysis?.publication.value)?.from ?? null;

/** The publication days to draw: of the story shown, or of all. @param {State} state */
function published({ doc, docs, scope, dossier }) {
  const days = (scope === "all" && dossier ? docs : [doc]).map(publishedOn).filter((day) => day !== null);
  return [...new Set(days)];
}

export class Timeline {
  /**
   * @param {HTMLElement} root
   * @param {import("./evidence.js").Actions & {pick: (id: string) => void, filter: (name: string) => void, sort: (order: State["sort"]) => void, hover: (id: string) => void}} on
   */
  constructor(root, on) {
    this.root = root;
    this.on = on;
    this.chips = $(".filt", root);
    this.axis = $(".axis", root);
    this.body = $(".rows-box", root);
    this.slices = new Slices();
    /** Every row that is drawn, with its element. @type {Map<string, {row: Row, li: HTMLElement}>} */
    this.items = new Map();
    /** The state last told of: rows that are drawn later are drawn as it is then. */
    this.now = FIRST;
    /** Draws the rows up to one. @type {(id: string) => void} */
    this.reach = () => {};
    /** Draws more rows where the reader is near the last. */
    this.near = () => {};
    /** Makes the element of a row. @type {(state: State, row: Row) => HTMLElement} */
    this.make = () => h("li", null);
    this.settle = [roving(this.chips, ".chip"), roving(this.body, ".row")];
    const of = (/** @type {Event} */ e) =>
      (e.target instanceof Element ? e.target.closest("[data-row]")?.getAttribute("data-row") : null) ?? "";
    this.body.addEventListener("click", (e) => of(e) && on.pick(of(e)));
    this.body.addEventListener("pointerover", (e) => on.hover(of(e)));
    this.body.addEventListener("scroll", () => this.near(), { passive: true });
    this.body.addEventListener("pointerleave", () => on.hover(""));
    this.sort = /** @type {HTMLSelectElement} */ ($("#sort"));
    this.sort.addEventListener("change", () => on.sort(this.sort.value === "story" ? "story" : "time"));
    this.chips.addEventListener("click", (e) => {
      const name = e.target instanceof Element ? e.target.closest("[data-filter]")?.getAttribute("data-filter") : null;
      if (name) on.filter(name);
    });
  }

  /** @param {State} state @param {State} before */
  render(state, before) {
    this.now = state;
    const same =
      state.rows === before.rows &&
      state.doc === before.doc &&
      state.busy === before.busy &&
      state.filter === before.filter &&
      state.entity === before.entity &&
      state.sort === before.sort;
    if (same && state.event === before.event && state.at === before.at) return;
    const focused = document.activeElement?.getAttribute("data-row");
    if (same) this.choose(state, before);
    else {
      this.sort.value = state.sort;
      drawChips(this.chips, state);
      this.draw(state);
    }
    for (const settle of this.settle) settle();
    if (focused) this.focus(focused);
  }

  /** Opens the card of the chosen row and closes the one before. @param {State} state @param {State} before */
  choose(state, before) {
    const open = (/** @type {State} */ s) => s.rows.filter((r) => isChosen(s, r)).map((r) => r.id);
    const now = open(state);
    for (const id of now.slice(0, 1)) this.reach(id);
    for (const id of new Set([...open(before), ...now])) {
      const item = this.items.get(id);
      if (!item) continue;
      const li = this.make(state, item.row);
      item.li.replaceWith(li);
      item.li = li;
    }
  }

  /** Puts the reader on the chosen row. @param {State} state */
  focusChosen(state) {
    const row = state.rows.find((r) => isChosen(state, r));
    if (row) this.focus(row.id);
  }

  /** @param {string} id */
  focus(id) {
    this.reach(id);
    const row = this.body.querySelector(`[data-row="${CSS.escape(id)}"]`);
    if (row instanceof HTMLElement) row.focus({ preventScroll: true });
    row?.closest("li")?.scrollIntoView({ block: "nearest" });
  }

  /** @param {State} state */
  draw(state) {
    const { doc } = state;
    this.items.clear();
    this.reach = this.near = () => {};
    this.slices.start(() => false);
    if (!doc?.analysis) return void this.empty(state.busy ? "Reading …" : "Nothing has been read yet.");
    const rows = shownRows(state);
    const days = published(state);
    const dated = rows.filter((r) => r.lane !== "undated");
    const scale = makeScale([...dated.flatMap(spanOf), ...days.map((day) => ({ from: day, to: day + 1 }))], AXIS_WIDTH);
    // Without dates there is no axis and nothing to order by time.
    this.sort.hidden = dated.length < 2;
    if (!rows.length)
      return void this.empty(
        state.rows.length ? "Nothing on the timeline fits this choice." : "No events were found in this text.",
      );
    this.axis.replaceChildren(...(scale && dated.length ? [axisHead(scale, days)] : []));
    if (scale) {
      this.body.style.setProperty("--grid-row", grid(scale, days, BEFORE_AXIS));
      this.body.style.setProperty("--grid-svg", grid(scale, days, 0));
    }
    this.make = (now, row) => {
      const on = isChosen(now, row);
      const button =
        row.lane === "undated"
          ? trayButton(now, row, on)
          : rowButton(now, row, glyph(row, scale, publishedOn(row.doc)), on);
      return h(
        "li",
        { class: on ? "r on" : "r", "data-fact": row.event.factuality },
        button,
        on && evidence(now, row, this.on),
      );
    };
    // "Last week" is a date in the text: without the publication day it only waits for it.
    const undated = rows.filter((r) => r.lane === "undated");
    const waiting = undated.filter((r) => r.words && publishedOn(r.doc) === null);
    const rest = undated.filter((r) => !waiting.includes(r));
    const list = h("ol", { class: "rows", "aria-label": "Events by time" });
    const none = h("p", { class: "hint" }, "This text gives no dates that can be placed on a calendar.");
    const wait = tray("wait-head", "Waits for the publication day", waiting.length);
    const last = tray("und-head", "No date in the text", rest.length);
    this.body.replaceChildren(dated.length ? list : none);
    const places = [
      ...dated.map((row) => ({ row, into: list, tray: [list] })),
      ...waiting.map((row) => ({ row, into: wait[1], tray: wait })),
      ...rest.map((row) => ({ row, into: last[1], tray: last })),
    ];
    this.fill(places);
  }

  /** Draws rows into their lists, some at a time. @param {{row: Row, into: Element | undefined, tray: Element[]}[]} places */
  fill(places) {
    let at = 0;
    let stop = MANY;
    const more = h("button", { class: "more", type: "button", onclick: () => go() });
    const draw = () => {
      const place = places[at];
      if (!place || at >= stop) return false;
      at++;
      const li = this.make(this.now, place.row);
      this.items.set(place.row.id, { row: place.row, li });
      // A tray comes when all rows above it are there: it would be pushed down by them.
      if (!place.into?.isConnected) this.body.append(...place.tray);
      place.into?.append(li);
      if (at === stop && at < places.length) this.body.append(more);
      more.textContent = `${places.length - at} more`;
      return true;
    };
    const go = () => {
      more.remove();
      stop += MANY;
      this.slices.start(draw);
    };
    /** Goes on until a row is drawn. @param {string} id */
    this.reach = (id) => {
      if (!places.some((p) => p.row.id === id)) return;
      while (!this.items.has(id)) {
        if (at >= stop) stop = at + MANY;
        more.remove();
        if (!draw()) break;
      }
    };
    this.near = () => {
      const { scrollTop, clientHeight, scrollHeight } = this.body;
      if (more.isConnected && scrollTop + 2 * clientHeight > scrollHeight) go();
    };
    this.slices.start(draw);
  }

  /** @param {string} message */
  empty(message) {
    this.sort.hidden = true;
    this.axis.replaceChildren();
    this.body.replaceChildren(h("p", { class: "hint" }, message));
  }
}

/** The heading and list of a tray; nothing where nothing lies in it. @param {string} id @param {string} title @param {number} n */
function tray(id, title, n) {
  if (!n) return [];
  return [
    h("h2", { id, class: "undh" }, `${title} `, h("span", null, `${n} · in story order`)),
    h("ol", { class: "und", "aria-labelledby": id }),
  ];
}

/** What a row claims on the axis; an open end claims only the moment that is known. @param {Row} row */
function spanOf({ stretch }) {
  if (!stretch) return [];
  const { from, to } = stretch;
  if (from !== null && to !== null) return [{ from, to }];
  if (from !== null) return [{ from, to: from + 1 }];
  return to === null ? [] : [{ from: to - 1, to }];
}
