/**
 * Facilities by place: what lies in reach as the crow flies.
 *
 * Method: an R-tree that can change (what-if work inserts and removes), over the places and entrances of the
 * facilities, in degrees; the window is widened with the latitude and what it finds is measured in metres.
 */
import RBush from "rbush";
import { itemAt } from "../base/at.js";
import { offsetsOf } from "../base/grouping.js";
import { degreeLengths, distanceM } from "../geo/earth.js";
import type { PointSet } from "../geo/point-set.js";
import type { LonLat } from "../geo/polygon-point.js";
import type { Facility } from "./places.js";

/** One place of a facility: itself, or one of its entrances. */
interface Door {
  readonly minX: number;
  readonly minY: number;
  readonly maxX: number;
  readonly maxY: number;
  readonly facility: number;
}

/** A door as the crow flies. */
interface NearestDoor {
  readonly facility: number;
  readonly lon: number;
  readonly lat: number;
  readonly straightM: number;
}

export interface FacilityIndex {
  /** Facilities with a door within `radiusM` in a straight line, ascending. */
  readonly within: (lon: number, lat: number, radiusM: number) => number[];
  /** The nearest door within `radiusM` in a straight line, ties to the lower facility; null where there is none. */
  readonly nearest: (lon: number, lat: number, radiusM: number) => NearestDoor | null;
  /** Adds a facility under the next free index, which is returned. */
  readonly insert: (facility: PlaceWithDoors) => number;
  /** Takes a facility out; its index stays unused. */
  readonly remove: (facility: number) => void;
}

/** The first circle in which the nearest door is looked for, metres. */
const FIRST_RADIUS_M = 50;

/** An index over facilities; results are their positions in the list given. */
export function createFacilityIndex(facilities: readonly PlaceWithDoors[]): FacilityIndex {
  const doors = facilities.map(boxesOf);
  const tree = new RBush<Door>().load(doors.flat());
  return {
    within(lon, lat, radiusM) {
      const doors = windowsAround(lon, lat, radiusM).flatMap((window) => tree.search(window));
      const near = doors.filter((door) => distanceM(lon, lat, door.minX, door.minY) <= radiusM);
      return [...new Set(near.map((door) => door.facility))].sort((a, b) => a - b);
    },
    nearest(lon, lat, radiusM) {
      // Small circles first: where doors are many the nearest is in one of them.
      for (let tryM = Math.min(FIRST_RADIUS_M, radiusM); ; tryM = Math.min(4 * tryM, radiusM)) {
        let best: NearestDoor | null = null;
        for (const window of windowsAround(lon, lat, tryM)) {
          for (const { minX, minY, facility } of tree.search(window)) {
            const straightM = distanceM(lon, lat, minX, minY);
            const isNearer =
              best === null ||
              straightM < best.straightM ||
              (straightM === best.straightM && facility < best.facility);
            if (isNearer) best = { facility, lon: minX, lat: minY, straightM };
          }
        }
        if (best !== null && best.straightM <= tryM) return best;
        if (!(tryM < radiusM)) return null;
      }
    },
    insert(facility) {
      const added = boxesOf(facility, doors.length);
      for (const door of added) tree.insert(door);
      return doors.push(added) - 1;
    },
    remove(facility) {
      for (const door of doors[facility] ?? []) tree.remove(door);
      doors[facility] = [];
    },
  };
}

/** Boxes in degrees that surely hold the circle: two where it crosses ±180°. */
function windowsAround(lon: number, lat: number, radiusM: number) {
  // Degrees of latitude are shortest at the equator, those of longitude at the end of the circle nearer to a pole.
  const y = radiusM / degreeLengths(0).latM + 1e-9;
  const { lonM } = degreeLengths(Math.min(90, Math.abs(lat) + y));
  const x = Math.min(180, radiusM / lonM + 1e-9);
  const window = { minX: lon - x, minY: lat - y, maxX: lon + x, maxY: lat + y };
  const turned = (by: number) => ({ ...window, minX: window.minX + by, maxX: window.maxX + by });
  if (window.minX < -180) return [window, turned(360)];
  return window.maxX > 180 ? [window, turned(-360)] : [window];
}

function boxesOf({ lon, lat, entrances = [] }: PlaceWithDoors, facility: number): Door[] {
  return [[lon, lat] as const, ...entrances].map(([x, y]) => ({
    minX: x,
    minY: y,
    maxX: x,
    maxY: y,
    facility,
  }));
}

/** Facilities as points, whoever may use them (`audienceOf`). */
export function pointsOfFacilities(facilities: readonly Facility[]): PointSet {
  const levels = facilities.some((one) => one.levels !== undefined)
    ? facilities.map((one) => one.levels ?? [])
    : undefined;
  return { ...pointsOfPlaces(facilities), levels };
}

/** Anything that stands somewhere: a block, a facility, premises. */
export interface PlaceWithDoors {
  /** Degrees. */
  readonly lon: number;
  readonly lat: number;
  /** `[lon, lat]` of entrances; where there are none the place is its own. */
  readonly entrances?: readonly (readonly [number, number])[] | undefined;
}

/** Where a place is entered: its entrances, or where there are none the place itself. */
export function doorsOf({ lon, lat, entrances = [] }: PlaceWithDoors): readonly LonLat[] {
  return entrances.length > 0 ? entrances : [[lon, lat]];
}

/** Places that are open to everybody, as points. */
export function pointsOfPlaces(places: readonly PlaceWithDoors[]): PointSet {
  const first = offsetsOf(places.length, (i) => itemAt(places, i).entrances?.length ?? 0);
  const doors = places.flatMap(({ entrances = [] }) => entrances);
  return {
    lon: Float64Array.from(places, ({ lon }) => lon),
    lat: Float64Array.from(places, ({ lat }) => lat),
    entrances:
      doors.length === 0
        ? null
        : { first, lon: Float64Array.from(doors, (d) => d[0]), lat: Float64Array.from(doors, (d) => d[1]) },
    residentsOnly: null,
  };
}
