// Three invented articles to try, each with its publication day.
import { open } from "../files.js";
import { $, h } from "./dom.js";

/** @typedef {{title: string, note: string, file: string, day: string}} Example */

/** @type {Example[]} */
const EXAMPLES = [
  {
    title: "Ferry talks near a deal",
    note: "A talks story: planned, possible and failed events",
    file: "talks.txt",
    day: "2024-06-16",
  },
  { title: "A court ruling, ten years on", note: "Exact dates over a long span", file: "court.txt", day: "2023-11-15" },
  { title: "A storm, hour by hour", note: "One day, many clock times", file: "storm.txt", day: "2022-10-21" },
];

/**
 * The examples come with the page, so that trying one asks for nothing.
 * @param {(text: string, day: string, from: "page") => void} read
 */
export async function loadExamples(read) {
  const list = await Promise.all(
    EXAMPLES.map(async (e) => {
      const answer = await open(`examples/${e.file}`);
      return { ...e, text: answer.ok ? (await answer.text()).trim() : "" };
    }),
  );
  const cards = list
    .filter((e) => e.text)
    .map((e) =>
      h(
        "button",
        { class: "example", type: "button", onclick: () => read(e.text, e.day, "page") },
        h("b", null, e.title),
        h("small", null, e.note),
      ),
    );
  $("#examples").replaceChildren(...cards);
}
