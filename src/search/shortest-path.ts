/**
 * One walk from door to door: its street edges, its legs off the street, its shape.
 *
 * The walk is canonical: among walks of equal cost the one found by going back from the destination over the arcs
 * of lowest index, so it does not depend on the order in which the search relaxed them.
 */

import { checkCall } from "../base/check-call.js";
import { type CostUnit, type Limit, UNREACHED, unlimited } from "../base/cost-units.js";
import type { Linkage } from "../network/linkage.js";
import { requireLimit, type WalkCosts } from "../network/walk-costs.js";
import { NO_EDGE } from "../network/walk-network.js";
import { BoundedSearch } from "./bounded-search.js";
import { PATH_OPTIONS, requirePosition, requireSameCosts } from "./check.js";
import { linkEnds, type Seeds, sameEdgeCost, seedsOf, seedsOfPoint } from "./seeds.js";
import { type SquareWalk, squareWalkBetween } from "./square-walks.js";

/** A stretch of one street edge, walked from `fromMm` to `toMm` along its shape (backwards where `toMm` is less). */
export interface WalkStretch {
  readonly edge: number;
  /** Millimetres from `edgeFrom` of the edge, along its shape. */
  readonly fromMm: number;
  readonly toMm: number;
}

/** A straight walk across a square, and the legs to where it begins and ends. */
export interface WalkAcross {
  /** `[lon, lat]` in degrees. */
  readonly from: readonly [number, number];
  readonly to: readonly [number, number];
  readonly lengthMm: number;
  readonly fromLegMm: number;
  readonly toLegMm: number;
}

/** The shortest walk between two points, from door to door. */
export interface Walk {
  /** Door to door, in the unit of the costs. */
  readonly cost: number;
  /** Links of the origin and of the destination that were used; -1 both where the walk runs `across` a square alone. */
  readonly originLink: number;
  readonly destinationLink: number;
  /** Of a walk that meets no street but runs straight across a square: where in it. */
  readonly across?: WalkAcross | undefined;
  readonly stretches: readonly WalkStretch[];
  readonly streetMm: number;
  /** Both legs off the street, legs in squares among them. */
  readonly offStreetMm: number;
}

/**
 * The cheapest walk between two linked points.
 *
 * Among walks of equal cost it is always the same one, whatever the order of the search.
 *
 * @param origin - index of the point in `origins` where the walk starts
 * @param destination - index of the point in `destinations` where it ends
 * @param options.limit - longest walk considered; by default there is none
 * @returns null if there is no walk within the limit, or one of the points is unlinked
 * @throws {InvalidInputError} if the limit is in the other unit, or a linkage was made for other costs
 *
 * @example
 * const walk = shortestPath(costs, homes, 0, pharmacies, 0);
 * if (walk !== null) console.log(walk.cost / 60_000, "minutes along", walk.streetMm / 1000, "m of street");
 */
export function shortestPath<U extends CostUnit>(
  costs: WalkCosts<U>,
  origins: Linkage<NoInfer<U>>,
  origin: number,
  destinations: Linkage<NoInfer<U>>,
  destination: number,
  options: { readonly limit?: Limit<NoInfer<U>> | undefined } = {},
): Walk | null {
  checkCall("shortestPath", ["options", options, PATH_OPTIONS]);
  requireSameCosts(costs, origins, destinations);
  requirePosition("origin", origin, origins);
  requirePosition("destination", destination, destinations);
  const { limit = unlimited(costs.unit) } = options;
  requireLimit(costs, limit);
  const seeds = seedsOfPoint(seedsOf(origins, false), origins, origin);
  const search = new BoundedSearch(costs);
  search.run(seeds, limit.value);
  const arrival = bestArrival(search, origins, origin, destinations, destination);
  const straight = squareWalkBetween(origins, origin, destinations, destination);
  if (straight !== null && straight.cost < (arrival?.cost ?? Infinity))
    return straight.cost > limit.value ? null : walkAcross(origins, destinations, straight);
  if (arrival === null || arrival.cost > limit.value) return null;
  const stretches: WalkStretch[] = [];
  const destinationEdge = destinations.edge[arrival.link];
  const destinationMm = destinations.alongMm[arrival.link];
  let originLink = arrival.directFrom;
  if (originLink >= 0) {
    stretches.push({ edge: destinationEdge, fromMm: origins.alongMm[originLink], toMm: destinationMm });
  } else {
    const back = traceBack(search, seeds, arrival.node);
    originLink = origins.firstLink[origin] + (back.seed >> 1);
    stretches.push(leaveStretch(origins, originLink, (back.seed & 1) === 1));
    for (const arc of back.arcs) {
      const whole = arcStretch(costs, arc);
      if (whole !== null) stretches.push(whole);
    }
    const atTo = arrival.atTo ? costs.network.edgeLengthMm[destinationEdge] : 0;
    stretches.push({ edge: destinationEdge, fromMm: atTo, toMm: destinationMm });
  }
  const walked = stretches.filter((s) => s.fromMm !== s.toMm);
  return {
    cost: arrival.cost,
    originLink,
    destinationLink: arrival.link,
    stretches: walked,
    streetMm: walked.reduce((sum, s) => sum + Math.abs(s.toMm - s.fromMm), 0),
    offStreetMm: origins.offStreetMm[originLink] + destinations.offStreetMm[arrival.link],
  };
}

