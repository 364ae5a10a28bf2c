// What the reader corrects: names, events, dates, from cards, dialogs and selections; undo and redo.
import assert from "node:assert/strict";
import { test } from "node:test";
import { done, example, read, useBrowser, visit } from "./browser.js";

useBrowser();

const TEXT = `Harbour closed after a spill

The harbour of Port Selm was closed on 4 May 2020 after a spill, said Ann Smith of Harbour Watch. Smith met Carl Berg on Monday. Berg said the clean-up had begun.

The quiet Lantern Group paid for it. Ms Smith thanked the Lantern Group.`;

/** @typedef {import("playwright-core").Page} Page */

/** How often the cast mentions a name, or 0. @param {Page} page @param {string} name */
async function count(page, name) {
  const entry = page.locator("#cast li button", { has: page.locator("b", { hasText: new RegExp(`^${name}$`) }) });
  return (await entry.count()) ? Number.parseInt((await entry.first().locator(".ct").textContent()) ?? "0", 10) : 0;
}

/** Opens the dialog about a name. @param {Page} page @param {string} name */
async function mend(page, name) {
  const chosen = (await page.isVisible("#chosen")) && ((await page.textContent("#chosen b")) ?? "").includes(name);
  if (!chosen) await page.locator("#cast li button", { hasText: name }).first().click();
  await page.click("#mend");
  await page.waitForSelector("dialog.mend[open]");
}

/** Selects words in the article. @param {Page} page @param {string} words */
const select = (page, words) =>
  page.evaluate((w) => {
    const walker = document.createTreeWalker(
      /** @type {Node} */ (document.querySelector("article")),
      NodeFilter.SHOW_TEXT,
    );
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const at = node.nodeValue?.indexOf(w) ?? -1;
      if (at < 0) continue;
      const range = document.createRange();
      range.setStart(node, at);
      range.setEnd(node, at + w.length);
      getSelection()?.removeAllRanges();
      getSelection()?.addRange(range);
      return;
    }
    throw new Error(`${w} is not in one piece of the article`);
  }, words);

test("two names are joined, and parted again by undo", () =>
  visit({}, async ({ page }) => {
    await read(page, TEXT);
    const smith = await count(page, "Ann Smith");
    const berg = await count(page, "Carl Berg");
    assert.ok(smith > 1 && berg > 1);
    await mend(page, "Ann Smith");
    await page.selectOption("dialog.mend select >> nth=1", { label: `Carl Berg (${berg})` });
    await done(page);
    assert.equal(await count(page, "Ann Smith"), smith + berg);
    assert.equal(await count(page, "Carl Berg"), 0);
    assert.match((await page.textContent("#notice")) ?? "", /are one now/);
    assert.match((await page.textContent("#fixes")) ?? "", /1 correction/);
    await page.keyboard.press("u");
    await done(page);
    assert.equal(await count(page, "Carl Berg"), berg);
    await page.keyboard.press("Shift+U");
    await done(page);
    assert.equal(await count(page, "Carl Berg"), 0);
  }));

test("mentions are parted from a name", () =>
  visit({}, async ({ page }) => {
    await read(page, TEXT);
    const before = await count(page, "Ann Smith");
    await mend(page, "Ann Smith");
    await page.locator("dialog.mend .mentions label", { hasText: "thanked" }).locator("input").check();
    await page.click("dialog.mend button:text('Part the ticked')");
    await done(page);
    assert.ok((await count(page, "Ann Smith")) < before);
    assert.ok((await page.locator("#cast .per b", { hasText: "Smith" }).count()) >= 2);
  }));

