// What is kept, and where: the library in this browser, document files, the view in the address, the question on closing.
import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import { NotADocument, readDocument, writeDocument } from "../../www/model/file.js";
import { Library, markOf, nameOf, search } from "../../www/model/library.js";
import { fromHash, toHash } from "../../www/ui/hash.js";
import { accessible, LOOKS } from "./access.js";
import { done, example, keptOffline, read, URL_ROOT, useBrowser, visit } from "./browser.js";

useBrowser();

/** @typedef {import("playwright-core").Page} Page */
/** @typedef {import("../../www/model/file.js").Article} Article */

/** @param {Partial<Article>} [more] @returns {Article} */
const article = (more) => ({
  title: "Ferry talks",
  text: "Ferry talks\n\nAnn Lee left on 4 May.",
  day: "2024-05-05",
  dayFrom: "page",
  corrections: [{ kind: "type", at: [{ start: 13, end: 20 }], value: "PERSON" }],
  ...more,
});
/** @param {...Article} articles */
const snap = (...articles) => ({ articles, counts: { words: 8, people: 1, events: 1 } });

test("a document file gives back what was written, odd characters too", () => {
  const text = "A \ud83d broken \ude00 letter,\u2028 \u0000 \ufeff \u202e “é” 👩‍👩‍👧 </script> __proto__\r\n\ttab";
  const at = [
    { start: 0, end: 1 },
    { start: 3, end: text.length },
  ];
  const articles = [
    article({ text, title: "\ud83d", corrections: [{ kind: "same", at }] }),
    article({ day: null, dayFrom: "", corrections: [] }),
  ];
  const json = writeDocument(articles);
  // A file is UTF-8, which has no lone surrogates.
  assert.deepEqual(readDocument(Buffer.from(json, "utf8").toString("utf8")), articles);
  assert.deepEqual(readDocument(`\ufeff${json}`), articles);
  assert.ok(!/"(entities|events|timexes|quotes)"/.test(json), "no analysis is in it");
});

/** @param {(file: any) => unknown} change */
const changed = (change) => {
  const file = JSON.parse(writeDocument([article()]));
  change(file);
  return JSON.stringify(file);
};
/** @type {[string, string, RegExp][]} */
const BAD = [
  ["nothing", " \n", /empty/],
  ["cut short", writeDocument([article()]).slice(0, 90), /damaged or cut short/],
  ["other JSON", '{"hello": [1]}', /not saved by Dateline/],
  ["a list", "[]", /not saved by Dateline/],
  ["a number", "7", /not saved by Dateline/],
  ["an analysis", '{"schema": 1, "language": "en", "entities": []}', /analysis that Dateline exported/],
  ["a newer version", changed((f) => (f.version = 2)), /version 2, made by a newer/],
  ["no version", changed((f) => delete f.version), /does not say a version/],
  ["no article", changed((f) => (f.articles = [])), /no article/],
  ["an article that is none", changed((f) => (f.articles = [null])), /Article 1 is not/],
  ["a text that is none", changed((f) => (f.articles[0].text = 7)), /no text/],
  ["a day that is none", changed((f) => (f.articles[0].day = "2024-02-31")), /publication day/],
  ["a day from nowhere", changed((f) => (f.articles[0].dayFrom = "moon")), /where its publication day/],
  ["unknown properties", changed((f) => (f.articles[0].note = "x")), /“note”/],
  ["corrections that are none", changed((f) => (f.articles[0].corrections = {})), /no list of corrections/],
  ["a correction without place", changed((f) => (f.articles[0].corrections[0].at = [])), /names no place/],
  [
    "a place beyond",
    changed((f) => (f.articles[0].corrections[0].at[0].end = 999)),
    /Correction 1 of article 1.*beyond/,
  ],
  ["a place of parts", changed((f) => (f.articles[0].corrections[0].at[0].end = 1.5)), /place that is none/],
  ["a kind of markup", changed((f) => (f.articles[0].corrections[0].kind = "<b>")), /no kind/],
  ["a value of numbers", changed((f) => (f.articles[0].corrections[0].value = 3)), /value that is no text/],
];
for (const [what, json, said] of BAD)
  test(`a file is refused with a reason: ${what}`, () =>
    assert.throws(() => readDocument(json), { constructor: NotADocument, message: said }));

