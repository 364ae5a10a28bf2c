// Watches over what is open: saves it to the library where the reader turned that on, asks before corrections that are kept
// nowhere are closed, and loads the library's own code when it is needed. Until it is turned on nothing is stored.
import { single } from "../files.js";
import { another, content, corrected, corrections, restore, settled } from "../snapshot.js";
import { recall } from "./dialogs.js";
import { $ } from "./dom.js";

/** @typedef {import("../types.js").State} State */

/** One document for as long as it is open. `id` is its entry in the library, "" without one; `gone` says that the entry was
 * deleted, so that it does not come back by itself; `clean` are the corrections as they were last kept or opened.
 * @typedef {{id: string, gone: boolean, clean: object}} Open */

const SAVE_MS = 800;

/** Whether what is read is to be saved. */
export const libraryOn = () => !single && recall("library") === "on";

export class Keeper {
  /** @param {import("../state.js").Store} store @param {Parameters<typeof restore>[1]} read */
  constructor(store, read) {
    this.store = store;
    this.read = read;
    /** @type {Open} */
    this.open = { id: "", gone: false, clean: corrections(store.get()) };
    /** @type {{state: State, open: Open} | null} */
    this.pending = null;
    this.timer = 0;
    /** Saves run one after the other: the first gives the entry its id. */
    this.saving = Promise.resolve();
    this.guarded = false;
    $("#library-button").addEventListener("click", () => this.run((part) => part.openLibrary(this)));
    document.addEventListener("visibilitychange", () => document.hidden && this.flush());
  }

  /** Runs something of the library's own code. @param {(part: typeof import("../parts/library.js")) => unknown} act */
  async run(act) {
    try {
      await act(await import("../parts/library.js"));
    } catch {
      this.store.set({ notice: "This part could not be loaded. Is the connection there?" });
    }
  }

  /** Whether there are corrections that are kept nowhere. */
  get unkept() {
    const state = this.store.get();
    return corrected(state) && corrections(state) !== this.open.clean;
  }

  /** @param {State} state @param {State} before */
  render(state, before) {
    const now = content(state);
    const was = content(before);
    if (now.every((part, n) => part === was[n]) && settled(state) === settled(before)) return;
    if (another(state, before)) {
      this.flush();
      this.open = { id: "", gone: false, clean: corrections(state) };
    }
    if (settled(state) && libraryOn()) this.later(state);
    this.guard();
  }

  /** @param {State} state */
  later(state) {
    this.pending = { state, open: this.open };
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.flush(), SAVE_MS);
  }

  /** Saves at once what waits to be saved. */
  flush() {
    clearTimeout(this.timer);
    const job = this.pending;
    this.pending = null;
    if (job && libraryOn())
      this.saving = this.saving.then(() => this.run((part) => part.keep(this, job.state, job.open)));
    return this.saving;
  }

  /** Notes that these corrections of a document are kept now. @param {Open} open @param {State} state */
  kept(open, state) {
    open.clean = corrections(state);
    this.guard();
  }

  /** Opens kept articles, as the entry with this id or "" for none; says why where it cannot.
   * @param {Parameters<typeof restore>[0]} articles @param {string} id */
  take(articles, id) {
    this.flush();
    const why = restore(articles, this.read);
    if (!why) this.open = { id, gone: false, clean: corrections(this.store.get()) };
    this.guard();
    return why;
  }

  /** A file dropped or opened: true where it is a document's, which is opened. @param {File} file */
  file(file) {
    if (!/\.json$/i.test(file.name) && file.type !== "application/json") return false;
    this.run((part) => part.openFile(this, file));
    return true;
  }

  /** The browser asks before closing only while there is something to lose. */
  guard() {
    if (this.unkept === this.guarded) return;
    this.guarded = this.unkept;
    if (this.guarded) addEventListener("beforeunload", ask);
    else removeEventListener("beforeunload", ask);
  }
}

/** @param {BeforeUnloadEvent} e */
function ask(e) {
  e.preventDefault();
  // Older browsers ask only where this is set.
  e.returnValue = true;
}
