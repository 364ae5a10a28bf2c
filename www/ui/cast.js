// The cast: who and what is named, with offices, other names, and where in the text each comes up.
import { castOf, letterOf } from "../model/cast.js";
import { nameOf } from "../model/doc.js";
import { h, roving, svg } from "./dom.js";
import { roleOf } from "./role.js";

/** @typedef {import("../types.js").State} State */
/** @typedef {import("../model/cast.js").Entry} Entry */

/** @type {[string, string, string[]][]} */
export const GROUPS = [
  ["per", "People", ["PERSON"]],
  ["org", "Organisations", ["ORG"]],
  ["loc", "Places", ["GPE", "LOC", "FAC"]],
  ["oth", "Others", ["NORP", "EVENT", "PRODUCT", "WORK", "LAW"]],
];
const FIRST = 8;

/** Whether an alias tells more than a shorter or derived form of the name: "IS", but not "Russian" or "Obama".
 * @param {string} name @param {string} alias */
const isOther = (name, alias) =>
  !name.includes(alias) && !alias.includes(name) && alias.slice(0, 4).toLowerCase() !== name.slice(0, 4).toLowerCase();

/** Where in the text, or in all texts one behind the other, the mentions are. @param {Entry} entry */
function strip({ places }) {
  const marks = [...new Set(places.map((p) => (2 + 44 * p).toFixed(1)))].map((at) => `M${at} 2v9`);
  return svg(
    "svg",
    { class: "strip", viewBox: "0 0 48 13", width: 48, height: 13, "aria-hidden": "true" },
    svg("path", { class: "base", d: "M1 6.5h46" }),
    svg("path", { d: marks.join("") }),
  );
}

export class Cast {
  /**
   * @param {HTMLElement} root
   * @param {{pick: (who: import("../types.js").Told[]) => void, hover: (id: string) => void, toggle: (look: string) => void}} on
   */
  constructor(root, on) {
    this.root = root;
    this.on = on;
    this.byName = false;
    /** @type {Set<string>} groups shown whole */
    this.whole = new Set();
    /** @type {Map<Element, Entry>} */
    this.entries = new Map();
    this.settle = roving(root, "li > button");
    root.addEventListener("pointerover", (e) => on.hover(e.target instanceof Element ? this.idOf(e.target) : ""));
    root.addEventListener("pointerleave", () => on.hover(""));
    root.addEventListener("click", (e) => {
      const li = e.target instanceof Element ? e.target.closest("li") : null;
      const entry = li && this.entries.get(li);
      if (entry) on.pick(entry.who);
    });
  }

  /** @param {Element} at */
  idOf(at) {
    return at.closest("li[data-e]")?.getAttribute("data-e") ?? "";
  }

  /** @param {State} state @param {State} before */
  render(state, before) {
    const { stories, docs, dossier, scope, off } = state;
    const other = stories.length !== before.stories.length || stories[0]?.text !== before.stories[0]?.text;
    if (other) this.whole.clear();
    const same = docs === before.docs && dossier === before.dossier && scope === before.scope && off === before.off;
    if (!same || state.at !== before.at) this.draw(state);
    if (!same || state.entity !== before.entity || state.at !== before.at) this.choose(state);
  }

  /** @param {State} state */
  draw(state) {
    this.entries.clear();
    const parts = [];
    const all = state.doc?.analysis ? castOf(state) : [];
    for (const [look, title, types] of GROUPS) {
      const some = all.filter((e) => types.includes(e.type));
      some.sort(
        this.byName
          ? (a, b) => (a.name < b.name ? -1 : 1)
          : (a, b) => b.count - a.count || (a.places[0] ?? 0) - (b.places[0] ?? 0),
      );
      if (some.length) parts.push(...this.group(state, look, title, some));
      else if (look === "per" && state.doc?.analysis)
        parts.push(h("p", { class: "more" }, "No people are named in this text."));
    }
    this.root.replaceChildren(...parts);
    this.settle();
  }

  /** @param {State} state @param {string} look @param {string} title @param {Entry[]} all */
  group(state, look, title, all) {
    const again = () => {
      this.draw(state);
      this.choose(state);
    };
    const shown = this.whole.has(look) || all.length <= FIRST + 1 ? all : all.slice(0, FIRST);
    const sort = () => {
      this.byName = !this.byName;
      again();
    };
    const more = () => {
      this.whole.add(look);
      again();
    };
    const on = !state.off.includes(look);
    const mark = `Mark ${title.toLowerCase()} in the article`;
    return [
      h(
        "h2",
        { class: look, id: `cast-${look}` },
        h("button", {
          class: "sw",
          "aria-pressed": String(on),
          "aria-label": mark,
          title: mark,
          onclick: () => this.on.toggle(look),
        }),
        title,
        h("span", null, String(all.length)),
        look === "per" && h("button", { class: "link", onclick: sort }, this.byName ? "by count" : "A–Z"),
      ),
      h("ul", { "aria-labelledby": `cast-${look}` }, ...shown.map((e) => this.entry(state, look, e))),
      shown.length < all.length && h("button", { class: "more", onclick: more }, `${all.length - shown.length} more`),
    ].filter((x) => x !== false);
  }

  /** @param {State} state @param {string} look @param {Entry} entry */
  entry({ docs, at, stories, scope }, look, entry) {
    const { who, name, count } = entry;
    const here = who.find((w) => w.story === at);
    let role = "";
    let aliases = /** @type {string[]} */ ([]);
    let stands = "";
    for (const { story, id } of who) {
      const doc = docs[story];
      const e = doc?.entities.get(id);
      if (!doc || !e) continue;
      aliases = [...new Set([...aliases, ...e.aliases])].filter((a) => a !== name);
      const metonym = e.mentions.find((m) => m.metonym_for)?.metonym_for;
      stands ||= metonym ? nameOf(doc, metonym) : "";
      role ||= look === "per" ? roleOf(doc, id) : "";
    }
    const also = aliases.find((a) => isOther(name, a));
    const from = scope === "all" && who.length < stories.length ? who.map((w) => letterOf(w.story)).join(" ") : "";
    const li = h(
      "li",
      { class: `${look}${role ? " two" : ""}`, "data-e": here?.id ?? null },
      h(
        "button",
        { "aria-pressed": "false", tabindex: -1, title: aliases.length ? `also ${aliases.join(", ")}` : null },
        h(
          "span",
          { class: "nm" },
          h("b", null, name),
          also && h("small", null, ` also ${also}`),
          stands && h("span", { class: "sugg", title: "Stands for" }, `= ${stands}?`),
          from && h("small", { class: "from", title: "Only in these articles" }, ` ${from}`),
          role && h("small", { class: "role" }, role),
        ),
        strip(entry),
        h("span", { class: "ct" }, String(count), h("span", { class: "vh" }, count === 1 ? " mention" : " mentions")),
      ),
    );
    this.entries.set(li, entry);
    return li;
  }

  /** @param {State} state */
  choose({ entity, at }) {
    for (const [li, { who }] of this.entries) {
      const on = entity !== null && who.some((w) => w.story === at && w.id === entity);
      li.firstElementChild?.setAttribute("aria-pressed", String(on));
    }
  }
}
