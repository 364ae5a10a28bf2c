// The cast: who and what the article names, with offices, other names, and where in the text each comes up.
import { nameOf } from "../model/doc.js";
import { h, roving, svg } from "./dom.js";
import { roleOf } from "./role.js";

/** @typedef {import("../types.js").Doc} Doc */
/** @typedef {import("../types.js").Entity} Entity */

/** @type {[string, string, string[]][]} */
const GROUPS = [
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

/** Where in the text the mentions are. @param {Doc} doc @param {Entity} e */
function strip(doc, e) {
  const x = (/** @type {number} */ at) => (2 + (44 * at) / Math.max(1, doc.text.length)).toFixed(1);
  const marks = [...new Set(e.mentions.map((m) => x(m.start)))].map((at) => `M${at} 2v9`);
  return svg(
    "svg",
    { class: "strip", viewBox: "0 0 48 13", width: 48, height: 13, "aria-hidden": "true" },
    svg("path", { class: "base", d: "M1 6.5h46" }),
    svg("path", { d: marks.join("") }),
  );
}

export class Cast {
  /** @param {HTMLElement} root @param {{pick: (id: string) => void, hover: (id: string) => void}} on */
  constructor(root, on) {
    this.root = root;
    this.on = on;
    this.byName = false;
    /** @type {Set<string>} groups shown whole */
    this.whole = new Set();
    this.settle = roving(root, "li > button");
    const of = (/** @type {Event} */ e) =>
      (e.target instanceof Element ? e.target.closest("li[data-e]")?.getAttribute("data-e") : null) ?? "";
    root.addEventListener("pointerover", (e) => on.hover(of(e)));
    root.addEventListener("pointerleave", () => on.hover(""));
    root.addEventListener("click", (e) => of(e) && on.pick(of(e)));
  }

  /** @param {import("../types.js").State} state @param {import("../types.js").State} before */
  render(state, before) {
    if (state.doc !== before.doc) {
      this.whole.clear();
      this.draw(state.doc);
    }
    if (state.doc !== before.doc || state.entity !== before.entity || state.mention !== before.mention)
      this.choose(state);
  }

  /** @param {Doc | null} doc */
  draw(doc) {
    this.root.replaceChildren();
    if (!doc?.analysis) return;
    for (const [look, title, types] of GROUPS) {
      const all = [...doc.entities.values()].filter((e) => types.includes(e.type) && e.mentions.length);
      all.sort(
        this.byName
          ? (a, b) => (a.name < b.name ? -1 : 1)
          : (a, b) =>
              b.mentions.length - a.mentions.length || (a.mentions[0]?.start ?? 0) - (b.mentions[0]?.start ?? 0),
      );
      if (all.length) this.root.append(...this.group(doc, look, title, all));
      else if (look === "per") this.root.append(h("p", { class: "more" }, "No people are named in this text."));
    }
    this.settle();
  }

  /** @param {Doc} doc @param {string} look @param {string} title @param {Entity[]} all */
  group(doc, look, title, all) {
    const again = () => this.draw(doc);
    const shown = this.whole.has(look) || all.length <= FIRST + 1 ? all : all.slice(0, FIRST);
    const sort = () => {
      this.byName = !this.byName;
      again();
    };
    const more = () => {
      this.whole.add(look);
      again();
    };
    return [
      h(
        "h2",
        { class: look, id: `cast-${look}` },
        h("i", { class: "sw" }),
        title,
        h("span", null, String(all.length)),
        look === "per" && h("button", { class: "link", onclick: sort }, this.byName ? "by count" : "A–Z"),
      ),
      h("ul", { "aria-labelledby": `cast-${look}` }, ...shown.map((e) => this.entry(doc, look, e))),
      shown.length < all.length && h("button", { class: "more", onclick: more }, `${all.length - shown.length} more`),
    ].filter((x) => x !== false);
  }

  /** @param {Doc} doc @param {string} look @param {Entity} e */
  entry(doc, look, e) {
    const role = look === "per" ? roleOf(doc, e.id) : "";
    const also = e.aliases.find((a) => isOther(e.name, a));
    const metonym = e.mentions.find((m) => m.metonym_for)?.metonym_for;
    const count = e.mentions.length;
    return h(
      "li",
      { class: `${look}${role ? " two" : ""}`, "data-e": e.id },
      h(
        "button",
        { "aria-pressed": "false", tabindex: -1, title: e.aliases.length ? `also ${e.aliases.join(", ")}` : null },
        h(
          "span",
          { class: "nm" },
          h("b", null, e.name),
          also && h("small", null, ` also ${also}`),
          metonym && h("span", { class: "sugg", title: "Stands for" }, `= ${nameOf(doc, metonym)}?`),
          role && h("small", { class: "role" }, role),
        ),
        strip(doc, e),
        h("span", { class: "ct" }, String(count), h("span", { class: "vh" }, count === 1 ? " mention" : " mentions")),
      ),
    );
  }

  /** @param {import("../types.js").State} state */
  choose({ entity }) {
    for (const li of this.root.querySelectorAll("li[data-e]")) {
      li.firstElementChild?.setAttribute("aria-pressed", String(li.getAttribute("data-e") === entity));
    }
  }
}
