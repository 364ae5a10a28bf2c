// The map and the network: opened by key, chosen from by pointer and keyboard, tied to the article, offline, for everyone.
import assert from "node:assert/strict";
import { test } from "node:test";
import { accessible, LOOKS } from "./access.js";
import { example, read, useBrowser, visit } from "./browser.js";

useBrowser();

const TEXT = `Ministers meet in Paris

PARIS, 4 May 2020 - German foreign minister Anna Weber met French president Luc Martin in Paris on Monday.

Weber praised Martin. “Germany and France will help Acme Corp,” Weber said.

Moscow condemned the meeting. Russia said Weber had insulted it. On Tuesday Martin will visit Berlin.

The mayor of Zzyxville, Tom Brook, attacked Weber.`;

/** @param {import("playwright-core").Page} page */
async function map(page) {
  await page.keyboard.press("m");
  await page.waitForSelector("#panel-map .plot path.land");
}

/** @param {import("playwright-core").Page} page */
async function network(page) {
  await page.keyboard.press("n");
  await page.waitForSelector("#panel-network .plot g.name");
}

/** @param {import("playwright-core").Page} page @param {string} panel */
const transform = (page, panel) =>
  page.locator(`#panel-${panel} .plot svg[role=img] > g`).first().getAttribute("transform");

test("the map opens by key, shades countries, and a click filters as a click in the cast does", () =>
  visit({}, async ({ page, requests }) => {
    await page.waitForTimeout(800);
    const seen = requests.length;
    await read(page, TEXT, "2020-05-04");
    const count = Number(await page.textContent("#tab-map span"));
    await map(page);
    assert.equal(await page.locator("#panel-map .named > li").count(), count);
    assert.ok((await page.locator("#panel-map path.country").count()) >= 3, "Germany, France and Russia are shaded");
    assert.match((await page.getAttribute("#panel-map .plot svg", "aria-label")) ?? "", /^Map of \d+ places: /);
    const germany = page.locator("#panel-map .named > li", { has: page.getByText("Germany", { exact: true }) });
    const id = await germany.getAttribute("data-e");
    await page.locator(`#panel-map path.country[data-e="${id}"]`).hover();
    assert.equal(await page.locator(`.cast li.glow[data-e="${id}"]`).count(), 1);
    await page.locator(`#panel-map path.country[data-e="${id}"]`).click();
    assert.equal(await page.textContent("#chosen b"), "Germany");
    assert.equal(await page.locator(`#panel-map .on[data-e="${id}"]`).count(), 2);
    assert.equal(await germany.locator("button.pl").getAttribute("aria-pressed"), "true");
    await page.keyboard.press("Escape");
    assert.equal(await page.locator("#panel-map .plot .on").count(), 0);
    assert.deepEqual(requests.slice(seen), [], "neither map nor list asks for anything");
  }));

test("the list says where a place lies, for whom it stands, or why it is not on the map", () =>
  visit({}, async ({ page }) => {
    await read(page, TEXT, "2020-05-04");
    await map(page);
    const entry = (/** @type {string} */ name) =>
      page.locator("#panel-map .named > li", { hasText: name }).textContent();
    assert.match((await entry("Paris")) ?? "", /in France, 48\.9° N, 2\.\d° E/);
    assert.match((await entry("Moscow")) ?? "", /stands for Russia/);
    assert.match((await entry("Zzyxville")) ?? "", /not on the map: unknown/);
    const there = page.locator("#panel-map .there").first();
    assert.match((await there.textContent()) ?? "", /^[1-9]\d* events? in .+: show the timeline$/);
    await there.click();
    assert.equal(await page.getAttribute("#tab-timeline", "aria-selected"), "true");
    assert.equal(await page.isVisible("#chosen"), true);
    assert.ok((await page.locator(".rows-box .r").count()) > 0);
  }));

