/**
 * Which column of a user's table means what, by a list of names.
 */
import { InputFileError } from "../../base/errors.js";
import { checkedPlace, numberOf } from "./check-place.js";
import type { LayerRow } from "./read-layer.js";
import type { TableRules } from "./table-rules.js";

/** Names that are understood, in English and Chinese; upper and lower case are one. */
export const COLUMN_NAMES = {
  id: ["id", "编号", "fid", "osm_id", "code"],
  name: ["name", "名称", "名字"],
  service: ["service", "services", "category", "类别", "服务", "设施类型"],
  mapType: ["type", "maptype", "类型"],
  mapTypeCode: ["typecode", "type_code"],
  residents: ["residents", "population", "pop", "people", "人口", "常住人口"],
  households: ["households", "hh", "dwellings", "户数"],
  unit: ["unit", "community", "village", "estate", "社区", "小区"],
  estate: ["estate", "小区"],
  community: ["community", "社区"],
  subdistrict: ["subdistrict", "街道", "街镇"],
  district: ["district", "行政区", "区县"],
  areaM2: ["area_m2", "area", "面积"],
  floorAreaM2: ["floor_area_m2", "floor_area", "建筑面积"],
  capacity: ["places", "capacity", "beds", "床位", "床位数", "托位"],
  address: ["address", "addr", "地址"],
  open: ["open_to_all", "public"],
  openingHours: ["opening_hours", "openinghours", "营业时间", "开放时间", "服务时间"],
  entranceLon: ["entrance_lon", "entr_lon"],
  entranceLat: ["entrance_lat", "entr_lat"],
} as const satisfies Record<string, readonly string[]>;

/** What a column may mean: a key of `COLUMN_NAMES`. */
export type ColumnMeaning = keyof typeof COLUMN_NAMES;

/**
 * Columns of a user's table whose names are not in the list: `{ id: "village_id", name: "village" }`; null where no column
 * has that meaning, whatever it is called.
 */
export type UserColumns = Readonly<Partial<Record<ColumnMeaning, string | null | undefined>>>;

/** Age columns: `age_60_plus`, `60+`, `age_0_2`, `0-2`; the group is written `60+` or `0-2`. */
const AGE = /^(?:age[_ ]?)?(\d{1,3})(?:[_-](\d{1,3})|[_ ]?(?:plus|\+))$/i;

/** Values of one row by meaning. */
export interface RowReader {
  readonly place: (column: string) => { path: string; row: number; column: string };
  /** Trimmed text, or null where the column is missing or the cell empty. */
  readonly text: (meaning: ColumnMeaning) => string | null;
  /** A number from 0, or null. @throws {InputFileError} if the cell holds anything else */
  readonly amount: (meaning: ColumnMeaning) => number | null;
  /** Yes or no, or null. @throws {InputFileError} if the cell holds anything else */
  readonly yesOrNo: (meaning: ColumnMeaning) => boolean | null;
  /** The entrance given in two columns, in the system of the layer, as a list of none or one; degrees. */
  readonly entrances: () => (readonly [lon: number, lat: number])[];
  /** People by age group, or null where no column gives any. */
  readonly ages: () => Record<string, number> | null;
  /** A number from 0 in a column by its own name, or null. @throws {InputFileError} if the cell holds anything else */
  readonly number: (column: string) => number | null;
}

const YES = ["yes", "true", "1", "y", "是"];
const NO = ["no", "false", "0", "n", "否"];

/**
 * Reads a row by the names of its columns.
 *
 * A column that the user names counts alone for its meaning; of several others the first that is filled does. Where
 * none is filled, what the user says of all rows holds.
 */
