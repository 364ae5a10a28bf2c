// What the system hands over to the installed page: what was shared with it, and files opened with it.
import { single } from "../files.js";

/** @typedef {{files: File[], title: string, text: string, url: string}} Shared */

/** What the service worker keeps for this page; it gives it once. @returns {Promise<Shared | null>} */
async function fetchShared() {
  const worker = (await navigator.serviceWorker.ready).active;
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }) => resolve(data);
    worker?.postMessage("shared", [port2]);
    setTimeout(() => resolve(null), 5000);
  });
}

/**
 * Puts what was shared where a paste goes.
 * @param {import("../ui/paste.js").PasteBox} box
 */
async function takeShared(box) {
  // The hash only says that something waits; it is taken away so that a reload does not ask again.
  history.replaceState(null, "", location.pathname + location.search);
  const shared = await fetchShared();
  if (!shared) return box.say("What was shared is no longer there. Share it again.");
  const { files, title, text, url } = shared;
  if (files.length) return void box.open(files);
  const isAddress = (/** @type {string} */ s) => /^https?:\/\/\S+$/.test(s.trim());
  if (!text.trim() || isAddress(text)) {
    const address = url || text.trim() || title;
    return box.say(
      `Only an address was shared (${address}). This page opens no addresses: open the article, select its text and share that.`,
    );
  }
  box.on.begin();
  const headline =
    title && !isAddress(title) && !text.includes(title) && text.length > title.length ? `${title}\n\n` : "";
  box.arrive({ text: headline + text, day: "", note: "Read from what was shared.", name: "" });
}

/**
 * Takes what is handed over, now and later.
 * @param {import("../ui/paste.js").PasteBox} box
 */
export function handedOver(box) {
  if (single) return;
  if (location.hash === "#shared" && "serviceWorker" in navigator) takeShared(box);
  /** @type {{setConsumer: (f: (p: {files: {getFile: () => Promise<File>}[]}) => void) => void} | undefined} */
  const queue = Reflect.get(globalThis, "launchQueue");
  queue?.setConsumer(async ({ files }) => {
    if (files.length) box.open(await Promise.all(files.map((file) => file.getFile())));
  });
}
