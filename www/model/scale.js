// The folded time axis that all rows share. It is cut into cells (decades, years, months, days, hours); only the cells
// that something touches are kept, empty spans between them fold to a mark, and a cell in which several things happen is
// cut finer while there is room. So a year of background and three busy weeks share one narrow strip.
import { dayOf, MONTHS, partsOf } from "./days.js";
import { labelled } from "./labels.js";

/** @typedef {{from: number, to: number, level: number}} Cell */
/** @typedef {{cells: import("./labels.js").Labelled<Cell>[], groups: import("./labels.js").Group[], folds: number[], width: number, x: (day: number) => number}} Scale */

const FOLD = 8;
const START = 8;
const TAIL = 22;

/** The cell of a level that holds a moment: 0 century, 1 decade, 2 year, 3 month, 4 day, 5 hour.
 * @param {number} t @param {number} level @returns {Cell} */
function cellAt(t, level) {
  const { y, m } = partsOf(t);
  if (level === 5) return { from: Math.floor(t * 24 + 1e-6) / 24, to: Math.floor(t * 24 + 1e-6) / 24 + 1 / 24, level };
  if (level === 4) return { from: Math.floor(t), to: Math.floor(t) + 1, level };
  if (level === 3) return { from: dayOf(y, m, 1), to: dayOf(y, m + 1, 1), level };
  const step = level === 2 ? 1 : level === 1 ? 10 : 100;
  const first = Math.floor(y / step) * step;
  return { from: dayOf(first, 1, 1), to: dayOf(first + step, 1, 1), level };
}

/** @param {number[]} points moments inside, sorted @param {number} level @returns {Cell[]} */
function cellsOf(points, level) {
  /** @type {Cell[]} */
  const cells = [];
  for (const t of points) {
    const last = cells[cells.length - 1];
    if (!last || t >= last.to - 1e-6) cells.push(cellAt(t, level));
  }
  return cells;
}

/** @param {Cell} c @returns {{label: string, above: string}} */
function named(c) {
  const { y, m, d } = partsOf(c.from + 1e-6);
  const month = MONTHS[m - 1] ?? "";
  if (c.level === 5)
    return { label: `${Math.round((c.from - Math.floor(c.from + 1e-6)) * 24)}h`, above: `${d} ${month} ${y}` };
  if (c.level === 4) return { label: String(d), above: `${month} ${y}` };
  if (c.level === 3) return { label: month, above: String(y) };
  return { label: c.level === 2 ? String(y) : c.level === 1 ? `${y}s` : `${y}–`, above: "" };
}

/** The narrowest a cell of each level may be. Labels that do not fit are left out. */
const LEAST = [26, 20, 13, 12, 10, 10];

/** @param {Cell[]} cells */
const need = (cells) =>
  cells.reduce(
    (sum, c, i) => sum + (LEAST[c.level] ?? 20) + (i > 0 && c.from > (cells[i - 1]?.to ?? 0) + 1e-6 ? FOLD : 0),
    START + TAIL,
  );

/**
 * @param {{from: number, to: number}[]} spans what is to be shown; an open end repeats the other
 * @param {number} width in CSS pixels
 * @returns {Scale | null} null when there is nothing to show
 */
export function makeScale(spans, width) {
  if (!spans.length) return null;
  const points = spans.flatMap((s) => [s.from, Math.max(s.from, s.to - 1e-4)]).sort((a, b) => a - b);
  let level = 2;
  let cells = cellsOf(points, level);
  while (level > 0 && need(cells) > width) cells = cellsOf(points, --level);
  // Where the busiest cell has no room to be cut, cutting a quieter one would only take more room from it.
  for (;;) {
    const gains = cells.map((c) => gain(c, spans));
    const i = gains.indexOf(Math.max(...gains));
    const cell = cells[i];
    if (!cell || !gains[i]) break;
    const inside = points.filter((t) => t >= cell.from && t < cell.to - 1e-9);
    const cut = cells.toSpliced(i, 1, ...cellsOf(inside, cell.level + 1));
    if (need(cut) > width) break;
    cells = cut;
  }
  return laidOut(cells, width, spans);
}

/** How much cutting a cell finer would tell: the number of different spans that lie wholly inside it and are shorter,
 * from two on.
 * @param {Cell} cell @param {{from: number, to: number}[]} spans */
function gain(cell, spans) {
  if (cell.level >= 5) return 0;
  const inside = spans.filter(
    (s) => s.from >= cell.from && s.to <= cell.to && s.to - s.from < (cell.to - cell.from) * 0.9,
  );
  if (cell.level === 4 && !inside.some((s) => s.to - s.from < 0.5)) return 0;
  const different = new Set(inside.map((s) => `${s.from},${s.to}`)).size;
  return different > 1 ? different : 0;
}

/** What room is left goes to the cells in which most happens.
 * @param {Cell[]} cells @param {number} width @param {{from: number, to: number}[]} spans @returns {Scale} */
function laidOut(cells, width, spans) {
  const weights = cells.map((c) => 1 + gain(c, spans));
  const spare = Math.max(0, width - need(cells)) / weights.reduce((a, b) => a + b, 0);
  /** @type {number[]} */
  const folds = [];
  let x = START;
  const out = cells.map((c, i) => {
    if (i > 0 && c.from > (cells[i - 1]?.to ?? 0) + 1e-6) {
      folds.push(x + FOLD / 2);
      x += FOLD;
    }
    const w = (LEAST[c.level] ?? 20) + Math.min(spare * (weights[i] ?? 1), 60);
    const cell = { ...c, ...named(c), x, w };
    x += w;
    return cell;
  });
  const groups = labelled(out);
  const end = x;
  const place = (/** @type {number} */ day) => {
    const first = out[0];
    if (!first || day <= first.from) return START;
    for (const c of out) {
      if (day < c.from) return c.x;
      if (day <= c.to) return c.x + ((day - c.from) / (c.to - c.from)) * c.w;
    }
    return end;
  };
  return { cells: out, groups, folds, width, x: place };
}
