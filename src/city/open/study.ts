/**
 * A city as read from its files: streets, facilities, residents and the standards that apply.
 */
import { InvalidInputError } from "../../base/errors.js";
import { meantPerhaps } from "../../base/near-word.js";
import type { Lineage } from "../../coverage/gap-report.js";
import { liesInArea } from "../../geo/area.js";
import { PROFILES, type WalkProfile } from "../../network/profiles.js";
import type { BlockSet } from "../../places/places.js";
import type { StudyArea } from "../../places/study-area.js";
import type { Requirement } from "../../standards/requirement.js";
import { chooseProfile } from "../ask/choose-profile.js";
import { chooseRequirements } from "../ask/choose-requirements.js";
import type { CityConfig } from "../config/load-config.js";
import type { CityParts } from "./city-input.js";
import { disaggregateStudy } from "./disaggregate-study.js";
import { withElevation } from "./elevation.js";
import { readStudyArea } from "./read-area.js";
import {
  buildStudyStreets,
  type ReadStudyOptions,
  readStudyPlaces,
  readStudyStreets,
  requireNoRules,
  type StudyPlaces,
  type StudyStreets,
} from "./read-study.js";

/** Everything that a city is made of before anything is searched. */
export interface Study {
  readonly config: CityConfig;
  readonly hashes: CityParts["hashes"];
  readonly streets: StudyStreets;
  /** Facilities, blocks and units as they were read. */
  readonly given: StudyPlaces;
  /** The blocks to be judged: those that are large against the walk are spread over their homes or streets. */
  readonly blocks: BlockSet;
  /** Those of them that lie in the study area; all where there is none. */
  readonly blocksInArea: BlockSet;
  /** undefined: results are asked for everywhere. */
  readonly area: StudyArea | undefined;
  readonly requirements: readonly Requirement[];
  readonly ruleSets: Lineage["ruleSets"];
  /** Who walks, for minutes. */
  readonly profile: WalkProfile<"ms">;
}

/** Reads what a city is opened from. @throws as the readers of its files */
export async function readStudy(parts: CityParts, options: ReadStudyOptions = {}): Promise<Study> {
  const { config, hashes } = parts;
  const profile = profileOf(config);
  const { requirements, ruleSets } = chooseRequirements(config, profile.id);
  const streets = withLinking(await streetsOf(parts, options), config);
  options.onNetwork?.(streets.network);
  const given = await readStudyPlaces(config, streets, options, parts);
  const area = parts.area ?? (await readStudyArea(config, streets.network));
  const blocks = disaggregateStudy(streets, given.blocks, requirements, profile.speedMps);
  const blocksInArea = area === undefined ? blocks : blocksOf(area, blocks);
  return { config, hashes, streets, given, blocks, blocksInArea, area, requirements, ruleSets, profile };
}

function blocksOf({ polygons }: StudyArea, blocks: BlockSet): BlockSet {
  return { ...blocks, blocks: blocks.blocks.filter(({ lon, lat }) => liesInArea(polygons, [lon, lat])) };
}

/** Who walks: the profile of the configuration, or the first of several, else an adult; with the city's figures. */
export function profileOf(config: Pick<CityConfig, "profile" | "profiles" | "walkers">): WalkProfile<"ms"> {
  return chooseProfile(profileNamed(config.profile ?? config.profiles?.[0] ?? PROFILES.adult.id), config);
}

/** @throws {InvalidInputError} if there is no such profile */
export function profileNamed(id: string): WalkProfile<"ms"> {
  const profiles = Object.values(PROFILES);
  const profile = profiles.find((one) => one.id === id);
  if (profile !== undefined) return profile;
  const ids = profiles.map((one) => one.id);
  throw new InvalidInputError(
    `There is no profile "${id}"${meantPerhaps(id, ids)}; there are ${ids.join(", ")}`,
  );
}

async function streetsOf(
  { config, network, streets }: CityParts,
  options: ReadStudyOptions,
): Promise<StudyStreets> {
  if (network !== null) requireNoRules(config.walkRules);
  const { walkRules } = config;
  const flat =
    network !== null
      ? { network, osm: null }
      : streets !== null
        ? buildStudyStreets(streets, {
            ...options,
            walkRules,
            maxMissingNodes: config.streets?.maxMissingNodes,
          })
        : null;
  if (flat === null) return readStudyStreets(config, options);
  if (config.elevation === undefined) return flat;
  return { ...flat, network: await withElevation(flat.network, config.elevation) };
}

/** The streets with the rules by which a configuration has places join them. */
function withLinking(streets: StudyStreets, { offStreetCapM, assumeGates }: CityConfig): StudyStreets {
  if (offStreetCapM === undefined && assumeGates === undefined) return streets;
  const rules = {
    ...(offStreetCapM === undefined ? {} : { offStreetCapM }),
    ...(assumeGates === undefined ? {} : { assumeGates }),
  };
  const linking = { ...streets.network.linking, ...rules };
  return { ...streets, network: { ...streets.network, linking } };
}
