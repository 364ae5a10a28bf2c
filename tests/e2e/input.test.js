// What comes in besides plain text: web pages of different shapes, hostile ones, Word, OpenDocument and PDF files, what
// the system shares, and what the bookmark copies.
import assert from "node:assert/strict";
import { createServer } from "node:http";
import { test } from "node:test";
import { done, keptOffline, paste, settled, URL_ROOT, useBrowser, visit } from "./browser.js";
import { docx, encryptedPdf, odt, pdf, stack, wrap, zip } from "./fixtures/files.js";
import { around, HOSTILE } from "./fixtures/hostile.js";
import * as pages from "./fixtures/pages.js";

/** @typedef {import("playwright-core").Page} Page */

useBrowser();

const { HEADLINE, STANDFIRST, STORY } = pages;
const text = async (/** @type {Page} */ page) => page.inputValue("#text");
const lines = async (/** @type {Page} */ page) => (await text(page)).split("\n\n");
const note = async (/** @type {Page} */ page) => (await page.textContent("#paste-note")) ?? "";

/** Opens files and waits until they are read. @param {Page} page @param {Record<string, Buffer | string>} files by name */
async function open(page, files) {
  const list = Object.entries(files).map(([name, content]) => ({ name, mimeType: "", buffer: Buffer.from(content) }));
  await page.setInputFiles("#file", list);
  await settled(page);
}

/** Drops what a type holds, or a file, on the page. @param {Page} page @param {{html?: string, plain?: string, file?: {name: string, text: string}}} what */
async function drop(page, what) {
  await page.evaluate(({ html, plain, file }) => {
    const dataTransfer = new DataTransfer();
    if (html) dataTransfer.setData("text/html", html);
    if (plain) dataTransfer.setData("text/plain", plain);
    if (file) dataTransfer.items.add(new File([file.text], file.name));
    document.body.dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true }));
  }, what);
  await settled(page);
}

/** Serves one page. @param {string} body */
async function site(body) {
  const server = createServer((_, response) => response.writeHead(200, { "content-type": "text/html" }).end(body));
  await new Promise((go) => server.listen(0, "127.0.0.1", () => go(null)));
  const address = server.address();
  assert.ok(address && typeof address === "object");
  return { url: `http://127.0.0.1:${address.port}/`, close: () => server.close() };
}

// Web pages

/** @type {[string, string, string[]][]} the head of what comes out, before the story */
const SHAPES = [
  ["a blog whose comments outweigh it", pages.blog, [HEADLINE, "By Jon Aske"]],
  ["a wire in a form, with line breaks", pages.wire, [HEADLINE, "PORT SELM, Oct 16"]],
  ["a page made by scripts", pages.app, [HEADLINE, STANDFIRST, "5:30 AM · Oct 16, 2023"]],
  ["microdata", pages.microdata, [HEADLINE, STANDFIRST, "Radio newsroom Monday"]],
];
for (const [shape, html, head] of SHAPES) {
  test(`a saved page gives its article: ${shape}`, () =>
    visit({}, async ({ page }) => {
      await open(page, { "saved.html": html });
      const end =
        shape === "microdata"
          ? ["“We heard it before we saw it,” said Lena Voss, who keeps the kiosk on the quay."]
          : [];
      assert.deepEqual(await lines(page), [...head, ...STORY, ...end]);
      assert.equal(await page.inputValue("#day"), "2023-10-16");
      assert.match(await note(page), /Read from saved\.html\. \d+ lines? around the article left out\./);
    }));
}

test("a newspaper's page keeps standfirst, byline, dates, caption, dateline, subheading and list", () =>
  visit({}, async ({ page }) => {
    await open(page, { "saved.html": pages.paper });
    assert.deepEqual(await lines(page), [
      HEADLINE,
      STANDFIRST,
      "By Mia Lund in Port Selm",
      "16 October 2023, updated 17 October",
      "The breach on Monday morning. Photograph: R. Holm",
      `PORT SELM — ${STORY[0]}`,
      ...STORY.slice(1, 3),
      "Pumps from Tuesday",
      STORY[3],
      "140 people in the school hall",
      "Coast road closed to all traffic",
      ...STORY.slice(4),
    ]);
    assert.equal(await page.inputValue("#day"), "2023-10-16");
  }));

