/**
 * What a file seems to hold: streets, their nodes, people, facilities or areas, told by content and names of columns.
 */
import path from "node:path";
import { liesInChina } from "../../crs/index.js";
import type { LonLat } from "../../geo/polygon-point.js";
import { isPremisesTable } from "../../read/places/premises-words.js";
import { servicesOfText } from "../../read/places/service-words.js";
import { isEdgeTable } from "../../read/streets/streets-from-tables.js";
import { type AgeColumns, ageColumns, withSums } from "../../read/tables/age-columns.js";
import { numberOf } from "../../read/tables/check-place.js";
import { COLUMN_NAMES, type ColumnMeaning, namesNoAmount } from "../../read/tables/column-names.js";
import { fileKind } from "../../read/tables/file-kind.js";
import { headerText } from "../../read/tables/header-text.js";
import type { ChosenSource } from "../../read/tables/place-sources.js";
import type { PlaceColumns, RawFeature } from "../../read/tables/raw-layer.js";
import { readRows } from "../../read/tables/read-raw.js";
import { sheetNames } from "../../read/tables/read-workbook.js";
import { candidatesFor, isFlag } from "../../read/tables/table-columns.js";
import { isPlaceColumn } from "../../read/tables/table-places.js";
import { GUESSED_MEANINGS, type GuessedMeaning, guessColumns } from "./guess-columns.js";

/** What a file seems to be for. */
export type FileRole = "streets" | "nodes" | "blocks" | "facilities" | "premises" | "area" | "unknown";

/** A file as `inspectFile` sees it, without reading it as anything. */
export interface FileInspection {
  readonly file: string;
  /** The sheet of a workbook that has several; null elsewhere. */
  readonly layer: string | null;
  readonly role: FileRole;
  /** Rows or features; null for an extract, which is not read. */
  readonly rows: number | null;
  readonly columns: readonly string[];
  /** Columns whose names are understood, and those whose names only hint at a meaning. */
  readonly understood: Readonly<Partial<Record<ColumnMeaning, string>>>;
  readonly hinted: Readonly<Partial<Record<ColumnMeaning, string>>>;
  /** Columns of a meaning that another column gives already: an older year, the registered beside the permanent. */
  readonly passedOver: readonly (readonly [column: string, meaning: ColumnMeaning])[];
  /** Age groups with the columns that are summed for each, as readers take them. */
  readonly ages: readonly AgeColumns[];
  /** Words of the service column with how often they come, most frequent first. */
  readonly words: readonly (readonly [word: string, count: number])[];
  /** Columns that may hold the places of a table in which no name says so; empty elsewhere. */
  readonly place: PlaceColumns;
  /** Columns of a table whose names say that they hold places, and others that do too. */
  readonly tablePlaces?: ChosenSource | undefined;
  /** Whether the rows have no place that is understood. */
  readonly isPlaceless: boolean;
  /** The coordinate system as the file declares it; null where it is silent. */
  readonly crs: string | null;
  /** Places of points as they stand in the file, at most 2,000. */
  readonly places: readonly LonLat[];
  /** Whether its first place lies in China by degrees, where a table must declare its coordinate system. */
  readonly inChina: boolean;
}

const RESIDENT_WORDS =
  /popul|poblac|habita|einwohn|bevoelk|bevölk|resident|inhabit|people|abitant|ludno|stanovni|obyvat|lakos|befolk|väestö|n[uü]fus|penduduk|насел|人口|인구|dân.?số/i;

/** Parts of column names that speak of people or homes, where the whole name is not understood. */
const HINTS: readonly (readonly [meaning: ColumnMeaning, part: RegExp])[] = [
  ["residents", RESIDENT_WORDS],
  [
    "households",
    /dwelling|household|flats|units|户|세대|가구|世帯|hogar|vivienda|domicil|logement|haushalt/i,
  ],
  ["floorAreaM2", /floor.?area|gfa|建筑面积/i],
];

/** Parts of column names that speak of places. */
const PLACE_HINTS = [
  ["lon", /lon|lng|east|^x|x$|经度/i],
  ["lat", /lat|north|^y|y$|纬度/i],
] as const;

/** A column with at most so many words can be one of services whatever its head; an assumption. */
const MAX_WORDS = 60;
/** Places are looked at up to this number. */
const MAX_PLACES = 2000;

