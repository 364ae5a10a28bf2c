// What a paste or a drop brings. It must be taken out at once: the browser empties it when the event is over.
import { readPage } from "./file.js";
import { isHtmlSource } from "./kind.js";

/** @typedef {import("./file.js").Input} Input */
/** @typedef {{files: File[], html: string, plain: string}} Brought */

/** @param {DataTransfer} data @returns {Brought} */
export function takeOut(data) {
  const plain = data.getData("text/plain");
  // The source of a page says more than what the browser made of it: its head names the day.
  const html = isHtmlSource(plain) ? plain : data.getData("text/html");
  // Copying from a word processor brings a picture of the text beside the text.
  return { files: plain || html ? [] : [...data.files], html, plain };
}

/**
 * HTML where it is as full as the plain text, else the plain text.
 * @param {Brought} brought
 * @returns {Promise<Input>}
 */
export async function readBrought({ html, plain }) {
  const bare = { text: plain, day: "", note: "", name: "" };
  if (!html) return bare;
  try {
    const page = await readPage(html);
    const source = html === plain;
    if (source || page.text.length * 2 > plain.length) return { ...page, name: "" };
    // A short article on a page full of other things.
    return page.text.length > 1000 ? { ...page, name: "" } : { ...bare, day: page.day };
  } catch {
    return { ...bare, note: "Only the plain text of what you pasted was read." };
  }
}