/** The walk that runs straight across a square. */
function walkAcross(
  { squareSpots: from }: Linkage,
  { squareSpots: to }: Linkage,
  { cost, lengthMm, startSpot, otherSpot }: SquareWalk,
): Walk | null {
  if (from === undefined || to === undefined) return null;
  const across = {
    from: [from.lon[startSpot], from.lat[startSpot]] as const,
    to: [to.lon[otherSpot], to.lat[otherSpot]] as const,
    lengthMm,
    fromLegMm: from.legMm[startSpot],
    toLegMm: to.legMm[otherSpot],
  };
  const offStreetMm = across.fromLegMm + lengthMm + across.toLegMm;
  return { cost, originLink: -1, destinationLink: -1, across, stretches: [], streetMm: 0, offStreetMm };
}

interface Arrival {
  readonly cost: number;
  readonly link: number;
  /** Node from which the destination's edge is entered, at its `edgeTo` end or at its `edgeFrom` end. */
  readonly node: number;
  readonly atTo: boolean;
  /** Origin link on the same edge if the walk never leaves that edge, else -1. */
  readonly directFrom: number;
}

function bestArrival(
  search: BoundedSearch,
  origins: Linkage,
  origin: number,
  destinations: Linkage,
  destination: number,
): Arrival | null {
  const ends = linkEnds(destinations, false);
  let best: Arrival | null = null;
  for (let l = destinations.firstLink[destination]; l < destinations.firstLink[destination + 1]; l++) {
    for (let k = origins.firstLink[origin]; k < origins.firstLink[origin + 1]; k++) {
      const cost = sameEdgeCost(origins, k, destinations, l);
      if (cost !== UNREACHED && (best === null || cost < best.cost)) {
        best = { cost, link: l, node: -1, atTo: false, directFrom: k };
      }
    }
    for (let end = 2 * l; end < 2 * l + 2; end++) {
      const node = ends.node[end];
      if (search.cost[node] === UNREACHED || ends.cost[end] === UNREACHED) continue;
      const cost = search.cost[node] + ends.cost[end];
      if (best === null || cost < best.cost)
        best = { cost, link: l, node, atTo: (end & 1) === 1, directFrom: -1 };
    }
  }
  return best;
}

/**
 * Arcs from a seed to `target`, in walking order, over arcs that attain every label.
 *
 * Depth first with marks, since zero-cost arcs may form rings.
 */
function traceBack(search: BoundedSearch, seeds: Seeds, target: number): { seed: number; arcs: number[] } {
  const { network, arcCostReversed } = search.costs;
  const seen = new Set<number>([target]);
  const path: { node: number; nextArc: number; arc: number }[] = [
    { node: target, nextArc: network.firstOut[target], arc: -1 },
  ];
  for (;;) {
    const top = path[path.length - 1];
    const cost = search.cost[top.node];
    const seed = seedAt(seeds, top.node, cost);
    if (seed >= 0) {
      return {
        seed,
        arcs: path
          .slice(1)
          .map((step) => network.arcTwin[step.arc])
          .reverse(),
      };
    }
    let advanced = false;
    while (top.nextArc < network.firstOut[top.node + 1]) {
      const arc = top.nextArc++;
      const before = network.head[arc];
      const step = arcCostReversed[arc];
      if (step === UNREACHED || search.cost[before] === UNREACHED || seen.has(before)) continue;
      if (search.cost[before] + step !== cost) continue;
      seen.add(before);
      path.push({ node: before, nextArc: network.firstOut[before], arc });
      advanced = true;
      break;
    }
    if (!advanced) path.pop();
  }
}

function seedAt(seeds: Seeds, node: number, cost: number): number {
  for (let s = 0; s < seeds.count; s++) if (seeds.node[s] === node && seeds.cost[s] === cost) return s;
  return -1;
}

function leaveStretch(origins: Linkage, link: number, towardsTo: boolean): WalkStretch {
  const edge = origins.edge[link];
  const toMm = towardsTo ? origins.costs.network.edgeLengthMm[edge] : 0;
  return { edge, fromMm: origins.alongMm[link], toMm };
}

function arcStretch({ network }: WalkCosts, arc: number): WalkStretch | null {
  const edge = network.arcEdge[arc];
  if (edge === NO_EDGE) return null;
  const length = network.edgeLengthMm[edge];
  return network.arcForward[arc] === 1
    ? { edge, fromMm: 0, toMm: length }
    : { edge, fromMm: length, toMm: 0 };
}
