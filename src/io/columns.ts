/**
 * Which column of a user's table means what, by a list of names.
 *
 * Layer: io. Imports types of access, errors.
 */
import type { PlaceNote } from "../access/places.js";
import { InputFileError } from "../errors.js";
import type { LayerRow } from "./read-layer.js";

/** Names that are understood, in English and Chinese; upper and lower case are one. */
export const COLUMN_NAMES = {
  id: ["id", "编号", "fid", "osm_id", "code"],
  name: ["name", "名称", "名字"],
  service: ["service", "services", "category", "类别", "服务", "设施类型"],
  residents: ["residents", "population", "pop", "people", "人口", "常住人口"],
  households: ["households", "hh", "dwellings", "户数"],
  unit: ["unit", "community", "village", "estate", "社区", "小区"],
  areaM2: ["area_m2", "area", "floor_area", "建筑面积", "面积"],
  places: ["places", "capacity", "beds", "床位", "床位数", "托位"],
  address: ["address", "addr", "地址"],
  open: ["open_to_all", "public"],
  entranceLon: ["entrance_lon", "entr_lon"],
  entranceLat: ["entrance_lat", "entr_lat"],
} as const satisfies Record<string, readonly string[]>;

export type ColumnMeaning = keyof typeof COLUMN_NAMES;

/** Age columns: `age_60_plus`, `60+`, `age_0_2`, `0-2`; the group is written `60+` or `0-2`. */
const AGE = /^(?:age[_ ]?)?(\d{1,3})(?:[_-](\d{1,3})|[_ ]?(?:plus|\+))$/i;

/** Values of one row by meaning. */
export interface RowReader {
  readonly place: (column: string) => { path: string; row: number; column: string };
  /** Trimmed text, or null where the column is missing or the cell empty. */
  readonly text: (meaning: ColumnMeaning) => string | null;
  /** A number from 0, or null. @throws {InputFileError} if the cell holds anything else */
  readonly amount: (meaning: ColumnMeaning) => number | null;
  /** The entrance given in two columns of degrees, as a list of none or one. */
  readonly entrances: () => (readonly [lon: number, lat: number])[];
  /** People by age group, or null where no column gives any. */
  readonly ages: () => Record<string, number> | null;
}

/** Reads a row by the names of its columns. */
export function rowReader(path: string, { row, values }: LayerRow): RowReader {
  const find = (meaning: ColumnMeaning) =>
    Object.keys(values).find((name) =>
      (COLUMN_NAMES[meaning] as readonly string[]).includes(name.trim().toLowerCase()),
    );
  const place = (column: string) => ({ path, row, column });
  const text = (meaning: ColumnMeaning) => {
    const column = find(meaning);
    const value = column === undefined ? null : values[column];
    const said = value === null || value === undefined ? "" : String(value).trim();
    return said === "" ? null : said;
  };
  return {
    place,
    text,
    amount(meaning) {
      const said = text(meaning);
      return said === null ? null : amountOf(place(find(meaning)!), said);
    },
    entrances() {
      const [lon, lat] = [text("entranceLon"), text("entranceLat")].map((said) => Number(said ?? Number.NaN));
      if (text("entranceLon") === null && text("entranceLat") === null) return [];
      if (!(Math.abs(lon!) <= 180 && Math.abs(lat!) <= 90)) {
        throw new InputFileError(
          place(find("entranceLon") ?? find("entranceLat")!),
          "the entrance is not in degrees",
        );
      }
      return [[lon!, lat!]];
    },
    ages() {
      const groups: Record<string, number> = {};
      for (const [column, value] of Object.entries(values)) {
        const match = AGE.exec(column.trim());
        if (match === null || value === null || String(value).trim() === "") continue;
        groups[match[2] === undefined ? `${match[1]}+` : `${match[1]}-${match[2]}`] = amountOf(
          place(column),
          String(value),
        );
      }
      return Object.keys(groups).length > 0 ? groups : null;
    },
  };
}

function amountOf(place: { path: string; row: number; column: string }, text: string): number {
  const value = Number(text.replaceAll(/(?<=\d),(?=\d{3})/g, ""));
  if (!(Number.isFinite(value) && value >= 0))
    throw new InputFileError(place, `"${text}" is given, due is a number from 0`);
  return value;
}

/** An id for each row, its own or its number. @throws {InputFileError} if an id comes twice */
export function createIdCheck(path: string): (id: string, row: number) => string {
  const seen = new Map<string, number>();
  return (id, row) => {
    const before = seen.get(id);
    if (before !== undefined)
      throw new InputFileError({ path, row }, `the id "${id}" stands in row ${before} already`);
    seen.set(id, row);
    return id;
  };
}

/** A note on the rows that have no coordinates, which are left out. */
export function placelessNote(rows: readonly LayerRow[]): PlaceNote[] {
  const placeless = rows.filter(({ place }) => place === null).map(({ row }) => row);
  if (placeless.length === 0) return [];
  const listed = placeless.slice(0, 10).join(", ") + (placeless.length > 10 ? ", …" : "");
  const message = `rows have no coordinates and are left out (rows ${listed})`;
  return [{ code: "rows-without-place", count: placeless.length, message }];
}
