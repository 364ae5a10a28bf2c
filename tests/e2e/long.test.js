// A text of a megabyte: its beginning is there at once, progress is told, Cancel acts at once, and nothing is cut off unsaid.
// Times are told, not tested: the machine may be busy.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { done, example, useBrowser, visit } from "./browser.js";

useBrowser();

const FILES = ["court", "storm", "talks"].map((name) => new URL(`../../www/examples/${name}.txt`, import.meta.url));
const parts = await Promise.all(FILES.map((file) => readFile(file, "utf8")));
const MEGABYTE = parts
  .join("\n\n")
  .repeat(Math.ceil(1e6 / parts.join("\n\n").length))
  .slice(0, 1e6);

/** Puts a text in the box and presses the button. @param {import("playwright-core").Page} page */
const begin = (page) =>
  page.evaluate((text) => {
    const box = /** @type {HTMLTextAreaElement} */ (document.querySelector("#text"));
    box.value = text;
    box.dispatchEvent(new Event("input"));
    const long = /** @type {number[]} */ (Reflect.get(globalThis, "long") ?? []);
    Reflect.set(globalThis, "long", long);
    new PerformanceObserver((list) => long.push(...list.getEntries().map((e) => e.duration))).observe({
      type: "longtask",
    });
    /** @type {HTMLElement} */ (document.querySelector("#read")).click();
  }, MEGABYTE);

/** The longest task so far, in milliseconds. @param {import("playwright-core").Page} page */
const longest = (page) => page.evaluate(() => Math.round(Math.max(0, ...Reflect.get(globalThis, "long"))));

test("a megabyte is read to its end, the beginning first", { timeout: 180_000 }, (t) =>
  visit({}, async ({ page, requests }) => {
    page.setDefaultTimeout(120_000);
    const seen = requests.length;
    const start = Date.now();
    await begin(page);
    await page.waitForSelector("article mark[data-e]");
    t.diagnostic(`the beginning is marked after ${Date.now() - start} ms`);
    assert.equal(await page.getAttribute("body", "data-busy"), "working");
    await page.waitForFunction(() =>
      /Reading: \d+ %.*beginning is shown/.test(document.querySelector("#work")?.textContent ?? ""),
    );
    assert.ok((await page.locator("[data-row]").count()) > 3, "rows of the beginning");
    await page.locator("#cast li button", { hasText: "Otieno" }).first().click();
    assert.equal(await page.isVisible("#chosen"), true, "the page answers meanwhile");
    t.diagnostic(`longest task while it works: ${await longest(page)} ms`);
    await done(page);
    t.diagnostic(`read to the end after ${Date.now() - start} ms; longest task ${await longest(page)} ms`);
    assert.match((await page.textContent("#chosen")) ?? "", /Otieno 1 of \d{3,} mentions/, "the choice is kept");
    await page.keyboard.press("Escape");
    // Rows beyond the first are drawn when asked for, and the number of them is told.
    const more = page.locator(".rows-box .more");
    assert.match((await more.textContent()) ?? "", /^\d+ more$/);
    const drawn = await page.locator("[data-row]").count();
    await more.click();
    await page.waitForFunction((n) => document.querySelectorAll("[data-row]").length > n, drawn);
    assert.deepEqual(requests.slice(seen), []);
  }),
);

test("Cancel acts at once and keeps what is read", { timeout: 180_000 }, (t) =>
  visit({}, async ({ page }) => {
    page.setDefaultTimeout(120_000);
    await begin(page);
    await page.waitForSelector("article mark[data-e]");
    const took = await page.evaluate(() => {
      const start = performance.now();
      /** @type {HTMLElement} */ (document.querySelector("#cancel")).click();
      return document.body.dataset.busy === "" ? performance.now() - start : Number.POSITIVE_INFINITY;
    });
    t.diagnostic(`Cancel took ${Math.round(took)} ms`);
    assert.ok(Number.isFinite(took), "the work has ended when the click has been handled");
    assert.match((await page.textContent("#trouble")) ?? "", /Only the beginning is read, \d %/);
    assert.ok((await page.locator("article mark[data-e]").count()) > 5);
    assert.match((await page.textContent("#retry")) ?? "", /Read the rest/);
    await page.click("#new");
    await example(page);
    assert.ok((await page.locator("article mark[data-e]").count()) > 10);
  }),
);
