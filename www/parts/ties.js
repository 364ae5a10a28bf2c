// The network in words: under each name those that it is tied to and how, and under an opened tie the sentences that show
// it.
import { blockAt, placeOf, squeeze } from "../model/doc.js";
import { wordsOf } from "../model/graph.js";
import { h } from "../ui/dom.js";
import { cut } from "./stage.js";

/** @typedef {import("../types.js").Doc} Doc */
/** @typedef {import("../model/graph.js").Link} Link */

/**
 * The entries of the list. Buttons carry `data-link` or `data-span` ("start end") for what they open.
 * @param {Doc} doc
 * @param {import("../model/graph.js").Graph} graph
 * @param {{id: string, under: string} | null} open the link whose evidence is shown, and the name under which it is
 * @param {string | null} chosen
 */
export function entries(doc, { nodes, links }, open, chosen) {
  const names = new Map(nodes.map((n) => [n.id, n.name]));
  return nodes.map(({ id, name }) =>
    h(
      "li",
      { "data-e": id },
      h(
        "button",
        { type: "button", class: "pl", "aria-pressed": String(id === chosen), tabindex: -1 },
        h("b", null, name),
      ),
      ...links
        .filter((l) => l.a === id || l.b === id)
        .flatMap((link) => {
          const other = names.get(link.a === id ? link.b : link.a) ?? "";
          const shown = open?.id === link.id && open.under === id;
          return [
            h(
              "button",
              { type: "button", class: "with", "data-link": link.id, "aria-expanded": String(shown), tabindex: -1 },
              h("span", null, other),
              h("small", null, shorten(wordsOf(link, id))),
            ),
            shown && evidence(doc, link, id, `${name}, ${other}`),
          ];
        }),
    ),
  );
}

/** A few wordings, and how many more there are. @param {string[]} words */
const shorten = (words) => words.slice(0, 3).join("; ") + (words.length > 3 ? `; ${words.length - 3} more` : "");

/** The sentences that show a link. @param {Doc} doc @param {Link} link @param {string} from @param {string} pair */
const evidence = (doc, link, from, pair) =>
  h(
    "ol",
    { class: "shows", "aria-label": `Where the text shows it: ${pair}` },
    ...link.ties.map(({ span, doubt, forth, back, from: doer }) =>
      h(
        "li",
        null,
        h(
          "button",
          { type: "button", "data-span": `${span.start} ${span.end}`, tabindex: -1 },
          h("small", null, `${doer === from ? forth : back}${doubt ? ` (${doubt})` : ""}`),
          h("q", null, quoted(doc, span)),
          h("span", { class: "pn" }, placeOf(doc, span.start)),
        ),
      ),
    ),
  );

/** The words of a span, within its block, cut where they are long. @param {Doc} doc @param {import("../types.js").Span} span */
function quoted(doc, { start, end }) {
  const stop = blockAt(doc, start)?.end ?? end;
  return cut(squeeze(doc.text.slice(start, Math.min(end, stop))), 400);
}
