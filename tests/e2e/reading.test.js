// Reading: what a click, a key or a corrected day does.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { done, example, read, useBrowser, visit } from "./browser.js";

useBrowser();

test("a name filters timeline and quotes and walks through its mentions", () =>
  visit({}, async ({ page }) => {
    await example(page);
    const rows = await page.locator("[data-row]").count();
    await page.locator("#cast button", { hasText: "Solvang" }).click();
    assert.match((await page.textContent("#chosen")) ?? "", /Solvang 1 of \d+ mentions/);
    assert.ok((await page.locator("[data-row]").count()) < rows);
    await page.click("#mention-next");
    assert.match((await page.textContent("#chosen")) ?? "", / 2 of /);
    await page.keyboard.press("Shift+E");
    assert.match((await page.textContent("#chosen")) ?? "", / 1 of /);
    await page.keyboard.press("Escape");
    assert.equal(await page.isVisible("#chosen"), false);
    assert.equal(await page.locator("[data-row]").count(), rows);
    await page.locator("article mark[data-e]").first().click();
    assert.equal(await page.isVisible("#chosen"), true);
  }));

test("a row opens its evidence, marks its sentence, and can be taken off and brought back", () =>
  visit({}, async ({ page }) => {
    await example(page);
    const rows = await page.locator("[data-row]").count();
    const row = page.locator(".rows [data-row]", { hasText: "signed as early as Thursday" }).first();
    await row.click();
    assert.equal(await page.locator(".r.on .why").count(), 1);
    assert.match((await page.textContent(".r.on .why")) ?? "", /Thursday/);
    assert.match((await page.locator("article .ev.sel").allTextContents()).join(""), /as early as Thursday/);
    assert.match((await page.textContent(".r.on")) ?? "", /possible/);
    await page.click(".why .act:text('Not an event')");
    await done(page);
    assert.equal(await page.locator("[data-row]").count(), rows - 1);
    await page.keyboard.press("u");
    await done(page);
    assert.equal(await page.locator("[data-row]").count(), rows);
  }));

test("what is said, wanted and passed on is told apart", () =>
  visit({}, async ({ page }) => {
    await read(
      page,
      "US officials said on Monday that Bashar Assad had promised to stop the attacks.\n\nTurkey wants the United States to hand over the cleric, the ministry said.\n\nFrance supports the plan to send more aid to the north of Syria, and wants a vote on it.",
    );
    await page.click("#tab-quotes");
    const quotes = (await page.locator(".said").allTextContents()).join("\n");
    assert.match(quotes, /US officials said.*passes on Bashar Assad/);
    assert.match(quotes, /ministry said/);
    assert.match(quotes, /France (supports|wants).*a view, wish or plan/);
    assert.match((await page.textContent("#cast")) ?? "", /US officials/);
  }));

test("every row is a verbatim slice of the article", () =>
  visit({}, async ({ page }) => {
    const text = (await readFile(new URL("../../www/examples/court.txt", import.meta.url), "utf8")).trim();
    await example(page, 1);
    const clauses = await page.evaluate(() =>
      [...document.querySelectorAll("[data-row] .x")].map((x) => {
        const copy = /** @type {Element} */ (x.cloneNode(true));
        copy.querySelector(".m")?.remove();
        return copy.textContent ?? "";
      }),
    );
    assert.ok(clauses.length > 5);
    for (const clause of clauses) assert.ok(text.includes(clause), clause);
    assert.equal(
      await page.evaluate(() =>
        [...document.querySelectorAll(".rows svg.g")].every((g) => g.getAttribute("aria-label")),
      ),
      true,
    );
  }));

test("a date in the text chooses its row", () =>
  visit({}, async ({ page }) => {
    await example(page, 1);
    await page.locator("article mark[data-t]", { hasText: "14 October 2019" }).click();
    assert.match((await page.textContent(".r.on .d")) ?? "", /14 Oct 2019/);
  }));

test("another reading of a date can be chosen", () =>
  visit({}, async ({ page }) => {
    // Published on a Sunday: which Sunday is meant?
    await read(page, "The deal could be signed as early as Sunday, Ann Smith said.", "2016-09-04");
    await page.locator("[data-row]").first().click();
    const choices = page.locator(".why .choice");
    assert.ok((await choices.count()) >= 2);
    const other = page.locator(".why .choice[aria-pressed=false]").first();
    const label = (await other.textContent()) ?? "";
    await other.click();
    await done(page);
    assert.ok(((await page.textContent(".r.on .d b")) ?? "").includes(label.replace(/ \d{4}$/, "")));
    assert.match((await page.textContent("#fixes")) ?? "", /1 correction/);
  }));

