import { expect, test } from "vitest";
import { UNREACHED } from "../../../src/base/cost-units.js";
import { DISTANCE_BASIS, PROFILES } from "../../../src/network/profiles.js";
import { EdgeFlag, NodeRole } from "../../../src/network/street-draft.js";
import { walkCosts } from "../../../src/network/walk-costs.js";
import { NO_COPY } from "../../../src/network/walk-network.js";
import { gridPlan, town } from "../../support/town.js";

test("points of degree two are merged and their lengths summed", () => {
  // A street of three pieces, 100 + 50 + 30 m, ends at two dead ends: 2 nodes, 1 edge, 4 shape points.
  const network = town({
    points: { a: [0, 0], b: [100, 0], c: [150, 0], d: [150, 30] },
    streets: [{ over: ["a", "b", "c", "d"] }],
  });
  expect(network.streetNodeCount).toBe(2);
  expect([...network.edgeLengthMm]).toEqual([180_000]);
  expect([...network.shapeLengthMm]).toEqual([0, 100_000, 50_000, 30_000]);
  expect(network.source).toMatchObject({ pointsBeforeMerging: 4, piecesBeforeMerging: 3 });
});

test("a street is cut where an attribute, its name or its class changes, and at a point with a role", () => {
  const points = {
    a: [0, 0],
    b: [10, 0],
    c: [20, 0],
    d: [30, 0],
    e: [40, 0],
    f: [50, 0],
    g: [60, 0],
  } as const;
  const network = town({
    points,
    streets: [
      { over: ["a", "b"] },
      { over: ["b", "c"], attributes: EdgeFlag.steps },
      { over: ["c", "d"] },
      { over: ["d", "e"], name: "Long Lane" },
      { over: ["e", "f", "g"], name: "Long Lane", streetClass: "footway" },
    ],
    roles: { f: NodeRole.kept },
  });
  expect(network.streetNodeCount).toBe(7);
  expect(network.edgeCount).toBe(6);
});

test("a ring without a junction becomes one loop at its lowest point", () => {
  const network = town({
    points: { a: [0, 0], b: [30, 0], c: [0, 40] },
    streets: [{ over: ["b", "c", "a", "b"] }],
  });
  expect(network.streetNodeCount).toBe(1);
  expect(network.nodeId[0]).toBe(1);
  // 50 + 40 + 30 m around.
  expect([...network.edgeLengthMm]).toEqual([120_000]);
  expect([...network.edgeFrom, ...network.edgeTo]).toEqual([0, 0]);
  expect(network.arcCount).toBe(2);
});

test("nobody walks through a closed point: each street ends there on its own", () => {
  const plan = {
    points: { a: [0, 0], g: [50, 0], b: [100, 0] },
    streets: [{ over: ["a", "g", "b"] }],
  } as const;
  const network = town({ ...plan, roles: { g: NodeRole.closed } });
  expect(network.streetNodeCount).toBe(4);
  expect(network.componentPoints.length).toBe(2);
});

test("every arc has a twin that runs back over the same edge", () => {
  const network = town(gridPlan({ columns: 4, rows: 3, spacingM: 100 }));
  // 4 × 3 junctions less the 4 corners of degree two (their two streets differ in name, so they stay): 12 nodes;
  // 3 rows × 3 + 4 columns × 2 = 17 edges.
  expect(network.streetNodeCount).toBe(12);
  expect(network.edgeCount).toBe(17);
  for (let v = 0; v < network.nodeCount; v++) {
    for (let a = network.firstOut[v]!; a < network.firstOut[v + 1]!; a++) {
      const twin = network.arcTwin[a]!;
      expect(network.arcTwin[twin]).toBe(a);
      expect(network.head[twin]).toBe(v);
      expect(network.arcEdge[twin]).toBe(network.arcEdge[a]);
      expect(network.arcForward[a]! + network.arcForward[twin]!).toBe(1);
    }
  }
});

test("a private edge joins out copies and in copies, with one-way transfers through the street node", () => {
  const network = town({
    points: { a: [0, 0], b: [100, 0], c: [100, 50] },
    streets: [{ over: ["a", "b"] }, { over: ["b", "c"], attributes: EdgeFlag.private }],
  });
  // 3 street nodes; b and c touch the private edge: 2 copies each.
  expect(network.streetNodeCount).toBe(3);
  expect(network.nodeCount).toBe(7);
  expect([...network.nodeOut]).toEqual([NO_COPY, 3, 5]);
  expect([...network.nodeIn]).toEqual([NO_COPY, 4, 6]);
  // Public a–b 2 arcs, private b–c 2 × 2, transfers 2 nodes × 2 pairs × 2.
  expect(network.arcCount).toBe(14);
  const { arcCost } = walkCosts(network, DISTANCE_BASIS);
  const open = (from: number, to: number) => {
    for (let a = network.firstOut[from]!; a < network.firstOut[from + 1]!; a++) {
      if (network.head[a] === to) return arcCost[a];
    }
    return undefined;
  };
  expect(open(3, 1)).toBe(0);
  expect(open(1, 4)).toBe(0);
  expect(open(1, 3)).toBe(UNREACHED);
  expect(open(4, 1)).toBe(UNREACHED);
});

test("costs are rounded piece by piece: 3 × 100 mm at 1.2 m/s is 3 × 83 ms, not 250", () => {
  const network = town({
    points: { a: [0, 0], b: [0.1, 0], c: [0.2, 0], d: [0.3, 0] },
    streets: [{ over: ["a", "b", "c", "d"] }],
  });
  expect([...walkCosts(network, PROFILES.adult).edgeCostForward]).toEqual([249]);
});

test("steps take an adult three times as long and stop a wheelchair, unless there is a ramp", () => {
  const network = town({
    points: { a: [0, 0], b: [12, 0], c: [24, 0] },
    streets: [
      { over: ["a", "b"], attributes: EdgeFlag.steps },
      { over: ["b", "c"], attributes: EdgeFlag.steps | EdgeFlag.ramp },
    ],
  });
  // 12 m at 1.2 m/s is 10 s, times three; 12 m at 0.75 m/s is 16 s.
  expect([...walkCosts(network, PROFILES.adult).edgeCostForward]).toEqual([30_000, 30_000]);
  expect([...walkCosts(network, PROFILES.wheelchair).edgeCostForward]).toEqual([UNREACHED, 16_000]);
  expect([...walkCosts(network, DISTANCE_BASIS).edgeCostForward]).toEqual([12_000, 12_000]);
});

test("a one-way way traced against its direction keeps its meaning", () => {
  // The line runs c → b → a and is closed backward; the edge runs from a (lower) to c, so it is closed forward.
  const network = town({
    points: { a: [0, 0], b: [10, 0], c: [20, 0] },
    streets: [{ over: ["c", "b", "a"], attributes: EdgeFlag.backwardClosed }],
  });
  expect([...network.edgeFrom]).toEqual([0]);
  const costs = walkCosts(network, DISTANCE_BASIS);
  expect([...costs.edgeCostForward]).toEqual([UNREACHED]);
  expect([...costs.edgeCostBackward]).toEqual([20_000]);
});
