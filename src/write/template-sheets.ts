/**
 * What the template of an office's tables asks for: three sheets, their columns in English and Chinese, and a note on each.
 *
 * The heads are names that the readers of blocks, registers and premises understand.
 */

/** A word or sentence in both languages. */
type Both = readonly [en: string, zh: string];

/** One column: its head, what it means, and whether rows need it. */
interface TemplateColumn {
  readonly head: Both;
  readonly note: Both;
  readonly required?: true;
}

/** One sheet of the template. */
export interface TemplateSheet {
  readonly name: Both;
  readonly columns: readonly TemplateColumn[];
}

const column = (head: Both, note: Both): TemplateColumn => ({ head, note });
const needed = (head: Both, note: Both): TemplateColumn => ({ head, note, required: true });

const PLACE: readonly TemplateColumn[] = [
  needed(
    ["lon", "经度"],
    ["longitude in degrees; all rows in one coordinate system", "经度（度）；全表使用同一坐标系"],
  ),
  needed(["lat", "纬度"], ["latitude in degrees", "纬度（度）"]),
];

const BLOCKS: TemplateSheet = {
  name: ["blocks", "小区"],
  columns: [
    needed(["id", "小区编号"], ["one of its own for each row", "每行唯一"]),
    column(["name", "小区名称"], ["as residents call it", "居民通用的名称"]),
    column(["community", "所属社区"], ["the community that it belongs to", "所属社区居委会"]),
    column(["subdistrict", "街道"], ["the subdistrict", "所属街道或乡镇"]),
    column(["district", "行政区"], ["the district", "所属区县"]),
    ...PLACE,
    column(["households", "户数"], ["dwellings that are lived in; empty if unknown", "住户数；未知留空"]),
    column(
      ["residents", "常住人口"],
      ["people who live there; empty if unknown, 0 if none", "常住人口；未知留空，无人填 0"],
    ),
    column(["age_60_plus", "60岁及以上人口"], ["people aged 60 and older", "60 岁及以上人口"]),
    column(["age_0_2", "0-2岁人口"], ["children under 3", "3 岁以下婴幼儿"]),
    column(["age_3_5", "3-5岁人口"], ["children aged 3 to 5", "3 至 5 岁儿童"]),
    column(
      ["floor_area_m2", "住宅建筑面积（㎡）"],
      [
        "residential floor area, m²; estimates people where none are given",
        "住宅建筑面积，平方米；无人口时用于估算",
      ],
    ),
  ],
};

const REGISTER: TemplateSheet = {
  name: ["register", "设施"],
  columns: [
    needed(["id", "设施编号"], ["one of its own for each place", "每处唯一"]),
    column(["name", "设施名称"], ["as it is signed", "挂牌名称"]),
    needed(
      ["service", "服务类型"],
      [
        "what it offers, several apart by ; e.g. elderly; meals (ids of docs/methods/services.md, or your own words)",
        "所提供的服务，多项用；隔开，如：社区养老服务站；社区食堂",
      ],
    ),
    ...PLACE,
    column(["floor_area_m2", "建筑面积（㎡）"], ["m²; empty if unknown", "平方米；未知留空"]),
    column(
      ["capacity", "床位数"],
      ["beds, places or seats; empty if unknown", "床位、托位或座位数；未知留空"],
    ),
    column(["address", "地址"], ["tells doubles from neighbours", "用于识别重复登记"]),
    column(["open_to_all", "对外开放"], ["yes or no: may everybody use it?", "是或否：是否面向所有居民"]),
    column(
      ["opening_hours", "开放时间"],
      ["e.g. Mo-Fr 08:30-17:00, or 24/7", "如：周一至周五 8:30-17:00，或 24小时"],
    ),
  ],
};

const PREMISES: TemplateSheet = {
  name: ["premises", "闲置用房"],
  columns: [
    needed(["id", "房屋编号"], ["one of its own for each room", "每处唯一"]),
    column(["name", "房屋名称"], ["as it is known", "通用名称"]),
    ...PLACE,
    needed(["area_m2", "使用面积（㎡）"], ["usable floor area, m²", "可用建筑面积，平方米"]),
    column(["floor", "楼层"], ["1 is the ground floor, -1 below it", "1 为首层，-1 为地下一层"]),
    column(["lift", "电梯"], ["yes or no", "是或否"]),
    column(["own_entrance", "独立出入口"], ["yes or no", "是或否"]),
    column(["owner", "产权"], ["state, collective or private", "国有、集体或私有"]),
    column(["mode", "方式"], ["infill, convert, transfer or allocate", "补改、转型、划转或配建"]),
    column(
      ["means", "途径"],
      ["build-on, buy, swap, rent, renovate or build", "补建、购置、置换、租赁、改造或新建"],
    ),
    column(["ready_year", "可用年份"], ["year from which it can be used", "可投入使用的年份"]),
    column(
      ["available_until", "到期年份"],
      ["last year of its use; empty if there is no end", "可用的最后一年；无期限留空"],
    ),
    column(["changes_land_use", "改变土地用途"], ["yes or no", "是或否"]),
    column(["fixed_cost", "固定费用"], ["once, in yuan; empty if unknown", "一次性费用，元；未知留空"]),
    column(["fit_out_per_m2", "改造单价"], ["yuan per m²", "元/平方米"]),
    column(["rent_per_m2_year", "年租金单价"], ["yuan per m² and year", "元/平方米·年"]),
    column(
      ["services", "适用服务"],
      ["only these services may move in; empty for any", "仅限这些服务；不限留空"],
    ),
    column(["community", "所属社区"], ["the community that it stands in", "所在社区"]),
  ],
};

/** The sheets in their order. */
export const TEMPLATE_SHEETS: readonly TemplateSheet[] = [BLOCKS, REGISTER, PREMISES];