test("a page of which Readability would keep a part keeps all its paragraphs", () =>
  visit({}, async ({ page }) => {
    await open(page, { "live.html": pages.live });
    const all = await text(page);
    for (const paragraph of STORY) assert.ok(all.includes(paragraph), paragraph);
  }));

test("a piece of a page is kept whole", () =>
  visit({}, async ({ page }) => {
    const html = `<div class="related"><p>One.</p><ul><li>Two</li></ul></div><p>Three <i>four</i>.</p><pre>Five\n\nsix</pre>`;
    await paste(page, { "text/html": html, "text/plain": "One.\nTwo\nThree four." });
    assert.deepEqual(await lines(page), ["One.", "Two", "Three four.", "Five", "six"]);
  }));

test("a page's source pasted as plain text is read as a page", () =>
  visit({}, async ({ page }) => {
    await paste(page, { "text/plain": pages.paper });
    assert.equal((await lines(page))[0], HEADLINE);
    assert.equal(await page.inputValue("#day"), "2023-10-16");
  }));

test("a page in an old character set is read in it", () =>
  visit({}, async ({ page }) => {
    const html = Buffer.from('<meta charset="iso-8859-2"><p>Pan D\xb1browski, \xb3adnie.</p>', "latin1");
    await open(page, { "a.html": html });
    assert.equal(await text(page), "Pan Dąbrowski, ładnie.");
  }));

for (const [name, piece] of HOSTILE) {
  test(`hostile HTML is inert, pasted, dropped and opened: ${name}`, () =>
    visit({}, async ({ page, requests }) => {
      const before = requests.length;
      const html = around(piece ?? "");
      /** @type {(() => Promise<void>)[]} */
      const ways = [
        () => paste(page, { "text/html": html, "text/plain": "x" }),
        () => drop(page, { html, plain: "x" }),
        () => open(page, { "a.html": html }),
        () =>
          open(page, {
            "b.html": `<!doctype html><html><head><title>A page</title></head><body>${html}</body></html>`,
          }),
      ];
      for (const way of ways) {
        await page.fill("#text", "");
        await way();
        const all = await text(page);
        assert.match(all, /Ann Smith left Paris on 4 May 2020, before it\./);
        // What an unclosed style swallows is no text to the browser either.
        if (name !== "mutation by forms") assert.match(all, /Bob Jones stayed in Lyon\./);
      }
      await page.click("#read");
      await done(page);
      await page.waitForTimeout(100);
      assert.equal(await page.evaluate(() => Reflect.get(globalThis, "hit")), undefined);
      assert.equal(await page.locator("article :is(img,script,iframe,svg,a,style,link,form,input)").count(), 0);
      assert.deepEqual(requests.slice(before), []);
    }));
}

// What the reader does meanwhile

test("a paste followed at once by Ctrl+Enter reads what was pasted", () =>
  visit({}, async ({ page }) => {
    await page.evaluate((html) => {
      const box = /** @type {HTMLTextAreaElement} */ (document.querySelector("#text"));
      const clipboardData = new DataTransfer();
      clipboardData.setData("text/html", html);
      box.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
      box.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", ctrlKey: true, bubbles: true }));
    }, pages.paper);
    await done(page);
    assert.equal(await page.textContent("article h1"), HEADLINE);
    assert.match((await page.textContent("#pub")) ?? "", /16 Oct 2023/);
  }));