/**
 * Looks at a file, at each sheet of a workbook by itself.
 *
 * @throws {InputFileError} if it cannot be read
 */
export async function inspectLayers(file: string): Promise<FileInspection[]> {
  const sheets = fileKind(file) === "workbook" ? await sheetNames(file) : [];
  if (sheets.length < 2) return [await inspectFile(file)];
  const seen: FileInspection[] = [];
  for (const sheet of sheets) seen.push(await inspectFile(file, sheet));
  return seen;
}

/**
 * Looks at a file: what it seems to hold, its columns, and which of them are understood.
 *
 * @param file - any file that can be read as streets, a layer or a table; an extract is not opened
 * @param layer - the sheet of a workbook
 * @throws {InputFileError} if it cannot be read
 */
export async function inspectFile(file: string, layer: string | null = null): Promise<FileInspection> {
  const kind = fileKind(file);
  const nothing = {
    columns: [],
    understood: {},
    hinted: {},
    passedOver: [],
    ages: [],
    words: [],
    place: {},
    places: [],
    crs: null,
  };
  if (kind === "osm" || kind === "overpass")
    return { ...nothing, file, layer, role: "streets", rows: null, inChina: false, isPlaceless: false };
  const { features, crs, places: tablePlaces } = await readRows(file, layer === null ? {} : { layer }, true);
  const columns = [...new Set(features.flatMap(({ values }) => Object.keys(values)))];
  const understood = understoodColumns(columns, features);
  const hinted = Object.fromEntries(
    HINTS.flatMap(([meaning, part]) => {
      if (understood[meaning] !== undefined) return [];
      const hintedColumn = hintedColumns(columns, part, features)[0];
      return hintedColumn === undefined ? [] : [[meaning, hintedColumn]];
    }),
  );
  const ages = withSums(ageColumns(columns));
  const isPlaceless = features.length > 0 && features.every(({ geometry }) => geometry === null);
  const place = isPlaceless ? hintedPlaces(columns, features) : {};
  const holdsPeople = [understood.residents, understood.households, ages[0]].some(Boolean);
  const service = understood.service ?? (holdsPeople ? undefined : serviceColumn(columns, features));
  const places = placesOf(features, place);
  const taken = [understood, hinted, place, { service }].flatMap((used) => Object.values(used));
  const free = columns.filter(
    (column) =>
      ![...taken, ...ages.flatMap(([, of]) => of)].includes(column) && !isPlaceColumn(column, features),
  );
  const seen = {
    file,
    layer,
    rows: features.length,
    columns,
    understood: service === undefined ? understood : { ...understood, service },
    hinted: { ...hinted, ...guessColumns(free, features, meaningsWithout(understood)) },
    passedOver: passedOverColumns(columns, features),
    ages,
    words: service === undefined ? [] : wordsOf(service, features),
    crs,
    place,
    tablePlaces,
    places,
    isPlaceless,
    inChina: firstInChina(features, place),
  };
  return { ...seen, role: roleOf(seen, features) };
}

/** Meanings that may be guessed, since no column is understood so. */
function meaningsWithout(understood: FileInspection["understood"]): Set<GuessedMeaning> {
  return new Set(GUESSED_MEANINGS.filter((meaning) => understood[meaning] === undefined));
}

function roleOf(seen: Omit<FileInspection, "role">, features: readonly RawFeature[]): FileRole {
  const { columns, understood, hinted, ages } = seen;
  const types = new Set(
    features.flatMap(({ geometry }) => (geometry as { type?: string } | null)?.type ?? []),
  );
  const are = (...due: string[]) => types.size > 0 && [...types].every((type) => due.includes(type));
  if (isEdgeTable(columns) || are("LineString", "MultiLineString")) return "streets";
  if (/nodes?\b/i.test(path.basename(seen.file)) && are("Point")) return "nodes";
  if (isPremisesTable(columns)) return "premises";
  if (understood.service !== undefined) return "facilities";
  const people = { ...hinted, ...understood };
  const peopleColumns = [people.residents, people.households, people.floorAreaM2];
  if (peopleColumns.some((column) => column !== undefined) || ages.length > 0) return "blocks";
  return are("Polygon", "MultiPolygon") ? "area" : "unknown";
}

