/**
 * What a city may be opened from: a configuration, files, or the things themselves, in any mixture.
 */
import { createHash } from "node:crypto";
import { aList, anObject, anything, aPath, checkCall, shown } from "../../base/check-call.js";
import { compareWithForm, type DataProblem } from "../../base/data-check.js";
import { InvalidInputError } from "../../base/errors.js";
import { meantPerhaps } from "../../base/near-word.js";
import type { WalkNetwork } from "../../network/walk-network.js";
import type { OwnService } from "../../places/own-service.js";
import type { BlockSet, FacilitySet } from "../../places/places.js";
import type { StudyArea } from "../../places/study-area.js";
import type { Streets } from "../../read/streets/read-streets.js";
import type { CityConfig } from "../config/load-config.js";
import { withNewNames } from "../config/older-keys.js";
import { knownServices, namedServices, serviceProblems } from "../config/own-services.js";
import { configForm } from "../config/schema.js";
import { blocksOfObjects, facilitiesOfObjects, type PlainBlock, type PlainFacility } from "./plain-places.js";

/** A file of blocks with its settings, as in a configuration. */
export type BlockLayer = NonNullable<CityConfig["blocks"]>;
/** A register of facilities with its settings, as in a configuration. */
export type FacilityLayer = NonNullable<CityConfig["facilities"]>[number];

/**
 * A city's configuration (`docs/config.md`) in which layers may also be file names, or the data themselves.
 */
export interface CityInput
  extends Omit<
    CityConfig,
    "streets" | "blocks" | "facilities" | "area" | "elevation" | "units" | "services"
  > {
  /** Ids of the services to judge, or `all`, and declarations of your own: `{ id, names, group, rule }`. */
  readonly services?: readonly (string | OwnService)[] | undefined;
  /** A file of streets or a saved network, alone or with its settings; or streets that are read already. */
  readonly streets: string | CityConfig["streets"] | Streets | WalkNetwork;
  /** A file or layer; or blocks as plain objects. Default: the homes of the extract. */
  readonly blocks?: string | BlockLayer | readonly PlainBlock[] | BlockSet | undefined;
  /** Files or layers; or facilities as plain objects, which are taken as a register. Default: those of the extract. */
  readonly facilities?:
    | string
    | FacilityLayer
    | readonly (string | FacilityLayer)[]
    | readonly PlainFacility[]
    | FacilitySet
    | undefined;
  /** A file of polygons, alone or with its settings; or polygons with a name. */
  readonly area?: string | NonNullable<CityConfig["area"]> | StudyArea | undefined;
  /** A GeoTIFF of heights. */
  readonly elevation?: string | NonNullable<CityConfig["elevation"]> | undefined;
  /** A file of polygons with names. */
  readonly units?: string | NonNullable<CityConfig["units"]> | undefined;
}

/** A configuration, and beside it what was given as objects in place of files. */
export interface CityParts {
  readonly config: CityConfig;
  readonly network: WalkNetwork | null;
  readonly streets: Streets | null;
  readonly blocks: BlockSet | null;
  readonly facilities: FacilitySet | null;
  readonly area: StudyArea | null;
  /** SHA-256 of blocks and facilities that were given as objects, for the lineage. */
  readonly hashes: Readonly<Record<"blocks" | "facilities", string | null>>;
}

/** Stands in the configuration where the streets were given as an object. */
const IN_MEMORY = "in memory";

/**
 * Takes an input apart.
 *
 * @throws {InvalidInputError} if a key or word is not known, or a plain block or facility lacks what it needs
 */
export function cityParts(input: CityInput): CityParts {
  requireStreets(input);
  checkCall("openCity", ["the city", input, LOADED]);
  const renamed = withNewNames(input) as CityInput;
  const { streets, blocks, facilities, area, elevation, units, ...rest } = renamed;
  const isObject = typeof streets !== "string" && !("file" in streets);
  const given = {
    ...rest,
    streets: isObject ? { file: IN_MEMORY } : typeof streets === "string" ? { file: streets } : streets,
    blocks: blocks === undefined || isGiven(blocks) ? undefined : layerOf<BlockLayer>(blocks),
    facilities: facilities === undefined || isGiven(facilities) ? undefined : layersOf(facilities),
    area: area === undefined || isStudyArea(area) ? undefined : layerOf(area),
    elevation: elevation === undefined ? undefined : layerOf(elevation),
    units: units === undefined ? undefined : layerOf(units),
  };
  const config = checkedConfig(given);
  return {
    config,
    network: isObject && "arcCount" in streets ? streets : null,
    streets: isObject && !("arcCount" in streets) ? streets : null,
    blocks:
      blocks !== undefined && isGiven(blocks)
        ? givenBlocks(blocks as BlockSet | readonly PlainBlock[])
        : null,
    facilities:
      facilities !== undefined && isGiven(facilities)
        ? givenFacilities(facilities as FacilitySet | readonly PlainFacility[], config)
        : null,
    area: area !== undefined && isStudyArea(area) ? area : null,
    hashes: {
      blocks: blocks !== undefined && isGiven(blocks) ? hashOf(blocks) : null,
      facilities: facilities !== undefined && isGiven(facilities) ? hashOf(facilities) : null,
    },
  };
}

