/**
 * Which homes each candidate site could serve on foot: the step from streets to siting.
 */

import type { Limit } from "../../base/cost-units.js";
import type { PointSet } from "../../geo/point-set.js";
import { linkPoints } from "../../network/link-points.js";
import { DISTANCE_BASIS, PROFILES, type WalkProfile } from "../../network/profiles.js";
import { walkCosts } from "../../network/walk-costs.js";
import type { WalkNetwork } from "../../network/walk-network.js";
import type { Block } from "../../places/places.js";
import { costMatrix } from "../../search/cost-matrix.js";
import { type CoverageMatrix, coverageMatrix } from "../../siting/coverage-matrix.js";

/** Anything that stands somewhere: a facility, a block, premises. */
export interface Place {
  /** Degrees. */
  readonly lon: number;
  readonly lat: number;
  readonly entrances?: readonly (readonly [number, number])[];
}

/** How far people walk to a site, and who walks. */
export interface ReachOptions {
  /** Longest walk from home to site: `metres(300)` on the distance basis, or `minutes(15)`. */
  readonly limit: Limit;
  /** Who walks, for minutes; default `adult`. */
  readonly profile?: WalkProfile<"ms">;
}

/**
 * Walks from homes to candidate sites within a limit, as siting models take them.
 *
 * @param blocks - the homes; those that join no street reach nothing
 * @param candidates - the sites; those that join no street are reached by nobody
 * @returns blocks × candidates; costs in metres or minutes
 *
 * @example
 * const reach = candidateReach(network, blocks, premises, { limit: minutes(15), profile: PROFILES.senior60 });
 */
export function candidateReach(
  network: WalkNetwork,
  blocks: readonly Pick<Block, "lon" | "lat" | "entrances">[],
  candidates: readonly Place[],
  { limit, profile = PROFILES.adult }: ReachOptions,
): CoverageMatrix {
  const basis: WalkProfile = limit.unit === "mm" ? DISTANCE_BASIS : profile;
  const costs = walkCosts(network, basis);
  const sites = linkPoints(costs, pointsOf(candidates), { islandsToo: true });
  const homes = linkPoints(costs, pointsOf(blocks), { facilities: [sites] });
  const walks = costMatrix(costs, homes, sites, { limit });
  const perUnit = limit.unit === "mm" ? 1000 : 60_000;
  return coverageMatrix({ ...walks, cost: Float64Array.from(walks.cost, (cost) => cost / perUnit) });
}

function pointsOf(places: readonly Place[]): PointSet {
  const first = new Uint32Array(places.length + 1);
  places.forEach(({ entrances = [] }, p) => {
    first[p + 1] = first[p]! + entrances.length;
  });
  const doors = places.flatMap(({ entrances = [] }) => entrances);
  return {
    lon: Float64Array.from(places, (p) => p.lon),
    lat: Float64Array.from(places, (p) => p.lat),
    entrances: {
      first,
      lon: Float64Array.from(doors, ([lon]) => lon),
      lat: Float64Array.from(doors, ([, lat]) => lat),
    },
    residentsOnly: null,
  };
}