test("the list is walked by keyboard, and zoom has buttons, wheel, drag and arrow keys", () =>
  visit({ options: { reducedMotion: "reduce" } }, async ({ page }) => {
    await read(page, TEXT, "2020-05-04");
    await map(page);
    await page.locator("#panel-map .named button[tabindex='0']").focus();
    // On the way lies what happened at the first place.
    do await page.keyboard.press("ArrowDown");
    while (await page.evaluate(() => !document.activeElement?.matches(".pl")));
    await page.keyboard.press("Enter");
    const second = await page.locator("#panel-map .named .pl b").nth(1).textContent();
    assert.equal(await page.textContent("#chosen b"), second);
    const whole = await transform(page, "map");
    await page.click("#panel-map .zoom button >> nth=0");
    const near = await transform(page, "map");
    assert.notEqual(near, whole);
    await page.keyboard.press("ArrowLeft");
    const moved = await transform(page, "map");
    assert.notEqual(moved, near);
    const box = await page.locator("#panel-map .plot").boundingBox();
    assert.ok(box);
    await page.mouse.move(box.x + 100, box.y + 100);
    await page.mouse.down();
    await page.mouse.move(box.x + 60, box.y + 80, { steps: 4 });
    await page.mouse.up();
    const dragged = await transform(page, "map");
    assert.notEqual(dragged, moved);
    assert.equal(await page.textContent("#chosen b"), second, "the end of a drag chooses nothing");
    await page.mouse.wheel(0, -200);
    await page.waitForTimeout(50);
    assert.notEqual(await transform(page, "map"), dragged);
    await page.click("#panel-map .zoom button >> nth=2");
    assert.equal(await transform(page, "map"), whole);
  }));

test("another day of publication keeps the place on the map", () =>
  visit({ options: { reducedMotion: "reduce" } }, async ({ page }) => {
    await read(page, TEXT, "2020-05-04");
    await map(page);
    await page.click("#panel-map .zoom button >> nth=0");
    const near = await transform(page, "map");
    await page.click("#pub");
    await page.fill("#pub-input", "2020-05-05");
    await page.click("#pub-form button[type=submit]");
    await page.waitForFunction(() => document.body.dataset.busy === "");
    assert.equal(await transform(page, "map"), near);
  }));

test("the network is the same each time, and a link opens the sentences that show it", () =>
  visit({}, async ({ page, requests }) => {
    await page.waitForTimeout(800);
    const seen = requests.length;
    /** @type {(string | null)[][]} */
    const drawn = [];
    for (let i = 0; i < 2; i++) {
      await read(page, TEXT, "2020-05-04");
      await network(page);
      drawn.push(
        await page
          .locator("#panel-network g.name text")
          .evaluateAll((all) => all.map((t) => `${t.textContent} ${t.getAttribute("x")} ${t.getAttribute("y")}`)),
      );
      if (!i) await page.click("#new");
    }
    assert.deepEqual(drawn[0], drawn[1]);
    const boxes = await page.locator("#panel-network g.name rect").evaluateAll((all) =>
      all.map((r) => {
        const { left, right, top, bottom } = r.getBoundingClientRect();
        return { left, right, top, bottom };
      }),
    );
    for (const [i, a] of boxes.entries())
      for (const b of boxes.slice(i + 1))
        assert.ok(a.right <= b.left || b.right <= a.left || a.bottom <= b.top || b.bottom <= a.top, "names overlap");
    const weber = page.locator("#panel-network .named > li", { has: page.locator(".pl", { hasText: "Anna Weber" }) });
    const link = weber.locator(".with", { hasText: "Luc Martin" });
    assert.match((await link.textContent()) ?? "", /met/);
    await link.press("Enter");
    assert.equal(await weber.locator(".with[aria-expanded=true]").count(), 1);
    const shows = weber.locator(".shows button");
    assert.match((await shows.first().textContent()) ?? "", /met French president Luc Martin.*¶\d/);
    await shows.first().press("Enter");
    const painted = await page.evaluate(() => {
      const all = CSS.highlights.get("quote");
      return all ? [...all].map((r) => String(r)).join() : "";
    });
    assert.match(painted, /Anna Weber met/);
    await page.locator("#panel-network g.name", { hasText: "Anna Weber" }).click();
    assert.equal(await page.textContent("#chosen b"), "Anna Weber");
    assert.ok((await page.locator("#panel-network .plot .near").count()) > 2);
    assert.deepEqual(requests.slice(seen), []);
  }));

