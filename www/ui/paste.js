// The first screen: the paste box, files, drops, what other programs hand over, and the publication day if known.
import { firstPart, LARGE, PART, readFile, sizeText } from "../input/file.js";
import { readBrought, takeOut } from "../input/transfer.js";
import { Unreadable } from "../input/unreadable.js";
import { isDay } from "../model/stretch.js";
import { $ } from "./dom.js";
import { Slots } from "./slots.js";

/** @typedef {import("../input/file.js").Input} Input */

/**
 * What the box tells: `begin` when something comes in, before anything is loaded for it; `read` to read a text;
 * `readMany` when several files came at once; `document` to open a document file, which says whether a file is one; `say` for what there is no box to say under.
 * @typedef {object} On
 * @property {() => void} begin
 * @property {(text: string, day: string | null, from: "reader" | "page" | "") => void} read
 * @property {(inputs: Input[], wrong: string) => void} readMany `wrong` says what could not be read
 * @property {(file: File) => boolean} document
 * @property {(message: string) => void} say
 */

export class PasteBox {
  /** @param {On} on */
  constructor(on) {
    this.on = on;
    this.box = /** @type {HTMLTextAreaElement} */ ($("#text"));
    this.day = /** @type {HTMLInputElement} */ ($("#day"));
    this.note = $("#paste-note");
    this.go = /** @type {HTMLButtonElement} */ ($("#read"));
    this.large = $("#large");
    this.slots = new Slots(this.box);
    /** A text too long for the box, kept here. */
    this.held = "";
    /** @type {"reader" | "page" | ""} */
    this.dayFrom = "";
    /** What is being read, one after the other, in the order in which it came. @type {Promise<void>} */
    this.work = Promise.resolve();
    this.busy = 0;
    /** Stops all of it. */
    this.stop = new AbortController();
    this.box.addEventListener("paste", (e) => this.paste(e));
    this.box.addEventListener("input", () => this.check());
    this.box.addEventListener("keydown", (e) => {
      if (e.key === "Enter" && (e.ctrlKey || e.metaKey)) this.submit();
    });
    this.day.addEventListener("input", () => (this.dayFrom = this.day.value ? "reader" : ""));
    const file = /** @type {HTMLInputElement} */ ($("#file"));
    $("#open").addEventListener("click", () => file.click());
    file.addEventListener("change", () => {
      this.open([...(file.files ?? [])]);
      // The same file can be chosen again.
      file.value = "";
    });
    this.go.addEventListener("click", () => this.submit());
    $("#stop").addEventListener("click", () => this.halt());
    $("#large-all").addEventListener("click", () => this.send(this.held));
    $("#large-part").addEventListener("click", () => this.send(firstPart(this.held)));
    $("#large-drop").addEventListener("click", () => this.clear());
    addEventListener("dragover", (e) => e.preventDefault());
    addEventListener("drop", (e) => this.drop(e));
  }

  /** @param {ClipboardEvent} e */
  paste(e) {
    if (!e.clipboardData) return;
    const brought = takeOut(e.clipboardData);
    if (!brought.plain && !brought.html && !brought.files.length) return;
    e.preventDefault();
    if (brought.files.length) return void this.open(brought.files);
    this.on.begin();
    // Plain text is there at once; HTML takes its place in the box when it has been read.
    if (!brought.html) return this.take({ text: brought.plain, day: "", note: "", name: "" }, false);
    const slot = this.slots.add();
    return this.queue(async (signal) => {
      const input = await readBrought(brought);
      if (signal.aborted) return;
      if (input.text.length + this.box.value.length > LARGE) this.take(input, false);
      else this.settle(input, () => this.slots.fill(slot, input.text));
    }).finally(() => this.slots.close(slot));
  }

  /** @param {DragEvent} e */
  drop(e) {
    if (!e.dataTransfer || document.querySelector("dialog[open]")) return;
    e.preventDefault();
    const files = [...e.dataTransfer.files];
    if (files.length) return void this.open(files);
    const brought = takeOut(e.dataTransfer);
    if (!brought.plain.trim() && !brought.html) return;
    this.on.begin();
    this.queue(async (signal) => {
      const input = await readBrought(brought);
      if (!signal.aborted) this.arrive(input);
    });
  }

