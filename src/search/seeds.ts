/**
 * Where linked points meet the nodes of the search graph.
 *
 * Each link gives a place at both ends of its street edge: as a *seed* (a search starts there with a head start),
 * or as an *end* (a walk is finished from there). On a private edge a walk leaves through out copies and arrives
 * through in copies; a facility for residents only takes the other copy, which no walk from outside reaches.
 * (A walk between two such facilities is therefore not found; blocks are never for residents only.)
 */

import { addCosts, subtractCosts, UNREACHED } from "../base/cost-units.js";
import type { Linkage } from "../network/linkage.js";
import { EdgeFlag } from "../network/street-draft.js";

/** Starts of a search. */
export interface Seeds {
  readonly count: number;
  /** Node of the search graph. */
  readonly node: Uint32Array;
  /** Head start: cost between the point and the node. */
  readonly cost: Uint32Array;
  /** What the reached nodes are labelled with; by default the index of the point. */
  readonly label: Uint32Array;
}

/** The two ends of every link; end `2 l` lies at `edgeFrom`, end `2 l + 1` at `edgeTo`. */
export interface LinkEnds {
  readonly node: Uint32Array;
  /** Cost between point and node, off-street leg included; `UNREACHED` if that direction is closed. */
  readonly cost: Uint32Array;
}

/**
 * The ends of all links of a linkage.
 *
 * @param leaving - true: costs of walking from the point to the node; false: from the node to the point
 */
export function linkEnds(linkage: Linkage, leaving: boolean): LinkEnds {
  const { edge, alongMm, forwardCost, backwardCost, offStreetCost, costs, firstLink, pointCount } = linkage;
  const { network, edgeCostForward, edgeCostBackward } = costs;
  const node = new Uint32Array(2 * edge.length);
  const cost = new Uint32Array(2 * edge.length);
  for (let point = 0; point < pointCount; point++) {
    const copies =
      leaving !== (linkage.points.residentsOnly?.[point] === 1) ? network.nodeOut : network.nodeIn;
    for (let l = firstLink[point]; l < firstLink[point + 1]; l++) {
      const e = edge[l];
      const isPrivate = (network.edgeAttributes[e] & EdgeFlag.private) !== 0;
      const from = network.edgeFrom[e];
      const to = network.edgeTo[e];
      node[2 * l] = isPrivate ? copies[from] : from;
      node[2 * l + 1] = isPrivate ? copies[to] : to;
      const atFrom = leaving ? subtractCosts(edgeCostBackward[e], backwardCost[l]) : forwardCost[l];
      const atTo = leaving ? subtractCosts(edgeCostForward[e], forwardCost[l]) : backwardCost[l];
      // At the end of an edge nothing is walked, so a closed direction does not matter.
      cost[2 * l] = addCosts(alongMm[l] === 0 ? 0 : atFrom, offStreetCost[l]);
      cost[2 * l + 1] = addCosts(alongMm[l] === network.edgeLengthMm[e] ? 0 : atTo, offStreetCost[l]);
    }
  }
  return { node, cost };
}

/**
 * Seeds of all points of a linkage, labelled with the point.
 *
 * @param reversed - true for a search towards the points
 */
export function seedsOf(linkage: Linkage, reversed: boolean): Seeds {
  const { node, cost } = linkEnds(linkage, !reversed);
  const label = new Uint32Array(node.length);
  for (let point = 0; point < linkage.pointCount; point++) {
    label.fill(point, 2 * linkage.firstLink[point], 2 * linkage.firstLink[point + 1]);
  }
  return { count: node.length, node, cost, label };
}

/** The seeds of one point, as views. */
export function seedsOfPoint(seeds: Seeds, linkage: Linkage, point: number): Seeds {
  const from = 2 * linkage.firstLink[point];
  const to = 2 * linkage.firstLink[point + 1];
  return {
    count: to - from,
    node: seeds.node.subarray(from, to),
    cost: seeds.cost.subarray(from, to),
    label: seeds.label.subarray(from, to),
  };
}

/**
 * Cost of walking along one street edge from link `from` to link `to`, legs off the street included.
 *
 * @returns `UNREACHED` if the links lie on different edges or the direction is closed
 */
export function sameEdgeCost(origins: Linkage, from: number, destinations: Linkage, to: number): number {
  if (origins.edge[from] !== destinations.edge[to]) return UNREACHED;
  const legs = origins.offStreetCost[from] + destinations.offStreetCost[to];
  const ahead = destinations.alongMm[to] - origins.alongMm[from];
  let best = UNREACHED;
  if (ahead >= 0 && origins.forwardCost[from] !== UNREACHED) {
    best = destinations.forwardCost[to] - origins.forwardCost[from] + legs;
  }
  if (ahead <= 0 && origins.backwardCost[from] !== UNREACHED) {
    best = Math.min(best, destinations.backwardCost[to] - origins.backwardCost[from] + legs);
  }
  return best;
}
