/**
 * Words of the first screen and of amounts, in English and Chinese; those of the first screen stand in `WORDS` too.
 */
import type { Words } from "../../base/words.js";
import type { ShareWeight } from "../../places/demand.js";

const words = (en: string, zh: string): Words => ({ en, zh });

/** Names of what is counted, within a sentence. */
export const UNIT_NAMES: Readonly<Record<ShareWeight, Words>> = {
  residents: words("residents", "居民"),
  dwellings: words("dwellings", "户数"),
  blocks: words("blocks", "住宅"),
};
export const AMOUNT_ONE: Readonly<Record<ShareWeight, Words>> = {
  residents: words("1 resident", "1 位居民"),
  dwellings: words("1 dwelling", "1 户"),
  blocks: words("1 block", "1 处住宅"),
};
export const AMOUNT_MANY: Readonly<Record<ShareWeight, Words>> = {
  residents: words("{n} residents", "{n} 位居民"),
  dwellings: words("{n} dwellings", "{n} 户"),
  blocks: words("{n} blocks", "{n} 处住宅"),
};

/** `{n}` of `{all}`, at the head of a sentence. */
export const OF_ALL: Readonly<Record<ShareWeight, Words>> = {
  residents: words("{n} of {all} residents", "{all} 位居民中，{n} 位"),
  dwellings: words("{n} of {all} dwellings", "{all} 户中，{n} 户"),
  blocks: words("{n} of {all} blocks", "{all} 处住宅中，{n} 处"),
};

/** What has no name of its own beside its services: what to do about a reason, somewhere, for a service. */
export const ACTION_WORDS: Readonly<Record<string, Words>> = {
  far: words("Find a room for {service}", "增设{service}"),
  severed: words("Open a way across the barrier to {service}", "打通阻隔，通往{service}"),
  detour: words(
    "Open a gate or short cut to {service}, else find a room",
    "开门或打通近路通往{service}，或增设一处",
  ),
  "not-open": words("Open {service} to the people around", "推动{service}向周边居民开放"),
  "too-small": words("Enlarge {service}", "扩建{service}"),
  "too-full": words("Add places of {service}", "增加{service}名额"),
  "closed-then": words("Lengthen the hours of {service}", "延长{service}开放时间"),
};

export const ANSWER_WORDS = {
  nobody: words("residents not known", "居民数未知"),
  dwellingsUnknown: words("dwellings not known", "户数未知"),
  withinMetres: words("within {n} m on foot", "步行 {n} 米内"),
  withinMinutes: words("within {n} minutes on foot", "步行 {n} 分钟内"),
  haveNone: words("{who} have no {service} {within}.", "{who}在{within}没有{service}。"),
  lackFor: words("{who} are without {service}: {why}.", "{who}得不到{service}：{why}。"),
  noneWithin: words("{n} have none {within}", "{n}{within}没有"),
  whyTooFull: words("{n} find the places taken", "{n}遇名额不足"),
  whyTooSmall: words("{n} reach only what is too small", "{n}所到之处规模不足"),
  whyClosed: words("{n} reach none that is open then", "{n}遇该时段不开放"),
  whyNotOpen: words("{n} reach only what is not open to them", "{n}遇不对外开放"),
  whyOther: words("{n}: {reason}", "{n}{reason}"),
  allReach: words(
    "All that could be judged have {services} {within}.",
    "在可判断的范围内，全部{within}有{services}。",
  ),
  nothingJudged: words(
    "No service can be judged yet: the data are not known to hold every facility. A register of them gives the answer.",
    "目前无法判断任何服务：数据未必收录全部设施。提供设施登记表即可判断。",
  ),
  answer: words("The answer", "结论"),
  shareMetOf: words("of {unit} have it", "的{unit}有"),
  withoutAmount: words("{amount} without", "{amount}没有"),
  noneWithout: words("none without", "没有缺口"),
  requiredWithin: words("Required: {walk}", "要求：{walk}"),
  metresOnFoot: words("{n} m on foot", "步行 {n} 米"),
  minutesOnFoot: words("{n} minutes on foot", "步行 {n} 分钟"),
  edgeBlocks: words("edge: ± {n} of {all} blocks", "边缘：±{n}/{all} 处住宅"),
  agedWithout: words("aged {group}: {n} of {all} without", "{group} 岁：{all} 人中 {n} 人没有"),
  trendUp: words("▲ {n} points since {label}", "▲ 较{label}升 {n} 个百分点"),
  trendDown: words("▼ {n} points since {label}", "▼ 较{label}降 {n} 个百分点"),
  trendSame: words("as in {label}", "与{label}相同"),
  worstWhere: words("Where it is worst", "哪里最缺"),
  doFirst: words("What to do first", "先做什么"),
  ofAmount: words("of {amount}", "共 {amount}"),
  missingHere: words("{n} no {service}", "{n} 没有{service}"),
  around: words("around {where}", "{where}一带"),
  openSite: words("{site}: open {service}", "{site}：开设{service}"),
  more: words("+ {amount}", "+ {amount}"),
  doAt: words("{where}: {what}", "{where}：{what}"),
  helps: words("{amount} without now", "现有 {amount}没有"),
  noData: words(
    "No verdict yet for {services}: the source may not hold every facility. A register of them gives one.",
    "{services}暂无结论：数据来源未必收录全部设施，提供登记表即可判定。",
  ),
  screeningOnly: words(
    "For screening only, the source may lack some: {services}.",
    "仅供筛查（来源可能缺少设施）：{services}。",
  ),
  edgeShort: words(
    "Facilities beyond the edge of the data are not seen; up to {n} of {all} blocks may fare better.",
    "数据范围以外的设施不可见，至多 {all} 处住宅中的 {n} 处实际可能更好。",
  ),
  unknownShort: words(
    "{amount} join no mapped street and are in no share.",
    "{amount}未接入已测绘街道，不计入比例。",
  ),
  unknownElse: words("{amount} could not be judged and are in no share.", "{amount}无法判定，不计入比例。"),
  notJudged: words("not judged", "未判定"),
  withoutShare: words("share of {unit} without {service}", "没有{service}的{unit}比例"),
  withoutSquare: words("{unit} without {service}, by square", "没有{service}的{unit}（按方格）"),
  asMapped: words("As far as the source shows, {sentence}", "就数据所载，{sentence}"),
  sizeIs: words("size: {unit} in gap", "大小：缺口{unit}"),
  appendix: words("Appendix", "附录"),
} as const satisfies Record<string, Words>;
