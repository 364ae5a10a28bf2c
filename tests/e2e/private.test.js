// Nothing leaves the page, it works without a connection and below a path, and it says what is wrong when a part fails.
import assert from "node:assert/strict";
import { createServer } from "node:http";
import { test } from "node:test";
import { example, keptOffline, URL_BELOW, URL_ROOT, useBrowser, visit } from "./browser.js";

useBrowser();

/** A foreign origin that would gladly take anything, and counts what it gets. */
async function thief() {
  let hits = 0;
  const server = createServer((_, response) => {
    hits++;
    response.writeHead(200, { "access-control-allow-origin": "*" }).end("thanks");
  });
  await new Promise((go) => server.listen(0, "127.0.0.1", () => go(null)));
  const address = server.address();
  assert.ok(address && typeof address === "object");
  return { url: `http://127.0.0.1:${address.port}/`, hits: () => hits, close: () => server.close() };
}

test("no request after load, none to another origin, in a whole session", () =>
  visit({}, async ({ page, requests }) => {
    await keptOffline(page);
    await page.waitForTimeout(300);
    const seen = requests.length;
    await example(page);
    await page.keyboard.press("j");
    await page.click("#tab-quotes");
    await page.click("#pub");
    await page.fill("#pub-input", "2024-06-17");
    await page.click("#pub-form button[type=submit]");
    await page.click("#new");
    await example(page, 2);
    await page.waitForTimeout(500);
    assert.deepEqual(requests.slice(seen), []);
    assert.deepEqual(
      requests.filter((r) => new URL(r).origin !== new URL(URL_ROOT).origin),
      [],
    );
    assert.match((await page.textContent("#sent")) ?? "", /Nothing sent: 0 requests/);
    assert.equal(new URL(page.url()).search + new URL(page.url()).hash, "");
  }));

test("the policy stops exfiltration from the page and from the worker", () =>
  visit({}, async ({ page }) => {
    const other = await thief();
    await example(page);
    const tries = await page.evaluate(async (url) => {
      const outcome = [];
      const failed = (/** @type {Promise<unknown>} */ p) =>
        p.then(
          () => "sent",
          () => "blocked",
        );
      outcome.push(await failed(fetch(url)));
      outcome.push(
        await new Promise((go) => {
          const image = new Image();
          image.onload = () => go("sent");
          image.onerror = () => go("blocked");
          image.src = `${url}x.png`;
        }),
      );
      navigator.sendBeacon(url, "text");
      const script = document.createElement("script");
      script.src = `${url}x.js`;
      document.head.append(script);
      const frame = document.createElement("iframe");
      frame.src = url;
      document.body.append(frame);
      const form = document.createElement("form");
      form.action = url;
      form.target = "_blank";
      document.body.append(form);
      form.submit();
      try {
        new WebSocket(url.replace("http", "ws"));
      } catch {
        outcome.push("blocked");
      }
      return outcome;
    }, other.url);
    assert.ok(!tries.includes("sent"), tries.join());
    const worker = page.workers().find((w) => w.url().startsWith("blob:"));
    assert.ok(worker, "the core runs in a blob worker");
    const sent = await worker.evaluate(
      (url) =>
        fetch(url).then(
          () => "sent",
          () => "blocked",
        ),
      other.url,
    );
    assert.equal(sent, "blocked");
    await page.waitForTimeout(500);
    assert.equal(other.hits(), 0);
    other.close();
  }));

for (const [where, url] of [
  ["at the root", URL_ROOT],
  ["below a path", URL_BELOW],
]) {
  test(`${where} it works without a connection once kept`, { skip: !url && "no address below a path is given" }, () =>
    visit({ url }, async ({ page, context }) => {
      await keptOffline(page);
      await context.setOffline(true);
      await page.reload();
      await page.waitForFunction(() => document.body.dataset.engine === "ready");
      await example(page);
      assert.ok((await page.locator(".rows .r").count()) > 3);
      await page.goto(`${url}index.html`);
      assert.equal(await page.isVisible("#text"), true);
      const policy = await page.evaluate(async () => (await fetch("worker.js")).headers.get("content-security-policy"));
      assert.match(policy ?? "", /default-src 'none'/);
    }),
  );
}

test("a model that is cut short fails readably, and trying again helps", () =>
  visit(
    {
      ready: false,
      workers: "block",
      prepare: (context) =>
        context.route("**/model.bin", async (route) => {
          const whole = await (await route.fetch()).body();
          await route.fulfill({ body: whole.subarray(0, whole.length >> 1) });
        }),
    },
    async ({ page, context, errors }) => {
      await page.waitForSelector("#trouble:not([hidden])");
      assert.match((await page.textContent("#trouble span")) ?? "", /could not start: .{8,}/);
      await page.locator(".example").first().click();
      assert.match((await page.textContent("article")) ?? "", /Port Selm/);
      const details = (await page.textContent("#diagnostics code")) ?? "";
      assert.ok(details.length > 20 && !details.includes("Solvang"), "diagnostics hold no text");
      await context.unroute("**/model.bin");
      await page.click("#retry");
      await page.waitForSelector(".rows .r");
      // Playwright's blocked registration is no error of the page.
      errors.length = 0;
    },
  ));

for (const [what, remove] of /** @type {const} */ ([
  ["WebAssembly", () => Reflect.deleteProperty(globalThis, "WebAssembly")],
  ["WebAssembly's vectors", () => Reflect.set(WebAssembly, "validate", () => false)],
]))
  test(`without ${what} the article can still be read`, () =>
    visit(
      {
        ready: false,
        prepare: (context) => context.addInitScript(remove),
      },
      async ({ page }) => {
        await page.locator(".example").first().click();
        assert.match((await page.textContent("#trouble")) ?? "", /does not run WebAssembly/);
        assert.match((await page.textContent("article")) ?? "", /Ingrid Solvang/);
      },
    ));

test("pasting works while the engine loads, and the reading starts when it is there", () =>
  visit(
    {
      ready: false,
      prepare: (context) =>
        context.route("**/model.bin", async (route) => {
          await new Promise((go) => setTimeout(go, 1500));
          await route.continue();
        }),
    },
    async ({ page }) => {
      await page.fill("#text", "Ann Smith left Paris on 4 May 2020.");
      await page.click("#read");
      assert.match((await page.textContent("#work")) ?? "", /Getting ready/);
      assert.match((await page.textContent("article")) ?? "", /Ann Smith/);
      await page.waitForSelector("article mark[data-t]");
      // The parts that are loaded ahead may come after the paste.
      const said = /Nothing sent: (0 requests|\d+ requests? since you pasted, for parts of this page)/;
      assert.match((await page.textContent("#sent")) ?? "", said);
    },
  ));
