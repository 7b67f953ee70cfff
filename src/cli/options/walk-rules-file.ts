/**
 * Rules for streets of a city's own, from a file that `--walk-rules` names.
 */
import { compareWithForm } from "../../base/data-check.js";
import { InputFileError } from "../../base/errors.js";
import { type OwnWalkRules, ownRuleFaults, ownWalkRulesForm } from "../../read/osm/own-walk-rules.js";
import { readYaml } from "../../read/tables/read-yaml.js";

/**
 * Reads the rules; YAML or JSON, with or without the word `walkRules` around them.
 *
 * @throws {InputFileError} with the line, naming every key that is wrong, what came and what was expected
 */
export function readWalkRules(path: string): OwnWalkRules {
  const yaml = readYaml(path);
  const around = isAround(yaml.value) ? ["walkRules"] : [];
  const value = isAround(yaml.value) ? yaml.value.walkRules : yaml.value;
  const outcome = compareWithForm(ownWalkRulesForm, value);
  const problems = outcome.ok ? ownRuleFaults(outcome.value) : outcome.problems;
  const [first] = problems;
  if (outcome.ok && first === undefined) return outcome.value;
  const lines = problems.map(
    ({ at, message }) => `${at.length === 0 ? "the file" : at.join(".")}: ${message}`,
  );
  const line = yaml.lineOf([...around, ...(first?.at ?? [])]);
  throw new InputFileError({ path, line }, lines.join("; "));
}

function isAround(value: unknown): value is { readonly walkRules: unknown } {
  return typeof value === "object" && value !== null && Object.keys(value).join() === "walkRules";
}
