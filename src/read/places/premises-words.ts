/**
 * Names of the columns of a table of premises, and the words in them.
 */
import type { Means, Mode, Owner } from "../../siting/premises/premises.js";
import { COLUMN_NAMES } from "../tables/column-names.js";
import { headerText } from "../tables/header-text.js";
import { chineseNumber } from "./chinese-times.js";

/** Heads of prices that say for how much: yuan a square metre, and a year. */
function perM2(name: string): string[] {
  return ["m2", "平方米", "平米"].map((area) => `${name}(元/${area})`);
}
function perM2Year(name: string): string[] {
  return ["m2", "平方米", "平米"].flatMap((area) =>
    ["/", "·", "."].map((and) => `${name}(元/${area}${and}年)`),
  );
}

/** In English and Chinese, the preferred ones first; only id and area are required. */
export const PREMISES_COLUMNS = {
  id: [
    ...COLUMN_NAMES.id,
    ...["premises_id", "room_id", "房屋编号", "用房编号", "物业编号", "资产编号", "场所编号", "房源编号"],
  ],
  areaM2: [...COLUMN_NAMES.areaM2, ...COLUMN_NAMES.floorAreaM2, "使用面积", "可用面积", "房屋面积"],
  name: [...COLUMN_NAMES.name, "premises_name", "房屋名称", "用房名称", "物业名称", "资产名称", "场所名称"],
  floor: ["floor", "storey", "level", "楼层", "所在楼层", "所在层", "层数"],
  lift: ["lift", "elevator", "电梯", "有无电梯", "是否有电梯"],
  ownEntrance: ["own_entrance", "独立出入口", "独立入口", "有无独立出入口", "是否有独立出入口"],
  owner: ["owner", "ownership", "产权", "产权性质", "产权归属"],
  mode: ["mode", "方式", "建设方式", "配置方式"],
  means: ["means", "途径", "建设途径", "取得途径"],
  readyYear: ["ready_year", "可用年份", "可投入使用年份", "交付年份", "交付时间", "可用时间", "可交付时间"],
  availableUntil: [
    "available_until",
    "到期年份",
    "租约到期年份",
    "到期时间",
    "到期日期",
    "到期日",
    "租期至",
    "可用至",
    "使用至",
    "可使用至",
    "租约到期",
    "使用期限至",
  ],
  changesLandUse: ["changes_land_use", "改变土地用途", "是否改变土地用途"],
  fixedCost: ["fixed_cost", "固定费用", "一次性费用"],
  fitOutPerM2: [
    "fit_out_per_m2",
    "改造单价",
    ...perM2("改造单价"),
    ...perM2("改造费用"),
    ...perM2("装修单价"),
    ...perM2("装修费用"),
  ],
  rentPerM2Year: [
    "rent_per_m2_year",
    "年租金单价",
    ...perM2("年租金"),
    ...perM2("年租金单价"),
    ...perM2Year("租金"),
    ...perM2Year("租金单价"),
  ],
  services: ["services", "service", "适用服务", "可开展服务"],
  kind: ["kind", "use", "current_use", "现状用途", "原用途", "房屋用途", "用途"],
  unit: ["unit", "community", "社区", "所属社区", "所在社区", "居委会"],
} as const;

/** Meanings that only a table of premises has; two of them make it one, an assumption. */
const PREMISES_ALONE = [
  ...(["floor", "lift", "ownEntrance", "mode", "means", "readyYear", "availableUntil"] as const),
  ...(["changesLandUse", "fixedCost", "fitOutPerM2", "rentPerM2Year"] as const),
];

/** Whether these columns are those of a table of premises. */
export function isPremisesTable(columns: readonly string[]): boolean {
  const plain = columns.map((column) => headerText(column).plain);
  const found = PREMISES_ALONE.filter((meaning) =>
    (PREMISES_COLUMNS[meaning] as readonly string[]).some((name) => plain.includes(name)),
  );
  return found.length >= 2;
}

/** What a column of premises may mean. */
export type PremisesMeaning = keyof typeof PREMISES_COLUMNS;

export const OWNER_WORDS: Readonly<Record<string, Owner>> = {
  state: "state",
  国有: "state",
  collective: "collective",
  集体: "collective",
  private: "private",
  私有: "private",
};
export const MODE_WORDS: Readonly<Record<string, Mode>> = {
  infill: "infill",
  补改: "infill",
  convert: "convert",
  转型: "convert",
  transfer: "transfer",
  划转: "transfer",
  allocate: "allocate",
  配建: "allocate",
};
export const MEANS_WORDS: Readonly<Record<string, Means>> = {
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
};

/** A storey: `1`, `3层`, `2F`, `二楼`, and below the ground `-1`, `B1`, `负一层`; null where it is none. */
export function floorOf(text: string): number | null {
  const plain = text
    .normalize("NFKC")
    .trim()
    .toLowerCase()
    .replace(/[一二三四五六七八九十]+/, chineseNumber);
  const match = /^(b|负|地下|-)?\s*(?:第)?(\d{1,3})\s*(?:层|楼|f)?$/.exec(plain);
  return match === null ? null : Number(match[2]) * (match[1] === undefined ? 1 : -1);
}

/** The year of a year, a month or a day: `2027`, `2027年`, `2027-03-31`; null where it is none. */
export function yearOf(text: string): number | null {
  const match = /^((?:19|20|21)\d\d)(?:\s*年.*|[-/.]\d{1,2}(?:[-/.]\d{1,2})?)?$/.exec(
    text.normalize("NFKC").trim(),
  );
  return match === null ? null : Number(match[1]);
}
