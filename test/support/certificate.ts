/**
 * Proof that a column of costs is the exact answer of a bounded search, whatever found it.
 *
 * Two conditions suffice: no arc can lower any cost, and every cost is attained by a seed or over an arc from a
 * node of lower cost (or of equal cost, over zero-cost arcs that lead back to a seed).
 */

import { UNREACHED } from "../../src/base/cost-units.js";
import type { WalkCosts } from "../../src/network/walk-costs.js";
import type { Seeds } from "../../src/search/seeds.js";

/** Returns what is wrong, or null. */
export function faultOf(
  costs: WalkCosts,
  reversed: boolean,
  seeds: Seeds,
  limit: number,
  cost: Uint32Array,
): string | null {
  const { network } = costs;
  const arcCost = reversed ? costs.arcCostReversed : costs.arcCost;
  const attained = new Uint8Array(network.nodeCount);
  for (let s = 0; s < seeds.count; s++) {
    if (seeds.cost[s]! > limit) continue;
    if (cost[seeds.node[s]!]! > seeds.cost[s]!) return `seed ${s} lowers node ${seeds.node[s]}`;
    if (cost[seeds.node[s]!] === seeds.cost[s]) attained[seeds.node[s]!] = 1;
  }
  const order = Uint32Array.from({ length: network.nodeCount }, (_, v) => v)
    .filter((v) => cost[v] !== UNREACHED)
    .sort((a, b) => cost[a]! - cost[b]!);
  // Zero-cost arcs need several sweeps; each sweep attains at least one more node or ends.
  for (let changed = true; changed; ) {
    changed = false;
    for (const v of order) {
      for (let a = network.firstOut[v]!; a < network.firstOut[v + 1]!; a++) {
        if (arcCost[a] === UNREACHED) continue;
        const next = cost[v]! + arcCost[a]!;
        const head = network.head[a]!;
        if (next <= limit && next < cost[head]!)
          return `arc ${a} lowers node ${head} from ${cost[head]} to ${next}`;
        if (next === cost[head] && attained[v] === 1 && attained[head] === 0) {
          attained[head] = 1;
          changed = true;
        }
      }
    }
  }
  for (const v of order) {
    if (cost[v]! > limit) return `node ${v} costs ${cost[v]}, past the limit ${limit}`;
    if (attained[v] === 0) return `cost ${cost[v]} of node ${v} is not attained`;
  }
  return null;
}
