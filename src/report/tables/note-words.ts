/**
 * Notes of the readers in both languages: they come in English, with a code; numbers and names are carried over.
 *
 * A note whose code or words are not known here stays in English.
 */
import type { ReadNote } from "../../base/notes.js";
import type { Words } from "../../base/words.js";

/** Per code: what the note says in English, its variable parts in groups, and the same in Chinese. */
const NOTES: Readonly<Record<string, readonly [en: RegExp, zh: string]>> = {
  "homes-not-mapped": [/^residential buildings on (\S+) km/, "处住宅建筑对应 $1 公里街道：此处住宅未被测绘"],
  "levels-assumed": [/they carry (\S+) of the people$/, "处建筑无层数数据，涉及 $1 人"],
  "plain-buildings": [/they carry (\S+) of the people$/, "处普通建筑按门牌或用地计为住宅，涉及 $1 人"],
  "residents-not-placed": [/^of the known residents/, "位已知居民无处安置（无住宅楼层）"],
  "buildings-left-out": [/^buildings are not residential/, "处建筑按规则不是住宅"],
  "buildings-without-outline": [/mapped as points/, "处建筑仅以点测绘，面积未知"],
  "buildings-mapped-twice": [/belong to a multipolygon/, "个轮廓属于本身即为建筑的多边形，不重复计"],
  "closed-places": [/closed, disused/, "处场所已关闭、停用或尚未建成"],
  "blocks-without-unit": [/^blocks name no unit/, "处住宅未写所属单位，也不在任何单位内"],
  "no-homes-given": [/./, "个街道文件不含住宅：提供住宅图层之前不评判任何住宅"],
  "no-rows": [/./, "行数据"],
  "damaged-text": [/\(rows (.*)\)$/, "行含有此前已损坏的字符（第 $1 行）"],
  "map-units-not-used": [/that the map names/, "处住宅位于地图命名的小区或地名内；以单元文件为准"],
  "rows-without-service": [/\(rows (.*)\)$/, "行未写服务，未采用（第 $1 行）"],
  "rows-without-place": [/\(rows (.*)\)$/, "行没有坐标，未采用（第 $1 行）"],
  "places-at-zero": [/\(rows (.*)\)$/, "行位于 0, 0，远离其他各行：坐标是否缺失？（第 $1 行）"],
  "places-perhaps-swapped": [/\(rows (.*)\)$/, "行若经纬度互换则与其他各行相邻（第 $1 行）"],
  "encoding-guessed": [/read as (\S+),/, "行按 $1 编码读取（据文字推断）；如有误请声明编码"],
  "crs-converted": [/converted from (.*) to WGS 84$/, "行由 $1 转换为 WGS 84"],
  "ages-above-residents": [/\(rows (.*)\)$/, "行的某年龄组人数多于居民数，均按原值保留（第 $1 行）"],
  "residents-estimated": [
    /no residents: (\S+) are estimated .* homes, (\S+) m²/,
    "处住宅未给出居民数：按住宅建筑面积估算共 $1 人（每人 $2 平方米）",
  ],
  "column-without-effect": [
    /^cells of the column "(.*)" \(/,
    "个单元格（列“$1”）不影响结果：没有不对外开放的设施",
  ],
  "services-by-class": [
    /service, (\S+) told by their names and (\S+) by their classes \((.*)\):/,
    "行为地图服务的兴趣点，$1 行按名称、$2 行按分类判断服务（$3）：系推测，仅供筛查",
  ],
  "rows-set-aside": [/offer no service/, "行按服务对照表或数量不提供任何服务，未采用"],
  "service-guessed": [
    /the service "(.*)", taken for (.*), which is a guess/,
    "行写有服务“$1”，推测为 $2；请在 services 中确认",
  ],
  "facilities-shut": [/are shut by their opening hours/, "处设施按开放时间已停业或暂停；未指定时刻时仍计入"],
  "unknown-service": [/the service "(.*)", which is not known/, "行写有未知服务“$1”"],
  "register-not-whole": [
    /may offer (.*): there .*\(rows (.*)\)$/,
    "行未能采用，可能提供 $1：该服务仅供筛查（第 $2 行）",
  ],
  "merged-entries-disagree": [
    /\(([^()]*)\)$/,
    "处合并设施的面积或名额不一（取最大值），或开放时间不一（均不采用）（$1）",
  ],
  "replaced-by-register": [/do not count for (.*), since/, "处测绘设施不计入 $1：登记表已包含这些服务"],
  "rows-filtered": [/by the filter (.*)$/, "行被筛选条件排除：$1"],
  "unused-service-words": [/in no row: (.*)$/, "个服务对照词未在任何行出现：$1"],
  "raster-cells": [/^cells of (\S+) × (\S+) hold/, "个栅格（共 $1 × $2）有人口"],
  "raster-summed": [/raster, (\S+) in all$/, "处住宅的居民数取自栅格，共 $1 人"],
  "raster-outside": [/live outside/, "位栅格居民住在所有住宅范围之外"],
  "raster-replaces": [/instead$/, "处住宅自带居民数，改用栅格数据"],
  "raster-partly": [/reach beyond/, "处住宅超出栅格范围，其外人口不计"],
  "raster-beyond": [/lie beyond/, "处住宅在栅格之外，居民数未知"],
  "raster-overlap": [/covered by several/, "个栅格被多处住宅覆盖，人口分摊"],
};

/** The note without its count, in both languages. */
export function noteWords({ code, message, zh }: ReadNote): Words {
  if (zh !== undefined) return { en: message, zh };
  const translation = NOTES[code];
  const match = translation?.[0].exec(message);
  if (translation === undefined || !match) return { en: message, zh: message };
  return {
    en: message,
    zh: translation[1].replace(/\$(\d)/g, (_, group: string) => match[Number(group)] ?? ""),
  };
}
