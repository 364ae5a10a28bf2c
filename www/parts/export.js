// The export dialog: every format that the core writes, whom it serves, what it loses, a preview, copy or save.

import { $, h, roving } from "../ui/dom.js";
import { copy, save } from "../ui/export.js";

/** @typedef {import("../types/dateline.js").ExportedFile} ExportedFile */
/** @typedef {import("../types/dateline.js").ExportFormat} ExportFormat */
/** @typedef {{formats: () => Promise<ExportFormat[]>, write: (format: string) => Promise<ExportedFile[]>}} Source */

/** As much of a file as is shown. */
const SHOWN = 4000;

/** Several files as one. @param {ExportedFile[]} files */
async function zip(files) {
  const { zipSync, strToU8 } = await import("./zip.js");
  return zipSync(Object.fromEntries(files.map((f) => [f.name, strToU8(f.content)])));
}

export class ExportDialog {
  /** @param {Source} source */
  constructor(source) {
    this.source = source;
    this.box = /** @type {HTMLDialogElement} */ ($("#export"));
    this.list = $("#formats");
    this.preview = $("#preview");
    this.said = $("#export-said");
    /** @type {ExportedFile[]} */
    this.files = [];
    this.chosen = "";
    this.turn = 0;
    this.settle = roving(this.list, "button");
    $("#export-copy").addEventListener("click", () => this.copy());
    $("#export-save").addEventListener("click", () => this.save());
  }

  async open() {
    if (this.box.open) return;
    this.said.textContent = "";
    this.box.showModal();
    const formats = await this.source.formats().catch((error) => {
      this.fail(error);
      return [];
    });
    this.list.replaceChildren(...formats.map((f) => this.entry(f)));
    const first = formats.find((f) => f.name === this.chosen) ?? formats[0];
    if (first) await this.choose(first);
    /** @type {HTMLElement | null} */ (this.list.querySelector("[aria-pressed=true]"))?.focus();
  }

  /** @param {ExportFormat} format */
  entry(format) {
    const tell = { type: "button", "data-format": format.name, "aria-pressed": "false", tabindex: -1 };
    return h(
      "li",
      null,
      h(
        "button",
        { ...tell, onclick: () => this.choose(format) },
        h("b", null, format.label),
        h("small", null, format.serves),
      ),
    );
  }

  /** @param {ExportFormat} format */
  async choose(format) {
    const mine = ++this.turn;
    this.chosen = format.name;
    for (const b of this.list.querySelectorAll("button"))
      b.setAttribute("aria-pressed", String(b.dataset.format === format.name));
    this.settle();
    this.said.textContent = "";
    $("#export-loses").textContent = format.loses;
    try {
      const files = await this.source.write(format.name);
      if (mine === this.turn) this.show(files);
    } catch (error) {
      if (mine !== this.turn) return;
      this.show([]);
      this.fail(error);
    }
  }

  /** @param {unknown} error */
  fail(error) {
    this.said.textContent = `This file could not be made: ${error instanceof Error ? error.message : error}.`;
  }

  /** @param {ExportedFile[]} files */
  show(files) {
    this.files = files;
    const [first] = files;
    const cut = (first?.content.length ?? 0) > SHOWN;
    this.preview.textContent = first ? first.content.slice(0, SHOWN) + (cut ? "\n…" : "") : "";
    this.preview.scrollTop = 0;
    const names = files.map((f) => f.name).join(", ");
    $("#export-files").textContent = files.length > 1 ? `${names}, saved as one zip; the first is shown` : names;
    $("#export-copy").hidden = files.length !== 1;
    /** @type {HTMLButtonElement} */ ($("#export-save")).disabled = !files.length;
  }

  async copy() {
    const done = await copy(this.files[0]?.content ?? "");
    this.said.textContent = done ? "Copied." : "The browser did not allow copying.";
  }

  async save() {
    const [first] = this.files;
    if (!first) return;
    if (this.files.length === 1) save(first.name, first.content, first.type);
    else save(`${first.name.replace(/\.\w+$/, "")}-${this.chosen}.zip`, await zip(this.files), "application/zip");
    this.said.textContent = "Saved.";
  }
}
