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

/** Notes recognised by their wording: what was walked, left out and joined of streets, and how large blocks were spread. */
const BY_MESSAGE: readonly (readonly [en: RegExp, zh: string])[] = [
  [/^ways walked$/, "条道路可步行"],
  [/^edges walked$/, "条路段可步行"],
  [/^lines walked$/, "条线可步行"],
  [/^(?:edges|lines|features) left out: (.*)$/, "条线未采用：$1"],
  [
    /^lines are all walked: no column of classes is known; columns are (.*)$/,
    "条线全部可步行：未发现道路类别列；现有列：$1",
  ],
  [/^squares walked across$/, "处广场可横穿"],
  [/^squares that share a side with another: crossed as one$/, "处广场与相邻广场共边，合并为一处穿行"],
  [/^squares walked along the rim only: too large$/, "处广场过大，仅沿边缘步行"],
  [/^squares cut by the edge of the extract/, "处广场被数据边缘截断：仅沿剩余边缘步行"],
  [/^holes of squares cut by the edge of the extract/, "处广场内的空洞被数据边缘截断：绕行剩余部分"],
  [/^buildings, water and walls in squares walked around$/, "处广场内的建筑、水面和围墙须绕行"],
  [
    /^buildings, water and walls over doors of squares: walked under$/,
    "处建筑位于广场入口之上：可从下方通过",
  ],
  [/^gated compounds: nobody walks through$/, "处封闭院落：外人不可穿行"],
  [/^residents' gates that lead into no compound, closed$/, "处住户专用门不通向任何院落，视为关闭"],
  [/^members of relations are not in the file$/, "个关系成员不在文件中"],
  [/^nodes of ways are not in the file$/, "个道路节点不在文件中"],
  [
    /^nodes inside walkable ways are not in the file: (\S+) ways are walked in parts or not at all$/,
    "个可步行道路的中间节点不在文件中：$1 条道路仅部分可步行或不可步行",
  ],
  [
    /^streets and gates have opening hours or conditions/,
    "条街道和大门有开放时间或条件：未指定时刻（--time）时按现状",
  ],
  [/^edges are shorter than the straight line/, "条路段短于两端直线距离：坐标为估计值，以给定长度为准"],
  [/^edges stand twice with the same length/, "条路段重复且长度相同，只计一次"],
  [/^lines run over the same places as an equal one/, "条线与另一条相同的线重合，只计一次"],
  [/^lines have no length and are left out$/, "条线没有长度，未采用"],
  [/^lines stop links off the street/, "条线阻挡离开街道的接入：河流、水面、铁路、高速公路或围墙"],
  [/^nodes are closed to walkers, or gates for residents$/, "个节点不供步行，或为住户专用门"],
  [/^nodes stop wheelchairs or strollers$/, "个节点阻挡轮椅或婴儿车"],
  [
    /^rows give no u and v, and meet others where they share a place$/,
    "行未给出 u 和 v，按相同位置与其他线相接",
  ],
  [
    /^blocks are large: their people are spread over the streets in them$/,
    "处住宅范围较大：人口沿其中的街道分摊",
  ],
  [
    /^blocks are large: their people are spread over the mapped homes in them$/,
    "处住宅范围较大：人口按其中已测绘的住宅分摊",
  ],
  [/^blocks are large but hold no homes and no streets/, "处住宅范围较大，但其中没有住宅和街道：仍作为一点"],
  [/^of these reach beyond the streets/, "处超出街道范围：范围外面积对应的人口留在范围外"],
  [/^parts stand for the blocks that were spread$/, "个部分代表被分摊的住宅"],
];

/** English parts of notes that are Chinese else. */
const PARTS: readonly (readonly [en: RegExp, zh: string])[] = [
  [/处（ways）/g, "条道路"],
  [/处（nodes on streets）/g, "个道路节点"],
  [/class (\S+) not for walking/g, "$1 类不供步行"],
  [/class (\S+) unknown/g, "$1 类未知"],
  [/closed to walkers \(foot or access\)/g, "不供步行（foot 或 access）"],
  [/not built \(([^)]*)\)/g, "未建成（$1）"],
  [/ferries are not walked/g, "轮渡不计步行"],
  [/not a line/g, "不是线"],
  [/no street/g, "不是街道"],
  [/area, /g, "面，"],
  [/^river$/, "河流"],
  [/^water$/, "水域"],
  [/^rail$/, "铁路"],
  [/^motorway$/, "高速公路"],
  [/^wall$/, "围墙"],
  [/GCJ-02 \(AMap, Tencent\)/g, "GCJ-02（高德、腾讯）"],
  [/BD-09 \(Baidu\)/g, "BD-09（百度）"],
];

/** The note without its count, in both languages. */
export function noteWords({ code, message, zh }: ReadNote): Words {
  const chinese = zh ?? translated(code, message);
  return { en: message, zh: chinese === message ? chinese : partsInChinese(chinese) };
}

function translated(code: string, message: string): string {
  const known = NOTES[code];
  for (const [pattern, words] of known === undefined ? BY_MESSAGE : [known]) {
    const match = pattern.exec(message);
    if (match !== null) return words.replace(/\$(\d)/g, (_, group: string) => match[Number(group)] ?? "");
  }
  return message;
}

/** A text with its known English parts put into Chinese: reasons why a way is left out, kinds of things. */
export function partsInChinese(text: string): string {
  return PARTS.reduce((now, [pattern, words]) => now.replace(pattern, words), text);
}
