// A new version: it is offered, never taken by itself, and only what changed is fetched for it.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { example, keptOffline, useBrowser, visit } from "./browser.js";
import { host } from "./host.js";

useBrowser();

/** @param {string} path */
const built = (path) => readFile(new URL(`../../dist/${path}`, import.meta.url));
/** @param {Buffer} content */
const digest = (content) => createHash("sha256").update(content).digest("hex");

test("a new version is offered, fetches only what changed, and is taken when the reader says so", async () => {
  const own = await host();
  await visit({ url: own.url }, async ({ page }) => {
    await keptOffline(page);
    await page.reload();
    await page.waitForFunction(() => document.body.dataset.engine === "ready" && navigator.serviceWorker.controller);
    await example(page, 1);
    const [worker, old] = await Promise.all([built("sw.js"), built("examples/court.txt")]);
    const fresh = Buffer.from(old.toString().replace("Court orders retrial", "Court orders new trial"));
    const text = worker.toString().replace(/const VERSION = "\w+"/, 'const VERSION = "another"');
    assert.ok(text.includes(digest(old)), "the worker knows each file's digest");
    own.instead.set("/examples/court.txt", fresh);
    own.instead.set("/sw.js", Buffer.from(text.replace(digest(old), digest(fresh))));
    own.asked.length = 0;
    await page.evaluate(async () => void (await (await navigator.serviceWorker.getRegistration())?.update()));
    await page.waitForSelector("#update:not([hidden])");
    assert.deepEqual([...new Set(own.asked.map((a) => a.path))].sort(), ["/examples/court.txt", "/sw.js"]);
    // The article that is read stays until the reader takes the new version.
    assert.match((await page.textContent("article h1")) ?? "", /Court orders retrial/);
    await Promise.all([page.waitForEvent("load"), page.click("#update-now")]);
    await page.waitForFunction(() => document.body.dataset.engine === "ready");
    await example(page, 1);
    assert.match((await page.textContent("article h1")) ?? "", /Court orders new trial/);
  });
  await own.close();
});

test("a damaged answer is not kept", async () => {
  const own = await host();
  own.instead.set("/examples/court.txt", Buffer.from("not the file of this version"));
  await visit({ url: own.url }, async ({ page }) => {
    await page.evaluate(async () => {
      const registration = await navigator.serviceWorker.getRegistration();
      const installing = registration?.installing;
      if (installing) await new Promise((go) => installing.addEventListener("statechange", go));
    });
    assert.equal(
      await page.evaluate(async () => Boolean((await navigator.serviceWorker.getRegistration())?.active)),
      false,
    );
    await example(page, 0);
    assert.ok((await page.locator(".rows .r").count()) > 3, "the page works all the same");
  });
  await own.close();
});
