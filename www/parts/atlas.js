// The world's countries (Natural Earth, 1:110 million, by way of world-atlas): which of them a place is, what they are
// called, and the projection that shows some of them.
import { geoAzimuthalEqualArea, geoCentroid, geoContains, geoDistance, geoEqualEarth } from "d3-geo";
import codes from "i18n-iso-countries/codes.json" with { type: "json" };
import english from "i18n-iso-countries/langs/en.json" with { type: "json" };
import { feature, mesh } from "topojson-client";
import atlas from "world-atlas/countries-110m.json" with { type: "json" };
import { countryFinder } from "../model/places.js";

/** @typedef {import("../model/places.js").Place} Place */
/** @typedef {import("../model/places.js").Country} Country */

const world = /** @type {import("topojson-specification").Topology<any>} */ (/** @type {unknown} */ (atlas));
/** All but Antarctica, where no news is and which would take a fifth of the map. */
const lands = {
  ...world.objects.countries,
  geometries: world.objects.countries.geometries.filter((/** @type {{id: string}} */ g) => g.id !== "010"),
};
/** Every country's shape. */
export const shapes = /** @type {Country[]} */ (
  /** @type {import("geojson").FeatureCollection} */ (/** @type {unknown} */ (feature(world, lands))).features
);
const names = /** @type {Record<string, string | string[]>} */ (english.countries);
const letters = new Map(codes.map(([two = "", , number = ""]) => [number, two]));
/** The country that a place is, if it is one. */
export const countryOf = countryFinder(shapes, /** @type {string[][]} */ (codes), names, (c, at) => geoContains(c, at));
/** What the map calls a country, unless it shortens the name; else the first name of the list. */
const called = new Map([
  ...Object.entries(names).map(([code, all]) => /** @type {const} */ ([code, [all].flat()[0] ?? ""])),
  ...shapes
    .filter((c) => !c.properties.name.includes("."))
    .map((c) => /** @type {const} */ ([letters.get(String(c.id)) ?? "", c.properties.name])),
]);

/** The name of a country by its two letters, or "". @param {string} code */
export const countryName = (code) => called.get(code) ?? "";

/** The lines where two countries meet. */
export const borders = () => mesh(world, lands, (a, b) => a !== b).coordinates;
/** The lines where land meets water. */
export const coasts = () => mesh(world, lands, (a, b) => a === b).coordinates;

/** Places farther than this from their middle, in degrees, are shown on the whole world. */
const REGION = 55;
/** The least that a map shows around its middle, in degrees: the shapes are too coarse for less. */
const LEAST = 8;
const MARGIN = 26;

/** What is to be seen: points, their middle, and whether they lie so far apart that it is the whole world.
 * @param {{place: Place, country: Country | undefined}[]} pins places with a position */
export function around(pins) {
  const coordinates = pins.flatMap(({ place, country }) => extent(/** @type {[number, number]} */ (place.at), country));
  const middle = geoCentroid({ type: "MultiPoint", coordinates });
  const far = Math.max(...coordinates.map((at) => geoDistance(at, middle))) * (180 / Math.PI);
  return { coordinates, middle, whole: far > REGION || Number.isNaN(far) };
}

/**
 * A projection that shows the places with the countries named and some land around: equal areas around their middle, or
 * the whole world.
 * @param {ReturnType<typeof around>} seen @param {number} w @param {number} height
 */
export function fitted({ coordinates, middle: [lon, lat], whole }, w, height) {
  const fit = (
    /** @type {import("d3-geo").GeoProjection} */ projection,
    /** @type {number} */ margin,
    /** @type {[number, number][]} */ points,
  ) =>
    projection.fitExtent(
      [
        [margin, margin],
        [w - margin, height - margin],
      ],
      { type: "MultiPoint", coordinates: points },
    );
  // Cut in the Bering Strait, where the world's countries are cut least.
  if (whole)
    return fit(geoEqualEarth().rotate([-11, 0]), 4, [
      [-168, 0],
      [190, 0],
      [11, 80],
      [11, -56],
    ]);
  const wide = LEAST / Math.max(0.1, Math.cos((lat * Math.PI) / 180));
  return fit(geoAzimuthalEqualArea().rotate([-lon, -lat]).clipAngle(100), MARGIN, [
    ...coordinates,
    [lon - wide, lat],
    [lon + wide, lat],
    [lon, Math.max(-90, lat - LEAST)],
    [lon, Math.min(90, lat + LEAST)],
  ]);
}

/** The points that must be seen: the place, and of a country the coast and borders of the part in which the place lies
 * (France without Guiana). @param {[number, number]} at @param {Country | undefined} country @returns {[number, number][]} */
function extent(at, country) {
  const g = country?.geometry;
  const parts = g?.type === "MultiPolygon" ? g.coordinates : g?.type === "Polygon" ? [g.coordinates] : [];
  const part =
    parts.find((coordinates) => geoContains({ type: "Polygon", coordinates }, at)) ??
    parts.toSorted((a, b) => (b[0]?.length ?? 0) - (a[0]?.length ?? 0))[0];
  return [at, .../** @type {[number, number][]} */ (part?.[0] ?? [])];
}
