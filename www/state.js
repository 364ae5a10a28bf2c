// One state, replaced whole; every change goes through `set`, and every view is told of it with what was before.

/** @typedef {import("./types.js").State} State */

/** @type {State} */
export const FIRST = {
  screen: "empty",
  engine: "loading",
  engineNote: "",
  progress: 0,
  busy: "",
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
  edits: { hidden: new Set(), dates: new Map() },
  past: [],
  leftOut: false,
  keys: true,
  find: "",
  notice: "",
  update: false,
  offline: false,
  requests: 0,
  ownRequests: "",
};

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
      state = { ...state, ...patch };
      draw();
    },
  };
}

/** @typedef {ReturnType<typeof createStore>} Store */
