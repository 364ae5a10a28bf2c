// Help, and the switches that are remembered (only the switches: no text is ever stored).
import { single } from "../files.js";
import { BOOKMARKLET } from "../input/bookmarklet.js";
import { $ } from "./dom.js";
import { copy } from "./export.js";

/** @param {string} name */
export const recall = (name) => {
  try {
    return localStorage.getItem(`dateline-${name}`);
  } catch {
    return null;
  }
};
/** Whether it is remembered. @param {string} name @param {string} value */
export const remember = (name, value) => {
  try {
    localStorage.setItem(`dateline-${name}`, value);
    return true;
  } catch {
    // Storage may be off: the switch then holds for this visit.
    return false;
  }
};

/** Light, dark, or as the system has it. */
function wireTheme() {
  const root = document.documentElement;
  const dark = () =>
    root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  const kept = recall("theme");
  if (kept === "light" || kept === "dark") root.dataset.theme = kept;
  $("#theme").addEventListener("click", () => {
    root.dataset.theme = dark() ? "light" : "dark";
    remember("theme", root.dataset.theme);
  });
}

/** On a phone the tools of the header wait behind a button. */
function wireTools() {
  const header = $("header");
  const more = $("#more");
  const set = (/** @type {boolean} */ on) => {
    header.classList.toggle("open", on);
    more.setAttribute("aria-expanded", String(on));
  };
  more.addEventListener("click", () => set(!header.classList.contains("open")));
  for (const tool of header.querySelectorAll(".tool")) tool.addEventListener("click", () => set(false));
}

/** The bookmark is to be dragged: pressed here, it says so. */
function wireBookmarklet() {
  const link = $("#bookmarklet");
  const said = $("#bookmarklet-said");
  link.setAttribute("href", BOOKMARKLET);
  link.addEventListener("click", (e) => {
    e.preventDefault();
    said.textContent = "It works from the bookmarks bar, on the page of an article.";
  });
  $("#bookmarklet-copy").addEventListener("click", async () => {
    said.textContent = (await copy(BOOKMARKLET)) ? "Copied." : "The browser did not allow copying.";
  });
}

/**
 * @param {import("../state.js").Store} store
 */
export function wireDialogs(store) {
  wireTheme();
  wireTools();
  // The single file has nothing beside it.
  $("#away").hidden = single;
  wireBookmarklet();
  const help = /** @type {HTMLDialogElement} */ ($("#help"));
  const keys = /** @type {HTMLInputElement} */ ($("#keys-on"));
  const marks = /** @type {HTMLInputElement} */ ($("#marks-on"));
  for (const dialog of document.querySelectorAll("dialog")) {
    for (const b of dialog.querySelectorAll("[data-close]")) b.addEventListener("click", () => dialog.close());
    // A click on the backdrop falls on the dialog itself.
    dialog.addEventListener("click", (e) => e.target === dialog && dialog.close());
  }
  const openHelp = () => help.open || help.showModal();
  $("#help-button").addEventListener("click", openHelp);
  $("#how").addEventListener("click", openHelp);
  keys.checked = recall("keys") !== "off";
  keys.addEventListener("change", () => {
    remember("keys", keys.checked ? "on" : "off");
    store.set({ keys: keys.checked });
  });
  const applyMarks = () => document.body.classList.toggle("plain", !marks.checked);
  marks.checked = recall("marks") !== "off";
  applyMarks();
  marks.addEventListener("change", () => {
    remember("marks", marks.checked ? "on" : "off");
    applyMarks();
  });
  return { openHelp, keys: keys.checked };
}