test("what is typed while a page is read stays, and two pastes keep their order", () =>
  visit({}, async ({ page }) => {
    await page.fill("#text", "Before. After.");
    await page.evaluate(() => {
      const box = /** @type {HTMLTextAreaElement} */ (document.querySelector("#text"));
      const put = (/** @type {string} */ html) => {
        const clipboardData = new DataTransfer();
        clipboardData.setData("text/html", html);
        box.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
      };
      const type = (/** @type {string} */ s, /** @type {number} */ at) => {
        box.setRangeText(s, at, at, "end");
        box.dispatchEvent(new Event("input", { bubbles: true }));
      };
      box.setSelectionRange(8, 8);
      put("<p>One.</p>");
      put("<p>Two.</p>");
      type("Typed. ", box.selectionStart);
      type("First. ", 0);
    });
    await settled(page);
    assert.equal(await text(page), "First. Before. One.Two.Typed. After.");
  }));

// Files

const word = (/** @type {string} */ t, properties = "") =>
  `<w:p>${properties}<w:r><w:t xml:space="preserve">${t}</w:t></w:r></w:p>`;

test("a Word file gives headings, paragraphs, list and cells, without deleted text, notes and its creation day", () =>
  visit({}, async ({ page }) => {
    const body = [
      word(HEADLINE, '<w:pPr><w:pStyle w:val="Title"/><w:rPr><w:b/></w:rPr></w:pPr>'),
      `<w:p><w:r><w:t xml:space="preserve">Ann </w:t></w:r><w:del><w:r><w:delText>never </w:delText><w:t>gone </w:t></w:r></w:del><w:ins><w:r><w:t xml:space="preserve">Smith </w:t></w:r></w:ins><w:r><w:t>left</w:t><w:tab/><w:t>Paris.</w:t><w:footnoteReference w:id="2"/></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>secret</w:t></w:r><w:r><w:instrText>PAGE</w:instrText></w:r></w:p>`,
      word("First", "<w:pPr><w:numPr/></w:pPr>"),
      word(""),
      `<w:tbl><w:tr><w:tc>${word("Cell &amp; one")}</w:tc><w:tc>${word("two")}</w:tc></w:tr></w:tbl>`,
      `<w:p><w:r><mc:AlternateContent><mc:Choice><w:txbxContent>${word("In a box.")}</w:txbxContent></mc:Choice><mc:Fallback><w:txbxContent>${word("In a box.")}</w:txbxContent></mc:Fallback></mc:AlternateContent><w:t>Around it.</w:t></w:r></w:p>`,
      `<w:p><w:r><w:t>Line</w:t><w:br/><w:t>break</w:t></w:r></w:p>`,
    ].join("");
    await open(page, { "report.docx": docx(body) });
    assert.deepEqual(await lines(page), [
      HEADLINE,
      "Ann Smith left Paris.",
      "First",
      "Cell & one",
      "two",
      "In a box.",
      "Around it.",
      "Line\nbreak",
    ]);
    assert.equal(await page.inputValue("#day"), "");
    assert.equal(await note(page), "Read from report.docx.");
  }));

test("an OpenDocument text gives its paragraphs, without notes and changes", () =>
  visit({}, async ({ page }) => {
    const body = `<text:tracked-changes><text:p>gone</text:p></text:tracked-changes><text:h>${HEADLINE}</text:h>
      <text:p>Ann<text:s/>Smith<text:note><text:note-body><text:p>note</text:p></text:note-body></text:note> left.</text:p>
      <text:list><text:list-item><text:p>Item</text:p></text:list-item></text:list>`;
    await open(page, { "a.odt": odt(body) });
    assert.deepEqual(await lines(page), [HEADLINE, "Ann Smith left.", "Item"]);
  }));

/** Column text: paragraphs below each other. @param {string[]} story @param {number} x @param {number} top @param {number} width in characters */
function column(story, x, top, width) {
  let y = top;
  return story.flatMap((paragraph) => {
    const put = stack(wrap(paragraph, width), x, y);
    y += put.length * 12 + 8;
    return put;
  });
}

