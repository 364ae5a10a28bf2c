// Turns overlapping spans of a text into properly nested ones, so that they can become elements.

/** @template T @typedef {{start: number, end: number, rank: number, data: T, split?: boolean}} Marked */
/** @template T @typedef {{start: number, end: number, data: T, inner: Nested<T>[], split: boolean}} Nested */

/**
 * Nests spans inside [start, end). Where two cross, the later one is split at the end of the earlier. At the same extent
 * a lower rank is outside. Guarantees: the result is in order, nothing crosses, every position keeps all its spans.
 * @template T
 * @param {Marked<T>[]} spans
 * @param {number} start
 * @param {number} end
 * @returns {Nested<T>[]}
 */
export function nest(spans, start, end) {
  /** @type {Marked<T>[]} */
  const queue = [];
  for (const s of spans) {
    const clipped = { ...s, start: Math.max(s.start, start), end: Math.min(s.end, end) };
    if (clipped.start < clipped.end) queue.push(clipped);
  }
  const before = (/** @type {Marked<T>} */ a, /** @type {Marked<T>} */ b) =>
    a.start - b.start || b.end - a.end || a.rank - b.rank;
  queue.sort(before);
  /** @type {Nested<T>[]} */
  const roots = [];
  /** @type {Nested<T>[]} */
  const open = [];
  for (let i = 0; i < queue.length; i++) {
    const s = /** @type {Marked<T>} */ (queue[i]);
    while (open.length && /** @type {Nested<T>} */ (open[open.length - 1]).end <= s.start) open.pop();
    const top = open[open.length - 1];
    let stop = s.end;
    if (top && stop > top.end) {
      stop = top.end;
      const rest = { ...s, start: stop, split: true };
      let at = i + 1;
      while (at < queue.length && before(/** @type {Marked<T>} */ (queue[at]), rest) < 0) at++;
      queue.splice(at, 0, rest);
    }
    const node = { start: s.start, end: stop, data: s.data, inner: [], split: s.split ?? false };
    (top ? top.inner : roots).push(node);
    open.push(node);
  }
  return roots;
}

/** The spans of a sorted list (by start) that reach into [start, end). @template {{start: number, end: number}} T
 * @param {T[]} sorted @param {number} start @param {number} end @param {number} longest the length of the longest span */
export function reaching(sorted, start, end, longest) {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const mid = (low + high) >> 1;
    if (/** @type {T} */ (sorted[mid]).start < start - longest) low = mid + 1;
    else high = mid;
  }
  const out = [];
  for (let i = low; i < sorted.length; i++) {
    const s = /** @type {T} */ (sorted[i]);
    if (s.start >= end) break;
    if (s.end > start) out.push(s);
  }
  return out;
}