/** A library in memory with a clock that stands still unless told. */
function inMemory() {
  /** @type {Map<IDBValidKey, unknown>} */
  const kept = new Map();
  const clock = { now: 1000, ids: 0 };
  const library = new Library(
    {
      keys: async () => [...kept.keys()],
      getMany: async (keys) => keys.map((k) => structuredClone(kept.get(k))),
      setMany: async (records) => {
        for (const [key, value] of records) kept.set(key, structuredClone(value));
      },
      delMany: async (keys) => {
        for (const key of keys) kept.delete(key);
      },
      clear: async () => kept.clear(),
    },
    () => clock.now++,
    () => `id${clock.ids++}`,
  );
  return { library, kept };
}

test("the library keeps, lists by last opening, opens, deletes and brings back", async () => {
  const { library, kept } = inMemory();
  const one = await library.save(snap(article()));
  const two = await library.save(snap(article({ text: "Other", title: "Other", corrections: [] }), article()));
  assert.ok(one && two);
  assert.deepEqual(
    (await library.list()).map((c) => c.title),
    ["Other, and 1 more", "Ferry talks"],
  );
  assert.deepEqual(await library.open(one), [article()]);
  assert.deepEqual(
    (await library.list()).map((c) => [c.id, c.corrections]),
    [
      [one, 1],
      [two, 1],
    ],
  );
  const gone = await library.delete(one);
  assert.equal(kept.size, 2);
  assert.equal(await library.save(snap(article()), one), null, "what was deleted does not come back by itself");
  assert.equal(kept.size, 2);
  assert.ok(gone);
  await library.put(gone);
  assert.deepEqual(await library.articles(one), [article()]);
  await library.wipe();
  assert.equal(kept.size, 0);
});

test("reading a text again goes on in its entry, and never writes over corrections", async () => {
  const { library } = inMemory();
  const bare = article({ corrections: [] });
  const one = await library.save(snap(bare));
  assert.equal(await library.save(snap(bare)), one);
  assert.equal(await library.save(snap(article()), one ?? ""), one);
  const saved = (await library.list())[0]?.saved;
  await library.save(snap(article()), one ?? "");
  assert.equal((await library.list())[0]?.saved, saved, "nothing changed, nothing is written");
  const again = await library.save(snap(bare));
  assert.notEqual(again, one);
  assert.deepEqual(await library.articles(one ?? ""), [article()]);
});

test("a damaged entry is told, not opened", async () => {
  const { library, kept } = inMemory();
  const id = await library.save(snap(article()));
  kept.set(`text:${id}`, [{ title: "x" }]);
  await assert.rejects(library.open(id ?? ""), NotADocument);
  kept.set("card:odd", "no card");
  assert.equal((await library.list()).length, 1);
});

test("titles are searched by words; file names are of letters; texts have marks", async () => {
  const { library } = inMemory();
  await library.save(snap(article({ title: "Étang blanc", text: "a" })));
  await library.save(snap(article({ title: "Blanc étude", text: "b" })));
  const cards = await library.list();
  assert.equal(search(cards, "ETANG bl").length, 1);
  assert.equal(search(cards, "2024-05").length, 2);
  assert.equal(search(cards, "").length, 2);
  assert.equal(nameOf([article({ title: "../..\\x: “Étang”?\u202e" })]), "x-etang");
  assert.equal(nameOf([article({ title: "\ud83d" })]), "article");
  assert.notEqual(markOf(["ab", "c"]), markOf(["a", "bc"]));
});

