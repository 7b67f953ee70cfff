/**
 * A scenario file: a JSON list of edits, alone or with the coordinate system of its places.
 */

import { checkData, compareWithForm, type z } from "../base/data-check.js";
import { InputFileError, InvalidInputError } from "../base/errors.js";
import { meantPerhaps } from "../base/near-word.js";
import { readJson } from "../base/read-file.js";
import { parseCrs, systemOfPlaces, WGS84 } from "../crs/index.js";
import { SERVICES } from "../places/services.js";
import { SCENARIO_SCHEMA, type ScenarioEdit } from "./edits.js";
import { editsInDegrees, placesOfEdits } from "./edits-in-degrees.js";

const SHIPPED = SERVICES.map(({ id }) => id);

/**
 * Reads a list of edits.
 *
 * @param crs - the system of their places; default what the file says, else WGS 84 outside China
 * @returns the edits in WGS 84 degrees
 * @param serviceIds - services that may be added; default those of the services list
 * @throws {FileAccessError} if the file cannot be read
 * @throws {InputFileError} if it is not JSON, naming the edit and the key that is wrong; if places in China declare
 *   no system, or one cannot lie in the declared system
 */
export function loadScenario(
  path: string,
  crs?: string,
  serviceIds: readonly string[] = SHIPPED,
): readonly ScenarioEdit[] {
  return editsOfFile(path, checkData(path, SCENARIO_SCHEMA, readJson(path)), crs, serviceIds);
}

/** Edits as they stand in a file: a list, or a list with the system of its places. */
export type ScenarioData = z.infer<typeof SCENARIO_SCHEMA>;

/**
 * Edits that a file holds, in WGS 84 degrees.
 *
 * @param crs - the system of their places; default what the data say, else WGS 84 outside China
 * @param serviceIds - services that may be added; default those of the services list
 * @throws {InputFileError} if places in China declare no system, one cannot lie in it, or a service is not known
 */
export function editsOfFile(
  path: string,
  data: ScenarioData,
  crs?: string,
  serviceIds: readonly string[] = SHIPPED,
): readonly ScenarioEdit[] {
  const edits = "edits" in data ? data.edits : data;
  const declared = crs ?? ("edits" in data ? data.crs : undefined);
  const [stranger] = strangersOf(edits, serviceIds);
  if (stranger !== undefined) throw new InputFileError({ path }, stranger);
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
 * @param serviceIds - services that may be added; default those of the services list
 * @throws {InvalidInputError} naming the edit and the key where it is wrong
 */
export function checkedEdits(
  given: unknown,
  crs?: string,
  serviceIds: readonly string[] = SHIPPED,
): readonly ScenarioEdit[] {
  const outcome = compareWithForm(SCENARIO_SCHEMA, given);
  if (!outcome.ok)
    refuseEdits(outcome.problems.map(({ at, message }) => `${at.join(".") || "edits"}: ${message}`));
  const { value } = outcome;
  const edits = "edits" in value ? value.edits : value;
  const strangers = strangersOf(edits, serviceIds);
  if (strangers.length > 0) refuseEdits(strangers);
  const declared = crs ?? ("edits" in value ? value.crs : undefined);
  return editsInDegrees(edits, declared === undefined ? WGS84 : parseCrs(declared));
}

/** @throws {InvalidInputError} always, with what is wrong */
function refuseEdits(lines: readonly string[]): never {
  throw new InvalidInputError(`The edits cannot be used: ${lines.join("; ")}`);
}

/** Services of added facilities that are not known. */
function strangersOf(edits: readonly ScenarioEdit[], serviceIds: readonly string[]): string[] {
  return edits.flatMap((edit, e) =>
    edit.do !== "add-facility"
      ? []
      : edit.services.flatMap((id, s) =>
          serviceIds.includes(id)
            ? []
            : `${e}.services.${s}: "${id}" is given${meantPerhaps(id, serviceIds)}; expected one of ${serviceIds.join(", ")}`,
        ),
  );
}
