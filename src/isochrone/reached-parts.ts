/**
 * Which parts of each street edge a search reached, to the millimetre.
 *
 * A place on an edge is reached from the edge's start, from its end, or straight from an origin linked to that very
 * edge. Costs along an edge are those of `edge-place.ts`: pieces of the shape are rounded one by one, and inside a
 * piece the cost is that of the length walked from where the walker entered it. So a part ends exactly where a
 * point linked there would stop being within the limit.
 */

import { UNREACHED } from "../base/cost-units.js";
import { grown } from "../base/growing-column.js";
import type { Linkage } from "../network/linkage.js";
import { EdgeFlag } from "../network/street-draft.js";
import { costOfLength, type WalkCosts } from "../network/walk-costs.js";

/** A finished search: cost per node of the search graph, and whether it ran towards the origins. */
export interface FinishedSearch {
  readonly cost: Uint32Array;
  readonly reversed: boolean;
}

/** Finds the reached parts of one edge after the other; its memory is reused. */
export class ReachedParts {
  /** Parts of the edge last looked at: `[startMm[i], endMm[i]]`, ascending, apart from each other. */
  count = 0;
  startMm = new Float64Array(8);
  endMm = new Float64Array(8);
  readonly #costs: WalkCosts;

  constructor(costs: WalkCosts) {
    this.#costs = costs;
  }

  /** Length of all parts of the edge last looked at, millimetres. */
  get lengthMm(): number {
    let sum = 0;
    for (let i = 0; i < this.count; i++) sum += this.endMm[i] - this.startMm[i];
    return sum;
  }

  /**
   * Looks at one edge.
   *
   * @param limitValue - in the unit of the costs, inclusive
   * @param origins - the linkage the search was seeded with
   * @param links - links of `origins` that lie on this edge
   * @returns number of parts; a single place counts as a part of no length
   */
  find(
    edge: number,
    { cost, reversed }: FinishedSearch,
    limitValue: number,
    origins: Linkage,
    links: readonly number[] | undefined,
  ): number {
    const { network, edgeCostForward, edgeCostBackward } = this.#costs;
    const lengthMm = network.edgeLengthMm[edge];
    this.count = 0;
    const atFrom = limitValue - nodeLabel(this.#costs, edge, network.edgeFrom[edge], cost);
    const atTo = limitValue - nodeLabel(this.#costs, edge, network.edgeTo[edge], cost);
    // Away from its start an edge is walked forward; towards its start, backward.
    const wholeFromStart = reversed ? edgeCostBackward[edge] : edgeCostForward[edge];
    const wholeFromEnd = reversed ? edgeCostForward[edge] : edgeCostBackward[edge];
    if (atFrom >= wholeFromStart || atTo >= wholeFromEnd) {
      this.#add(0, lengthMm);
      return this.count;
    }
    if (atFrom >= 0 && wholeFromStart !== UNREACHED) this.#add(0, this.#reach(edge, true, reversed, atFrom));
    if (atTo >= 0 && wholeFromEnd !== UNREACHED) {
      this.#add(lengthMm - this.#reach(edge, false, reversed, atTo), lengthMm);
    }
    if (links !== undefined) {
      for (const link of links) this.#addFromLink(edge, reversed, limitValue, origins, link);
      this.#merge();
    } else if (this.count === 2) this.#merge();
    return this.count;
  }

  /** Parts walked straight from (or to) a link on this edge, both ways along it. */
  #addFromLink(edge: number, reversed: boolean, limitValue: number, origins: Linkage, link: number): void {
    const budget = limitValue - origins.offStreetCost[link];
    if (budget < 0) return;
    const { network, edgeCostForward, edgeCostBackward } = this.#costs;
    const lengthMm = network.edgeLengthMm[edge];
    const at = origins.alongMm[link];
    const forward = origins.forwardCost[link];
    const backward = origins.backwardCost[link];
    let start = at;
    let end = at;
    if (!reversed) {
      if (forward !== UNREACHED) end = this.#walked(edge, true, forward + budget);
      if (backward !== UNREACHED) start = lengthMm - this.#walked(edge, false, backward + budget);
    } else {
      if (forward !== UNREACHED) {
        start = lengthMm - this.#reach(edge, false, true, edgeCostForward[edge] - forward + budget);
      }
      if (backward !== UNREACHED) {
        end = this.#reach(edge, true, true, edgeCostBackward[edge] - backward + budget);
      }
    }
    this.#add(Math.min(start, at), Math.max(end, at));
  }

  /** Length within the budget from the edge's start (or end): walked away from it, or, reversed, towards it. */
  #reach(edge: number, fromStart: boolean, towards: boolean, budget: number): number {
    if (!towards) return this.#walked(edge, fromStart, budget);
    const { network, edgeCostForward, edgeCostBackward } = this.#costs;
    const whole = fromStart ? edgeCostBackward[edge] : edgeCostForward[edge];
    return network.edgeLengthMm[edge] - this.#walkedAtLeast(edge, !fromStart, whole - budget);
  }

