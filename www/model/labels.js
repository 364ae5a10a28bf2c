// Which labels of the axis have room.

/** @template T @typedef {T & {x: number, w: number, label: string, above: string}} Labelled */
/** What neighbouring cells share, say their year. @typedef {{label: string, x: number, w: number}} Group */

/** The groups that have room for their label. Labels of cells go where they would run into another or lack their group's.
 * @param {Labelled<object>[]} cells @returns {Group[]} */
export function labelled(cells) {
  /** @type {(Group & {cells: typeof cells})[]} */
  const groups = [];
  for (const c of cells) {
    const last = groups[groups.length - 1];
    if (last && last.label === c.above) {
      last.cells.push(c);
      last.w = c.x + c.w - last.x;
    } else groups.push({ label: c.above, x: c.x, w: c.w, cells: [c] });
  }
  const named = groups.filter((g) => g.label);
  thin(named);
  for (const g of groups) if (!g.label) for (const c of g.cells) if (c.above) c.label = "";
  thin(cells);
  return named.filter((g) => g.label);
}

/** Leaves out labels that would run into each other; the last one is kept before those in front of it.
 * @param {{x: number, w: number, label: string}[]} all */
function thin(all) {
  let free = Number.POSITIVE_INFINITY;
  for (const one of all.toReversed()) {
    const half = one.label.length * 2.7 + 1.5;
    const mid = Math.max(one.x + one.w / 2, half);
    if (mid + half > free) one.label = "";
    else if (one.label) free = mid - half;
  }
}
