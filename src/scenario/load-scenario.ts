/**
 * A scenario file: a JSON list of edits.
 */
import { readFileSync } from "node:fs";
import { checkData } from "../base/data-check.js";
import { FileAccessError, InputFileError } from "../base/errors.js";
import { SCENARIO_SCHEMA, type ScenarioEdit } from "./edits.js";

/**
 * Reads a list of edits.
 *
 * @throws {FileAccessError} if the file cannot be read
 * @throws {InputFileError} if it is no JSON, naming the edit and the key where it is not as due
 */
export function loadScenario(path: string): ScenarioEdit[] {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (cause) {
    throw new FileAccessError({ path }, "it cannot be read", { cause });
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new InputFileError({ path }, `this is no JSON: ${(cause as Error).message}`, { cause });
  }
  return checkData(path, SCENARIO_SCHEMA, value);
}
