/**
 * A table or layer of places → rows in degrees, whatever file it came from.
 */
import type { Geometry } from "geojson";
import type { ReadNote } from "../../base/notes.js";
import { readDeep } from "../../base/too-deep.js";
import { crossesMeridian, cutPolygon } from "../../geo/meridian.js";
import type { LonLat } from "../../geo/polygon-point.js";
import { datumNotes } from "./datum-note.js";
import { placeOfGeometry } from "./geometry-place.js";
import { intoDegrees, type LayerCrs } from "./layer-crs.js";
import type { LayerOptions, RawFeature, RawLayer } from "./raw-layer.js";
import { readRaw } from "./read-raw.js";

/** One row of a table or feature of a layer. */
export interface LayerRow {
  /** From 1, the header not counted. */
  readonly row: number;
  /** A point that stands for the geometry, degrees; null where there is none. */
  readonly place: readonly [lon: number, lat: number] | null;
  /** The geometry itself, degrees: a point, a polygon or several; null where there is none. */
  readonly geometry: Geometry | null;
  /** Values by column name as it stands in the file. */
  readonly values: Readonly<Record<string, unknown>>;
  /** The coordinate system that the layer came in; one object for all its rows. */
  readonly system: LayerCrs;
  /** How text was read, where its encoding was told by its look and is not UTF-8; the same for all rows. */
  readonly guessedEncoding?: string | undefined;
  /** What the reader of the format passed over or supposed; the same for all rows. */
  readonly notes?: readonly ReadNote[] | undefined;
}

/**
 * Reads CSV, XLSX, GeoJSON (whole or line by line), GeoParquet, GeoPackage, FlatGeobuf, or a shapefile.
 *
 * @throws {InputFileError} naming row and column, if a coordinate is not a number in degrees, a geometry is of another
 *   kind, or the coordinate system is not known where it must be (see `intoDegrees`)
 */
export function readLayer(path: string, options: LayerOptions = {}): Promise<LayerRow[]> {
  return readDeep(path, () => layerRows(path, options));
}

async function layerRows(path: string, options: LayerOptions): Promise<LayerRow[]> {
  const { features, system, guessedEncoding, notes } = await readFeatures(path, options);
  return features.map(({ row, geometry: given, values }) => {
    const at = { path, row };
    const place = placeOfGeometry(at, given);
    const geometry = cutAtMeridian(given as Geometry | null);
    return {
      row,
      place: geometry === given ? place : placeOfGeometry(at, geometry),
      geometry,
      values,
      system,
      guessedEncoding,
      notes,
    };
  });
}

/** Polygons across ±180° as their parts on either side of it. */
function cutAtMeridian(geometry: Geometry | null): Geometry | null {
  if (geometry?.type !== "Polygon" && geometry?.type !== "MultiPolygon") return geometry;
  const polygons = (geometry.type === "Polygon"
    ? [geometry.coordinates]
    : geometry.coordinates) as unknown as readonly (readonly LonLat[])[][];
  if (!polygons.some((rings) => rings.some(crossesMeridian))) return geometry;
  const parts = polygons.flatMap(cutPolygon);
  return {
    type: "MultiPolygon",
    coordinates: parts.map((rings) => rings.map((ring) => ring.map((place) => [...place]))),
  };
}

/** Features of any geometry in degrees. @throws {InputFileError} as `readLayer`, but geometries are not looked at */
export async function readFeatures(
  path: string,
  options: LayerOptions = {},
): Promise<
  { features: readonly RawFeature[]; system: LayerCrs } & Pick<RawLayer, "guessedEncoding" | "notes">
> {
  const layer = await readRaw(path, options);
  const { guessedEncoding, notes = [] } = layer;
  const degrees = intoDegrees(path, layer, options.crs);
  return { ...degrees, guessedEncoding, notes: [...notes, ...datumNotes(path, degrees)] };
}
