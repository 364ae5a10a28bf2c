// One Chromium for a test file, fresh contexts for each test, and a log of everything asked of the network.
import assert from "node:assert/strict";
import { after, before } from "node:test";
import { chromium } from "playwright-core";

/** Where the built page is served. */
export const URL_ROOT = process.env.DATELINE_URL ?? "http://127.0.0.1:8080/";
/** The same below a path, or "". */
export const URL_BELOW = process.env.DATELINE_SUB_URL ?? process.env.DATELINE_SUBPATH_URL ?? "";

const ARGS =
  "--no-sandbox --disable-gpu --disable-background-networking --disable-component-update --disable-sync --no-first-run";

/** @type {import("playwright-core").Browser} */
let browser;

/** Starts and stops the browser around a file's tests. */
export function useBrowser() {
  before(async () => {
    const executablePath = process.env.CHROMIUM ?? "/usr/bin/chromium";
    browser = await chromium.launch({ executablePath, args: ARGS.split(" ") });
  });
  after(() => browser?.close());
}

/**
 * @typedef {object} Visit
 * @property {import("playwright-core").Page} page
 * @property {import("playwright-core").BrowserContext} context
 * @property {string[]} requests every address asked for, in order
 * @property {string[]} errors uncaught errors of the page
 */

/**
 * Opens the page and, unless `ready` is false, waits until the engine is ready.
 * @param {{url?: string, ready?: boolean, workers?: "allow" | "block", options?: import("playwright-core").BrowserContextOptions,
 *   prepare?: (context: import("playwright-core").BrowserContext) => Promise<void>}} [how]
 * @param {(visit: Visit) => Promise<void>} [run]
 */
export async function visit(how = {}, run = async () => {}) {
  const viewport = { width: 1440, height: 900 };
  const context = await browser.newContext({ viewport, serviceWorkers: how.workers ?? "allow", ...how.options });
  try {
    await how.prepare?.(context);
    /** @type {string[]} */
    const requests = [];
    /** @type {string[]} */
    const errors = [];
    context.on("request", (r) => r.url().startsWith("blob:") || requests.push(r.url()));
    const page = await context.newPage();
    page.setDefaultTimeout(20_000);
    page.on("pageerror", (e) => errors.push(e.message));
    await page.goto(how.url ?? URL_ROOT);
    if (how.ready !== false) await atRest(page);
    await run({ page, context, requests, errors });
    assert.deepEqual(errors, []);
  } finally {
    await context.close();
  }
}

/** Waits until the engine is ready and the parts that are loaded ahead are there. @param {import("playwright-core").Page} page */
const atRest = (page) =>
  page.waitForFunction(() => {
    const parts = (document.body.dataset.parts ?? "").split(" ").filter((part) => part && part !== "__PARTS__");
    const loaded = parts.every((part) => performance.getEntriesByName(new URL(part, document.baseURI).href).length);
    return document.body.dataset.engine === "ready" && (location.protocol === "file:" || loaded);
  });
/**
 * Opens an empty page that is cut off from the network; `run` is told what was asked of it.
 * @param {import("playwright-core").BrowserContextOptions} options
 * @param {(page: import("playwright-core").Page, requests: string[]) => Promise<void>} run
 */
export async function blank(options, run) {
  const context = await browser.newContext({ viewport: { width: 1200, height: 900 }, ...options });
  try {
    /** @type {string[]} */
    const requests = [];
    await context.route(/^(?!data:|blob:|about:)/, (route) => {
      requests.push(route.request().url());
      return route.abort();
    });
    await run(await context.newPage(), requests);
  } finally {
    await context.close();
  }
}

/** Waits until the service worker keeps everything. @param {import("playwright-core").Page} page */
export const keptOffline = (page) => page.evaluate(async () => void (await navigator.serviceWorker.ready));

/** Puts a text in the box and reads it. @param {import("playwright-core").Page} page @param {string} text @param {string} [day] */
export async function read(page, text, day) {
  await page.fill("#text", text);
  if (day) await page.fill("#day", day);
  await page.click("#read");
  await done(page);
}

/** Opens one of the examples. @param {import("playwright-core").Page} page @param {number} [n] */
export async function example(page, n = 0) {
  await page.locator(".example").nth(n).click();
  await done(page);
}

/** Waits for the end of a reading. @param {import("playwright-core").Page} page */
export const done = (page) =>
  page.waitForFunction(() => document.body.dataset.busy === "" && document.body.dataset.screen === "reading");

/** Pastes into the box as the clipboard would, and waits until it is there. @param {import("playwright-core").Page} page @param {Record<string, string>} data by type */
export async function paste(page, data) {
  await page.evaluate((types) => {
    const clipboardData = new DataTransfer();
    for (const [type, value] of Object.entries(types)) clipboardData.setData(type, value);
    const event = new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true });
    document.querySelector("#text")?.dispatchEvent(event);
  }, data);
  await settled(page);
}

/** Waits until everything that came in is in the box. @param {import("playwright-core").Page} page */
export const settled = (page) => page.waitForSelector("#text[aria-busy=false]", { state: "attached" });
