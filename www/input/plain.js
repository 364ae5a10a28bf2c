// Bytes to text, and Markdown to plain text.
import { isDay } from "../model/stretch.js";

const NOT_UTF8 = "This file is not valid UTF-8. It was read as Windows-1252: look at the accents and quote marks.";

/** The character set that an HTML page names for itself, or "". @param {Uint8Array} bytes */
const declared = (bytes) =>
  /<meta[^>]+charset\s*=\s*["']?([\w-]+)/i.exec(String.fromCharCode(...bytes.subarray(0, 2048)))?.[1] ?? "";

/**
 * What is not UTF-8 is read in the character set that a page names, else as Windows-1252, and the reader is told.
 * @param {ArrayBuffer} bytes @param {boolean} [html]
 * @returns {{text: string, note: string}}
 */
export function decode(bytes, html = false) {
  const head = new Uint8Array(bytes, 0, Math.min(2048, bytes.byteLength));
  const utf16 =
    head[0] === 0xff && head[1] === 0xfe ? "utf-16le" : head[0] === 0xfe && head[1] === 0xff ? "utf-16be" : "";
  try {
    return { text: new TextDecoder(utf16 || "utf-8", { fatal: true }).decode(bytes), note: "" };
  } catch {
    const charset = html ? declared(head) : "";
    try {
      if (charset && !/^utf-?(?:8|16)/i.test(charset))
        return { text: new TextDecoder(charset).decode(bytes), note: "" };
    } catch {
      // A character set of no known name.
    }
    return { text: new TextDecoder("windows-1252").decode(bytes), note: NOT_UTF8 };
  }
}

/** Line ends as one character. @param {string} text */
export const unixLines = (text) => text.replace(/\r\n?/g, "\n");

/**
 * Markdown without the marks that would stand in the way of reading. Front matter gives the publication day where its
 * `date` is an ISO day, and the headline where the text has none.
 * @param {string} source
 * @returns {{text: string, day: string}}
 */
export function readMarkdown(source) {
  const text = unixLines(source);
  const front = /^---\n([\s\S]*?)\n(?:---|\.\.\.)(?:\n|$)/.exec(text);
  const field = (/** @type {string} */ name) =>
    new RegExp(`^${name}:[ \\t]*(["']?)(.*?)\\1[ \\t]*$`, "m").exec(front?.[1] ?? "")?.[2] ?? "";
  const body = text.slice(front?.[0].length ?? 0);
  const day = field("date").slice(0, 10);
  const title = /^\s*# /.test(body) ? "" : field("title");
  const plain = body
    .replace(/^#{1,6} +/gm, "")
    .replace(/!?\[([^\]\n]*)\]\([^)\n]*\)/g, "$1")
    .replace(/(\*\*|__)(?=\S)([^\n]*?\S)\1/g, "$2");
  return { text: title ? `${title}\n\n${plain.trimStart()}` : plain, day: isDay(day) ? day : "" };
}