  /** Greatest length from one end of an edge, walking away from it, whose cost is at most `budget`. */
  #walked(edge: number, fromStart: boolean, budget: number): number {
    const { network, edgePaceForward, edgePaceBackward } = this.#costs;
    const pace = fromStart ? edgePaceForward[edge] : edgePaceBackward[edge];
    const first = network.firstShape[edge] + 1;
    const last = network.firstShape[edge + 1] - 1;
    let walked = 0;
    let rest = budget;
    for (let k = first; k <= last; k++) {
      const length = network.shapeLengthMm[fromStart ? k : first + last - k];
      const cost = costOfLength(length, pace);
      if (cost > rest) return walked + longestWithin(length, pace, rest);
      rest -= cost;
      walked += length;
    }
    return walked;
  }

  /** Least length from one end of an edge, walking away from it, whose cost is at least `due`. */
  #walkedAtLeast(edge: number, fromStart: boolean, due: number): number {
    return due <= 0
      ? 0
      : Math.min(this.#walked(edge, fromStart, due - 1) + 1, this.#costs.network.edgeLengthMm[edge]);
  }

  #add(start: number, end: number): void {
    if (this.count === this.startMm.length) {
      this.startMm = grown(this.startMm);
      this.endMm = grown(this.endMm);
    }
    this.startMm[this.count] = start;
    this.endMm[this.count++] = end;
  }

  /** Sorts the parts and joins those that overlap or are neighbours to the millimetre. */
  #merge(): void {
    const { startMm, endMm } = this;
    for (let i = 1; i < this.count; i++) {
      const start = startMm[i];
      const end = endMm[i];
      let j = i - 1;
      for (; j >= 0 && startMm[j] > start; j--) {
        startMm[j + 1] = startMm[j];
        endMm[j + 1] = endMm[j];
      }
      startMm[j + 1] = start;
      endMm[j + 1] = end;
    }
    let mergedCount = 0;
    for (let i = 0; i < this.count; i++) {
      if (mergedCount > 0 && startMm[i] <= endMm[mergedCount - 1] + 1) {
        endMm[mergedCount - 1] = Math.max(endMm[mergedCount - 1], endMm[i]);
      } else {
        startMm[mergedCount] = startMm[i];
        endMm[mergedCount++] = endMm[i];
      }
    }
    this.count = mergedCount;
  }
}

/** Whole millimetres of a piece whose rounded cost is at most `budget`, which is less than the whole piece's. */
function longestWithin(lengthMm: number, pace: number, budget: number): number {
  let within = Math.min(lengthMm, Math.floor((budget + 0.5) / pace));
  while (within > 0 && costOfLength(within, pace) > budget) within--;
  while (within < lengthMm && costOfLength(within + 1, pace) <= budget) within++;
  return within;
}

/** Cost at an end of an edge for walkers on that edge: on a private edge they are in a copy of the node. */
function nodeLabel({ network }: WalkCosts, edge: number, streetNode: number, cost: Uint32Array): number {
  if ((network.edgeAttributes[edge] & EdgeFlag.private) === 0) return cost[streetNode];
  return Math.min(cost[network.nodeOut[streetNode]], cost[network.nodeIn[streetNode]]);
}
