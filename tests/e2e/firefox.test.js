// The flows that engines may differ in, in Firefox: what is read and marked, chosen, corrected, found, kept and refused.
import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { after, before, test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import { clickText, count, done, example, noFirefox, shown, textOf, until, useFirefox, visit } from "./gecko.js";
import { host } from "./host.js";

const skip = noFirefox;
useFirefox();

/** @type {Awaited<ReturnType<typeof host>>} */
let site;
before(async () => void (site = await host()));
after(() => site.close());

/** What takes the focus. @param {import("puppeteer-core").Page} page @param {string} selector */
const inFocus = (page, selector) => page.evaluate((s) => document.activeElement?.matches(s) ?? false, selector);

test("an example is read: marks, cast, rows, quotes, and nothing is asked for", { skip }, () =>
  visit({ url: site.url }, async ({ page, requests }) => {
    await page.evaluate(async () => void (await navigator.serviceWorker.ready));
    const [seen, asked] = [requests.length, site.asked.length];
    await example(page);
    assert.match(await textOf(page, "article h1"), /Ferry talks near a deal/);
    assert.ok((await count(page, "article mark[data-e]")) > 10);
    assert.ok((await count(page, "article mark[data-t]")) > 3);
    assert.match(await textOf(page, "#cast"), /Solvang/);
    assert.ok((await count(page, ".rows .r")) > 3);
    assert.ok((await count(page, ".rows svg.g")) > 3);
    await page.click("#tab-quotes");
    assert.ok((await count(page, "#panel-quotes .said")) > 2);
    assert.match(await textOf(page, "#sent"), /Nothing sent: 0 requests/);
    assert.deepEqual(requests.slice(seen), []);
    assert.deepEqual(site.asked.slice(asked), []);
  }),
);

test("a name and a row are chosen; the evidence opens; the day of publication re-resolves", { skip }, () =>
  visit({ url: site.url }, async ({ page }) => {
    await example(page);
    const rows = await count(page, "[data-row]");
    await clickText(page, "#cast button", "Solvang");
    assert.match(await textOf(page, "#chosen"), /Solvang 1 of \d+ mentions/);
    assert.ok((await count(page, "[data-row]")) < rows);
    assert.ok(await page.evaluate(() => (CSS.highlights.get("entity")?.size ?? 0) > 1), "every mention is painted");
    await page.keyboard.press("Escape");
    assert.equal(await count(page, "[data-row]"), rows);
    await clickText(page, ".rows [data-row]", "as early as Thursday");
    assert.match(await textOf(page, ".r.on .why"), /Thursday/);
    assert.match(await textOf(page, "article .ev.sel"), /Thursday|signed/);
    await page.keyboard.press("p");
    await shown(page, "#pub-dialog[open]");
    await page.evaluate(() => {
      const day = /** @type {HTMLInputElement} */ (document.querySelector("#pub-input"));
      day.value = "2024-07-14";
    });
    await page.click("#pub-form button[type=submit]");
    await until(page, () => document.querySelector("#panel-timeline")?.textContent?.includes("18 Jul") ?? false);
    assert.match(await textOf(page, "#pub"), /14 Jul 2024/);
  }),
);

test("two articles make one timeline", { skip }, () =>
  visit({ url: site.url }, async ({ page }) => {
    await example(page);
    await page.click("#add");
    await until(page, () => document.body.dataset.screen === "empty");
    await example(page, 1);
    assert.equal(await count(page, "#stories li"), 2);
    await page.click("#scope [value=all]");
    assert.match(await textOf(page, ".doc"), /^2 articles/);
    assert.ok((await count(page, "[data-row]")) > 8);
  }),
);

test("a name is corrected in its dialog, and undone", { skip }, () =>
  visit({ url: site.url }, async ({ page }) => {
    await example(page);
    await clickText(page, "#cast button", "Solvang");
    await page.click("#mend");
    await shown(page, "dialog.mend[open]");
    await clickText(page, "dialog.mend button", "Not a name at all");
    await done(page);
    assert.doesNotMatch(await textOf(page, "#cast"), /Ingrid Solvang/);
    assert.match(await textOf(page, "#fixes"), /1 correction/);
    await page.keyboard.press("u");
    await done(page);
    assert.match(await textOf(page, "#cast"), /Ingrid Solvang/);
  }),
);

test("keys walk along the rows, and find finds", { skip }, () =>
  visit({ url: site.url }, async ({ page }) => {
    await example(page);
    await page.keyboard.press("j");
    await shown(page, ".r.on .why");
    assert.equal(await inFocus(page, ".r.on .row"), true);
    const first = await textOf(page, ".r.on .x");
    await page.keyboard.press("j");
    assert.notEqual(await textOf(page, ".r.on .x"), first);
    await page.keyboard.press("k");
    assert.equal(await textOf(page, ".r.on .x"), first);
    await page.keyboard.press("/");
    assert.equal(await inFocus(page, "#find-input"), true, "the key opens the page's find, not the browser's");
    await page.keyboard.type("skagen");
    assert.match(await textOf(page, "#find-count"), /1 of [1-9]/);
    assert.equal(await page.evaluate(() => CSS.highlights.get("found")?.size), 1);
  }),
);

test("without custom highlights the marks of a name take a class", { skip }, () =>
  visit(
    {
      url: site.url,
      prepare: (page) => page.evaluateOnNewDocument(() => void Reflect.deleteProperty(globalThis, "Highlight")),
    },
    async ({ page }) => {
      await example(page);
      await clickText(page, "#cast button", "Solvang");
      assert.ok((await count(page, "article mark.hl-entity")) > 1);
      assert.equal(await count(page, "article mark.hl-mention"), 1);
      await page.keyboard.press("Escape");
      assert.equal(await count(page, "article mark.hl-entity"), 0);
    },
  ),
);

test("once kept it works when the host is gone", { skip }, async () => {
  const own = await host();
  await visit({ url: own.url }, async ({ page }) => {
    await page.evaluate(async () => void (await navigator.serviceWorker.ready));
    await own.close();
    await page.reload();
    await until(page, () => document.body.dataset.engine === "ready");
    await example(page);
    assert.ok((await count(page, ".rows .r")) > 3);
  });
});

test("the policy blocks what the page and its worker would send", { skip }, async () => {
  const other = await host();
  await visit({ url: site.url }, async ({ page, errors }) => {
    const outcome = await page.evaluate(async (url) => {
      const work = `fetch(${JSON.stringify(url)}).then(() => postMessage("sent"), () => postMessage("blocked"))`;
      const worker = new Worker(URL.createObjectURL(new Blob([work])));
      const fromWorker = new Promise((go) => {
        worker.onmessage = (e) => go(e.data);
        worker.onerror = () => go("blocked");
      });
      const fromPage = fetch(url).then(
        () => "sent",
        () => "blocked",
      );
      const image = new Promise((go) => {
        const img = new Image();
        img.onload = () => go("sent");
        img.onerror = () => go("blocked");
        img.src = `${url}icons/icon.svg`;
      });
      navigator.sendBeacon(url, "text");
      return Promise.all([fromPage, fromWorker, image]);
    }, other.url);
    assert.deepEqual(outcome, ["blocked", "blocked", "blocked"]);
    await new Promise((go) => setTimeout(go, 300));
    assert.deepEqual(other.asked, []);
    // Firefox reports each refusal as an error of the page.
    assert.ok(errors.splice(0).every((e) => e.startsWith("Content-Security-Policy")));
  });
  await other.close();
});

const file = fileURLToPath(new URL("../../dist/dateline.html", import.meta.url));
test("the single file reads an article from a disk", { skip: skip || (!existsSync(file) && "not built") }, () =>
  visit({ url: pathToFileURL(file).href }, async ({ page, requests }) => {
    const seen = requests.length;
    await example(page);
    assert.ok((await count(page, ".rows .r")) > 3);
    assert.match(await textOf(page, "#sent"), /Nothing sent: 0/);
    assert.deepEqual(requests.slice(seen), []);
  }),
);