test("changing the publication day re-resolves at once", () =>
  visit({}, async ({ page }) => {
    await example(page);
    const label = page.locator("[data-row]", { hasText: "as early as Thursday" }).first().locator(".d");
    assert.match((await label.textContent()) ?? "", /20 Jun/);
    await page.keyboard.press("p");
    await page.fill("#pub-input", "2024-07-14");
    await page.click("#pub-form button[type=submit]");
    await label.filter({ hasText: "18 Jul" }).waitFor();
    assert.match((await page.textContent("#pub")) ?? "", /14 Jul 2024.*set by you/);
    await page.click("#pub");
    await page.click("#pub-clear");
    await page.locator("#pub", { hasText: "bounded by the text" }).waitFor();
    await page.waitForSelector("#banner:not([hidden])");
    assert.doesNotMatch((await label.textContent()) ?? "", /2024/);
  }));

test("filters, find, left-out keys and the switch for keys", () =>
  visit({}, async ({ page }) => {
    await example(page);
    await page.click(".chip[data-filter=negated], .chip[data-filter=planned]");
    const facts = await page
      .locator(".r[data-fact]")
      .evaluateAll((all) => new Set(all.map((r) => r.getAttribute("data-fact"))).size);
    assert.equal(facts, 1);
    await page.keyboard.press("Escape");
    await page.keyboard.press("/");
    await page.keyboard.type("skagen");
    assert.match((await page.textContent("#find-count")) ?? "", /1 of [1-9]/);
    assert.equal(await page.locator(".r.on").count(), 0, "letters typed in a box are no keys");
    await page.keyboard.press("Escape");
    await page.keyboard.press("?");
    await page.uncheck("#keys-on");
    await page.keyboard.press("Escape");
    await page.keyboard.press("j");
    assert.equal(await page.locator(".r.on").count(), 0);
  }));

test("every format can be looked at, copied and saved, with the corrections", () =>
  visit({ options: { permissions: ["clipboard-read", "clipboard-write"] } }, async ({ page }) => {
    await example(page);
    await page.locator("#cast li button", { hasText: "Solvang" }).first().click();
    await page.click("#mend");
    await page.click("dialog.mend button:text('Not a name at all')");
    await done(page);
    await page.keyboard.press("x");
    await page.waitForSelector("#formats button");
    const formats = await page.locator("#formats button").evaluateAll((all) => all.map((b) => b.dataset.format ?? ""));
    assert.ok(formats.length >= 13, formats.join());
    for (const format of formats) {
      await page.click(`#formats [data-format=${format}]`);
      await page.waitForFunction(() => (document.querySelector("#preview")?.textContent?.length ?? 0) > 50);
      assert.ok(((await page.textContent("#export-loses")) ?? "").length > 10, format);
    }
    await page.click("#formats [data-format=json]");
    const save = async () => {
      const [download] = await Promise.all([page.waitForEvent("download"), page.click("#export-save")]);
      return { name: download.suggestedFilename(), content: await readFile(await download.path()) };
    };
    const json = await save();
    const analysis = JSON.parse(json.content.toString());
    assert.equal(analysis.schema, 1);
    assert.equal(analysis.publication.value, "2024-06-16");
    assert.ok(!analysis.entities.some((/** @type {{name: string}} */ e) => e.name.includes("Solvang")));
    assert.match(json.name, /^ferry-talks.*\.json$/);
    await page.click("#formats [data-format=brat]");
    await page.waitForFunction(() => document.querySelector("#export-files")?.textContent?.includes("zip"));
    const zip = await save();
    assert.match(zip.name, /\.zip$/);
    assert.deepEqual([...zip.content.subarray(0, 2)], [80, 75]);
    await page.click("#formats [data-format=markdown]");
    await page.waitForFunction(() => document.querySelector("#preview")?.textContent?.startsWith("#"));
    await page.click("#export-copy");
    await page.waitForFunction(() => document.querySelector("#export-said")?.textContent === "Copied.");
    assert.match(await page.evaluate(() => navigator.clipboard.readText()), /^# /);
  }));

test("cancel keeps the text and the page works on", () =>
  visit({}, async ({ page, requests }) => {
    const seen = requests.length;
    const text = "The mayor of Lyon, Anne Durand, said on 4 May 2020 that the town had changed. ".repeat(14_000);
    await page.evaluate((t) => {
      const box = /** @type {HTMLTextAreaElement} */ (document.querySelector("#text"));
      box.value = t;
      box.dispatchEvent(new Event("input"));
    }, text);
    await page.click("#read");
    await page.click("#cancel");
    await done(page);
    assert.match((await page.textContent("article")) ?? "", /Anne Durand/);
    assert.equal(await page.locator("article mark[data-e]").count(), 0);
    await page.click("#new");
    await example(page);
    assert.ok((await page.locator("article mark[data-e]").count()) > 10);
    assert.deepEqual(requests.slice(seen), [], "a new worker needs no request");
  }));

test("a text that is not English says so and is still shown", () =>
  visit({}, async ({ page }) => {
    await read(
      page,
      "Die Regierung hat am Montag beschlossen, dass die neuen Regeln erst im nächsten Jahr gelten sollen. Der Minister sagte, er sei damit nicht zufrieden, aber es gebe keinen anderen Weg.",
    );
    assert.match((await page.textContent("#trouble")) ?? "", /not look like English/);
    assert.match((await page.textContent("article")) ?? "", /Die Regierung/);
  }));
