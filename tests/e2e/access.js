// What axe says of the screen, in the four looks that the page has.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";

const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** Both themes, on a desk and in a hand. @type {["light" | "dark", number, number][]} */
export const LOOKS = [
  ["light", 1440, 900],
  ["dark", 1440, 900],
  ["light", 390, 844],
  ["dark", 390, 844],
];

/** Fails where axe finds something, or where the page is wider than the window. @param {import("playwright-core").Page} page @param {string} where */
export async function accessible(page, where) {
  await page.waitForTimeout(250);
  await page.evaluate(axe);
  const found = await page.evaluate(async () => {
    const { violations } = await Reflect.get(globalThis, "axe").run(document);
    return violations.map(
      (/** @type {any} */ v) => `${v.id}: ${v.nodes.map((/** @type {any} */ n) => n.target).join(" | ")}`,
    );
  });
  assert.deepEqual(found, [], where);
  assert.equal(
    await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth),
    true,
    `${where}: too wide`,
  );
}
