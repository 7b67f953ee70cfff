/**
 * Residential blocks from OpenStreetMap buildings, with estimated residents.
 *
 * One residential building is one block. Residents are residential floor area ÷ 35 m², by the written rule in
 * `data/tags/residential.json`; every number from here is marked as estimated, and the notes say how many rest on
 * assumed levels. Households and ages are never guessed.
 */

import { fieldOf, itemAt, nothingAt } from "../../base/at.js";
import { OSM_ATTRIBUTION } from "../../base/attribution.js";
import { aNumber, anObject, checkCall } from "../../base/check-call.js";
import { addTo } from "../../base/grouping.js";
import type { ReadNote } from "../../base/notes.js";
import { lowerMedian } from "../../base/quantile.js";
import { shippedJson } from "../../base/read-file.js";
import { segmentLengthMm } from "../../geo/earth.js";
import { peopleByFloor } from "../../places/people-by-floor.js";
import type { Block, BlockSet } from "../../places/places.js";
import { createLandFinder, type LandFinder, unitAround } from "./land-finder.js";
import { MISSING, type OsmData, tagReader } from "./osm-data.js";
import { OSM_DATA } from "./osm-form.js";
import { createEntranceFinder, type OsmPlace, placesInOsm } from "./places-in-osm.js";
import type { Tags } from "./rule-data.js";

const RULE = shippedJson<{
  residential: string[];
  empty_if: string[];
  plain: {
    building: string[];
    never_inside_landuse: string[];
    without: string[];
    least_area_m2: number;
    most_area_m2: number;
  };
  least_per_street_km: number;
  levels: { most: number; least_known_for_median: number; otherwise: number };
}>("tags/residential.json");

/** What is known of the residents of an extract. */
export interface BlocksFromOsmOptions {
  /** Residents of the extract, if known: estimates are scaled to this total exactly. */
  readonly knownResidents?: number | undefined;
}

/** A residential building with what its tags say. */
interface Home {
  readonly place: OsmPlace;
  readonly areaM2: number;
  readonly levels: number;
  readonly levelsAssumed: boolean;
  readonly plain: boolean;
}

const BLOCKS_OPTIONS = anObject<BlocksFromOsmOptions>({
  knownResidents: aNumber({ from: 0, whole: true }),
});

/**
 * The residential blocks of an extract: buildings where people live, with residents estimated from floor area.
 *
 * @returns blocks with ids like `way/1`; none, with a note, where residential buildings are not mapped, or so few on so
 *   many streets that homes cannot be taken as mapped
 * @throws {InvalidInputError} if `knownResidents` is not a whole number from 0
 *
 * @example
 * const { blocks } = blocksFromOsm(osm, { knownResidents: 40_000 });
 */
export function blocksFromOsm(osm: OsmData, options: BlocksFromOsmOptions = {}): BlockSet {
  checkCall("blocksFromOsm", ["osm", osm, OSM_DATA], ["options", options, BLOCKS_OPTIONS]);
  const { knownResidents } = options;
  const land = createLandFinder(osm);
  const { homes, notes } = findHomes(osm, land);
  const streetKm = lengthOfStreetsKm(osm);
  if (homes.length < RULE.least_per_street_km * streetKm) {
    const message = `residential buildings on ${Math.round(streetKm)} km of streets: homes are not mapped here`;
    return {
      blocks: [],
      notes: [...notes.filter(hasCount), note("homes-not-mapped", homes.length, message)],
    };
  }
  const residents = peopleByFloor(
    homes.map(({ areaM2, levels }) => areaM2 * levels),
    knownResidents,
  );
  const entrances = createEntranceFinder(osm);
  const blocks = homes.map(
    ({ place }, i): Block => ({
      id: place.id,
      name: nameOf(place),
      lon: place.lon,
      lat: place.lat,
      entrances: entrances(place),
      residents: itemAt(residents, i),
      estimated: true,
      households: null,
      ages: null,
      unit: unitAround(land(place)),
    }),
  );
  return {
    attribution: OSM_ATTRIBUTION,
    blocks,
    notes: [...notes, ...notesOnHomes(homes, residents, knownResidents)].filter(hasCount),
  };
}

/** What the rules did, and how many people rest on each. */
function notesOnHomes(
  homes: readonly Home[],
  residents: readonly number[],
  knownResidents: number | undefined,
): ReadNote[] {
  const countOf = (takes: (home: Home) => boolean) => homes.filter(takes).length;
  const peopleIn = (takes: (home: Home) => boolean) =>
    homes.reduce((sum, home, i) => (takes(home) ? sum + itemAt(residents, i) : sum), 0);
  const assumed = (home: Home) => home.levelsAssumed;
  const plain = (home: Home) => home.plain;
  const unplaced = (knownResidents ?? 0) - peopleIn(() => true);
  return [
    note(
      "levels-assumed",
      countOf(assumed),
      `buildings have no mapped levels; they carry ${peopleIn(assumed)} of the people`,
    ),
    note(
      "plain-buildings",
      countOf(plain),
      `plain buildings count as homes by house number or land use; they carry ${peopleIn(plain)} of the people`,
    ),
    note("residents-not-placed", Math.max(0, unplaced), "of the known residents found no floor to live on"),
  ];
}

