// Everything that changes the state. Each function reads the state, asks the engine where needed, and sets the new one.

import { makeChoices } from "./choices.js";
import { makeEdits } from "./edits.js";
import { Cancelled } from "./engine.js";
import { buildDoc, buildRows } from "./model/doc.js";
import { FIRST } from "./state.js";

/** @typedef {import("./types.js").State} State */

/**
 * @param {import("./state.js").Store} store
 * @param {import("./engine.js").Engine} engine
 */
export function makeActions(store, engine) {
  const { get, set } = store;
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

    ...makeChoices(store),
    ...makeEdits(store),
  };
}
