/**
 * Walks from blocks to facilities as a plain matrix: what measures, allocation and area take.
 */

import { type CostUnit, type Limit, metres, minutes } from "../../base/cost-units.js";
import type { ServiceReach } from "../../coverage/judge-capacity.js";
import type { TravelMatrix } from "../../measures/travel-matrix.js";
import { selectPoints } from "../../network/linkage.js";
import { DISTANCE_BASIS, PROFILES, type WalkProfile } from "../../network/profiles.js";
import type { WalkNetwork } from "../../network/walk-network.js";
import { costMatrix } from "../../search/cost-matrix.js";
import type { Requirement } from "../../standards/requirement.js";
import { type LinkedPlaces, type LivingCirclePlaces, linkPlaces } from "../open/linked-places.js";

export interface WalkMatrixOptions {
  /** Who walks, for limits in minutes; default `adult`. */
  readonly profile?: WalkProfile<"ms">;
}

/** Walks to the facilities of a service, or to those that a test picks by position. */
export interface ReachQuestion extends Pick<Requirement, "basis" | "limit"> {
  readonly service?: string;
  readonly isCounted?: (facility: number) => boolean;
}

/**
 * Links places once, then answers for one requirement after the other.
 *
 * @returns for a requirement the walks within its limit, in whole millimetres or milliseconds by its basis
 */
export function createWalkMatrices(
  network: WalkNetwork,
  places: LivingCirclePlaces,
  { profile = PROFILES.adult }: WalkMatrixOptions = {},
): (question: ReachQuestion) => ServiceReach {
  // Linking a city takes seconds, and most reports ask on one basis or on none.
  const distance = once(() => linkPlaces(network, DISTANCE_BASIS, places));
  const time = once(() => linkPlaces(network, profile, places));
  return ({ service = "all", basis, limit, isCounted }) => {
    const counts = isCounted ?? ((f) => places.facilities.facilities[f]!.services.includes(service));
    const facilities = places.facilities.facilities.flatMap((_, f) => (counts(f) ? [f] : []));
    const matrix =
      basis === "distance"
        ? matrixOf(distance(), facilities, metres(limit))
        : matrixOf(time(), facilities, minutes(limit));
    return { service, facilities, matrix };
  };
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

function matrixOf<U extends CostUnit>(
  { blocks, facilities }: LinkedPlaces<U>,
  chosen: readonly number[],
  limit: Limit<U>,
): TravelMatrix {
  const found = costMatrix(blocks.costs, blocks, selectPoints(facilities, chosen), { limit });
  return {
    rows: blocks.pointCount,
    columns: chosen.length,
    first: Uint32Array.from(found.first),
    column: Uint32Array.from(found.column),
    cost: Float64Array.from(found.cost),
  };
}
