// What the reader has chosen to look at: an entity and one of its mentions, an event, a quote.
import { chosenIn } from "./model/cast.js";
import { isChosen, shownRows } from "./model/rows.js";
import { shownQuotes } from "./ui/quotes.js";

/** @typedef {import("./types.js").Told} Told */

/** @param {import("./state.js").Store} store */
export function makeChoices({ get, set }) {
  /** Chooses an event, and shows its story. @param {Told | undefined} told */
  function pickTelling(told) {
    if (!told) return;
    const { at, entity } = get();
    const elsewhere = told.story !== at;
    const member = elsewhere && entity ? (chosenIn(get())?.get(told.story) ?? null) : entity;
    set({
      at: told.story,
      event: told.id,
      quote: null,
      tab: "timeline",
      ...(elsewhere ? { entity: member, mention: member ? 0 : -1 } : {}),
    });
  }

  return {
    /** Chooses an entity of the story shown, or lets go of it. @param {string} id */
    pickEntity(id) {
      const off = get().entity === id;
      set({ entity: off ? null : id, mention: off ? -1 : 0, event: null, quote: null });
    },

    /** Chooses a member of the cast: as the story shown has it, else the first story that does. @param {Told[]} who */
    pickMember(who) {
      const { at, entity } = get();
      const one = who.find((w) => w.story === at) ?? who[0];
      if (!one) return;
      const off = one.story === at && one.id === entity;
      set({ at: one.story, entity: off ? null : one.id, mention: off ? -1 : 0, event: null, quote: null });
    },

    /** Shows another story. @param {number} at */
    showStory(at) {
      const member = chosenIn(get())?.get(at);
      set({ at, event: null, quote: null, entity: member ?? null, mention: member ? 0 : -1 });
    },

    /** Moves to another mention of the chosen entity. @param {number} way */
    stepMention(way) {
      const { doc, entity, mention } = get();
      const all = entity ? doc?.entities.get(entity)?.mentions : undefined;
      if (all?.length) return set({ mention: (mention + way + all.length) % all.length });
      const first = [...(doc?.entities.values() ?? [])].sort((a, b) => b.mentions.length - a.mentions.length)[0];
      if (first) set({ entity: first.id, mention: 0 });
    },

    /** Chooses a row, or lets go of it. @param {string} id */
    pickRow(id) {
      const state = get();
      const row = state.rows.find((r) => r.id === id);
      if (!row) return;
      if (isChosen(state, row)) return set({ event: null, quote: null });
      pickTelling(row.tellings.find((t) => t.story === state.at) ?? row.tellings[0]);
    },

    pickTelling,

    /** Moves to another row. @param {number} way */
    stepEvent(way) {
      const rows = shownRows(get());
      const ordered = [...rows.filter((r) => r.lane !== "undated"), ...rows.filter((r) => r.lane === "undated")];
      const at = ordered.findIndex((r) => isChosen(get(), r));
      const next =
        ordered[at < 0 ? (way > 0 ? 0 : ordered.length - 1) : Math.max(0, Math.min(ordered.length - 1, at + way))];
      if (next && next !== ordered[at]) pickTelling(next.tellings[0]);
    },

    stepQuote() {
      // Where the chosen one says nothing, everyone's quotes are walked through.
      const own = shownQuotes(get());
      const quotes = own.length ? own : shownQuotes({ ...get(), entity: null });
      const next = quotes[(quotes.findIndex((q) => q.id === get().quote) + 1) % Math.max(1, quotes.length)];
      set({
        tab: "quotes",
        quote: next?.id ?? null,
        event: null,
        ...(own.length ? {} : { entity: null, mention: -1 }),
      });
    },

    /** @param {string} id */
    pickQuote(id) {
      set({ quote: get().quote === id ? null : id, event: null });
    },

    /** Takes back one level of choice. */
    escape() {
      const { event, quote, entity, filter } = get();
      if (event || quote) set({ event: null, quote: null });
      else if (entity) set({ entity: null, mention: -1 });
      else if (filter !== "all") set({ filter: "all" });
    },
  };
}
