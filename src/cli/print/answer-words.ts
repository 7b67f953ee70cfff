/**
 * What commands print, in both languages: one catalogue, a line a phrase, with `{names}` where values go.
 *
 * A translator needs this file alone; a test checks that both languages have the same names.
 */
import type { Words } from "../../base/words.js";
import { serviceName } from "../../standards/service-name.js";

const of = (en: string, zh: string): Words => ({ en, zh });

export const ANSWERS = {
  changeHead: of(
    "service\tblocks gained\tlost\tresidents gained\tlost\tresidents met\tafter\tshorter walks\tlonger",
    "服务\t新增达标住宅\t失去\t新增达标居民\t失去\t原达标居民\t现达标居民\t步行变短\t变长",
  ),
  nothingChanges: of("nothing changes", "没有变化"),
  opened: of("opened to {to}: {facility}, {hours}", "对{to}开放：{facility}，{hours}"),
  everybody: of("everybody", "所有人"),
  hoursUnknown: of("hours unknown", "开放时间未知"),
  compareHead: of(
    "service\tresidents met\tafter\tshare met\tafter\tgaps closed\topened",
    "服务\t原达标居民\t现达标居民\t原达标率\t现达标率\t消除的缺口\t新增的缺口",
  ),
  anotherRule: of("{service} (another rule)", "{service}（规则不同）"),
  gapOf: of("{block}, {service}: {verdict}", "{block}，{service}：{verdict}"),
  gapWhy: of("{block}, {service}: {verdict}, {reason}", "{block}，{service}：{verdict}，{reason}"),
  met: of("met", "达标"),
  gap: of("gap", "缺口"),
  unknown: of("unknown", "未知"),
  noFacility: of("No facility of this service is in the data.", "数据中没有提供该服务的设施。"),
  noOther: of("no other facility may be used", "没有其他可用的设施"),
  facility: of("facility: {name}, {metres} in a straight line", "设施：{name}，直线距离 {metres}"),
  noWalk: of("no walk leads there", "无法步行到达"),
  walk: of("walk {metres} ({cost}, limit {limit})", "步行 {metres}（{cost}，限值 {limit}）"),
  detour: of("{walk}, {times} times the straight line", "{walk}，为直线距离的 {times} 倍"),
  between: of("between them: {barriers}", "其间的阻隔：{barriers}"),
  goesBy: of("the walk goes by {kind} at {place}", "步行必经 {kind}，位于 {place}"),
  unnamed: of("(unnamed {class})", "（无名 {class}）"),
  change: of("smallest change: {change}", "最小的改动：{change}"),
  gains: of(
    "  with it {cost}; gains {amount} ({group}) in {blocks} blocks",
    "  改动后 {cost}；{blocks} 处住宅中 {amount} 人受益（{group}）",
  ),
  allResidents: of("all", "全体居民"),
  estimatedStreets: of(
    "no street change is proposed: lengths are true, but places of streets are estimates",
    "不提出道路改动：长度真实，但道路位置为估计值",
  ),
  noSingleChange: of(
    "no single street change within 150 m (300 m over a barrier) mends it",
    "150 米内（跨越阻隔 300 米内）没有单独一处道路改动可以解决",
  ),
  notOpen: of(
    "nearer and not open to this block: {name}, {metres} on foot",
    "更近但不对此住宅开放：{name}，步行 {metres}",
  ),
  first: of("first: {action}", "首先：{action}"),
  openGate: of("open the gate at {from}", "打开 {from} 处的门"),
  openEstateGate: of("open the gate at {from} to the people of the estate", "对小区居民打开 {from} 处的门"),
  openPassage: of(
    "open two gates of a private estate, a walk of {metres} through it from {from} to {to}",
    "打开封闭小区的两处门，穿行 {metres}，自 {from} 至 {to}",
  ),
  link: of("link of {metres} from {from} to {to}", "连通道路 {metres}，自 {from} 至 {to}"),
  crossing: of("crossing of {metres} from {from} to {to}", "过街设施 {metres}，自 {from} 至 {to}"),
  minutes: of("{n} min", "{n} 分钟"),
  metres: of("{n} m", "{n} 米"),
  sitesHead: of(
    "{service}: {status}, {covered} of {lacking} people in a gap within {walk} of {p} new sites",
    "{service}：{status}，缺口中的 {lacking} 人有 {covered} 人在 {p} 处新设施的 {walk} 之内",
  ),
  sitesColumns: of("rank\tsite\tgain\tcovered\tlon\tlat", "次序\t地点\t新增\t累计\t经度\t纬度"),
  optimal: of("optimal", "最优"),
  feasible: of("feasible", "可行"),
  infeasible: of("infeasible", "无解"),
} as const satisfies Readonly<Record<string, Words>>;

/** A phrase of the catalogue with its values. */
export type Say = (key: keyof typeof ANSWERS, values?: Readonly<Record<string, string | number>>) => string;

/**
 * Phrases in one language.
 *
 * @param lang - default English
 */
export function sayIn(lang: keyof Words = "en"): Say {
  return (key, values = {}) =>
    ANSWERS[key][lang].replace(/\{(\w+)\}/g, (name, value: string) => String(values[value] ?? name));
}

/** What a service is called in Chinese; its id in English, as files have it. */
export function serviceWord(lang: keyof Words | undefined, service: string): string {
  return lang === "zh" ? serviceName({ service }, "zh") : service;
}

/** A phrase by a word that results carry, e.g. a verdict; the word itself where there is none. */
export function sayWord(lang: keyof Words | undefined, word: string): string {
  const phrases: Readonly<Record<string, Words | undefined>> = ANSWERS;
  return phrases[word]?.[lang ?? "en"] ?? word;
}