/** The header and the number of a page. @param {number} n */
const running = (n) => [
  { text: "Norrland Daily, Tuesday", x: 60, y: 40, size: 8 },
  { text: String(n), x: 290, y: 810, size: 8 },
];

const newspaper = () =>
  pdf([
    [
      ...running(1),
      { text: HEADLINE, x: 60, y: 90, size: 22, bold: true },
      { text: STANDFIRST, x: 60, y: 115, size: 13 },
      ...column([...STORY.slice(0, 3), ...STORY.slice(0, 2)], 60, 150, 46),
      ...column([...STORY.slice(3), STORY[3] ?? ""], 310, 150, 46),
    ],
    [...running(2), ...column(STORY.slice(4), 60, 80, 90)],
    [...running(3), ...column(STORY.slice(0, 2), 60, 80, 90)],
  ]);

test("a PDF gives headline, columns in order, whole words, no running heads; the footer says what was fetched", () =>
  visit({}, async ({ page, requests }) => {
    await keptOffline(page);
    const before = requests.length;
    await open(page, { "report.pdf": await newspaper() });
    const [a, b, c, d, e, f] = STORY;
    assert.deepEqual(await lines(page), [HEADLINE, STANDFIRST, a, b, c, a, b, d, e, f, d, e, f, a, b]);
    assert.equal(await note(page), "Read from report.pdf, 3 pages.");
    await page.click("#read");
    await done(page);
    assert.deepEqual(
      requests.slice(before).map((r) => r.replace(/-\w+\.js$/, "")),
      [`${URL_ROOT}parts/pdf`],
    );
    assert.equal(
      await page.textContent("#sent"),
      "Nothing sent: 1 request since you pasted, for this site’s PDF reader",
    );
    await page.click("#new");
    await open(page, { "report.pdf": await newspaper() });
    await page.click("#read");
    await done(page);
    assert.equal(requests.length, before + 1);
    assert.match((await page.textContent("#sent")) ?? "", /Nothing sent: 0 requests since you pasted$/);
  }));

test("a page printed to PDF keeps its columns apart, and a large first letter on its word", () =>
  visit({}, async ({ page, context }) => {
    const printer = await context.newPage();
    const style = `<style>nav,.related,.share-tools,.newsletter,footer{display:none}.body{columns:2;text-align:justify}
      .body>p:first-child::first-letter{font-size:3em;float:left}.body p{margin:0;text-indent:1em}</style></head>`;
    await printer.setContent(pages.paper.replace("</head>", style));
    await open(page, { "printed.pdf": await printer.pdf() });
    const [a, b, c, d, e, f] = STORY;
    const all = await lines(page);
    assert.equal(all[0], HEADLINE);
    const from = all.indexOf(`PORT SELM — ${a}`);
    const list = ["140 people in the school hall", "Coast road closed to all traffic"];
    assert.deepEqual(all.slice(from), [`PORT SELM — ${a}`, b, c, "Pumps from Tuesday", d, ...list, e, f]);
  }));

test("a long PDF says how far it is, can be stopped, and is read up to a limit that is told", () =>
  visit({}, async ({ page }) => {
    const put = (/** @type {number} */ n) => [{ text: `Entry ${n} tells of a meeting in Lyon.`, x: 60, y: 300 }];
    const long = await pdf(Array.from({ length: 410 }, (_, i) => put(i + 1)));
    const file = { name: "long.pdf", mimeType: "application/pdf", buffer: long };
    await page.fill("#text", "Kept.");
    // Faster than a hand could be: the button is pressed when the first pages are told.
    await page.evaluate(() => {
      const told = /** @type {HTMLElement} */ (document.querySelector("#paste-note"));
      const watch = new MutationObserver(() => {
        if (!/long\.pdf: page \d+ of 410 …/.test(told.textContent ?? "")) return;
        watch.disconnect();
        /** @type {HTMLElement} */ (document.querySelector("#stop")).click();
      });
      watch.observe(told, { childList: true });
    });
    await page.setInputFiles("#file", file);
    await page.waitForTimeout(100);
    await settled(page);
    assert.equal(await text(page), "Kept.");
    assert.equal(await note(page), "");
    await open(page, { "long.pdf": long });
    assert.equal(await note(page), "Read from long.pdf, the first 400 pages of 410.");
    const all = await lines(page);
    assert.equal(all.length, 400);
    assert.equal(all[399], "Entry 400 tells of a meeting in Lyon.");
  }));