test("the address holds only how an article is looked at", () => {
  const usual = /** @type {const} */ ({ tab: "timeline", filter: "all", sort: "time", leftOut: false });
  const other = /** @type {const} */ ({ tab: "quotes", filter: "planned", sort: "story", leftOut: true });
  assert.equal(toHash(usual), "");
  assert.equal(toHash(other), "#tab=quotes&show=planned&order=story&leftout=1");
  assert.deepEqual(fromHash(toHash(other)), other);
  for (const odd of ["", "#", "#shared", "#tab=<b>&show=constructor&order=__proto__&leftout=yes", "#%E0%A4%A"])
    assert.deepEqual(fromHash(odd), usual, odd);
});

/** @param {Page} page */
const databases = (page) => page.evaluate(async () => (await indexedDB.databases()).map((d) => d.name));
/** How many records the library holds. @param {Page} page */
const records = (page) =>
  page.evaluate(
    () =>
      new Promise((resolve, reject) => {
        const asked = indexedDB.open("dateline-library");
        asked.onerror = () => reject(asked.error);
        asked.onsuccess = () => {
          const all = asked.result.transaction("entries").objectStore("entries").count();
          all.onsuccess = () => {
            asked.result.close();
            resolve(all.result);
          };
        };
      }),
  );
/** @param {Page} page */
async function open(page) {
  // On a phone it waits behind a button while an article is read.
  if (!(await page.isVisible("#library-button"))) await page.click("#more");
  await page.click("#library-button");
  await page.waitForSelector("#library[open] button:has-text('Close')");
}
/** @param {Page} page @param {string} text */
const press = (page, text) => page.click(`#library button:text-is("${text}")`);
/** @param {Page} page */
const said = async (page) => (await page.textContent("#library [role=status]")) ?? "";
/** Opens the library and turns it on. @param {Page} page */
async function turnOn(page) {
  await open(page);
  await press(page, "Turn it on");
  await page.waitForSelector("#library button:text-is('Turn it off')");
}
/** @param {Page} page @param {number} n */
const holds = (page, n) =>
  page.waitForFunction((want) => document.querySelectorAll("#library .kept li").length === want, n);
const TEXT = "Fire in Lyon\n\nAnn Smith left Paris on 4 May 2020. “I am glad,” she said.";
/** @param {Page} page */
async function correct(page) {
  await page.keyboard.press("j");
  await page.waitForSelector(".r.on .why");
  await page.locator(".r.on .why button", { hasText: /not an event/i }).click();
}
/** @param {Page} page @param {string} name @param {string | Buffer} content */
const file = (page, name, content) =>
  page.setInputFiles("#file", { name, mimeType: "application/json", buffer: Buffer.from(content) });

test("it is off: nothing is stored, not even by looking at it", () =>
  visit({}, async ({ page }) => {
    await example(page);
    await open(page);
    assert.match((await page.textContent("#library")) ?? "", /The library is off: nothing is saved/);
    assert.equal(await page.locator("#library button:text-is('Keep it here')").count(), 0);
    await press(page, "Close");
    await page.waitForTimeout(1200);
    assert.deepEqual(await databases(page), []);
    assert.deepEqual(await page.evaluate(() => [Object.keys(localStorage), Object.keys(sessionStorage)]), [[], []]);
  }));

test("turned on, it saves what is read, and opens it after a reload; nothing is asked of the network", () =>
  visit({}, async ({ page, requests }) => {
    await keptOffline(page);
    await page.waitForTimeout(800);
    const seen = requests.length;
    await read(page, TEXT, "2020-05-06");
    await turnOn(page);
    assert.match(
      (await page.textContent("#library")) ?? "",
      /Saved in this browser only\. Clearing the browser deletes it/,
    );
    assert.match(
      (await page.textContent("#library")) ?? "",
      /The .*library takes? .* of the .* that this browser allows/,
    );
    await holds(page, 1);
    assert.match((await page.textContent("#library .said")) ?? "", /Fire in Lyon.*Published 6 May 2020.*1 person/s);
    await press(page, "Close");
    await page.click("#new");
    await example(page, 1);
    await page.waitForTimeout(1200);
    assert.match((await page.textContent("#sent")) ?? "", /Nothing sent: 0 requests/);
    assert.deepEqual(requests.slice(seen), []);
    await page.reload();
    await page.waitForFunction(() => document.body.dataset.engine === "ready");
    await open(page);
    await holds(page, 2);
    assert.match((await page.textContent("#library .said b")) ?? "", /court/i);
    await page.locator("#library .said", { hasText: "Fire in Lyon" }).click();
    await done(page);
    assert.equal(await page.locator("#library").count(), 0);
    assert.match((await page.textContent("article")) ?? "", /Ann Smith left Paris/);
    assert.match((await page.textContent("#pub")) ?? "", /6 May 2020/);
    await open(page);
    assert.match((await page.textContent("#library .said b")) ?? "", /Fire in Lyon/, "last opened first");
    await page.waitForTimeout(1200);
    assert.equal(await records(page), 4, "opening makes no second entry");
  }));

