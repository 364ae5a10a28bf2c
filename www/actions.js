// Everything that changes the state. Each function reads the state, asks the engine where needed, and sets the new one.

import { makeChoices } from "./choices.js";
import { makeEdits } from "./edits.js";
import { Cancelled } from "./engine.js";
import { buildDoc, buildRows } from "./model/doc.js";
import { FIRST } from "./state.js";

/** @typedef {import("./types.js").State} State */

/** The smallest WebAssembly module that uses vectors of 128 bits, which the core needs. */
const VECTORS = new Uint8Array([
  0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 10, 1, 8, 0, 65, 0, 253, 15, 253, 98, 11,
]);

/** Whether this browser runs WebAssembly with vectors. */
const canRun = () => typeof WebAssembly === "object" && WebAssembly.validate(VECTORS);

/**
 * @param {import("./state.js").Store} store
 * @param {import("./engine.js").Engine} engine
 */
export function makeActions(store, engine) {
  const { get, set } = store;
  let turn = 0;

  /** Settles when the engine is ready or has failed; never rejects. @type {Promise<void>} */
  let loading = Promise.resolve();

  async function tryLoad() {
    set({ engine: "loading", engineNote: "" });
    try {
      await engine.load();
      set({ engine: "ready", progress: 1 });
    } catch (error) {
      set({ engine: "failed", engineNote: error instanceof Error ? error.message : String(error) });
    }
  }

  /** Loads or reloads the engine. */
  function load() {
    if (canRun()) loading = tryLoad();
    else set({ engine: "nowasm" });
    return loading;
  }

  /** Analyses the text that is shown, with the day that is set, and shows the result. */
  async function analyze() {
    const { doc, day } = get();
    if (!doc) return;
    const mine = ++turn;
    set({ busy: "working" });
    await loading;
    if (mine !== turn) return;
    if (get().engine !== "ready") return set({ busy: "" });
    set({ engineNote: "" });
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
      set({ busy: "", engineNote: error instanceof Error ? error.message : String(error) });
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
      set({ busy: "", notice: "Stopped." });
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