test("a PDF opened without a connection: the reader is told, and once it was used it is there", () =>
  visit({}, async ({ page, context }) => {
    await keptOffline(page);
    await context.setOffline(true);
    await page.fill("#text", "Kept.");
    await open(page, { "report.pdf": await newspaper() });
    assert.match(await note(page), /The PDF reader could not be loaded: there is no connection/);
    assert.equal(await text(page), "Kept.");
    await context.setOffline(false);
    await page.reload();
    await open(page, { "report.pdf": await newspaper() });
    assert.equal((await lines(page))[0], HEADLINE);
    await page.waitForFunction(async () => {
      for (const name of await caches.keys())
        for (const request of await (await caches.open(name)).keys())
          if (request.url.includes("/parts/pdf-")) return true;
      return false;
    });
    await context.setOffline(true);
    await page.reload();
    await open(page, { "report.pdf": await newspaper() });
    assert.equal((await lines(page))[0], HEADLINE);
  }));

test("Markdown's front matter gives day and headline", () =>
  visit({}, async ({ page }) => {
    const source = `---\r\ntitle: "${HEADLINE}"\r\ndate: 2023-10-16T08:00:00Z\r\n---\r\n\r\n## A [link](https://a.example) and **bold**\r\n\r\nText.\r\n`;
    await open(page, { "a.md": source });
    assert.equal(await text(page), `${HEADLINE}\n\nA link and bold\n\nText.\n`);
    assert.equal(await page.inputValue("#day"), "2023-10-16");
    await open(page, { "b.md": "---\ndate: soon\n---\n# Own\n\nText." });
    assert.equal(await text(page), "Own\n\nText.");
  }));

/** A zip that says that its text is small. @param {Buffer} file */
function lying(file) {
  const out = Buffer.from(file);
  const directory = out.lastIndexOf("PK\x01\x02");
  out.writeUInt32LE(1000, directory + 24);
  return out;
}

/** @type {[string, string, () => Buffer | Promise<Buffer>, RegExp][]} */
const UNREADABLE = [
  [
    "a zip bomb",
    "a.docx",
    () => zip({ "word/document.xml": new Uint8Array(70e6) }),
    /would unpack to more than 60 million/,
  ],
  ["a zip bomb that lies", "a.docx", () => lying(zip({ "word/document.xml": new Uint8Array(70e6) })), /damaged/],
  ["entities", "a.docx", () => zip({ "word/document.xml": '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>' }), /damaged/],
  ["broken XML", "a.docx", () => docx("<w:p>"), /a\.docx is damaged/],
  ["a Word file cut short", "a.docx", () => docx(word("x")).subarray(0, 60), /damaged or cut short/],
  ["a spreadsheet", "a.xlsx", () => zip({ "xl/workbook.xml": "<a/>" }), /not a Word or OpenDocument text/],
  [
    "an old Word file",
    "a.doc",
    () => Buffer.from("d0cf11e0a1b11ae100", "hex"),
    /older Word file[\s\S]*What works: text/,
  ],
  ["a picture", "a.txt", () => Buffer.from("89504e470d0a1a0a", "hex"), /a\.txt is a picture/],
  ["bytes", "a.bin", () => Buffer.from([1, 2, 3, 0, 0, 0, 5]), /is not a text\. What works: text/],
  ["an empty file", "a.txt", () => Buffer.alloc(0), /a\.txt is empty/],
  [
    "a web archive",
    "a.mhtml",
    () => Buffer.from("From: <Saved by Blink>\r\nContent-Type: multipart/related;"),
    /HTML only/,
  ],
  ["a Word file without text", "a.docx", () => docx(word("")), /No text was found in a\.docx/],
  ["a PDF that is none", "a.pdf", () => Buffer.from("hello"), /not what its name says/],
  ["a PDF cut short", "a.pdf", async () => (await newspaper()).subarray(0, 400), /damaged/],
  ["a scan", "a.pdf", () => pdf([[], []]), /holds no text, only pictures of pages/],
  ["a locked PDF", "a.pdf", () => encryptedPdf(), /locked with a password/],
];
for (const [what, name, make, message] of UNREADABLE) {
  test(`what cannot be read is said, and the text in the box is kept: ${what}`, () =>
    visit({}, async ({ page }) => {
      await page.fill("#text", "Kept.");
      await open(page, { [name]: await make() });
      assert.match(await note(page), message);
      assert.equal(await text(page), "Kept.");
      assert.equal(await page.isDisabled("#read"), false);
    }));
}

