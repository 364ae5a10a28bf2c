// The first screen: the paste box, files, drops, the publication day if known, and the examples.
import { firstPart, LARGE, PART, readFile, readTransfer, sizeText } from "../input/file.js";
import { isDay } from "../model/stretch.js";
import { $ } from "./dom.js";

/** @typedef {import("../input/file.js").Input} Input */
export class PasteBox {
  /** @param {{read: (text: string, day: string | null, from: "reader" | "page" | "") => void, document: (file: File) => boolean}} on
   * `document` opens a document file and says whether a file is one */
  constructor(on) {
    this.on = on;
    this.box = /** @type {HTMLTextAreaElement} */ ($("#text"));
    this.day = /** @type {HTMLInputElement} */ ($("#day"));
    this.note = $("#paste-note");
    this.go = /** @type {HTMLButtonElement} */ ($("#read"));
    this.large = $("#large");
    /** A text too long for the box, kept here. */
    this.held = "";
    /** @type {"reader" | "page" | ""} */
    this.dayFrom = "";
    this.box.addEventListener("paste", (e) => this.paste(e));
    this.box.addEventListener("input", () => this.check());
    this.box.addEventListener("keydown", (e) => {
      if (e.key === "Enter" && (e.ctrlKey || e.metaKey)) this.submit();
    });
    this.day.addEventListener("input", () => (this.dayFrom = this.day.value ? "reader" : ""));
    const file = /** @type {HTMLInputElement} */ ($("#file"));
    $("#open").addEventListener("click", () => file.click());
    file.addEventListener("change", () => this.open(file.files?.[0]).then(() => (file.value = "")));
    this.go.addEventListener("click", () => this.submit());
    $("#large-all").addEventListener("click", () => this.send(this.held));
    $("#large-part").addEventListener("click", () => this.send(firstPart(this.held)));
    $("#large-drop").addEventListener("click", () => this.clear());
    addEventListener("dragover", (e) => e.preventDefault());
    addEventListener("drop", (e) => this.drop(e));
  }

  /** @param {ClipboardEvent} e */
  paste(e) {
    if (!e.clipboardData) return;
    const input = readTransfer(e.clipboardData);
    if (!input.text) return;
    e.preventDefault();
    this.take(input, false);
  }

  /** @param {DragEvent} e */
  async drop(e) {
    if (!e.dataTransfer || document.querySelector("dialog[open]")) return;
    e.preventDefault();
    const file = e.dataTransfer.files[0];
    if (file && this.on.document(file)) return;
    const input = file ? await readFile(file) : readTransfer(e.dataTransfer);
    if (!input.text.trim()) return;
    if (document.body.dataset.screen === "empty") this.take(input, true);
    else if (input.text.length <= LARGE) this.on.read(input.text, input.day || null, input.day ? "page" : "");
  }

  /** @param {File | undefined} file */
  async open(file) {
    if (!file || this.on.document(file)) return;
    try {
      this.take(await readFile(file), true);
    } catch {
      this.say("This file could not be opened.");
    }
  }

  /** Puts a text in the box, or holds it where it is too long for one. @param {Input} input @param {boolean} whole in place of what is there */
  take(input, whole) {
    if (input.text.length + this.box.value.length > LARGE) {
      this.held = whole ? input.text : this.box.value + input.text;
      this.box.value = "";
      $("p", this.large).textContent =
        `This text has ${sizeText(this.held.length)}, too many to show in this box; nothing of it is lost. Reading all of it may take minutes. The first part would be about ${sizeText(PART)}.`;
    } else if (whole) this.box.value = input.text;
    else this.box.setRangeText(input.text, this.box.selectionStart, this.box.selectionEnd, "end");
    if (input.day && this.dayFrom !== "reader") {
      this.day.value = input.day;
      this.dayFrom = "page";
    }
    this.say(
      [input.note, input.day && this.dayFrom === "page" ? `Publication day ${input.day} found in the page.` : ""]
        .filter(Boolean)
        .join(" "),
    );
    this.check();
    (this.held ? $("#large-part") : this.go).focus();
  }

  /** @param {string} message */
  say(message) {
    this.note.textContent = message;
  }

  check() {
    this.large.hidden = !this.held;
    this.box.hidden = Boolean(this.held);
    this.go.disabled = Boolean(this.held) || !/\S/.test(this.box.value);
  }

  submit() {
    if (!this.go.disabled) this.send(this.box.value);
  }

  /** @param {string} text */
  send(text) {
    const day = isDay(this.day.value) ? this.day.value : null;
    this.on.read(text, day, day ? this.dayFrom || "reader" : "");
  }

  clear() {
    this.held = "";
    this.box.value = "";
    this.day.value = "";
    this.dayFrom = "";
    this.say("");
    this.check();
    this.box.focus();
  }
}
