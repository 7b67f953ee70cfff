/**
 * Opening hours as registers in Chinese write them → OpenStreetMap's syntax.
 *
 * The text is cut into days, times, breaks and words for closed; anything else than these and words that say nothing
 * (营业时间, 正常) leaves the hours not understood. Seasons without dates (夏季), single festivals (春节) and "by
 * appointment" (预约) are not understood.
 */

import { chineseDays } from "./chinese-days.js";
import { type ClockSpan, chineseTimes, plainTimes } from "./chinese-times.js";

type Token =
  | { readonly is: "days"; readonly days: string }
  | { readonly is: "time"; readonly spans: readonly ClockSpan[] }
  | { readonly is: "off" | "except" | "break" | "open" };

/** Days with what holds on them; no days are every day. */
interface Rule {
  days: string[];
  spans: ClockSpan[];
  isOff: boolean;
  isOpen: boolean;
  /** Minutes of the midday break; "unknown" where only its being is said. */
  breaks: ClockSpan[];
  isBreakUnknown: boolean;
}

/** For good, for now, or not yet: such a place serves nobody. */
const SHUT =
  /停业|歇业|停止(?:营业|服务|开放|运营)|暂停(?:营业|服务|开放|运营)|(?:已|永久)(?:经?)(?:关闭|关门|关停|撤销|停运)|关停|停运|倒闭|(?:装修|维修|改造|建设|筹建|筹备)中|(?:未|尚未|暂未|暂不|不再)(?:营业|开放|运营|启用|投用|开业)/;
const OFF =
  /^(?:全天|均|不对外)?(?:休息|不营业|不开放|不上班|不接待|不开门|不服务|不开|闭馆|闭店|闭园|闭站|关闭|关门|关馆|公休|停诊|放假|休馆|休业|例休|轮休|休)/;
const EXCEPT = /^(?:除外|不含|不包括)/;
const BREAK = /^(?:中午|午间)?(?:午休|午间休息|中午休息|午休时间)(?:时间)?/;
const NO_BREAK = /(?:中午|午间|午休)(?:不休息?|不停诊|不打烊|照常(?:营业|开放)?|无休)|无午休|不午休/g;
const OPEN = /^(?:照常|正常|均可|也|均|不休|无休)(?:营业|开放|服务|上班|接待|开门)?/;
const ALL_DAY = /^(?:全天候?|(?:全天)?24小时(?:全天)?|24h|昼夜|00:00-24:00)/i;
/** Words that say nothing of when. */
const EMPTY =
  /^(?:营业|开放|服务|办公|门诊|就诊|接待|供餐|用餐|就餐|开饭|工作|接送|入托|上班|借阅|运营|活动|开馆|开门|对外|对公众|免费|时间|时段|为|是|早餐|午餐|中餐|晚餐|早市|夜市|上午|下午|晚上|晚间|每周|全年|不间断|不打烊|其余|其它|其他|和|及|与|以及|的|都|内|:|,|;|-|\/|\(|\)|\[|\]|\.|\s)/;

/** Where a midday break is named without its times nobody knows from 11:30 to 14:30; an assumption. */
const MIDDAY: ClockSpan = { from: 690, to: 870 };

/** Hours in OpenStreetMap's syntax, or null where they are not understood. Text without Chinese is none of its matters. */
export function chineseHours(hours: string): string | null {
  const text = plainTimes(hours);
  if (SHUT.test(text)) return saysShut(hours) ? "off" : null;
  const closed: Rule[] = [];
  const open = withoutExceptions(text, closed);
  const tokens = open === null ? null : tokensOf(open);
  if (tokens === null) return null;
  const rules = rulesOf(inReadingOrder(tokens), closed);
  if (rules === null) return null;
  const all = [...rules.filter(({ days }) => days.length === 0), ...rules.filter(({ days }) => days.length)];
  const texts = [...all.filter(({ isOff }) => !isOff), ...all.filter(({ isOff }) => isOff), ...closed].map(
    textOf,
  );
  // Who says only when it is closed leaves unsaid when it is open.
  if (all.every(({ isOff }) => isOff)) return null;
  return texts.length === 0 || texts.includes(null) ? null : texts.join("; ");
}

/** Whether hours say only that a place is shut: 停业, 暂停营业, 装修中. */
export function saysShut(hours: string): boolean {
  const text = plainTimes(hours);
  return SHUT.test(text) && !/\d:\d/.test(text);
}

/** Takes 除周一外, （周一闭馆） and the like out of the text; null where what it says is not understood. */
function withoutExceptions(text: string, closed: Rule[]): string | null {
  let isClear = true;
  const take = (inner: string): boolean => {
    const tokens = tokensOf(inner);
    const days = tokens?.flatMap((one) => (one.is === "days" ? [one.days] : [])) ?? [];
    if (tokens === null || days.length === 0 || days.length < tokens.length - 1) return false;
    closed.push({ ...ruleFor(days), isOff: true });
    return true;
  };
  const plain = text
    .replace(NO_BREAK, "")
    .replace(/除了?([^,;()]{2,14}?)(?:之?外|以外)/g, (_, inner: string) => {
      isClear = take(inner) && isClear;
      return " ";
    })
    .replace(/\(([^()]*)\)/g, (all: string, inner: string) => {
      const isClosing = /(?:休息|不营业|不开放|闭馆|闭店|关闭|关门|公休|停诊|除外|休馆|休)\s*$/.test(inner);
      return isClosing && !/\d:\d/.test(inner) && take(inner) ? " " : all;
    });
  return isClear ? plain : null;
}

