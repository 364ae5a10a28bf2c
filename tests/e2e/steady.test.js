// Nothing on the page moves by itself: no layout shift while it loads, reads, opens evidence or gets a second article.
import assert from "node:assert/strict";
import { test } from "node:test";
import { example, keptOffline, useBrowser, visit } from "./browser.js";

useBrowser();

/** Keeps every shift that no input of the reader's explains, with the elements that moved. */
function watch() {
  /** @type {string[]} */
  const shifts = [];
  Reflect.set(globalThis, "shifts", shifts);
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      const { value, hadRecentInput, sources } = /** @type {any} */ (entry);
      const name = (/** @type {any} */ s) =>
        `${s.node?.parentElement?.closest("header") ? "header " : ""}${s.node?.id || s.node?.className || s.node?.nodeName}`;
      if (!hadRecentInput) shifts.push(`${value.toFixed(4)} ${sources.map(name).join(", ")}`);
    }
  }).observe({ type: "layout-shift", buffered: true });
}

for (const [where, width, height] of /** @type {const} */ ([
  ["desktop", 1440, 900],
  ["phone", 390, 844],
])) {
  test(`no layout shift on a ${where}`, () =>
    visit(
      { ready: false, options: { viewport: { width, height } }, prepare: (context) => context.addInitScript(watch) },
      async ({ page }) => {
        /** @param {string} after */
        const still = async (after) => {
          // Shifts are reported with the frames in which they happen, and until half a second after input none counts.
          await page.waitForTimeout(700);
          const shifts = await page.evaluate(() => Reflect.get(globalThis, "shifts"));
          // The header changes with the screen; on a slow machine that is long after the click.
          const inHeader = (/** @type {string} */ s) => /^\S+ header \S+(, header \S+)*$/.test(s);
          const counted = after === "loading" ? shifts : shifts.filter((/** @type {string} */ s) => !inHeader(s));
          assert.deepEqual(counted, [], after);
        };
        await page.waitForFunction(() => document.body.dataset.engine === "ready");
        await keptOffline(page);
        await still("loading");
        await example(page);
        await still("reading");
        await page.locator(".rows [data-row]").first().click();
        await still("evidence");
        if (width < 500) return;
        await page.click("#add");
        await still("adding");
        await example(page, 1);
        await still("a second article");
      },
    ));
}
