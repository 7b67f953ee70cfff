/**
 * Walks straight across a square, from one place in it or at its rim to another: they meet no node of the network.
 *
 * Two places that do not see each other walk by the corners between, which both are linked to.
 */
import { addTo } from "../base/grouping.js";
import { onceForEach } from "../base/once-for-each.js";
import { distanceM } from "../geo/earth.js";
import { seeEachOther } from "../geo/open-ground.js";
import type { Linkage, SquareSpots } from "../network/linkage.js";
import { costOfLength } from "../network/walk-costs.js";
import { walkSquares } from "../network/walk-squares.js";

/** A straight walk between a point of one linkage and one of another; the same both ways. */
export interface SquareWalk {
  readonly start: number;
  readonly other: number;
  /** Door to door, legs to the rim included. */
  readonly cost: number;
  readonly lengthMm: number;
  /** Positions in the spots of either side. */
  readonly startSpot: number;
  readonly otherSpot: number;
}

/** Per linkage the walks to each other linkage that was asked for. */
const walksFrom = onceForEach((_starts: Linkage) => new WeakMap<Linkage, readonly SquareWalk[]>());

/** The cheapest straight walk of each pair of points that has one, by start and then by other; made once for each pair. */
export function squareWalks(starts: Linkage, others: Linkage): readonly SquareWalk[] {
  const { squareSpots } = starts;
  if (squareSpots === undefined || others.squareSpots === undefined) return [];
  const known = walksFrom(starts).get(others);
  if (known !== undefined) return known;
  const walks = findWalks(starts, squareSpots, others, others.squareSpots);
  walksFrom(starts).set(others, walks);
  return walks;
}

/** The cheapest straight walk between two points, or null. */
export function squareWalkBetween(
  starts: Linkage,
  start: number,
  others: Linkage,
  other: number,
): SquareWalk | null {
  const [a, b] = [starts.squareSpots, others.squareSpots];
  if (a === undefined || b === undefined) return null;
  let best = null as SquareWalk | null;
  for (let s = a.firstSpot[start]; s < a.firstSpot[start + 1]; s++) {
    for (let o = b.firstSpot[other]; o < b.firstSpot[other + 1]; o++) {
      if (a.square[s] !== b.square[o]) continue;
      best = walkBetween(starts, a, start, s, b, other, o, best?.cost) ?? best;
    }
  }
  return best;
}

function findWalks(starts: Linkage, a: SquareSpots, others: Linkage, b: SquareSpots): SquareWalk[] {
  const inSquare = new Map<number, number[]>();
  const pointOfSpot = new Uint32Array(b.square.length);
  for (let other = 0; other < others.pointCount; other++) {
    for (let o = b.firstSpot[other]; o < b.firstSpot[other + 1]; o++) {
      pointOfSpot[o] = other;
      addTo(inSquare, b.square[o], o);
    }
  }
  const walks: SquareWalk[] = [];
  for (let start = 0; start < starts.pointCount; start++) {
    const best = new Map<number, SquareWalk>();
    for (let s = a.firstSpot[start]; s < a.firstSpot[start + 1]; s++) {
      for (const o of inSquare.get(a.square[s]) ?? []) {
        const other = pointOfSpot[o];
        const walk = walkBetween(starts, a, start, s, b, other, o, best.get(other)?.cost);
        if (walk !== null) best.set(other, walk);
      }
    }
    walks.push(...[...best.values()].sort((x, y) => x.other - y.other));
  }
  return walks;
}

/** The walk between two spots if they see each other and it costs less than `below`, else null. */
function walkBetween(
  { costs }: Linkage,
  a: SquareSpots,
  start: number,
  s: number,
  b: SquareSpots,
  other: number,
  o: number,
  below = Infinity,
): SquareWalk | null {
  const lengthMm = Math.round(1000 * distanceM(a.lon[s], a.lat[s], b.lon[o], b.lat[o]));
  const pace = costs.offStreetPace;
  const cost = costOfLength(lengthMm, pace) + costOfLength(a.legMm[s], pace) + costOfLength(b.legMm[o], pace);
  if (cost >= below) return null;
  const ground = walkSquares(costs.network).ground(a.square[s]);
  if (!seeEachOther(ground, a.lon[s], a.lat[s], b.lon[o], b.lat[o])) return null;
  return { start, other, cost, lengthMm, startSpot: s, otherSpot: o };
}
