// The service worker: keeps the page for use without a connection and offers a new version, never taking it by itself.
import { single } from "./files.js";

/** @param {import("./state.js").Store} store */
export function keepOffline(store) {
  /** @type {ServiceWorkerRegistration | null} */
  let registration = null;
  const start = async () => {
    if (single || !("serviceWorker" in navigator)) return;
    try {
      registration = await navigator.serviceWorker.register("sw.js", { scope: "./" });
    } catch {
      return; // A page opened from a file or an old browser: it works, only not without its files.
    }
    const offer = () => store.set({ update: Boolean(registration?.waiting && navigator.serviceWorker.controller) });
    const watch = () => registration?.installing?.addEventListener("statechange", offer);
    registration.addEventListener("updatefound", watch);
    watch();
    offer();
    await navigator.serviceWorker.ready;
    store.set({ offline: true });
  };
  if (document.readyState === "complete") start();
  else addEventListener("load", start);
  return {
    /** Takes the waiting version and loads the page anew. */
    update() {
      navigator.serviceWorker.addEventListener("controllerchange", () => location.reload(), { once: true });
      registration?.waiting?.postMessage("activate");
    },
  };
}
