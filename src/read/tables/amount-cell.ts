/**
 * The number in a cell, read alike in every table: full-width digits, thousands set apart, a unit behind it.
 */
import { type FilePlace, InputFileError } from "../../base/errors.js";
import { requireSoundCell } from "./cell-fault.js";
import { amountOf } from "./missing-words.js";

/** How a number is read. */
interface AmountOptions {
  /** Of how many of the base unit the column counts; default 1. */
  readonly factor?: number | undefined;
  /** Whether the user may say what a word in place of a number means; default no. */
  readonly isDeclarable?: boolean | undefined;
  /** Whether every digit counts; default the number is rounded to six decimals. */
  readonly isExact?: boolean | undefined;
}

/**
 * A number from 0.
 *
 * @throws {InputFileError} if the text is anything else
 */
export function amountFrom0(
  place: FilePlace,
  text: string,
  { factor = 1, isDeclarable = false, isExact = false }: AmountOptions = {},
): number {
  requireSoundCell(place, text);
  const value = amountOf(text) * factor;
  if (value >= 0) return isExact && factor === 1 ? value : Math.round(value * 1e6) / 1e6;
  const advice =
    isDeclarable && value < 0 ? `; if it stands for "not known", say numbers: { "${text}": null }` : "";
  throw new InputFileError(place, `"${text}" is given, expected a number from 0${advice}`);
}
