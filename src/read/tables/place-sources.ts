/**
 * Which columns of a table hold its places, where several may.
 *
 * The user's word counts first; then what fits the coordinate system that is declared, in its datum and its unit. Two pairs
 * of columns that say the same are one. Of two that do not, the table does not tell which is right: it is asked about.
 */
import { InputFileError } from "../../base/errors.js";
import { type Crs, parseCrs } from "../../crs/index.js";
import { degreesOf, pairOf } from "./degrees-text.js";
import { isMissing } from "./missing-words.js";
import { type PlaceHead, placeHead } from "./place-heads.js";
import type { PlaceColumns } from "./raw-layer.js";
import type { CsvTable } from "./read-csv.js";
import { noSuchColumn } from "./table-rules.js";

/** Where a table's places stand: in two columns, or in one that holds both. */
export interface PlaceSource {
  /** Longitude or easting, then latitude or northing; or the one column. */
  readonly columns: readonly [lon: string, lat: string] | readonly [both: string];
  /** Of one column: what stands first in it. */
  readonly first: "lon" | "lat" | null;
  /** The system that the heads name, as `parseCrs` understands it. */
  readonly datum: string | null;
}

type Values = Readonly<Record<string, string>>;

/** Every source of places that the heads of a table name and that holds something, the preferred first. */
export function placeSources({ columns, rows }: CsvTable): PlaceSource[] {
  const heads = columns.flatMap((column) => {
    const head = placeHead(column);
    return head === null ? [] : [{ column, head }];
  });
  const of = (axis: PlaceHead["axis"]) =>
    heads.filter(({ head }) => head.axis === axis).sort((a, b) => a.head.rank - b.head.rank);
  const pairs = of("lon").flatMap((lon) =>
    of("lat").flatMap((lat) => (belong(lon.head, lat.head) ? [{ lon, lat }] : [])),
  );
  // Heads of two kinds (`lng` with `纬度`) are a pair where no others are.
  const loose = pairs.length > 0 ? [] : of("lon").flatMap((lon) => of("lat").map((lat) => ({ lon, lat })));
  const oneDatum = loose.filter(
    ({ lon, lat }) => lon.head.datum === null || lat.head.datum === null || lon.head.datum === lat.head.datum,
  );
  const flat = [...pairs, ...oneDatum.slice(0, 1)].map(
    ({ lon, lat }): PlaceSource => ({
      columns: [lon.column, lat.column],
      first: null,
      datum: lon.head.datum ?? lat.head.datum,
    }),
  );
  const both = of("both")
    .filter(({ column }) => holdsPairs(column, rows))
    .map(({ column, head }): PlaceSource => ({ columns: [column], first: head.first, datum: head.datum }));
  const all = [...flat, ...both];
  const filled = all.filter((source) => rows.some((values) => numbersAt(values, source) !== null));
  return filled.length > 0 ? filled : all;
}

function belong(lon: PlaceHead, lat: PlaceHead): boolean {
  return lon.kind === lat.kind && lon.datum === lat.datum;
}

function holdsPairs(column: string, rows: readonly Values[]): boolean {
  const texts = rows.map((values) => values[column] ?? "").filter((text) => !isMissing(text));
  return texts.length > 0 && texts.every((text) => pairOf(text) !== null);
}

/** Both numbers of a row as they stand, unchecked; null where one is missing or none. */
function numbersAt(values: Values, { columns, first }: PlaceSource): readonly [number, number] | null {
  const [lon, lat] = columns;
  const pair =
    lat === undefined
      ? pairOf(values[lon] ?? "")
      : [degreesOf(values[lon] ?? ""), degreesOf(values[lat] ?? "")];
  const [a, b] = pair ?? [];
  if (a === null || a === undefined || b === null || b === undefined) return null;
  return first === "lat" ? [b.value, a.value] : [a.value, b.value];
}

/** The source that the user names; null where they name none. @throws {InputFileError} if a column is not there */
export function namedSource(
  path: string,
  columns: readonly string[],
  named: PlaceColumns,
): PlaceSource | null {
  const missing = Object.values(named).find((column) => column !== undefined && !columns.includes(column));
  if (missing !== undefined) throw noSuchColumn({ path, line: 1 }, missing, columns);
  const one = named.lonLat ?? named.latLon;
  if (one !== undefined) {
    const first = named.lonLat === undefined ? "lat" : "lon";
    return { columns: [one], first, datum: placeHead(one)?.datum ?? null };
  }
  if (named.lon === undefined && named.lat === undefined) return null;
  const found = (axis: PlaceHead["axis"], given: string | undefined) =>
    given ?? columns.find((column) => placeHead(column)?.axis === axis);
  const [lon, lat] = [found("lon", named.lon), found("lat", named.lat)];
  if (lon === undefined || lat === undefined) return null;
  const [a, b] = [placeHead(lon)?.datum ?? null, placeHead(lat)?.datum ?? null];
  if (a !== null && b !== null && a !== b) {
    const problem = `the column "${lon}" names ${a} and "${lat}" names ${b}: expected two of one coordinate system`;
    throw new InputFileError({ path, line: 1 }, problem);
  }
  return { columns: [lon, lat], first: null, datum: a ?? b };
}

