/**
 * Yes and no as tables write them.
 */

const YES = ["yes", "true", "1", "y", "是", "有", "开放", "对外开放", "对外"];
const NO = [
  ...["no", "false", "0", "n", "否", "无"],
  ...["不开放", "不对外开放", "不对外", "内部", "仅内部", "对内"],
];

/** Whether a text says yes or no; null where it says neither. */
export function yesOrNoOf(text: string): boolean | null {
  const word = text.normalize("NFKC").trim().toLowerCase();
  if (YES.includes(word)) return true;
  return NO.includes(word) ? false : null;
}
