/**
 * Which homes each candidate site could serve on foot: the step from streets to siting.
 */
import type { Limit } from "../../base/cost-units.js";
import { DISTANCE_BASIS, PROFILES, type WalkProfile } from "../../network/profiles.js";
import { type PlaceWithDoors, pointsOfPlaces } from "../../places/facility-index.js";
import { costMatrix } from "../../search/cost-matrix.js";
import { type CoverageMatrix, coverageMatrix } from "../../siting/coverage-matrix.js";
import type { CityLinks } from "../open/city-links.js";

/** How far people walk to a site, and who walks. */
export interface ReachOptions {
  /** Longest walk from home to site: `metres(300)` on the distance basis, or `minutes(15)`. */
  readonly limit: Limit;
  /** Who walks, for minutes; default `adult`. */
  readonly profile?: WalkProfile<"ms"> | undefined;
}

/**
 * Walks from homes to candidate sites within a limit, as siting models take them.
 *
 * @param blocks - the homes; those that join no street reach nothing
 * @param candidates - the sites; those that join no street are reached by nobody
 * @returns blocks × candidates; costs in metres or minutes
 */
export function candidateReach(
  links: CityLinks,
  blocks: readonly PlaceWithDoors[],
  candidates: readonly PlaceWithDoors[],
  { limit, profile = PROFILES.adult }: ReachOptions,
): CoverageMatrix {
  const basis: WalkProfile = limit.unit === "mm" ? DISTANCE_BASIS : profile;
  const costs = links.costs(basis);
  const sites = links.link(costs, pointsOfPlaces(candidates), { islandsToo: true });
  const homes = links.link(costs, pointsOfPlaces(blocks), { facilities: [sites] });
  const walks = costMatrix(costs, homes, sites, { limit });
  const perUnit = limit.unit === "mm" ? 1000 : 60_000;
  return coverageMatrix({ ...walks, cost: Float64Array.from(walks.cost, (cost) => cost / perUnit) });
}
