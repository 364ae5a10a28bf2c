// The whole job by keyboard alone: after each step the reader is somewhere, and sees where.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { done, useBrowser, visit } from "./browser.js";

useBrowser();

const MOST_TABS = 80;
const talks = (await readFile(new URL("../../www/examples/talks.txt", import.meta.url), "utf8")).trim();

/** The element that has the focus: what it is, whether it is in view, and whether its focus shows.
 * @param {import("playwright-core").Page} page */
const focus = (page) =>
  page.evaluate(() => {
    const el = document.activeElement;
    const name = `${el?.localName}#${el?.id}.${el?.className} “${el?.textContent?.trim().slice(0, 30)}”`;
    if (!(el instanceof HTMLElement) || el === document.body || el === document.documentElement)
      return { name, lost: true, shown: false };
    const box = el.getBoundingClientRect();
    const there = box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight;
    // The box around the text shows the focus of what it holds.
    const marked = [el, el.closest(".box")].some((e) => {
      const { outlineStyle, outlineWidth, boxShadow } = e ? getComputedStyle(e) : { outlineStyle: "none" };
      return (
        (outlineStyle !== "none" && Number.parseFloat(outlineWidth ?? "0") >= 1.5) || (boxShadow ?? "none") !== "none"
      );
    });
    // Inside a date the browser itself marks the part that has the focus.
    return { name, lost: false, shown: there && (marked || el.matches("input[type=date]")) };
  });

/** @param {import("playwright-core").Page} page @param {string} after */
async function seen(page, after) {
  const { name, lost, shown } = await focus(page);
  assert.equal(lost, false, `after ${after} the focus is lost to ${name}`);
  assert.equal(shown, true, `after ${after} the focus on ${name} does not show`);
}

/** Tabs until a selector's element has the focus, looking at every stop.
 * @param {import("playwright-core").Page} page @param {string} selector @param {string} [key] */
async function tabTo(page, selector, key = "Tab") {
  const at = () => page.evaluate((s) => document.activeElement?.matches(s) ?? false, selector);
  for (let i = 0; i < MOST_TABS && !(await at()); i++) {
    await page.keyboard.press(key);
    // Between the page's last stop and its first lies the browser itself.
    if (await page.evaluate(() => document.activeElement !== document.body)) await seen(page, `${key} to ${selector}`);
  }
  assert.equal(await at(), true, `${selector} is not reached by ${key}`);
}

test("paste, read, correct, add, look and take away, by keyboard alone", () =>
  visit({ options: { permissions: ["clipboard-read", "clipboard-write"] } }, async ({ page }) => {
    const press = async (/** @type {string} */ key) => {
      await page.keyboard.press(key);
      await page.waitForTimeout(60);
      await seen(page, key);
    };
    await page.evaluate((text) => navigator.clipboard.writeText(text), talks);
    await press("Control+v");
    await page.waitForFunction(() => {
      const box = document.querySelector("#text");
      return box instanceof HTMLTextAreaElement && box.value.length > 1000;
    });
    await tabTo(page, "#day");
    await page.keyboard.type("06162024");
    assert.equal(await page.inputValue("#day"), "2024-06-16");
    await tabTo(page, "#read");
    await page.keyboard.press("Enter");
    await done(page);
    await seen(page, "reading");

    // Through the cast: one stop, arrows inside, a name chosen and left again.
    await tabTo(page, "#cast li button", "Shift+Tab");
    await press("ArrowDown");
    await press("Enter");
    await page.waitForSelector("#chosen:not([hidden])");
    await press("e");
    await press("Escape");
    assert.equal(await page.isVisible("#chosen"), false);

    // Through the rows, into the evidence and back.
    await press("j");
    await press("j");
    await press("Tab");
    assert.equal(await page.evaluate(() => document.activeElement?.closest(".why") !== null), true);
    await press("k");
    await press("Enter");
    await press("Escape");

    // A name is corrected in the dialog, and the correction undone.
    await tabTo(page, "#cast li button", "Shift+Tab");
    await press("Enter");
    const name = (await page.textContent("#chosen b")) ?? "";
    await press("c");
    await page.waitForSelector("dialog.mend[open]");
    await seen(page, "c");
    await page.evaluate(() => document.activeElement?.closest("dialog") ?? assert.fail("focus is behind the dialog"));
    for (let i = 0; i < MOST_TABS; i++) {
      if (await page.evaluate(() => document.activeElement?.textContent === "Not a name at all")) break;
      await page.keyboard.press("Tab");
    }
    await page.keyboard.press("Enter");
    await page.waitForSelector("#fixes:not([hidden])");
    await done(page);
    await seen(page, `correcting ${name}`);
    await press("u");
    await page.waitForSelector("#fixes", { state: "hidden" });
    await done(page);
    await seen(page, "undoing the correction");

    // An event is added from words that were found.
    await press("/");
    await page.keyboard.type("holidaymakers");
    assert.match((await page.textContent("#find-count")) ?? "", /1 of 1/);
    await tabTo(page, "#find-use");
    await press("Enter");
    await page.waitForSelector("#picked:not([hidden])");
    await tabTo(page, "#picked button:nth-of-type(4)");
    assert.equal(await page.evaluate(() => document.activeElement?.textContent), "Event");
    await page.keyboard.press("Enter");
    await page.waitForSelector("#fixes:not([hidden])");
    await done(page);
    await seen(page, "adding an event");
    await press("u");
    await page.waitForSelector("#fixes", { state: "hidden" });

    // The panels, help, the publication day and the export.
    await press("s");
    for (const panel of ["map", "network"]) {
      await press("ArrowRight");
      assert.equal(await page.getAttribute(`#tab-${panel}`, "aria-selected"), "true");
    }
    await press("t");
    await press("q");
    for (const [key, dialog] of /** @type {const} */ ([
      ["?", "#help"],
      ["p", "#pub-dialog"],
      ["x", "#export"],
    ])) {
      await press(key);
      await page.waitForSelector(`${dialog}[open]`);
      await press("Tab");
      await press("Escape");
      assert.equal(await page.locator(`${dialog}[open]`).count(), 0);
    }
    await tabTo(page, "#new", "Shift+Tab");
    await page.keyboard.press("Enter");
    await page.waitForSelector("#text");
    await seen(page, "a new article");
  }));
