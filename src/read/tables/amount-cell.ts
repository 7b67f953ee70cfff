/**
 * The number in a cell, read alike in every table: full-width digits, thousands set apart, a unit behind it.
 */
import { type FilePlace, InputFileError } from "../../base/errors.js";
import { requireSoundCell } from "./cell-fault.js";
import { amountOf } from "./missing-words.js";

/**
 * A number from 0.
 *
 * @param options.factor - of how many of the base unit the column counts; default 1
 * @param options.isDeclarable - whether the user may say what a word in place of a number means
 * @throws {InputFileError} if the text is anything else
 */
export function amountFrom0(
  place: FilePlace,
  text: string,
  {
    factor = 1,
    isDeclarable = false,
  }: { readonly factor?: number | undefined; readonly isDeclarable?: boolean | undefined } = {},
): number {
  requireSoundCell(place, text);
  const value = amountOf(text) * factor;
  if (value >= 0) return Math.round(value * 1e6) / 1e6;
  const advice =
    isDeclarable && value < 0 ? `; if it stands for "not known", say numbers: { "${text}": null }` : "";
  throw new InputFileError(place, `"${text}" is given, expected a number from 0${advice}`);
}