test("a text just read is saved though the page is left for another at once", () =>
  visit({}, async ({ page }) => {
    await turnOn(page);
    assert.match(await said(page), /is on|Nothing is saved yet/);
    await press(page, "Close");
    await read(page, TEXT);
    await page.click("#new");
    await page.waitForTimeout(300);
    await open(page);
    await holds(page, 1);
  }));

test("an entry is deleted, brought back, deleted, and does not come back by itself", () =>
  visit({}, async ({ page }) => {
    await read(page, TEXT);
    await turnOn(page);
    await holds(page, 1);
    await page.click("#library button:text-is('Delete')");
    await page.waitForSelector("#library button:text-is('Undo')");
    assert.equal(await page.evaluate(() => document.activeElement?.textContent), "Undo");
    assert.equal(await records(page), 0);
    await page.keyboard.press("Enter");
    await page.waitForSelector("#library button:text-is('Delete')");
    assert.equal(await page.evaluate(() => document.activeElement?.textContent), "Delete");
    assert.equal(await records(page), 2);
    await page.click("#library button:text-is('Delete')");
    await page.waitForSelector("#library button:text-is('Undo')");
    await press(page, "Close");
    await page.click("#pub");
    await page.fill("#pub-input", "2020-05-09");
    await page.click("#pub-form [type=submit]");
    await done(page);
    await page.waitForTimeout(1200);
    assert.equal(await records(page), 0);
    await open(page);
    await press(page, "Keep it here");
    await holds(page, 1);
  }));

test("wiping asks once and empties it; turning off keeps or deletes", () =>
  visit({}, async ({ page }) => {
    await read(page, TEXT);
    await turnOn(page);
    await holds(page, 1);
    await press(page, "Delete all");
    assert.match(
      (await page.textContent("#library")) ?? "",
      /Delete 1 article from this browser\? This cannot be undone/,
    );
    await press(page, "Leave it as it is");
    assert.equal(await records(page), 2);
    await press(page, "Turn it off");
    await press(page, "Keep and turn off");
    await page.waitForSelector("#library button:text-is('Turn it on')");
    await holds(page, 1);
    await press(page, "Close");
    await page.click("#new");
    await example(page);
    await page.waitForTimeout(1200);
    assert.equal(await records(page), 2, "off: nothing more is saved");
    await open(page);
    await press(page, "Delete all");
    await press(page, "Delete all");
    await page.waitForFunction(
      () => document.querySelector("#library [role=status]")?.textContent === "Everything is deleted.",
    );
    assert.equal(await records(page), 0);
    await press(page, "Turn it on");
    await page.waitForSelector("#library button:text-is('Turn it off')");
    await holds(page, 1);
    await press(page, "Turn it off");
    await press(page, "Delete and turn off");
    await page.waitForSelector("#library button:text-is('Turn it on')");
    assert.equal(await records(page), 0);
    assert.equal(await page.evaluate(() => localStorage.getItem("dateline-library")), "off");
  }));

test("with more than ten entries there is a search", () =>
  visit({}, async ({ page }) => {
    await turnOn(page);
    await press(page, "Close");
    for (let n = 0; n < 11; n++) {
      await read(page, `Report ${n}\n\nAnn Smith left Paris on ${n + 1} May 2020.`);
      await page.click("#new");
    }
    await open(page);
    await holds(page, 11);
    await page.fill("#library input[type=search]", "report 10");
    await holds(page, 1);
    await page.fill("#library input[type=search]", "nowhere");
    await holds(page, 0);
    assert.match(await said(page), /No title/);
  }));

