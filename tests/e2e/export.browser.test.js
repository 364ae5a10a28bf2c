// Exports in a browser: TimelineJS shows our JSON, and the report runs nothing and asks for nothing.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { blank, useBrowser } from "./browser.js";
import { HOSTILE, only, STORIES } from "./exports.js";

useBrowser();

const asset = (/** @type {string} */ path) =>
  readFileSync(new URL(`node_modules/@knight-lab/timelinejs/dist/${path}`, import.meta.url), "utf8");

for (const story of [...STORIES.slice(0, 3), HOSTILE]) {
  test(`TimelineJS shows ${story.name}`, () =>
    blank({}, async (page, requests) => {
      const json = JSON.parse(only("timelinejs", story));
      assert.ok(json.events.length > 1);
      await page.setContent('<!doctype html><div id="timeline" style="width:1000px;height:700px"></div>');
      await page.addStyleTag({ content: asset("css/timeline.css").replace(/@font-face\s*\{[^}]*\}/g, "") });
      await page.addScriptTag({ content: asset("js/timeline.js") });
      const shown = await page.evaluate(
        (data) =>
          new Promise((resolve, reject) => {
            const { TL } = /** @type {any} */ (window);
            const timeline = new TL.Timeline("timeline", data, {
              ga_measurement_id: null,
              hash_bookmark: false,
              font: null,
            });
            timeline.on("loaded", () => resolve(timeline.config.events.length));
            setTimeout(() => reject(new Error(document.body.innerText)), 15_000);
          }),
        json,
      );
      assert.equal(shown, json.events.length);
      const words = await page.locator(".tl-slide").allInnerTexts();
      const flat = (/** @type {string} */ s) => s.replace(/\s+/g, " ").toLowerCase();
      const all = flat(words.join(" "));
      for (const event of json.events) assert.ok(all.includes(flat(event.display_date)), event.display_date);
      assert.equal(await page.evaluate(() => "hit" in window), false);
      assert.deepEqual(requests, []);
    }));
}

for (const colorScheme of /** @type {const} */ (["light", "dark"])) {
  test(`the report shows all and runs nothing (${colorScheme})`, () =>
    blank({ colorScheme }, async (page, requests) => {
      await page.setContent(only("html", HOSTILE));
      assert.equal(await page.evaluate(() => "hit" in window), false);
      assert.ok(await page.getByText("did not happen", { exact: true }).count());
      // The style is let through by its hash.
      const paper = await page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
      assert.equal(paper, colorScheme === "light" ? "rgb(253, 252, 249)" : "rgb(26, 26, 25)");
      const script = page.addScriptTag({ content: "window.hit = 1" }).catch(() => {});
      await script;
      assert.equal(await page.evaluate(() => "hit" in window), false, "the policy stops a script that is put in");
      assert.deepEqual(requests, []);
    }));
}
