// Starts the page: makes the views, joins them to the actions, and draws them whenever the state changes.
import "./closed.js";
import { makeActions } from "./actions.js";
import { Engine } from "./engine.js";
import { handedOver } from "./input/handed.js";
import * as fix from "./model/fix.js";
import { keepOffline } from "./offline.js";
import { createStore } from "./state.js";
import { loadAhead } from "./ui/ahead.js";
import { Article } from "./ui/article.js";
import { Cast, GROUPS } from "./ui/cast.js";
import { wireDialogs } from "./ui/dialogs.js";
import { $ } from "./ui/dom.js";
import { loadExamples } from "./ui/examples.js";
import { copy, eventText } from "./ui/export.js";
import { Find } from "./ui/find.js";
import { Focus } from "./ui/focus.js";
import { Hash } from "./ui/hash.js";
import { Keeper } from "./ui/keep.js";
import { listen } from "./ui/keys.js";
import { lazyPanels } from "./ui/lazy.js";
import { PasteBox } from "./ui/paste.js";
import { PubDay } from "./ui/pubday.js";
import { Quotes } from "./ui/quotes.js";
import { Select } from "./ui/select.js";
import { countRequests, Status } from "./ui/status.js";
import { Stories } from "./ui/stories.js";
import { Tabs } from "./ui/tabs.js";
import { Timeline } from "./ui/timeline.js";
import { inTurn } from "./ui/turns.js";

const store = createStore(render);
const { get, set } = store;
const engine = new Engine(
  (progress) => set({ progress }),
  (reading) => set({ reading }),
);
const actions = makeActions(store, engine);
const requests = countRequests(
  () => engine.asked,
  (n, own) => set({ requests: n, ownRequests: own }),
);

const article = new Article($("article"));
const focus = new Focus(article, store, actions);

/** Whether what comes in is counted already: loading what reads it is a request too. */
let counted = false;

/** Reads stories in place of those that are open. @param {import("./types.js").Story[]} stories @param {string} [notice] said when they are read */
function open(stories, notice) {
  paste.halt();
  if (!counted) requests.start();
  counted = false;
  actions.read(stories, notice);
}

/** Reads articles: in place of none, or beside those that are open.
 * @param {Omit<import("./types.js").Story, "corrections">[]} given @param {string} [notice] said when they are read */
function begin(given, notice) {
  const stories = given.map(({ text, day, dayFrom }) => ({ text, day, dayFrom, corrections: [] }));
  if (get().adding || get().screen === "reading") actions.add(stories, notice);
  else open(stories, notice);
}
const keeper = new Keeper(store, open);
const paste = new PasteBox({
  begin() {
    if (get().screen === "reading" || get().adding) return;
    counted = true;
    requests.start();
  },
  read: (text, day, dayFrom) => begin([{ text, day, dayFrom }]),
  readMany: (inputs, wrong) =>
    begin(
      inputs.map(({ text, day }) => ({ text, day: day || null, dayFrom: day ? "page" : "" })),
      wrong || undefined,
    ),
  document: (file) => keeper.file(file),
  say: (notice) => set({ notice }),
});
const timeline = new Timeline($("#panel-timeline"), {
  pick: actions.pickRow,
  pickTelling: actions.pickTelling,
  drop: (event) => actions.correct(fix.notEvent(event), "Taken off the timeline."),
  redate: (event, value) =>
    actions.correct(fix.happenedOn(event, value), value === "none" ? "Without a date now." : `Dated ${value}.`),
  refact: (event, value) => actions.correct(fix.isFact(event, value), `It is told as ${value} now.`),
  readAs: (timex, value) => actions.correct(fix.meansDate(timex, value), `Read as ${value}.`),
  filter: (filter) => set({ filter }),
  sort: (sort) => set({ sort }),
  hover: (id) => focus.hoverRow(id),
  copy: async (told) =>
    set({ notice: (await copy(eventText(get(), told))) ? "Copied." : "The browser did not allow copying." }),
});
const quotes = new Quotes($("#panel-quotes"), { pick: actions.pickQuote });
const pubday = new PubDay({ set: actions.setDay });
const show = (/** @type {import("./types.js").State["tab"]} */ tab) => set({ tab });
const toggle = (/** @type {string} */ look) => {
  const { off } = get();
  set({ off: off.includes(look) ? off.filter((l) => l !== look) : [...off, look] });
};
const select = new Select(article, store, {
  name: (span, type) => type && actions.correct(fix.addName(span, type), `A name now: ${fix.TYPES[type]}.`),
  event: (span) => actions.correct(fix.addEvent(span), "An event now."),
  date: (span, value) => actions.correct(fix.meansDate(span, value), `Read as ${value}.`),
  notName(id) {
    const entity = get().doc?.entities.get(id);
    if (entity) actions.correct(fix.notEntity(entity), `“${entity.name}” is no name now.`);
  },
});
const find = new Find(article, {
  text: () => get().doc?.text ?? "",
  show: () => show("article"),
  use: (span) => select.offer(span),
});
const dialogs = wireDialogs(store);
const offline = keepOffline(store);
const views = [
  inTurn(new Cast($("#cast"), { pick: actions.pickMember, hover: (id) => focus.hover(id, ""), toggle })),
  inTurn(timeline),
  inTurn(quotes),
  ...lazyPanels({ store, actions, focus, article }),
  pubday,
  new Stories({
    show: actions.showStory,
    takeOut: actions.takeOut,
    add: actions.addMore,
    scope: (scope) => set({ scope }),
  }),
  new Tabs({ show, openExport }),
  new Status({
    cancel: actions.cancel,
    retry: actions.retry,
    leftOut: () => set({ leftOut: !get().leftOut }),
    fixes: openFixes,
    update: offline.update,
  }),
  focus,
  keeper,
  new Hash(store),
];

