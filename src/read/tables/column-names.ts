/**
 * Names of columns that are understood, and words that speak of a meaning where the whole name is not understood.
 */
import { headerText } from "./header-text.js";

/**
 * Names that are understood, in English and Chinese, the preferred ones first; upper and lower case, spaces and `_`, and
 * a unit in brackets make no difference.
 */
export const COLUMN_NAMES = {
  id: [
    ...["id", "编号", "编码", "代码", "uid", "osm_id", "code", "fid"],
    ...["统一编号", "唯一编号", "唯一标识", "标识码", "objectid"],
  ],
  name: ["name", "名称", "名字", "全称", "简称"],
  service: [
    "service",
    "services",
    "category",
    "类别",
    "服务",
    "设施类型",
    "设施类别",
    "服务类型",
    "服务类别",
    "服务项目",
    "种类",
    "设施种类",
    "业态",
  ],
  mapType: ["type", "maptype", "类型"],
  mapTypeCode: ["typecode", "type_code"],
  residents: [
    ...[
      "residents",
      "常住人口",
      "常住人口数",
      "常住人口总数",
      "常住总人口",
      "实有人口",
      "实有人口数",
      "居住人口",
      "居住人口数",
      "居民人数",
      "居民数",
      "人口",
      "人口数",
      "总人口",
      "人口总数",
    ],
    ...[
      "population",
      "total_population",
      "population_total",
      "pop_total",
      "pop",
      "people",
      "inhabitants",
      "户籍人口",
    ],
  ],
  households: ["households", "hh", "dwellings", "户数", "总户数", "住户数", "居民户数", "家庭户数", "套数"],
  unit: ["unit", "community", "village", "estate", "社区", "小区", "居委会", "村委会"],
  estate: ["estate", "小区", "住宅小区"],
  community: ["community", "社区", "居委会", "社区居委会", "村居", "社区村"],
  subdistrict: ["subdistrict", "街道", "街镇", "乡镇", "镇街", "街道办", "街道办事处", "乡镇街道"],
  district: ["district", "行政区", "区县", "区", "县区", "城区"],
  areaM2: ["area_m2", "area", "面积"],
  floorAreaM2: ["floor_area_m2", "floor_area", "建筑面积", "总建筑面积", "住宅建筑面积"],
  capacity: [
    ...[
      "places",
      "capacity",
      "beds",
      "床位数",
      "床位",
      "托位数",
      "托位",
      "床位数量",
      "托位数量",
      "总床位数",
      "核定床位数",
    ],
    ...["养老床位数", "养老床位", "学位数", "学位", "座位数", "餐位数", "可容纳人数", "容纳人数", "核定人数"],
  ],
  address: ["address", "addr", "地址", "详细地址", "所在地址"],
  open: [
    ...["open_to_all", "public", "对外开放", "是否对外开放", "open", "是否开放"],
    ...[
      "向社会开放",
      "是否向社会开放",
      "面向社会开放",
      "面向社会",
      "对外服务",
      "是否对外服务",
      "open_to_public",
    ],
  ],
  serves: ["serves", "服务小区", "服务社区", "服务住宅"],
  openingHours: [
    ...["opening_hours", "openinghours", "营业时间", "开放时间", "服务时间", "开门时间", "经营时间"],
  ],
  entranceLon: ["entrance_lon", "entr_lon", "入口经度", "出入口经度"],
  entranceLat: ["entrance_lat", "entr_lat", "入口纬度", "出入口纬度"],
} as const satisfies Record<string, readonly string[]>;

/** What a column may mean: a key of `COLUMN_NAMES`. */
export type ColumnMeaning = keyof typeof COLUMN_NAMES;

/** All meanings, in the order of `COLUMN_NAMES`. */
export const COLUMN_MEANINGS = Object.keys(COLUMN_NAMES) as ColumnMeaning[];

/** What a table is of: a column of the id or name of something else is none of its own. */
export type TableKind = "blocks" | "facilities";

/** The meanings that a reader of blocks or of facilities asks for. */
export const MEANINGS_OF: Readonly<Record<TableKind, readonly ColumnMeaning[]>> = {
  blocks: [
    ...([
      "id",
      "name",
      "residents",
      "households",
      "unit",
      "estate",
      "community",
      "subdistrict",
      "district",
    ] as const),
    ...(["areaM2", "floorAreaM2", "entranceLon", "entranceLat"] as const),
  ],
  facilities: [
    ...([
      "id",
      "name",
      "service",
      "mapType",
      "mapTypeCode",
      "floorAreaM2",
      "areaM2",
      "capacity",
      "address",
    ] as const),
    ...(["open", "serves", "estate", "unit", "openingHours", "entranceLon", "entranceLat"] as const),
  ],
};

/** What the rows are called, where the name of a column says whose id or name it holds: `小区编号`, `facility_name`. */
const ROWS_ARE: Readonly<Record<TableKind, string>> = {
  blocks: "小区|住宅小区|住宅|楼栋|楼宇|院落|居民点|楼盘|block|building|home|estate",
  facilities: "设施|机构|网点|站点|场所|单位|服务设施|养老机构|facility|site|place|station|poi",
};
const ID_WORDS = "编号|编码|代码|序号码|id|code|no|number";
const NAME_WORDS = "名称|名字|名|name";

/** `所属社区`, `社区名称`, `community_name`: the unit that a row belongs to. */
const UNIT_BEFORE = /^(?:所属|所在|归属|隶属)_?/;
const UNIT_AFTER = /_?(?:名称|名字|名|name)$/;
const UNIT_MEANINGS: readonly ColumnMeaning[] = ["unit", "estate", "community", "subdistrict", "district"];

