// No finding of axe on any screen, in both themes, at desktop and phone width.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { test } from "node:test";
import { example, useBrowser, visit } from "./browser.js";

useBrowser();

const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** @param {import("playwright-core").Page} page @param {string} where */
async function check(page, where) {
  await page.waitForTimeout(250);
  await page.evaluate(axe);
  const found = await page.evaluate(async () => {
    const { violations } = await Reflect.get(globalThis, "axe").run(document);
    return violations.map(
      (/** @type {any} */ v) => `${v.id}: ${v.nodes.map((/** @type {any} */ n) => n.target).join(" | ")}`,
    );
  });
  assert.deepEqual(found, [], where);
}

/** @type {["light" | "dark", number, number][]} */
const LOOKS = [
  ["light", 1440, 900],
  ["dark", 1440, 900],
  ["light", 390, 844],
  ["dark", 390, 844],
];
for (const [colorScheme, width, height] of LOOKS) {
  test(`axe finds nothing: ${colorScheme}, ${width} wide`, () =>
    visit({ options: { colorScheme, viewport: { width, height } } }, async ({ page }) => {
      await check(page, "empty");
      await example(page);
      await check(page, "reading");
      await page.locator(".rows [data-row]").first().click();
      await check(page, "evidence");
      await page.keyboard.press("s");
      await check(page, "quotes");
      await page.keyboard.press("?");
      await check(page, "help");
      await page.keyboard.press("Escape");
      await page.keyboard.press("x");
      await check(page, "export");
      await page.keyboard.press("Escape");
      if (width < 500) {
        await page.click(".mnav [data-tab=cast]");
        await check(page, "cast");
      }
    }));
}