test("several files make a dossier, and what was wrong with others is said", () =>
  visit({}, async ({ page }) => {
    await open(page, { "a.txt": "Ann left.", "b.md": "Bob stayed.", "c.png": Buffer.from("89504e47", "hex") });
    await done(page);
    assert.equal(await page.locator("#stories .story").count(), 2);
    assert.match((await page.textContent("article")) ?? "", /Ann left/);
    assert.match((await page.textContent("#notice")) ?? "", /c\.png is a picture/);
  }));

test("a pasted file is opened", () =>
  visit({}, async ({ page }) => {
    await page.evaluate(() => {
      const clipboardData = new DataTransfer();
      clipboardData.items.add(new File(["# Pasted\n\nText."], "a.md"));
      const event = new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true });
      document.querySelector("#text")?.dispatchEvent(event);
    });
    await settled(page);
    assert.equal(await text(page), "Pasted\n\nText.");
  }));

test("a file dropped on an article joins it; one that cannot be read leaves it", () =>
  visit({}, async ({ page }) => {
    await page.fill("#text", "Ann Smith left Paris on 4 May 2020.");
    await page.click("#read");
    await done(page);
    await drop(page, { file: { name: "a.png", text: "GIF89a" } });
    await page.waitForFunction(() => document.querySelector("#notice")?.textContent?.includes("is a picture"));
    assert.match((await page.textContent("article")) ?? "", /Ann Smith/);
    await drop(page, { file: { name: "a.html", text: pages.paper } });
    await page.waitForFunction((h) => document.querySelector("article h1")?.textContent === h, HEADLINE);
    await done(page);
    assert.match((await page.textContent("#pub")) ?? "", /16 Oct 2023/);
    assert.equal(await page.locator("#stories .story").count(), 2);
  }));

// The system and other pages