/** @param {import("./types.js").State} state @param {import("./types.js").State} before */
function render(state, before) {
  const { screen, busy, engine: now, adding, doc } = state;
  const somewhere = document.activeElement !== document.body;
  Object.assign(document.body.dataset, { screen, busy, engine: now, off: state.off.join(" ") });
  if (screen !== before.screen) {
    $("#welcome").hidden = screen !== "empty";
    $("#reading").hidden = screen !== "reading";
    if (screen === "reading") $(".read").focus({ preventScroll: true });
    else paste.box.focus();
  }
  if (adding !== before.adding) {
    $("#welcome-head").textContent = adding ? "Add an article." : "Paste a news article.";
    $("#adding").hidden = !adding;
    $(".when-first").hidden = adding;
    if (!adding) paste.clear();
  }
  if (doc !== before.doc && doc) {
    article.show(doc);
    const several = state.stories.length > 1 ? `${state.stories.length} articles: ` : "";
    $(".doc").textContent = several + doc.title;
    if (doc.text !== before.doc?.text) $(".read").scrollTop = 0;
  }
  document.title = screen === "empty" ? "Dateline" : `${doc?.title || "Article"} · Dateline`;
  article.root.classList.toggle("with-out", state.leftOut);
  for (const view of views) view.render(state, before);
  // Drawing anew may take away what had the focus; who works by keyboard must not fall back to the start of the page.
  if (somewhere && document.activeElement === document.body && screen === "reading")
    $(".read").focus({ preventScroll: true });
  if (before.busy && !busy) requests.show();
}

/** @type {Promise<import("./parts/export.js").ExportDialog> | null} */
let exporting = null;
async function openExport() {
  if (!get().doc?.analysis) return;
  exporting ??= import("./parts/export.js").then(
    ({ ExportDialog }) =>
      new ExportDialog({ formats: () => engine.formats(), write: (format) => engine.export(get().stories, format) }),
  );
  (await exporting).open();
}

async function openMend() {
  const { doc, entity, mention } = get();
  const chosen = entity ? doc?.entities.get(entity) : undefined;
  if (!doc || !chosen) return;
  const { mendEntity } = await import("./parts/mend.js");
  mendEntity(doc, chosen, mention, actions);
}

async function openFixes() {
  const { doc, stories, at } = get();
  const { listCorrections } = await import("./parts/mend.js");
  if (doc) listCorrections(doc, stories[at]?.corrections ?? [], actions);
}

/** Shows a panel and puts the reader on its tab. @param {import("./types.js").State["tab"]} tab */
function goTo(tab) {
  show(tab);
  $(`#tab-${tab}`).focus();
}

/** Moves along the rows. @param {number} way */
function step(way) {
  actions.stepEvent(way);
  timeline.focusChosen(get());
}

$("#find-button").addEventListener("click", () => find.open());
$("#export-button").addEventListener("click", openExport);
$("#mend").addEventListener("click", openMend);
$("#add-none").addEventListener("click", actions.addNone);
$("#new").addEventListener("click", () => {
  const asked = "The open article has corrections that are kept nowhere. Close it and lose them?";
  if (keeper.unkept && !confirm(asked)) return;
  actions.again();
  paste.clear();
});
listen(
  {
    J: () => step(1),
    K: () => step(-1),
    Enter: () => focus.toText(),
    E: () => actions.stepMention(1),
    "Shift+E": () => actions.stepMention(-1),
    Q: () => {
      actions.stepQuote();
      quotes.focus(get().quote ?? "");
    },
    T: () => goTo("timeline"),
    S: () => goTo("quotes"),
    M: () => goTo("map"),
    N: () => goTo("network"),
    C: openMend,
    ...Object.fromEntries(GROUPS.map(([look], n) => [String(n + 1), () => toggle(look)])),
    "/": () => find.open(),
    F: () => find.open(),
    P: () => pubday.open(),
    X: openExport,
    U: actions.undo,
    "Shift+U": actions.redo,
    "?": () => dialogs.openHelp(),
    Escape: () => (find.isOpen ? find.close() : actions.escape()),
  },
  () => get().keys,
);

paste.check();
handedOver(paste);
set({ keys: dialogs.keys });
actions.load();
loadAhead();
loadExamples((text, day) => begin([{ text, day, dayFrom: "page" }])).catch(() => {});
