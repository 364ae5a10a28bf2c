// The page's side of the worker. All files are fetched once, when the page loads; a worker that is cancelled or breaks is
// replaced from what is kept, without a request.
import { open } from "./files.js";

const PROGRESS_MS = 100;

/** What the engine is made of. */
export const ENGINE = ["dateline.js", "worker.js", "dateline_bg.wasm", "model.bin"];

/** Who waits for an answer, with the pieces of it that are here.
 * @typedef {{resolve: (value: any) => void, reject: (error: Error) => void, pieces: {path: (string | number)[], items: unknown[]}[]}} Waiting */

/** The reading was stopped by the reader. */
export class Cancelled extends Error {}

export class Engine {
  /**
   * @param {(part: number) => void} onprogress how much of the engine is here, 0 to 1
   * @param {(part: number) => void} onreading how much of a text is read, 0 to 1
   */
  constructor(onprogress, onreading) {
    this.onprogress = onprogress;
    this.onreading = onreading;
    /** @type {Worker | null} */
    this.worker = null;
    /** @type {Map<number, Waiting>} */
    this.waiting = new Map();
    this.next = 1;
    this.asked = 0;
    this.script = "";
    /** @type {{module: WebAssembly.Module, model: ArrayBuffer} | null} */
    this.kept = null;
    /** @type {Promise<void>} */
    this.ready = Promise.reject(new Error("not loaded"));
    this.ready.catch(() => {});
  }

  /** Fetches what is missing and starts the worker. Rejects with a readable message. */
  async load() {
    if (!this.kept) {
      const [glue, worker, wasm, model] = await this.fetchAll();
      if (!glue || !worker || !wasm || !model) throw new Error("a file is missing");
      this.script = URL.createObjectURL(new Blob([glue, "\n", worker], { type: "text/javascript" }));
      this.kept = { module: await WebAssembly.compile(wasm), model: model.buffer };
    }
    try {
      await this.start();
    } catch (error) {
      // A damaged file must not be kept: the next try fetches it anew.
      if (!(error instanceof Cancelled)) this.kept = null;
      throw error;
    }
  }

  async fetchAll() {
    // A host may compress, and then tells no length or that of what it sends: the build knows what arrives.
    const total = Number(document.body.dataset.bytes);
    let got = 0;
    let told = 0;
    return Promise.all(
      ENGINE.map(async (file) => {
        const response = await open(file);
        if (!response.ok || !response.body) throw new Error(`${file}: ${response.status} ${response.statusText}`);
        /** @type {Uint8Array[]} */
        const parts = [];
        const reader = response.body.getReader();
        for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) {
          parts.push(chunk.value);
          got += chunk.value.length;
          // Drawing each of a hundred pieces would hold up the page.
          if (performance.now() - told < PROGRESS_MS) continue;
          told = performance.now();
          this.onprogress(Math.min(0.98, got / Math.max(total, got, 1)));
        }
        return joined(parts);
      }),
    );
  }

  /** Starts a fresh worker from what is kept. */
  start() {
    this.worker?.terminate();
    this.worker = new Worker(this.script, { name: "dateline" });
    this.worker.onmessage = ({ data }) => this.settle(data);
    this.worker.onerror = (e) => this.drop(new Error(e.message || "the worker could not start"));
    this.ready = this.ask({ type: "init", ...this.kept });
    this.ready.catch(() => {});
    return this.ready;
  }

  /** @param {Record<string, unknown>} message @returns {Promise<any>} */
  ask(message) {
    return new Promise((resolve, reject) => {
      const id = this.next++;
      this.waiting.set(id, { resolve, reject, pieces: [] });
      this.worker?.postMessage({ id, ...message });
    });
  }

  /** @param {{id: number, part?: number, path?: (string | number)[], items?: unknown[], result?: unknown, error?: string, trap?: boolean, asked?: number}} reply */
  settle({ id, part, path, items, result, error, trap, asked }) {
    const one = this.waiting.get(id);
    if (part !== undefined) return void (one && this.onreading(part));
    if (path && items) return void one?.pieces.push({ path, items });
    this.waiting.delete(id);
    this.asked = Math.max(this.asked, asked ?? 0);
    if (error === undefined) return one?.resolve(whole(result, one.pieces));
    one?.reject(new Error(error));
    // A trap leaves the module's memory in no known state: the next reading gets a new one.
    if (trap) this.start();
  }

  /** Fails everything under way. @param {Error} error */
  drop(error) {
    for (const { reject } of this.waiting.values()) reject(error);
    this.waiting.clear();
  }

  /**
   * Reads a story. Rejects with `Cancelled` when `cancel` is called meanwhile.
   * @param {import("./types.js").Story} story
   * @returns {Promise<import("./types.js").Analysis>}
   */
  async analyze({ text, day, corrections }) {
    await this.ready;
    return this.ask({ type: "analyze", text, day, corrections: JSON.stringify(corrections) });
  }

  /**
   * Reads several stories and merges them; as `analyze` otherwise.
   * @param {import("./types.js").Story[]} stories
   * @returns {Promise<import("./types.js").Dossier>}
   */
  async dossier(stories) {
    await this.ready;
    return this.ask({ type: "dossier", articles: articlesOf(stories) });
  }

  /** The formats of exports. @returns {Promise<import("./types/dateline.js").ExportFormat[]>} */
  async formats() {
    await this.ready;
    return this.ask({ type: "formats" });
  }

  /**
   * Stories as files of a format.
   * @param {import("./types.js").Story[]} stories
   * @param {string} format
   * @returns {Promise<import("./types/dateline.js").ExportedFile[]>}
   */
  async export(stories, format) {
    await this.ready;
    return (await this.ask({ type: "export", articles: articlesOf(stories), format })).files;
  }

  /** Stops what is under way at once and makes ready for the next text. */
  cancel() {
    this.worker?.terminate();
    this.drop(new Cancelled("cancelled"));
    if (this.kept) this.start().catch(() => {});
  }
}

/** An answer with the pieces that came ahead of it. @param {any} answer @param {Waiting["pieces"]} pieces */
function whole(answer, pieces) {
  for (const { path, items } of pieces) {
    const list = path.reduce((value, key) => value[key], answer);
    for (const item of items) list.push(item);
  }
  return answer;
}

/** The pieces as one. @param {Uint8Array[]} parts */
function joined(parts) {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/** Stories as the core takes them. @param {import("./types.js").Story[]} stories */
export const articlesOf = (stories) =>
  JSON.stringify(stories.map(({ text, day, corrections }, id) => ({ id, text, published: day, corrections })));
