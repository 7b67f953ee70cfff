import { isConfigFile } from "../../city/config/is-config-file.js";
import { type CityConfig, loadConfig } from "../../city/config/load-config.js";
import { profileOf } from "../../city/open/study.js";
import { requireService } from "../../read/places/service-words.js";
import { LAYER_FORMATS, type LayerFormat } from "../../write/layer-columns.js";
import {
  decimalOf,
  given,
  knownWords,
  languageOf,
  PROFILE_NAMES,
  parseList,
  parseMinutes,
  profileOfFlag,
} from "./options.js";
import { linkingOf, type StreetOptions } from "./streets.js";
import { UsageError } from "./usage-error.js";
import { readWalkRules } from "./walk-rules-file.js";

export interface AnalyzeFlags extends StreetOptions {
  readonly config?: string;
  readonly blocks?: string;
  readonly blocksCrs?: string;
  readonly blocksLayer?: string;
  readonly blocksDecimal?: string;
  readonly blocksHeaderRow?: number;
  readonly facilities?: string;
  readonly facilitiesCrs?: string;
  readonly facilitiesLayer?: string;
  readonly facilitiesDecimal?: string;
  readonly facilitiesHeaderRow?: number;
  readonly service?: string;
  readonly area?: string;
  readonly areaCrs?: string;
  readonly areaLayer?: string;
  readonly areaName?: string;
  readonly buffer?: number;
  readonly complete?: string;
  readonly standard?: readonly string[];
  readonly services?: string;
  readonly profile?: string;
  readonly minutes?: string;
  readonly at?: string;
  readonly residents?: number;
  readonly map?: string;
  readonly title?: string;
  readonly dataDate?: string;
  readonly out?: string;
  readonly format?: string;
  readonly lang?: string;
}

function ofStreets(file: string | undefined): CityConfig {
  if (file !== undefined) return { streets: { file } };
  throw new UsageError("An extract or a configuration is required: living-circle analyze living-circle.yaml");
}

/**
 * The configuration that the argument or --config names, overridden by flags.
 *
 * @param file - an extract, or a configuration; may be missing where --config is given
 */
export function configOf(file: string | undefined, flags: AnalyzeFlags): CityConfig {
  const isConfig = file !== undefined && isConfigFile(file);
  const configFile = flags.config ?? (isConfig ? file : undefined);
  const streets = isConfig ? undefined : file;
  if (isConfig && flags.config !== undefined) {
    throw new UsageError(`Two configurations are named: ${file} and ${flags.config}`);
  }
  const base = configFile === undefined ? ofStreets(streets) : loadConfig(configFile);
  return { ...base, streets: flaggedStreets(base, streets, flags), ...flagged(base, flags) };
}

function flaggedStreets(
  base: CityConfig,
  file: string | undefined,
  flags: AnalyzeFlags,
): CityConfig["streets"] {
  const { streetNodes: nodes, streetLayer: layer, streetsCrs: crs, snap: snapM } = flags;
  const { attribution: licence, dataDate: date, streetClass, maxMissingNodes } = flags;
  const columns = streetClass === undefined ? undefined : { ...base.streets.columns, class: streetClass };
  const entries = { nodes, layer, crs, snapM, maxMissingNodes, columns, licence, date };
  return { ...(file === undefined ? base.streets : { file }), ...given(entries) };
}

/** The parts of the configuration that flags name. */
function flagged(base: CityConfig, flags: AnalyzeFlags): Partial<CityConfig> {
  const { complete, standard, services, profile, minutes, residents, title, lang, elevation } = flags;
  const outputs = {
    ...base.outputs,
    ...(flags.out === undefined ? {} : { folder: flags.out }),
    ...(flags.map === undefined ? {} : { map: flags.map }),
    ...(flags.format === undefined ? {} : { formats: parseFormats(flags.format) }),
  };
  return {
    ...flaggedLayers(base, flags),
    ...flaggedArea(base, flags),
    ...(complete === undefined ? {} : { complete: servicesOf(complete, base) }),
    ...(standard === undefined ? {} : { standards: [...standard] }),
    ...(services === undefined ? {} : { services: servicesOf(services, base) }),
    ...(profile === undefined ? {} : { profile: profileOfFlag(profile).id }),
    ...(minutes === undefined ? {} : { minutes: parseMinutes(minutes) }),
    ...(residents === undefined ? {} : { residents }),
    ...(elevation === undefined ? {} : { elevation: { file: elevation } }),
    ...flaggedTime(flags),
    ...linkingOf(flags),
    ...(flags.walkRules === undefined ? {} : { walkRules: readWalkRules(flags.walkRules) }),
    ...(title === undefined ? {} : { title }),
    ...(lang === undefined ? {} : { language: languageOf(lang) }),
    outputs,
  };
}

