// A host of the page that a test owns: it gives the files of dist/, keeps what it was asked, and can be switched off.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";

const DIST = fileURLToPath(new URL("../../dist/", import.meta.url));

/** @type {Record<string, string>} */
const TYPES = {
  ".html": "text/html",
  ".js": "text/javascript",
  ".css": "text/css",
  ".json": "application/json",
  ".webmanifest": "application/manifest+json",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".ico": "image/x-icon",
  ".wasm": "application/wasm",
  ".txt": "text/plain",
};

/**
 * Starts the host at a free port.
 * @returns {Promise<{url: string, asked: {method: string, path: string, bytes: number}[], instead: Map<string, Buffer>,
 *   close: () => Promise<void>}>} the page's address; every request that reached the host, in order, with the size of its
 *   body; what it gives instead of a file of dist/, by its path ("/sw.js"); and what ends it, open connections too
 */
export async function host() {
  /** @type {Map<string, Buffer>} */
  const instead = new Map();
  /** @type {{method: string, path: string, bytes: number}[]} */
  const asked = [];
  const server = createServer(async (request, response) => {
    const entry = { method: request.method ?? "", path: request.url ?? "", bytes: 0 };
    asked.push(entry);
    for await (const chunk of request) entry.bytes += chunk.length;
    const { pathname } = new URL(entry.path, "http://host/");
    try {
      const body =
        instead.get(pathname) ??
        (await readFile(join(DIST, pathname.endsWith("/") ? `${pathname}index.html` : pathname)));
      const type = TYPES[extname(pathname) || ".html"] ?? "application/octet-stream";
      response.writeHead(200, { "content-type": type, "content-length": body.length, "cache-control": "no-cache" });
      response.end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((go) => server.listen(0, "127.0.0.1", () => go(null)));
  // A test that fails must not keep the run from ending.
  server.unref();
  const address = server.address();
  assert.ok(address && typeof address === "object");
  return {
    url: `http://127.0.0.1:${address.port}/`,
    asked,
    instead,
    close: () =>
      new Promise((go) => {
        server.close(() => go());
        server.closeAllConnections();
      }),
  };
}
