/**
 * Walks for the proof of an isochrone: labels and reached intervals, found in the plainest way.
 */

import { UNREACHED } from "../base/cost-units.js";
import { nodesByCost } from "../base/priority-queue.js";
import type { Linkage } from "../network/linkage.js";
import { EdgeFlag } from "../network/street-draft.js";

/** Cheapest cost from (or to) any origin for every node of the search graph that can be reached. */
export function walkedLabels(origins: Linkage, reversed: boolean): Map<number, number> {
  const { network, arcCost, arcCostReversed } = origins.costs;
  const cost = reversed ? arcCostReversed : arcCost;
  const labels = new Map<number, number>();
  const queue = nodesByCost();
  const offer = (node: number, value: number) => {
    if (value >= (labels.get(node) ?? Infinity)) return;
    labels.set(node, value);
    queue.push({ cost: value, node });
  };
  for (let l = 0; l < origins.edge.length; l++) {
    for (const [node, value] of linkStarts(origins, l, reversed)) if (value < UNREACHED) offer(node, value);
  }
  for (let top = queue.pop(); top !== undefined; top = queue.pop()) {
    const { cost: value, node } = top;
    if (value > labels.get(node)!) continue;
    for (let arc = network.firstOut[node]; arc < network.firstOut[node + 1]; arc++) {
      if (cost[arc] !== UNREACHED) offer(network.head[arc], value + cost[arc]);
    }
  }
  return labels;
}

/** The two nodes a link leads to (or comes from), with the cost of getting there. */
function linkStarts(origins: Linkage, l: number, reversed: boolean): [node: number, cost: number][] {
  const { network } = origins.costs;
  const edge = origins.edge[l];
  const point = pointOf(origins, l);
  const closedToGuests = origins.points.residentsOnly?.[point] === 1;
  const isPrivate = (network.edgeAttributes[edge] & EdgeFlag.private) !== 0;
  const copies = reversed !== closedToGuests ? network.nodeIn : network.nodeOut;
  const node = (street: number) => (isPrivate ? copies[street] : street);
  const off = origins.offStreetCost[l];
  const [forward, backward] = [origins.forwardCost[l], origins.backwardCost[l]];
  const { edgeCostForward, edgeCostBackward } = origins.costs;
  const rest = (whole: number, part: number) => (whole === UNREACHED ? Infinity : whole - part);
  const atFrom = reversed
    ? forward === UNREACHED
      ? Infinity
      : forward
    : rest(edgeCostBackward[edge], backward);
  const atTo = reversed
    ? backward === UNREACHED
      ? Infinity
      : backward
    : rest(edgeCostForward[edge], forward);
  const along = origins.alongMm[l];
  return [
    [node(network.edgeFrom[edge]), off + (along === 0 ? 0 : atFrom)],
    [node(network.edgeTo[edge]), off + (along === network.edgeLengthMm[edge] ? 0 : atTo)],
  ];
}

function pointOf({ firstLink }: Linkage, link: number): number {
  let point = 0;
  while (firstLink[point + 1] <= link) point++;
  return point;
}

/** The stretches of an edge within the cutoff, millimetres from its start, merged and ascending. */
export function reachedIntervals(
  origins: Linkage,
  labels: ReadonlyMap<number, number>,
  reversed: boolean,
  edge: number,
  cutoff: number,
): [number, number][] {
  const { network, edgePaceForward, edgePaceBackward } = origins.costs;
  const length = network.edgeLengthMm[edge];
  const isPrivate = (network.edgeAttributes[edge] & EdgeFlag.private) !== 0;
  const label = (street: number) => {
    if (!isPrivate) return labels.get(street) ?? Infinity;
    return Math.min(
      labels.get(network.nodeOut[street]) ?? Infinity,
      labels.get(network.nodeIn[street]) ?? Infinity,
    );
  };
  // Walking from the start of the edge onwards; towards the origin the same stretch is walked the other way.
  const [onwards, back] = reversed
    ? [edgePaceBackward[edge], edgePaceForward[edge]]
    : [edgePaceForward[edge], edgePaceBackward[edge]];
  const intervals: [number, number][] = [];
  const fromStart = label(network.edgeFrom[edge]);
  if (fromStart <= cutoff) intervals.push([0, reachMm(origins, edge, 0, 1, cutoff - fromStart, onwards)]);
  const fromEnd = label(network.edgeTo[edge]);
  if (fromEnd <= cutoff)
    intervals.push([length - reachMm(origins, edge, length, -1, cutoff - fromEnd, back), length]);
  for (let l = 0; l < origins.edge.length; l++) {
    if (origins.edge[l] !== edge || origins.offStreetCost[l] > cutoff) continue;
    const [at, budget] = [origins.alongMm[l], cutoff - origins.offStreetCost[l]];
    intervals.push([
      at - reachMm(origins, edge, at, -1, budget, back),
      at + reachMm(origins, edge, at, 1, budget, onwards),
    ]);
  }
  intervals.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  const merged: [number, number][] = [];
  for (const [from, to] of intervals) {
    const last = merged[merged.length - 1];
    if (last !== undefined && from <= last[1]) last[1] = Math.max(last[1], to);
    else merged.push([from, to]);
  }
  return merged;
}

/** How far along an edge a budget leads from a place on it, less a millimetre for each rounded piece. */
function reachMm(
  origins: Linkage,
  edge: number,
  at: number,
  step: 1 | -1,
  budget: number,
  pace: number,
): number {
  if (pace === Infinity) return 0;
  const { network } = origins.costs;
  const pieces = network.firstShape[edge + 1] - network.firstShape[edge] - 1;
  const rest = step === 1 ? network.edgeLengthMm[edge] - at : at;
  // Rounding each piece to whole units can make the edge dearer by half a unit a piece.
  return Math.max(0, Math.min(rest, Math.floor((budget - 0.5 * pieces) / pace)));
}
