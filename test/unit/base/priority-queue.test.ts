/**
 * The queue of nodes by cost.
 */
import fc from "fast-check";
import { expect, test } from "vitest";
import { nodesByCost } from "../../../src/base/priority-queue.js";

test("nodes come by cost, of equal costs the lower node first, in whatever order they were put in", () => {
  const waiting = fc.array(fc.record({ cost: fc.integer({ min: 0, max: 3 }), node: fc.nat(20) }));
  fc.assert(
    fc.property(waiting, (items) => {
      const queue = nodesByCost();
      for (const item of items) queue.push(item);
      const came = Array.from(items, () => queue.pop()!);

      expect(came).toEqual([...items].sort((a, b) => a.cost - b.cost || a.node - b.node));
      expect(queue.pop()).toBeUndefined();
    }),
    { seed: 20260101 },
  );
});
