/**
 * Rows of a table → features, by the columns that hold coordinates.
 */
import { basename } from "node:path";
import type { FeatureCollection, Geometry, Point } from "geojson";
import geojson from "geojson";
import { InputFileError } from "../../base/errors.js";
import type { ReadNote } from "../../base/notes.js";
import { requireSoundCell } from "./cell-fault.js";
import { coordinateOf } from "./coordinate-cell.js";
import { pairOf } from "./degrees-text.js";
import { isMissing } from "./missing-words.js";
import { placeHead } from "./place-heads.js";
import {
  type ChosenSource,
  chooseSource,
  isSameSystem,
  namedSource,
  type PlaceSource,
  placeSources,
} from "./place-sources.js";
import type { LayerOptions, PlaceColumns, RawFeature, RawLayer } from "./raw-layer.js";
import type { CsvTable } from "./read-csv.js";
import { textOfCell } from "./table-rules.js";
import { geometryOfWkt } from "./wkt.js";

/** The package has no types of its own: the published ones of that name describe GeoJSON itself. */
const { parse } = geojson as unknown as {
  parse: (rows: readonly object[], params: { Point: [y: string, x: string] }) => FeatureCollection<Point>;
};

const WKT_NAMES = ["wkt", "geometry", "geom", "the_geom"];

/** Whether a column is called after coordinates or shapes; one that would hold both numbers of a place, if it does. */
export function isPlaceColumn(
  column: string,
  rows: readonly { readonly values: Readonly<Record<string, unknown>> }[],
): boolean {
  const head = placeHead(column);
  if (head === null || head.axis !== "both") return head !== null || isWktColumn(column);
  const texts = rows.map(({ values }) => textOfCell(values[column])).filter((text) => !isMissing(text));
  return texts.length > 0 && texts.every((text) => pairOf(text) !== null);
}

/** Columns that the user names for places. */
export function namedPlaces({ place = {} }: Pick<LayerOptions, "place">): string[] {
  return Object.values(place).filter((column) => column !== undefined);
}

function isWktColumn(column: string): boolean {
  return WKT_NAMES.includes(column.trim().toLowerCase());
}

type Places = Pick<LayerOptions, "place" | "crs">;
type PlacedTable = Pick<RawLayer, "features" | "crs" | "notes" | "places">;

/**
 * Places the rows: from the columns of coordinates, or where those are empty from the WKT.
 *
 * @param options.place - columns that the user names; they count alone
 * @returns features, the coordinate system that the heads name, and which columns were passed over
 * @throws {InputFileError} naming row and column, if no column holds coordinates, one that is named is not there, a
 *   coordinate is not a number, or two pairs of columns say different places
 */
export function placeTable(path: string, table: CsvTable, options: Places = {}): PlacedTable {
  const where = placeColumns(path, table, options, false);
  if (where === null) throw noPlaces(path, table.columns);
  return placed(path, table, where, options.crs);
}

/**
 * Rows of a table, placed where it has columns of coordinates, and without geometry where it has none.
 *
 * @param isProposal - of two pairs of columns the likelier is taken, where they would be asked about
 */
export function placeTableIfPlaced(
  path: string,
  table: CsvTable,
  options: Places = {},
  isProposal = false,
): PlacedTable {
  const where = placeColumns(path, table, options, isProposal);
  if (where !== null) return placed(path, table, where, options.crs);
  return { features: table.rows.map((values, i) => ({ row: i + 1, values, geometry: null })), crs: null };
}

/** Values of any kind as the texts of a table. */
export function tableOfValues(rows: readonly Readonly<Record<string, unknown>>[]): CsvTable {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const text = (value: unknown) => (value === null || value === undefined ? "" : String(value));
  return { columns, rows: rows.map((row) => Object.fromEntries(columns.map((c) => [c, text(row[c])]))) };
}

/** @throws {InputFileError} if columns are named for the places of a layer, which has geometries */
export function refusePlaceColumns(path: string, named: PlaceColumns = {}): void {
  const column = Object.values(named).find((one) => one !== undefined);
  if (column === undefined) return;
  throw new InputFileError(
    { path },
    `the column "${column}" is named for places, but this is a layer whose rows have geometries`,
  );
}

interface PlaceColumnsFound extends Partial<ChosenSource> {
  readonly wkt: string | null;
}

function placeColumns(
  path: string,
  table: CsvTable,
  { place = {}, crs }: Places,
  isProposal: boolean,
): PlaceColumnsFound | null {
  const { columns } = table;
  const named = namedSource(path, columns, place);
  if (named !== null) {
    const others = placeSources(table).filter(({ columns: [lon] }) => lon !== named.columns[0]);
    return { source: named, others, wkt: place.wkt ?? null };
  }
  if (place.wkt !== undefined) return { wkt: place.wkt };
  const isHalfNamed = place.lon !== undefined || place.lat !== undefined;
  const wkt = isHalfNamed ? undefined : columns.find(isWktColumn);
  const sources = placeSources(table).filter(({ columns: both }) => both.length === 2 || wkt === undefined);
  const chosen = isHalfNamed ? null : chooseSource(path, table, sources, crs, isProposal);
  if (chosen === null) return wkt === undefined ? null : { wkt };
  return { ...chosen, wkt: wkt ?? null };
}

