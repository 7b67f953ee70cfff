/**
 * Queues that give back what comes first.
 */
import PriorityQueue from "tinyqueue";

/** Items that wait, the first by a comparison at the head; of equal items any may be first. */
export { PriorityQueue };

/** A node, and what it costs to be there. */
export interface CostedNode {
  readonly cost: number;
  readonly node: number;
}

/** Nodes by cost, of equal costs the lower node first. */
export function nodesByCost(): PriorityQueue<CostedNode> {
  return new PriorityQueue<CostedNode>([], (a, b) => a.cost - b.cost || a.node - b.node);
}
