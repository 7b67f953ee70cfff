/**
 * Words that stand in a cell for "not known", and numbers as people write them.
 *
 * One list for every table: what R, pandas, spreadsheets and statistical offices write. `-9999` and the like are
 * numbers until the user declares them (`numbers: { "-9999": null }`).
 */
import { numberOf } from "./check-place.js";
import { amountWithUnit } from "./header-text.js";

/** As they stand in a cell, in lower case; the sources are named in `docs/formats.md`. */
const MISSING = new Set(
  "na n/a #n/a nan null none nil - -- --- – — —— / \\ . .. … ... : * ** ? ?? 无 未知 不详 暂无 未填 未填写 空 缺 缺失 保密 unknown missing suppressed confidential".split(
    " ",
  ),
);

/** `<5` and the like: small numbers that an office keeps back. */
const KEPT_BACK = /^[<≤＜]\s*\d+$/;

/** Whether a trimmed text says that nothing is known; an empty one does. */
export function isMissing(text: string): boolean {
  return text === "" || MISSING.has(text.normalize("NFKC").toLowerCase()) || KEPT_BACK.test(text);
}

/**
 * The number that a cell says: full-width digits, thousands apart by commas, spaces or apostrophes, a unit behind it
 * (`1,200 人`); NaN where it is not a number. A comma is never taken for a decimal point.
 */
export function amountOf(text: string): number {
  const unit = amountWithUnit(text);
  const value = grouped(unit === null ? text : unit.number);
  return unit === null ? value : value * unit.factor;
}

function grouped(text: string): number {
  const plain = text.normalize("NFKC").trim();
  const apart = /^[+-]?\d{1,3}(?:([, '’\u00a0\u2009])\d{3})(?:\1\d{3})*(\.\d*)?$/;
  return numberOf(apart.test(plain) ? plain.replace(/[, '’\u00a0\u2009]/g, "") : plain);
}