function noPlaces(path: string, columns: readonly string[]): InputFileError {
  const expected =
    "lon, lng, long, longitude, x, 经度 with lat, latitude, y, 纬度 (with a datum where there is one: lng_wgs84, GCJ02_经度), " +
    `or ${WKT_NAMES.join(", ")}, or lonlat, latlon, 经纬度`;
  return new InputFileError(
    { path, line: 1 },
    `no column holds coordinates; expected ${expected}, or names that you give; there are ${columns.join(", ")}. ` +
      "If that is not a head, say in which row it stands (headerRow: 3)",
  );
}

function placed(
  path: string,
  { rows }: CsvTable,
  { source, others = [], wkt }: PlaceColumnsFound,
  declared: string | undefined,
): PlacedTable {
  const placeOf = source === undefined ? () => null : placeReader(path, rows, source);
  const flat = rows.flatMap((values, i) => {
    const place = placeOf(i + 1, values);
    return place === null ? [] : [{ row: i + 1, x: place[0], y: place[1] }];
  });
  const points = new Map<unknown, Geometry>(
    parse(flat, { Point: ["y", "x"] }).features.map((f) => [f.properties?.row, f.geometry]),
  );
  const features = rows.map((values, i): RawFeature => {
    const row = i + 1;
    return { row, values, geometry: points.get(row) ?? shapeOfRow(path, row, values, wkt) };
  });
  const datum = source?.datum ?? null;
  return {
    features,
    crs: datum,
    notes: [...passedOver(path, source, others), ...otherDatum(path, datum, declared)],
    ...(source === undefined ? {} : { places: { source, others } }),
  };
}

type PlaceReader = (
  row: number,
  values: Readonly<Record<string, string>>,
) => readonly [number, number] | null;

function placeReader(path: string, rows: CsvTable["rows"], source: PlaceSource): PlaceReader {
  const [lon, lat] = source.columns;
  if (lat === undefined) return pairReader(path, rows, lon, source.first);
  return (row, values) => {
    const [x = "", y = ""] = [values[lon], values[lat]];
    if (isMissing(x) && isMissing(y)) return null;
    return [
      coordinateOf({ path, row, column: lon }, x, "lon"),
      coordinateOf({ path, row, column: lat }, y, "lat"),
    ];
  };
}

/** Both numbers in one column: letters say which is which, or the name of the column, or a number beyond 90. */
function pairReader(
  path: string,
  rows: CsvTable["rows"],
  column: string,
  named: PlaceSource["first"],
): PlaceReader {
  const pairs = rows.map((values) => pairOf(values[column] ?? ""));
  const axisSaid = pairs.flatMap((pair) => pair?.[0].axis ?? [])[0];
  const isBeyond = (at: 0 | 1) => pairs.some((pair) => pair !== null && Math.abs(pair[at].value) > 90);
  const byNumbers = isBeyond(0) ? "lon" : isBeyond(1) ? "lat" : undefined;
  const first = axisSaid ?? named ?? byNumbers;
  return (row, values) => {
    const at = { path, row, column };
    const text = values[column] ?? "";
    if (isMissing(text)) return null;
    requireSoundCell(at, text);
    const pair = pairs[row - 1];
    if (pair === null || pair === undefined)
      throw new InputFileError(at, `"${text}" is given, expected two numbers, as 114.3,30.6`);
    if (first === undefined) {
      const choice = `columns: { lonLat: "${column}" }, or columns: { latLon: "${column}" }`;
      throw new InputFileError(at, `"${text}" is given: which is the longitude? Say ${choice}`);
    }
    const [a, b] = [pair[0].value, pair[1].value];
    return first === "lat" ? [b, a] : [a, b];
  };
}

function shapeOfRow(
  path: string,
  row: number,
  values: Readonly<Record<string, string>>,
  wkt: string | null,
): Geometry | null {
  return wkt === null || isMissing(values[wkt] ?? "")
    ? null
    : geometryOfWkt({ path, row, column: wkt }, values[wkt] ?? "");
}

/** Columns of coordinates beside those that count. */
function passedOver(
  path: string,
  source: PlaceSource | undefined,
  others: readonly PlaceSource[],
): ReadNote[] {
  const used = source?.columns ?? [];
  const over = [...new Set(others.flatMap(({ columns }) => columns))].filter(
    (column) => !(used as readonly string[]).includes(column),
  );
  if (over.length === 0) return [];
  const [names, by] = [over, used].map((list) => list.map((column) => `"${column}"`).join(", "));
  return [
    {
      code: "places-passed-over",
      count: over.length,
      file: basename(path),
      outcome: "not-used",
      message: `columns hold coordinates too and are passed over: ${names}; ${by} give the places`,
      zh: `列也含坐标，未采用：${names}；位置取自 ${by}`,
    },
  ];
}

/** Heads that name another system than the one declared. */
function otherDatum(path: string, datum: string | null, declared: string | undefined): ReadNote[] {
  if (datum === null || declared === undefined || isSameSystem(declared, datum)) return [];
  return [
    {
      code: "datum-of-head-overruled",
      count: 1,
      file: basename(path),
      outcome: "assumed",
      message: `pair of columns of coordinates names ${datum}, and ${declared} is declared, which counts`,
      zh: `对坐标列注明 ${datum}，但已声明 ${declared}，以声明为准`,
    },
  ];
}
