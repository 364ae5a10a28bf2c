// Who said what: the quotes in the order of the text, with speaker, cue and kind.
import { nameOf, placeOf, squeeze } from "../model/doc.js";
import { h, roving } from "./dom.js";
import { Slices } from "./slices.js";

/** @typedef {import("../types.js").Quote} Quote */
/** @typedef {import("../types.js").Doc} Doc */
/** @typedef {import("../types.js").State} State */

/** @type {Record<string, string>} */
const KINDS = {
  direct: "word for word",
  mixed: "partly word for word",
  indirect: "in the article’s words",
  scare: "a word in quote marks",
};

/** How the words are given, and whom they pass on. @param {Doc} doc @param {Quote} q */
function kindOf(doc, q) {
  const kind = q.act === "attitude" ? "a view, wish or plan" : (KINDS[q.kind] ?? q.kind);
  const others = [...new Set(q.nested.map((n) => n.act === "speech" && nameOf(doc, n.speaker)))].filter(Boolean);
  const other = q.continues && doc.quotes.get(q.continues)?.content[0];
  const goesOn = other && (other.start > (q.content[0]?.start ?? 0) ? "quoted below" : "goes on from the one before");
  return [kind, goesOn, others.length && `passes on ${others.join(", ")}`].filter(Boolean).join("; ");
}

/** Who speaks, as the article names them; @param {Doc} doc @param {Quote} q */
export const speakerOf = (doc, q) => nameOf(doc, q.speaker) || nameOf(doc, q.source);

/** The quotes that the chosen entity leaves. @param {State} state @returns {Quote[]} */
export function shownQuotes({ doc, entity }) {
  const all = [...(doc?.quotes.values() ?? [])].sort((a, b) => (a.content[0]?.start ?? 0) - (b.content[0]?.start ?? 0));
  if (!entity) return all;
  const mentions = doc?.entities.get(entity)?.mentions ?? [];
  return all.filter(
    ({ speaker, source: s }) => speaker === entity || (s && mentions.some((m) => m.start >= s.start && m.end <= s.end)),
  );
}

export class Quotes {
  /** @param {HTMLElement} root @param {{pick: (id: string) => void}} on */
  constructor(root, on) {
    this.root = root;
    this.slices = new Slices();
    /** @type {string | null} */
    this.chosen = null;
    this.settle = roving(root, ".said");
    root.addEventListener("click", (e) => {
      const id = e.target instanceof Element ? e.target.closest("[data-quote]")?.getAttribute("data-quote") : null;
      if (id) on.pick(id);
    });
  }

  /** @param {State} state @param {State} before */
  render(state, before) {
    this.chosen = state.quote;
    if (state.doc !== before.doc || state.entity !== before.entity) this.draw(state);
    else if (state.quote !== before.quote) {
      if (state.quote) this.reach(state.quote);
      for (const el of this.root.querySelectorAll("[data-quote]"))
        el.setAttribute("aria-pressed", String(el.getAttribute("data-quote") === state.quote));
    }
  }

  /** @param {State} state */
  draw(state) {
    const { doc } = state;
    const quotes = shownQuotes(state);
    this.slices.start(() => false);
    if (!doc || !quotes.length) {
      this.root.replaceChildren(
        h(
          "p",
          { class: "hint" },
          state.entity ? "Nothing is quoted from this one." : "No quotes were found in this text.",
        ),
      );
      return;
    }
    const list = h("ol", { class: "sayings", "aria-label": "Quotes in the order of the text" });
    this.root.replaceChildren(list);
    let at = 0;
    this.slices.start(() => {
      const q = quotes[at++];
      if (q) list.append(this.entry(doc, q));
      return q !== undefined;
    });
    this.settle();
  }

  /** Draws what is missing up to a quote. @param {string} id */
  reach(id) {
    this.slices.until(() => this.root.querySelector(`[data-quote="${CSS.escape(id)}"]`) !== null);
  }

  /** @param {Doc} doc @param {Quote} q */
  entry(doc, q) {
    const who = speakerOf(doc, q);
    const cue = q.cue ? squeeze(doc.text.slice(q.cue.start, q.cue.end)) : "";
    const said = q.content.map((s) => squeeze(doc.text.slice(s.start, s.end))).join(" … ");
    return h(
      "li",
      null,
      h(
        "button",
        { class: `said ${q.kind}`, "data-quote": q.id, "aria-pressed": String(q.id === this.chosen), tabindex: -1 },
        h(
          "span",
          { class: "who" },
          h("b", { class: who ? null : "none" }, who || "speaker not given"),
          cue && h("span", { class: "cue" }, ` ${cue}`),
          h("span", { class: "kind" }, kindOf(doc, q)),
          h("span", { class: "pn" }, placeOf(doc, q.content[0]?.start ?? 0)),
        ),
        h("span", { class: "what" }, said),
      ),
    );
  }

  /** @param {string} id */
  focus(id) {
    this.reach(id);
    const el = this.root.querySelector(`[data-quote="${CSS.escape(id)}"]`);
    if (el instanceof HTMLElement) el.focus();
  }
}
