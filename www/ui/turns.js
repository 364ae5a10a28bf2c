// A view that draws much gets a task of its own when another long document is shown, so that no task is long.

/** @typedef {import("../types.js").State} State */
/** @typedef {{render: (state: State, before: State) => void}} View */

/** Documents longer than this are drawn view by view. */
const LONG = 100_000;

/** @param {View} view @returns {View} */
export function inTurn(view) {
  /** @type {State | null} */
  let now = null;
  /** What the view drew last. @type {State | null} */
  let drawn = null;
  let due = 0;
  const draw = () => {
    due = 0;
    const before = drawn ?? now;
    drawn = now;
    if (now && before) view.render(now, before);
  };
  return {
    render(state, before) {
      drawn ??= before;
      now = state;
      const long = state.docs !== drawn.docs && (state.doc?.text.length ?? 0) > LONG;
      if (long && !due) due = window.setTimeout(draw);
      else if (!due) draw();
    },
  };
}