for (const how of ["put", "quota"])
  test(`a full storage is told, the article stays, a file is offered (${how})`, () =>
    visit({}, async ({ page, context }) => {
      await turnOn(page);
      await press(page, "Close");
      if (how === "quota") {
        const origin = new URL(URL_ROOT).origin;
        const cdp = await context.newCDPSession(page);
        await cdp.send("Storage.overrideQuotaForOrigin", { origin, quotaSize: 1 });
      } else
        await page.evaluate(() => {
          IDBObjectStore.prototype.put = () => {
            throw new DOMException("full", "QuotaExceededError");
          };
        });
      await read(page, TEXT);
      await page.waitForSelector("#keep-note");
      assert.match((await page.textContent("#keep-note")) ?? "", /stays open, but is not kept.*storage is full/);
      assert.match((await page.textContent("article")) ?? "", /Ann Smith/);
      const [saved] = await Promise.all([page.waitForEvent("download"), page.click("#keep-note button >> nth=0")]);
      assert.equal(saved.suggestedFilename(), "fire-in-lyon.dateline.json");
      assert.deepEqual(
        readDocument(await readFile(await saved.path(), "utf8")).map((a) => a.text),
        [TEXT],
      );
      assert.equal(await page.locator("#keep-note").count(), 0);
      await open(page);
      assert.match((await page.textContent("#library")) ?? "", /not kept here/);
    }));

for (const [what, remove] of /** @type {[string, () => void][]} */ ([
  ["no IndexedDB", () => Reflect.deleteProperty(globalThis, "indexedDB")],
  [
    "storage blocked",
    () => {
      IDBFactory.prototype.open = () => {
        throw new DOMException("denied", "SecurityError");
      };
      Object.defineProperty(globalThis, "localStorage", {
        get() {
          throw new DOMException("denied", "SecurityError");
        },
      });
    },
  ],
]))
  test(`${what}: the library says so, and a file can be saved`, () =>
    visit({ prepare: (context) => context.addInitScript(remove) }, async ({ page }) => {
      await read(page, TEXT);
      await open(page);
      await press(page, "Turn it on");
      await page.waitForFunction(() =>
        /cannot be turned on/.test(document.querySelector("#library [role=status]")?.textContent ?? ""),
      );
      assert.match(await said(page), /private, or storage blocked/);
      const [saved] = await Promise.all([page.waitForEvent("download"), press(page, "Save it as a file")]);
      assert.equal(saved.suggestedFilename(), "fire-in-lyon.dateline.json");
    }));

test("a document file is opened by the button, by a drop and from the library; a bad one is told and changes nothing", () =>
  visit({}, async ({ page, requests }) => {
    await keptOffline(page);
    await page.waitForTimeout(800);
    const seen = requests.length;
    const odd = `Odd \ud83d letters\n\nAnn Smith left Paris on 4 May 2020 \ude00.`;
    const json = writeDocument([
      article({ title: "Odd", text: odd, day: "2020-05-06", dayFrom: "reader", corrections: [] }),
    ]);
    await file(page, "broken.json", json.slice(0, 60));
    await page.waitForSelector("#keep-note");
    assert.match((await page.textContent("#keep-note")) ?? "", /broken\.json: This file is damaged/);
    assert.equal(await page.isVisible("#text"), true);
    await page.click("#keep-note button");
    await file(page, "odd.dateline.json", json);
    await done(page);
    assert.match((await page.textContent("#pub")) ?? "", /6 May 2020/);
    await open(page);
    const [saved] = await Promise.all([page.waitForEvent("download"), press(page, "Save it as a file")]);
    assert.deepEqual(
      readDocument(await readFile(await saved.path(), "utf8")).map(({ text, day, dayFrom }) => ({
        text,
        day,
        dayFrom,
      })),
      [{ text: odd, day: "2020-05-06", dayFrom: "reader" }],
    );
    const drop = (/** @type {string} */ on, /** @type {string} */ content) =>
      page.evaluate(
        ([selector = "", text = ""]) => {
          const dataTransfer = new DataTransfer();
          dataTransfer.items.add(new File([text], "dropped.json", { type: "application/json" }));
          const event = new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true });
          document.querySelector(selector)?.dispatchEvent(event);
        },
        [on, content],
      );
    await drop("#library", '{"schema":1,"entities":[]}');
    await page.waitForFunction(() =>
      /analysis that Dateline exported/.test(document.querySelector("#library [role=status]")?.textContent ?? ""),
    );
    assert.match((await page.textContent("article")) ?? "", /Odd/);
    await drop("#library", writeDocument([article()]));
    await page.waitForFunction(() => document.querySelector("article")?.textContent?.includes("Ann Lee"));
    assert.equal(await page.locator("#library").count(), 0);
    await done(page);
    await drop("body", json);
    await page.waitForFunction(() => document.querySelector("article")?.textContent?.includes("Odd"));
    await done(page);
    await drop("body", writeDocument([article(), article()]));
    await page.waitForSelector("#stories .story >> nth=1");
    await done(page);
    assert.deepEqual(requests.slice(seen), []);
  }));

