// Where articles are kept: the library in this browser's storage, and document files; with the words for what can go wrong.
import { clear, createStore, delMany, getMany, keys, setMany } from "idb-keyval";
import { HUGE, NotADocument, readDocument, writeDocument } from "../model/file.js";
import { Library, nameOf, whyNot } from "../model/library.js";
import { snapshot } from "../snapshot.js";
import { h } from "../ui/dom.js";
import { save } from "../ui/export.js";

/** @typedef {import("../ui/keep.js").Keeper} Keeper */

/** @type {Library | null} */
let library = null;

/** The library in this browser's storage; nothing is made there before it is used. Throws where there is no storage. */
export function theLibrary() {
  if (!library) {
    if (!globalThis.indexedDB) throw new Error("no IndexedDB");
    const store = createStore("dateline-library", "entries");
    library = new Library({
      keys: () => keys(store),
      getMany: (names) => getMany(names, store),
      setMany: (records) => setMany(records, store),
      delMany: (names) => delMany(names, store),
      clear: () => clear(store),
    });
  }
  return library;
}

/** Why something could not be stored, for the reader. @param {unknown} error */
export const problem = (error) =>
  whyNot(error) === "full"
    ? "This browser’s storage is full, so it could not be saved in the library. Save it as a file, or delete articles from the library."
    : "This browser does not let the page store anything: the window may be private, or storage blocked. Save a file instead.";

/** A message over the page that stays until it is put away; an empty one takes it off.
 * @param {string} text @param {...HTMLElement} buttons */
export function tell(text, ...buttons) {
  document.querySelector("#keep-note")?.remove();
  if (!text) return;
  const away = h("button", { class: "act", type: "button", onclick: () => tell("") }, "Put this away");
  const box = h("div", { id: "keep-note", class: "trouble", role: "alert", "data-kind": "bad" });
  document.querySelector(".strip-top")?.append(box);
  // Filled once it is there, so that it is spoken.
  box.append(h("span", null, text), ...buttons, away);
}

/**
 * Saves a state of a document to the library, as the entry that it has there. A failure is told and changes nothing else.
 * @param {Keeper} keeper
 * @param {import("../types.js").State} state
 * @param {import("../ui/keep.js").Open} open
 */
export async function keep(keeper, state, open) {
  const taken = snapshot(state);
  if (!taken || open.gone) return false;
  try {
    const id = await theLibrary().save(taken, open.id || undefined);
    if (id === null) return !(open.gone = true);
    open.id = id;
    keeper.kept(open, state);
    tell("");
    return true;
  } catch (error) {
    const file = h("button", { class: "act", type: "button", onclick: () => saveOpen(keeper) }, "Save it as a file");
    tell(`The article stays open, but is not kept. ${problem(error)}`, file);
    return false;
  }
}

/** Hands the reader articles as a file. @param {import("../model/file.js").Article[]} articles */
export function saveArticles(articles) {
  const name = `${nameOf(articles)}.dateline.json`;
  save(name, writeDocument(articles), "application/json");
  return name;
}

/** Hands the reader what is open as a file; gives its name, or "". @param {Keeper} keeper */
export function saveOpen(keeper) {
  const state = keeper.store.get();
  const taken = snapshot(state);
  if (!taken) return "";
  const name = saveArticles(taken.articles);
  keeper.kept(keeper.open, state);
  tell("");
  return name;
}

/** Opens articles in place of what is open, unless the reader wants to keep that first. Throws `NotADocument`.
 * @param {Keeper} keeper @param {import("../model/file.js").Article[]} articles @param {string} id */
export function replace(keeper, articles, id) {
  const asked = "The open article has corrections that are kept nowhere. Open the other one and lose them?";
  if (keeper.unkept && !confirm(asked)) return false;
  const why = keeper.take(articles, id);
  if (why) throw new NotADocument(why);
  return true;
}

/** @param {ArrayBuffer} bytes */
function utf8(bytes) {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new NotADocument("This file is damaged: it is not UTF-8.");
  }
}

/**
 * Opens a document file. What is wrong with it is told by `say`, and what is open stays.
 * @param {Keeper} keeper
 * @param {File} file
 * @param {(message: string) => void} [say]
 * @returns {Promise<boolean>}
 */
export async function openFile(keeper, file, say = tell) {
  try {
    if (file.size > HUGE) throw new NotADocument("This file is larger than 200 MB: it was not opened.");
    const articles = readDocument(utf8(await file.arrayBuffer()));
    if (!replace(keeper, articles, "")) return false;
    say("");
    return true;
  } catch (error) {
    say(`${file.name}: ${error instanceof NotADocument ? error.message : "This file could not be read."}`);
    return false;
  }
}
