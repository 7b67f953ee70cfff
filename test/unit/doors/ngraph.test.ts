import createGraph from "ngraph.graph";
import { expect, test } from "vitest";
import {
  createNgraphRouter,
  fromNgraph,
  type NgraphLink,
  type NgraphNode,
  toNgraph,
} from "../../../src/doors/ngraph.js";
import { DISTANCE_BASIS } from "../../../src/network/profiles.js";
import { EdgeFlag } from "../../../src/network/street-draft.js";
import { walkCosts } from "../../../src/network/walk-costs.js";
import { BoundedSearch } from "../../../src/search/bounded-search.js";
import { town } from "../../support/town.js";

// Two streets from a to b, 100 m straight and 180 m round by c (80 + 100); d is reached only from b.
const COSTS = walkCosts(
  town({
    points: { a: [0, 0], b: [100, 0], c: [0, 80], d: [200, 0] },
    streets: [
      { over: ["a", "b"], name: "Straight" },
      { over: ["a", "c"], name: "Round" },
      { over: ["c", "b"], name: "Round" },
      { over: ["b", "d"], attributes: EdgeFlag.backwardClosed, name: "One Way" },
    ],
  }),
  DISTANCE_BASIS,
);
const [A, B, D] = [0, 1, 2];

test("parallel links are kept, each with its own cost", () => {
  const graph = toNgraph(COSTS);
  const costs: number[] = [];
  graph.forEachLink((link) => {
    if (link.fromId === A && link.toId === B) costs.push(link.data.cost);
  });
  // By c: 80 m and the diagonal of 80 and 100 m, 128.062 m.
  expect(costs.sort((x, y) => x - y)).toEqual([100_000, 208_062]);
});

test("direction binds: there is a way in and no way out of a one-way street", () => {
  const router = createNgraphRouter(toNgraph(COSTS));
  expect(router.find(A, D)?.cost).toBe(200_000);
  expect(router.find(D, A)).toBeNull();
});

test("a path runs from start to end and names its links", () => {
  const path = createNgraphRouter(toNgraph(COSTS)).find(A, D)!;
  expect(path.nodes).toEqual([A, B, D]);
  expect(path.links.map((link) => [link.fromId, link.toId, link.data.cost])).toEqual([
    [A, B, 100_000],
    [B, D, 100_000],
  ]);
  expect(createNgraphRouter(toNgraph(COSTS)).find(A, A)).toEqual({ nodes: [A], links: [], cost: 0 });
});

test("no path is null every time, not one array shared by all", () => {
  const router = createNgraphRouter(toNgraph(COSTS));
  expect([router.find(D, A), router.find(D, B)]).toEqual([null, null]);
  expect(() => router.find(D, 99)).toThrow("Node 99 is not in the graph");
});

test("a what-if link changes the next answer", () => {
  const graph = toNgraph(COSTS);
  const router = createNgraphRouter(graph);
  graph.addLink(D, A, { cost: 5, arc: -1, edge: -1 });
  expect(router.find(D, B)?.cost).toBe(100_005);
});

test("a graph of one's own becomes a network, lengths given or measured", () => {
  const graph = createGraph<NgraphNode, { lengthM: number }>();
  graph.addNode("home", { lon: 0, lat: 0, osmId: 0 });
  graph.addNode("shop", { lon: 0.001, lat: 0, osmId: 0 });
  graph.addNode("alone", { lon: 1, lat: 1, osmId: 0 });
  graph.addLink("home", "shop", { lengthM: 123.4 });
  const { network, nodeOf } = fromNgraph(graph);
  expect([...network.edgeLengthMm]).toEqual([123_400]);
  expect([...nodeOf.keys()]).toEqual(["home", "shop"]);
  const search = new BoundedSearch(walkCosts(network, DISTANCE_BASIS));
  const start = {
    count: 1,
    node: Uint32Array.of(nodeOf.get("shop")!),
    cost: Uint32Array.of(0),
    label: Uint32Array.of(0),
  };
  search.run(start, 200_000);
  expect(search.cost[nodeOf.get("home")!]).toBe(123_400);
  // A thousandth of a degree on the equator is 111.319 m.
  const measured = fromNgraph(graph, { lengthM: () => undefined });
  expect([...measured.network.edgeLengthMm]).toEqual([111_319]);
});

test("a graph that cannot be walked is refused by node or link", () => {
  const graph = createGraph<{ lon: number; lat?: number }, NgraphLink>();
  graph.addNode(1, { lon: 5 });
  expect(() => fromNgraph(graph)).toThrow("Node 1 lies at (5, undefined)");
  const negative = createGraph<{ lon: number; lat: number }, { lengthM: number }>();
  negative.addNode(1, { lon: 5, lat: 5 });
  negative.addNode(2, { lon: 5, lat: 5 });
  negative.addLink(1, 2, { lengthM: -4 });
  expect(() => fromNgraph(negative)).toThrow("Link 1 → 2 is -4 m long");
});