test("the panel is in the address: Back goes to the last one, a reload and the next article keep it", () =>
  visit({}, async ({ page, requests }) => {
    await keptOffline(page);
    await page.waitForTimeout(800);
    const seen = requests.length;
    const hash = () => new URL(page.url()).hash;
    await example(page);
    assert.equal(hash(), "");
    await page.click("#tab-quotes");
    assert.equal(hash(), "#tab=quotes");
    await page.click("#tab-map");
    assert.equal(hash(), "#tab=map");
    await page.goBack();
    assert.equal(await page.getAttribute("#tab-quotes", "aria-selected"), "true");
    await page.goForward();
    assert.equal(await page.getAttribute("#tab-map", "aria-selected"), "true");
    await page.click("#tab-timeline");
    const length = await page.evaluate(() => history.length);
    await page.click("[data-filter=happened]");
    assert.equal(hash(), "#show=happened");
    assert.equal(await page.evaluate(() => history.length), length, "a filter is no step");
    assert.deepEqual(requests.slice(seen), [], "another address asks for nothing, the icon neither");
    await page.click("#tab-quotes");
    await page.reload();
    await page.waitForFunction(() => document.body.dataset.engine === "ready");
    await example(page);
    assert.equal(await page.getAttribute("#tab-quotes", "aria-selected"), "true");
    assert.equal(await page.evaluate(() => history.state), null);
    await page.click("#new");
    assert.equal(page.url(), URL_ROOT);
  }));

test("closing asks only while corrections are kept nowhere", () =>
  visit({}, async ({ page }) => {
    const asks = () => page.evaluate(() => !dispatchEvent(new Event("beforeunload", { cancelable: true })));
    await read(page, TEXT);
    assert.equal(await asks(), false, "a bare reading can be pasted again");
    await correct(page);
    assert.equal(await asks(), true);
    await page.keyboard.press("u");
    assert.equal(await asks(), false, "undone");
    await correct(page);
    await open(page);
    await Promise.all([page.waitForEvent("download"), press(page, "Save it as a file")]);
    assert.equal(await asks(), false, "saved as a file");
    await press(page, "Turn it on");
    await page.waitForSelector("#library button:text-is('Turn it off')");
    await press(page, "Close");
    await page.keyboard.press("u");
    await correct(page);
    await page.waitForFunction(() => dispatchEvent(new Event("beforeunload", { cancelable: true })));
    assert.equal(await asks(), false, "saved in the library");
  }));

