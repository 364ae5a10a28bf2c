// What the reader has chosen to look at: an entity and one of its mentions, an event, a quote.
import { shownRows } from "./model/doc.js";
import { shownQuotes } from "./ui/quotes.js";

/** @param {import("./state.js").Store} store */
export function makeChoices({ get, set }) {
  return {
    /** @param {string} id */
    pickEntity(id) {
      const off = get().entity === id;
      set({ entity: off ? null : id, mention: off ? -1 : 0, event: null, quote: null });
    },

    /** Moves to another mention of the chosen entity. @param {number} way */
    stepMention(way) {
      const { doc, entity, mention } = get();
      const all = entity ? doc?.entities.get(entity)?.mentions : undefined;
      if (all?.length) return set({ mention: (mention + way + all.length) % all.length });
      const first = [...(doc?.entities.values() ?? [])].sort((a, b) => b.mentions.length - a.mentions.length)[0];
      if (first) set({ entity: first.id, mention: 0 });
    },

    /** @param {string} id */
    pickEvent(id) {
      set({ event: get().event === id ? null : id, quote: null });
    },

    /** Moves to another row. @param {number} way */
    stepEvent(way) {
      const rows = shownRows(get());
      const ordered = [...rows.filter((r) => r.lane !== "undated"), ...rows.filter((r) => r.lane === "undated")];
      const at = ordered.findIndex((r) => r.id === get().event);
      const next =
        ordered[at < 0 ? (way > 0 ? 0 : ordered.length - 1) : Math.max(0, Math.min(ordered.length - 1, at + way))];
      if (next) set({ event: next.id, quote: null, tab: "timeline" });
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
