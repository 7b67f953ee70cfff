/**
 * The smallest street change that would bring a facility within reach of a block.
 *
 * Tried are: opening a closed gate (two ends of streets at one place), a new way of at most 150 m between two streets,
 * and a crossing of a mapped barrier. A change counts if the block's walk over it is within the limit; the shortest
 * one wins, ties to the shorter walk.
 *
 * Method: one search from the block and one towards the facilities give the walk over any new way as a sum of three, so
 * every pair of places in the window is tried without building another network.
 *
 * Layer: explain. Imports network, search, units.
 */
import type { Linkage } from "../network/linkage.js";
import { costOfLength } from "../network/walk-costs.js";
import { nearestCosts } from "../search/nearest.js";
import { type CostUnit, type Limit, UNREACHED } from "../units.js";
import { barriersBetween, type CrossedBarrier } from "./barriers-between.js";
import { type StreetPlaces, streetPlacesIn, type Window } from "./street-places.js";

/** Longest new way that crosses nothing, metres (issue of the method; an assumption). */
const LONGEST_LINK_M = 150;
/** Longest crossing of a barrier, metres: a wide river; an assumption. */
const LONGEST_CROSSING_M = 300;
/** Two ends of streets closer than this are the two sides of a gate, metres. */
const GATE_M = 0.5;

/**
 * A new way between two places on public streets; `gate` opens what lies at one place, `crossing` crosses
 * something mapped.
 */
export interface StreetChange {
  readonly kind: "gate" | "link" | "crossing";
  readonly from: readonly [lon: number, lat: number];
  readonly to: readonly [lon: number, lat: number];
  readonly lengthM: number;
  /** The block's walk over it, in the unit of the costs. */
  readonly cost: number;
  /** What it crosses; empty for gates and links. */
  readonly barriers: readonly CrossedBarrier[];
  /** Positions among the street places of the window. */
  readonly places: readonly [number, number];
}

export interface ChangeQuestion<U extends CostUnit> {
  /** The block alone, and all facilities of the service. */
  readonly block: Linkage<U>;
  readonly facilities: Linkage<U>;
  readonly limit: Limit<U>;
  readonly window: Window;
}

/** What was found, with the costs that tell who else gains. */
export interface FoundChange<U extends CostUnit> {
  readonly change: StreetChange;
  readonly places: StreetPlaces<U>;
  /** Per place: cost to the nearest facility. */
  readonly toFacility: Uint32Array;
}

/** The smallest change that mends the gap; null where none of those tried does. */
export function smallestChange<U extends CostUnit>(question: ChangeQuestion<U>): FoundChange<U> | null {
  const { block, facilities, limit, window } = question;
  const { costs } = block;
  const places = streetPlacesIn(costs, window);
  const fromBlock = nearestCosts(costs, block, places.linkage, { limit, direction: "from" }).cost;
  const toFacility = nearestCosts(costs, facilities, places.linkage, { limit, direction: "to" }).cost;
  const way = (lengthM: number) => costOfLength(Math.round(lengthM * 1000), costs.offStreetPace);
  const walk = ({ s, t, lengthM }: Pair) => fromBlock[s]! + way(lengthM) + toFacility[t]!;
  const told = (pair: Pair, kind: StreetChange["kind"], barriers: readonly CrossedBarrier[]) => {
    const [from, to] = [placeOf(places, pair.s), placeOf(places, pair.t)];
    const { lengthM } = pair;
    const change = { kind, from, to, lengthM, cost: walk(pair), barriers, places: [pair.s, pair.t] } as const;
    return { change, places, toFacility };
  };
  // Millions of pairs lie in a dense window, so only the best so far is kept. What is short enough for a link may be
  // anything; what is longer counts only across a barrier, and is looked at only where nothing short mends the gap.
  let best: Pair | null = null;
  for (const pair of pairsWithin(places, fromBlock, toFacility, [0, LONGEST_LINK_M]))
    if (walk(pair) <= limit.value && (best === null || comesBefore(pair, best, walk))) best = pair;
  if (best !== null) {
    if (best.lengthM < GATE_M) return told(best, "gate", []);
    const barriers = barriersBetween(costs.network, placeOf(places, best.s), placeOf(places, best.t));
    return told(best, barriers.length > 0 ? "crossing" : "link", barriers);
  }
  let across: { pair: Pair; barriers: readonly CrossedBarrier[] } | null = null;
  for (const pair of pairsWithin(places, fromBlock, toFacility, [LONGEST_LINK_M, LONGEST_CROSSING_M])) {
    if (walk(pair) > limit.value || (across !== null && !comesBefore(pair, across.pair, walk))) continue;
    const barriers = barriersBetween(costs.network, placeOf(places, pair.s), placeOf(places, pair.t));
    if (barriers.length > 0) across = { pair, barriers };
  }
  return across === null ? null : told(across.pair, "crossing", across.barriers);
}

