/**
 * Places as users write them, and walks as they ask for them.
 */
import { type Limit, metres, minutes } from "../../base/cost-units.js";
import { InvalidInputError } from "../../base/errors.js";
import type { PointSet } from "../../geo/point-set.js";
import type { LonLat } from "../../geo/polygon-point.js";
import { DISTANCE_BASIS, type WalkProfile } from "../../network/profiles.js";
import { pointsOfPlaces } from "../../places/facility-index.js";

/** A place as `[lon, lat]` in WGS 84 degrees, or as an object with both; a block, a facility and premises are such objects. */
export type PlainPlace = LonLat | { readonly lon: number; readonly lat: number };

/** Who walks, and how far a place may lie off the street. */
export interface WalkerOptions {
  /** Id of a walking profile, or `distance` for the shortest way; default the profile of the city. */
  readonly profile?: string | undefined;
  /** Longest leg off the street, metres; default 150. */
  readonly offStreetCapM?: number | undefined;
}

/** How far you walk: minutes at the speed of the profile, or metres; one of them. */
export interface WithinOptions {
  /** Longest walk, minutes. */
  readonly minutes?: number | undefined;
  /** Longest walk, metres of street. */
  readonly metres?: number | undefined;
}

function isLonLat(place: PlainPlace): place is LonLat {
  return Array.isArray(place);
}

/** Whether one place is meant and not a list of them. */
export function isOnePlace(places: PlainPlace | readonly PlainPlace[]): places is PlainPlace {
  return !Array.isArray(places) || typeof places[0] === "number";
}

/** Places as columns. */
export function pointsOf(places: readonly PlainPlace[]): PointSet {
  return pointsOfPlaces(places.map((place) => (isLonLat(place) ? { lon: place[0], lat: place[1] } : place)));
}

/** A limit in one of the two units, and who walks for it. */
export type LimitAndWalker =
  | { readonly unit: "mm"; readonly limit: Limit<"mm"> | null; readonly profile: WalkProfile<"mm"> }
  | { readonly unit: "ms"; readonly limit: Limit<"ms"> | null; readonly profile: WalkProfile<"ms"> };

/**
 * The unit in which walks are counted, who walks, and how far; no limit where none is given.
 *
 * @param profile - who walks; null: nobody in particular, metres alone count
 * @throws {InvalidInputError} if both units are given, or minutes without a walker
 */
export function limitOfWithin(
  { minutes: min, metres: m }: WithinOptions,
  profile: WalkProfile<"ms"> | null,
): LimitAndWalker {
  if (min !== undefined && m !== undefined)
    throw new InvalidInputError("Expected how far one walks in minutes or in metres, not in both");
  if (min !== undefined && profile === null)
    throw new InvalidInputError('Minutes need a walking profile: the profile "distance" counts metres');
  if (m !== undefined || profile === null) {
    return { unit: "mm", limit: m === undefined ? null : metres(m), profile: DISTANCE_BASIS };
  }
  return { unit: "ms", limit: min === undefined ? null : minutes(min), profile };
}

/** As `limitOfWithin`, where a limit is needed. @throws {InvalidInputError} likewise, or if there is none */
export function requiredLimit(within: WithinOptions, profile: WalkProfile<"ms">): Limit {
  const { limit } = limitOfWithin(within, profile);
  if (limit !== null) return limit;
  throw new InvalidInputError("Expected how far one walks, as { minutes } or as { metres }");
}
