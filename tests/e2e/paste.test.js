// How a text comes in: pasted, typed, opened, dropped; plain or HTML; well formed or not.
import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { done, example, paste, read, useBrowser, visit } from "./browser.js";

useBrowser();

test("an example read by click shows marks, cast, timeline and quotes", () =>
  visit({}, async ({ page }) => {
    await example(page, 0);
    assert.match((await page.textContent("article h1")) ?? "", /Ferry talks near a deal/);
    assert.ok((await page.locator("article mark[data-e]").count()) > 10);
    assert.ok((await page.locator("article mark[data-t]").count()) > 3);
    assert.ok((await page.locator("#cast .per b", { hasText: "Solvang" }).count()) >= 1);
    assert.ok((await page.locator(".rows .r").count()) > 3);
    assert.match((await page.textContent("#pub")) ?? "", /16 Jun 2024/);
    await page.click("#tab-quotes");
    assert.ok((await page.locator(".said").count()) > 2);
  }));

test("the whole job by keyboard alone", () =>
  visit({}, async ({ page }) => {
    assert.equal(await page.evaluate(() => document.activeElement?.id), "text");
    // The engine may be ready before the examples are here.
    await page.waitForSelector(".example");
    for (let i = 0; i < 12 && !(await page.evaluate(() => document.activeElement?.matches(".example"))); i++) {
      await page.keyboard.press("Tab");
    }
    await page.keyboard.press("Enter");
    await done(page);
    await page.keyboard.press("j");
    await page.waitForSelector(".r.on .why");
    assert.equal(await page.evaluate(() => document.activeElement?.matches(".r.on .row")), true);
    await page.keyboard.press("j");
    assert.equal(await page.locator(".r.on").count(), 1);
    await page.keyboard.press("Tab");
    const reached = await page.evaluate(() => document.activeElement?.closest(".why") !== null);
    assert.equal(reached, true, "the evidence card follows its row");
    await page.keyboard.press("Escape");
    assert.equal(await page.locator(".r.on").count(), 0);
    await page.keyboard.press("e");
    await page.waitForSelector("#chosen:not([hidden])");
    await page.keyboard.press("q");
    await page.waitForSelector(".said[aria-pressed=true]");
    await page.keyboard.press("?");
    await page.waitForSelector("#help[open]");
    await page.keyboard.press("j");
    assert.equal(await page.locator(".r.on").count(), 0, "no key works behind a dialog");
  }));

test("HTML keeps headline and paragraphs and gives its day", () =>
  visit({}, async ({ page }) => {
    const html = `<html><body><nav>Home Sport</nav><article><h1>Bridge  opens</h1><time datetime="2021-03-04T10:00:00Z">4 March</time>
      <p>The <b>bridge</b> opened<br>on Monday.</p><p>Nobody came.</p><ul><li>One</li><li>Two</li></ul></article></body></html>`;
    await paste(page, { "text/html": html, "text/plain": "x" });
    assert.equal(
      await page.inputValue("#text"),
      "Bridge opens\n\n4 March\n\nThe bridge opened\non Monday.\n\nNobody came.\n\nOne\n\nTwo",
    );
    assert.equal(await page.inputValue("#day"), "2021-03-04");
    await page.click("#read");
    await done(page);
    assert.match((await page.textContent("#pub")) ?? "", /from the page/);
  }));

for (const [from, head] of [
  [
    "JSON-LD",
    '<script type="application/ld+json">{"@graph":[{"@type":"NewsArticle","datePublished":"2019-05-06T07:00:00+02:00"}]}</script>',
  ],
  ["meta", '<meta property="article:published_time" content="2019-05-06">'],
  [
    "a meta of another name",
    '<meta name="date" content="soon"><meta name="DC.date.issued" content="2019-05-06T08:00">',
  ],
  [
    "the surest meta",
    '<meta name="date" content="2020-01-01"><meta name="parsely-pub-date" content="2019-05-06T05:00:00Z">',
  ],
]) {
  test(`the publication day comes from ${from}`, () =>
    visit({}, async ({ page }) => {
      await paste(page, {
        "text/html": `<head>${head}</head><body><p>It rained.</p></body>`,
        "text/plain": "It rained.",
      });
      assert.equal(await page.inputValue("#day"), "2019-05-06");
    }));
}

test("hostile HTML is inert", () =>
  visit({}, async ({ page, requests }) => {
    const seen = requests.length;
    const html = `<p>Good text stays here.</p><script>globalThis.hit=1</script><img src="https://evil.example/x.png" onerror="globalThis.hit=2">
      <svg onload="globalThis.hit=3"><script>globalThis.hit=4</script></svg><iframe srcdoc="<script>parent.hit=5</script>"></iframe>
      <a href="javascript:globalThis.hit=6">Ann Smith</a><style>@import url(https://evil.example/y.css)</style>
      <link rel="stylesheet" href="https://evil.example/z.css"><p>&lt;img src=x onerror=globalThis.hit=7&gt; was said.</p>`;
    await paste(page, { "text/html": html, "text/plain": "Good text stays here." });
    await page.click("#read");
    await done(page);
    await page.waitForTimeout(300);
    assert.equal(await page.evaluate(() => Reflect.get(globalThis, "hit")), undefined);
    assert.equal(await page.locator("article :is(img,script,iframe,svg,a,style,link)").count(), 0);
    assert.match((await page.textContent("article")) ?? "", /<img src=x onerror=globalThis\.hit=7>/);
    assert.deepEqual(requests.slice(seen), []);
  }));