/** Two places of a window, as positions, and the straight line between them. */
interface Pair {
  readonly s: number;
  readonly t: number;
  readonly lengthM: number;
}

/** Shorter first, then by the walk over it, then by position. */
function comesBefore(a: Pair, b: Pair, walk: (pair: Pair) => number): boolean {
  if (a.lengthM !== b.lengthM) return a.lengthM < b.lengthM;
  return (walk(a) - walk(b) || a.s - b.s || a.t - b.t) < 0;
}

/**
 * Walks of many blocks with the change, both ways over it.
 *
 * @returns per block the cost over the change to the nearest facility; `UNREACHED` where it leads nowhere in the limit
 */
export function costsOverChange<U extends CostUnit>(
  { change, places, toFacility }: FoundChange<U>,
  blocks: Linkage<U>,
  limit: Limit<U>,
): Uint32Array {
  const way = costOfLength(Math.round(change.lengthM * 1000), blocks.costs.offStreetPace);
  const [s, t] = change.places;
  const best = new Uint32Array(blocks.pointCount).fill(UNREACHED);
  for (const [near, far] of [
    [s, t],
    [t, s],
  ] as const) {
    if (toFacility[far] === UNREACHED) continue;
    const toNear = nearestCosts(blocks.costs, onePlace(places.linkage, near), blocks, { limit }).cost;
    toNear.forEach((cost, b) => {
      if (cost !== UNREACHED) best[b] = Math.min(best[b]!, cost + way + toFacility[far]!);
    });
  }
  return best;
}

/** Pairs of a place that the block reaches and one from which a facility is reached: longer than the one, up to the other. */
function* pairsWithin(
  { eastM, northM }: StreetPlaces<CostUnit>,
  fromBlock: Uint32Array,
  toFacility: Uint32Array,
  [above, most]: readonly [metres: number, metres: number],
): Generator<Pair> {
  const cell = (metres: number) => Math.floor(metres / most);
  const buckets = new Map<string, number[]>();
  toFacility.forEach((cost, t) => {
    if (cost === UNREACHED) return;
    const key = `${cell(eastM[t]!)} ${cell(northM[t]!)}`;
    const bucket = buckets.get(key);
    if (bucket === undefined) buckets.set(key, [t]);
    else bucket.push(t);
  });
  for (let s = 0; s < fromBlock.length; s++) {
    if (fromBlock[s] === UNREACHED) continue;
    const [column, row] = [cell(eastM[s]!), cell(northM[s]!)];
    for (let dx = -1; dx <= 1; dx++) {
      for (let dy = -1; dy <= 1; dy++) {
        for (const t of buckets.get(`${column + dx} ${row + dy}`) ?? []) {
          const lengthM = Math.hypot(eastM[s]! - eastM[t]!, northM[s]! - northM[t]!);
          if (lengthM <= most && (lengthM > above || above === 0)) yield { s, t, lengthM };
        }
      }
    }
  }
}

function placeOf({ linkage }: StreetPlaces<CostUnit>, i: number): readonly [number, number] {
  return [linkage.lon[i]!, linkage.lat[i]!];
}

function onePlace<U extends CostUnit>(linkage: Linkage<U>, i: number): Linkage<U> {
  const one = (column: Uint32Array) => column.slice(i, i + 1);
  return {
    ...linkage,
    pointCount: 1,
    points: { ...linkage.points, lon: linkage.lon.slice(i, i + 1), lat: linkage.lat.slice(i, i + 1) },
    firstLink: Uint32Array.of(0, 1),
    edge: one(linkage.edge),
    alongMm: one(linkage.alongMm),
    lon: linkage.lon.slice(i, i + 1),
    lat: linkage.lat.slice(i, i + 1),
    offStreetMm: new Uint32Array(1),
    offStreetCost: new Uint32Array(1),
    forwardCost: one(linkage.forwardCost),
    backwardCost: one(linkage.backwardCost),
    unlinked: new Uint8Array(1),
    nearestStreetMm: new Uint32Array(1),
  };
}