function understoodColumns(
  columns: readonly string[],
  features: readonly RawFeature[],
): Partial<Record<ColumnMeaning, string>> {
  const entries = (Object.keys(COLUMN_NAMES) as ColumnMeaning[]).flatMap((meaning) => {
    const [column] = (["blocks", "facilities"] as const).flatMap((kind) =>
      candidatesFor(meaning, columns, kind, features),
    );
    return column === undefined ? [] : [[meaning, column]];
  });
  return Object.fromEntries(entries);
}

function passedOverColumns(
  columns: readonly string[],
  features: readonly RawFeature[],
): [column: string, meaning: ColumnMeaning][] {
  return (["residents", "households", "floorAreaM2"] as const).flatMap((meaning) =>
    candidatesFor(meaning, columns, "blocks", features)
      .slice(1)
      .map((column): [string, ColumnMeaning] => [column, meaning]),
  );
}

/** Columns of numbers whose names hint at a meaning, of several years the newest first; no densities and no flags. */
function hintedColumns(columns: readonly string[], part: RegExp, features: readonly RawFeature[]): string[] {
  return columns
    .filter((column) => part.test(column) && !namesNoAmount(column) && !isFlag(column, features))
    .filter((column) => holdsNumbers(column, features))
    .sort((a, b) => (headerText(b).year ?? 0) - (headerText(a).year ?? 0));
}

function holdsNumbers(column: string, features: readonly RawFeature[]): boolean {
  const texts = features
    .map(({ values }) => String(values[column] ?? "").trim())
    .filter((text) => text !== "");
  return texts.length > 0 && texts.every((text) => !Number.isNaN(numberOf(text)));
}

/** Heads of columns of classes: 类型, 小类, 分类, 业态, type, category, kind. */
const CLASS_HEAD = /类|业态|type|categor|class|kind/i;

/**
 * A column of classes by its head of which at least one word is known, the one with most known words first: an export of
 * a whole city holds few services. Else a column of few words of which at least half are known.
 */
function serviceColumn(columns: readonly string[], features: readonly RawFeature[]): string | undefined {
  const counted = columns.flatMap((column) => {
    const words = wordsOf(column, features).filter(([word]) => !/^[\d.,-]*$/.test(word));
    const known = words.filter(([word]) => servicesOfText(word).services.length > 0).length;
    if (known === 0) return [];
    if (CLASS_HEAD.test(column)) return [{ column, known }];
    return words.length <= MAX_WORDS && 2 * known >= words.length ? [{ column, known: 0 }] : [];
  });
  return counted.sort((a, b) => b.known - a.known)[0]?.column;
}

function wordsOf(column: string, features: readonly RawFeature[]): [string, number][] {
  const counts = new Map<string, number>();
  for (const { values } of features) {
    const word = String(values[column] ?? "").trim();
    if (word !== "") counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
}

/** Columns of numbers whose names speak of places: both, or none. */
function hintedPlaces(columns: readonly string[], features: readonly RawFeature[]): PlaceColumns {
  const entries = PLACE_HINTS.map(([meaning, part]) => [
    meaning,
    columns.find((column) => part.test(column.trim()) && holdsNumbers(column, features)),
  ]);
  return entries.some(([, column]) => column === undefined) ? {} : Object.fromEntries(entries);
}

function placesOf(features: readonly RawFeature[], { lon, lat }: PlaceColumns): LonLat[] {
  return features.slice(0, MAX_PLACES).flatMap(({ geometry, values }): LonLat[] => {
    if (lon !== undefined && lat !== undefined) {
      const place: LonLat = [numberOf(String(values[lon])), numberOf(String(values[lat]))];
      return place.every(Number.isFinite) ? [place] : [];
    }
    const { type, coordinates } = (geometry ?? {}) as { type?: string; coordinates?: readonly number[] };
    const [x, y] = type === "Point" ? (coordinates ?? []) : [];
    return x === undefined || y === undefined ? [] : [[x, y]];
  });
}

function firstInChina(features: readonly RawFeature[], { lon, lat }: PlaceColumns): boolean {
  for (const { geometry, values } of features) {
    if (lon !== undefined && lat !== undefined)
      return liesInChina(numberOf(String(values[lon])), numberOf(String(values[lat])));
    let at: unknown = (geometry as { coordinates?: unknown } | null)?.coordinates;
    while (Array.isArray(at) && Array.isArray(at[0])) at = at[0];
    if (Array.isArray(at)) return liesInChina(Number(at[0]), Number(at[1]));
  }
  return false;
}
