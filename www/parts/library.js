// The library on the screen: off until the reader turns it on; then what was read, to open, save as files and delete.
import { single } from "../files.js";
import { NotADocument } from "../model/file.js";
import { search } from "../model/library.js";
import { recall, remember } from "../ui/dialogs.js";
import { h, roving } from "../ui/dom.js";
import { about, count, size, WORDS } from "./library-words.js";
import { keep, openFile, problem, replace, saveArticles, saveOpen, theLibrary } from "./shelf.js";

export { keep, openFile };

/** @typedef {import("../ui/keep.js").Keeper} Keeper */
/** @typedef {import("../model/library.js").Card} Card */
/** @typedef {import("../model/library.js").Entry} Entry */

/** From this many entries on there is a search box. */
const MANY = 11;

/** @param {string} text @param {() => unknown} onclick @param {Record<string, unknown>} [more] */
const button = (text, onclick, more) => h("button", { class: "b", type: "button", onclick, ...more }, text);

class LibraryDialog {
  /** @param {Keeper} keeper */
  constructor(keeper) {
    this.keeper = keeper;
    /** Deleted while the dialog is open: kept for undo. @type {Map<string, Entry>} */
    this.deleted = new Map();
    this.words = "";
    /** @type {Card[]} */
    this.cards = [];
    this.lead = h("p");
    this.open = h("p", { class: "acts" });
    this.find = h("input", { type: "search", "aria-label": "Search the library", placeholder: "Search", hidden: true });
    this.list = h("ul", { class: "sayings kept" });
    this.said = h("p", { role: "status" });
    this.acts = h("p", { class: "acts" });
    this.used = h("p", { class: "faint note" });
    this.file = h("input", { type: "file", accept: ".json,application/json", hidden: true });
    const head = h("h2", { id: "library-head" }, "Library");
    const parts = [head, this.lead, this.open, this.find, this.list, this.said, this.acts, this.used, this.file];
    this.dialog = h("dialog", { id: "library", class: "dlg", "aria-labelledby": "library-head" }, ...parts);
    this.settle = roving(this.list, "button");
    this.refresh = () => this.draw();
    this.find.addEventListener("input", () => {
      this.words = this.find.value;
      this.drawList();
    });
    this.file.addEventListener("change", () => this.take(this.file.files?.[0]));
    this.dialog.addEventListener("click", (e) => e.target === this.dialog && this.dialog.close());
    this.dialog.addEventListener("drop", (e) => {
      e.preventDefault();
      this.take(e.dataTransfer?.files[0]);
    });
    this.dialog.addEventListener("close", () => {
      removeEventListener("focus", this.refresh);
      this.dialog.remove();
    });
  }

  async show() {
    // Another tab may have changed what is kept.
    addEventListener("focus", this.refresh);
    document.body.append(this.dialog);
    this.dialog.showModal();
    // What was read a moment ago belongs in the list.
    await this.keeper.flush();
    await this.draw();
  }

  /** "" never turned on, "on", or "off" with what was saved before. */
  get mode() {
    return single ? "" : (recall("library") ?? "");
  }

  /** @param {string} [say] what was done */
  async draw(say = "") {
    const { mode } = this;
    let kept = "";
    try {
      // Before it is first turned on not even an empty database is made.
      this.cards = mode ? await theLibrary().list() : [];
    } catch (error) {
      this.cards = [];
      kept = problem(error);
    }
    this.lead.textContent = single
      ? WORDS.single
      : mode === "on"
        ? WORDS.saved
        : this.cards.length
          ? WORDS.rest
          : WORDS.off;
    this.said.textContent = kept || say;
    this.drawOpen();
    this.drawList();
    this.drawActs();
    await this.drawUsed();
  }