function flaggedTime({ at: atTime, time, timeZone, holidays }: AnalyzeFlags): Partial<CityConfig> {
  if (atTime !== undefined && time !== undefined && atTime !== time)
    throw new UsageError(`Two times are asked: --time ${time} and --at ${atTime}`);
  const at = time ?? atTime;
  return given({ at, timeZone, holidays });
}

function flaggedLayers(base: CityConfig, flags: AnalyzeFlags): Partial<CityConfig> {
  const { blocks: file, facilities, service } = flags;
  const ofBlocks = given({
    crs: flags.blocksCrs,
    layer: flags.blocksLayer,
    decimal: decimalOf(flags.blocksDecimal),
    headerRow: flags.blocksHeaderRow,
  });
  const ofRegister = given({
    service,
    crs: flags.facilitiesCrs,
    layer: flags.facilitiesLayer,
    decimal: decimalOf(flags.facilitiesDecimal),
    headerRow: flags.facilitiesHeaderRow,
  });
  if (facilities === undefined && Object.keys(ofRegister).length > 0) {
    throw new UsageError(
      "--service, --facilities-crs, --facilities-layer, --facilities-decimal and --facilities-header-row speak of --facilities; no such file is named",
    );
  }
  const blocks = file === undefined ? base.blocks : { file };
  if (blocks === undefined && Object.keys(ofBlocks).length > 0) {
    throw new UsageError(
      "--blocks-crs, --blocks-layer, --blocks-decimal and --blocks-header-row speak of a file of blocks; none is named",
    );
  }
  return {
    ...(blocks === undefined ? {} : { blocks: { ...blocks, ...ofBlocks } }),
    ...(facilities === undefined ? {} : { facilities: [{ file: facilities, ...ofRegister }] }),
  };
}

/** A file of polygons, or the word `streets` for their hull. */
function flaggedArea({ area: base }: CityConfig, flags: AnalyzeFlags): Partial<CityConfig> {
  const { area, areaName: name, areaCrs: crs, areaLayer: layer, buffer: bufferM } = flags;
  const place = area === undefined ? base : area === "streets" ? { of: "streets" as const } : { file: area };
  const said = given({ name, crs, layer, bufferM });
  if (place !== undefined) return { area: { ...place, ...said } };
  if (Object.keys(said).length === 0) return {};
  throw new UsageError("--area-name, --area-crs, --area-layer and --buffer speak of --area; none is named");
}

/** Formats beside GeoJSON, which is always written. */
function parseFormats(text: string): LayerFormat[] {
  const formats = parseList(text).filter((format) => format !== "geojson");
  const unknown = formats.find((format) => !LAYER_FORMATS.includes(format as LayerFormat));
  if (unknown === undefined) return formats as LayerFormat[];
  const knownFormats = ["geojson", ...LAYER_FORMATS];
  throw new UsageError(`There is no format "${unknown}"; there are ${knownWords(unknown, knownFormats)}`);
}

function servicesOf(text: string, { ownServices }: CityConfig): string[] {
  return parseList(text).map((word) => (word === "all" ? word : requireService(word, ownServices)));
}

/** Ids of those who are compared side by side: that --walkers names, else the profiles of the configuration where there are several. */
export function walkersOf(config: CityConfig, flag: string | undefined): readonly string[] {
  if (flag !== undefined)
    return flag === "all" ? PROFILE_NAMES : parseList(flag).map((id) => profileOfFlag(id).id);
  const all = new Set([profileOf(config).id, ...(config.profiles ?? [])]);
  return all.size > 1 ? [...all] : [];
}
