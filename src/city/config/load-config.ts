/**
 * A city's configuration from its file: checked, with paths that can be opened.
 */

import path from "node:path";
import { aPath, checkCall } from "../../base/check-call.js";
import { compareWithForm } from "../../base/data-check.js";
import { InputFileError } from "../../base/errors.js";
import type { OwnService } from "../../places/own-service.js";
import { ownRuleFaults } from "../../read/osm/own-walk-rules.js";
import { type DataPath, readYaml, type YamlFile } from "../../read/tables/read-yaml.js";
import { guessedEntries } from "./guess-marks.js";
import { withNewNames } from "./older-keys.js";
import { namedServices, serviceProblems } from "./own-services.js";
import { type ConfigFile, configForm } from "./schema.js";

/** A configuration whose paths are absolute. */
export interface CityConfig extends Omit<ConfigFile, "services"> {
  /** Ids of the services to judge, or `all`. */
  readonly services?: readonly string[] | undefined;
  /** Services that the configuration declares beside those of the list. */
  readonly ownServices?: readonly OwnService[] | undefined;
  /** The file it was read from; undefined where it was made from flags or objects. */
  readonly file?: string | undefined;
  /** Entries that `init` marked as guessed and nobody confirmed. */
  readonly guesses?: readonly { readonly part: string; readonly entry: string }[] | undefined;
}

/**
 * Reads a configuration: `living-circle.yaml`, or the same as JSON.
 *
 * Paths of layers start from `data`, or where they begin with `./` from the folder of the file, as `data` does;
 * `${NAME}` and `${NAME:-default}` in them are taken from the environment.
 *
 * @param file - the configuration
 * @param env - the variables; default `process.env`
 * @returns the configuration, checked, with paths resolved; `openCity` takes it
 * @throws {InputFileError} with the line, if it is not YAML, a key or word is not known, or a variable is not set
 * @throws {FileAccessError} if the file cannot be read
 *
 * @example
 * const config = loadConfig("living-circle.yaml");
 * const city = await openCity({ ...config, minutes: [10] });
 */
export function loadConfig(
  file: string,
  env: Readonly<Record<string, string | undefined>> = process.env,
): CityConfig {
  checkCall("loadConfig", ["file", file, aPath]);
  const yaml = readYaml(file);
  const outcome = compareWithForm(configForm, withNewNames(yaml.value));
  if (!outcome.ok) refuse(file, yaml, outcome.problems);
  const config = { ...outcome.value, ...namedServices(outcome.value.services) };
  const strangers = serviceProblems(config);
  if (strangers.length > 0) refuse(file, yaml, strangers);
  if (config.profile !== undefined && config.profiles !== undefined) {
    const message =
      'one of "profile" and "profiles" is expected, not both; the first of several decides the verdicts';
    refuse(file, yaml, [{ at: ["profiles"], message }]);
  }
  const faults = ownRuleFaults(config.walkRules ?? {});
  if (faults.length > 0) {
    const problems = faults.map(({ at, message }) => ({ at: ["walkRules", ...at], message }));
    refuse(file, yaml, problems);
  }
  const guesses = guessedEntries(yaml.text);
  const folder = path.dirname(path.resolve(file));
  const expand = (at: DataPath, text: string) =>
    expandVariables({ path: file, line: yaml.lineOf(at) }, text, env);
  const data = config.data === undefined ? folder : path.resolve(folder, expand(["data"], config.data));
  const resolved = (at: DataPath, text: string) =>
    path.resolve(text.startsWith("./") ? folder : data, expand(at, text));
  const located = <Layer extends { file: string }>(layer: Layer, at: DataPath): Layer => ({
    ...layer,
    file: resolved([...at, "file"], layer.file),
  });
  const ruleSets = (key: "standards" | "sizes") =>
    config[key]?.map((id, i) => (id.endsWith(".json") ? path.resolve(folder, expand([key, i], id)) : id));
  const [rules, sizes] = [ruleSets("standards"), ruleSets("sizes")];
  return {
    ...config,
    file: path.resolve(file),
    ...(guesses.length === 0 ? {} : { guesses }),
    data,
    streets: {
      ...located(config.streets, ["streets"]),
      ...(config.streets.nodes === undefined
        ? {}
        : { nodes: resolved(["streets", "nodes"], config.streets.nodes) }),
    },
    ...(config.elevation === undefined ? {} : { elevation: located(config.elevation, ["elevation"]) }),
    ...(config.blocks === undefined ? {} : { blocks: blocksLocated(config.blocks, located) }),
    ...(config.units === undefined ? {} : { units: located(config.units, ["units"]) }),
    ...(config.facilities === undefined
      ? {}
      : { facilities: config.facilities.map((layer, i) => located(layer, ["facilities", i])) }),
    ...(config.area?.file === undefined
      ? {}
      : { area: { ...config.area, file: resolved(["area", "file"], config.area.file) } }),
    ...(rules === undefined ? {} : { standards: rules }),
    ...(sizes === undefined ? {} : { sizes }),
    ...(config.outputs === undefined
      ? {}
      : { outputs: { ...config.outputs, folder: path.resolve(folder, config.outputs.folder ?? "out") } }),
  };
}

function blocksLocated(
  blocks: NonNullable<ConfigFile["blocks"]>,
  located: <Layer extends { file: string }>(layer: Layer, at: DataPath) => Layer,
): NonNullable<ConfigFile["blocks"]> {
  const { raster } = blocks;
  const layer = located(blocks, ["blocks"]);
  return raster === undefined ? layer : { ...layer, raster: located(raster, ["blocks", "raster"]) };
}

/** @throws {InputFileError} always, with every problem and its line */
function refuse(file: string, yaml: YamlFile, problems: readonly { at: DataPath; message: string }[]): never {
  const placed = problems.map(({ at, message }) => ({ line: yaml.lineOf(at), at, message }));
  placed.sort((a, b) => a.line - b.line);
  const lines = placed.map(({ line, at, message }, i) => {
    const where = at.length > 0 ? `${at.join(".")}: ` : "";
    return i === 0 ? `${where}${message}` : `line ${line}: ${where}${message}`;
  });
  throw new InputFileError({ path: file, line: placed[0]?.line }, lines.join("\n  "));
}

function expandVariables(
  place: { path: string; line: number },
  text: string,
  env: Readonly<Record<string, string | undefined>>,
): string {
  return text.replace(
    /\$\{([A-Za-z_][A-Za-z0-9_]*)(?::-([^}]*))?\}/g,
    (_, name: string, otherwise?: string) => {
      const value = env[name];
      if (value !== undefined && value !== "") return value;
      if (otherwise !== undefined) return otherwise;
      throw new InputFileError(place, `the environment variable ${name} is not set, and no default is given`);
    },
  );
}
