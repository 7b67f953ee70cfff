/**
 * Meanings of columns in Chinese, for notes and accounts; what a configuration calls them stands beside the word.
 */
import type { ColumnMeaning } from "./column-names.js";

const MEANINGS_ZH: Readonly<Record<ColumnMeaning, string>> = {
  id: "编号",
  name: "名称",
  service: "服务",
  mapType: "地图分类",
  mapTypeCode: "地图分类代码",
  residents: "居民数",
  households: "户数",
  unit: "单元",
  estate: "小区",
  community: "社区",
  subdistrict: "街道（乡镇）",
  district: "区县",
  areaM2: "用地面积",
  floorAreaM2: "建筑面积",
  capacity: "名额",
  address: "地址",
  open: "对外开放",
  serves: "服务对象",
  openingHours: "开放时间",
  entranceLon: "入口经度",
  entranceLat: "入口纬度",
};

/** What joins the meanings of a column that gives several. */
export const ALSO = " + ";

/** A meaning, or several, as a Chinese reader calls it, with its key; ages as years. */
export function meaningInChinese(meaning: string): string {
  return meaning
    .split(ALSO)
    .map((one) => {
      if (/^\d/.test(one)) return `${one} 岁`;
      const word = MEANINGS_ZH[one as ColumnMeaning] as string | undefined;
      return word === undefined ? one : `${word}（${one}）`;
    })
    .join("、");
}