  /** What is open in the page, and whether it is kept. */
  drawOpen() {
    const { store, open } = this.keeper;
    const { doc } = store.get();
    this.open.hidden = !doc;
    if (!doc) return;
    const here = this.cards.some((c) => c.id === open.id);
    const keepIt = () => this.keepOpen();
    this.open.replaceChildren(
      h(
        "span",
        null,
        "Open now: ",
        h("b", null, doc.title || "an article"),
        here ? ", kept here." : ", not kept here.",
      ),
      button("Save it as a file", () => {
        this.said.textContent = `Saved as ${saveOpen(this.keeper)}.`;
      }),
      ...(this.mode === "on" && !here && doc.analysis ? [button("Keep it here", keepIt)] : []),
    );
  }

  /** Saves what is open, also where its entry was deleted before. */
  async keepOpen() {
    const { keeper } = this;
    const state = keeper.store.get();
    if (state.doc?.analysis && !this.cards.some((c) => c.id === keeper.open.id)) {
      Object.assign(keeper.open, { id: "", gone: false });
      if (!(await keep(keeper, state, keeper.open))) return this.draw("The open article could not be saved here.");
    }
    await this.draw();
  }

  drawList() {
    const undone = [...this.deleted.values()].map((e) => e.card).filter((c) => !this.cards.some((k) => k.id === c.id));
    const all = [...this.cards, ...undone].sort((a, b) => b.opened - a.opened);
    this.find.hidden = all.length < MANY && !this.words;
    const found = search(all, this.words);
    this.list.replaceChildren(...found.map((card) => h("li", { "data-id": card.id }, ...this.row(card))));
    this.list.hidden = !found.length;
    if (this.words && !found.length) this.said.textContent = "No title has these words.";
    else if (this.words) this.said.textContent = `${count(found.length, "article", "articles")} of ${all.length}.`;
    else if (this.mode === "on" && !all.length && !this.said.textContent) this.said.textContent = WORDS.none;
    this.settle();
  }

  /** @param {Card} card */
  row(card) {
    const { id, title } = card;
    if (this.deleted.has(id))
      return [
        h("span", { class: "said" }, `“${title}” is deleted.`),
        h("button", { class: "act", type: "button", onclick: () => this.undo(id) }, "Undo"),
      ];
    return [
      h(
        "button",
        { class: "said", type: "button", onclick: () => this.openEntry(id) },
        h("b", null, title),
        h("span", { class: "faint" }, about(card)),
      ),
      h(
        "button",
        { class: "act", type: "button", "aria-label": `Save a file of “${title}”`, onclick: () => this.saveEntry(id) },
        "Save a file",
      ),
      h(
        "button",
        { class: "act", type: "button", "aria-label": `Delete “${title}”`, onclick: () => this.delete(id) },
        "Delete",
      ),
    ];
  }

  drawActs() {
    const { mode } = this;
    const some = this.cards.length > 0;
    this.acts.replaceChildren(
      ...(single || mode === "on" ? [] : [button("Turn it on", () => this.turnOn(), { class: "b p" })]),
      button("Open a saved file", () => this.file.click()),
      ...(mode === "on" ? [button("Turn it off", () => this.turnOff())] : []),
      ...(some ? [button("Delete all", () => this.askWipe())] : []),
      button("Close", () => this.dialog.close()),
    );
  }

  /** How much is stored, and whether the browser may take it away by itself. */
  async drawUsed() {
    this.used.textContent = "";
    if (this.mode !== "on" || !navigator.storage?.estimate) return;
    const { usage = 0, quota = 0, ...more } = await navigator.storage.estimate();
    // Where the browser tells the library's share apart, that; else all of the page, its own files included.
    const own = Reflect.get(Object(Reflect.get(more, "usageDetails")), "indexedDB");
    const part =
      typeof own === "number" ? `The library takes ${size(own)}` : `The page and its library take ${size(usage)}`;
    const firm = (await navigator.storage.persisted?.())
      ? "The browser keeps it until you clear it."
      : "The browser may delete it by itself when the disk is nearly full.";
    this.used.textContent = `${part} of the ${size(quota)} that this browser allows. ${firm}`;
  }

