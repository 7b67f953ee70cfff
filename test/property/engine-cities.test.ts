/**
 * The engines on whole cities: the sample always, the others where the data folder holds them.
 */
import path from "node:path";
import { expect, test } from "vitest";
import { UNREACHED } from "../../src/base/cost-units.js";
import { buildWalkNetwork } from "../../src/city/open/build-walk-network.js";
import { linkNodes } from "../../src/network/link-nodes.js";
import { networkFromEdges } from "../../src/network/network-from-edges.js";
import { DISTANCE_BASIS, PROFILES } from "../../src/network/profiles.js";
import { type WalkCosts, walkCosts } from "../../src/network/walk-costs.js";
import { readOsmPbf } from "../../src/read/osm/read-osm-pbf.js";
import { costMatrix } from "../../src/search/cost-matrix.js";
import { PlainEngine } from "../../src/search/engine/plain-engine.js";
import { wholeWeights } from "../../src/search/engine/weights.js";
import { nearestCosts } from "../../src/search/nearest.js";
import { sumsTask, sumWithinLimit } from "../../src/search/sum-within-limit.js";
import { faultOf } from "../support/certificate.js";
import { dataFile } from "../support/data-folder.js";
import { expectSameColumns } from "../support/same-columns.js";
import { wholeMatrix, wholeNearest } from "../support/whole-search.js";

const CITIES = [
  ["the sample city", path.resolve(import.meta.dirname, "../../data/sample/astana.osm.pbf")],
  ["Wuhan", dataFile("wuhan/wuhan-streets.osm.pbf")],
  ["Porto Alegre", dataFile("porto-alegre/porto-alegre.osm.pbf")],
  ["Porto", dataFile("porto/porto.osm.pbf")],
] as const;

/** 15 minutes, or 1200 m. */
const LIMIT = { ms: 900_000, mm: 1_200_000 } as const;

/** `count` nodes spread over the street nodes. */
function spread(costs: WalkCosts, count: number): Uint32Array {
  const step = costs.network.streetNodeCount / count;
  return Uint32Array.from({ length: count }, (_, i) => Math.floor(i * step));
}

test.each(
  CITIES.filter(([, file]) => file !== null),
)("%s: every engine answers as the whole network does", async (_, file) => {
  const osm = await readOsmPbf(file!);
  for (const [keepAllPoints, profile] of [
    [true, DISTANCE_BASIS],
    [false, PROFILES.senior60],
  ] as const) {
    const costs: WalkCosts = walkCosts(buildWalkNetwork(osm, { keepAllPoints }), profile);
    const value = LIMIT[costs.unit];
    const limit = { unit: costs.unit, value };
    const everyNode = linkNodes(costs);
    const facilities = linkNodes(costs, spread(costs, 60));

    const nearest = nearestCosts(costs, facilities, everyNode, { limit });
    expectSameColumns(nearest, wholeNearest(costs, facilities, everyNode, value));
    expect(nearest.cost.some((cost) => cost !== UNREACHED && cost > 0)).toBe(true);

    const few = linkNodes(costs, spread(costs, 40));
    const matrix = costMatrix(costs, few, everyNode, { limit });
    expectSameColumns(matrix, wholeMatrix(costs, few, everyNode, value));

    const weights = Float64Array.from({ length: everyNode.pointCount }, (_, v) => v % 101);
    const sums = sumWithinLimit(costs, few, everyNode, weights, { limit });
    const byHand = Array.from({ length: matrix.rows }, (_, r) =>
      matrix.column.subarray(matrix.first[r], matrix.first[r + 1]).reduce((sum, v) => sum + weights[v]!, 0),
    );
    expect([...sums]).toEqual(byHand);
    const task = sumsTask(few, everyNode, wholeWeights(weights), { limit });
    const plain = new PlainEngine().sums({ ...task, from: 0, to: few.pointCount });
    expect([...task.order].map((p) => sums[p])).toEqual([...plain]);
  }
});

test("on the unmerged sample city no arc can shorten a walk to the nearest, and every walk is attained", async () => {
  // As plain edges, so that the search graph has street nodes only and the answer can be certified node by node.
  const { edgeFrom, edgeTo, edgeLengthMm, nodeLonE7, nodeLatE7, streetNodeCount } = buildWalkNetwork(
    await readOsmPbf(CITIES[0][1]),
    { keepAllPoints: true },
  );
  const degrees = (column: Int32Array) =>
    Float64Array.from(column.subarray(0, streetNodeCount), (v) => v / 1e7);
  const { network } = networkFromEdges({
    from: edgeFrom,
    to: edgeTo,
    lengthMm: edgeLengthMm,
    lon: degrees(nodeLonE7),
    lat: degrees(nodeLatE7),
  });
  const costs: WalkCosts = walkCosts(network, DISTANCE_BASIS);
  const nodes = spread(costs, 50);
  const limit = { unit: costs.unit, value: LIMIT.mm };
  const { cost } = nearestCosts(costs, linkNodes(costs, nodes), linkNodes(costs), {
    limit,
    direction: "from",
  });
  const seeds = { count: nodes.length, node: nodes, cost: new Uint32Array(nodes.length), label: nodes };
  expect(faultOf(costs, false, seeds, limit.value, cost)).toBeNull();
  expect(cost.filter((value) => value !== UNREACHED).length).toBeGreaterThan(20_000);
});
