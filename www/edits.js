// What the reader changes: stories added and taken out, publication days, corrections. Each makes a new list of stories, from
// which everything is derived anew, and each can be taken back and done again.

/** @typedef {import("./types.js").Story} Story */
/** @typedef {import("./types.js").Correction} Correction */

/**
 * @param {import("./state.js").Store} store
 * @param {(stories: Story[], notice: string) => unknown} read shows and reads a list of stories
 */
export function makeEdits({ get, set }, read) {
  /** @param {Story[]} stories @param {number} at @param {string} notice */
  function change(stories, at, notice) {
    const { stories: now, at: here, past } = get();
    set({ past: [{ stories: now, at: here }, ...past], future: [], at });
    return read(stories, notice);
  }

  /** @param {Partial<Story>} patch of the story shown @param {string} notice */
  function amend(patch, notice) {
    const { stories, at } = get();
    return change(
      stories.map((s, n) => (n === at ? { ...s, ...patch } : s)),
      at,
      notice,
    );
  }

  /** Steps along the changes. @param {"past" | "future"} from @param {"past" | "future"} to @param {string} done @param {string} none */
  function step(from, to, done, none) {
    const { stories, at, [from]: list, [to]: other } = get();
    const [back, ...rest] = list;
    if (!back) return set({ notice: none });
    set({ [from]: rest, [to]: [{ stories, at }, ...other], at: back.at });
    return read(back.stories, done);
  }

  return {
    /** Adds stories behind those there are, and shows the first of them. @param {Story[]} more @param {string} [also] said too */
    add(more, also = "") {
      const { stories } = get();
      set({ screen: "reading", adding: false, scope: "all", event: null, entity: null, mention: -1, quote: null });
      const what = more.length === 1 ? "One article" : `${more.length} articles`;
      return change([...stories, ...more], stories.length, `${what} added. U takes it back. ${also}`);
    },

    /** Takes a story out; the last one stays. @param {number} n */
    takeOut(n) {
      const { stories, at } = get();
      if (stories.length < 2) return;
      set({ event: null, entity: null, mention: -1, quote: null });
      return change(
        stories.filter((_, i) => i !== n),
        at > n ? at - 1 : Math.min(at, stories.length - 2),
        "Taken out. U brings it back.",
      );
    },

    /** @param {string | null} day */
    setDay: (day) =>
      amend({ day, dayFrom: day ? "reader" : "" }, day ? "Every date is counted anew." : "No day is set."),

    /** Adds a correction to the story shown. @param {Correction} correction @param {string} notice what it did */
    correct: (correction, notice) =>
      amend(
        { corrections: [...(get().stories[get().at]?.corrections ?? []), correction] },
        `${notice} U takes it back.`,
      ),

    /** Takes corrections of the story shown back, by their places in its list. @param {number[]} which */
    uncorrect: (which) =>
      amend(
        { corrections: (get().stories[get().at]?.corrections ?? []).filter((_, n) => !which.includes(n)) },
        "Taken back.",
      ),

    undo: () => step("past", "future", "Undone. Shift+U does it again.", "Nothing to undo."),
    redo: () => step("future", "past", "Done again.", "Nothing to do again."),
  };
}
