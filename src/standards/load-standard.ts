/**
 * Rule sets by id, as shipped in `data/standards`, or from a user's file.
 *
 * Read at once, not in the background: a rule set is a few kilobytes and is needed before anything else.
 */

import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { aText, checkCall } from "../base/check-call.js";
import { InvalidInputError } from "../base/errors.js";
import { meantPerhaps } from "../base/near-word.js";
import { readJson } from "../base/read-file.js";
import { checkStandard, type Standard } from "./schema.js";

const SHIPPED = new URL("../../data/standards/", import.meta.url);

/**
 * Ids of the rule sets that come with the library.
 *
 * @returns ids in alphabetical order
 *
 * @example
 * listStandards().includes("cn.gb50180-2018"); // => true
 */
export function listStandards(): string[] {
  const names = readdirSync(SHIPPED).filter((name) => name.endsWith(".json"));
  return names.map((name) => name.slice(0, -".json".length)).sort();
}

/**
 * Loads a rule set and checks it.
 *
 * @param idOrPath - the id of a shipped one (`cn.gb50180-2018`), or a path that ends in `.json`
 * @returns the rule set with its records, each with the document and clause it comes from
 * @throws {InvalidInputError} if no shipped rule set has that id
 * @throws {FileAccessError} if the file cannot be read
 * @throws {InputFileError} if it is not JSON, or not in the form of a rule set
 *
 * @example
 * const { title, records } = loadStandard("cn.gb50180-2018");
 */
export function loadStandard(idOrPath: string): Standard {
  checkCall("loadStandard", ["idOrPath", idOrPath, aText]);
  if (idOrPath.endsWith(".json")) return checkStandard(idOrPath, readJson(idOrPath));
  const ruleSetIds = listStandards();
  if (!ruleSetIds.includes(idOrPath)) {
    throw new InvalidInputError(
      `There is no rule set "${idOrPath}"; there are ${ruleSetIds.join(", ")}, or a .json file${meantPerhaps(idOrPath, ruleSetIds)}`,
    );
  }
  const path = fileURLToPath(new URL(`${idOrPath}.json`, SHIPPED));
  return checkStandard(path, readJson(path));
}
