/**
 * Nodes of the network as a linkage, so that what is asked of places can be asked of nodes.
 *
 * A node is linked to the end of one of its street edges with no leg off the street: a public edge where it has one,
 * else a private one, so that nobody walks out of a compound who does not live there.
 */

import { aNumberColumn, checkCall, orNothing } from "../base/check-call.js";
import type { CostUnit } from "../base/cost-units.js";
import { InvalidInputError } from "../base/errors.js";
import type { Linkage } from "./linkage.js";
import { linkageOnStreets } from "./linkage-of.js";
import { COSTS } from "./network-forms.js";
import { EdgeFlag } from "./street-draft.js";
import type { WalkCosts } from "./walk-costs.js";
import { NO_COPY, NO_EDGE, type WalkNetwork } from "./walk-network.js";

/**
 * Links nodes of the network to themselves, so that you can ask of nodes what you ask of places.
 *
 * @param costs - a walking network seen by one profile
 * @param nodes - indexes of street nodes, in any order, with repeats; by default all of them in order
 * @returns a linkage with one point per node, each with legs of length zero
 * @throws {InvalidInputError} if an index is not a street node
 *
 * @example
 * const everyNode = linkNodes(costs);
 * const { cost } = nearestCosts(costs, linkNodes(costs, [3, 17]), everyNode, { limit: minutes(20) });
 */
export function linkNodes<U extends CostUnit>(costs: WalkCosts<U>, nodes?: ArrayLike<number>): Linkage<U> {
  checkCall("linkNodes", ["costs", costs, COSTS], ["nodes", nodes, orNothing(aNumberColumn)]);
  return linkageOfNodes(
    costs,
    nodes ?? Uint32Array.from({ length: costs.network.streetNodeCount }, (_, v) => v),
  );
}

function linkageOfNodes<U extends CostUnit>(costs: WalkCosts<U>, nodes: ArrayLike<number>): Linkage<U> {
  const { network, edgeCostForward, edgeCostBackward } = costs;
  const count = nodes.length;
  const lon = new Float64Array(count);
  const lat = new Float64Array(count);
  const edge = new Uint32Array(count);
  const alongMm = new Uint32Array(count);
  const onPrivate: number[] = [];
  let areAll = count === network.streetNodeCount;
  for (let p = 0; p < count; p++) {
    const node = nodes[p];
    if (!(Number.isInteger(node) && node >= 0 && node < network.streetNodeCount)) {
      throw new InvalidInputError(
        `Node ${node} was to be linked: there are ${network.streetNodeCount} street nodes, counted from 0`,
      );
    }
    const arc = arcOf(network, node);
    const e = network.arcEdge[arc];
    const atStart = network.arcForward[arc] === 1;
    // On a one-way of no length a point stands at both ends.
    if (node !== p || (network.edgeLengthMm[e] === 0 && edgeCostForward[e] !== edgeCostBackward[e]))
      areAll = false;
    if ((network.edgeAttributes[e] & EdgeFlag.private) !== 0) onPrivate.push(p);
    edge[p] = e;
    alongMm[p] = atStart ? 0 : network.edgeLengthMm[e];
    lon[p] = network.nodeLonE7[node] / 1e7;
    lat[p] = network.nodeLatE7[node] / 1e7;
  }
  const linkage = linkageOnStreets(costs, { edge, alongMm, lon, lat });
  return { ...linkage, nodesOnPrivate: areAll ? onPrivate : undefined };
}

/**
 * An arc along a public edge at a street node, else along a private one; every node has an edge.
 *
 * One of some length is preferred: an edge of no length has both its ends at once, also against a one-way.
 */
function arcOf(network: WalkNetwork, node: number): number {
  const inside = network.nodeOut[node];
  const arc = streetArc(network, node) ?? (inside === NO_COPY ? null : streetArc(network, inside));
  if (arc === null) throw new InvalidInputError(`Node ${node} has no street edge`);
  return arc;
}

function streetArc({ firstOut, arcEdge, edgeLengthMm }: WalkNetwork, node: number): number | null {
  let firstStreetArc: number | null = null;
  for (let arc = firstOut[node]; arc < firstOut[node + 1]; arc++) {
    const edge = arcEdge[arc];
    if (edge === NO_EDGE) continue;
    if (edgeLengthMm[edge] > 0) return arc;
    firstStreetArc ??= arc;
  }
  return firstStreetArc;
}
