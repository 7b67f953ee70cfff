/**
 * GeoJSON feature collections → features with their properties.
 */

import type { Feature, FeatureCollection } from "geojson";
import { InputFileError } from "../../base/errors.js";
import { parseExactJson } from "./exact-json.js";
import type { RawFeature, RawLayer } from "./raw-layer.js";
import { readText } from "./read-text.js";

/**
 * Reads a feature collection.
 *
 * @throws {InputFileError} naming the feature, if it is not GeoJSON
 */
export function readGeoJson(path: string): RawLayer {
  const value = parseExactJson({ path }, readText(path), "this is neither CSV (by its name) nor JSON");
  const collection = value as (Partial<FeatureCollection> & { crs?: unknown }) | null;
  if (collection?.type !== "FeatureCollection" || !Array.isArray(collection.features)) {
    const came = collection === null ? "null" : (collection.type ?? typeof collection);
    throw new InputFileError({ path }, `the type is "${came}", expected a FeatureCollection`);
  }
  const features = (collection.features as unknown[]).map((feature, i) => rawFeature(path, i + 1, feature));
  return { features, crs: declaredCrs(path, collection.crs), isWgs84: true };
}

/** One feature, with its own id where its properties have none. @throws {InputFileError} if it is not a feature */
export function rawFeature(path: string, row: number, given: unknown): RawFeature {
  const feature = given as Feature | null;
  const at = { path, row };
  if (feature?.type !== "Feature") throw new InputFileError(at, "this is not a Feature");
  const properties: unknown = feature.properties ?? {};
  if (typeof properties !== "object" || Array.isArray(properties)) {
    throw new InputFileError(at, "the properties are not object");
  }
  const id = feature.id === undefined || feature.id === null ? {} : { id: feature.id };
  return { row, geometry: feature.geometry ?? null, values: { ...id, ...properties } };
}

/** Coordinate systems were taken out of GeoJSON; old files that name one are taken at their word. */
export function declaredCrs(path: string, crs: unknown): string | null {
  if (crs === undefined || crs === null) return null;
  const name = (crs as { properties?: { name?: unknown } | undefined }).properties?.name;
  if (typeof name === "string") return name;
  throw new InputFileError(
    { path },
    `the coordinate system is ${JSON.stringify(crs).slice(0, 80)}, expected WGS 84 in degrees: convert it first`,
  );
}
