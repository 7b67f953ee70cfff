/**
 * Walks through private compounds that would be open if two of their gates were: what an estate in the way costs.
 *
 * A gate is where a private street meets a public one, or ends at one place with it, closed. Inside a compound the streets are walked as they are; from every
 * gate one small search over the compound's own edges gives the cost to its other gates.
 *
 * Method: Dijkstra over one compound's edges, which are few, with a list for a queue.
 */
import { itemAt, lookUp } from "../base/at.js";
import { type CostUnit, UNREACHED } from "../base/cost-units.js";
import { addTo } from "../base/grouping.js";
import { compoundOfEdges, NO_COMPOUND } from "../network/compound-edges.js";
import { EdgeFlag } from "../network/street-draft.js";
import { streetRow } from "../network/street-rows.js";
import type { WalkCosts } from "../network/walk-costs.js";
import type { WalkNetwork } from "../network/walk-network.js";

/** Street nodes on both sides of a gate: one node where people of the compound pass it, two where it is closed. */
export interface Gate {
  readonly inside: number;
  readonly outside: number;
}

/** A way through one compound, from one gate to another. */
export interface Passage {
  readonly to: Gate;
  /** In the unit of the costs. */
  readonly cost: number;
  readonly lengthMm: number;
}

/** Gates of compounds, and the streets inside. */
export interface Compounds {
  readonly compoundOfEdge: Uint32Array;
  /** Per compound its gates, by their node inside, ascending; two or more. */
  readonly gates: ReadonlyMap<number, readonly Gate[]>;
  /** Per street node on a private edge: those edges. */
  readonly inside: ReadonlyMap<number, readonly number[]>;
}

/** Compounds with two gates or more, read from a network once. */
export function compoundsWithGates(network: WalkNetwork): Compounds {
  const compoundOfEdge = compoundOfEdges(network);
  const inside = new Map<number, number[]>();
  const isPublic = new Uint8Array(network.streetNodeCount);
  for (let edge = 0; edge < network.edgeCount; edge++) {
    const { from, to, attributes } = streetRow(network, edge);
    if (compoundOfEdge[edge] !== NO_COMPOUND) for (const node of [from, to]) addTo(inside, node, edge);
    else if ((attributes & EdgeFlag.private) === 0) for (const node of [from, to]) isPublic[node] = 1;
  }
  const placeOf = (node: number) => `${network.nodeLonE7[node]} ${network.nodeLatE7[node]}`;
  const publicAt = new Map<string, number>();
  // From the last to the first, so that the lowest node stays.
  for (let node = network.streetNodeCount - 1; node >= 0; node--)
    if (isPublic[node] === 1) publicAt.set(placeOf(node), node);
  const gates = new Map<number, Gate[]>();
  for (const [node, edges] of [...inside].sort(([a], [b]) => a - b)) {
    const outside = isPublic[node] === 1 ? node : publicAt.get(placeOf(node));
    if (outside === undefined) continue;
    const compound = itemAt(compoundOfEdge, itemAt(edges, 0));
    addTo(gates, compound, { inside: node, outside });
  }
  return {
    compoundOfEdge,
    inside,
    gates: new Map([...gates].filter(([, compoundGates]) => compoundGates.length > 1)),
  };
}

/** Ways from one gate to each other gate of its compound, no dearer than `most`; by their node inside. */
export function passagesFrom<U extends CostUnit>(
  costs: WalkCosts<U>,
  { inside, gates }: Compounds,
  compound: number,
  gate: Gate,
  most: number,
): Passage[] {
  const { network, edgeCostForward, edgeCostBackward } = costs;
  const reached = new Map([[gate.inside, { cost: 0, lengthMm: 0 }]]);
  const settled = new Set<number>();
  for (;;) {
    let node = -1;
    for (const [other, { cost }] of reached) {
      if (settled.has(other)) continue;
      const best = node < 0 ? Infinity : lookUp(reached, node).cost;
      if (cost < best || (cost === best && other < node)) node = other;
    }
    if (node < 0) break;
    settled.add(node);
    const here = lookUp(reached, node);
    for (const edge of inside.get(node) ?? []) {
      const street = streetRow(network, edge);
      const isForward = street.from === node;
      const way = itemAt(isForward ? edgeCostForward : edgeCostBackward, edge);
      const to = isForward ? street.to : street.from;
      const cost = here.cost + way;
      if (way === UNREACHED || cost > most || cost >= (reached.get(to)?.cost ?? Infinity)) continue;
      reached.set(to, { cost, lengthMm: here.lengthMm + street.lengthMm });
    }
  }
  return (gates.get(compound) ?? []).flatMap((to) => {
    const passage = reached.get(to.inside);
    return to.inside === gate.inside || passage === undefined ? [] : [{ to, ...passage }];
  });
}
