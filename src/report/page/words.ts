/**
 * Every word of the report page that does not come from data, in English and Chinese.
 *
 * `{name}` in a sentence is filled in by `say`. Reasons that a later version adds and this table does not know are
 * shown by their id.
 *
 * Layer: report. Imports nothing of other layers; runs in Node and in the page.
 */
import type { Words } from "./report-data.js";

export type Lang = "en" | "zh";

const words = (en: string, zh: string): Words => ({ en, zh });

export const WORDS = {
  question: words(
    "Who lives farther than a walk from the services of daily life, and what to do first",
    "谁住得离日常服务太远，先做什么",
  ),
  language: words("Language", "语言"),
  print: words("Print", "打印"),
  contents: words("Contents", "目录"),
  facts: words("What this report covers", "报告范围"),
  map: words("Map", "地图"),
  headline: words("Services at a glance", "各项服务总览"),
  oldAndSmall: words("The old and the small", "一老一小"),
  distribution: words("How long the walk takes", "步行时间分布"),
  fairness: words("How evenly walks are shared", "步行负担是否均匀"),
  plan: words("Proposed sites", "建议选址"),
  communities: words("By community", "分社区情况"),
  ledger: words("Places that fail", "问题清单"),
  method: words("Method and caveats", "方法与说明"),
  lineage: words("Where the numbers come from", "数据来源"),
  blocks: words("Residential blocks", "住宅"),
  residents: words("Residents", "居民"),
  facilities: words("Facilities", "设施"),
  facility: words("facility", "设施"),
  rules: words("Rules", "依据"),
  before: words("before", "之前"),
  after: words("after", "之后"),
  residentsSaid: words("residents met {met}, in gap {gap}", "达标居民 {met}，缺口居民 {gap}"),
  changeSaid: words(
    "ringed: {gained} blocks newly met, {lost} no longer",
    "圈出：新增达标住宅 {gained} 处，不再达标 {lost} 处",
  ),
  studyArea: words("Study area", "研究范围"),
  studyAreaSaid: words("{name}; facilities up to {n} m outside count", "{name}；范围外 {n} 米以内的设施计入"),
  outside: words("Outside, not judged", "范围外，不作判定"),
  outsideSaid: words(
    "{blocks} blocks with {people} residents; {facilities} facilities",
    "住宅 {blocks} 处，居民 {people} 人；设施 {facilities} 处",
  ),
  households: words("Households", "户数"),
  householdsSaid: words("{n} households", "{n} 户"),
  areaLine: words("edge of the study area", "研究范围边界"),
  level: words("Level", "层级"),
  unitNote: words(
    "by need of each unit: met where at least 80 % of it is (an assumption)",
    "按各单位的需求判定：80 % 以上达标即为达标（假设）",
  ),
  byAge: words("By age", "分年龄"),
  byAgeNote: words(
    "Share of each age group within the required walk, and how many are not. Only blocks that give ages are counted.",
    "各年龄组中在要求步行范围内的比例，以及未达标人数。仅计入有年龄数据的住宅。",
  ),
  layerReach: words("Streets within the walk of the chosen place", "所选位置步行可达的街道"),
  reachNote: words(
    "Green streets: within the required walk of this place, reckoned in this page from thinned streets at an even pace.",
    "绿色街道：从该位置出发在要求步行范围内，由本页按简化街道、匀速估算。",
  ),
  walker: words("Who walks", "步行者"),
  walkerSaid: words(
    "{profile}, {speed} m/s; distances along streets, door to door",
    "{profile}，{speed} 米/秒；沿街道、门到门的距离",
  ),
  dataDate: words("Data of", "数据日期"),
  dateUnknown: words("not stated in the files", "文件未注明"),
  estimated: words("estimated from floor area", "按建筑面积估算"),
  unknownPeople: words("number of residents not known", "居民数未知"),
  joined: words("{linked} of {all} blocks join the streets", "{all} 处住宅中 {linked} 处接入街道"),
  coordinates: words("WGS 84, drawn in Web Mercator, north up", "WGS 84 坐标，Web 墨卡托投影，上为北"),
  crs: words("Coordinates", "坐标"),
  service: words("Service", "服务"),
  required: words("Required walk", "要求步行"),
  met: words("met", "达标"),
  gap: words("gap", "缺口"),
  unknown: words("unknown", "未知"),
  depends: words("depends", "视条件而定"),
  residentsMet: words("Residents met", "达标居民"),
  residentsGap: words("Residents in gap", "缺口居民"),
  residentsUnknown: words("Unknown", "未知"),
  blocksMet: words("Blocks met", "达标住宅"),
  blocksGap: words("Blocks in gap", "缺口住宅"),
  share: words("Share met", "达标率"),
  median: words("Half walk up to", "半数人步行不超过"),
  p90: words("90 % walk up to", "九成人步行不超过"),
  rule: words("Rule", "依据"),
  metres: words("{n} m", "{n} 米"),
  minutes: words("{n} min", "{n} 分钟"),
  screening: words(
    "* for screening: the source may not hold every facility.",
    "* 仅供筛查：数据来源可能缺少设施。",
  ),
  notMappedNote: words(
    "– no share: the source is not known to be complete for this service. A register of its facilities turns “unknown” into a verdict.",
    "– 不计达标率：数据来源对该服务不完整。提供设施登记表后，“未知”即可判定。",
  ),
  shareNote: words(
    "Share met = residents met ÷ (met + gap); unknown is left out. Where no residents are known, blocks are counted.",
    "达标率 = 达标居民 ÷（达标 + 缺口），未知不计。居民数未知时按住宅处数计。",
  ),
  old: words("The old", "老年人"),
  small: words("The small", "儿童"),
  ofAll: words("all residents; no ages are given", "全体居民；未提供年龄"),
  inGap: words("{n} residents live too far", "{n} 位居民距离过远"),
  inGapBlocks: words("{n} blocks lie too far", "{n} 处住宅距离过远"),
  cannotSay: words("Nobody can say yet", "目前无法判断"),
  allMet: words("No gap was found", "未发现缺口"),
  found: words("{n} found in the data", "数据中有 {n} 处"),
  firstHere: words(
    "First look at {where}: {n} residents, {walk} to the nearest.",
    "先看{where}：{n} 位居民，到最近设施 {walk}。",
  ),
  firstHereNone: words(
    "First look at {where}: {n} residents, no walk leads to any.",
    "先看{where}：{n} 位居民，没有可走到的设施。",
  ),
  bringRegister: words(
    "First bring a register of these places (name, place, number of places): the map does not hold them.",
    "先提供该类设施登记表（名称、位置、床位或座位数）：地图数据中没有完整记录。",
  ),
  show: words("Service shown", "显示的服务"),
  colourBy: words("Colour blocks by", "着色方式"),
  byVerdict: words("verdict", "结论"),
  byReason: words("reason", "原因"),
  byMinutes: words("minutes to the nearest", "到最近设施的分钟数"),
  layerStreets: words("Streets", "街道"),
  layerFacilities: words("Facilities", "设施"),
  layerCircle: words("Area within the required walk", "要求步行范围"),
  layerBlocks: words("Blocks", "住宅"),
  layerSites: words("Proposed sites", "建议选址"),
  wholeCity: words("Whole area", "全部范围"),
  community: words("Community", "社区"),
  legend: words("Legend", "图例"),
  north: words("N", "北"),
  mapLabel: words(
    "Map of blocks and facilities. Arrow keys move it, plus and minus zoom. Every place is also in the list of places that fail.",
    "住宅与设施地图。方向键移动，加减号缩放。所有问题住宅也列在问题清单中。",
  ),
  waterLine: words("river, water", "河流、水面"),
  barrierLine: words("railway, motorway, wall", "铁路、高速公路、围墙"),
  street: words("street", "街道"),
  none: words("none reached", "无可达设施"),
  choose: words(
    "Choose a block on the map, or a row of the list below.",
    "在地图上或下方清单中选择一处住宅。",
  ),
  chosen: words("Chosen place", "所选位置"),
  straight: words("Straight line", "直线距离"),
  walk: words("Walk", "步行"),
  nearest: words("Nearest", "最近设施"),
  reason: words("Why", "原因"),
  first: words("First action", "先做什么"),
  people: words("{n} residents", "{n} 位居民"),
  otherServices: words("All services of this block", "该住宅的各项服务"),
  unnamed: words("(unnamed)", "（无名称）"),
  nobody: words("residents not known", "居民数未知"),
  offers: words("Offers", "提供"),
  nearestOf: words("nearest for {n} blocks, {m} residents", "{n} 处住宅、{m} 位居民的最近设施"),
  zoomTo: words("Show on the map", "在地图上显示"),
  close: words("Close", "关闭"),
  peopleAxis: words("residents", "居民"),
  blocksAxis: words("blocks", "住宅"),
  minutesAxis: words("minutes to the nearest", "到最近设施的分钟数"),
  limitLine: words("required", "要求"),
  beyond: words("longer", "更长"),
  unreachedBar: words("none", "无"),
  lorenzX: words("share of residents, shortest walks first", "居民累计比例（由近到远）"),
  lorenzY: words("share of all minutes walked", "步行分钟累计比例"),
  gini: words("Gini {n}", "基尼系数 {n}"),
  lorenzNote: words(
    "Lorenz curve of minutes to the nearest facility; the straight line is where everyone walks the same. Blocks without a walk are left out. 0 is even, 1 is uneven.",
    "到最近设施步行分钟数的洛伦兹曲线；直线表示人人相同。没有可达设施的住宅不计。0 为均等，1 为极不均等。",
  ),
  planCurve: words("People covered with each further site", "每增一处选址后覆盖的人数"),
  planSaid: words(
    "With all of them {n} of {all} people are covered.",
    "全部建成后覆盖 {all} 人中的 {n} 人。",
  ),
  sitesAxis: words("sites", "选址数"),
  gain: words("newly covered", "新增覆盖"),
  rank: words("Rank", "次序"),
  site: words("Site", "选址"),
  search: words("Search name or unit", "按名称或社区搜索"),
  filterService: words("Service", "服务"),
  filterReason: words("Reason", "原因"),
  any: words("any", "全部"),
  leastPeople: words("Residents at least", "居民不少于"),
  rowsFound: words("{n} of {all} rows", "{all} 行中的 {n} 行"),
  previous: words("Previous", "上一页"),
  next: words("Next", "下一页"),
  page: words("Page {n} of {all}", "第 {n} / {all} 页"),
  download: words("Download CSV", "下载 CSV"),
  block: words("Block", "住宅"),
  unit: words("Unit", "所属单位"),
  walkM: words("Walk, m", "步行（米）"),
  walkMin: words("Walk, min", "步行（分钟）"),
  straightM: words("Straight, m", "直线（米）"),
  shortfall: words("Too long by", "超出"),
  sorted: words("sorted by {column}, {order}", "按{column}排序，{order}"),
  ascending: words("ascending", "升序"),
  descending: words("descending", "降序"),
  sortHint: words(
    "A column head sorts; a row shows the place on the map.",
    "点击表头排序；点击行在地图上显示。",
  ),
  worst: words(
    "The most residents first, ten a service; the whole list is in gaps.csv.",
    "每项服务按居民数列前十；完整清单见 gaps.csv。",
  ),
  noGaps: words("No place fails, as far as can be judged.", "在可判断的范围内，没有问题住宅。"),
  noBlocks: words(
    "No residential blocks are known: streets and facilities are shown, and no coverage is claimed.",
    "没有住宅数据：仅显示街道和设施，不作覆盖结论。",
  ),
  scriptsOff: words(
    "Scripts are off: this page shows fixed maps and tables. With scripts on, the map can be moved and asked.",
    "脚本已关闭：本页显示静态地图和表格。启用脚本后可移动和查询地图。",
  ),
  unitFails: words("blocks in gap", "缺口住宅"),
  printEach: words("Print one page per community", "每个社区打印一页"),
  missing: words("Missing", "缺少"),
  reachable: words("Within the walk", "步行可达"),
  inputs: words("Inputs", "输入文件"),
  options: words("Options", "选项"),
  library: words("Made with", "生成工具"),
  role: words("Role", "用途"),
  file: words("File", "文件"),
  notes: words("What was assumed, mended or left out", "假设、修正与遗漏"),
  code: words("Code", "代码"),
  count: words("Count", "数量"),
  message: words("What", "内容"),
  basis: words("Source", "出处"),
} as const satisfies Record<string, Words>;

/** How a number or a text enters a sentence. */
export function say(sentence: Words, values: Readonly<Record<string, string | number | Words>>): Words {
  const fill = (lang: Lang) =>
    sentence[lang].replace(/\{(\w+)\}/g, (_, key: string) => {
      const value = values[key] ?? "";
      return typeof value === "object" ? value[lang] : String(value);
    });
  return { en: fill("en"), zh: fill("zh") };
}

/** Thousands apart by a thin space that does not break; at most `digits` decimals. */
export function number(value: number, digits = 0): string {
  const [whole, rest] = value.toFixed(digits).split(".");
  const apart = whole!.replace(/\B(?=(\d{3})+$)/g, "\u202f");
  return rest === undefined ? apart : `${apart}.${rest}`;
}
