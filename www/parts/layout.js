// Where the names of the network lie: a force layout that ends after a fixed number of steps and is the same every time.
import { forceLink, forceManyBody, forceSimulation, forceX, forceY } from "d3-force";
import { paced } from "../ui/slices.js";

/** A name as a box around its middle, in CSS pixels.
 * @typedef {{id: string, look: string, text: string, size: number, w: number, h: number, x: number, y: number}} Box */

const TICKS = 260;
const GAP = 7;
/** How much a tie of each kind pulls. @type {Record<string, number>} */
const PULL = { relation: 0.5, act: 0.4, speech: 0.3, sentence: 0.1 };

/**
 * Sets `x` and `y` of the boxes, in place. Guarantees: all lie within the frame as far as they fit, the same input gives
 * the same places, and no slice of the work holds the page for more than some 15 ms.
 * @param {Box[]} boxes
 * @param {import("../model/graph.js").Link[]} links
 * @param {number} w
 * @param {number} h
 * @param {() => boolean} wanted asked between slices; false stops the work
 * @returns {Promise<boolean>} whether it came to its end
 */
export async function layout(boxes, links, w, h, wanted) {
  // How far apart they would lie, spread evenly.
  const far = Math.sqrt((w * h) / Math.max(4, boxes.length));
  const sim = forceSimulation(boxes)
    .stop()
    .force(
      "charge",
      forceManyBody()
        .strength(-6 * far)
        // Names far from each other, in parts without a tie between them, do not drive each other to the edges.
        .distanceMax(2.5 * far),
    )
    .force(
      "link",
      forceLink(links.map((l) => ({ source: l.a, target: l.b, kinds: l.kinds })))
        .id((n) => /** @type {Box} */ (n).id)
        .distance(0.85 * far)
        .strength((l) => Math.max(...l.kinds.map((k) => PULL[k] ?? 0))),
    )
    // The frame is wider than high: names are pulled to its middle in that measure.
    .force("x", forceX(w / 2).strength(0.05))
    .force("y", forceY(h / 2).strength(0.05 * Math.max(1, w / h)));
  sim.alphaDecay(1 - 0.001 ** (1 / TICKS));
  for (const [i, b] of boxes.entries()) {
    // The names most written about begin in the middle.
    const turn = i * 2.399963;
    const out = Math.sqrt((i + 0.5) / boxes.length) * 0.4;
    b.x = w / 2 + out * w * Math.cos(turn);
    b.y = h / 2 + out * h * Math.sin(turn);
  }
  const more = paced(wanted);
  for (let i = 0; i < TICKS; i++) {
    sim.tick();
    // Boxes make room for each other more and more strongly, and wholly at the end.
    apart(boxes, Math.min(1, i / TICKS + 0.1));
    within(boxes, w, h);
    if (!(await more())) return false;
  }
  for (let i = 0; i < 200; i++) {
    if (!apart(boxes, 1)) break;
    within(boxes, w, h);
    if (!(await more())) return false;
  }
  return true;
}

/** Pushes overlapping boxes apart, along the shorter way. @param {Box[]} boxes @param {number} share @returns {boolean} whether any overlapped */
function apart(boxes, share) {
  let any = false;
  for (const [i, a] of boxes.entries())
    for (const b of boxes.slice(i + 1)) {
      const dx = b.x - a.x;
      const dy = b.y - a.y;
      const ox = (a.w + b.w) / 2 + GAP - Math.abs(dx);
      const oy = (a.h + b.h) / 2 + GAP - Math.abs(dy);
      if (ox <= 0 || oy <= 0) continue;
      any = true;
      const [px, py] = ox < oy ? [(ox / 2) * (dx < 0 ? -1 : 1), 0] : [0, (oy / 2) * (dy < 0 ? -1 : 1)];
      a.x -= px * share;
      a.y -= py * share;
      b.x += px * share;
      b.y += py * share;
    }
  return any;
}

/** @param {Box[]} boxes @param {number} w @param {number} h */
function within(boxes, w, h) {
  for (const b of boxes) {
    b.x = Math.min(w - b.w / 2 - 4, Math.max(b.w / 2 + 4, b.x));
    b.y = Math.min(h - b.h / 2 - 4, Math.max(b.h / 2 + 4, b.y));
  }
}
