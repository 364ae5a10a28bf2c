// Keeps the page for use without a connection. It serves only the files of its own version, by addresses relative to
// itself, so it works under any path; it never takes over an open page by itself.

const VERSION = "__VERSION__";
const PRECACHE = ["__PRECACHE__"];

const sw = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));
const NAME = `dateline-${VERSION}`;
const CSP =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval' blob:; worker-src blob: 'self'; connect-src 'self'; style-src 'self'; img-src 'self' data: blob:; manifest-src 'self'; form-action 'none'; base-uri 'none'";
const home = new URL("./", sw.location.href).href;
const kept = new Set(PRECACHE.map((path) => new URL(path, home).href));

/** @param {string} url */
async function keep(url) {
  const response = await fetch(new Request(url, { cache: "reload", credentials: "same-origin" }));
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  // A redirected answer may not be given to a navigation, so it is kept as a plain one. The policy goes with every file,
  // for the worker above all: one that is loaded from an address does not stand under the page's own.
  const headers = new Headers(response.headers);
  headers.set("content-security-policy", CSP);
  headers.delete("content-encoding");
  headers.delete("content-length");
  const cache = await caches.open(NAME);
  await cache.put(url, new Response(await response.blob(), { status: 200, headers }));
}

sw.addEventListener("install", (event) => event.waitUntil(Promise.all([...kept].map(keep))));

sw.addEventListener("activate", (event) => {
  const old = async () => {
    const names = await caches.keys();
    await Promise.all(names.filter((n) => n.startsWith("dateline-") && n !== NAME).map((n) => caches.delete(n)));
  };
  event.waitUntil(old());
});

sw.addEventListener("message", (event) => {
  if (event.data === "activate") sw.skipWaiting();
});

sw.addEventListener("fetch", (event) => {
  if (event.request.method !== "GET") return;
  const url = new URL(event.request.url);
  url.search = "";
  url.hash = "";
  const wanted = url.href === home ? new URL("index.html", home).href : url.href;
  if (!kept.has(wanted)) return;
  const serve = async () => (await (await caches.open(NAME)).match(wanted)) ?? fetch(event.request);
  event.respondWith(serve());
});
