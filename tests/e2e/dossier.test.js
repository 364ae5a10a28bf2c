// Several articles: one cast and one timeline, each thing's article told apart.
import assert from "node:assert/strict";
import { test } from "node:test";
import { done, read, useBrowser, visit } from "./browser.js";

useBrowser();

const FIRST = `Mayor resigns in Lyon

Mayor Claire Fontaine resigned on 4 May 2020 after a vote, the city council of Lyon said. Fontaine had led Lyon since 2014.`;
const SECOND = `Fontaine gone

LYON, 6 May 2020. Claire Fontaine did not resign on 4 May 2020, her lawyer Paul Meyer said. Paul Meyer will meet the city council on 12 May 2020.`;

/** Adds an article. @param {import("playwright-core").Page} page @param {string} text @param {string} day */
async function add(page, text, day) {
  await page.click("#add");
  await read(page, text, day);
}

test("a second article joins the first: one cast, one timeline, sources told apart", () =>
  visit({}, async ({ page, requests }) => {
    await read(page, FIRST, "2020-05-05");
    const seen = requests.length;
    const alone = await page.locator("[data-row]").count();
    assert.equal(await page.isVisible("#stories"), false);
    await page.click("#add");
    assert.match((await page.textContent("#welcome")) ?? "", /Add an article/);
    await page.click("#add-none");
    assert.equal(await page.isVisible("article"), true);
    await add(page, SECOND, "2020-05-06");
    assert.equal(await page.locator("#stories .story").count(), 2);
    assert.match((await page.textContent("#scope [aria-pressed=true]")) ?? "", /All 2 articles/);
    const people = await page.locator("#cast li.per b").allTextContents();
    assert.equal(people.filter((n) => n.includes("Fontaine")).length, 1, people.join());
    assert.ok(people.includes("Paul Meyer"));
    const rows = (await page.locator("[data-row]").allTextContents()).join("\n");
    assert.ok((await page.locator("[data-row]").count()) > alone);
    assert.match(rows, /the articles differ: whether it happened/);
    assert.ok((await page.locator("[data-row] .pn b", { hasText: "B" }).count()) > 0);
    // The card is about the telling of the article that is shown; the other article's is one click away.
    await page.locator("[data-row]", { hasText: "the articles differ" }).click();
    assert.equal(await page.inputValue(".why .fact"), "negated");
    await page.locator(".why .act", { hasText: "Fontaine resigned" }).click();
    assert.match((await page.textContent(".story[aria-current]")) ?? "", /^A/);
    assert.equal(await page.inputValue(".why .fact"), "happened");
    // A row shows its own article.
    await page.locator("[data-row]", { hasText: "will meet" }).click();
    assert.match((await page.textContent("article h1")) ?? "", /Fontaine gone/);
    assert.match((await page.textContent(".story[aria-current]")) ?? "", /^B/);
    await page.locator(".story").first().click();
    assert.match((await page.textContent("article h1")) ?? "", /Mayor resigns/);
    // A person is followed through both.
    await page.locator("#cast li.per button", { hasText: "Fontaine" }).click();
    assert.ok((await page.locator("[data-row]").count()) >= 2);
    await page.keyboard.press("Escape");
    await page.click("#scope [value=one]");
    assert.equal(await page.locator("[data-row]").count(), alone);
    assert.deepEqual(requests.slice(seen), []);
  }));

test("articles can be taken out, and all of it undone", () =>
  visit({}, async ({ page }) => {
    await read(page, FIRST, "2020-05-05");
    await add(page, SECOND, "2020-05-06");
    await page.locator("#stories .out-of").first().click();
    await done(page);
    assert.match((await page.textContent("article h1")) ?? "", /Fontaine gone/);
    assert.equal(await page.isVisible("#stories"), false);
    await page.keyboard.press("u");
    await done(page);
    assert.equal(await page.locator("#stories .story").count(), 2);
    await page.keyboard.press("u");
    await done(page);
    assert.equal(await page.isVisible("#stories"), false);
    assert.match((await page.textContent("article h1")) ?? "", /Mayor resigns/);
  }));

test("a correction in one article changes the cast of all", () =>
  visit({}, async ({ page }) => {
    await read(page, FIRST, "2020-05-05");
    await add(page, SECOND, "2020-05-06");
    await page.locator("#cast li button", { hasText: "Paul Meyer" }).click();
    await page.click("#mend");
    await page.click("dialog.mend button:text('Not a name at all')");
    await done(page);
    assert.equal(await page.locator("#cast b", { hasText: "Paul Meyer" }).count(), 0);
    assert.equal(await page.locator("#stories .story").count(), 2);
    assert.match((await page.textContent("#scope [aria-pressed=true]")) ?? "", /All 2/);
  }));
