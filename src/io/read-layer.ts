/**
 * A table or layer of places → rows in degrees, whatever file it came from.
 *
 * Layer: io. Imports errors.
 */
import type { Geometry } from "geojson";
import { InputFileError } from "../errors.js";
import { placeOfGeometry } from "./geometry-place.js";
import type { LayerOptions, RawLayer } from "./raw-layer.js";
import { readCsv } from "./read-csv.js";
import { readGeoJson } from "./read-geojson.js";
import { placeTable } from "./table-places.js";

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
}

/** WGS 84 by its common names; CGCS2000 (EPSG:4490) differs from it by centimetres. */
const DEGREES_CRS = /(CRS84|EPSG:+(?:[\d.]*:)?(?:4326|4490))$/i;

/**
 * Reads `.csv` (also `.tsv`, `.txt`) or GeoJSON.
 *
 * @throws {InputFileError} naming row and column, if a coordinate is no number in degrees, a geometry is of another
 *   kind, or a coordinate system other than WGS 84 is declared
 */
export async function readLayer(path: string, options: LayerOptions = {}): Promise<LayerRow[]> {
  const { features } = await readFeatures(path, options);
  return features.map(({ row, geometry, values }) => ({
    row,
    place: placeOfGeometry({ path, row }, geometry),
    geometry: geometry as Geometry | null,
    values,
  }));
}

/** Features of any geometry in degrees. @throws {InputFileError} as `readLayer`, but geometries are not looked at */
export async function readFeatures(path: string, _options: LayerOptions = {}): Promise<RawLayer> {
  const layer: RawLayer = /\.(csv|tsv|txt)$/i.test(path)
    ? { features: placeTable(path, readCsv(path)), crs: null }
    : readGeoJson(path);
  if (layer.crs === null || DEGREES_CRS.test(layer.crs)) return layer;
  throw new InputFileError(
    { path },
    `the coordinate system is "${layer.crs}", due is WGS 84 in degrees: convert it first`,
  );
}
