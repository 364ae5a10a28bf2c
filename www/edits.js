// The reader's corrections of this view, each of which can be taken back.
import { buildRows } from "./model/doc.js";

/** @typedef {import("./types.js").Edits} Edits */

/** @param {import("./state.js").Store} store */
export function makeEdits({ get, set }) {
  /** @param {Edits} edits @param {string} notice */
  function edit(edits, notice) {
    const { doc, edits: now, past } = get();
    if (doc) set({ edits, past: [...past, now], rows: buildRows(doc, edits), notice });
  }

  return {
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
  };
}
