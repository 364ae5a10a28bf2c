// From the pieces of text on the pages of a PDF to paragraphs. A PDF has no paragraphs, only places on paper: what belongs
// together is told from where it stands and how large it is. Lengths are in points, y grows downwards.

/** A piece of text on one line.
 * @typedef {{text: string, x: number, right: number, y: number, size: number}} Run */
/** @typedef {{runs: Run[], height: number}} Page */
/** A line of a column; `left` and `end` are the column's sides, `top` is whether a column begins with it.
 * @typedef {Run & {left: number, end: number, top: boolean, page: number}} Line */

const median = (/** @type {number[]} */ values) => [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;

/**
 * The pieces of a page that pdf.js gives, as it is shown. Text that stands on its side is left out.
 * @param {readonly unknown[]} items
 * @param {number[]} view the viewport's transform
 * @returns {Run[]}
 */
export function runsOf(items, [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0]) {
  const out = [];
  for (const item of /** @type {{str?: string, transform: number[], width: number}[]} */ (items)) {
    if (!item.str?.trim()) continue;
    const [ta = 0, tb = 0, tc = 0, td = 0, te = 0, tf = 0] = item.transform;
    const [right, down] = [a * ta + c * tb, b * ta + d * tb];
    if (Math.abs(down) > Math.abs(right) / 5) continue;
    const x = a * te + c * tf + e;
    const size = Math.hypot(a * tc + c * td, b * tc + d * td);
    out.push({ text: item.str, x, right: x + item.width, y: b * te + d * tf + f, size });
  }
  return out;
}

/** The size of most of the text. @param {Run[]} runs */
function bodySize(runs) {
  /** @type {Map<number, number>} */
  const sizes = new Map();
  for (const { size, text } of runs) {
    const key = Math.round(size * 2) / 2;
    sizes.set(key, (sizes.get(key) ?? 0) + text.length);
  }
  return [...sizes].sort((x, y) => y[1] - x[1])[0]?.[0] ?? 10;
}

/** Puts a large first letter on the line that it begins: the highest of those beside it. @param {Run} run @param {Run[]} runs @param {number} body @returns {Run} */
function dropCap(run, runs, body) {
  if (run.size < body * 1.8 || !/^\p{Lu}$/u.test(run.text.trim())) return run;
  const beside = runs.filter(
    (r) => r.x >= run.right - 1 && r.x < run.right + run.size && r.y > run.y - run.size && r.y < run.y + 1,
  );
  if (!beside.length) return run;
  return { ...run, text: `${run.text.trim()}\u2060`, y: Math.min(...beside.map((r) => r.y)), size: body };
}

/** Joins pieces of one line that stand near each other. @param {Run[]} runs @param {number} reach in sizes @returns {Run[]} */
function join(runs, reach) {
  const rows = /** @type {Run[][]} */ ([]);
  for (const run of [...runs].sort((p, q) => p.y - q.y)) {
    const near = (/** @type {Run[]} */ r) =>
      Math.abs((r[0]?.y ?? 0) - run.y) < Math.max(r[0]?.size ?? 0, run.size) * 0.45;
    const row = rows.slice(-6).findLast(near);
    if (row) row.push(run);
    else rows.push([run]);
  }
  return rows.flatMap((row) => {
    const out = /** @type {Run[]} */ ([]);
    for (const run of row.sort((p, q) => p.x - q.x)) {
      const last = out[out.length - 1];
      const gap = last ? run.x - last.right : 0;
      const size = Math.min(last?.size ?? run.size, run.size);
      // A small raised number points to a note.
      if (last && run.size < last.size * 0.75 && /^[\d*†]{1,3}$/.test(run.text.trim()) && gap < size) continue;
      if (!last || gap > size * reach) out.push({ ...run });
      else {
        const glued = last.text.endsWith("\u2060");
        const space = !glued && gap > size * 0.12 && !/\s$/.test(last.text) && !/^\s/.test(run.text);
        last.text = `${glued ? last.text.slice(0, -1) : last.text}${space ? " " : ""}${run.text}`;
        last.size = Math.max(last.size, run.size);
        last.right = Math.max(last.right, run.right);
        if (!glued) last.y = (last.y + run.y) / 2;
      }
    }
    return out;
  });
}

/** The gap between columns, and the room that each takes at least, in sizes of the text. */
const GAP = 0.6;
const COLUMN = 8;

/**
 * The part of a page that stands in columns, as its place among the pieces from the top, and where the right side begins:
 * the longest stretch that no line crosses there, with lines of some width on both sides. Null where there is none.
 * @param {Run[]} runs from the top
 */
function band(runs) {
  const size = median(runs.map((r) => r.size));
  const wide = (/** @type {Run[]} */ side) => median(side.map((r) => r.right - r.x)) > size * COLUMN;
  let best = { from: 0, to: 0, x: 0, lines: 2 };
  for (const x of new Set(runs.map((r) => Math.round(r.x)))) {
    let from = 0;
    for (let to = 0; to <= runs.length; to++) {
      const run = runs[to];
      if (run && (run.x >= x - 1 || run.right <= x - size * GAP)) continue;
      const part = trim(runs, from, to, x, size);
      const right = part.runs.filter((r) => r.x >= x - 1);
      const left = part.runs.filter((r) => r.x < x - 1);
      const lines = Math.min(left.length, right.length);
      if (lines > best.lines && wide(left) && wide(right)) best = { from: part.from, to: part.to, x, lines };
      from = to + 1;
    }
  }
  return best.to ? best : null;
}

/** Leaves out what stands alone over or under columns, parted from them by a gap. @param {Run[]} runs @param {number} from @param {number} to @param {number} x @param {number} size */
function trim(runs, from, to, x, size) {
  const sides = [runs.slice(from, to).filter((r) => r.x < x - 1), runs.slice(from, to).filter((r) => r.x >= x - 1)];
  const top = Math.max(...sides.map((side) => side[0]?.y ?? 0));
  const foot = Math.min(...sides.map((side) => side[side.length - 1]?.y ?? 0));
  const y = (/** @type {number} */ i) => runs[i]?.y ?? 0;
  let [first, last] = [from, to];
  for (let i = from + 1; i < to && y(i) <= top + size; i++) if (y(i) - y(i - 1) > size * 1.7) first = i;
  // A left column is often longer than the right one: only a wide gap ends it.
  for (let i = to - 1; i > first && y(i) >= foot; i--) if (y(i) - y(i - 1) > size * 2.5) last = i;
  return { from: first, to: last, runs: runs.slice(first, last) };
}

/** The lines of part of a page in reading order. @param {Run[]} runs from the top @param {number} page @returns {Line[]} */
function columns(runs, page) {
  if (!runs.length) return [];
  const found = band(runs);
  if (!found) return column(runs, page);
  const { from, to, x } = found;
  const within = runs.slice(from, to);
  const parts = [
    runs.slice(0, from),
    within.filter((r) => r.x < x - 1),
    within.filter((r) => r.x >= x - 1),
    runs.slice(to),
  ];
  return parts.flatMap((part) => columns(part, page));
}

/** @param {Run[]} runs of one column @param {number} page @returns {Line[]} */
function column(runs, page) {
  const lines = join(runs, Number.POSITIVE_INFINITY).sort((p, q) => p.y - q.y);
  const left = Math.min(...lines.map((l) => l.x));
  const end = Math.max(...lines.map((l) => l.right));
  return lines.map((l, i) => ({ ...l, text: l.text.replace(/\u2060/g, ""), left, end, top: i === 0, page }));
}

/** Leaves out what repeats at the top or foot of pages, and page numbers. @param {Page[]} pages */
function withoutHeads(pages) {
  const edge = pages.map(({ runs, height }) => runs.filter((r) => r.y < height * 0.12 || r.y > height * 0.9));
  const key = (/** @type {Run} */ r) =>
    `${r.text.replace(/\d+/g, "#").replace(/\s+/g, " ").trim()} ${Math.round(r.size)} ${Math.round(r.y / 4)}`;
  const seen = /** @type {Map<string, number>} */ (new Map());
  for (const runs of edge) for (const k of new Set(runs.map(key))) seen.set(k, (seen.get(k) ?? 0) + 1);
  const often = Math.max(2, pages.length / 4);
  const isNumber = (/** @type {Run} */ r) => /^\W*(?:page )?\d{1,4}(?: ?(?:of|\/) ?\d{1,4})?\W*$/i.test(r.text.trim());
  return pages.map(({ runs }, i) => {
    const out = new Set((edge[i] ?? []).filter((r) => (seen.get(key(r)) ?? 0) >= often || isNumber(r)));
    return runs.filter((r) => !out.has(r));
  });
}

const ENDS = /[.!?:…]["'”’)\]]*$/;
const BULLET = /^(?:[•◦▪‣–—*-]|\d{1,2}[.)])\s/;

/** Whether a paragraph begins with a line. @param {Line} last @param {Line} line @param {number} leading usual distance of lines */
function begins(last, line, leading) {
  if (Math.abs(line.size - last.size) > Math.max(line.size, last.size) * 0.1 || BULLET.test(line.text)) return true;
  const small = /^\p{Ll}/u.test(line.text);
  const room = (last.end - last.right) / (last.end - last.left);
  // Over the end of a column or page only the words can tell.
  if (line.top || line.page !== last.page || line.y < last.y) return !small && (room > 0.25 || ENDS.test(last.text));
  if (line.y - last.y > Math.max(leading, line.size * 1.15) * 1.3) return true;
  const indented = line.x - line.left > line.size * 0.7 && last.x - last.left < line.size * 0.7;
  const ended = room > 0.4 || (room > 0.2 && ENDS.test(last.text));
  return (indented || ended) && !small;
}

/** Joins two lines; a hyphen at the end goes unless the text writes the word with it. @param {string} a @param {string} b @param {Set<string>} words */
function joined(a, b, words) {
  if (a.endsWith("\u00ad")) return a.slice(0, -1) + b;
  const head = /(\p{L}+)-$/u.exec(a)?.[1];
  const tail = /^\p{Ll}+/u.exec(b)?.[0];
  if (!head || !tail) return /\S[-‐—–/]$/.test(a) ? a + b : `${a} ${b}`;
  const lower = (/** @type {string} */ s) => s.toLowerCase();
  return !words.has(lower(head + tail)) && words.has(lower(`${head}-${tail}`)) ? a + b : a.slice(0, -1) + b;
}

/**
 * The text of pages: headline first, paragraphs parted by blank lines, without running heads and page numbers.
 * @param {Page[]} pages
 * @returns {string}
 */
export function layOut(pages) {
  const body = bodySize(pages.flatMap((p) => p.runs));
  const pieces = pages.map((p) => ({
    ...p,
    runs: join(
      p.runs.map((r) => dropCap(r, p.runs, body)),
      0.9,
    ),
  }));
  const lines = withoutHeads(pieces).flatMap((runs, page) =>
    columns(
      runs.sort((p, q) => p.y - q.y),
      page,
    ),
  );
  const steps = lines.slice(1).map((l, i) => l.y - (lines[i]?.y ?? 0));
  const close = steps.filter((s) => s > body * 0.9 && s < body * 2.2).sort((a, b) => a - b);
  const leading = close[close.length >> 2] ?? body * 1.2;
  const words = new Set(lines.flatMap((l) => l.text.toLowerCase().match(/[\p{L}-]+/gu) ?? []));
  const paragraphs = /** @type {{text: string, size: number, page: number}[]} */ ([]);
  lines.forEach((line, i) => {
    const last = lines[i - 1];
    const open = paragraphs[paragraphs.length - 1];
    const text = line.text.replace(/\s+/g, " ").trim();
    if (!last || !open || begins(last, line, leading)) paragraphs.push({ text, size: line.size, page: line.page });
    else open.text = joined(open.text, text, words);
  });
  return headlineFirst(paragraphs, body).join("\n\n");
}

/** Puts the headline, the largest text of some words on the first page, before what stands over it. @param {{text: string, size: number, page: number}[]} paragraphs @param {number} body */
function headlineFirst(paragraphs, body) {
  const large = paragraphs
    .filter((p) => p.page === 0 && p.size > body * 1.2 && p.text.length < 300 && p.text.split(" ").length > 2)
    .sort((p, q) => q.size - p.size)[0];
  return [...(large ? [large] : []), ...paragraphs.filter((p) => p !== large)].map((p) => p.text);
}