/** @throws {InvalidInputError} if there are no streets, or nothing that is known as such */
function requireStreets(input: unknown): void {
  const isObject = (value: unknown): value is object => typeof value === "object" && value !== null;
  const streets = isObject(input) && "streets" in input ? input.streets : undefined;
  if (typeof streets === "string" && streets !== "") return;
  if (isObject(streets) && ["file", "arcCount", "draft", "ways"].some((key) => key in streets)) return;
  const misspelt = isObject(input) && streets === undefined ? keyMeant(input) : "";
  throw new InvalidInputError(
    "A city is opened from a configuration, a file of streets, or an object whose streets are a file, " +
      `what readStreets gives, or a network; ${isObject(input) ? `streets is ${describe(streets)}${misspelt}` : `${shown(input)} is given`}`,
  );
}

/** A question where a key is nearly `streets`. */
function keyMeant(input: object): string {
  const near = Object.keys(input).find((key) => meantPerhaps(key, ["streets"]) !== "");
  return near === undefined ? "" : `, ${near} is not a key${meantPerhaps(near, ["streets"])}`;
}

function describe(value: unknown): string {
  const type = (value as { readonly type?: unknown } | null | undefined)?.type;
  return typeof type === "string"
    ? `a ${type} (write it to a file, or read it by readStreets)`
    : shown(value);
}

/** @throws {InvalidInputError} if a key or word is not known, or a service is declared nowhere */
function checkedConfig(config: Omit<CityConfig, "services"> & Pick<CityInput, "services">): CityConfig {
  const { file: _file, guesses: _guesses, ownServices, ...form } = config;
  // The form knows a key by its presence.
  const given = Object.fromEntries(Object.entries(form).filter(([, value]) => value !== undefined));
  const outcome = compareWithForm(configForm, given);
  if (!outcome.ok) refuseInput(outcome.problems);
  const checked = { ...config, ...namedServices(config.services, ownServices) };
  const problems = serviceProblems(checked);
  if (problems.length > 0) refuseInput(problems);
  return checked;
}

/** @throws {InvalidInputError} always, with what is wrong */
function refuseInput(problems: readonly DataProblem[]): never {
  const lines = problems.map(({ at, message }) => `${at.join(".")}: ${message}`);
  throw new InvalidInputError(`The city cannot be opened: ${lines.join("; ")}`);
}

/** What `loadConfig` adds to a configuration, and no form of the file knows. */
const LOADED = anObject<Required<Pick<CityConfig, "file" | "guesses" | "ownServices">>>(
  { file: aPath, guesses: aList(anything), ownServices: aList(anything) },
  [],
  { otherKeys: true },
);

function layerOf<Layer extends object>(layer: string | Layer): Exclude<Layer, string> | { file: string } {
  return typeof layer === "string" ? { file: layer } : (layer as Exclude<Layer, string>);
}

function layersOf(facilities: string | FacilityLayer | readonly (string | FacilityLayer)[]): FacilityLayer[] {
  return [facilities].flat().map((layer) => layerOf<FacilityLayer>(layer));
}

type Given = readonly PlainBlock[] | readonly PlainFacility[] | BlockSet | FacilitySet;

/** Whether places are given themselves, and not by files. */
function isGiven(places: NonNullable<CityInput["blocks"] | CityInput["facilities"]>): places is Given {
  if (typeof places === "string" || typeof places !== "object" || places === null) return false;
  if (!Array.isArray(places)) return !("file" in places);
  return places.every((one) => typeof one === "object" && one !== null && !("file" in one));
}

function isStudyArea(area: NonNullable<CityInput["area"]>): area is StudyArea {
  return typeof area === "object" && area !== null && "polygons" in area;
}

/** @throws {InvalidInputError} if places are neither a file nor a list */
function requireList(name: string, places: unknown): void {
  if (Array.isArray(places)) return;
  throw new InvalidInputError(
    `${name} is ${describe(places)}: expected a file name, a layer, or a list of objects`,
  );
}

function givenBlocks(blocks: readonly PlainBlock[] | BlockSet): BlockSet {
  if ("blocks" in blocks) return blocks;
  requireList("blocks", blocks);
  return blocksOfObjects(blocks);
}

function givenFacilities(
  facilities: readonly PlainFacility[] | FacilitySet,
  config: CityConfig,
): FacilitySet {
  if ("facilities" in facilities) return facilities;
  requireList("facilities", facilities);
  return facilitiesOfObjects(facilities, knownServices(config));
}

function hashOf(places: object): string {
  return createHash("sha256").update(JSON.stringify(places)).digest("hex");
}
