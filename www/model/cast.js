// The cast of one story, or of several together with each thing's story told apart.

/** @typedef {import("../types.js").Told} Told */
/** @typedef {import("../types.js").Dossier} Dossier */

/** A, B … Z, A2 …: what a story is called for short. @param {number} story */
export const letterOf = (story) =>
  String.fromCharCode(65 + (story % 26)) + (story < 26 ? "" : Math.floor(story / 26) + 1);

/** Things of a dossier as the page names them. @param {{article: number, id: string}[]} list @returns {Told[]} */
export const toldOf = (list) => list.map(({ article, id }) => ({ story: article, id }));

/** The member of the cast that an entity is. @param {Dossier | null} dossier @param {number} story @param {string} id */
const memberOf = (dossier, story, id) =>
  dossier?.cast.find((m) => m.entities.some((e) => e.article === story && e.id === id));

/** What the chosen entity is in each story that has it; null when none is chosen.
 * @param {import("../types.js").State} state @returns {Map<number, string> | null} */
export function chosenIn({ at, entity, scope, dossier }) {
  if (!entity) return null;
  const member = scope === "all" ? memberOf(dossier, at, entity) : undefined;
  return new Map(member ? member.entities.map((e) => [e.article, e.id]) : [[at, entity]]);
}

/** One entry of the cast.
 * @typedef {object} Entry
 * @property {Told[]} who what it is in each story
 * @property {string} name
 * @property {string} type
 * @property {number} count of its mentions
 * @property {number[]} places of its mentions, 0 for the beginning of the first story, 1 for the end of the last
 */

/** The cast of the story shown, or of all. @param {import("../types.js").State} state @returns {Entry[]} */
export function castOf({ docs, at, dossier, scope }) {
  const all = scope === "all" && dossier;
  const shown = all ? docs : docs.slice(at, at + 1);
  const first = all ? 0 : at;
  const entry = (/** @type {Told[]} */ who, /** @type {string} */ name, /** @type {string} */ type) => {
    const places = who.flatMap(({ story, id }) => {
      const doc = docs[story];
      const length = Math.max(1, doc?.text.length ?? 0);
      return (doc?.entities.get(id)?.mentions ?? []).map((m) => (story - first + m.start / length) / shown.length);
    });
    return { who, name, type, count: places.length, places };
  };
  const entries = all
    ? dossier.cast.map((m) => entry(toldOf(m.entities), m.name, m.type))
    : [...(docs[at]?.entities.values() ?? [])].map((e) => entry([{ story: at, id: e.id }], e.name, e.type));
  return entries.filter((e) => e.count);
}
