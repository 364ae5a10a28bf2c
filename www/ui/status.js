// The footer and the bar of work: what was sent (nothing), what was read, what was left out, and what went wrong.
import { $ } from "./dom.js";

/** @typedef {import("../types.js").State} State */

/** How long a notice stands at least; a long one takes longer to read. */
const NOTICE_MS = 4000;

/** Small numbers need no formatter, whose set-up would cost the first paint tens of milliseconds.
 * @param {number} n @param {string} one @param {string} [many] */
const count = (n, one, many = `${one}s`) => `${n < 1000 ? n : n.toLocaleString("en")} ${n === 1 ? one : many}`;

export class Status {
  /** @param {{cancel: () => void, retry: () => void, leftOut: () => void, fixes: () => void, update: () => void}} on */
  constructor(on) {
    this.timer = 0;
    $("#cancel").addEventListener("click", on.cancel);
    $("#retry").addEventListener("click", on.retry);
    $("#left-out-show").addEventListener("click", on.leftOut);
    $("#fixes").addEventListener("click", on.fixes);
    $("#update-now").addEventListener("click", on.update);
  }

  /** @param {State} state @param {State} before */
  render(state, before) {
    const { doc } = state;
    const left = doc?.blocks.filter((b) => b.kind === "boilerplate").length ?? 0;
    const paragraphs = doc?.blocks.filter((b) => b.n).length ?? 0;
    const language = doc?.analysis ? (doc.analysis.language === "en" ? "English" : "language not English") : "";
    $("#sent").textContent =
      state.screen === "empty"
        ? state.offline
          ? "Works without a connection now"
          : "Works without a connection after this visit"
        : `${state.requests && !state.ownRequests ? "Requests made" : "Nothing sent"}: ${count(state.requests, "request")} since you pasted${state.ownRequests && `, for ${state.ownRequests}`}`;
    $("#size").textContent = doc
      ? [doc.words ? count(doc.words, "word") : "", count(paragraphs, "paragraph"), language].filter(Boolean).join(", ")
      : "English text";
    $("#left-out").hidden = !left;
    $("#left-out span").textContent = `${count(left, "line")} left out as not part of the article`;
    $("#left-out-show").textContent = state.leftOut ? "hide" : "show";
    $("#left-out-show").setAttribute("aria-expanded", String(state.leftOut));
    const fixes = state.stories[state.at]?.corrections.length ?? 0;
    $("#fixes").hidden = !fixes;
    $("#fixes").textContent = count(fixes, "correction");
    $("#update").hidden = !state.update;
    this.work(state);
    if (state.notice !== before.notice) this.notice(state.notice);
    this.message(state);
  }

  /** Says a thing once and takes it off again. @param {string} text */
  notice(text) {
    clearTimeout(this.timer);
    $("#notice").textContent = text;
    const ms = Math.max(NOTICE_MS, 70 * text.length);
    if (text) this.timer = window.setTimeout(() => ($("#notice").textContent = ""), ms);
  }

  /** @param {State} state */
  work(state) {
    const loading = state.engine === "loading" && (state.busy !== "" || state.screen === "empty");
    const bar = /** @type {HTMLProgressElement} */ ($("#bar"));
    $("#work").hidden = !state.busy;
    $("#load").hidden = !(loading && state.screen === "empty") || state.progress >= 1;
    $("#load").textContent = `Getting ready: ${Math.round(state.progress * 100)} %. You can paste meanwhile.`;
    const read = state.reading ? `Reading: ${Math.round(state.reading * 100)} %` : "Reading …";
    const part = state.doc?.analysis && state.doc.upTo < state.doc.text.length ? ". The beginning is shown." : "";
    $("#work span").textContent = loading ? `Getting ready: ${Math.round(state.progress * 100)} %` : read + part;
    if (loading) bar.value = state.progress;
    else bar.value = state.reading;
  }

  /** The one message that matters most. @param {State} state */
  message({ engine, engineNote, doc, screen, busy }) {
    const box = $("#trouble");
    const language = doc?.analysis?.language;
    const stopped = screen === "reading" && engine === "ready" && !doc?.analysis;
    const beginning = screen === "reading" && doc?.analysis && doc.upTo < doc.text.length;
    let text = "";
    if (engine === "nowasm")
      text =
        "This browser does not run WebAssembly as browsers have done since 2023, so nothing can be marked. The article can still be read here.";
    else if (engine === "failed") text = `The reader could not start: ${engineNote}. Your text is kept.`;
    else if (engineNote) text = `This text could not be read: ${engineNote}. It is kept as it was.`;
    else if (stopped) text = "Not read to the end. The text is kept.";
    else if (beginning)
      text = `Only the beginning is read, ${Math.round((100 * doc.upTo) / doc.text.length)} % of the text. What follows is not marked.`;
    else if (screen === "reading" && doc?.analysis && !/\S/.test(doc.text)) text = "This text is empty.";
    else if (screen === "reading" && language && language !== "en")
      text = "This does not look like English. Results are shown, but expect many to be wrong.";
    box.hidden = !text || Boolean(busy);
    $("span", box).textContent = text;
    $("#retry").hidden = engine === "nowasm" || !(engineNote || stopped || beginning);
    $("#retry").textContent = engineNote ? "Try again" : beginning ? "Read the rest" : "Read it";
    box.dataset.kind = engineNote || engine === "nowasm" ? "bad" : "note";
    const details = $("#diagnostics");
    details.hidden = !engineNote;
    if (engineNote)
      $("code", details).textContent =
        `Dateline; ${engineNote}; ${doc?.text.length ?? 0} characters; ${navigator.userAgent}`;
  }
}

/** What a request to this site was for, if it was for a part of the page. @param {string} address */
function partName(address) {
  const path = address.startsWith(document.baseURI) ? address.slice(document.baseURI.length) : "";
  if (/^parts\/pdf-[\w-]+\.js$/.test(path)) return "this site’s PDF reader";
  return /^parts\/[\w-]+\.js$/.test(path) ? "parts of this page" : "";
}

/**
 * Counts the requests that the page and its worker make after a moment.
 * @param {() => number} worker
 * @param {(n: number, own: string) => void} tell `own` says what they were for, where all were for parts of the page
 */
export function countRequests(worker, tell) {
  let since = Number.POSITIVE_INFINITY;
  /** What each was for. @type {string[]} */
  let seen = [];
  let before = 0;
  const show = () => {
    const others = Math.max(0, worker() - before);
    const own = seen.every(Boolean) && !others ? [...new Set(seen)].join(" and ") : "";
    tell(seen.length + others, own);
  };
  if (typeof PerformanceObserver === "function") {
    new PerformanceObserver((list) => {
      const fresh = list.getEntries().filter((e) => e.startTime > since && !e.name.startsWith("blob:"));
      seen.push(...fresh.map((e) => partName(e.name)));
      if (fresh.length) show();
    }).observe({ type: "resource", buffered: true });
  }
  return {
    start: () => {
      since = performance.now();
      seen = [];
      before = worker();
      show();
    },
    show,
  };
}
