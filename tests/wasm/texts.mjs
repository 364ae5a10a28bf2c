// What the core must answer alike in the browser and on the command line.

import { readdirSync, readFileSync } from "node:fs";

const folder = new URL("../golden/", import.meta.url);

/** The golden articles, as [name, text]. */
export function articles() {
  const names = readdirSync(folder).filter((name) => name.endsWith(".txt"));
  return names.sort().map((name) => [name, readFileSync(new URL(name, folder), "utf8")]);
}

const control = Array.from({ length: 32 }, (_, code) => String.fromCharCode(code)).join("");

/** Strings that no newspaper prints, as [name, text]. */
export const hostile = [
  ["empty", ""],
  ["one word", "Obama"],
  ["one letter", "I"],
  ["spaces", " ".repeat(200_000)],
  ["line breaks", "\r\n\n\r".repeat(5_000)],
  ["one long word", "a".repeat(100_000)],
  ["one long number", "1234567890".repeat(5_000)],
  ["many quotation marks", '"“”‘’\'«»'.repeat(2_000)],
  ["an open quotation", '“I will not resign,” Ms Abe said. “Not today, '],
  ["capitals", "THE PRESIDENT OF FRANCE MET ANGELA MERKEL ON 3 MAY 2015. ".repeat(50)],
  ["right to left", "قال الرئيس عبد الفتاح السيسي يوم الأحد إن مصر لن تتراجع.\nשר החוץ נפגש עם ג׳ון קרי ב־4 בספטמבר 2016."],
  ["direction marks", "\u202eMr Smith\u202c said on \u2067Monday\u2069 that\u200f he left."],
  ["emoji", "👩‍👩‍👧‍👦 John Kerry 🇺🇸 said on Monday 😀: “Yes 👍🏽.” 🏴󠁧󠁢󠁥󠁮󠁧󠁿 ".repeat(20)],
  ["combining marks", `Jose\u0301 Garci\u0301a said so in 2015. ${"e".concat("\u0301".repeat(500))}`],
  ["full width", "Ｏｂａｍａ ｓａｉｄ ｏｎ １ Ｍａｙ ２０１６。"],
  ["HTML", '<!doctype html><p class="x">Angela Merkel &amp; <b>John Kerry</b> met&nbsp;on 3 May 2015.<script>alert("1")</script>'],
  ["JSON", '{"id": 1, "text": "\\ud83d said \\"no\\" on 2016-01-01", "a": [null, -1e999]}'],
  ["control characters", `${control}\u007f\u0085\ufeff\ufffe\uffff John Kerry${control}said on Monday.`],
  ["line separators", "One.\u2028Mr Two\u2029Three.\u000bFour.\u000cFive said."],
  ["impossible dates", "On 31 February 2016, 99/99/9999, 0000-00-00 and in the year 99999999999999999999 nothing happened."],
  ["far dates", "Since 1 January 9999, 400,000,000 years ago, in 2 billion years and 999999999 weeks later."],
  ["brackets", "(".repeat(5_000) + ")".repeat(5_000)],
  ["full stops", "Mr. Dr. U.S. ... ".repeat(3_000)],
];

/** Strings that are not well formed: halves of surrogate pairs. */
export const broken = [
  ["one half", "\ud800"],
  ["the other half", "\udc00 said"],
  ["halves around words", "\ud83d Mr Smith \ude00 said on Monday: “\ud83dNo.”\ud83d"],
  ["halves in the wrong order", "\ude00\ud83d Barack Obama \udfff\ud800 was in Paris on 3 May 2015."],
];
