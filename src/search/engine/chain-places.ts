/**
 * Where the points of a linkage stand on the contracted network.
 *
 * Each link becomes *anchors* (core nodes with the cost of walking there, or from there) and, unless it lies at a core
 * node, a *chain place*: two places of one chain may be joined by a walk that meets no core node at all, two places of
 * one street edge among them.
 *
 * On a private edge a walk leaves through out copies and arrives through in copies; a facility for residents only
 * takes the other copy, which no walk from outside reaches. (A walk between two such facilities is therefore not
 * found; blocks are never for residents only.)
 */

import { addCosts, subtractCosts } from "../../base/cost-units.js";
import { onceForEach } from "../../base/once-for-each.js";
import { sharedUint32 } from "../../base/shared-columns.js";
import type { Linkage } from "../../network/linkage.js";
import { EdgeFlag } from "../../network/street-draft.js";
import { type ChainGraph, chainGraph, NONE, PAST_EVERY_LIMIT } from "./chains.js";

/** u32s a chain place has: point, chain, position, forward, backward, leg off the street. */
export const PLACE_SIZE = 6;

export interface ChainPlaces {
  readonly graph: ChainGraph;
  /** Chains of the graph, and after them those of straight walks across squares (`square-places.ts`). */
  readonly chainCount: number;
  readonly pointCount: number;
  /** Anchors of point `p`: `anchorFirst[p]` … `anchorFirst[p + 1] - 1`; of each, core node and cost in `anchors`. */
  readonly anchorFirst: Uint32Array;
  readonly anchors: Uint32Array;
  /** Chain places of point `p`: `placeFirst[p]` …; each `PLACE_SIZE` numbers of `places`. */
  readonly placeFirst: Uint32Array;
  readonly places: Uint32Array;
}

const leavingPlaces = onceForEach((linkage: Linkage) => standOnChains(linkage, true));
const arrivingPlaces = onceForEach((linkage: Linkage) => standOnChains(linkage, false));

/**
 * The places of a linkage; made once for each side.
 *
 * @param leaving - true: costs of walking from the points; false: to the points
 */
export function chainPlaces(linkage: Linkage, leaving: boolean): ChainPlaces {
  return (leaving ? leavingPlaces : arrivingPlaces)(linkage);
}

/** Whether they stand already. */
export function hasChainPlaces(linkage: Linkage, leaving: boolean): boolean {
  return (leaving ? leavingPlaces : arrivingPlaces).has(linkage);
}

/** One link as it stands: at a core node, or on a chain. */
interface Spot {
  core: number;
  chain: number;
  /** The chain on which direct walks are looked for: of a private edge the one among out copies. */
  directChain: number;
  position: number;
  forward: number;
  backward: number;
}

function standOnChains(linkage: Linkage, leaving: boolean): ChainPlaces {
  const graph = chainGraph(linkage.costs);
  const { pointCount, firstLink } = linkage;
  const writer = new PlaceWriter(graph, pointCount, linkage.edge.length, leaving);
  const spot: Spot = { core: NONE, chain: NONE, directChain: NONE, position: 0, forward: 0, backward: 0 };
  for (let p = 0; p < pointCount; p++) {
    const out = leaving !== (linkage.points.residentsOnly?.[p] === 1);
    for (let l = firstLink[p]; l < firstLink[p + 1]; l++) {
      const leg = linkage.offStreetCost[l];
      const atFrom = linkage.alongMm[l] === 0;
      const atTo = linkage.alongMm[l] === linkage.costs.network.edgeLengthMm[linkage.edge[l]];
      // At the end of an edge nothing is walked, so a closed direction does not matter.
      if (atFrom) writer.add(p, atEnd(graph, linkage, l, false, out, spot), leg);
      if (atTo) writer.add(p, atEnd(graph, linkage, l, true, out, spot), leg);
      if (!atFrom && !atTo) writer.add(p, insideEdge(graph, linkage, l, out, spot), leg);
    }
    writer.end(p);
  }
  return writer.finish();
}

function atEnd(
  graph: ChainGraph,
  { costs, edge }: Linkage,
  l: number,
  atTo: boolean,
  out: boolean,
  spot: Spot,
) {
  const { network } = costs;
  const e = edge[l];
  const end = atTo ? network.edgeTo[e] : network.edgeFrom[e];
  const isPrivate = (network.edgeAttributes[e] & EdgeFlag.private) !== 0;
  const node = isPrivate ? (out ? network.nodeOut : network.nodeIn)[end] : end;
  spot.core = graph.nodeCore[node];
  spot.chain = graph.nodeChain[node];
  spot.directChain = spot.chain;
  spot.position = graph.nodePosition[node];
  spot.forward = graph.nodeForward[node];
  spot.backward = graph.nodeBackward[node];
  return spot;
}