function tokensOf(text: string): Token[] | null {
  const tokens: Token[] = [];
  for (let rest = text; rest !== ""; ) {
    const found = nextToken(rest);
    if (found === null) return null;
    if (found.token !== null) tokens.push(found.token);
    rest = rest.slice(found.length);
  }
  return tokens;
}

function nextToken(rest: string): { readonly token: Token | null; readonly length: number } | null {
  const days = chineseDays(rest);
  if (days !== null) return { token: { is: "days", days: days.days }, length: days.length };
  const times = chineseTimes(rest);
  if (times !== null) return { token: { is: "time", spans: [times.span] }, length: times.length };
  const allDay = ALL_DAY.exec(rest);
  if (allDay !== null && !/^全天(?:休|不|闭|关|停)/.test(rest))
    return { token: { is: "time", spans: [{ from: 0, to: 24 * 60 }] }, length: allDay[0].length };
  for (const [is, pattern] of [
    ["break", BREAK],
    ["off", OFF],
    ["except", EXCEPT],
    ["open", OPEN],
  ] as const) {
    const match = pattern.exec(rest);
    if (match !== null && match[0] !== "") return { token: { is }, length: match[0].length };
  }
  const empty = EMPTY.exec(rest);
  return empty === null ? null : { token: null, length: empty[0].length };
}

/** Where times come first and days end the text, the days belong to the times before them. */
function inReadingOrder(tokens: readonly Token[]): readonly Token[] {
  const [first, last] = [tokens[0], tokens.at(-1)];
  return first?.is === "time" && last?.is === "days" ? [...tokens].reverse() : tokens;
}

function rulesOf(tokens: readonly Token[], closed: Rule[]): Rule[] | null {
  const rules: Rule[] = [];
  let rule = ruleFor([]);
  const isBegun = () => rule.spans.length > 0 || rule.isOff || rule.isOpen;
  const next = (days: string[]) => {
    if (isBegun()) rules.push(rule);
    else if (rule.days.length > 0) days = [...rule.days, ...days];
    rule = ruleFor(days);
  };
  let isBreak = false;
  for (const token of tokens) {
    if (token.is === "days") {
      next([token.days]);
    } else if (token.is === "time") {
      if (rule.isOff || rule.isOpen) next([]);
      (isBreak ? rule.breaks : rule.spans).push(...token.spans);
      if (isBreak) rule.isBreakUnknown = false;
      isBreak = false;
    } else if (token.is === "break") {
      rule.isBreakUnknown = true;
      isBreak = true;
    } else if (token.is === "except") {
      const days = rule.days.pop();
      if (days === undefined) return null;
      closed.push({ ...ruleFor([days]), isOff: true });
    } else if (token.is === "off") {
      if (rule.spans.length > 0 || rule.isOff) return null;
      rule.isOff = true;
    } else if (rule.days.length > 0) {
      rule.isOpen = true;
    }
  }
  if (isBegun()) rules.push(rule);
  else if (rule.days.length > 0 || rule.breaks.length > 0) return null;
  return withBreaks(withUsualTimes(rules));
}

/** Days that are "as usual" have the times of the rule before them. */
function withUsualTimes(rules: readonly Rule[]): Rule[] {
  const usual = rules.find(({ spans }) => spans.length > 0);
  return rules.map((rule) =>
    rule.isOpen && rule.spans.length === 0
      ? { ...rule, spans: [...(usual?.spans ?? [])], breaks: [...(usual?.breaks ?? [])] }
      : rule,
  );
}

/** A break may stand behind its times: 12:00-13:00午休. */
function withBreaks(rules: readonly Rule[]): Rule[] {
  return rules.map((rule) => {
    const last = rule.spans.at(-1);
    const isInside = (span: ClockSpan) =>
      rule.spans.some((one) => one !== span && one.from < span.from && span.to < one.to);
    if (!rule.isBreakUnknown || last === undefined || !isInside(last)) return rule;
    return { ...rule, spans: rule.spans.slice(0, -1), breaks: [last], isBreakUnknown: false };
  });
}

function textOf(rule: Rule): string | null {
  const days = rule.days.length === 0 ? "Mo-Su" : rule.days.join(",");
  if (rule.isOff) return rule.days.length === 0 ? "off" : `${days} off`;
  if (rule.spans.length === 0) return null;
  const breaks = rule.isBreakUnknown ? [MIDDAY] : rule.breaks;
  const spans = rule.spans.flatMap((span) => without(span, breaks));
  const text = `${days} ${spans.map(({ from, to }) => `${clock(from)}-${clock(to)}`).join(",")}`;
  return rule.isBreakUnknown ? `${text}, ${days} ${clock(MIDDAY.from)}-${clock(MIDDAY.to)} unknown` : text;
}

function without(span: ClockSpan, breaks: readonly ClockSpan[]): ClockSpan[] {
  return breaks.reduce<ClockSpan[]>(
    (spans, { from, to }) =>
      spans.flatMap((one) =>
        from >= one.to || to <= one.from
          ? [one]
          : [
              { from: one.from, to: from },
              { from: to, to: one.to },
            ].filter((part) => part.from < part.to),
      ),
    [span],
  );
}

function clock(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;
}

function ruleFor(days: string[]): Rule {
  return { days, spans: [], isOff: false, isOpen: false, breaks: [], isBreakUnknown: false };
}
