// One Firefox for a test file, driven by WebDriver BiDi through Puppeteer: a browser that a distribution ships, as it is.
import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { after, before } from "node:test";
import puppeteer from "puppeteer-core";

const FIREFOX = process.env.FIREFOX || ["/usr/bin/firefox", "/usr/bin/firefox-esr"].find((path) => existsSync(path));

/** Why there is nothing to test with, or false: what a test's `skip` takes. */
export const noFirefox = FIREFOX ? false : "no Firefox is here: install one, or name its program in FIREFOX";

const PATIENCE = 30_000;

/** @type {import("puppeteer-core").Browser | undefined} */
let browser;

/** Starts and stops Firefox around a file's tests. */
export function useFirefox() {
  before(async () => {
    if (!FIREFOX) return;
    // Its window gives the size: Firefox does not know every command by which Puppeteer would set a viewport.
    const args = ["--width=1440", "--height=900"];
    const how = { executablePath: FIREFOX, args, defaultViewport: null, headless: true, timeout: 120_000 };
    browser = await puppeteer.launch({ browser: "firefox", ...how });
  });
  after(async () => {
    // A Firefox that does not end when asked, on a busy machine, must not keep the run from ending.
    const late = new Promise((go) => setTimeout(go, PATIENCE).unref());
    await Promise.race([browser?.close(), late]);
    browser?.process()?.kill("SIGKILL");
  });
}

/**
 * @typedef {object} Visit
 * @property {import("puppeteer-core").Page} page
 * @property {string[]} requests every address asked for, in order, blobs left out
 * @property {string[]} errors uncaught errors of the page
 */

/** Whether the engine is ready and the parts that are loaded ahead are there. */
function atRest() {
  const parts = (document.body.dataset.parts ?? "").split(" ").filter((part) => part && part !== "__PARTS__");
  const here = (/** @type {string} */ part) =>
    performance.getEntriesByName(new URL(part, document.baseURI).href).length;
  return document.body.dataset.engine === "ready" && (location.protocol === "file:" || parts.every(here));
}

/**
 * Opens the page in a context of its own and waits until the engine is ready and the parts are there; afterwards no uncaught error may be left.
 * @param {{url: string, prepare?: (page: import("puppeteer-core").Page) => Promise<unknown>}} how
 * @param {(visit: Visit) => Promise<void>} run
 */
export async function visit({ url, prepare }, run) {
  assert.ok(browser);
  const context = await browser.createBrowserContext();
  try {
    const page = await context.newPage();
    /** @type {string[]} */
    const requests = [];
    /** @type {string[]} */
    const errors = [];
    page.on("request", (r) => r.url().startsWith("blob:") || requests.push(r.url()));
    // "Permission denied to access property" is Firefox speaking of the compartments in which the driver evaluates: no script
    // of a page stands before such a wall.
    page.on("pageerror", (e) => {
      const said = e instanceof Error ? `${e.message} ${e.stack}` : String(e);
      if (!said.includes("Permission denied to access property")) errors.push(said);
    });
    await prepare?.(page);
    await page.goto(url);
    await until(page, atRest);
    await run({ page, requests, errors });
    assert.deepEqual(errors, []);
  } finally {
    await context.close();
  }
}

/**
 * Waits until something holds in the page. Puppeteer's own way makes a function from a string, which the policy forbids.
 * @template {unknown[]} A
 * @param {import("puppeteer-core").Page} page
 * @param {(...args: A) => boolean} holds
 * @param {A} args
 */
export async function until(page, holds, ...args) {
  for (const end = Date.now() + PATIENCE; !(await page.evaluate(/** @type {any} */ (holds), ...args)); ) {
    assert.ok(Date.now() < end, `waited in vain for ${holds}`);
    await new Promise((go) => setTimeout(go, 50));
  }
}

/** Waits until a selector meets an element. @param {import("puppeteer-core").Page} page @param {string} selector */
export const shown = (page, selector) => until(page, (s) => document.querySelector(s) !== null, selector);

/** Waits for the end of a reading. @param {import("puppeteer-core").Page} page */
export const done = (page) =>
  until(page, () => document.body.dataset.busy === "" && document.body.dataset.screen === "reading");

/** Opens one of the examples. @param {import("puppeteer-core").Page} page @param {number} [n] */
export async function example(page, n = 0) {
  await until(page, (at) => document.querySelectorAll(".example").length > at, n);
  await (await page.$$(".example"))[n]?.click();
  await done(page);
}

/** How many elements a selector meets. @param {import("puppeteer-core").Page} page @param {string} selector */
export const count = (page, selector) => page.evaluate((s) => document.querySelectorAll(s).length, selector);

/** The text of the first element that a selector meets, "" for none. @param {import("puppeteer-core").Page} page @param {string} selector */
export const textOf = (page, selector) => page.evaluate((s) => document.querySelector(s)?.textContent ?? "", selector);

/** Clicks the first element of a selector that holds a text. @param {import("puppeteer-core").Page} page @param {string} selector @param {string} text */
export async function clickText(page, selector, text) {
  for (const el of await page.$$(selector)) {
    if (await el.evaluate((e, t) => e.textContent?.includes(t), text)) return el.click();
  }
  assert.fail(`no ${selector} says “${text}”`);
}
