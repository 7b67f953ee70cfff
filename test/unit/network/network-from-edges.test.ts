import { expect, test } from "vitest";
import { metres, UNREACHED } from "../../../src/base/cost-units.js";
import { InvalidInputError } from "../../../src/base/errors.js";
import { linkNodes } from "../../../src/network/link-nodes.js";
import { NO_NODE, networkFromEdges } from "../../../src/network/network-from-edges.js";
import { DISTANCE_BASIS } from "../../../src/network/profiles.js";
import { walkCosts } from "../../../src/network/walk-costs.js";
import { nearestCosts } from "../../../src/search/nearest.js";

// 0 –100– 1 –250– 2, and 4 –50– 5 apart; node 3 stands alone.
const EDGES = {
  from: [0, 1, 4],
  to: [1, 2, 5],
  lengthMm: [100_000, 250_000, 50_000],
  xM: [0, 100, 350, 0, 0, 50],
  yM: [0, 0, 0, 900, 500, 500],
};

test("walks between nodes are sums of the lengths given", () => {
  const { network, nodeOf } = networkFromEdges(EDGES);
  expect(nodeOf[3]).toBe(NO_NODE);
  const costs = walkCosts(network, DISTANCE_BASIS);
  const asked = [0, 1, 2, 4, 5].map((v) => nodeOf[v]!);
  const { cost } = nearestCosts(costs, linkNodes(costs, [nodeOf[0]!]), linkNodes(costs, asked), {
    limit: metres(350),
  });
  expect([...cost]).toEqual([0, 100_000, 350_000, UNREACHED, UNREACHED]);
});

test("lengths are measured where none are given", () => {
  const { network } = networkFromEdges({ from: [0], to: [1], xM: [0, 30], yM: [0, 40] });
  expect(Math.abs(network.edgeLengthMm[0]! - 50_000)).toBeLessThanOrEqual(10);
});

test("columns that do not fit each other are refused with what came", () => {
  const bad = (change: object) => () => networkFromEdges({ ...EDGES, ...change });
  expect(bad({ to: [1, 2] })).toThrow(InvalidInputError);
  expect(bad({ to: [1, 2, 9] })).toThrow("Edge 2 ends at node 9; there are 6 nodes");
  expect(bad({ lengthMm: [1, 2, -3] })).toThrow("Edge 2 is -3 mm long");
  expect(bad({ yM: [0, 0, 0, 0, 0, Number.NaN] })).toThrow("Node 5 lies at (50, NaN)");
  expect(bad({ xM: undefined })).toThrow("columns of equal length");
});

test("a node that does not exist cannot be linked", () => {
  const costs = walkCosts(networkFromEdges(EDGES).network, DISTANCE_BASIS);
  expect(() => linkNodes(costs, [99])).toThrow("Node 99 was to be linked");
});
