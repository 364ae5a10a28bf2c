// The places that an article names: how often, where they lie, for whom they stand, and what happened there.
import { nameOf } from "./doc.js";

/** @typedef {import("../types.js").Doc} Doc */
/** @typedef {import("../types.js").Entity} Entity */
/** @typedef {import("../types.js").Row} Row */

/** One place named.
 * @typedef {object} Place
 * @property {string} id the entity's id
 * @property {string} name
 * @property {string[]} names all its names in the text
 * @property {number} count of mentions
 * @property {[number, number] | null} at degrees east and north, or null where the position is not known
 * @property {string} country ISO 3166-1 code of the country that it is or lies in, two letters, or ""
 * @property {string} why why it has no position, or ""
 * @property {{name: string, times: number}[]} standsFor what its name stands for in the text
 * @property {number} events rows of the timeline that happened there
 */

/** What the map has as a country: a shape with its name.
 * @typedef {import("geojson").Feature<import("geojson").Geometry, {name: string}>} Country */

const TYPES = new Set(["GPE", "LOC", "FAC"]);

/** Names that news writes and lists of countries leave out. @type {Record<string, string[]>} */
const ALSO = {
  BA: ["Bosnia"],
  CD: ["DR Congo", "DRC"],
  GB: ["Britain"],
  MM: ["Burma"],
  NL: ["Holland"],
  SZ: ["Swaziland"],
  TL: ["East Timor"],
  US: ["America"],
};

/** Whether an entity is a place that the text names. @param {Entity} e */
export const isPlace = (e) => TYPES.has(e.type) && e.mentions.length > 0;

/**
 * The places that a text names, most often named first, then in the order of the text.
 * @param {Doc} doc
 * @param {Row[]} rows
 * @returns {Place[]}
 */
export function placesOf(doc, rows) {
  /** @type {Map<string, Set<string>>} */
  const happened = new Map();
  for (const { id, event } of rows)
    for (const where of event.where)
      if (typeof where === "string") happened.set(where, (happened.get(where) ?? new Set()).add(id));
  const first = (/** @type {Entity} */ e) => e.mentions[0]?.start ?? 0;
  return [...doc.entities.values()]
    .filter(isPlace)
    .sort((a, b) => b.mentions.length - a.mentions.length || first(a) - first(b))
    .map((e) => placeOf(doc, e, happened.get(e.id)?.size ?? 0));
}

/** @param {Doc} doc @param {Entity} e @param {number} events @returns {Place} */
function placeOf(doc, e, events) {
  const { lat, lon, country } = e.kb ?? { lat: null, lon: null, country: null };
  /** @type {Map<string, number>} */
  const stands = new Map();
  for (const { metonym_for: id } of e.mentions) if (id) stands.set(id, (stands.get(id) ?? 0) + 1);
  const known = lat !== null && lon !== null;
  return {
    id: e.id,
    name: e.name,
    names: [e.name, ...e.aliases],
    count: e.mentions.length,
    at: known ? [lon, lat] : null,
    country: country ?? "",
    why: known ? "" : e.kb ? "its position is not known" : "unknown, or it could be one of several",
    standsFor: [...stands].map(([id, times]) => ({ name: nameOf(doc, id), times })).filter((s) => s.name),
    events,
  };
}

/** A name without case, accents, full stops and article, to compare. @param {string} name */
const plain = (name) =>
  name
    .normalize("NFD")
    .replace(/[\p{M}.]/gu, "")
    .toLowerCase()
    .replace(/^the /, "");

/**
 * Finds the countries on the map among the places. Guarantees: a country is found only for a place that bears a name of
 * it and that the analysis puts into it, so the state of Georgia is not taken for the country.
 * @param {Country[]} countries with ISO 3166-1 numbers as ids
 * @param {string[][]} codes rows of two letters, three letters, number
 * @param {Record<string, string | string[]>} names English names by two letters
 * @param {(country: Country, at: [number, number]) => boolean} contains
 * @returns {(place: Place) => Country | undefined}
 */
export function countryFinder(countries, codes, names, contains) {
  const letters = new Map(codes.map(([two = "", , number = ""]) => [number, two]));
  const known = countries.map((country) => {
    const code = letters.get(String(country.id ?? "")) ?? "";
    const own = code ? [names[code] ?? [], ALSO[code] ?? []].flat() : [];
    return { country, code, names: new Set([country.properties.name, ...own].map(plain)) };
  });
  return (place) => {
    const called = place.names.map(plain);
    const { at } = place;
    return known.find(
      (k) =>
        called.some((name) => k.names.has(name)) &&
        // Without a code on one of the sides the position decides.
        (place.country && k.code ? place.country === k.code : at !== null && contains(k.country, at)),
    )?.country;
  };
}

/** "36.2° N, 37.2° E", to a tenth of a degree. @param {[number, number]} at */
export const positionText = ([lon, lat]) =>
  `${Math.abs(lat).toFixed(1)}° ${lat < 0 ? "S" : "N"}, ${Math.abs(lon).toFixed(1)}° ${lon < 0 ? "W" : "E"}`;

/**
 * Where labels have room. Each box tries its own corners in order; those that come first in the list keep their place.
 * @param {{w: number, h: number, tries: [number, number][]}[]} boxes with left upper corners to try
 * @param {{w: number, h: number}} frame
 * @param {{x: number, y: number, w: number, h: number}[]} [taken] what no label may cover
 * @returns {([number, number] | null)[]} the corner of each, or null where there is no room
 */
export function placeLabels(boxes, frame, taken = []) {
  const full = [...taken];
  return boxes.map(({ w, h, tries }) => {
    const found = tries.find(
      ([x, y]) =>
        x >= 0 &&
        y >= 0 &&
        x + w <= frame.w &&
        y + h <= frame.h &&
        !full.some((o) => x < o.x + o.w && o.x < x + w && y < o.y + o.h && o.y < y + h),
    );
    if (found) full.push({ x: found[0], y: found[1], w, h });
    return found ?? null;
  });
}
