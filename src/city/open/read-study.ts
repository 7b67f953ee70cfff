/**
 * Everything that a city's configuration names, read: streets, places, people, and what is asked.
 */
import path from "node:path";
import { InputFileError, InvalidInputError } from "../../base/errors.js";
import type { ReadNote } from "../../base/notes.js";
import { isSavedNetwork, loadNetwork } from "../../network/storage.js";
import type { WalkNetwork } from "../../network/walk-network.js";
import { inPlaceOrder, joinRegisters } from "../../places/join-registers.js";
import type { BlockSet, FacilitySet } from "../../places/places.js";
import { blocksFromOsm } from "../../read/osm/blocks-from-osm.js";
import { facilitiesFromOsm } from "../../read/osm/facilities-from-osm.js";
import type { OsmData } from "../../read/osm/osm-data.js";
import { readBlocks } from "../../read/places/read-blocks.js";
import { combineFacilities, readFacilities } from "../../read/places/read-facilities.js";
import { readPopulationRaster } from "../../read/rasters/read-population-raster.js";
import { sumRaster } from "../../read/rasters/sum-raster.js";
import { readStreets, type Streets } from "../../read/streets/read-streets.js";
import type { PlaceColumns } from "../../read/tables/raw-layer.js";
import { guessNotes } from "../config/guess-marks.js";
import type { CityConfig } from "../config/load-config.js";
import { audienceNotes } from "./audience-notes.js";
import { type BuildOptions, buildWalkNetwork } from "./build-walk-network.js";
import type { CityParts } from "./city-input.js";
import { withElevation } from "./elevation.js";
import { hoursNotes } from "./hours-notes.js";
import type { LivingCirclePlaces } from "./linked-places.js";
import { blocksInUnits, type UnitedBlocks } from "./read-units.js";

/** Streets as read and as built. */
export interface StudyStreets {
  readonly network: WalkNetwork;
  /** The extract, where the streets come from OpenStreetMap. */
  readonly osm: OsmData | null;
}

/** What is called while files are read. */
export interface ReadStudyOptions {
  /** Called as each step begins, with what it does. */
  readonly onStep?: (what: string) => void;
  /** Called when the walking network is there, before places are read. */
  readonly onNetwork?: (network: WalkNetwork) => void;
  /** Called now and then within a step with how far it is, from 0 to 1. */
  readonly onShare?: (share: number) => void;
}

/** What is analysed, and the units that the configuration names; none where it names none. */
export type StudyPlaces = LivingCirclePlaces & Pick<UnitedBlocks, "units">;

type Layer = NonNullable<CityConfig["facilities"]>[number];

/** Reads the streets and builds the network, or opens a saved one. */
export async function readStudyStreets(
  config: Pick<CityConfig, "streets" | "elevation" | "walkRules">,
  options: ReadStudyOptions = {},
): Promise<StudyStreets> {
  const streets = await readFlatStreets(config, options);
  if (config.elevation === undefined) return streets;
  options.onStep?.(`reading ${config.elevation.file}`);
  return { ...streets, network: await withElevation(streets.network, config.elevation) };
}

async function readFlatStreets(
  { streets, walkRules }: Pick<CityConfig, "streets" | "walkRules">,
  { onStep = () => {}, onShare = () => {} }: ReadStudyOptions,
): Promise<StudyStreets> {
  const { file, nodes, snapM, licence } = streets;
  const { place, columns } = placeApart(streets.columns);
  onStep(`reading ${file}`);
  if (isSavedNetwork(file)) {
    requireNoRules(walkRules);
    return { osm: null, network: loadNetwork(file) };
  }
  const read = await readStreets(file, {
    layer: streets.layer,
    crs: streets.crs,
    encoding: streets.encoding,
    maxExpandedBytes: streets.maxExpandedBytes,
    decimal: streets.decimal,
    headerRow: streets.headerRow,
    columns,
    place,
    onProgress: (bytes, total) => onShare(bytes / total),
    nodes,
    snapM,
    walkRules,
    attribution: licence,
  });
  return buildStudyStreets(read, { onStep, maxMissingNodes: streets.maxMissingNodes });
}

/** @throws {InvalidInputError} if rules are given for a network that is built already */
export function requireNoRules(walkRules: CityConfig["walkRules"]): void {
  if (walkRules === undefined) return;
  throw new InvalidInputError(
    "walkRules are given, and the streets are a network that is built already, by the rules of that time; " +
      "give the file of streets, or build the network again with --walk-rules",
  );
}

