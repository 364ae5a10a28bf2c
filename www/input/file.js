// Files to text. What reads HTML, Word and PDF is loaded when a file of that kind comes.
import { kindOf } from "./kind.js";
import { decode, readMarkdown, unixLines } from "./plain.js";
import { Unreadable } from "./unreadable.js";

/** Above this the reader is asked first. */
export const LARGE = 5e6;
/** What "the first part" of a large text is. */
export const PART = 1e6;

/** A text that came in. `day` is "" where none is known, `note` says what was read from what.
 * @typedef {{text: string, day: string, note: string, name: string}} Input */

/**
 * The code of a part; without a connection and not kept it cannot be had.
 * @template T @param {() => Promise<T>} load @param {string} what
 */
async function part(load, what) {
  try {
    return await load();
  } catch {
    throw new Unreadable(
      `${what} could not be loaded${navigator.onLine ? "" : ": there is no connection"}. It is fetched from this site when it is first used and kept then. Try again with a connection.`,
    );
  }
}

/** Reads HTML. @param {string} html */
export async function readPage(html) {
  const { readHtml } = await part(() => import("../parts/page.js"), "What reads web pages");
  const { text, day, left } = readHtml(html);
  return { text, day, note: left ? `${countOf(left, "line")} around the article left out.` : "" };
}

/** How a file is read: `tell` is told of what goes on, `signal` stops it.
 * @typedef {{tell: (message: string) => void, signal: AbortSignal}} How */

const countOf = (/** @type {number} */ n, /** @type {string} */ one) =>
  `${n.toLocaleString("en")} ${one}${n === 1 ? "" : "s"}`;

/** @param {ArrayBuffer} bytes @param {string} name @param {How} how */
async function readPdf(bytes, name, { tell, signal }) {
  const pdf = await part(() => import("../parts/pdf.js"), "The PDF reader");
  const progress = (/** @type {number} */ page, /** @type {number} */ of) =>
    tell(`Reading ${name}: page ${page} of ${of} …`);
  const { text, pages, of, bare } = await pdf.readPdf(bytes, { name, tell: progress, signal });
  const what = of > pages ? `, the first ${countOf(pages, "page")} of ${of}` : `, ${countOf(pages, "page")}`;
  return { text, what, note: bare ? `${countOf(bare, "page")} without text (pictures) left out.` : "" };
}

/**
 * @param {File} file
 * @param {How} how
 * @returns {Promise<Input>} rejects with Unreadable
 */
export async function readFile(file, how) {
  const name = file.name || "This file";
  const bytes = await file.arrayBuffer().catch(() => {
    throw new Unreadable(`${name} could not be opened. Is it a folder, or was it moved?`);
  });
  const kind = kindOf(new Uint8Array(bytes), name, file.type);
  const { text, day = "", note = "", what = "" } = await readAs(kind, bytes, name, how);
  if (!text && kind !== "text") throw new Unreadable(`No text was found in ${name}.`);
  return { text, day, note: [`Read from ${name}${what}.`, note].filter(Boolean).join(" "), name };
}

/**
 * @param {import("./kind.js").Kind} kind @param {ArrayBuffer} bytes @param {string} name @param {How} how
 * @returns {Promise<{text: string, day?: string, note?: string, what?: string}>}
 */
async function readAs(kind, bytes, name, how) {
  if (kind === "pdf") return readPdf(bytes, name, how);
  if (kind === "office") {
    const { readOffice } = await part(() => import("../parts/office.js"), "What reads Word files");
    return { text: readOffice(new Uint8Array(bytes), name) };
  }
  const { text, note } = decode(bytes, kind === "html");
  if (kind === "html") {
    const page = await readPage(text);
    return { ...page, note: [page.note, note].filter(Boolean).join(" ") };
  }
  return kind === "markdown" ? { ...readMarkdown(text), note } : { text: unixLines(text), note };
}

/** The first part of a large text, cut at the end of a line where there is one. @param {string} text */
export function firstPart(text) {
  const part = text.slice(0, PART);
  const line = part.lastIndexOf("\n");
  return line > PART / 2 ? part.slice(0, line) : part.replace(/[\uD800-\uDBFF]$/, "");
}

/** "12.3 MB" for a number of characters. @param {number} n */
export const sizeText = (n) =>
  n >= 1e6 ? `${(n / 1e6).toFixed(1)} million characters` : `${n.toLocaleString("en")} characters`;