  /** Asks in place of the buttons. @param {string} question @param {[string, () => unknown][]} answers the safe one last */
  ask(question, answers) {
    const back = () => {
      this.drawActs();
      this.acts.querySelector("button")?.focus();
    };
    const buttons = answers.map(([text, act]) => button(text, act));
    const leave = button("Leave it as it is", back);
    this.acts.replaceChildren(h("span", { role: "alert" }, question), ...buttons, leave);
    leave.focus();
  }

  /** Draws anew after a button that is there no longer. @param {string} say */
  async done(say) {
    await this.draw(say);
    this.acts.querySelector("button")?.focus();
  }

  async turnOn() {
    try {
      await theLibrary().list();
      if (!remember("library", "on")) throw new Error("no storage");
    } catch (error) {
      this.said.textContent = `The library cannot be turned on. ${problem(error)}`;
      return;
    }
    // Without this the browser may delete what is saved when the disk is nearly full. It may ask the reader, or say no.
    navigator.storage?.persist?.().then(
      () => this.drawUsed(),
      () => {},
    );
    await this.keepOpen();
    await this.done("The library is on.");
  }

  turnOff() {
    const off = (/** @type {string} */ say) => {
      remember("library", "off");
      return this.done(say);
    };
    if (!this.cards.length) return off("The library is off.");
    this.ask(`Nothing more will be saved. What of the ${count(this.cards.length, "article", "articles")} saved here?`, [
      ["Keep and turn off", () => off("The library is off.")],
      ["Delete and turn off", async () => (await this.wipe()) && off("The library is off and empty.")],
    ]);
  }

  askWipe() {
    this.ask(`Delete ${count(this.cards.length, "article", "articles")} from this browser? This cannot be undone.`, [
      ["Delete all", async () => (await this.wipe()) && this.done("Everything is deleted.")],
    ]);
  }

  /** Deletes everything; false where the browser refused. */
  async wipe() {
    const done = await this.attempt(async () => {
      await theLibrary().wipe();
      return true;
    });
    if (done) this.deleted.clear();
    return done;
  }

  /** @param {string} id */
  async delete(id) {
    const gone = await this.attempt(() => theLibrary().delete(id));
    if (!gone) return this.draw();
    this.deleted.set(id, gone);
    await this.redrawRow(id);
  }

  /** @param {string} id */
  async undo(id) {
    const entry = this.deleted.get(id);
    if (!entry) return;
    await this.attempt(async () => {
      await theLibrary().put(entry);
      this.deleted.delete(id);
      if (this.keeper.open.id === id) this.keeper.open.gone = false;
    });
    await this.redrawRow(id);
  }

  /** Draws anew and stays at the row. @param {string} id */
  async redrawRow(id) {
    const { textContent } = this.said;
    await this.draw(textContent ?? "");
    /** @type {HTMLElement | null} */ (
      this.list.querySelector(`[data-id="${CSS.escape(id)}"] button:last-child`)
    )?.focus();
  }

  /** @param {string} id */
  async openEntry(id) {
    await this.attempt(async () => {
      const articles = await theLibrary().open(id);
      if (replace(this.keeper, articles, id)) this.dialog.close();
    });
  }

  /** @param {string} id */
  async saveEntry(id) {
    await this.attempt(async () => {
      this.said.textContent = `Saved as ${saveArticles(await theLibrary().articles(id))}.`;
    });
  }

  /** @param {File | undefined} file */
  async take(file) {
    if (file && (await openFile(this.keeper, file, (message) => (this.said.textContent = message))))
      this.dialog.close();
    this.file.value = "";
  }

  /** Does something with the storage; a failure is told here and changes nothing else. @template T @param {() => Promise<T>} act */
  async attempt(act) {
    this.said.textContent = "";
    try {
      return await act();
    } catch (error) {
      this.said.textContent =
        error instanceof NotADocument ? `This entry is damaged. ${error.message}` : problem(error);
      return null;
    }
  }
}

/** Shows the library. @param {Keeper} keeper */
export async function openLibrary(keeper) {
  if (!document.querySelector("#library")) await new LibraryDialog(keeper).show();
}