test("a file that is not UTF-8 is read, and the reader is told", () =>
  visit({}, async ({ page }) => {
    await page.setInputFiles("#file", {
      name: "a.txt",
      mimeType: "text/plain",
      buffer: Buffer.from("Caf\xe9 owner Ann Smith said \x93no\x94.", "latin1"),
    });
    await page.waitForFunction(() => document.querySelector("#paste-note")?.textContent?.includes("Windows-1252"));
    assert.equal(await page.inputValue("#text"), "Café owner Ann Smith said “no”.");
  }));

test("a very large file is not lost and waits for a choice", () =>
  visit({}, async ({ page }) => {
    const line = `${"The mayor of Lyon spoke. ".repeat(8)}\n\n`;
    const folder = await mkdtemp(join(tmpdir(), "dateline-"));
    const file = join(folder, "big.txt");
    await writeFile(file, line.repeat(Math.ceil(50e6 / line.length)));
    await page.setInputFiles("#file", file);
    await page.waitForSelector("#large:not([hidden])");
    // Not before: the page reads the file only now.
    await rm(folder, { recursive: true });
    assert.match((await page.textContent("#large")) ?? "", /50\.\d million characters/);
    await page.click("#large-part");
    assert.match((await page.textContent("article p")) ?? "", /The mayor of Lyon spoke/);
    await page.click("#cancel");
    assert.match((await page.textContent("#trouble")) ?? "", /The text is kept/);
    await page.click("#new");
    assert.equal(await page.isVisible("#text"), true);
  }));

/** @type {[string, string][]} */
const ODD = [
  ["one word", "Paris"],
  ["a lone surrogate", "A \ud83d broken letter said Ann Smith on Monday \ude00."],
  ["right to left", "قال الرئيس يوم الأحد إن الاتفاق قريب.\n\nדובר הממשלה אמר אתמול."],
  ["emoji", "👩‍👩‍👧‍👦 met 👑 on 4 May 2020 🎉. “🙂,” said Ann Smith."],
  ["HTML source", "<p>Ann Smith</p><script>alert(1)</script> on 4 May 2020"],
  ["control characters", "\u0000\u0001\uffff Ann Smith \u0007 left in 2020."],
];
for (const [name, text] of ODD) {
  test(`odd input gives an answer: ${name}`, () =>
    visit({}, async ({ page }) => {
      await page.evaluate((t) => {
        const box = /** @type {HTMLTextAreaElement} */ (document.querySelector("#text"));
        box.value = t;
        box.dispatchEvent(new Event("input"));
      }, text);
      await page.click("#read");
      await done(page);
      assert.equal(await page.isVisible("#trouble[data-kind=bad]"), false);
      assert.ok((await page.locator("article p, article h1:not(.vh)").count()) >= 1);
    }));
}

test("an empty box cannot be read; ten million spaces give an answer", () =>
  visit({}, async ({ page }) => {
    assert.equal(await page.isDisabled("#read"), true);
    await page.setInputFiles("#file", { name: "s.txt", mimeType: "text/plain", buffer: Buffer.alloc(10e6, " ") });
    await page.click("#large-all");
    await done(page);
    assert.match((await page.textContent("#trouble")) ?? "", /empty/);
  }));

test("a text typed without a day asks for one and stays relative", () =>
  visit({}, async ({ page }) => {
    await read(
      page,
      "Fire destroys market hall\n\nA fire destroyed the market hall in Lyon last week, police said. Nobody was hurt.",
    );
    await page.waitForSelector("#banner:not([hidden])");
    assert.match((await page.textContent("#banner")) ?? "", /1 date depends on it/);
    assert.match((await page.textContent("#pub")) ?? "", /not known/);
  }));

test("a range is offered with its reasons and not taken", () =>
  visit({}, async ({ page }) => {
    await read(page, "President Obama met Prime Minister Theresa May last month. The two leaders spoke of trade.");
    await page.waitForSelector("#banner:not([hidden])");
    const range = "between 13 July 2016 and 20 January 2017";
    assert.match((await page.textContent("#banner")) ?? "", new RegExp(range));
    await page.click("#banner-set");
    assert.match((await page.textContent("#pub-range summary")) ?? "", new RegExp(range));
    await page.click("#pub-range summary");
    const reason = page.locator("#pub-range li", { hasText: "Theresa May: in office 13 July 2016 to 24 July 2019" });
    await reason.click();
    assert.equal(await page.inputValue("#pub-input"), "", "no reason sets a day");
    await page.fill("#pub-input", "2018-01-01");
    assert.match((await page.textContent("#pub-outside")) ?? "", /not between/);
    await page.fill("#pub-input", "2016-09-04");
    assert.equal(await page.textContent("#pub-outside"), "");
    await page.click("#pub-form [type=submit]");
    await done(page);
    assert.match((await page.textContent("#pub")) ?? "", /4 Sep 2016/);
    assert.equal(await page.isVisible("#banner"), false);
    assert.equal(await page.locator("#pub-range[hidden]").count(), 1, "a known day leaves no range");
  }));
