/**
 * A scenario file: a JSON list of edits.
 */

import { checkData, compareWithForm } from "../base/data-check.js";
import { InvalidInputError } from "../base/errors.js";
import { readJson } from "../base/read-file.js";
import { SCENARIO_SCHEMA, type ScenarioEdit } from "./edits.js";

/**
 * Reads a list of edits.
 *
 * @throws {FileAccessError} if the file cannot be read
 * @throws {InputFileError} if it is no JSON, naming the edit and the key that is wrong
 */
export function loadScenario(path: string): readonly ScenarioEdit[] {
  return checkData(path, SCENARIO_SCHEMA, readJson(path));
}

/**
 * Edits that a program gives as objects, checked as those of a file are.
 *
 * @throws {InvalidInputError} naming the edit and the key where it is wrong
 */
export function checkedEdits(edits: unknown): readonly ScenarioEdit[] {
  const outcome = compareWithForm(SCENARIO_SCHEMA, edits);
  if (outcome.ok) return outcome.value;
  const lines = outcome.problems.map(({ at, message }) => `${at.join(".") || "edits"}: ${message}`);
  throw new InvalidInputError(`The edits cannot be used: ${lines.join("; ")}`);
}
