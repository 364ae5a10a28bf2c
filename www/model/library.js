// The library: what is kept in this browser, apart from how it is stored and shown. Each entry is two records, a card for
// the list and the articles, written and deleted together, so that the list is drawn without reading every text.
import { checkArticles } from "./file.js";

/** @typedef {import("./file.js").Article} Article */
/** @typedef {import("./file.js").Snapshot} Snapshot */

/** What the list shows of an entry. `saved` and `opened` are milliseconds since 1970; `mark` is a digest of the texts.
 * @typedef {{id: string, title: string, days: (string | null)[], counts: Snapshot["counts"], corrections: number,
 *   saved: number, opened: number, mark: string}} Card */

/** An entry whole, as deleting gives it back for undo. @typedef {{card: Card, articles: unknown}} Entry */

/** Where records are kept; `setMany` and `delMany` do all or nothing.
 * @typedef {object} Shelf
 * @property {() => Promise<IDBValidKey[]>} keys
 * @property {(keys: string[]) => Promise<any[]>} getMany
 * @property {(records: [string, unknown][]) => Promise<void>} setMany
 * @property {(keys: string[]) => Promise<void>} delMany
 * @property {() => Promise<void>} clear
 */

const CARD = "card:";
const TEXT = "text:";

/** A digest of texts, to know one again that is read anew: two sums of 32 bits, order included. @param {string[]} texts */
export function markOf(texts) {
  let a = 0xdeadbeef;
  let b = 0x41c6ce57;
  const add = (/** @type {number} */ unit) => {
    a = Math.imul(a ^ unit, 2654435761);
    b = Math.imul(b ^ unit, 1597334677);
    a ^= b >>> 15;
  };
  for (const text of texts) {
    for (let i = 0; i < text.length; i++) add(text.charCodeAt(i));
    add(0x10000 + text.length);
  }
  return [a, b].map((n) => (n >>> 0).toString(16).padStart(8, "0")).join("");
}

/** The heading of a document. @param {Article[]} articles */
export function titleOf(articles) {
  const first = articles[0]?.title || "Without a title";
  return articles.length > 1 ? `${first}, and ${articles.length - 1} more` : first;
}

/** A file name from a heading. @param {Article[]} articles */
export function nameOf(articles) {
  const words = titleOf(articles)
    .normalize("NFKD")
    .toLowerCase()
    .replace(/\p{M}/gu, "")
    .replace(/[^\p{L}\p{N}]+/gu, "-")
    .slice(0, 50)
    .replace(/^-|[-\ud800-\udbff]$/g, "");
  return words || "article";
}

/** The cards whose title holds every word sought, whatever its case and accents. @param {Card[]} cards @param {string} words */
export function search(cards, words) {
  const fold = (/** @type {string} */ s) => s.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const wanted = fold(words).split(/\s+/).filter(Boolean);
  return cards.filter((card) => {
    const own = fold(`${card.title} ${card.days.filter(Boolean).join(" ")}`);
    return wanted.every((word) => own.includes(word));
  });
}

/** Why the browser did not store something. @param {unknown} error @returns {"full" | "none"} */
export const whyNot = (error) =>
  error instanceof Error && /quota/i.test(`${error.name} ${error.message}`) ? "full" : "none";

/** @param {unknown} value @returns {value is Card} */
const isCard = (value) =>
  typeof value === "object" && value !== null && "id" in value && "opened" in value && "counts" in value;

export class Library {
  /** @param {Shelf} shelf @param {() => number} [now] @param {() => string} [newId] */
  constructor(shelf, now = Date.now, newId = () => crypto.randomUUID?.() ?? `${Date.now()}-${Math.random()}`) {
    this.shelf = shelf;
    this.now = now;
    this.newId = newId;
  }

  /** Every card, last opened first. @returns {Promise<Card[]>} */
  async list() {
    const keys = (await this.shelf.keys()).filter((k) => typeof k === "string" && k.startsWith(CARD));
    const cards = (await this.shelf.getMany(/** @type {string[]} */ (keys))).filter(isCard);
    return cards.sort((a, b) => b.opened - a.opened);
  }

  /**
   * Keeps what is open and gives the entry's id. With the id of an earlier save it writes over that entry; where that was
   * deleted meanwhile, here or in another tab, it writes nothing and gives null: what was deleted does not come back by
   * itself. Where nothing changed nothing is written either. Without an id, a text that is kept already without corrections
   * goes on in its entry, and anything else gets a new one: reading a text again never writes over what was corrected.
   * @param {Snapshot} snapshot
   * @param {string} [id]
   * @returns {Promise<string | null>}
   */
  async save({ articles, counts }, id) {
    const mark = markOf(articles.map((a) => a.text));
    const cards = id ? (await this.shelf.getMany([CARD + id])).filter(isCard) : await this.list();
    const before = id ? cards[0] : cards.find((c) => c.mark === mark && !c.corrections);
    if (id && !before) return null;
    if (id) {
      const [old] = await this.shelf.getMany([TEXT + id]);
      if (JSON.stringify([old, before?.counts]) === JSON.stringify([articles, counts])) return id;
    }
    const now = this.now();
    /** @type {Card} */
    const card = {
      id: before?.id ?? this.newId(),
      title: titleOf(articles),
      days: articles.map((a) => a.day),
      counts,
      corrections: articles.reduce((n, a) => n + a.corrections.length, 0),
      saved: now,
      opened: id ? (before?.opened ?? now) : now,
      mark,
    };
    await this.put({ card, articles });
    return card.id;
  }

  /** @param {Entry} entry */
  put({ card, articles }) {
    return this.shelf.setMany([
      [TEXT + card.id, articles],
      [CARD + card.id, card],
    ]);
  }

  /** An entry's articles, checked; throws `NotADocument` where they are damaged. @param {string} id @returns {Promise<Article[]>} */
  async articles(id) {
    const [found] = await this.shelf.getMany([TEXT + id]);
    return checkArticles(found);
  }

  /** The same, counted as opened now. @param {string} id */
  async open(id) {
    const articles = await this.articles(id);
    const [card] = await this.shelf.getMany([CARD + id]);
    // Opening must not fail because nothing more can be written.
    if (isCard(card)) await this.shelf.setMany([[CARD + id, { ...card, opened: this.now() }]]).catch(() => {});
    return articles;
  }

  /** Deletes an entry and gives it for undo, or null where there is none. @param {string} id @returns {Promise<Entry | null>} */
  async delete(id) {
    const [card, articles] = await this.shelf.getMany([CARD + id, TEXT + id]);
    await this.shelf.delMany([CARD + id, TEXT + id]);
    return isCard(card) ? { card, articles } : null;
  }

  /** Deletes everything. */
  wipe() {
    return this.shelf.clear();
  }
}
