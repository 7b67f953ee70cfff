/**
 * The table of idle premises. `data/examples/premises-made-up.csv` shows every column; its rows are made up.
 */
import { InputFileError } from "../../base/errors.js";
import type { Premises } from "../../siting/premises/premises.js";
import { readCsv } from "../tables/read-csv.js";

/** Columns by name, in English or Chinese; only the first four are required. */
const COLUMNS = {
  id: ["id", "编号"],
  lon: ["lon", "lng", "longitude", "经度"],
  lat: ["lat", "latitude", "纬度"],
  areaM2: ["area_m2", "area", "建筑面积", "面积"],
  name: ["name", "名称"],
  floor: ["floor", "楼层"],
  lift: ["lift", "电梯"],
  ownEntrance: ["own_entrance", "独立出入口"],
  owner: ["owner", "产权"],
  mode: ["mode", "方式"],
  means: ["means", "途径"],
  readyYear: ["ready_year", "可用年份"],
  availableUntil: ["available_until", "到期年份"],
  changesLandUse: ["changes_land_use", "改变土地用途"],
  fixedCost: ["fixed_cost", "固定费用"],
  fitOutPerM2: ["fit_out_per_m2", "改造单价"],
  rentPerM2Year: ["rent_per_m2_year", "年租金单价"],
  services: ["services", "适用服务"],
  unit: ["unit", "community", "社区"],
} as const;

type Meaning = keyof typeof COLUMNS;

const OWNERS = {
  state: "state",
  国有: "state",
  collective: "collective",
  集体: "collective",
  private: "private",
  私有: "private",
} as const;
const MODES = {
  infill: "infill",
  补改: "infill",
  convert: "convert",
  转型: "convert",
  transfer: "transfer",
  划转: "transfer",
  allocate: "allocate",
  配建: "allocate",
} as const;
const MEANS = {
  "build-on": "build-on",
  补建: "build-on",
  buy: "buy",
  购置: "buy",
  swap: "swap",
  置换: "swap",
  rent: "rent",
  租赁: "rent",
  renovate: "renovate",
  改造: "renovate",
  build: "build",
  新建: "build",
} as const;
const YES_NO = {
  yes: true,
  true: true,
  "1": true,
  是: true,
  no: false,
  false: false,
  "0": false,
  否: false,
} as const;

/**
 * Reads vacant premises from a CSV table in WGS 84 degrees; empty cells are unknown.
 * `data/examples/premises-made-up.csv` shows every column.
 *
 * @param path - the file
 * @returns one object per row, areas in m², prices in the money of the table
 * @throws {InputFileError} naming row and column, if a cell holds something else, or an id comes twice
 *
 * @example
 * const premises = readPremises("premises.csv");
 */
export function readPremises(path: string): Premises[] {
  const { columns, rows } = readCsv(path);
  const named = (meaning: Meaning) =>
    columns.find((column) => (COLUMNS[meaning] as readonly string[]).includes(column.toLowerCase()));
  for (const meaning of ["id", "lon", "lat", "areaM2"] as const) {
    if (named(meaning) !== undefined) continue;
    throw new InputFileError({ path, line: 1 }, `no column is called ${COLUMNS[meaning].join(", ")}`);
  }
  const seen = new Set<string>();
  return rows.map((cells, i) => {
    const row = rowReader(path, i + 1, (meaning) => {
      const column = named(meaning);
      return { column: column ?? COLUMNS[meaning][0], text: column === undefined ? "" : cells[column]! };
    });
    const id = row.text("id");
    if (id === null || seen.has(id)) {
      throw new InputFileError(
        { path, row: i + 1, column: named("id")! },
        id === null ? "no id" : `the id "${id}" comes twice`,
      );
    }
    seen.add(id);
    return premisesOf(id, row);
  });
}

function premisesOf(id: string, row: ReturnType<typeof rowReader>): Premises {
  return {
    id,
    name: row.text("name") ?? "",
    lon: row.due("lon", -180, 180),
    lat: row.due("lat", -90, 90),
    areaM2: row.due("areaM2", 0),
    floor: row.number("floor", -20),
    lift: row.word("lift", YES_NO),
    ownEntrance: row.word("ownEntrance", YES_NO),
    owner: row.word("owner", OWNERS),
    mode: row.word("mode", MODES),
    means: row.word("means", MEANS),
    readyYear: row.number("readyYear", 1900),
    availableUntil: row.number("availableUntil", 1900),
    changesLandUse: row.word("changesLandUse", YES_NO),
    fixedCost: row.number("fixedCost", 0),
    fitOutPerM2: row.number("fitOutPerM2", 0),
    rentPerM2Year: row.number("rentPerM2Year", 0),
    services: row.text("services")?.split(/[;,；，、]\s*/) ?? null,
    unit: row.text("unit"),
  };
}

function rowReader(
  path: string,
  rowNumber: number,
  cell: (meaning: Meaning) => { readonly column: string; readonly text: string },
) {
  const refuse = (column: string, problem: string): never => {
    throw new InputFileError({ path, row: rowNumber, column }, problem);
  };
  const number = (meaning: Meaning, least: number, most = Number.POSITIVE_INFINITY): number | null => {
    const { column, text } = cell(meaning);
    if (text === "") return null;
    const value = Number(text);
    if (!(Number.isFinite(value) && value >= least && value <= most)) {
      const due = most === Number.POSITIVE_INFINITY ? `from ${least}` : `from ${least} to ${most}`;
      return refuse(column, `"${text}" is given, expected a number ${due}`);
    }
    return value;
  };
  return {
    number,
    due: (meaning: Meaning, least: number, most?: number) =>
      number(meaning, least, most) ?? refuse(cell(meaning).column, "is empty, expected a number"),
    text: (meaning: Meaning) => cell(meaning).text || null,
    word<T>(meaning: Meaning, words: Readonly<Record<string, T>>): T | null {
      const { column, text } = cell(meaning);
      if (text === "") return null;
      const value = words[text.toLowerCase()];
      return value !== undefined
        ? value
        : refuse(column, `"${text}" is given, expected one of ${Object.keys(words).join(", ")}`);
    },
  };
}