function findHomes(osm: OsmData, land: LandFinder): { homes: Home[]; notes: ReadNote[] } {
  const all = placesInOsm(osm, (tags) => tags.building !== undefined && tags.building !== "no");
  const outlined = outlinesOf(osm, new Set(all.map(({ id }) => id)));
  const buildings = all.filter(({ id, rings }) => rings !== null && !outlined.has(id));
  const usualLevels = medianLevels(buildings);
  const homes: Home[] = [];
  for (const place of buildings) {
    const areaM2 = place.areaM2 ?? nothingAt("areaM2");
    const { building = "" } = place.tags;
    const isEmpty = RULE.empty_if.some((key) => (place.tags[key] ?? "no") !== "no");
    const isHome = !isEmpty && RULE.residential.includes(building);
    const plain = !isEmpty && !isHome && isPlainHome(place, areaM2, land);
    if (!isHome && !plain) continue;
    const mapped = levelsOf(place.tags);
    const levels = mapped ?? usualLevels.get(building) ?? RULE.levels.otherwise;
    homes.push({ place, areaM2, levels, levelsAssumed: mapped === null, plain });
  }
  const points = all.filter(({ rings }) => rings === null).length;
  const twice = all.length - points - buildings.length;
  const notes = [
    note("buildings-left-out", buildings.length - homes.length, "buildings are not residential by the rule"),
    note(
      "buildings-without-outline",
      points,
      "buildings are mapped as points: nothing is known of their size",
    ),
    note("buildings-mapped-twice", twice, "outlines belong to a multipolygon that is a building itself"),
  ];
  return { homes, notes };
}

/** Ids of the ways that outline a multipolygon among `buildings`: it is counted once, with its holes. */
function outlinesOf({ relations, ways, strings }: OsmData, buildings: ReadonlySet<string>): Set<string> {
  const outlines = new Set<string>();
  for (let r = 0; r < relations.count; r++) {
    if (!buildings.has(`relation/${relations.id[r]}`)) continue;
    for (let k = itemAt(relations.firstMember, r); k < itemAt(relations.firstMember, r + 1); k++) {
      const isWay = relations.memberType[k] === 1 && relations.memberIndex[k] !== MISSING;
      if (isWay && strings[itemAt(relations.memberRole, k)] !== "inner") {
        outlines.add(`way/${ways.id[itemAt(relations.memberIndex, k)]}`);
      }
    }
  }
  return outlines;
}

function isPlainHome(place: OsmPlace, areaM2: number, land: LandFinder): boolean {
  const { tags } = place;
  const { building, never_inside_landuse, without, least_area_m2, most_area_m2 } = RULE.plain;
  if (!building.includes(fieldOf(tags, "building")) || without.some((key) => tags[key] !== undefined))
    return false;
  if (areaM2 < least_area_m2 || areaM2 > most_area_m2) return false;
  const uses = land(place).map(({ tags }) => tags.landuse);
  if (uses.some((use) => use !== undefined && never_inside_landuse.includes(use))) return false;
  return tags["addr:housenumber"] !== undefined || uses.includes("residential");
}

/** The median of the mapped levels for each building value that has enough of them. */
function medianLevels(buildings: readonly OsmPlace[]): Map<string, number> {
  const levelsByType = new Map<string, number[]>();
  for (const { tags } of buildings) {
    const levels = levelsOf(tags);
    if (levels !== null) addTo(levelsByType, fieldOf(tags, "building"), levels);
  }
  const enough = [...levelsByType].filter(
    ([, levels]) => levels.length >= RULE.levels.least_known_for_median,
  );
  return new Map(enough.map(([value, levels]) => [value, lowerMedian(levels)]));
}

/** `9`, `9.5`, `9;10` or `9-10` (then the mean); null if missing or not believable. */
function levelsOf(tags: Tags): number | null {
  const parts = (tags["building:levels"] ?? "")
    .split(/[;,-]/)
    .map((part) => Number(part.trim() || Number.NaN));
  const mean = parts.reduce((sum, part) => sum + part, 0) / parts.length;
  return mean > 0 && mean <= RULE.levels.most ? mean : null;
}

function lengthOfStreetsKm({ ways, nodes, strings }: OsmData): number {
  const highway = tagReader(strings, ways.tags, "highway");
  let lengthMm = 0;
  for (let w = 0; w < ways.count; w++) {
    if (highway(w) === undefined) continue;
    for (let k = itemAt(ways.firstRef, w) + 1; k < itemAt(ways.firstRef, w + 1); k++) {
      const [a, b] = [itemAt(ways.ref, k - 1), itemAt(ways.ref, k)];
      if (a === MISSING || b === MISSING) continue;
      lengthMm += segmentLengthMm(
        itemAt(nodes.lonE7, a),
        itemAt(nodes.latE7, a),
        itemAt(nodes.lonE7, b),
        itemAt(nodes.latE7, b),
      );
    }
  }
  return lengthMm / 1e6;
}

function nameOf({ id, tags }: OsmPlace): string {
  const address = [tags["addr:street"], tags["addr:housenumber"]]
    .filter((part) => part !== undefined)
    .join(" ");
  return address || tags.name || id;
}

function note(code: string, count: number, message: string): ReadNote {
  return { code, count, message };
}

function hasCount({ count }: ReadNote): boolean {
  return count > 0;
}
