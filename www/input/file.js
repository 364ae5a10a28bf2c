// Files to text. What is not UTF-8 is read as Windows-1252, the usual alternative, and the reader is told.
import { readHtml } from "./html.js";

/** Above this the reader is asked first. */
export const LARGE = 5e6;
/** What "the first part" of a large text is. */
export const PART = 1e6;

/** @typedef {{text: string, day: string, note: string}} Input */

/** @param {ArrayBuffer} bytes @returns {{text: string, note: string}} */
export function decode(bytes) {
  const head = new Uint8Array(bytes.slice(0, 2));
  const utf16 =
    head[0] === 0xff && head[1] === 0xfe ? "utf-16le" : head[0] === 0xfe && head[1] === 0xff ? "utf-16be" : "";
  try {
    return { text: new TextDecoder(utf16 || "utf-8", { fatal: true }).decode(bytes), note: "" };
  } catch {
    return {
      text: new TextDecoder("windows-1252").decode(bytes),
      note: "This file is not valid UTF-8. It was read as Windows-1252: look at the accents and quote marks.",
    };
  }
}

/** Markdown's marks that would stand in the way of reading. @param {string} text */
const plain = (text) =>
  text
    .replace(/^---\n[\s\S]*?\n---\n/, "")
    .replace(/^#{1,6} +/gm, "")
    .replace(/!?\[([^\]\n]*)\]\([^)\n]*\)/g, "$1")
    .replace(/(\*\*|__)(?=\S)([^\n]*?\S)\1/g, "$2");

/** @param {File} file @returns {Promise<Input>} */
export async function readFile(file) {
  const { text, note } = decode(await file.arrayBuffer());
  if (/\.x?html?$/i.test(file.name) || file.type === "text/html") return { ...readHtml(text), note };
  return { text: /\.(md|markdown)$/i.test(file.name) ? plain(text) : text.replace(/\r\n?/g, "\n"), day: "", note };
}

/** What a paste or drop holds: HTML where it is as full as the plain text, else the plain text. @param {DataTransfer} data @returns {Input} */
export function readTransfer(data) {
  const plainText = data.getData("text/plain");
  const html = data.getData("text/html");
  if (html) {
    const read = readHtml(html);
    if (read.text.length * 2 > plainText.length) return { ...read, note: "" };
    return { text: plainText, day: read.day, note: "" };
  }
  return { text: plainText, day: "", note: "" };
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
