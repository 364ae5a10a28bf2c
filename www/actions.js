// Everything that changes the state. Each function reads the state, asks the engine where needed, and sets the new one.

import { makeChoices } from "./choices.js";
import { makeEdits } from "./edits.js";
import { Cancelled } from "./engine.js";
import { buildDoc } from "./model/doc.js";
import { sameThing } from "./model/same.js";
import { FIRST } from "./state.js";
import { makeReady, pause } from "./ui/ready.js";

/** @typedef {import("./types.js").State} State */
/** @typedef {import("./types.js").Story} Story */

/** The smallest WebAssembly module that uses vectors of 128 bits, which the core needs. */
const VECTORS = new Uint8Array([
  0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 10, 1, 8, 0, 65, 0, 253, 15, 253, 98, 11,
]);

/** A text of so many characters is long: its beginning is read first. */
const LONG = 150_000;
const BEGINNING = 20_000;

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
    // The first paint does not wait for the engine's megabytes.
    await new Promise((go) => setTimeout(go));
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

  /** Shows stories before they are read: each as it was read last, or as it was given. @param {Story[]} stories */
  function lay(stories) {
    const { read, docs, dossier, scope, at } = get();
    const same = stories.length === read.length && stories.every((s, n) => s.text === read[n]?.text);
    const laid = stories.map(({ text }) => docs[read.findIndex((s) => s.text === text)] ?? buildDoc(text, null));
    set({
      stories,
      docs: same ? docs : laid,
      read: stories,
      dossier: same ? dossier : null,
      scope: stories.length > 1 ? scope : "one",
      at: Math.max(0, Math.min(at, stories.length - 1)),
    });
  }

  /** Reads the stories and shows what they say. `notice` is said then. @param {string} [notice] */
  async function analyze(notice) {
    const { stories } = get();
    if (!stories.length) return;
    const mine = ++turn;
    set({ busy: "working" });
    await loading;
    if (mine !== turn) return;
    if (get().engine !== "ready") return set({ busy: "" });
    set({ engineNote: "", reading: 0 });
    try {
      const begun = await begin(stories, mine);
      const [story] = stories;
      const dossier = stories.length > 1 ? await engine.dossier(stories) : null;
      const analyses = dossier
        ? dossier.articles.map((a) => a.analysis)
        : [await engine.analyze(/** @type {Story} */ (story))];
      const docs = stories.map((s, n) => buildDoc(s.text, analyses[n] ?? null));
      await makeReady(docs, get().at);
      if (mine !== turn) return;
      const before = get();
      const doc = docs[before.at];
      const found = `${doc?.entities.size ?? 0} names and ${doc?.analysis?.timeline.length ?? 0} events found.`;
      // What was found in the beginning may have been chosen meanwhile.
      set({
        busy: "",
        docs,
        read: stories,
        dossier,
        ...sameThing(before, doc),
        notice: notice ?? (begun ? "" : found),
      });
    } catch (error) {
      if (mine !== turn || error instanceof Cancelled) return;
      set({ busy: "", engineNote: error instanceof Error ? error.message : String(error) });
    }
  }

  /** Reads the beginning of a long story and shows what it says, so that the reader need not wait for the rest. Whether it
   * did. @param {Story[]} stories @param {number} mine */
  async function begin(stories, mine) {
    const [story, ...others] = stories;
    if (!story || others.length || get().doc?.analysis || story.text.length < LONG) return false;
    const upTo = story.text.lastIndexOf("\n", BEGINNING) + 1 || BEGINNING;
    const analysis = await engine.analyze({ ...story, text: story.text.slice(0, upTo), corrections: [] });
    if (mine !== turn) return false;
    set({ docs: [buildDoc(story.text, analysis, upTo)], read: stories, reading: 0 });
    return true;
  }

  /** The first state, with what outlasts an article. */
  function fresh() {
    const { engine: now, engineNote, progress, keys, off, update, offline, opened } = get();
    return {
      ...FIRST,
      engine: now,
      engineNote: now === "ready" ? "" : engineNote,
      progress,
      keys,
      off,
      update,
      offline,
      opened: opened + 1,
    };
  }

  return {
    load,

    /** Reads stories in place of those before. @param {Story[]} stories @param {string} [notice] said when they are read */
    async read(stories, notice) {
      const mine = ++turn;
      set({ ...fresh(), screen: "reading", busy: "working", stories, read: [] });
      // A long text is laid out in a task of its own.
      if (stories.some((s) => s.text.length > LONG)) await pause();
      if (mine !== turn) return;
      lay(stories);
      if (stories.length > 1) set({ scope: "all" });
      return analyze(notice);
    },

    /** Goes to the first screen for one more story. */
    addMore() {
      set({ screen: "empty", adding: true });
    },

    /** Goes back from there. */
    addNone() {
      set({ screen: "reading", adding: false });
    },

    again() {
      turn++;
      if (get().busy) engine.cancel();
      set(fresh());
    },

    cancel() {
      turn++;
      if (get().engine === "ready") engine.cancel();
      set({ busy: "", notice: "Stopped." });
    },

    async retry() {
      if (get().engine !== "ready") await load();
      await analyze();
    },

    ...makeChoices(store),
    ...makeEdits(store, (stories, notice) => {
      lay(stories);
      return analyze(notice);
    }),
  };
}
