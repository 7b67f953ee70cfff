/**
 * Yes and no as tables write them.
 */

const YES = ["yes", "true", "1", "y", "是", "有", "开放", "对外开放", "对外", "public"];
const NO = [
  ...["no", "false", "0", "n", "否", "无", "private", "staff only", "internal"],
  ...["不开放", "不对外开放", "不对外", "内部", "仅内部", "对内"],
];
/** For whom a place is, as registers put it: its own people alone, or everybody. */
const OWN_ALONE = /^(仅|只|限|专供|内部|不对外|未对外|暂不对外|非开放|本单位|本小区|本院)/;
const EVERYBODY =
  /^(面向|向|对)?(全部|全体|所有|社会|公众|居民|市民|周边|社区)*(人员|居民|公众|老年人)?(均可|都可|对外|开放|对外开放|公开)$/;

/** Whether a text says yes or no; null where it says neither, as `凭证` (on showing a card) or `部分` (in part). */
export function yesOrNoOf(text: string): boolean | null {
  const word = text
    .normalize("NFKC")
    .trim()
    .toLowerCase()
    .replace(/[。.!]$/, "");
  if (YES.includes(word)) return true;
  if (NO.includes(word) || OWN_ALONE.test(word)) return false;
  return EVERYBODY.test(word) ? true : null;
}
