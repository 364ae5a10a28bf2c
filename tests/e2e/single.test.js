// The page as one file, opened from a disk: no server, no service worker, no storage of its own.
import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import { done, example, settled, useBrowser, visit } from "./browser.js";
import { docx, pdf } from "./fixtures/files.js";
import { HEADLINE, paper } from "./fixtures/pages.js";

useBrowser();

const file = fileURLToPath(new URL("../../dist/dateline.html", import.meta.url));
const url = pathToFileURL(file).href;
const skip = !existsSync(file) && "dist/dateline.html is not built";

test("the single file reads an article from a disk and asks for nothing", { skip }, () =>
  visit({ url }, async ({ page, requests }) => {
    assert.deepEqual(requests, [url]);
    await example(page, 0);
    assert.ok((await page.locator(".rows .r").count()) > 3);
    assert.match((await page.textContent("#sent")) ?? "", /Nothing sent: 0/);
    await page.click("#new");
    await page.fill("#text", "Ann Smith left Paris on 4 May 2020.");
    await page.click("#read");
    await done(page);
    assert.match((await page.textContent(".rows .r .d")) ?? "", /4 May 2020/);
    assert.deepEqual(requests, [url]);
  }),
);

test("the single file's policy lets nothing out, to its own folder neither", { skip }, () =>
  visit({ url }, async ({ page }) => {
    const tries = await page.evaluate(async () => {
      const sent = (/** @type {Promise<unknown>} */ p) =>
        p.then(
          () => "sent",
          () => "blocked",
        );
      return Promise.all([sent(fetch("https://example.org/?text")), sent(fetch("index.html"))]);
    });
    assert.deepEqual(tries, ["blocked", "blocked"]);
  }),
);

test("the single file opens a PDF, a Word file and a saved page, and asks for nothing", { skip }, () =>
  visit({ url }, async ({ page, requests }) => {
    const story = { text: "Ann Smith left Paris on 4 May 2020.", x: 60, y: 300 };
    const body = `<w:p><w:r><w:t>${HEADLINE}</w:t></w:r></w:p>`;
    const files = {
      "a.pdf": await pdf([[{ text: HEADLINE, x: 60, y: 90, size: 22 }, story]]),
      "b.docx": docx(body),
      "c.html": Buffer.from(paper),
    };
    for (const [name, buffer] of Object.entries(files)) {
      await page.setInputFiles("#file", { name, mimeType: "", buffer });
      await settled(page);
      assert.match((await page.textContent("#paste-note")) ?? "", new RegExp(`^Read from ${name}`));
      assert.equal((await page.inputValue("#text")).split("\n")[0], HEADLINE);
    }
    assert.deepEqual(requests, [url]);
  }),
);
