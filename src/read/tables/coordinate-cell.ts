/**
 * One coordinate of a cell.
 */
import { type FilePlace, InputFileError } from "../../base/errors.js";
import { requireSoundCell } from "./cell-fault.js";
import { degreesOf } from "./degrees-text.js";

/**
 * A coordinate: a decimal number, or degrees with minutes and seconds.
 *
 * @param axis - what its column holds
 * @throws {InputFileError} if the text is not a coordinate, or its letter is that of the other axis
 */
export function coordinateOf(place: FilePlace, text: string, axis: "lon" | "lat"): number {
  requireSoundCell(place, text);
  const degrees = degreesOf(text);
  if (degrees === null) {
    const comma = /^\s*[+-]?\d+,\d+\s*$/.test(text)
      ? '; a decimal comma is read where it is declared: decimal: ","'
      : "";
    throw new InputFileError(place, `"${text}" is not a number${comma}`);
  }
  if (degrees.axis === null || degrees.axis === axis) return degrees.value;
  const [came, expected] = axis === "lon" ? ["latitude", "longitude"] : ["longitude", "latitude"];
  throw new InputFileError(
    place,
    `"${text}" is a ${came}, expected a ${expected}: are the two columns swapped?`,
  );
}