/** Words of a name that is not understood as a whole, with the meaning that it perhaps has. */
const PERHAPS: readonly (readonly [meaning: ColumnMeaning, words: RegExp])[] = [
  ["openingHours", /(?:营业|开放|服务|经营|开门|办公|工作).*(?:时间|时段)|opening|hours/],
  ["capacity", /床|托位|学位|座位|餐位|席位|名额|收托|容量|容纳|核定.*人|bed|capacity|places|seats|slots/],
  ["areaM2", /用地|占地|绿地|场地/],
  ["floorAreaM2", /建筑.*面积|建面|面积|floor_?area|gfa|area|sqm|_m2$/],
  ["residents", /人口|居民|人数|popul|resident|inhabit|people/],
  ["households", /户|household|dwelling|flats|housing_units/],
  ["service", /类别|类型|服务|功能|category|service|type/],
  ["community", /社区|居委|村委|community|village|neighbou?rhood/],
  ["subdistrict", /街道|乡镇|subdistrict/],
  ["district", /区县|行政区|district/],
];
/** People a square kilometre, shares, and yes or no are not numbers of people, whatever else the name says. */
const NO_AMOUNT =
  /密度|比例|比重|占比|百分比|率$|%|人均|户均|增长|density|_per_|\/|percent|share|ratio|rate$|^has_|^is_|populous|populated/;

/**
 * How well a name says a meaning: its place in the list of names, or null where it is none of them.
 *
 * Whole names come first; then, as ten-letter heads of shapefiles have them, beginnings that no other meaning has.
 */
export function rankOf(column: string, meaning: ColumnMeaning, kind: TableKind): number | null {
  const { plain } = headerText(column);
  const names: readonly string[] = COLUMN_NAMES[meaning];
  const at = names.indexOf(plain);
  if (at >= 0) return at;
  if (meaning === "id" && isOfRows(plain, ID_WORDS, kind)) return names.indexOf("osm_id") - 0.5;
  if (meaning === "name" && isOfRows(plain, NAME_WORDS, kind)) return names.length;
  if (meaning === "id" && isCutOfRows(plain, ID_WORDS, kind)) return names.indexOf("osm_id") - 0.25;
  if (meaning === "name" && isCutOfRows(plain, NAME_WORDS, kind)) return names.length + 0.5;
  if (UNIT_MEANINGS.includes(meaning)) {
    const unit = plain.replace(UNIT_BEFORE, "");
    const isOwnName = kind === "blocks" && isOfRows(plain, NAME_WORDS, kind);
    const named = names.indexOf(isOwnName ? unit : unit.replace(UNIT_AFTER, ""));
    if (unit !== plain || named >= 0) return named < 0 ? null : named + 0.5;
  }
  return isCutName(plain, meaning) ? names.length + 1 : null;
}

/** The meaning that a name perhaps has where it is none of the known ones; null where it speaks of nothing known. */
export function perhapsMeaning(column: string): ColumnMeaning | null {
  const plain = column
    .normalize("NFKC")
    .trim()
    .toLowerCase()
    .replace(/[\s.-]+/g, "_");
  const [meaning] = PERHAPS.find(([, words]) => words.test(plain)) ?? [];
  return meaning ?? null;
}

/** Whether a name says that its column holds no number of people, homes or places: a density, a share, yes or no. */
export function namesNoAmount(column: string): boolean {
  return NO_AMOUNT.test(
    column
      .normalize("NFKC")
      .trim()
      .toLowerCase()
      .replace(/[\s.-]+/g, "_"),
  );
}

function isOfRows(plain: string, words: string, kind: TableKind): boolean {
  return new RegExp(`^(?:${ROWS_ARE[kind]})_?(?:${words})$`).test(plain);
}

/** As `isOfRows`, of names that a shapefile cut: `小区编` of 小区编号. */
function isCutOfRows(plain: string, words: string, kind: TableKind): boolean {
  const stem = cutStem(plain);
  if (stem === null) return false;
  const rows = ROWS_ARE[kind].split("|");
  const fits = (row: string) =>
    words.split("|").some((word) => [row + word, `${row}_${word}`].some((name) => isCutOf(stem, name)));
  return rows.some((row) => stem.startsWith(row) && stem !== row && fits(row));
}

/** Whether a name is longer than a stem that begins it. */
function isCutOf(stem: string, name: string): boolean {
  return name.length > stem.length && name.startsWith(stem);
}

/** Ten bytes in a table of a shapefile, the last of them perhaps replaced by a number that sets two apart. */
const CUT_LENGTH = 10;

/** What is left of a name of ten bytes, in UTF-8 or GBK, a character that was cut through left out; null of another length. */
function cutStem(plain: string): string | null {
  const whole = plain.replace(/\uFFFD+$/, "");
  const lengths = [new TextEncoder().encode(whole).length, whole.replace(/[^\x20-\x7e]/g, "**").length];
  const isCut = whole !== plain || lengths.some((bytes) => bytes >= CUT_LENGTH - 2 && bytes <= CUT_LENGTH);
  return isCut && whole.length > 1 ? whole.replace(/_?\d$/, "") : null;
}

function isCutName(plain: string, meaning: ColumnMeaning): boolean {
  const meanings = cutNames(plain, COLUMN_NAMES);
  const isEntrance = meanings.every((one) => one === "entranceLon" || one === "entranceLat");
  return meanings.includes(meaning) && (meanings.length === 1 || isEntrance);
}

/** The meanings of which a name of ten letters may be the beginning. */
export function cutNames<Meaning extends string>(
  plain: string,
  names: Readonly<Record<Meaning, readonly string[]>>,
): Meaning[] {
  const stem = cutStem(plain);
  if (stem === null) return [];
  return (Object.keys(names) as Meaning[]).filter((one) => names[one].some((name) => isCutOf(stem, name)));
}