export function rowReader(
  path: string,
  { row, values, system }: LayerRow,
  rules: TableRules = {},
): RowReader {
  const { columns = {}, constants = {} } = rules;
  const place = (column: string) => ({ path, row, column });
  const constantOf = (meaning: ColumnMeaning) => {
    const constant = constants[meaning];
    return constant === undefined ? null : { column: meaning, text: String(constant) };
  };
  const cell = (meaning: ColumnMeaning): { column: string; text: string } | null => {
    const named = columns[meaning];
    if (named === null) return constantOf(meaning);
    for (const [column, value] of Object.entries(values)) {
      const names: readonly string[] = COLUMN_NAMES[meaning];
      if (named === undefined ? !names.includes(column.trim().toLowerCase()) : column !== named) continue;
      const text = textOf(place(column), value);
      if (text !== "") return { column, text };
    }
    return constantOf(meaning);
  };
  return {
    place,
    text: (meaning) => cell(meaning)?.text ?? null,
    amount(meaning) {
      const entry = cell(meaning);
      if (entry === null) return null;
      const ruleAmount = rules.numbers?.[entry.text];
      return ruleAmount === undefined ? amountOf(place(entry.column), entry.text) : ruleAmount;
    },
    yesOrNo(meaning) {
      const entry = cell(meaning);
      if (entry === null) return null;
      const [word, column] = [entry.text.toLowerCase(), entry.column];
      if (YES.includes(word) || NO.includes(word)) return YES.includes(word);
      throw new InputFileError(place(column), `"${entry.text}" is given, expected yes or no`);
    },
    entrances() {
      const [lon, lat] = [cell("entranceLon"), cell("entranceLat")];
      if (lon === null && lat === null) return [];
      const at = place((lon ?? lat)!.column);
      try {
        return [checkedPlace(at, system.crs.toWgs84(numberOf(lon?.text ?? ""), numberOf(lat?.text ?? "")))];
      } catch (cause) {
        const problem = `the entrance is not a place in ${system.crs.name}: ${(cause as Error).message}`;
        throw new InputFileError(at, problem, { cause });
      }
    },
    ages: () => agesOf(place, values, rules.ages),
    number(column) {
      const text = textOf(place(column), values[column]);
      return text === "" ? null : amountOf(place(column), text);
    },
  };
}

/** By the columns that the user names for each group, else by the names of the columns. */
function agesOf(
  place: RowReader["place"],
  values: LayerRow["values"],
  ageRules: TableRules["ages"],
): Record<string, number> | null {
  const groups: Record<string, number> = {};
  const parts = ageRules === undefined ? ageColumns(Object.keys(values)) : Object.entries(ageRules);
  for (const [group, columns] of parts) {
    const cells = [columns].flat().map((column) => [column, textOf(place(column), values[column])] as const);
    // A sum with a part missing is not known.
    if (cells.some(([, text]) => text === "")) continue;
    groups[group] = cells.reduce((sum, [column, text]) => sum + amountOf(place(column), text), 0);
  }
  return Object.keys(groups).length > 0 ? groups : null;
}

/** Age groups that columns are called after, each with its column. */
export function ageColumns(names: readonly string[]): [group: string, column: string][] {
  return names.flatMap((column): [string, string][] => {
    const match = AGE.exec(column.trim());
    if (match === null) return [];
    return [[match[2] === undefined ? `${match[1]}+` : `${match[1]}-${match[2]}`, column]];
  });
}

/** A cell as trimmed text; a list (of services) is joined by semicolons. */
function textOf(place: { path: string; row: number; column: string }, value: unknown): string {
  if (value === null || value === undefined) return "";
  if (Array.isArray(value)) return value.map((part) => textOf(place, part)).join(";");
  if (typeof value === "object") {
    throw new InputFileError(
      place,
      `${JSON.stringify(value).slice(0, 40)} is given, expected text or a number`,
    );
  }
  return String(value).trim();
}

function amountOf(place: { path: string; row: number; column: string }, text: string): number {
  // Commas between thousands only: "1,5" is not taken for 15.
  const value = numberOf(/^\d{1,3}(,\d{3})+(\.\d*)?$/.test(text) ? text.replaceAll(",", "") : text);
  if (!(value >= 0)) throw new InputFileError(place, `"${text}" is given, expected a number from 0`);
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
