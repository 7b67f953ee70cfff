/**
 * Cells of any format as text.
 */
import { type FilePlace, InputFileError } from "../../base/errors.js";
import { requireSoundCell } from "./cell-fault.js";

/**
 * A cell as trimmed text; a list (of services) is joined by semicolons.
 *
 * @throws {InputFileError} if it is an object, a whole number that is rounded, or a cell of a workbook without a value
 */
export function cellText(place: FilePlace, value: unknown): string {
  if (value === null || value === undefined) return "";
  if (Array.isArray(value)) return value.map((part) => cellText(place, part)).join(";");
  if (typeof value === "number" && Number.isInteger(value) && !Number.isSafeInteger(value)) {
    throw new InputFileError(
      place,
      `${value} is rounded: whole numbers beyond 2^53 are not exact in this format; write the column as text`,
    );
  }
  if (typeof value === "object") {
    throw new InputFileError(
      place,
      `${JSON.stringify(value).slice(0, 40)} is given, expected text or a number`,
    );
  }
  const text = String(value).trim();
  requireSoundCell(place, text);
  return text;
}
