/**
 * Verdicts, reasons and statuses in words, and what to do first about each reason.
 */
import type { Words } from "./report-data.js";

export interface ReasonWords {
  readonly label: Words;
  /** What it means. */
  readonly why: Words;
  /** What to do first. */
  readonly first: Words;
}

const words = (en: string, zh: string): Words => ({ en, zh });

const REASON_WORDS: Readonly<Record<string, ReasonWords>> = {
  none: {
    label: words("met", "达标"),
    why: words("A facility lies within the required walk.", "要求步行范围内有设施。"),
    first: words("This service needs no action.", "该服务无需行动。"),
  },
  unlinked: {
    label: words("joins no street", "未接入街道"),
    why: words(
      "No mapped street can be reached from this block, so no walk can be measured.",
      "该住宅没有可接入的街道，无法测量步行。",
    ),
    first: words(
      "Check the place of the block, and map its entrance or the path that leads to it.",
      "核对住宅位置，补测出入口或通往它的道路。",
    ),
  },
  "not-mapped": {
    label: words("not mapped", "未测绘"),
    why: words(
      "The source is not known to hold every facility of this service, so its absence says nothing.",
      "数据来源未必收录该服务的全部设施，查不到不等于没有。",
    ),
    first: words("Bring a register of these facilities.", "提供该类设施登记表。"),
  },
  absent: {
    label: words("none in the area", "区内没有"),
    why: words("The source is complete and holds no such facility here.", "数据完整，区内没有此类设施。"),
    first: words(
      "Provide the first one: any site near many residents helps.",
      "先建第一处：靠近居民集中的地方。",
    ),
  },
  severed: {
    label: words("cut off by a barrier", "被阻隔"),
    why: words(
      "It lies near as the crow flies, but a mapped barrier lies between.",
      "直线距离近，但其间有已测绘的阻隔。",
    ),
    first: words(
      "Look for a crossing of the barrier, or a gate in it, before building a facility.",
      "先考虑跨越阻隔的通道或开门，再考虑新建设施。",
    ),
  },
  detour: {
    label: words("way round too long", "绕行超距"),
    why: words(
      "It lies within the required distance as the crow flies, but the walk there is longer; no mapped barrier lies between.",
      "直线距离在要求之内，但步行路程超出；其间没有已测绘的阻隔。",
    ),
    first: words(
      "Look for a gate to open or a short cut to build before building a facility.",
      "先考虑开门或打通近路，再考虑新建设施。",
    ),
  },
  "not-open": {
    label: words("not open to outsiders", "不对外开放"),
    why: words(
      "A facility lies within the walk, but serves its own estate, unit or list alone.",
      "步行范围内有设施，但仅服务本小区、本单位或名单内的居民。",
    ),
    first: words(
      "Ask whoever runs it to open it to the people around, and at which hours.",
      "与运营方商议向周边居民开放及开放时段。",
    ),
  },
  "too-far": {
    label: words("too far", "距离过远"),
    why: words("The nearest facility lies beyond the required walk.", "最近的设施超出要求步行范围。"),
    first: words("Look for a room within the required walk of this block.", "在要求步行范围内寻找可用房屋。"),
  },
  "closed-then": {
    label: words("closed at that time", "该时段不开放"),
    why: words(
      "A facility lies within the walk, but none is open at the time asked.",
      "步行范围内有设施，但所问时段均不开放。",
    ),
    first: words("Ask the nearest facility for longer hours.", "与最近设施商议延长开放时间。"),
  },
  "too-small": {
    label: words("too small", "规模不足"),
    why: words(
      "A facility lies within the walk, but is smaller than required.",
      "步行范围内有设施，但规模低于要求。",
    ),
    first: words("Enlarge the nearest facility, or add a second one.", "扩建最近设施或增设一处。"),
  },
  "too-full": {
    label: words("too full", "名额不足"),
    why: words(
      "A facility lies within the walk, but its places go to others.",
      "步行范围内有设施，但名额不足。",
    ),
    first: words("Add places at the nearest facility, or a second one.", "在最近设施增加名额或增设一处。"),
  },
  "capacity-unknown": {
    label: words("places or area unknown", "名额或面积未知"),
    why: words(
      "A facility lies within the walk, but the register does not give the places or the area that are asked for.",
      "步行范围内有设施，但登记表未给出所要求的名额或面积。",
    ),
    first: words("Complete the register: places or floor area.", "补充登记表中的名额或建筑面积。"),
  },
  "no-rule": {
    label: words("no rule", "无标准"),
    why: words("No rule says how far this service may be.", "没有规定该服务的步行距离。"),
    first: words("Declare a rule for the service to have it judged.", "为该服务设定规则后即可判定。"),
  },
};

/** The words of a reason; one that is not in the table is shown by its id. */
export function reasonWords(reason: string): ReasonWords {
  const plain = words(reason, reason);
  return (
    REASON_WORDS[reason] ?? {
      label: plain,
      why: plain,
      first: words("See the method page of this reason.", "见该原因的方法说明。"),
    }
  );
}

/** Whether a shorter way would do: a facility lies within the limit as the crow flies. */
export function isMendedByStreets(reason: string): boolean {
  return reason === "severed" || reason === "detour";
}

/** Of a block for which no single street change was found. */
export const NO_SHORTER_WAY = {
  first: words(
    "No single street change mends it: look for a room within the required walk of this block.",
    "单项道路改动无法解决：在要求步行范围内寻找可用房屋。",
  ),
} as const;

const STATUS: Readonly<Record<string, Words>> = {
  V: words("verified", "已核对"),
  H: words("compare with print", "须与纸质版核对"),
  local: words("local rule", "地方规定"),
  assumption: words("assumption", "假设"),
};

/** How far a rule's figure was checked. */
export function statusWords(status: string): Words {
  return STATUS[status] ?? words(status, status);
}

const UNLINKED: Readonly<Record<string, Words>> = {
  "no-street-in-reach": words("no street near enough", "附近没有街道"),
  "behind-barrier": words("behind a barrier", "被阻隔"),
  "no-usable-street": words("no street for this walker", "没有适合该步行者的街道"),
};

/** Why a block joins no street. */
export function unlinkedWords(reason: string): Words {
  return UNLINKED[reason] ?? words(reason, reason);
}
