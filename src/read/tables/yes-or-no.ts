/**
 * Yes and no as tables write them.
 */

const YES = ["yes", "true", "1", "y", "是", "有"];
const NO = ["no", "false", "0", "n", "否", "无"];

/** Whether a text says yes or no; null where it says neither. */
export function yesOrNoOf(text: string): boolean | null {
  const word = text.normalize("NFKC").trim().toLowerCase();
  if (YES.includes(word)) return true;
  return NO.includes(word) ? false : null;
}