  /** Reads files in place of what is in the box. @param {File[]} files */
  open(files) {
    const [one] = files;
    if (!one || (files.length === 1 && this.on.document(one))) return;
    this.on.begin();
    this.halt();
    this.say("");
    return this.queue(async (signal) => {
      /** @type {Input[]} */
      const inputs = [];
      const wrong = [];
      for (const file of files) {
        try {
          inputs.push(await readFile(file, { tell: (message) => this.say(message), signal }));
        } catch (error) {
          if (signal.aborted) return;
          wrong.push(error instanceof Unreadable ? error.message : `${file.name} could not be read.`);
        }
      }
      if (signal.aborted) return;
      const [first] = inputs;
      if (first && inputs.length > 1) return this.on.readMany(inputs, wrong.join(" "));
      if (first) this.arrive(first);
      if (wrong.length) this.fail(wrong.join(" "));
    });
  }

  /** Takes a whole text: in the box, or, where an article is being read, in its place. @param {Input} input */
  arrive(input) {
    if (document.body.dataset.screen === "empty") this.take(input, true);
    else if (!input.text.trim()) this.on.say(`${input.name || "What was dropped"} holds no text.`);
    else if (input.text.length <= LARGE) this.on.read(input.text, input.day || null, input.day ? "page" : "");
    else this.on.say(`This text has ${sizeText(input.text.length)}: press New and open it there.`);
  }

  /** Says what could not be read, wherever the reader is. @param {string} message */
  fail(message) {
    const before = this.note.textContent ?? "";
    this.say(before.endsWith("…") ? message : `${before} ${message}`.trim());
    if (document.body.dataset.screen !== "empty") this.on.say(message);
  }

  /** Does one thing after those before it. @param {(signal: AbortSignal) => Promise<void>} task */
  queue(task) {
    const { signal } = this.stop;
    const run = async () => {
      if (signal.aborted) return;
      try {
        await task(signal);
      } catch (error) {
        this.fail(error instanceof Unreadable ? error.message : "This could not be read.");
      }
    };
    this.busy++;
    this.check();
    this.work = this.work.then(run).finally(() => {
      this.busy--;
      this.check();
    });
    return this.work;
  }

  /** Stops what is being read. */
  halt() {
    this.stop.abort();
    this.stop = new AbortController();
    this.slots.open = [];
    if (this.note.textContent?.endsWith("…")) this.say("");
  }

  /** Puts a text in the box, or holds it where it is too long for one. @param {Input} input @param {boolean} whole in place of what is there */
  take(input, whole) {
    this.settle(input, () => {
      if (input.text.length + this.box.value.length > LARGE) {
        this.held = whole ? input.text : this.box.value + input.text;
        this.box.value = "";
        $("p", this.large).textContent =
          `This text has ${sizeText(this.held.length)}, too many to show in this box; nothing of it is lost. Reading all of it may take minutes. The first part would be about ${sizeText(PART)}.`;
      } else if (whole) {
        this.held = "";
        this.box.value = input.text;
      } else this.slots.fill(this.slots.add(), input.text);
      return true;
    });
  }

  /** Puts a text where it goes, takes its day and says where it is from.
   * @param {Input} input @param {() => boolean} put whether the reader goes on from there */
  settle(input, put) {
    const typing = !put() || document.activeElement === this.day;
    if (input.day && this.dayFrom !== "reader") {
      this.day.value = input.day;
      this.dayFrom = "page";
    }
    const day = input.day && this.dayFrom === "page" ? `Publication day ${input.day} found in it.` : "";
    const empty = /\S/.test(input.text) ? "" : "It holds no text.";
    this.say([input.note, empty, day].filter(Boolean).join(" "));
    this.check();
    if (this.held) $("#large-part").focus();
    else if (!typing) this.go.focus();
  }

  /** @param {string} message */
  say(message) {
    this.note.textContent = message;
  }

  check() {
    this.large.hidden = !this.held;
    this.box.hidden = Boolean(this.held);
    this.box.setAttribute("aria-busy", String(this.busy > 0));
    $("#stop").hidden = !this.busy;
    this.go.disabled = Boolean(this.held) || !(this.busy || /\S/.test(this.box.value));
  }

  /** Reads what is in the box, with what is still coming into it. */
  async submit() {
    const { signal } = this.stop;
    if (this.busy) await this.work;
    if (!signal.aborted && !this.go.disabled) this.send(this.box.value);
  }

  /** @param {string} text */
  send(text) {
    const day = isDay(this.day.value) ? this.day.value : null;
    this.on.read(text, day, day ? this.dayFrom || "reader" : "");
  }

  clear() {
    this.halt();
    this.held = "";
    this.box.value = "";
    this.day.value = "";
    this.dayFrom = "";
    this.say("");
    this.check();
    this.box.focus();
  }
}
