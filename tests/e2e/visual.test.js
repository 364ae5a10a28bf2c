// How stable screens look, beside references that are kept in visual/. Fonts and their drawing differ between machines, so
// pictures are compared only where the fonts are those of the references; `npm run visual:update` makes them anew.
import assert from "node:assert/strict";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { test } from "node:test";
import pixelmatch from "pixelmatch";
import { PNG } from "pngjs";
import { example, URL_ROOT, useBrowser, visit } from "./browser.js";

useBrowser();

const DIR = new URL("visual/", import.meta.url);
const SIGNATURE = new URL("fonts.txt", DIR);
const UPDATE = process.argv.includes("--update");
/** How far a pixel may be off, 0 to 1, and how many may be further off: fewer than a moved word has. */
const THRESHOLD = 0.15;
const MOST = 60;

/** What pictures depend on besides the page: the widths of a text in the families that it uses, and the engine.
 * @param {import("playwright-core").Page} page @returns {Promise<string>} */
async function signature(page) {
  const widths = await page.evaluate(() => {
    const context = document.createElement("canvas").getContext("2d");
    const style = getComputedStyle(document.documentElement);
    return ["--serif", "--sans"].map((family) => {
      if (context) context.font = `40px ${style.getPropertyValue(family)}`;
      return `${family}: ${context?.measureText("Published 16 Jun 2024, “fin” — ¶ Øst").width.toFixed(2)}`;
    });
  });
  const major = page.context().browser()?.version().split(".")[0];
  return `${[`Chromium ${major}`, ...widths].join("\n")}\n`;
}

/** The screen without what moves (caret, transitions, passing notices), in sixteen steps of each colour, which pack well.
 * @param {import("playwright-core").Page} page */
async function look(page) {
  await page.mouse.move(0, 0);
  await page.waitForFunction(() => document.querySelector("#notice")?.textContent === "");
  const png = PNG.sync.read(await page.screenshot({ animations: "disabled", caret: "hide" }));
  for (let i = 0; i < png.data.length; i++) png.data[i] = Math.round((png.data[i] ?? 0) / 17) * 17;
  return png;
}

/** @param {import("playwright-core").Page} page */
const toEmpty = async (page) => {
  await page.waitForFunction(() => document.querySelectorAll(".example").length === 3);
  await page.waitForFunction(() => document.querySelector("#sent")?.textContent?.endsWith("now"));
};
/** @param {import("playwright-core").Page} page */
const toEvidence = async (page) => {
  await example(page);
  await page.locator(".rows [data-row]", { hasText: "as early as Thursday" }).first().click();
};
/** @param {import("playwright-core").Page} page */
const toDossier = async (page) => {
  await example(page);
  await page.click("#add");
  await example(page, 1);
  await page.click("#scope [value=all]");
};

/** @type {{name: string, width: number, height: number, scheme?: "dark", to: (page: import("playwright-core").Page) => Promise<void>}[]} */
const SCREENS = [
  { name: "empty", width: 1200, height: 640, to: toEmpty },
  { name: "evidence", width: 1200, height: 640, to: toEvidence },
  { name: "dark", width: 1200, height: 640, scheme: "dark", to: toEvidence },
  { name: "dossier", width: 1200, height: 640, to: toDossier },
  { name: "phone", width: 390, height: 844, to: toEvidence },
];

for (const { name, width, height, scheme, to } of SCREENS) {
  test(`${name} looks as it did`, (t) => {
    const options = { viewport: { width, height }, colorScheme: scheme ?? "light", reducedMotion: "reduce" };
    return visit({ url: URL_ROOT, options: /** @type {any} */ (options) }, async ({ page }) => {
      const here = await signature(page);
      const kept = await readFile(SIGNATURE, "utf8").catch(() => "none");
      if (!UPDATE && here !== kept) return t.skip("other fonts or another Chromium than the references have");
      await to(page);
      const now = await look(page);
      const file = new URL(`${name}.png`, DIR);
      if (UPDATE) {
        await mkdir(DIR, { recursive: true });
        await writeFile(SIGNATURE, here);
        return void (await writeFile(file, packed(now)));
      }
      const then = PNG.sync.read(await readFile(file));
      assert.deepEqual([now.width, now.height], [then.width, then.height]);
      const diff = new PNG({ width, height });
      const off = pixelmatch(then.data, now.data, diff.data, width, height, { threshold: THRESHOLD });
      if (off <= MOST) return;
      const out = new URL("../../test-results/", import.meta.url);
      await mkdir(out, { recursive: true });
      await writeFile(new URL(`${name}.png`, out), packed(now));
      await writeFile(new URL(`${name}-diff.png`, out), packed(diff));
      assert.fail(`${off} pixels are off; see test-results/${name}.png. If it is meant: npm run visual:update`);
    });
  });
}

/** @param {PNG} png */
function packed(png) {
  return PNG.sync.write(png, { colorType: 2, deflateLevel: 9, filterType: 4 });
}
