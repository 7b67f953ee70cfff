/**
 * Walks from blocks to facilities as a plain matrix: what measures, allocation and area take.
 */
import { itemAt, spanAt } from "../../base/at.js";
import type { CostUnit, Limit } from "../../base/cost-units.js";
import { offsetsOf } from "../../base/grouping.js";
import type { ServiceReach } from "../../coverage/judge-capacity.js";
import type { TravelMatrix } from "../../measures/travel-matrix.js";
import { selectPoints } from "../../network/linkage.js";
import { DISTANCE_BASIS, type WalkProfile } from "../../network/profiles.js";
import { type Audience, mayUse } from "../../places/audience.js";
import { costMatrix } from "../../search/cost-matrix.js";
import { byBasis, limitOf, type WalkRule } from "../../standards/requirement.js";
import type { CityLinks } from "../open/city-links.js";
import { audienceOfLinked, type LinkedPlaces, type LivingCirclePlaces } from "../open/linked-places.js";

/** Walks to the facilities of a service, or to those that a test picks by position. */
interface ReachQuestion extends WalkRule {
  readonly service?: string;
  readonly isCounted?: (facility: number) => boolean;
}

/** Answers for one requirement after the other. */
export type WalkMatrices = (question: ReachQuestion) => ServiceReach;

/**
 * Walks from blocks to facilities, requirement by requirement.
 *
 * @param profile - who walks, for limits in minutes
 * @returns for a requirement the walks within its limit, in whole millimetres or milliseconds by its basis
 */
export function walkMatrices(
  links: CityLinks,
  places: LivingCirclePlaces,
  profile: WalkProfile<"ms">,
): WalkMatrices {
  return ({ service = "all", isCounted, ...rule }) => {
    const counts = isCounted ?? ((f) => itemAt(places.facilities.facilities, f).services.includes(service));
    const facilities = places.facilities.facilities.flatMap((_, f) => (counts(f) ? [f] : []));
    const walker = byBasis(rule, DISTANCE_BASIS, profile);
    const audience = audienceOfLinked(places, links.places(DISTANCE_BASIS, places));
    const matrix = matrixOf(links.places(walker, places), facilities, limitOf(rule));
    return { service, facilities, matrix: usablePairs(matrix, facilities, audience) };
  };
}

/** Without the pairs of blocks and facilities that are not open to them. */
function usablePairs(matrix: TravelMatrix, facilities: readonly number[], audience: Audience): TravelMatrix {
  if (facilities.every((f) => audience[f] === null)) return matrix;
  const usable = Array.from({ length: matrix.rows }, (_, b) => {
    const [start, end] = spanAt(matrix.first, b);
    const entries = Array.from({ length: end - start }, (_, k) => start + k);
    return entries.filter((k) => mayUse(audience, itemAt(facilities, itemAt(matrix.column, k)), b));
  });
  const chosen = usable.flat();
  return {
    rows: matrix.rows,
    columns: matrix.columns,
    first: offsetsOf(matrix.rows, (b) => itemAt(usable, b).length),
    column: Uint32Array.from(chosen, (k) => itemAt(matrix.column, k)),
    cost: Float64Array.from(chosen, (k) => itemAt(matrix.cost, k)),
  };
}

function matrixOf<U extends CostUnit>(
  { blocks, facilities }: LinkedPlaces<U>,
  chosen: readonly number[],
  limit: Limit<NoInfer<U>>,
): TravelMatrix {
  const matrix = costMatrix(blocks.costs, blocks, selectPoints(facilities, chosen), { limit });
  return {
    rows: blocks.pointCount,
    columns: chosen.length,
    first: Uint32Array.from(matrix.first),
    column: Uint32Array.from(matrix.column),
    cost: Float64Array.from(matrix.cost),
  };
}
