/**
 * Days at the beginning of a text in Chinese: 周一至周五, 周一、三、五, 工作日, 周末, 每天, 法定节假日.
 */

const DAY_NAMES = ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"] as const;
const WEEK = "(?:每?逢?(?:周|星期|礼拜))";
const DAY = "[一二三四五六日天]|[1-7](?![\\d:点时个])";
const FIRST = new RegExp(`^${WEEK}(${DAY})`);
const MORE = new RegExp(`^\\s*(-|,|和|及|与|\\/|)\\s*(${WEEK}?)(${DAY})`);

const WORDS: readonly (readonly [word: RegExp, days: string])[] = [
  [
    /^(?:每天|每日|天天|日常|周一到周日每天|全周|一周七天|全年无休|全年开放|全年365天|365天|每周7天|每周七天|无休)/,
    "Mo-Su",
  ],
  [/^(?:工作日|平日|平时|上班日)/, "Mo-Fr"],
  [/^(?:周末|双休日?|周六日|周六周日|休息日)/, "Sa-Su"],
  [/^(?:国家)?(?:法定|国定)?(?:节假日|假日|假期|节日|公众假期|公共假日)/, "PH"],
];

/** Days in OpenStreetMap's syntax with how many characters they take; null where the text begins otherwise. */
export function chineseDays(text: string): { readonly days: string; readonly length: number } | null {
  for (const [word, days] of WORDS) {
    const match = word.exec(text);
    if (match !== null) return { days, length: match[0].length };
  }
  const first = FIRST.exec(text);
  if (first === null) return null;
  const parts = [nameOf(first[1])];
  let length = first[0].length;
  for (;;) {
    const more = MORE.exec(text.slice(length));
    if (more === null) break;
    const [all, sign, week, day] = more;
    // A bare figure after a comma is not a day: 周一,8 …
    if (sign !== "-" && week === "" && /\d/.test(day ?? "")) break;
    if (sign === "-") parts[parts.length - 1] = `${parts.at(-1)}-${nameOf(day)}`;
    else parts.push(nameOf(day));
    length += all.length;
  }
  return { days: parts.join(","), length };
}

function nameOf(day = ""): string {
  const i = "一二三四五六日".indexOf(day.replace("天", "日"));
  return DAY_NAMES[i >= 0 ? i : Number(day) - 1] ?? "";
}
