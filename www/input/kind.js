// What a file is, by its first bytes and then by its name: names lie, and dropped files often have no type.
import { Unreadable } from "./unreadable.js";

/** @typedef {"pdf" | "office" | "html" | "markdown" | "text"} Kind */

/** What files work, for messages and labels. */
export const WORKS = "text (.txt, .md), saved web pages (.html), Word (.docx), OpenDocument (.odt) and PDF";

const ARCHIVE = "is an archive. Unpack it first";

/** Openings of files that hold no text for us, each with what to do. @type {[string | RegExp, string][]} */
const NOT_READ = [
  [
    "\xd0\xcf\x11\xe0",
    "is an older Word file (.doc), or one locked with a password. Save it as .docx without a password and open that",
  ],
  [/^\{\\rtf/, "is a rich text file (.rtf). Save it as .docx or .txt and open that"],
  [
    /^(?:\x89PNG|\xff\xd8\xff|GIF8|RIFF....WEBP|II\*\0|MM\0\*|BM....\0\0\0\0|....ftyp(?:heic|avif|mif1))/s,
    "is a picture",
  ],
  [/^(?:ID3|OggS|fLaC|RIFF....(?:WAVE|AVI )|....ftyp|\xff[\xfb\xf3\xf2])/s, "is sound or video"],
  ["\x1aE\xdf\xa3", "is sound or video"],
  ["\x1f\x8b", ARCHIVE],
  [/^(?:7z\xbc\xaf|Rar!)/, ARCHIVE],
  [/^bplist00/, "is a web archive. Save the page as HTML instead"],
  [
    /^(?:From: |MIME-Version: |Snapshot-Content-Location: )[\s\S]*multipart\/related/i,
    "is a web archive (.mhtml). Save the page as “HTML only” instead",
  ],
];

const HTML = /^(?:\ufeff|\xef\xbb\xbf)?\s*(?:<!--[\s\S]*?-->\s*)*(?:<\?xml[^>]*>\s*)?<(?:!doctype html|html)[\s>]/i;

/** Whether a text is the source of an HTML page. @param {string} text */
export const isHtmlSource = (text) => HTML.test(text.slice(0, 4000));

/** Whether bytes are no text: control characters that texts do not hold. @param {Uint8Array} head */
function isBinary(head) {
  if ((head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff)) return false;
  const odd = head.reduce((n, b) => n + Number(b < 9 || (b > 13 && b < 32 && b !== 27)), 0);
  return odd > head.length / 50;
}

/**
 * @param {Uint8Array} bytes @param {string} name @param {string} type as the browser gives it, may be ""
 * @returns {Kind}
 */
export function kindOf(bytes, name, type) {
  if (!bytes.length) throw new Unreadable(`${name} is empty: it has no bytes.`);
  const head = bytes.subarray(0, 4096);
  const start = String.fromCharCode(...head);
  const not = NOT_READ.find(([opening]) =>
    typeof opening === "string" ? start.startsWith(opening) : opening.test(start),
  );
  if (not) throw new Unreadable(`${name} ${not[1]}. What works: ${WORKS}.`);
  if (start.slice(0, 1024).includes("%PDF-")) return "pdf";
  if (start.startsWith("PK\x03\x04")) return "office";
  if (/\.(?:docx|odt|pdf)$/i.test(name)) {
    throw new Unreadable(`${name} is not what its name says, or it was cut short. Save or download it again.`);
  }
  if (isBinary(head)) throw new Unreadable(`${name} is not a text. What works: ${WORKS}.`);
  if (/\.x?html?$/i.test(name) || type === "text/html" || HTML.test(start)) return "html";
  return /\.(?:md|markdown)$/i.test(name) || type === "text/markdown" ? "markdown" : "text";
}
