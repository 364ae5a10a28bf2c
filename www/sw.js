// Keeps the page for use without a connection. It serves only the files of its own version, by addresses relative to
// itself, so it works under any path; it never takes over an open page by itself. Each file is known by the digest of its
// content: a new version fetches only what changed, and a damaged answer is not kept.

const VERSION = "__VERSION__";
/** Kept at once: the path of each file with the SHA-256 of its content. @type {Record<string, string>} */
const PRECACHE = { __PRECACHE__: "" };
/** Kept when first used: parts that weigh much and that few readers need. @type {Record<string, string>} */
const ON_USE = { __ON_USE__: "" };

const sw = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));
const NAME = `dateline-${VERSION}`;
const DIGEST = "x-content-digest";
const CSP =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval' blob:; worker-src blob: 'self'; connect-src 'self'; style-src 'self'; img-src 'self' data: blob:; manifest-src 'self'; form-action 'none'; base-uri 'none'";
const home = new URL("./", sw.location.href).href;
const address = (/** @type {string} */ path) => new URL(path, home).href;
const digests = new Map(Object.entries({ ...PRECACHE, ...ON_USE }).map(([path, digest]) => [address(path), digest]));

/** @param {ArrayBuffer} content */
async function digestOf(content) {
  const bytes = new Uint8Array(await crypto.subtle.digest("SHA-256", content));
  return Array.from(bytes, (b) => b.toString(16).padStart(2, "0")).join("");
}

/** The file as an earlier version kept it, if its content is still the same. @param {string} url @param {string} digest */
async function keptBefore(url, digest) {
  for (const name of await caches.keys()) {
    if (!name.startsWith("dateline-")) continue;
    const old = await (await caches.open(name)).match(url);
    if (old?.headers.get(DIGEST) === digest) return old;
  }
  return undefined;
}

/** The file from the host: what the browser has at hand where that is the right one, else anew.
 * @param {string} url @param {string} digest */
async function fetched(url, digest) {
  for (const cache of /** @type {const} */ (["default", "reload"])) {
    const response = await fetch(new Request(url, { cache, credentials: "same-origin" }));
    if (!response.ok) throw new Error(`${url}: ${response.status}`);
    const content = await response.arrayBuffer();
    if ((await digestOf(content)) !== digest) continue;
    // A redirected answer may not be given to a navigation, so it is kept as a plain one. The policy goes with every file,
    // for the worker above all: one that is loaded from an address does not stand under the page's own.
    const headers = new Headers(response.headers);
    headers.set("content-security-policy", CSP);
    headers.set(DIGEST, digest);
    headers.delete("content-encoding");
    headers.delete("content-length");
    return new Response(content, { status: 200, headers });
  }
  throw new Error(`${url} is not the file of this version`);
}

/** Keeps a file and gives it. @param {string} url */
async function keep(url) {
  const digest = digests.get(url) ?? "";
  const response = (await keptBefore(url, digest)) ?? (await fetched(url, digest));
  await (await caches.open(NAME)).put(url, response.clone());
  return response;
}

sw.addEventListener("install", (event) =>
  event.waitUntil(Promise.all(Object.keys(PRECACHE).map((path) => keep(address(path))))),
);

sw.addEventListener("activate", (event) => {
  const old = async () => {
    const names = await caches.keys();
    await Promise.all(names.filter((n) => n.startsWith("dateline-") && n !== NAME).map((n) => caches.delete(n)));
  };
  event.waitUntil(old());
});

/** What was shared with the page and not yet fetched by it: in memory only, for a minute.
 * @type {{files: File[], title: string, text: string, url: string} | null} */
let shared = null;
let forget = () => {};

/** Takes what the system shares; the page that opens asks for it. Nothing of it goes into an address. @param {Request} request */
async function takeShared(request) {
  const form = await request.formData();
  const field = (/** @type {string} */ name) => String(form.get(name) ?? "");
  const files = form.getAll("files").filter((f) => f instanceof File && f.size);
  shared = { files: /** @type {File[]} */ (files), title: field("title"), text: field("text"), url: field("url") };
  return Response.redirect(`${home}#shared`, 303);
}

/** Settles when the page has fetched what was shared, or after a minute: the worker stays alive till then. */
const fetchedByPage = () =>
  new Promise((resolve) => {
    forget = () => {
      shared = null;
      resolve(null);
    };
    setTimeout(forget, 60_000);
  });

sw.addEventListener("message", (event) => {
  if (event.data === "activate") sw.skipWaiting();
  if (event.data !== "shared") return;
  event.ports[0]?.postMessage(shared);
  forget();
});

sw.addEventListener("fetch", (event) => {
  if (event.request.method === "POST" && event.request.url === address("share")) {
    event.waitUntil(fetchedByPage());
    return event.respondWith(takeShared(event.request));
  }
  if (event.request.method !== "GET") return;
  const url = new URL(event.request.url);
  url.search = "";
  url.hash = "";
  const wanted = url.href === home ? address("index.html") : url.href;
  if (!digests.has(wanted)) return;
  const serve = async () =>
    (await (await caches.open(NAME)).match(wanted)) ?? keep(wanted).catch(() => fetch(event.request));
  event.respondWith(serve());
});
