// Makes ready what showing a long document takes, a step at a time, so that the page answers in between.
import { rowsOf } from "../model/rows.js";
import { marksIn } from "./marks.js";

/** Lets the browser do what waits. */
export const pause = () => new Promise((go) => setTimeout(go));

/** Documents longer than this are made ready in steps. */
const LONG = 100_000;

/** @param {import("../types.js").Doc[]} docs @param {number} at which of them is shown */
export async function makeReady(docs, at) {
  const doc = docs[at];
  if (!doc || doc.text.length < LONG) return;
  await pause();
  rowsOf(doc, at);
  await pause();
  marksIn(doc);
  await pause();
}
