/**
 * Residential blocks from OpenStreetMap buildings, with estimated residents.
 *
 * One residential building is one block. Residents are residential floor area ÷ 35 m², by the written rule in
 * `data/tags/residential.json`; every number from here is marked as estimated, and the notes say how many rest on
 * assumed levels. Households and ages are never guessed.
 *
 * Layer: osm. Imports geo, types of access, errors.
 */
import { readFileSync } from "node:fs";
import type { Block, BlockSet, PlaceNote } from "../access/places.js";
import { InvalidInputError } from "../errors.js";
import { segmentLengthMm } from "../geo/earth.js";
import { isInside, type LonLat, polygonAreaM2 } from "../geo/polygon-point.js";
import { MISSING, type OsmData, tagReader } from "./osm-data.js";
import { createEntranceFinder, type OsmPlace, placesInOsm } from "./places-in-osm.js";
import type { Tags } from "./walk-rules.js";

const RULE = JSON.parse(
  readFileSync(new URL("../../data/tags/residential.json", import.meta.url), "utf8"),
) as {
  residential: string[];
  plain: {
    building: string[];
    never_inside_landuse: string[];
    without: string[];
    least_area_m2: number;
    most_area_m2: number;
  };
  least_per_street_km: number;
  area_per_person_m2: number;
  levels: { most: number; least_known_for_median: number; otherwise: number };
};

export interface BlocksFromOsmOptions {
  /** Residents of the extract, if known: estimates are scaled to this total exactly. */
  readonly knownResidents?: number;
}

/** A residential building with what its tags say. */
interface Home {
  readonly place: OsmPlace;
  readonly areaM2: number;
  readonly levels: number;
  readonly levelsAssumed: boolean;
  readonly plain: boolean;
}

/**
 * The residential blocks of an extract.
 *
 * @returns blocks with ids like `way/1`; none, with a note, where residential buildings are not mapped, or so few on so
 *   many streets that homes cannot be taken as mapped
 * @throws {InvalidInputError} if `knownResidents` is not a whole number from 0
 */
export function blocksFromOsm(osm: OsmData, { knownResidents }: BlocksFromOsmOptions = {}): BlockSet {
  if (knownResidents !== undefined && !(Number.isInteger(knownResidents) && knownResidents >= 0)) {
    throw new InvalidInputError(`knownResidents is ${knownResidents}: due is a whole number from 0`);
  }
  const land = createLandFinder(osm);
  const { homes, notes } = findHomes(osm, land);
  const streetKm = lengthOfStreetsKm(osm);
  if (homes.length < RULE.least_per_street_km * streetKm) {
    const message = `residential buildings on ${Math.round(streetKm)} km of streets: homes are not mapped here`;
    const left = notes.filter(({ count }) => count > 0);
    return { blocks: [], notes: [...left, note("homes-not-mapped", homes.length, message)] };
  }
  const residents = spreadPeople(homes, knownResidents);
  const entrances = createEntranceFinder(osm);
  const blocks = homes.map(
    ({ place }, i): Block => ({
      id: place.id,
      name: nameOf(place),
      lon: place.lon,
      lat: place.lat,
      entrances: entrances(place),
      residents: residents[i]!,
      estimated: true,
      households: null,
      ages: null,
      unit:
        land(place).find(({ tags }) => tags.landuse === "residential" && tags.name !== undefined)?.tags
          .name ?? null,
    }),
  );
  const assumed = homes.flatMap((home, i) => (home.levelsAssumed ? [residents[i]!] : []));
  const people = assumed.reduce((sum, n) => sum + n, 0);
  return {
    blocks,
    notes: [
      ...notes,
      note(
        "levels-assumed",
        assumed.length,
        `buildings have no mapped levels; they carry ${people} of the people`,
      ),
      note(
        "plain-buildings",
        homes.filter((h) => h.plain).length,
        "plain buildings count as homes by house number or land use",
      ),
    ].filter(({ count }) => count > 0),
  };
}

function findHomes(
  osm: OsmData,
  land: (place: OsmPlace) => OsmPlace[],
): { homes: Home[]; notes: PlaceNote[] } {
  const buildings = placesInOsm(osm, (tags) => tags.building !== undefined && tags.building !== "no");
  const usualLevels = medianLevels(buildings);
  const homes: Home[] = [];
  let leftOut = 0;
  for (const place of buildings) {
    if (place.rings === null) continue;
    const areaM2 = polygonAreaM2(place.rings);
    const isHome = RULE.residential.includes(place.tags.building!);
    const plain = !isHome && isPlainHome(place, areaM2, land);
    if (!isHome && !plain) {
      leftOut++;
      continue;
    }
    const mapped = levelsOf(place.tags);
    const levels = mapped ?? usualLevels.get(place.tags.building!) ?? RULE.levels.otherwise;
    homes.push({ place, areaM2, levels, levelsAssumed: mapped === null, plain });
  }
  return { homes, notes: [note("buildings-left-out", leftOut, "buildings are not residential by the rule")] };
}