test("a name takes another type, or is none", () =>
  visit({}, async ({ page }) => {
    await read(page, TEXT);
    await mend(page, "Carl Berg");
    await page.selectOption("dialog.mend select >> nth=0", "ORG");
    await done(page);
    assert.equal(await page.locator("#cast li.org b", { hasText: "Carl Berg" }).count(), 1);
    await mend(page, "Carl Berg");
    await page.click("dialog.mend button:text('Not a name at all')");
    await done(page);
    assert.equal(await count(page, "Carl Berg"), 0);
    assert.match((await page.textContent("#fixes")) ?? "", /2 corrections/);
    await page.click("#fixes");
    await page.waitForSelector(".fixes");
    assert.equal(await page.locator(".fixes li").count(), 2);
    await page.locator(".fixes button").first().click();
    await done(page);
    assert.match((await page.textContent("#fixes")) ?? "", /1 correction/);
  }));

test("selected words become a name, an event, a date; a name is told to be none", () =>
  visit({}, async ({ page }) => {
    await read(page, TEXT);
    await select(page, "clean-up");
    await page.waitForSelector("#picked:not([hidden])");
    await page.click("#picked button:text('Organisation')");
    await done(page);
    assert.equal(await page.locator("#cast li.org b", { hasText: "clean-up" }).count(), 1);
    const rows = await page.locator("[data-row]").count();
    await select(page, "paid for it");
    await page.click("#picked button:text('Event')");
    await done(page);
    const after = await page.locator("[data-row]").allTextContents();
    assert.ok(after.length >= rows && after.some((r) => r.includes("paid for it")), after.join("\n"));
    await select(page, "Port Selm");
    await page.click("#picked button:text('Not a name')");
    await done(page);
    assert.equal(await count(page, "Port Selm"), 0);
    await select(page, "The quiet");
    await page.click("#picked button:text('Date')");
    await page.fill("#picked input", "2019");
    await page.keyboard.press("Enter");
    await done(page);
    assert.equal(await page.locator("article mark[data-t]", { hasText: "The quiet" }).count(), 1);
  }));

test("an event is dated anew, judged anew and taken off", () =>
  visit({}, async ({ page }) => {
    await example(page, 1);
    const first = page.locator(".rows [data-row]").first();
    const words = (await first.locator(".x").textContent()) ?? "";
    const rows = await page.locator("[data-row]").count();
    await first.click();
    await page.click(".why .act:text('Edit date')");
    await page.fill(".redate", "next week");
    await page.keyboard.press("Enter");
    assert.match((await page.textContent(".why")) ?? "", /Write it as/);
    await page.fill(".redate", "2001-02");
    await page.keyboard.press("Enter");
    await done(page);
    assert.match((await page.textContent(".r.on .d")) ?? "", /Feb 2001/);
    await page.selectOption(".why .fact", "negated");
    await done(page);
    assert.match((await page.textContent(".r.on")) ?? "", /did not happen/);
    await page.click(".why .act:text('Not an event')");
    await done(page);
    assert.equal(await page.locator("[data-row]").count(), rows - 1);
    assert.ok(!(await page.locator("[data-row] .x").allTextContents()).includes(words));
    for (let i = 0; i < 3; i++) {
      await page.keyboard.press("u");
      await done(page);
    }
    assert.equal(await page.locator("[data-row]").count(), rows);
    assert.equal(await page.isVisible("#fixes"), false);
  }));

test("by keyboard: words are found and made a name", () =>
  visit({}, async ({ page }) => {
    await read(page, TEXT);
    await page.keyboard.press("/");
    await page.keyboard.type("clean-up");
    await page.focus("#find-use");
    await page.keyboard.press("Enter");
    assert.equal(await page.evaluate(() => document.activeElement?.closest("#picked") !== null), true);
    await page.keyboard.press("Enter");
    await done(page);
    assert.equal(await page.locator("#cast li.per b", { hasText: "clean-up" }).count(), 1);
  }));

test("marks of one kind are switched off by key and by the cast", () =>
  visit({}, async ({ page }) => {
    await read(page, TEXT);
    const line = () =>
      page
        .locator("article mark.per")
        .first()
        .evaluate((m) => getComputedStyle(m).textDecorationLine);
    assert.equal(await line(), "underline");
    await page.keyboard.press("1");
    assert.equal(await line(), "none");
    await page.click("#cast h2.per .sw");
    assert.equal(await line(), "underline");
  }));
