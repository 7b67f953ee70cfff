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
  const tried = pairsWithin(places, fromBlock, toFacility)
    .map((pair) => ({ ...pair, way: costOfLength(Math.round(pair.lengthM * 1000), costs.offStreetPace) }))
    .map((pair) => ({ ...pair, cost: fromBlock[pair.s]! + pair.way + toFacility[pair.t]! }))
    .filter(({ cost }) => cost <= limit.value)
    .sort((a, b) => a.lengthM - b.lengthM || a.cost - b.cost || a.s - b.s || a.t - b.t);
  for (const { s, t, lengthM, cost } of tried) {
    const [from, to] = [placeOf(places, s), placeOf(places, t)];
    const barriers = lengthM < GATE_M ? [] : barriersBetween(costs.network, from, to);
    const kind = lengthM < GATE_M ? "gate" : barriers.length > 0 ? "crossing" : "link";
    if (kind === "link" && lengthM > LONGEST_LINK_M) continue;
    return { change: { kind, from, to, lengthM, cost, barriers, places: [s, t] }, places, toFacility };
  }
  return null;
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

/** Pairs of a place that the block reaches and one from which a facility is reached, near enough for a new way. */
function pairsWithin(
  { eastM, northM }: StreetPlaces<CostUnit>,
  fromBlock: Uint32Array,
  toFacility: Uint32Array,
): { s: number; t: number; lengthM: number }[] {
  const cell = (metres: number) => Math.floor(metres / LONGEST_CROSSING_M);
  const buckets = new Map<string, number[]>();
  toFacility.forEach((cost, t) => {
    if (cost === UNREACHED) return;
    const key = `${cell(eastM[t]!)} ${cell(northM[t]!)}`;
    buckets.set(key, [...(buckets.get(key) ?? []), t]);
  });
  const pairs: { s: number; t: number; lengthM: number }[] = [];
  fromBlock.forEach((cost, s) => {
    if (cost === UNREACHED) return;
    for (let dx = -1; dx <= 1; dx++) {
      for (let dy = -1; dy <= 1; dy++) {
        for (const t of buckets.get(`${cell(eastM[s]!) + dx} ${cell(northM[s]!) + dy}`) ?? []) {
          const lengthM = Math.hypot(eastM[s]! - eastM[t]!, northM[s]! - northM[t]!);
          if (lengthM <= LONGEST_CROSSING_M) pairs.push({ s, t, lengthM });
        }
      }
    }
  });
  return pairs;
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
