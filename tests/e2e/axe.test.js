// No finding of axe on any screen, in both themes, at desktop and phone width.
import { test } from "node:test";
import { accessible as check, LOOKS } from "./access.js";
import { example, useBrowser, visit } from "./browser.js";

useBrowser();

for (const [colorScheme, width, height] of LOOKS) {
  test(`axe finds nothing: ${colorScheme}, ${width} wide`, () =>
    visit({ options: { colorScheme, viewport: { width, height } } }, async ({ page }) => {
      await check(page, "empty");
      await example(page);
      await check(page, "reading");
      await page.locator(".rows [data-row]").first().click();
      await check(page, "evidence");
      await page.keyboard.press("s");
      await check(page, "quotes");
      await page.keyboard.press("?");
      await check(page, "help");
      await page.keyboard.press("Escape");
      await page.keyboard.press("x");
      await check(page, "export");
      await page.keyboard.press("Escape");
      if (width < 500) {
        await page.click(".mnav [data-tab=cast]");
        await check(page, "cast");
      }
    }));
}
