/**
 * What is measured for one service: nearest facility, walks on both bases, what is in reach.
 */
import { itemAt } from "../../base/at.js";
import { type CostUnit, type Limit, NO_FACILITY, UNREACHED, unlimited } from "../../base/cost-units.js";
import type { ServiceMeasures } from "../../coverage/assess-gaps.js";
import { type Linkage, selectPoints } from "../../network/linkage.js";
import { topSpeedMps } from "../../network/slope.js";
import { createFacilityIndex, doorsOf } from "../../places/facility-index.js";
import { byBasis, limitInMetres, limitOf, type Requirement } from "../../standards/requirement.js";
import type { LinkedBasis, LivingCirclePlaces } from "../open/linked-places.js";

/** Measures every block for one service; places and both bases hold the same facilities and blocks in the same order. */
export async function measureService(
  requirement: Requirement,
  { facilities, blocks }: LivingCirclePlaces,
  distance: LinkedBasis<"mm">,
  time: LinkedBasis<"ms">,
): Promise<ServiceMeasures> {
  const offering = facilities.facilities.flatMap((f, i) =>
    f.services.includes(requirement.service) ? [i] : [],
  );
  const byDistance = selectPoints(distance.facilities, offering);
  const byTime = selectPoints(time.facilities, offering);
  const walk = await nearestOf(distance, byDistance, unlimited("mm"));
  const minutesWalk = await nearestOf(time, byTime, unlimited("ms"));
  const nearest = byBasis(requirement, walk, minutesWalk).facility;
  // Where lengths are given and places are estimates, a walk may be shorter than the straight line.
  const { givenLengths } = distance.blocks.costs.network.source;
  const { network, profile } = time.blocks.costs;
  // Downhill a walk is faster than on the flat.
  const fastestMps = topSpeedMps(network, profile.speedMps);
  const longestStraight = byBasis(
    requirement,
    (b: number) => itemAt(walk.cost, b) / 1000,
    (b: number) => (itemAt(minutesWalk.cost, b) / 1000) * fastestMps,
  );
  const linked = byBasis(requirement, byDistance, byTime);
  const basis = byBasis<LinkedBasis<CostUnit>, LinkedBasis<CostUnit>>(requirement, distance, time);
  return {
    requirement,
    completeness: facilities.completeness[requirement.service] ?? "incomplete",
    facilityCount: offering.length,
    linkedFacilityCount: linked.unlinked.reduce((n, reason) => n + (reason === 0 ? 1 : 0), 0),
    nearest: nearest.map((f) => (f === NO_FACILITY ? NO_FACILITY : itemAt(offering, f))),
    walkMm: walk.cost,
    walkMs: minutesWalk.cost,
    unlinked: basis.blocks.unlinked,
    // What joins no street can be walked to by nobody, so it tells nothing of what lies between.
    straightToAnyMm: straightDistances(
      { facilities, blocks },
      offering.filter((_, f) => linked.unlinked[f] === 0),
      limitInMetres(requirement, profile.speedMps),
      givenLengths ? () => Number.POSITIVE_INFINITY : longestStraight,
    ),
    inReach: await countInReach(basis, linked, limitOf(requirement)),
  };
}

function nearestOf<U extends CostUnit>(basis: LinkedBasis<U>, offering: Linkage<U>, limit: Limit<U>) {
  return basis.engine.nearest(offering, basis.blocks, { limit, ...stopBy(basis) });
}

function stopBy({ signal }: LinkedBasis<CostUnit>): { signal?: AbortSignal } {
  return signal === undefined ? {} : { signal };
}

/**
 * Straight line from each block to the nearest facility of `offering` within the limit, door to door; else `UNREACHED`.
 *
 * @param walkM - metres that the shortest walk from a block to any of them covers at most: the nearest is no farther
 */
function straightDistances(
  { facilities, blocks }: LivingCirclePlaces,
  offering: readonly number[],
  limitM: number,
  walkM: (block: number) => number,
): Uint32Array {
  const index = createFacilityIndex(offering.map((f) => itemAt(facilities.facilities, f)));
  return Uint32Array.from(blocks.blocks, (block, b) => {
    // A metre more, since streets are measured piece by piece.
    const radiusM = Math.min(limitM, walkM(b) + 1);
    const metres = doorsOf(block).map(([lon, lat]) => index.nearestM(lon, lat, radiusM));
    const nearest = Math.min(...metres);
    return nearest <= limitM ? Math.round(1000 * nearest) : UNREACHED;
  });
}

/** How many facilities of each block lie within the limit on the streets. */
async function countInReach<U extends CostUnit>(
  basis: LinkedBasis<U>,
  offering: Linkage<U>,
  limit: Limit<U>,
): Promise<Uint32Array> {
  const { blocks } = basis;
  const { first } = await basis.engine.matrix(blocks, offering, { limit, ...stopBy(basis) });
  return first.subarray(1).map((end, b) => end - itemAt(first, b));
}
