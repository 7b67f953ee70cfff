/**
 * What is measured for one service: the nearest facility that each block may use, walks on both bases, what is in reach,
 * what is nearer and not open, and what lies near as the crow flies although the walk is long.
 */
import { itemAt, spanAt } from "../../base/at.js";
import { type CostUnit, type Limit, NO_FACILITY, UNREACHED } from "../../base/cost-units.js";
import type { ServiceMeasures } from "../../coverage/assess-gaps.js";
import { type Linkage, selectPoints } from "../../network/linkage.js";
import { topSpeedMps } from "../../network/slope.js";
import { type Audience, mayUse } from "../../places/audience.js";
import { byBasis, limitInMetres, limitOf, type Requirement } from "../../standards/requirement.js";
import { audienceOfLinked, type LinkedBasis, type LivingCirclePlaces } from "../open/linked-places.js";
import { nearestStraight, walksAcross } from "./straight-lines.js";
import { closedParts, nearestOfParts, nearestOn, usableParts } from "./usable-places.js";

/** Measures every block for one service; places and both bases hold the same facilities and blocks in the same order. */
export async function measureService(
  requirement: Requirement,
  { facilities, blocks }: LivingCirclePlaces,
  distance: LinkedBasis<"mm">,
  time: LinkedBasis<"ms">,
): Promise<ServiceMeasures> {
  const places = { facilities, blocks };
  const offering = facilities.facilities.flatMap((f, i) =>
    f.services.includes(requirement.service) ? [i] : [],
  );
  const audience = audienceOfLinked(places, distance);
  const parts = usableParts(offering, audience);
  const walk = await nearestOfParts(nearestOn(distance), parts, blocks.blocks.length);
  const minutesWalk = await nearestOfParts(nearestOn(time), parts, blocks.blocks.length);
  const linked = selectPoints(byBasis(requirement, distance.facilities, time.facilities), offering);
  const basis = byBasis<LinkedBasis<CostUnit>, LinkedBasis<CostUnit>>(requirement, distance, time);
  const onStreets = offering.filter((_, f) => linked.unlinked[f] === 0);
  const limitM = limitInMetres(requirement, time.blocks.costs.profile.speedMps);
  const longestM = longestStraight(requirement, time, { walkMm: walk.cost, walkMs: minutesWalk.cost });
  // What joins no street can be walked to by nobody, so it tells nothing of what lies between.
  const straight = nearestStraight(places, onStreets, audience, (b) => Math.min(limitM, longestM(b)));
  const measures = {
    requirement,
    completeness: facilities.completeness[requirement.service] ?? "incomplete",
    facilityCount: offering.length,
    linkedFacilityCount: onStreets.length,
    nearest: byBasis(requirement, walk, minutesWalk).facility,
    walkMm: walk.cost,
    walkMs: minutesWalk.cost,
    unlinked: basis.blocks.unlinked,
    straightToAnyMm: Uint32Array.from(straight, (line) =>
      line === null ? UNREACHED : Math.round(1000 * line.straightM),
    ),
    inReach: await countInReach(basis, linked, limitOf(requirement), (b, f) =>
      mayUse(audience, itemAt(offering, f), b),
    ),
  };
  return {
    ...measures,
    ...(await walksAcross(
      measures,
      straight,
      { basis: distance, nearest: walk },
      { basis: time, nearest: minutesWalk },
    )),
    ...(await notOpenNearer(measures, { offering, audience, distance, time })),
  };
}

/** Metres that the nearest facility lies away at most in a straight line, by the walk to it. */
function longestStraight(
  requirement: Requirement,
  time: LinkedBasis<"ms">,
  { walkMm, walkMs }: { readonly walkMm: Uint32Array; readonly walkMs: Uint32Array },
): (block: number) => number {
  const { network, profile } = time.blocks.costs;
  // Where lengths are given and places are estimates, a walk may be shorter than the straight line.
  if (network.source.givenLengths) return () => Number.POSITIVE_INFINITY;
  // Downhill a walk is faster than on the flat.
  const fastestMps = topSpeedMps(network, profile.speedMps);
  // A metre more, since streets are measured piece by piece.
  return byBasis(
    requirement,
    (b: number) => itemAt(walkMm, b) / 1000 + 1,
    (b: number) => (itemAt(walkMs, b) / 1000) * fastestMps + 1,
  );
}

/** The nearest facility of each block that is not open to it, where it is nearer than the nearest that is. */
async function notOpenNearer(
  measures: ServiceMeasures,
  {
    offering,
    audience,
    distance,
    time,
  }: {
    readonly offering: readonly number[];
    readonly audience: Audience;
    readonly distance: LinkedBasis<"mm">;
    readonly time: LinkedBasis<"ms">;
  },
): Promise<Pick<ServiceMeasures, "notOpen" | "notOpenMm" | "notOpenMs">> {
  const count = measures.walkMm.length;
  const parts = closedParts(offering, audience, count);
  if (parts.length === 0) return {};
  const [byMetres, byMinutes] = [
    await nearestOfParts(nearestOn(distance), parts, count),
    await nearestOfParts(nearestOn(time), parts, count),
  ];
  const { requirement, walkMm, walkMs } = measures;
  const { facility: notOpen, cost } = byBasis(requirement, byMetres, byMinutes);
  const usable = byBasis(requirement, walkMm, walkMs);
  const [notOpenMm, notOpenMs] = [byMetres.cost, byMinutes.cost];
  for (let b = 0; b < count; b++) {
    if (itemAt(cost, b) < itemAt(usable, b)) continue;
    notOpen[b] = NO_FACILITY;
    notOpenMm[b] = UNREACHED;
    notOpenMs[b] = UNREACHED;
  }
  return { notOpen, notOpenMm, notOpenMs };
}

/** How many facilities that each block may use lie within the limit on the streets. */
async function countInReach<U extends CostUnit>(
  basis: LinkedBasis<U>,
  offering: Linkage<U>,
  limit: Limit<U>,
  isUsable: (block: number, facility: number) => boolean,
): Promise<Uint32Array> {
  const { blocks, signal } = basis;
  const options = signal === undefined ? { limit } : { limit, signal };
  const { first, column } = await basis.engine.matrix(blocks, offering, options);
  return Uint32Array.from({ length: blocks.pointCount }, (_, b) => {
    let usable = 0;
    for (let [k, end] = spanAt(first, b); k < end; k++) if (isUsable(b, itemAt(column, k))) usable++;
    return usable;
  });
}
