/**
 * A file of any kind → features as they stand in it, its form told by `fileKind`.
 */
import { statSync } from "node:fs";
import { type FilePlace, InputFileError } from "../../base/errors.js";
import { readDeep } from "../../base/too-deep.js";
import { withPlainDecimals } from "./decimal-sign.js";
import { type FileKind, fileKind } from "./file-kind.js";
import { plainGeometry } from "./plain-geometry.js";
import type { LayerOptions, RawLayer } from "./raw-layer.js";
import { type CsvTable, readCsv, streamCsv } from "./read-csv.js";
import { readFlatGeobuf } from "./read-flatgeobuf.js";
import { readGeoJson } from "./read-geojson.js";
import { readGeoJsonLines } from "./read-geojson-lines.js";
import { readGeoPackage } from "./read-geopackage.js";
import { readParquet } from "./read-parquet.js";
import { readShapefile } from "./read-shapefile.js";
import { MAX_BYTES } from "./read-text.js";
import { readWorkbook } from "./read-workbook.js";
import { streamGeoJson } from "./stream-geojson.js";
import { placeTable, placeTableIfPlaced, refusePlaceColumns } from "./table-places.js";

/** Forms whose rows always have a geometry of their own. */
const GEOMETRIES: readonly FileKind[] = ["geojson", "geojson-lines", "flatgeobuf", "shapefile", "zip"];

/**
 * Reads features of any geometry.
 *
 * @throws {InputFileError} naming file and row where it is known; what it is about is said by the reader of the form
 */
export async function readRaw(path: string, options: LayerOptions = {}): Promise<RawLayer> {
  return readDeep(path, async () =>
    plainLayer(path, await readKind(path, fileKind(path), options, placeTable)),
  );
}

/**
 * The rows of a table that need not hold coordinates, or the features of a layer.
 *
 * @param isProposal - of two pairs of columns of coordinates the likelier is taken, where they would be asked about
 */
export async function readRows(
  path: string,
  options: LayerOptions = {},
  isProposal = false,
): Promise<RawLayer> {
  const place: typeof placeTable = (file, table, places) =>
    placeTableIfPlaced(file, table, places, isProposal);
  return readDeep(path, async () => plainLayer(path, await readKind(path, fileKind(path), options, place)));
}

/** The layer with what holds no place as null, and collections of one as their part, whatever format it came in. */
function plainLayer(path: string, layer: RawLayer): RawLayer {
  const features = layer.features.map((feature) => {
    for (const [column, value] of Object.entries(feature.values)) {
      if (typeof value === "object") requireShallow({ path, row: feature.row, column }, value);
    }
    const geometry = plainGeometry(feature.geometry);
    return geometry === feature.geometry ? feature : { ...feature, geometry };
  });
  return { ...layer, features };
}

/** Lists and objects within a value are text at most: deeper ones are not table. */
const DEEPEST = 100;

function requireShallow(place: FilePlace, value: unknown, depth = 0): void {
  if (typeof value !== "object" || value === null || ArrayBuffer.isView(value)) return;
  if (depth > DEEPEST) throw new InputFileError(place, "its parts lie too deep within each other");
  for (const part of Object.values(value)) requireShallow(place, part, depth + 1);
}

function placedTable(
  path: string,
  table: CsvTable,
  options: LayerOptions,
  place: typeof placeTable,
): RawLayer {
  const placed = place(path, withPlainDecimals(table, options.decimal), options);
  return { ...placed, notes: [...(table.notes ?? []), ...(placed.notes ?? [])] };
}

async function readKind(
  path: string,
  kind: FileKind,
  options: LayerOptions,
  place: typeof placeTable,
): Promise<RawLayer> {
  if (GEOMETRIES.includes(kind)) refusePlaceColumns(path, options.place);
  const isLarge = statSync(path).size > (options.streamAboveBytes ?? MAX_BYTES);
  switch (kind) {
    case "table": {
      const table = isLarge ? await streamCsv(path, options) : readCsv(path, options);
      const { guessedEncoding } = table;
      return { ...placedTable(path, table, options, place), guessedEncoding };
    }
    case "workbook": {
      return placedTable(path, await readWorkbook(path, options), options, place);
    }
    case "geojson":
      return isLarge ? streamGeoJson(path) : readGeoJson(path);
    case "geojson-lines":
      return readGeoJsonLines(path);
    case "parquet":
      return readParquet(path, options, place);
    case "geopackage":
      return readGeoPackage(path, options, place);
    case "flatgeobuf":
      return readFlatGeobuf(path);
    case "shapefile":
    case "zip":
      return readShapefile(path, options);
    default: {
      const came = kind === "osm" ? "an OpenStreetMap extract" : "an Overpass answer";
      throw new InputFileError({ path }, `this is ${came}, expected a table or a layer`);
    }
  }
}
