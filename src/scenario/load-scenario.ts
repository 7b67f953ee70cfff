/**
 * A scenario file: a JSON list of edits, alone or with the coordinate system of its places.
 */

import { checkData, compareWithForm } from "../base/data-check.js";
import { InputFileError, InvalidInputError } from "../base/errors.js";
import { readJson } from "../base/read-file.js";
import { parseCrs, systemOfPlaces, WGS84 } from "../crs/index.js";
import { SCENARIO_SCHEMA, type ScenarioEdit } from "./edits.js";
import { editsInDegrees, placesOfEdits } from "./edits-in-degrees.js";

/**
 * Reads a list of edits.
 *
 * @param crs - the system of their places; default what the file says, else WGS 84 outside China
 * @returns the edits in WGS 84 degrees
 * @throws {FileAccessError} if the file cannot be read
 * @throws {InputFileError} if it is no JSON, naming the edit and the key that is wrong; if places in China say no system,
 *   or one cannot lie in the system that is said
 */
export function loadScenario(path: string, crs?: string): readonly ScenarioEdit[] {
  const data = checkData(path, SCENARIO_SCHEMA, readJson(path));
  const edits = "edits" in data ? data.edits : data;
  const declared = crs ?? ("edits" in data ? data.crs : undefined);
  try {
    return editsInDegrees(edits, systemOfPlaces(placesOfEdits(edits), declared, HOW));
  } catch (cause) {
    if (!(cause instanceof InvalidInputError)) throw cause;
    throw new InputFileError({ path }, cause.message, { cause });
  }
}

const HOW = '--edits-crs, or { "crs": …, "edits": [ … ] } in the file of edits';

/**
 * Edits that a program gives as objects, checked as those of a file are.
 *
 * @param crs - the system of their places; default WGS 84
 * @throws {InvalidInputError} naming the edit and the key where it is wrong
 */
export function checkedEdits(given: unknown, crs?: string): readonly ScenarioEdit[] {
  const outcome = compareWithForm(SCENARIO_SCHEMA, given);
  if (!outcome.ok) {
    const lines = outcome.problems.map(({ at, message }) => `${at.join(".") || "edits"}: ${message}`);
    throw new InvalidInputError(`The edits cannot be used: ${lines.join("; ")}`);
  }
  const { value } = outcome;
  const edits = "edits" in value ? value.edits : value;
  const declared = crs ?? ("edits" in value ? value.crs : undefined);
  return editsInDegrees(edits, declared === undefined ? WGS84 : parseCrs(declared));
}
