/**
 * A scenario file: a JSON list of edits.
 */

import { checkData } from "../base/data-check.js";
import { readJson } from "../base/read-file.js";
import { SCENARIO_SCHEMA, type ScenarioEdit } from "./edits.js";

/**
 * Reads a list of edits.
 *
 * @throws {FileAccessError} if the file cannot be read
 * @throws {InputFileError} if it is no JSON, naming the edit and the key where it is not as due
 */
export function loadScenario(path: string): ScenarioEdit[] {
  return checkData(path, SCENARIO_SCHEMA, readJson(path));
}
