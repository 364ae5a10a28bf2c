// One state, replaced whole; every change goes through `set`, and every view is told of it with what was before.

import { dossierRows, rowsOf } from "./model/rows.js";

/** @typedef {import("./types.js").State} State */

/** @type {State} */
export const FIRST = {
  screen: "empty",
  engine: "loading",
  engineNote: "",
  progress: 0,
  reading: 0,
  busy: "",
  opened: 0,
  stories: [],
  at: 0,
  docs: [],
  read: [],
  dossier: null,
  scope: "one",
  adding: false,
  doc: null,
  rows: [],
  day: null,
  dayFrom: "",
  tab: "timeline",
  filter: "all",
  sort: "time",
  entity: null,
  mention: -1,
  event: null,
  quote: null,
  past: [],
  future: [],
  off: [],
  leftOut: false,
  keys: true,
  find: "",
  notice: "",
  update: false,
  offline: false,
  requests: 0,
  ownRequests: "",
};

/** The state with what follows from its stories. @param {State} state @param {State} before @returns {State} */
function derive(state, before) {
  const { stories, at, docs, dossier, scope } = state;
  const same = at === before.at && docs === before.docs && dossier === before.dossier && scope === before.scope;
  if (same && stories === before.stories) return state;
  const doc = docs[at] ?? null;
  const rows = scope === "all" && dossier ? dossierRows(docs, dossier) : doc ? rowsOf(doc, at) : [];
  const { day = null, dayFrom = "" } = stories[at] ?? {};
  return { ...state, doc, rows: same ? state.rows : rows, day, dayFrom };
}

/**
 * @param {(state: State, before: State) => void} render
 */
export function createStore(render) {
  let state = FIRST;
  let drawing = false;
  let again = false;
  let drawn = FIRST;
  const draw = () => {
    // A view that sets state while drawing gets its turn after the others.
    if (drawing) return void (again = true);
    drawing = true;
    do {
      again = false;
      const before = drawn;
      drawn = state;
      render(state, before);
    } while (again);
    drawing = false;
  };
  return {
    get: () => state,
    /** @param {Partial<State>} patch */
    set(patch) {
      state = derive({ ...state, ...patch }, state);
      draw();
    },
  };
}

/** @typedef {ReturnType<typeof createStore>} Store */