/** The network of streets that are read already. */
export function buildStudyStreets(
  streets: Streets,
  { onStep, maxMissingNodes, walkRules }: ReadStudyOptions & BuildOptions = {},
): StudyStreets {
  onStep?.("building the walking network");
  return {
    osm: "draft" in streets ? null : streets,
    network: buildWalkNetwork(streets, { maxMissingNodes, walkRules }),
  };
}

/**
 * Reads facilities and blocks; from the extract what no file gives.
 *
 * @param given - places that are at hand already, in place of files
 */
export async function readStudyPlaces(
  config: CityConfig,
  { osm }: StudyStreets,
  { onStep = () => {} }: ReadStudyOptions = {},
  given: Partial<Pick<CityParts, "blocks" | "facilities">> = {},
): Promise<StudyPlaces> {
  onStep("finding facilities and residential blocks");
  const registers: FacilitySet[] = given.facilities ? [given.facilities] : [];
  for (const layer of config.facilities ?? [])
    registers.push(
      withFile(layer.file, await readFacilities(layer.file, { ...rulesOf(layer), own: config.ownServices })),
    );
  const register = registers.length === 0 ? null : inPlaceOrder(joinRegisters(registers));
  const mapped = osm === null || config.streets.facilities === false ? NO_FACILITIES : facilitiesFromOsm(osm);
  const facilities = combineFacilities(mapped, register, config.complete, config.ownServices);
  const united = await blocksInUnits(
    given.blocks ?? (await readStudyBlocks(config, osm)),
    config.units,
    (given.blocks ?? null) === null && config.blocks === undefined,
  );
  const closed = audienceNotes(facilities.facilities, united.blocks.blocks);
  return {
    facilities: {
      ...facilities,
      notes: [...guessNotes(config.guesses), ...hoursNotes(facilities.notes, config.at), ...closed],
    },
    ...united,
  };
}

/** A set whose notes say of which file they are: several registers may say the same. */
function withFile<S extends { readonly notes: readonly ReadNote[] }>(file: string, set: S): S {
  return { ...set, notes: set.notes.map((note) => ({ file: path.basename(file), ...note })) };
}

/** Streets that are not OpenStreetMap data hold neither facilities nor homes. */
const NO_FACILITIES: FacilitySet = {
  facilities: [],
  completeness: {},
  suspectedDuplicates: [],
  merged: 0,
  notes: [],
};

async function readStudyBlocks({ blocks, residents }: CityConfig, osm: OsmData | null): Promise<BlockSet> {
  if (blocks !== undefined) {
    const read = withFile(blocks.file, await readBlockLayer(blocks, residents));
    if (read.notes.some(({ code }) => code === "no-rows"))
      throw new InputFileError({ path: blocks.file }, "the file of blocks holds no rows, only a head");
    const set = blocks.raster === undefined ? read : await sumRaster(read, blocks.raster.file, blocks.raster);
    return blocks.spread === false ? asPoints(set) : set;
  }
  if (osm === null) {
    const message = "file of streets holds no homes: no block is judged until you give a layer of blocks";
    return { blocks: [], notes: [{ code: "no-homes-given", count: 1, message }] };
  }
  return blocksFromOsm(osm, residents === undefined ? {} : { knownResidents: residents });
}

function readBlockLayer(layer: NonNullable<CityConfig["blocks"]>, residents: number | undefined) {
  if (/\.tiff?$/i.test(layer.file)) return readPopulationRaster(layer.file, layer);
  return readBlocks(layer.file, { ...rulesOf(layer), knownResidents: residents });
}

/** Blocks that forget what they cover, so that nothing spreads them. */
function asPoints(set: BlockSet): BlockSet {
  return { ...set, blocks: set.blocks.map(({ extent: _, ...block }) => block) };
}

/** Ages and places stand among the columns in the file, and beside them for the readers. */
function rulesOf<T extends Pick<Layer, "columns">>(layer: T) {
  const {
    place,
    columns: { ages, ...columns },
  } = placeApart(layer.columns);
  return { ...layer, columns, ages, place };
}

/** Columns of places apart from those of meanings. */
function placeApart<Columns extends PlaceColumns>(given: Columns | undefined) {
  const { lon, lat, lonLat, latLon, wkt, ...columns }: Partial<Columns> & PlaceColumns = given ?? {};
  return { place: { lon, lat, lonLat, latLon, wkt }, columns: columns as Omit<Columns, keyof PlaceColumns> };
}