function isPlainHome(place: OsmPlace, areaM2: number, land: (place: OsmPlace) => OsmPlace[]): boolean {
  const { tags } = place;
  const { building, never_inside_landuse, without, least_area_m2, most_area_m2 } = RULE.plain;
  if (!building.includes(tags.building!) || without.some((key) => tags[key] !== undefined)) return false;
  if (areaM2 < least_area_m2 || areaM2 > most_area_m2) return false;
  const uses = land(place).map(({ tags }) => tags.landuse!);
  if (uses.some((use) => never_inside_landuse.includes(use))) return false;
  return tags["addr:housenumber"] !== undefined || uses.includes("residential");
}

/** The median of the mapped levels for each building value that has enough of them. */
function medianLevels(buildings: readonly OsmPlace[]): Map<string, number> {
  const known = new Map<string, number[]>();
  for (const { tags } of buildings) {
    const levels = levelsOf(tags);
    if (levels === null) continue;
    if (!known.has(tags.building!)) known.set(tags.building!, []);
    known.get(tags.building!)!.push(levels);
  }
  const enough = [...known].filter(([, levels]) => levels.length >= RULE.levels.least_known_for_median);
  return new Map(
    enough.map(([value, levels]) => [value, levels.sort((a, b) => a - b)[(levels.length - 1) >> 1]!]),
  );
}

/** `9`, `9.5`, `9;10` or `9-10` (then the mean); null if missing or not believable. */
function levelsOf(tags: Tags): number | null {
  const parts = (tags["building:levels"] ?? "")
    .split(/[;,-]/)
    .map((part) => Number(part.trim() || Number.NaN));
  const mean = parts.reduce((sum, part) => sum + part, 0) / parts.length;
  return mean > 0 && mean <= RULE.levels.most ? mean : null;
}

/** Whole people a block, their sum rounded once: what rounding down leaves over goes to the largest remainders. */
function spreadPeople(homes: readonly Home[], knownResidents: number | undefined): number[] {
  const exact = homes.map((home) => (home.areaM2 * home.levels) / RULE.area_per_person_m2);
  const sum = exact.reduce((a, b) => a + b, 0);
  const total = knownResidents ?? Math.round(sum);
  const shares = exact.map((people) => (sum > 0 ? (people / sum) * total : 0));
  const whole = shares.map(Math.floor);
  const left = sum > 0 ? total - whole.reduce((a, b) => a + b, 0) : 0;
  const order = shares
    .map((_, i) => i)
    .sort((a, b) => shares[b]! - whole[b]! - (shares[a]! - whole[a]!) || a - b);
  for (const i of order.slice(0, left)) whole[i]!++;
  return whole;
}

/** Finds the mapped land uses around a building, by a grid of about 500 m. */
function createLandFinder(osm: OsmData): (place: OsmPlace) => OsmPlace[] {
  const cellDeg = 0.005;
  const lands = placesInOsm(osm, (tags) => tags.landuse !== undefined).filter((land) => land.rings !== null);
  const grid = new Map<string, OsmPlace[]>();
  for (const land of lands) {
    const [west, south, east, north] = boxOf(land.rings![0]!).map((deg) => Math.floor(deg / cellDeg)) as [
      number,
      number,
      number,
      number,
    ];
    for (let x = west; x <= east; x++) {
      for (let y = south; y <= north; y++) {
        if (!grid.has(`${x} ${y}`)) grid.set(`${x} ${y}`, []);
        grid.get(`${x} ${y}`)!.push(land);
      }
    }
  }
  return ({ lon, lat }) => {
    const near = grid.get(`${Math.floor(lon / cellDeg)} ${Math.floor(lat / cellDeg)}`) ?? [];
    return near.filter((land) => isInside(land.rings!, [lon, lat]));
  };
}

function boxOf(ring: readonly LonLat[]): [number, number, number, number] {
  const lons = ring.map((p) => p[0]);
  const lats = ring.map((p) => p[1]);
  return [Math.min(...lons), Math.min(...lats), Math.max(...lons), Math.max(...lats)];
}

function lengthOfStreetsKm({ ways, nodes, strings }: OsmData): number {
  const highway = tagReader(strings, ways.tags, "highway");
  let lengthMm = 0;
  for (let w = 0; w < ways.count; w++) {
    if (highway(w) === undefined) continue;
    for (let k = ways.firstRef[w]! + 1; k < ways.firstRef[w + 1]!; k++) {
      const [a, b] = [ways.ref[k - 1]!, ways.ref[k]!];
      if (a === MISSING || b === MISSING) continue;
      lengthMm += segmentLengthMm(nodes.lonE7[a]!, nodes.latE7[a]!, nodes.lonE7[b]!, nodes.latE7[b]!);
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

function note(code: string, count: number, message: string): PlaceNote {
  return { code, count, message };
}
