/**
 * Times of day at the beginning of a text in Chinese: 8:30-17:00, 上午8点至下午5点半, 早9晚5, 18:00-次日2:00.
 */

/** Minutes after midnight; `to` may lie past 24:00. */
export interface ClockSpan {
  readonly from: number;
  readonly to: number;
}

const HALF = String.raw`(凌晨|清晨|早上|早晨|早|上午|中午|午后|下午|傍晚|晚上|晚间|晚|夜间|夜里)?\s*`;
const NEXT = String.raw`((?:次日|翌日|第二天)\s*)?`;
const CLOCK = String.raw`(\d{1,2})(?::(\d{2})|[点时](半|(\d{1,2})分?|整)?|)`;
const SPAN = new RegExp(`^${HALF}${CLOCK}\\s*-\\s*${NEXT}${HALF}${CLOCK}`);
const EARLY_LATE = /^早(\d{1,2})点?晚(\d{1,2})点?/;

const NUMERALS = "零一二三四五六七八九十";

/** Width, dashes, words for "until" and Chinese numerals of hours made plain, so that one syntax is left. */
export function plainTimes(text: string): string {
  return text
    .normalize("NFKC")
    .replace(/(\d)\s*[.．](?=[0-5]\d(?!\d))/g, "$1:")
    .replace(/[~～—–―−]+|-{2,}/g, "-")
    .replace(
      /(?<=[一二三四五六日天\d:点时半分整\s])[至到](?=\s*(?:[周星礼次翌第早上中下晚夜凌傍午一二三四五六七八九十日天]|\d))/g,
      "-",
    )
    .replace(/[、，]/g, ",")
    .replace(/[。；|\n]/g, ";")
    .replace(/[【〔［]/g, "(")
    .replace(/[】〕］]/g, ")")
    .replace(/二十四小时/g, "24小时")
    .replace(
      /二十[一二三四]?(?=[点时])|十[一二三四五六七八九]?(?=[点时])|[零一二三四五六七八九](?=[点时])/g,
      chineseNumber,
    )
    .replace(
      /早([一二三四五六七八九十]+)晚([一二三四五六七八九十]+)/g,
      (_, a: string, b: string) => `早${chineseNumber(a)}晚${chineseNumber(b)}`,
    )
    .replace(/(?<![\d:])([01]\d|2[0-4])([0-5]\d)\s*-\s*([01]\d|2[0-4])([0-5]\d)(?![\d:])/g, "$1:$2-$3:$4")
    .trim();
}

/** A number up to 99 in Chinese numerals, in digits: 十二 is 12. */
export function chineseNumber(text: string): string {
  const [tens, ones] = text.includes("十") ? text.split("十") : ["零", text];
  const value = (word = "", none: number) => (word === "" ? none : NUMERALS.indexOf(word));
  return String((text.includes("十") ? 10 * value(tens, 1) : 0) + value(ones, 0));
}

/** A span of time with how many characters it takes; null where the text begins otherwise. */
export function chineseTimes(text: string): { readonly span: ClockSpan; readonly length: number } | null {
  const early = EARLY_LATE.exec(text);
  if (early !== null) {
    const span = { from: 60 * Number(early[1]), to: 60 * (Number(early[2]) + 12) };
    return isSpan(span) ? { span, length: early[0].length } : null;
  }
  const match = SPAN.exec(text);
  if (match === null) return null;
  const [all, halfA, hourA, minuteA, wordA, pastA, next, halfB, hourB, minuteB, wordB, pastB] = match;
  // Two bare numbers are not a time.
  if (!/[:点时]/.test(all)) return null;
  const from = clockOf(halfA, hourA, minuteA, wordA, pastA);
  const given = clockOf(halfB, hourB, minuteB, wordB, pastB);
  const isAfternoon = /午后|下午|傍晚|晚|夜/.test(halfA ?? "") && halfB === undefined && next === undefined;
  // 下午2:00-5:30: the second is of the afternoon too.
  const to = isAfternoon && given < from && given < 12 * 60 ? given + 12 * 60 : given;
  // Past midnight, as OpenStreetMap writes it: 18:00-26:00.
  const span = { from, to: to <= from ? to + 24 * 60 : to };
  return isSpan(span) ? { span, length: all.length } : null;
}

function isSpan({ from, to }: ClockSpan): boolean {
  return from >= 0 && from < 24 * 60 && to > from && to <= 48 * 60;
}

function clockOf(half = "", hour = "", minute = "", word = "", past = ""): number {
  const hours = Number(hour);
  const isLater =
    (/午后|下午|傍晚|晚|夜/.test(half) && hours < 12) || (half === "中午" && hours < 4) ? 12 : 0;
  return 60 * (hours + isLater) + (word === "半" ? 30 : Number(minute || past || 0));
}
