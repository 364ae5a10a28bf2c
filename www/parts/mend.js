// Two dialogs: what the reader says of a name (its kind, who it is the same as, which mentions are somebody else's), and all
// corrections made so far.
import { placeOf } from "../model/doc.js";
import { inWords, join, notEntity, perhapsSame, retype, split, TYPES } from "../model/fix.js";
import { h } from "../ui/dom.js";

/** @typedef {import("../types.js").Correction} Correction */
/** @typedef {import("../types.js").Entity} Entity */
/** @typedef {import("../types.js").Doc} Doc */
/** @typedef {{correct: (correction: Correction, notice: string) => void, uncorrect: (which: number[]) => void}} Actions */

const AROUND = 34;

/** A dialog that is gone when it closes. @param {string} title @param {Node[]} parts @param {string} [kind] */
function dialog(title, parts, kind = "small") {
  const box = h(
    "dialog",
    { class: `dlg ${kind}`, "aria-labelledby": "mend-head", onclose: () => box.remove() },
    h("h2", { id: "mend-head" }, title),
    ...parts,
  );
  box.addEventListener("click", (e) => e.target === box && box.close());
  document.body.append(box);
  box.showModal();
  return box;
}

/** A mention with the words around it. @param {Doc} doc @param {Entity["mentions"][number]} m @param {number} n */
function mention(doc, m, n) {
  const line = (/** @type {number} */ from, /** @type {number} */ to) => doc.text.slice(from, to).replace(/\s+/g, " ");
  const before = line(Math.max(0, m.start - AROUND), m.start).replace(/^\S*\s/, "");
  const after = line(m.end, m.end + AROUND).replace(/\s\S*$/, "");
  return h(
    "li",
    null,
    h(
      "label",
      null,
      h("input", { type: "checkbox", value: n }),
      h("span", null, `… ${before}`, h("b", null, line(m.start, m.end)), `${after} …`),
      h("span", { class: "pn" }, placeOf(doc, m.start)),
    ),
  );
}

/** Opens the dialog about one entity. @param {Doc} doc @param {Entity} entity @param {number} at which mention is current @param {Actions} on */
export function mendEntity(doc, entity, at, on) {
  const act = (/** @type {Correction} */ correction, /** @type {string} */ notice) => {
    box.close();
    on.correct(correction, notice);
  };
  const types = h(
    "select",
    { onchange: () => act(retype(entity, types.value), `${entity.name} is now: ${TYPES[types.value]}.`) },
    ...Object.entries(TYPES).map(([type, text]) => h("option", { value: type, selected: type === entity.type }, text)),
  );
  const all = [...doc.entities.values()].filter((e) => e.id !== entity.id && e.mentions.length);
  const perhaps = perhapsSame(entity, all);
  const option = (/** @type {Entity} */ e) => h("option", { value: e.id }, `${e.name} (${e.mentions.length})`);
  const others = h(
    "select",
    null,
    h("option", { value: "" }, "choose …"),
    perhaps.length ? h("optgroup", { label: "Perhaps" }, ...perhaps.map(option)) : null,
    h("optgroup", { label: "All" }, ...all.sort((a, b) => (a.name < b.name ? -1 : 1)).map(option)),
  );
  others.addEventListener("change", () => {
    const other = doc.entities.get(others.value);
    if (other) act(join(entity, other), `${entity.name} and ${other.name} are one now.`);
  });
  const list = h("ul", { class: "mentions" }, ...entity.mentions.map((m, n) => mention(doc, m, n)));
  const boxes = () => /** @type {HTMLInputElement[]} */ ([...list.querySelectorAll("input")]);
  const cut = h("button", { class: "b", type: "button", disabled: true }, "Part the ticked ones from the rest");
  list.addEventListener("change", () => {
    const n = boxes().filter((b) => b.checked).length;
    cut.disabled = !n || n === boxes().length;
  });
  cut.addEventListener("click", () => {
    const some = boxes()
      .filter((b) => b.checked)
      .map((b) => entity.mentions[Number(b.value)])
      .filter((m) => m !== undefined);
    act(
      split(some),
      `${some.length === 1 ? "One mention is" : `${some.length} mentions are`} parted from ${entity.name}.`,
    );
  });
  const box = dialog(
    entity.name,
    [
      h("p", null, h("label", null, "This is a ", types)),
      all.length ? h("p", null, h("label", null, "It is the same as ", others)) : h("p", null),
      entity.mentions.length > 1
        ? h(
            "details",
            { open: entity.mentions.length < 6 },
            h("summary", null, `${entity.mentions.length} mentions: tick those that mean something else`),
            list,
            cut,
          )
        : h("p", { class: "faint" }, "It is mentioned once."),
      h(
        "p",
        { class: "acts" },
        h(
          "button",
          { class: "b", type: "button", onclick: () => act(notEntity(entity), `“${entity.name}” is no name now.`) },
          "Not a name at all",
        ),
        h("button", { class: "b p", type: "button", onclick: () => box.close() }, "Leave it"),
      ),
    ],
    "mend",
  );
  list.children[at]?.scrollIntoView({ block: "nearest" });
}

/** Opens the list of all corrections. @param {Doc} doc @param {Correction[]} corrections @param {Actions} on */
export function listCorrections(doc, corrections, on) {
  const unmet = new Set(doc.analysis?.unmet ?? []);
  const back = (/** @type {number[]} */ which) => {
    box.close();
    on.uncorrect(which);
  };
  const item = (/** @type {Correction} */ c, /** @type {number} */ n) =>
    h(
      "li",
      null,
      h("span", null, inWords(doc.text, c), unmet.has(n) && h("em", null, " (found nothing to change)")),
      h("button", { class: "act", type: "button", onclick: () => back([n]) }, "Take back"),
    );
  const box = dialog(
    `${corrections.length} ${corrections.length === 1 ? "correction" : "corrections"} of this article`,
    [
      h(
        "p",
        { class: "faint" },
        "Everything else is derived anew from them. They are kept with the article in files and exports.",
      ),
      h("ol", { class: "fixes" }, ...corrections.map(item)),
      h(
        "p",
        { class: "acts" },
        h("button", { class: "b p", type: "button", onclick: () => box.close() }, "Close"),
        h("button", { class: "b", type: "button", onclick: () => back(corrections.map((_, n) => n)) }, "Take all back"),
      ),
    ],
  );
}
