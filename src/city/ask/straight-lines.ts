/**
 * What lies near as the crow flies although the walk is long: the facility, the walk to it, and the barrier between.
 *
 * The straight line alone decides whether a barrier lies between: a way round crosses whatever it must, and where the
 * straight line crosses nothing, a barrier that it meets does not part the two places.
 */
import { itemAt } from "../../base/at.js";
import { type CostUnit, type Limit, NO_FACILITY, UNREACHED, unlimited } from "../../base/cost-units.js";
import { groupBy } from "../../base/grouping.js";
import type { ServiceMeasures } from "../../coverage/assess-gaps.js";
import type { Barrier } from "../../coverage/gap-report.js";
import { barriersOnLine, mainBarrier } from "../../explain/barriers-between.js";
import { distanceM } from "../../geo/earth.js";
import type { LonLat } from "../../geo/polygon-point.js";
import { costOfLength } from "../../network/walk-costs.js";
import { type Audience, mayUse } from "../../places/audience.js";
import { createFacilityIndex, doorsOf } from "../../places/facility-index.js";
import type { Nearest } from "../../search/nearest.js";
import { limitOf, walkOf } from "../../standards/requirement.js";
import type { LinkedBasis, LivingCirclePlaces } from "../open/linked-places.js";
import { nearestOn } from "./usable-places.js";

/** A straight line from a door of a block to a door of a facility, by its position. */
export interface StraightLine {
  readonly facility: number;
  readonly from: LonLat;
  readonly to: LonLat;
  readonly straightM: number;
}

/**
 * Straight line from each block to the nearest facility of `offering` that it may use, door to door, ties to the lower
 * facility; null where none lies within its radius.
 *
 * @param radiusM - metres, by block
 */
export function nearestStraight(
  { facilities, blocks }: LivingCirclePlaces,
  offering: readonly number[],
  audience: Audience,
  radiusM: (block: number) => number,
): (StraightLine | null)[] {
  const open = offering.filter((f) => itemAt(audience, f) === null);
  const index = createFacilityIndex(open.map((f) => itemAt(facilities.facilities, f)));
  const closed = offering.filter((f) => itemAt(audience, f) !== null);
  return blocks.blocks.map((block, b) => {
    let best: StraightLine | null = null;
    const offer = (line: StraightLine) => {
      if (line.straightM > radiusM(b)) return;
      const isNearer = best === null || line.straightM < best.straightM;
      if (isNearer || (line.straightM === best?.straightM && line.facility < best.facility)) best = line;
    };
    for (const from of doorsOf(block)) {
      const found = index.nearest(...from, radiusM(b));
      if (found !== null)
        offer({ ...found, facility: itemAt(open, found.facility), from, to: [found.lon, found.lat] });
      for (const facility of closed) {
        if (!mayUse(audience, facility, b)) continue;
        const { lon, lat, entrances } = itemAt(facilities.facilities, facility);
        for (const to of [[lon, lat] as const, ...entrances])
          offer({ facility, from, to, straightM: distanceM(...from, ...to) });
      }
    }
    return best;
  });
}

/** A basis with the nearest facility of each block on it. */
interface Searched<U extends CostUnit> {
  readonly basis: LinkedBasis<U>;
  readonly nearest: Nearest;
}

/** Of blocks whose walk is too long although a facility lies near: that facility, the walk to it, what lies between. */
export async function walksAcross(
  measures: ServiceMeasures,
  straight: readonly (StraightLine | null)[],
  distance: Searched<"mm">,
  time: Searched<"ms">,
): Promise<Pick<ServiceMeasures, "across" | "acrossMm" | "acrossMs" | "barrier">> {
  const { network } = distance.basis.blocks.costs;
  const limit = limitOf(measures.requirement).value;
  const walk = walkOf(measures);
  const across = Uint32Array.from(straight, (line, b) => {
    const isMet = itemAt(walk, b) !== UNREACHED && itemAt(walk, b) <= limit;
    return line === null || isMet || measures.unlinked[b] !== 0 ? NO_FACILITY : line.facility;
  });
  const barrier = straight.map((line, b): Barrier | null => {
    if (line === null || across[b] === NO_FACILITY) return null;
    return mainBarrier(barriersOnLine(network, line.from, line.to));
  });
  return {
    across,
    acrossMm: await walksTo(distance, across, straight),
    acrossMs: await walksTo(time, across, straight),
    barrier,
  };
}

/** How many times the straight line is looked at first; most walks round something are shorter. Changes no answer. */
const NEAR_DETOUR = 4;

/**
 * The walk from each block to the facility that is named for it; where the walk is not known, one search a facility near by,
 * and one as far as streets go for blocks that it does not find.
 */
async function walksTo<U extends CostUnit>(
  { basis, nearest }: Searched<U>,
  facility: Uint32Array,
  straight: readonly (StraightLine | null)[],
): Promise<Uint32Array> {
  const found = new Uint32Array(facility.length).fill(UNREACHED);
  const others: number[] = [];
  for (const [b, f] of facility.entries()) {
    if (f === NO_FACILITY) continue;
    if (f === nearest.facility[b]) found[b] = itemAt(nearest.cost, b);
    else others.push(b);
  }
  for (const [f, blocks] of groupBy(others, (b) => itemAt(facility, b))) {
    const farthestM = Math.max(...blocks.map((b) => straight[b]?.straightM ?? 0));
    let missing = blocks;
    for (const limit of [nearLimit(basis, NEAR_DETOUR * farthestM), unlimited(basis.blocks.costs.unit)]) {
      if (missing.length === 0) break;
      const { cost } = await nearestOn(basis, limit)([f], missing);
      missing.forEach((b, k) => {
        found[b] = itemAt(cost, k);
      });
      missing = missing.filter((b) => found[b] === UNREACHED);
    }
  }
  return found;
}

/** What walking some metres off the street takes. */
function nearLimit<U extends CostUnit>({ blocks }: LinkedBasis<U>, lengthM: number): Limit<U> {
  const { unit, offStreetPace } = blocks.costs;
  return { unit, value: Math.min(unlimited(unit).value, costOfLength(1000 * lengthM, offStreetPace)) };
}
