/**
 * Which of the layers or sheets of a file is to be read.
 */
import { itemAt } from "../../base/at.js";
import { InputFileError } from "../../base/errors.js";

/**
 * The layer to be read.
 *
 * @throws {InputFileError} if there is none, the one asked for is not there, or there are several and none is asked for
 */
export function chooseLayer(path: string, names: readonly string[], layerName: string | undefined): string {
  const there = `there ${names.length === 1 ? "is" : "are"} ${names.map((name) => `"${name}"`).join(", ")}`;
  if (names.length === 0) throw new InputFileError({ path }, "the file holds no layers");
  if (layerName !== undefined) {
    if (names.includes(layerName)) return layerName;
    throw new InputFileError({ path }, `there is no layer "${layerName}"; ${there}`);
  }
  if (names.length === 1) return itemAt(names, 0);
  throw new InputFileError({ path }, `the file holds several layers, name the one to be read; ${there}`);
}
