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
import type { WalkNetwork } from "../network/walk-network.js";
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
      best = walkBetween(starts, a, start, s, others, b, other, o, best?.cost) ?? best;
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
        const walk = walkBetween(starts, a, start, s, others, b, other, o, best.get(other)?.cost);
        if (walk !== null) best.set(other, walk);
      }
    }
    walks.push(...[...best.values()].sort((x, y) => x.other - y.other));
  }
  return walks;
}

/** The walk between two spots if they see each other and it costs less than `below`, else null. */
function walkBetween(
  starts: Linkage,
  a: SquareSpots,
  start: number,
  s: number,
  others: Linkage,
  b: SquareSpots,
  other: number,
  o: number,
  below = Infinity,
): SquareWalk | null {
  const lengthMm = straightMm(starts, a, s, others, b, o);
  if (lengthMm === UNSEEN) return null;
  const pace = starts.costs.offStreetPace;
  const cost = costOfLength(lengthMm, pace) + costOfLength(a.legMm[s], pace) + costOfLength(b.legMm[o], pace);
  return cost < below ? { start, other, cost, lengthMm, startSpot: s, otherSpot: o } : null;
}

const UNSEEN = -1;
/** Pairs of spots that are remembered; some 40 bytes each. */
const MOST_PAIRS = 1_000_000;

/** What is known of a network's squares: spots by place, and the straight length between two of them. */
const knownSpots = onceForEach((_network: WalkNetwork) => ({
  numberOf: new Map<string, number>(),
  lengthMm: new Map<number, number>(),
}));

/** The number of each spot's place among all that were asked for; many linkages of a city have the same spots. */
const numbersOfSpots = onceForEach(({ costs, squareSpots }: Linkage) => {
  const { numberOf } = knownSpots(costs.network);
  return Uint32Array.from(squareSpots?.square ?? [], (square, s) => {
    const key = `${square} ${squareSpots?.lon[s]} ${squareSpots?.lat[s]}`;
    const known = numberOf.get(key);
    if (known !== undefined) return known;
    numberOf.set(key, numberOf.size);
    return numberOf.size - 1;
  });
});

/** The straight length between two spots of one square, the same both ways; `UNSEEN` where something stands between. */
function straightMm(
  starts: Linkage,
  a: SquareSpots,
  s: number,
  others: Linkage,
  b: SquareSpots,
  o: number,
): number {
  const { network } = starts.costs;
  const { lengthMm } = knownSpots(network);
  const [p, q] = [numbersOfSpots(starts)[s], numbersOfSpots(others)[o]];
  const pair = Math.min(p, q) * 2 ** 26 + Math.max(p, q);
  const known = lengthMm.get(pair);
  if (known !== undefined) return known;
  const isFirst = a.lon[s] < b.lon[o] || (a.lon[s] === b.lon[o] && a.lat[s] <= b.lat[o]);
  const from = isFirst ? ([a.lon[s], a.lat[s]] as const) : ([b.lon[o], b.lat[o]] as const);
  const to = isFirst ? ([b.lon[o], b.lat[o]] as const) : ([a.lon[s], a.lat[s]] as const);
  const ground = walkSquares(network).ground(a.square[s]);
  const found = seeEachOther(ground, ...from, ...to) ? Math.round(1000 * distanceM(...from, ...to)) : UNSEEN;
  if (lengthMm.size >= MOST_PAIRS) lengthMm.clear();
  lengthMm.set(pair, found);
  return found;
}
