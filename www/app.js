// Starts the page: makes the views, joins them to the actions, and draws them whenever the state changes.
import { makeActions } from "./actions.js";
import { Engine } from "./engine.js";
import { handedOver } from "./input/handed.js";
import { keepOffline } from "./offline.js";
import { createStore } from "./state.js";
import { loadAhead } from "./ui/ahead.js";
import { Article } from "./ui/article.js";
import { Cast } from "./ui/cast.js";
import { wireDialogs } from "./ui/dialogs.js";
import { $ } from "./ui/dom.js";
import { loadExamples } from "./ui/examples.js";
import { copy, eventText } from "./ui/export.js";
import { Find } from "./ui/find.js";
import { Focus } from "./ui/focus.js";
import { listen } from "./ui/keys.js";
import { PasteBox } from "./ui/paste.js";
import { PubDay } from "./ui/pubday.js";
import { Quotes } from "./ui/quotes.js";
import { countRequests, Status } from "./ui/status.js";
import { Tabs } from "./ui/tabs.js";
import { Timeline } from "./ui/timeline.js";

const store = createStore(render);
const engine = new Engine((progress) => store.set({ progress }));
const actions = makeActions(store, engine);
const requests = countRequests(
  () => engine.asked,
  (n, own) => store.set({ requests: n, ownRequests: own }),
);

const article = new Article($("article"));
const focus = new Focus(article, store, actions);
/** @param {string} text @param {string | null} day @param {import("./types.js").State["dayFrom"]} from */
const read = (text, day, from) => {
  paste.halt();
  if (!begun) requests.start();
  begun = false;
  actions.read(text, day, from);
};
/** Whether what comes in is counted already: loading what reads it is a request too. */
let begun = false;
const paste = new PasteBox({
  read,
  begin: () => {
    begun = true;
    requests.start();
  },
  readMany: ([first, ...others]) => {
    if (first)
      paste.arrive({
        ...first,
        note: `${first.note} One article is read at a time: ${others.length} more not opened.`,
      });
  },
  say: (notice) => store.set({ notice }),
});
const row = {
  pick: actions.pickEvent,
  drop: actions.drop,
  redate: actions.redate,
  filter: (/** @type {string} */ filter) => store.set({ filter }),
  sort: (/** @type {import("./types.js").State["sort"]} */ sort) => store.set({ sort }),
  hover: (/** @type {string} */ id) => focus.hover("", id),
  copy: async (/** @type {string} */ id) =>
    store.set({ notice: (await copy(eventText(store.get(), id))) ? "Copied." : "The browser did not allow copying." }),
};
const timeline = new Timeline($("#panel-timeline"), row);
const quotes = new Quotes($("#panel-quotes"), { pick: actions.pickQuote });
const pubday = new PubDay({ set: actions.setDay });
const show = (/** @type {import("./types.js").State["tab"]} */ tab) => store.set({ tab });
const find = new Find(
  article,
  () => store.get().doc?.text ?? "",
  () => show("article"),
);
const dialogs = wireDialogs(store, engine);
const offline = keepOffline(store);
const views = [
  new Cast($("#cast"), { pick: actions.pickEntity, hover: (id) => focus.hover(id, "") }),
  timeline,
  quotes,
  pubday,
  new Tabs({ show, openExport: dialogs.openExport }),
  new Status({
    cancel: actions.cancel,
    retry: actions.retry,
    leftOut: () => store.set({ leftOut: !store.get().leftOut }),
    update: offline.update,
  }),
  focus,
];

/** @param {import("./types.js").State} state @param {import("./types.js").State} before */
function render(state, before) {
  Object.assign(document.body.dataset, { screen: state.screen, busy: state.busy, engine: state.engine });
  if (state.screen !== before.screen) {
    $("#welcome").hidden = state.screen !== "empty";
    $("#reading").hidden = state.screen !== "reading";
    document.title = state.screen === "empty" ? "Dateline" : `${state.doc?.title || "Article"} · Dateline`;
    if (state.screen === "reading") $(".read").focus({ preventScroll: true });
    else paste.box.focus();
  }
  if (state.doc !== before.doc && state.doc) {
    article.show(state.doc);
    $(".doc").textContent = state.doc.title;
    if (state.doc.text !== before.doc?.text) $(".read").scrollTop = 0;
  }
  article.root.classList.toggle("with-out", state.leftOut);
  for (const view of views) view.render(state, before);
  if (before.busy && !state.busy) requests.show();
}

$("#find-button").addEventListener("click", () => find.open());
$("#new").addEventListener("click", () => {
  actions.again();
  paste.clear();
});
listen(
  {
    J: () => {
      actions.stepEvent(1);
      timeline.focus(store.get().event ?? "");
    },
    K: () => {
      actions.stepEvent(-1);
      timeline.focus(store.get().event ?? "");
    },
    Enter: () => focus.toText(),
    E: () => actions.stepMention(1),
    "Shift+E": () => actions.stepMention(-1),
    Q: () => {
      actions.stepQuote();
      quotes.focus(store.get().quote ?? "");
    },
    T: () => {
      show("timeline");
      $("#tab-timeline").focus();
    },
    S: () => {
      show("quotes");
      $("#tab-quotes").focus();
    },
    M: () => {
      show("map");
      $("#tab-map").focus();
    },
    N: () => {
      show("network");
      $("#tab-network").focus();
    },
    "/": () => find.open(),
    F: () => find.open(),
    P: () => pubday.open(),
    X: () => dialogs.openExport(),
    U: actions.undo,
    "?": () => dialogs.openHelp(),
    Escape: () => (find.isOpen ? find.close() : actions.escape()),
  },
  () => store.get().keys,
);

paste.check();
handedOver(paste);
store.set({ keys: dialogs.keys });
actions.load().then(loadAhead);
loadExamples(read).catch(() => {});
