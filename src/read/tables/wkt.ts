/**
 * Well-known text → GeoJSON geometries.
 */
import { wktToGeoJSON } from "betterknown";
import type { Geometry } from "geojson";
import { type FilePlace, InputFileError } from "../../base/errors.js";

/**
 * A geometry from its text; null for an empty one.
 *
 * @throws {InputFileError} if the text is not WKT, a number in it is none, or it is in another system than WGS 84
 */
export function geometryOfWkt(at: FilePlace, text: string): Geometry | null {
  const srid = /^\s*SRID=(\d+);/i.exec(text)?.[1];
  if (srid !== undefined && srid !== "4326") {
    throw new InputFileError(
      at,
      `the geometry is in EPSG:${srid}: leave the SRID out and declare the system of the layer`,
    );
  }
  let geometry: Geometry | null;
  try {
    geometry = wktToGeoJSON(text);
  } catch (cause) {
    throw new InputFileError(at, `"${text.slice(0, 40)}" is not WKT geometry (${(cause as Error).message})`, {
      cause,
    });
  }
  if (geometry === null || hasNumbers(geometry)) return geometry;
  throw new InputFileError(at, `"${text.slice(0, 40)}" is not WKT geometry: a coordinate is not a number`);
}

function hasNumbers(geometry: Geometry): boolean {
  if (geometry.type === "GeometryCollection") return geometry.geometries.every(hasNumbers);
  return (geometry.coordinates as unknown[]).flat(3).every((value) => Number.isFinite(value));
}