test("a click on a line opens its evidence in the list; chips bring places and sentences", () =>
  visit({}, async ({ page }) => {
    await read(page, TEXT, "2020-05-04");
    await network(page);
    const before = await page.locator("#panel-network .with").count();
    await page.locator("#panel-network g[data-link] .reach").first().dispatchEvent("click");
    assert.ok((await page.locator("#panel-network .shows li").count()) > 0);
    await page.click("#panel-network [data-show=sentences]");
    assert.equal(await page.getAttribute("#panel-network [data-show=sentences]", "aria-pressed"), "true");
    assert.ok((await page.locator("#panel-network .with").count()) > before);
    assert.equal(await page.locator("#panel-network .key .sentence").count(), 1);
  }));

test("without places or ties, and before the reading, the panels say so", () =>
  visit({}, async ({ page }) => {
    await read(page, "It rained for hours. Nobody came, and then the lights went out.");
    await page.keyboard.press("m");
    assert.match((await page.locator("#panel-map .hint").textContent()) ?? "", /No places are named/);
    await page.keyboard.press("n");
    assert.match((await page.locator("#panel-network .hint").textContent()) ?? "", /ties none of the names/);
  }));

test("a network of many names is laid out in slices, in between which the page answers", () =>
  visit({}, async ({ page }) => {
    const first = ["Anna", "Bruno", "Clara", "David", "Elena", "Frank", "Greta", "Henry"];
    const last = ["Adler", "Baker", "Carter", "Dawson", "Fischer", "Gomez", "Hansen", "Ivanov", "Keller"];
    const names = first.flatMap((f) => last.map((l) => `${f} ${l}`));
    const text = names.map((n, i) => `${n} met ${names[(i * 7 + 3) % names.length]} in May.`).join("\n\n");
    await read(page, text, "2020-05-04");
    await network(page);
    assert.ok((await page.locator("#panel-network g.name").count()) >= 20);
    // Between the click and the new drawing, timers of the page run.
    const turns = await page.evaluate(async () => {
      const panel = document.querySelector("#panel-network");
      const before = panel?.querySelectorAll("g.name").length ?? 0;
      /** @type {HTMLElement | null | undefined} */ (panel?.querySelector(".filt .link"))?.click();
      for (let n = 0; ; n++) {
        if ((panel?.querySelectorAll("g.name").length ?? 0) > before) return n;
        await new Promise((go) => setTimeout(go));
      }
    });
    assert.ok(turns >= 2, `${turns} turns`);
    assert.equal(await page.locator("#panel-network g.name").count(), 60);
    assert.match((await page.textContent("#panel-network .filt")) ?? "", /12 more, least written about/);
  }));

for (const [colorScheme, width, height] of LOOKS) {
  test(`axe finds nothing on map and network: ${colorScheme}, ${width} wide`, () =>
    visit({ options: { colorScheme, viewport: { width, height } } }, async ({ page }) => {
      await example(page);
      const check = (/** @type {string} */ where) => accessible(page, where);
      if (width < 500) {
        await page.click(".mnav [data-tab=map]");
        await page.waitForSelector("#panel-map .plot path.land");
      } else await map(page);
      await page.locator("#panel-map .pl").first().click();
      await page.waitForTimeout(300);
      await check("map");
      await network(page);
      await page.locator("#panel-network .with").first().click();
      await page.waitForTimeout(300);
      await check("network");
    }));
}
