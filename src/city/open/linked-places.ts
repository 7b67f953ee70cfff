/**
 * Facilities and blocks joined to the streets as one profile walks them, with the engine that searches between them.
 */

import type { CostUnit } from "../../base/cost-units.js";
import { compoundOfEdges, NO_COMPOUND } from "../../network/compound-edges.js";
import { linkPoints } from "../../network/link-points.js";
import type { Linkage } from "../../network/linkage.js";
import type { PointLinker } from "../../network/overlay-links.js";
import type { WalkProfile } from "../../network/profiles.js";
import { walkCosts } from "../../network/walk-costs.js";
import type { WalkNetwork } from "../../network/walk-network.js";
import { pointsOfBlocks, pointsOfFacilities } from "../../places/facility-index.js";
import type { BlockSet, FacilitySet } from "../../places/places.js";
import { openWalkEngine, type WalkEngine } from "../../search/walk-engine.js";

/** Where people live and what they need. */
export interface LivingCirclePlaces {
  readonly facilities: FacilitySet;
  readonly blocks: BlockSet;
}

/** Facilities and blocks linked as one profile walks. */
export interface LinkedPlaces<U extends CostUnit> {
  readonly facilities: Linkage<U>;
  readonly blocks: Linkage<U>;
}

/** Facilities and blocks linked on one basis. */
export interface LinkedBasis<U extends CostUnit> extends LinkedPlaces<U> {
  readonly engine: WalkEngine<U>;
  readonly signal?: AbortSignal;
}

export interface BasisOptions {
  readonly threads?: number;
  readonly link?: PointLinker;
  readonly signal?: AbortSignal;
}

/** Links places and opens an engine, which is to be closed. */
export function linkBasis<U extends CostUnit>(
  network: WalkNetwork,
  profile: WalkProfile<U>,
  places: LivingCirclePlaces,
  { threads, signal, link }: BasisOptions,
): LinkedBasis<U> {
  const linked = linkPlaces(network, profile, places, link);
  return {
    engine: openWalkEngine(linked.blocks.costs, threads === undefined ? {} : { threads }),
    ...(signal === undefined ? {} : { signal }),
    ...linked,
  };
}

/** Links facilities and blocks to the streets as a profile walks them. */
export function linkPlaces<U extends CostUnit>(
  network: WalkNetwork,
  profile: WalkProfile<U>,
  { facilities, blocks }: LivingCirclePlaces,
  link: PointLinker = linkPoints,
): LinkedPlaces<U> {
  const costs = walkCosts(network, profile);
  const linkedFacilities = link(costs, pointsOfFacilities(facilities), { islandsToo: true });
  const linkedBlocks = link(costs, pointsOfBlocks(blocks), { facilities: [linkedFacilities] });
  return { facilities: keepToResidents(facilities, linkedFacilities, linkedBlocks), blocks: linkedBlocks };
}

/**
 * A facility inside a compound where people live serves its residents, unless its data say it is open to all.
 *
 * Private streets without homes, as around hospitals, keep nobody out: guests walk in on their last leg.
 */
export function keepToResidents<U extends CostUnit>(
  { facilities }: FacilitySet,
  linked: Linkage<U>,
  blocks: Linkage<U>,
): Linkage<U> {
  const compound = compoundOfEdges(linked.costs.network);
  const lived = new Set(Array.from(blocks.edge, (edge) => compound[edge]!));
  lived.delete(NO_COMPOUND);
  if (lived.size === 0) return linked;
  const residentsOnly = Uint8Array.from(facilities, ({ openToAll }, f) => {
    if (openToAll !== null) return openToAll ? 0 : 1;
    const links = linked.edge.subarray(linked.firstLink[f]!, linked.firstLink[f + 1]!);
    return links.length > 0 && links.every((edge) => lived.has(compound[edge]!)) ? 1 : 0;
  });
  return { ...linked, points: { ...linked.points, residentsOnly } };
}
