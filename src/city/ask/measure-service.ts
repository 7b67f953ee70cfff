/**
 * What is measured for one service: nearest facility, walks on both bases, what is in reach.
 */
import { addAt, itemAt, spanAt } from "../../base/at.js";
import { type CostUnit, type Limit, NO_FACILITY, UNREACHED, unlimited } from "../../base/cost-units.js";
import type { ServiceMeasures } from "../../coverage/assess-gaps.js";
import { distanceM } from "../../geo/earth.js";
import { type Linkage, selectPoints } from "../../network/linkage.js";
import { topSpeedMps } from "../../network/slope.js";
import { createFacilityIndex } from "../../places/facility-index.js";
import type { Block } from "../../places/places.js";
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
  const { network, profile } = time.blocks.costs;
  const limitM = limitInMetres(requirement, profile.speedMps);
  // Downhill a walk is faster than on the flat.
  const farthestM = limitInMetres(requirement, topSpeedMps(network, profile.speedMps));
  // Where lengths are given and places are estimates, a walk may be shorter than the straight line.
  const { givenLengths } = distance.blocks.costs.network.source;
  const candidates = nearbyFacilities({ facilities, blocks }, offering, givenLengths ? Infinity : farthestM);
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
    straightToAnyMm: crowDistances(
      { facilities, blocks },
      offering,
      candidates.map((near) => near.filter((f) => linked.unlinked[f] === 0)),
      limitM,
    ),
    inReach: await confirmInReach(basis, linked, candidates, limitOf(requirement)),
  };
}

/**
 * Per block the facilities within the limit as the crow flies, as positions in `offering`.
 *
 * The circle is widened by a metre, since streets are measured piece by piece; entrances may lie nearer than the
 * place itself, so a block or facility with entrances is looked up from each.
 */
function nearbyFacilities(
  { facilities, blocks }: LivingCirclePlaces,
  offering: readonly number[],
  limitM: number,
): readonly (readonly number[])[] {
  const index = createFacilityIndex(offering.map((f) => itemAt(facilities.facilities, f)));
  return blocks.blocks.map((block) => {
    const facilityIndexes = new Set(
      doorsOf(block).flatMap(([lon, lat]) => index.within(lon, lat, limitM + 1)),
    );
    return [...facilityIndexes].sort((a, b) => a - b);
  });
}

function nearestOf<U extends CostUnit>(basis: LinkedBasis<U>, offering: Linkage<U>, limit: Limit<U>) {
  return basis.engine.nearest(offering, basis.blocks, { limit, ...stopBy(basis) });
}

function stopBy({ signal }: LinkedBasis<CostUnit>): { signal?: AbortSignal } {
  return signal === undefined ? {} : { signal };
}

/** Straight line from each block to the nearest of its candidates within the limit, door to door; else `UNREACHED`. */
function crowDistances(
  { facilities, blocks }: LivingCirclePlaces,
  offering: readonly number[],
  candidates: readonly (readonly number[])[],
  limitM: number,
): Uint32Array {
  return Uint32Array.from(blocks.blocks, (block, b) => {
    const metresTo = itemAt(candidates, b).flatMap((f) =>
      doorsOf(block).flatMap(([lon, lat]) => {
        const facility = itemAt(facilities.facilities, itemAt(offering, f));
        return [[facility.lon, facility.lat] as const, ...facility.entrances].map(([x, y]) =>
          distanceM(lon, lat, x, y),
        );
      }),
    );
    const nearest = metresTo.reduce((least, m) => Math.min(least, m), Infinity);
    return nearest <= limitM ? Math.round(1000 * nearest) : UNREACHED;
  });
}

function doorsOf({ lon, lat, entrances }: Block): readonly (readonly [number, number])[] {
  return entrances.length > 0 ? entrances : [[lon, lat]];
}

/** How many of the candidates of each block lie within the limit on the streets. */
async function confirmInReach<U extends CostUnit>(
  basis: LinkedBasis<U>,
  offering: Linkage<U>,
  candidates: readonly (readonly number[])[],
  limit: Limit<U>,
): Promise<Uint32Array> {
  const { blocks } = basis;
  const matrix = await basis.engine.matrix(blocks, offering, { limit, ...stopBy(basis) });
  const inReach = new Uint32Array(blocks.pointCount);
  for (let b = 0; b < blocks.pointCount; b++) {
    const walked = new Set(matrix.column.subarray(...spanAt(matrix.first, b)));
    for (const facility of itemAt(candidates, b)) if (walked.has(facility)) addAt(inReach, b);
  }
  return inReach;
}
