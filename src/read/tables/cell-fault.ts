/**
 * Cells of a workbook that hold no value, though they are not empty: a formula that was never computed, or an error.
 *
 * Whether that matters depends on whether the column is used, which the reader of the workbook does not know. So such a cell
 * carries its fault as text, and whoever takes its value refuses it.
 */
import { type FilePlace, InputFileError } from "../../base/errors.js";

/** A character for private use, which no table holds. */
const MARK = "\uE0FA";

/** The text of a cell with a fault. */
export function faultyCell(fault: string): string {
  return `${MARK}${fault}`;
}

/** @throws {InputFileError} if the text is that of a cell with a fault */
export function requireSoundCell(place: FilePlace, text: string): void {
  if (text.startsWith(MARK)) throw new InputFileError(place, text.slice(MARK.length));
}