test("what is shared with the installed page comes into the box once, and into no address", () =>
  visit({}, async ({ page, context, requests }) => {
    await keptOffline(page);
    const form = `<form method="post" enctype="multipart/form-data" action="${URL_ROOT}share"><input name="title" value="Bridge opens"><textarea name="text">Ann Smith opened the bridge on 4 May 2020.</textarea><input name="url" value="https://news.example/a"><input type="file" name="files" multiple><button>Share</button></form>`;
    const other = await site(form);
    const sender = await context.newPage();
    await sender.goto(other.url);
    await sender.click("button");
    await sender.waitForFunction(() => /** @type {HTMLTextAreaElement} */ (document.querySelector("#text"))?.value);
    assert.equal(await text(sender), "Bridge opens\n\nAnn Smith opened the bridge on 4 May 2020.");
    assert.equal(sender.url(), URL_ROOT);
    await sender.goto(`${URL_ROOT}#shared`);
    await sender.reload();
    await sender.waitForFunction(() => document.querySelector("#paste-note")?.textContent?.includes("no longer there"));
    await sender.goto(other.url);
    await sender.setInputFiles("[type=file]", {
      name: "a.md",
      mimeType: "text/markdown",
      buffer: Buffer.from("# Shared"),
    });
    await sender.click("button");
    await sender.waitForFunction(() => /** @type {HTMLTextAreaElement} */ (document.querySelector("#text"))?.value);
    assert.equal(await text(sender), "Shared");
    await sender.goto(other.url);
    await sender.fill("textarea", "https://news.example/only");
    await sender.click("button");
    await sender.waitForFunction(() => document.querySelector("#paste-note")?.textContent?.includes("Only an address"));
    assert.ok(
      requests.every((r) => !r.includes("Ann") && !r.includes("Bridge")),
      requests.join("\n"),
    );
    other.close();
  }));

test("files that the system opens with the page are read", () =>
  visit(
    {
      prepare: (context) =>
        context.addInitScript(() => {
          const getFile = async () => new File(["# Launched"], "a.md");
          const launchQueue = { setConsumer: (/** @type {Function} */ f) => f({ files: [{ getFile }] }) };
          Object.defineProperty(globalThis, "launchQueue", { value: launchQueue });
        }),
    },
    async ({ page }) => {
      await page.waitForFunction(() => /** @type {HTMLTextAreaElement} */ (document.querySelector("#text"))?.value);
      assert.equal(await text(page), "Launched");
      const manifest = await page.evaluate(async () => (await fetch("manifest.webmanifest")).json());
      assert.equal(new URL(manifest.share_target.action, URL_ROOT).href, `${URL_ROOT}share`);
      assert.deepEqual(Object.values(manifest.file_handlers[0].accept).flat().sort(), [
        ".docx",
        ".htm",
        ".html",
        ".md",
        ".odt",
        ".pdf",
        ".txt",
      ]);
    },
  ));

for (const way of ["the clipboard API", "the copy command"]) {
  test(`the bookmark copies a page by ${way}, to be pasted here`, () =>
    visit({}, async ({ page, context }) => {
      const other = await site(pages.paper);
      for (const origin of [other.url, URL_ROOT])
        await context.grantPermissions(["clipboard-read", "clipboard-write"], { origin: new URL(origin).origin });
      await page.click("#how");
      const href = (await page.getAttribute("#bookmarklet", "href")) ?? "";
      await page.click("#bookmarklet");
      assert.match((await page.textContent("#bookmarklet-said")) ?? "", /bookmarks bar/);
      await page.keyboard.press("Escape");
      const article = await context.newPage();
      /** @type {string[]} */
      const asked = [];
      await article.goto(other.url);
      article.on("request", (r) => asked.push(r.url()));
      if (way !== "the clipboard API")
        await article.evaluate(() => Reflect.deleteProperty(globalThis, "ClipboardItem"));
      await article.evaluate((address) => {
        const link = document.createElement("a");
        link.href = address;
        link.textContent = "the bookmark";
        document.body.prepend(link);
      }, href);
      const said = article.waitForEvent("dialog");
      await article.getByText("the bookmark").click({ noWaitAfter: true });
      const dialog = await said;
      assert.match(dialog.message(), /is copied/);
      await dialog.accept();
      await page.bringToFront();
      await page.focus("#text");
      await page.keyboard.press("Control+V");
      await page.waitForFunction(() => /** @type {HTMLTextAreaElement} */ (document.querySelector("#text"))?.value);
      await settled(page);
      assert.ok((await lines(page)).includes(HEADLINE));
      assert.ok((await lines(page)).includes(STANDFIRST));
      assert.equal(await page.inputValue("#day"), "2023-10-16");
      assert.deepEqual(asked, []);
      other.close();
    }));
}
