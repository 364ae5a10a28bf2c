// Everything that changes the state. Each function reads the state, asks the engine where needed, and sets the new one.
import { Cancelled } from "./engine.js";
import { buildDoc, buildRows, shownRows } from "./model/doc.js";
import { FIRST } from "./state.js";
import { shownQuotes } from "./ui/quotes.js";

/** @typedef {import("./types.js").State} State */
/** @typedef {import("./types.js").Edits} Edits */

/**
 * @param {import("./state.js").Store} store
 * @param {import("./engine.js").Engine} engine
 */
export function makeActions({ get, set }, engine) {
  let turn = 0;

  /** Loads or reloads the engine. */
  async function load() {
    if (typeof WebAssembly !== "object") return set({ engine: "nowasm" });
    set({ engine: "loading", engineNote: "" });
    try {
      await engine.load();
      set({ engine: "ready", progress: 1 });
    } catch (error) {
      if (!(error instanceof Cancelled))
        set({ engine: "failed", engineNote: error instanceof Error ? error.message : String(error) });
    }
  }

  /** Analyses the text that is shown, with the day that is set, and shows the result. */
  async function analyze() {
    const { doc, day, engine: state } = get();
    if (!doc || state === "nowasm" || state === "failed") return set({ busy: "" });
    const mine = ++turn;
    set({ busy: "working", engineNote: "" });
    try {
      const analysis = await engine.analyze(doc.text, day);
      if (mine !== turn) return;
      const read = buildDoc(doc.text, analysis);
      const { event, entity, edits } = get();
      set({
        busy: "",
        doc: read,
        rows: buildRows(read, edits),
        event: event && read.events.has(event) ? event : null,
        entity: entity && read.entities.has(entity) ? entity : null,
        notice: `${read.entities.size} names and ${analysis.timeline.length} events found.`,
      });
    } catch (error) {
      if (mine !== turn || error instanceof Cancelled) return;
      // A failure to load is told by `load`; this is about this one text.
      if (get().engine === "ready") set({ engineNote: error instanceof Error ? error.message : String(error) });
      set({ busy: "" });
    }
  }

  /** @param {Edits} edits @param {string} notice */
  function edit(edits, notice) {
    const { doc, edits: now, past } = get();
    if (doc) set({ edits, past: [...past, now], rows: buildRows(doc, edits), notice });
  }

  return {
    load,
    analyze,

    /** @param {string} text @param {string | null} day @param {State["dayFrom"]} dayFrom */
    read(text, day, dayFrom) {
      const { engine: now, engineNote, progress, keys, update, offline } = get();
      const doc = buildDoc(text, null);
      set({
        ...FIRST,
        engine: now,
        engineNote: now === "ready" ? "" : engineNote,
        progress,
        keys,
        update,
        offline,
        screen: "reading",
        doc,
        day,
        dayFrom,
        busy: "working",
      });
      return analyze();
    },

    again() {
      turn++;
      if (get().busy) engine.cancel();
      const { engine: now, engineNote, progress, keys, update, offline } = get();
      set({ ...FIRST, engine: now, engineNote: now === "ready" ? "" : engineNote, progress, keys, update, offline });
    },

    cancel() {
      turn++;
      if (get().engine === "ready") engine.cancel();
      set({ busy: "", notice: "Stopped. The text is kept." });
    },

    async retry() {
      if (get().engine !== "ready") await load();
      if (get().doc) await analyze();
    },

    /** @param {string | null} day */
    setDay(day) {
      set({ day, dayFrom: day ? "reader" : "" });
      return analyze();
    },

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
      const quotes = shownQuotes(get());
      const next = quotes[(quotes.findIndex((q) => q.id === get().quote) + 1) % Math.max(1, quotes.length)];
      set({ tab: "quotes", quote: next?.id ?? null, event: null });
    },

    /** @param {string} id */
    pickQuote(id) {
      set({ quote: get().quote === id ? null : id, event: null });
    },

    /** @param {string} event */
    drop(event) {
      const { edits } = get();
      edit({ ...edits, hidden: new Set([...edits.hidden, event]) }, "Taken off the timeline. U brings it back.");
      set({ event: null });
    },

    /** @param {string} event @param {string | null} value null for the text's own */
    redate(event, value) {
      const { edits } = get();
      const dates = new Map(edits.dates);
      if (value === null) dates.delete(event);
      else dates.set(event, value);
      edit(
        { ...edits, dates },
        value ? `Dated ${value} in this view. U takes it back.` : "The text’s own date is back.",
      );
    },

    undo() {
      const { doc, past } = get();
      const edits = past[past.length - 1];
      if (doc && edits) set({ edits, past: past.slice(0, -1), rows: buildRows(doc, edits), notice: "Undone." });
      else set({ notice: "Nothing to undo." });
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