function insideEdge(graph: ChainGraph, linkage: Linkage, l: number, out: boolean, spot: Spot) {
  const { network, edgeCostForward, edgeCostBackward } = linkage.costs;
  const e = linkage.edge[l];
  const forward = linkage.forwardCost[l];
  const backward = linkage.backwardCost[l];
  const turned = graph.edgeTurned[e] === 1;
  const along = turned ? network.edgeLengthMm[e] - linkage.alongMm[l] : linkage.alongMm[l];
  spot.core = NONE;
  spot.chain = (out ? graph.edgeChain : graph.edgeChainIn)[e];
  spot.directChain = graph.edgeChain[e];
  spot.position = graph.edgePosition[e] + along;
  spot.forward = addCosts(graph.edgeForward[e], turned ? backward : forward);
  spot.backward = addCosts(
    graph.edgeBackward[e],
    turned ? subtractCosts(edgeCostForward[e], forward) : subtractCosts(edgeCostBackward[e], backward),
  );
  return spot;
}

class PlaceWriter {
  readonly #graph: ChainGraph;
  readonly #leaving: boolean;
  readonly #pointCount: number;
  readonly #anchorFirst: Uint32Array;
  readonly #placeFirst: Uint32Array;
  #anchors: Uint32Array;
  #places: Uint32Array;
  #anchorCount = 0;
  #placeCount = 0;
  #firstOfPoint = 0;

  constructor(graph: ChainGraph, pointCount: number, linkCount: number, leaving: boolean) {
    this.#graph = graph;
    this.#leaving = leaving;
    this.#pointCount = pointCount;
    this.#anchorFirst = sharedUint32(pointCount + 1);
    this.#placeFirst = sharedUint32(pointCount + 1);
    // A link on an edge of no length stands at both of its ends.
    this.#anchors = new Uint32Array(8 * linkCount);
    this.#places = new Uint32Array(2 * PLACE_SIZE * linkCount);
  }

  add(point: number, { core, chain, directChain, position, forward, backward }: Spot, leg: number): void {
    const { chainFrom, chainTo, chainForward, chainBackward } = this.#graph;
    if (core !== NONE) {
      this.#anchor(core, leg);
      return;
    }
    if (chain === NONE) return;
    const toStart = addCosts(this.#leaving ? backward : forward, leg);
    const whole = this.#leaving ? chainForward[chain] : chainBackward[chain];
    const toEnd = addCosts(subtractCosts(whole, this.#leaving ? forward : backward), leg);
    this.#anchor(chainFrom[chain], toStart);
    if (chainTo[chain] !== NONE) this.#anchor(chainTo[chain], toEnd);
    const at = PLACE_SIZE * this.#placeCount++;
    const places = this.#places;
    places[at] = point;
    places[at + 1] = directChain;
    places[at + 2] = position;
    places[at + 3] = forward;
    places[at + 4] = backward;
    places[at + 5] = leg;
  }

  /** One anchor a core node and point: the cheapest. */
  #anchor(core: number, cost: number): void {
    if (cost >= PAST_EVERY_LIMIT) return;
    for (let k = this.#firstOfPoint; k < this.#anchorCount; k++) {
      if (this.#anchors[2 * k] !== core) continue;
      this.#anchors[2 * k + 1] = Math.min(this.#anchors[2 * k + 1], cost);
      return;
    }
    this.#anchors[2 * this.#anchorCount] = core;
    this.#anchors[2 * this.#anchorCount++ + 1] = cost;
  }

  end(point: number): void {
    this.#firstOfPoint = this.#anchorCount;
    this.#anchorFirst[point + 1] = this.#anchorCount;
    this.#placeFirst[point + 1] = this.#placeCount;
  }

  finish(): ChainPlaces {
    return {
      graph: this.#graph,
      chainCount: this.#graph.chainCount,
      pointCount: this.#pointCount,
      anchorFirst: this.#anchorFirst,
      anchors: sharedUint32(this.#anchors.subarray(0, 2 * this.#anchorCount)),
      placeFirst: this.#placeFirst,
      places: sharedUint32(this.#places.subarray(0, PLACE_SIZE * this.#placeCount)),
    };
  }
}
