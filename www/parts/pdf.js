// PDF files to plain text. pdf.js reads them in a worker that is made from a blob, so that it stands under the page's own
// policy and works from a disk too; it fetches nothing: no fonts, no character maps, no code.
import { getDocument, PDFWorker } from "pdfjs-dist/legacy/build/pdf.mjs";
import workerSource from "pdfjs-dist/legacy/build/pdf.worker.min.mjs?text";
import { Unreadable } from "../input/unreadable.js";
import { layOut, runsOf } from "./pdf-layout.js";

/** Longer files are read up to here. */
const MOST_PAGES = 400;

/** What pdf.js may do here: read text. */
const ONLY_TEXT = {
  isEvalSupported: false,
  disableFontFace: true,
  useSystemFonts: false,
  useWorkerFetch: false,
  useWasm: false,
  isOffscreenCanvasSupported: false,
  isImageDecoderSupported: false,
  enableXfa: false,
  verbosity: 0,
};

/** @param {unknown} error @param {string} name */
function explain(error, name) {
  if (error instanceof Unreadable) return error;
  const kind = error instanceof Error ? error.name : "";
  if (kind === "PasswordException")
    return new Unreadable(`${name} is locked with a password. Open it in a PDF program and save it without one.`);
  return new Unreadable(`${name} is damaged or not a PDF that can be read here.`);
}

/**
 * The text in reading order, headline first, paragraphs parted by blank lines.
 * @param {ArrayBuffer} bytes
 * @param {{name: string, tell: (page: number, of: number) => void, signal: AbortSignal}} how `name` for messages; `tell`
 *   is called before each page
 * @returns {Promise<{text: string, pages: number, of: number, bare: number}>} `pages` were read of `of`; `bare` of them
 *   hold no text. Rejects with Unreadable.
 */
export async function readPdf(bytes, { name, tell, signal }) {
  const address = URL.createObjectURL(new Blob([workerSource], { type: "text/javascript" }));
  const thread = new Worker(address, { name: "pdf" });
  // A worker that cannot start, or that was stopped, answers nothing: this does.
  const gone = new Promise((_, reject) => {
    thread.addEventListener("error", () => reject(new Error("no worker")));
    signal.addEventListener("abort", () => reject(new Unreadable("Stopped.")));
  });
  const worker = new PDFWorker({ port: /** @type {any} */ (thread), verbosity: ONLY_TEXT.verbosity });
  try {
    return await Promise.race([read(), gone]);
  } catch (error) {
    throw explain(error, name);
  } finally {
    worker.destroy();
    thread.terminate();
    URL.revokeObjectURL(address);
  }

  async function read() {
    const pdf = await getDocument({ ...ONLY_TEXT, data: new Uint8Array(bytes), worker }).promise;
    const pages = [];
    for (let n = 1; n <= Math.min(pdf.numPages, MOST_PAGES); n++) {
      tell(n, pdf.numPages);
      const page = await pdf.getPage(n);
      const { items } = await page.getTextContent();
      const { transform, height } = page.getViewport({ scale: 1 });
      pages.push({ runs: runsOf(items, transform), height });
      page.cleanup();
    }
    const text = layOut(pages);
    if (!/\p{L}/u.test(text)) {
      throw new Unreadable(
        `${name} holds no text, only pictures of pages (a scan). Run it through text recognition (OCR) first.`,
      );
    }
    return { text, pages: pages.length, of: pdf.numPages, bare: pages.filter((p) => !p.runs.length).length };
  }
}