/** One source, and those that it is preferred to. */
export interface ChosenSource {
  readonly source: PlaceSource;
  readonly others: readonly PlaceSource[];
}

/**
 * The source that counts.
 *
 * @param declared - the coordinate system that the user declares
 * @param isProposal - whether the likeliest is proposed where the user must choose
 * @throws {InputFileError} if several say different places, with the lines that choose
 */
export function chooseSource(
  path: string,
  { rows }: CsvTable,
  sources: readonly PlaceSource[],
  declared: string | undefined,
  isProposal = false,
): ChosenSource | null {
  const [first] = sources;
  if (first === undefined) return null;
  const fitting = fittingSources(rows, sources, declared);
  const [best = first, ...rest] = fitting;
  const differing = rest.filter((other) => !saySame(rows, best, other));
  if (differing.length > 0 && !isProposal) throw askWhich(path, [best, ...differing]);
  const chosen = (isProposal && fitting.find(({ datum }) => datum === "WGS84")) || best;
  return { source: chosen, others: sources.filter((one) => one !== chosen) };
}

/** Those in the datum that is declared, else those whose heads name none; and in its unit. */
function fittingSources(
  rows: readonly Values[],
  sources: readonly PlaceSource[],
  declared: string | undefined,
): readonly PlaceSource[] {
  const crs = declared === undefined ? null : crsNamed(declared);
  const unit = crs?.unit ?? "degrees";
  const inUnit = sources.filter((source) => unitOf(rows, source) === unit);
  const left = inUnit.length > 0 ? inUnit : sources;
  if (crs === null) return left;
  const sameDatum = left.filter(({ datum }) => datum !== null && parseCrs(datum).id === crs.id);
  if (sameDatum.length > 0) return sameDatum;
  const silent = left.filter(({ datum }) => datum === null);
  return silent.length > 0 ? silent : left;
}

/** Null for a system that is not known, which is refused where the rows are brought into WGS 84. */
function crsNamed(name: string): Crs | null {
  try {
    return parseCrs(name);
  } catch {
    return null;
  }
}

/** Whether two names, of which one is known, are of one system. */
export function isSameSystem(name: string, datum: string): boolean {
  return crsNamed(name)?.id === parseCrs(datum).id;
}

function unitOf(rows: readonly Values[], source: PlaceSource): "degrees" | "metres" | null {
  for (const values of rows) {
    const place = numbersAt(values, source);
    if (place !== null) return place.every((value) => Math.abs(value) <= 180) ? "degrees" : "metres";
  }
  return null;
}

/** A millimetre and less in degrees. */
const SAME_DEG = 1e-8;

function saySame(rows: readonly Values[], a: PlaceSource, b: PlaceSource): boolean {
  if (a.datum !== null && b.datum !== null && a.datum !== b.datum) return false;
  return rows.every((values) => {
    const [one, other] = [numbersAt(values, a), numbersAt(values, b)];
    if (one === null || other === null) return one === other;
    const isNear = ([x, y]: readonly [number, number]) =>
      Math.abs(one[0] - x) <= SAME_DEG && Math.abs(one[1] - y) <= SAME_DEG;
    const mayTurn = [a, b].some(({ columns, first }) => columns.length === 1 && first === null);
    return isNear(other) || (mayTurn && isNear([other[1], other[0]]));
  });
}

function askWhich(path: string, sources: readonly PlaceSource[]): InputFileError {
  const names = sources.map(
    ({ columns, datum }) => `${columns.join(", ")}${datum === null ? "" : ` (${datum})`}`,
  );
  const lines = sources.map((source) => `columns: { ${columnsLine(source)} }`);
  const problem = `several columns hold coordinates, and they differ: ${names.join("; ")}; say which count: ${lines.join(", or ")}`;
  return new InputFileError({ path, line: 1 }, problem);
}

/** The entries of a configuration that choose a source. */
export function columnsLine({ columns, first }: PlaceSource): string {
  const [lon, lat] = columns.map((column) => JSON.stringify(column));
  return lat === undefined ? `${first === "lat" ? "latLon" : "lonLat"}: ${lon}` : `lon: ${lon}, lat: ${lat}`;
}
