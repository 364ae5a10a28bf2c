// Word (.docx) and OpenDocument (.odt) files to plain text: both are zip files with the text as XML in one of them.
import { unzipSync } from "fflate";
import { Unreadable } from "../input/unreadable.js";
import { squeeze } from "./blocks.js";

/** The most that a file's text may unpack to, in bytes. A novel as docx has about five million. */
const LIMIT = 60e6;

/** What the elements of a format mean, by their names with the usual prefixes.
 * @typedef {object} Format
 * @property {string} file in the zip
 * @property {Set<string>} blocks elements that are a block
 * @property {Set<string>} skip elements that are not read: deleted text, notes, comments, codes of fields
 * @property {Set<string> | null} text elements whose text counts; null when all text in blocks does
 * @property {Record<string, string>} signs elements that stand for a character
 */

const words = (/** @type {string} */ list) => new Set(list.split(" "));

/** @type {Format[]} */
const FORMATS = [
  {
    file: "word/document.xml",
    blocks: words("w:p"),
    // A text box is there twice, once for older programs.
    skip: words("w:del w:moveFrom w:rPr w:pPr w:instrText w:delText mc:Fallback w:sectPr m:oMath"),
    text: words("w:t"),
    signs: { "w:tab": " ", "w:br": "\n", "w:cr": "\n", "w:noBreakHyphen": "-" },
  },
  {
    file: "content.xml",
    blocks: words("text:p text:h"),
    skip: words(
      "text:tracked-changes text:note office:annotation office:forms text:table-of-content svg:title svg:desc",
    ),
    text: null,
    signs: { "text:s": " ", "text:tab": " ", "text:line-break": "\n" },
  },
];

/** Unpacks the one file that holds the text. @param {Uint8Array} bytes @param {string} name */
function unpack(bytes, name) {
  let size = 0;
  let files = {};
  try {
    files = unzipSync(bytes, {
      filter: (file) => {
        if (!FORMATS.some((f) => f.file === file.name)) return false;
        // The size that a zip states is the room it gets: one that states less than it holds is cut, not unpacked.
        size += file.originalSize;
        return size <= LIMIT;
      },
    });
  } catch {
    throw new Unreadable(`${name} is damaged or cut short: it cannot be unpacked.`);
  }
  if (size > LIMIT)
    throw new Unreadable(`${name} would unpack to more than ${LIMIT / 1e6} million bytes of text. It was not read.`);
  for (const format of FORMATS) {
    const file = Object.entries(files).find(([path]) => path === format.file)?.[1];
    if (file instanceof Uint8Array) return { format, file };
  }
  throw new Unreadable(
    `${name} is not a Word or OpenDocument text. Spreadsheets, slides, books and other archives are not read.`,
  );
}

/** Whether a run of Word is hidden text. @param {Element} run */
const isHidden = (run) =>
  run.nodeName === "w:r" && [...run.children].some((c) => c.nodeName === "w:rPr" && c.querySelector("vanish"));

/**
 * Headings, paragraphs, list items and cells in their order, a block each, parted by blank lines. Deleted text, notes,
 * comments, headers and footers are left out.
 * @param {Uint8Array} bytes @param {string} name of the file, for messages
 * @returns {string} rejects what is no such file, or too large, with Unreadable
 */
export function readOffice(bytes, name) {
  const { format, file } = unpack(bytes, name);
  const source = new TextDecoder().decode(file);
  const xml = new DOMParser().parseFromString(source, "application/xml");
  // No such program writes a doctype: it could only bring entities that grow without end.
  if (source.slice(0, 2000).includes("<!DOCTYPE") || xml.querySelector("parsererror")) {
    throw new Unreadable(`${name} is damaged: its text cannot be read.`);
  }
  return blocks(xml, format).join("\n\n");
}

/** @param {Document} xml @param {Format} format */
function blocks(xml, { blocks, skip, text, signs }) {
  /** @type {string[]} */
  const out = [];
  /** The blocks that we are in: a text box is a block inside one. @type {string[]} */
  const open = [];
  const add = (/** @type {string} */ s) => open.length && (open[open.length - 1] += s);
  // Null closes a block. Without recursion, so that depth cannot exhaust the stack.
  /** @type {(Node | null)[]} */
  const stack = [xml.documentElement];
  while (stack.length) {
    const node = stack.pop();
    if (node === undefined) break;
    if (node === null) out.push(...(open.pop() ?? "").split(/\n\s*\n/));
    else if (node.nodeType === 3) {
      if (!text || text.has(node.parentNode?.nodeName ?? "")) add(node.nodeValue ?? "");
    } else if (node instanceof Element && !skip.has(node.nodeName) && !isHidden(node)) {
      add(signs[node.nodeName] ?? "");
      if (blocks.has(node.nodeName)) {
        open.push("");
        stack.push(null);
      }
      for (let child = node.lastChild; child; child = child.previousSibling) stack.push(child);
    }
  }
  return out.map((s) => s.split("\n").map(squeeze).join("\n").trim()).filter(Boolean);
}