test("the browser's question comes on closing, and another document does not take the place unasked", () =>
  visit({}, async ({ page }) => {
    await read(page, TEXT);
    await correct(page);
    const [closing] = await Promise.all([page.waitForEvent("dialog"), page.close({ runBeforeUnload: true })]);
    assert.equal(closing.type(), "beforeunload");
    await closing.dismiss();
    const [asked] = await Promise.all([page.waitForEvent("dialog"), file(page, "a.json", writeDocument([article()]))]);
    assert.match(asked.message(), /corrections that are kept nowhere/);
    await asked.dismiss();
    assert.match((await page.textContent("article")) ?? "", /Ann Smith/);
    const [again] = await Promise.all([page.waitForEvent("dialog"), file(page, "a.json", writeDocument([article()]))]);
    await again.accept();
    await page.waitForFunction(() => document.querySelector("article")?.textContent?.includes("Ann Lee"));
  }));

test("two tabs share one library: the last save stands, and what one deletes the other does not bring back", () =>
  visit({}, async ({ page, context }) => {
    await read(page, TEXT);
    await turnOn(page);
    await holds(page, 1);
    await press(page, "Close");
    const other = await context.newPage();
    await other.goto(URL_ROOT);
    await other.waitForFunction(() => document.body.dataset.engine === "ready");
    await open(other);
    await other.click("#library .said");
    await done(other);
    const redate = async (/** @type {Page} */ tab, /** @type {string} */ day) => {
      await tab.click("#pub");
      await tab.fill("#pub-input", day);
      await tab.click("#pub-form [type=submit]");
      await done(tab);
      await tab.waitForTimeout(1200);
    };
    await redate(page, "2020-05-07");
    await redate(other, "2020-05-08");
    assert.equal(await records(page), 2);
    await open(other);
    assert.match((await other.textContent("#library .said")) ?? "", /Published 8 May 2020/);
    await other.click("#library button:text-is('Delete')");
    await other.waitForSelector("#library button:text-is('Undo')");
    await redate(page, "2020-05-09");
    assert.equal(await records(page), 0);
  }));

const built = fileURLToPath(new URL("../../dist/dateline.html", import.meta.url));
test("the single file has no library and says why, but saves and opens files", { skip: !existsSync(built) }, () =>
  visit({ url: pathToFileURL(built).href }, async ({ page, requests }) => {
    await page.evaluate(() => localStorage.setItem("dateline-library", "on"));
    await read(page, TEXT, "2020-05-06");
    await open(page);
    assert.match((await page.textContent("#library")) ?? "", /all such pages share one storage/);
    assert.equal(await page.locator("#library button:text-is('Turn it on')").count(), 0);
    const [saved] = await Promise.all([page.waitForEvent("download"), press(page, "Save it as a file")]);
    const json = await readFile(await saved.path(), "utf8");
    await press(page, "Close");
    await page.click("#new");
    await file(page, "a.dateline.json", json);
    await done(page);
    assert.match((await page.textContent("#pub")) ?? "", /6 May 2020/);
    await page.click("#tab-quotes");
    assert.equal(new URL(page.url()).hash, "#tab=quotes");
    await page.waitForTimeout(1200);
    assert.deepEqual(await databases(page), []);
    assert.equal(requests.length, 1);
  }),
);

for (const [colorScheme, width, height] of LOOKS)
  test(`axe finds nothing in the library: ${colorScheme}, ${width} wide`, () =>
    visit({ options: { colorScheme, viewport: { width, height } } }, async ({ page }) => {
      const check = (/** @type {string} */ where) => accessible(page, where);
      await open(page);
      await check("off");
      await press(page, "Close");
      await read(page, TEXT);
      await turnOn(page);
      await holds(page, 1);
      await check("on");
      await page.click("#library button:text-is('Delete')");
      await page.waitForSelector("#library button:text-is('Undo')");
      await check("deleted");
      await page.click("#library button:text-is('Undo')");
      await page.waitForSelector("#library button:text-is('Delete all')");
      await press(page, "Delete all");
      await check("wipe");
      await press(page, "Leave it as it is");
      await press(page, "Close");
      await page.evaluate(() => {
        IDBObjectStore.prototype.put = () => {
          throw new DOMException("full", "QuotaExceededError");
        };
      });
      await correct(page);
      await page.waitForSelector("#keep-note");
      await check("full");
    }));
