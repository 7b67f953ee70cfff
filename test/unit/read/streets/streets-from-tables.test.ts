import path from "node:path";
import { expect, test } from "vitest";
import { InputFileError } from "../../../../src/base/errors.js";
import { analyzeLivingCircle } from "../../../../src/city/ask/analyze.js";
import { buildWalkNetwork } from "../../../../src/city/open/build-walk-network.js";
import { openCity } from "../../../../src/city/open-city.js";
import { linkPoints } from "../../../../src/network/link-points.js";
import { DISTANCE_BASIS } from "../../../../src/network/profiles.js";
import { walkCosts } from "../../../../src/network/walk-costs.js";
import { readStreets } from "../../../../src/read/streets/read-streets.js";
import { shortestPath } from "../../../../src/search/shortest-path.js";
import { block, facility, KINDERGARTEN } from "../../../support/gap-input.js";
import { tableFiles } from "../../../support/table-files.js";
import { place, pointsAt } from "../../../support/town.js";

const { write } = tableFiles();

const nodesCsv = (...places: readonly (readonly [id: number, eastM: number, northM: number])[]) =>
  write(
    `id,lon,lat\n${places.map(([id, x, y]) => `${id},${place(x, y).join(",")}\n`).join("")}`,
    "-nodes.csv",
  );
const edgesCsv = (...rows: readonly string[]) =>
  write(`from,to,length_m\n${rows.join("\n")}\n`, "-edges.csv");

test("the given length is the length of the edge, whatever the distance of its ends", async () => {
  // 100 m apart on paper: the first street is said to be 130.5 m long, the second 60 m, shorter than straight.
  const nodes = nodesCsv([1, 0, 0], [2, 100, 0], [3, 200, 0], [4, 200, 50]);
  const streets = await readStreets(edgesCsv("1,2,130.5", "2,3,60", "3,4,50", "2,4,999"), { nodes });
  const network = buildWalkNetwork(streets);
  const costs = walkCosts(network, DISTANCE_BASIS);
  const link = (x: number, y: number) => linkPoints(costs, pointsAt([[x, y]]), { minComponentPoints: 0 });
  const [a, c] = [link(0, 0), link(200, 0)];
  expect(shortestPath(costs, a, 0, c, 0)!.streetMm).toBe(190_500);
  expect(network.source.givenLengths).toBe(true);
  expect(network.source.notes.find(({ code }) => code === "edges-shorter-than-straight")!.count).toBe(1);

  // A point beside the first street joins it at a quarter of its shape, hence at a quarter of its given length.
  const beside = link(25, 5);
  const walk = shortestPath(costs, beside, 0, c, 0)!;
  expect(walk.streetMm / 1000).toBeCloseTo(0.75 * 130.5 + 60, 0);
  expect(walk.offStreetMm / 1000).toBeCloseTo(5, 1);
});

/** Metres from 1 to 3 by way of node 2, which is as given, or 400 m round; without a time, at noon and at night. */
async function pastNode(columns: string, cells: string, profile?: "wheelchair" | "stroller") {
  const rows = [
    [1, 0, 0],
    [2, 100, 0],
    [3, 200, 0],
    [4, 0, 100],
    [5, 200, 100],
  ] as const;
  const nodes = write(
    `id,lon,lat,${columns}\n${rows.map(([id, x, y]) => `${id},${place(x, y).join(",")},${id === 2 ? cells : ",,"}\n`).join("")}`,
    "-nodes.csv",
  );
  const streets = await readStreets(edgesCsv("1,2,100", "2,3,100", "1,4,100", "4,5,200", "5,3,100"), {
    nodes,
  });
  const city = await openCity({ streets: buildWalkNetwork(streets) });
  const found: number[] = [];
  for (const time of [null, "2026-11-25T12:00", "2026-11-25T23:00"]) {
    const then = time === null ? city : await city.at(time);
    found.push(Math.round(then.walk(place(0, 0), place(200, 0), { profile })?.streetM ?? -1));
    if (then !== city) await then.close();
  }
  const hours = city.network.source.notes.find(({ code }) => code === "street-hours")?.count ?? 0;
  await city.close();
  return [...found, hours];
}

test("nodes of a table stop walkers and wheels, and open at their hours, as those of an extract do", async () => {
  expect(await pastNode("barrier,access,opening_hours", "gate,yes,")).toEqual([200, 200, 200, 0]);
  expect(await pastNode("barrier,access,opening_hours", "gate,no,")).toEqual([400, 400, 400, 0]);
  expect(await pastNode("barrier,access,opening_hours", "stile,,")).toEqual([200, 200, 200, 0]);
  expect(await pastNode("barrier,access,opening_hours", "stile,,", "wheelchair")).toEqual([400, 400, 400, 0]);
  expect(await pastNode("barrier,access,stroller", "gate,,no", "stroller")).toEqual([400, 400, 400, 0]);
  expect(await pastNode("barrier,access,opening_hours", "gate,yes,06:00-22:00")).toEqual([200, 200, 400, 1]);
  expect(await pastNode("barrier,access,opening_hours", "gate,no,06:00-22:00")).toEqual([400, 200, 400, 1]);
  expect(await pastNode("barrier,access,opening_hours", "gate,private,06:00-22:00")).toEqual([
    400, 200, 400, 1,
  ]);
});

test("columns of any name that the user gives are read, and a misspelt one is refused", async () => {
  const nodes = write(`nr,e,n\n1,${place(0, 0).join(",")}\n2,${place(100, 0).join(",")}\n`, "-nodes.csv");
  const edges = write("fnode,tnode,m\n1,2,130.5\n", "-edges.csv");
  const columns = { from: "fnode", to: "tnode", length: "m", node: "nr" };
  const network = buildWalkNetwork(
    await readStreets(edges, { nodes, columns, place: { lon: "e", lat: "n" } }),
  );
  expect([...network.edgeLengthMm]).toEqual([130_500]);
  const slip = async (named: object) =>
    readStreets(edges, { nodes, place: { lon: "e", lat: "n" }, columns: { ...columns, ...named } });
  await expect(slip({ to: "t_node" })).rejects.toThrow(
    'no column "t_node"; there are fnode, tnode, m; is "tnode" meant?',
  );
  await expect(slip({ node: "no" })).rejects.toThrow(
    'there is no column "no"; there are nr, e, n; is "nr" meant?',
  );
});

test("a facility farther in a straight line than along given lengths counts as in reach", async () => {
  // 400 m apart on paper, 250 m by the table; the limit is 300 m.
  const nodes = nodesCsv([1, 0, 0], [2, 400, 0], [3, 500, 0]);
  const network = buildWalkNetwork(await readStreets(edgesCsv("1,2,250", "2,3,100"), { nodes }));
  const at = (x: number) => ({ lon: place(x, 0)[0], lat: place(x, 0)[1] });
  const facilities = {
    facilities: [facility("f", ["kindergarten"], at(400))],
    completeness: { kindergarten: "complete" as const },
    suspectedDuplicates: [],
    merged: 0,
    notes: [],
  };
  const blocks = { blocks: [block("b", 10, at(0))], notes: [] };
  const requirement = { ...KINDERGARTEN, basis: "distance" as const, limit: 300 };
  const { services } = await analyzeLivingCircle(
    network,
    { facilities, blocks },
    { requirements: [requirement] },
  );
  expect([services[0]!.walkMm[0], services[0]!.inReach[0]]).toEqual([250_000, 1]);
});

test("an edge that stands twice is one; with another length it is a second street beside it", async () => {
  // A street beyond each end keeps the two nodes from being merged away.
  const nodes = nodesCsv([1, 0, 0], [2, 100, 0], [3, -50, 0], [4, 150, 0]);
  const edges = edgesCsv("1,2,100", "2,1,100", "1,2,120", "3,1,50", "2,4,50");
  const network = buildWalkNetwork(await readStreets(edges, { nodes }));
  expect([...network.edgeLengthMm].sort((a, b) => a - b)).toEqual([50_000, 50_000, 100_000, 120_000]);
});

test("the table of nodes is found beside the table of edges by its name", async () => {
  const nodes = nodesCsv([1, 0, 0], [2, 100, 0]);
  const edges = edgesCsv("1,2,100");
  await expect(readStreets(edges)).rejects.toThrow(
    "this is a table of edges; name the table of its nodes too",
  );
  const beside = path.join(path.dirname(nodes), path.basename(nodes).replace("nodes", "edges"));
  const { writeFileSync } = await import("node:fs");
  writeFileSync(beside, "from,to,length_m\n1,2,100\n");
  expect(buildWalkNetwork(await readStreets(beside)).edgeLengthMm[0]).toBe(100_000);
});

const NODES = "id,lon,lat\n1,71.4,51.1\n2,71.401,51.1\n3,,\n";
test.each<[what: string, edges: string, nodes: string, message: RegExp]>([
  ["no column of lengths", "from,to\n1,2\n", NODES, /an edge table needs a column length_m/],
  [
    "a length that is not a number",
    "from,to,length_m\n1,2,long\n",
    NODES,
    /row 1, column "length_m": "long" is given/,
  ],
  ["a negative length", "from,to,length_m\n1,2,-3\n", NODES, /row 1, column "length_m": "-3" is given/],
  ["an empty length", "from,to,length_m\n1,2,\n", NODES, /column "length_m": "" is given/],
  [
    "an unknown node",
    "from,to,length_m\n1,2,9\n1,7,9\n",
    NODES,
    /row 2, column "to": node 7 is not in the table/,
  ],
  [
    "a node without a place",
    "from,to,length_m\n3,1,9\n",
    NODES,
    /row 1, column "from": node 3 is not in the table of nodes, or has no/,
  ],
  [
    "a node that comes twice",
    "from,to,length_m\n1,2,9\n",
    `${NODES}1,71.4,51.1\n`,
    /row 4, column "id": node 1 stands in another row/,
  ],
  ["a node that is not a number", "from,to,length_m\nA,2,9\n", NODES, /row 1, column "from": "A" is given/],
  [
    "nodes in metres",
    "from,to,length_m\n1,2,9\n",
    "id,x,y\n1,500000,4000000\n",
    /row 1, column "x": .*not in degrees/,
  ],
  ["nodes without ids", "from,to,length_m\n1,2,9\n", "lon,lat\n71,51\n", /a node table needs a column id/],
])("%s is refused, by file, row and column", async (_, edges, nodes, message) => {
  const [edgesFile, nodesFile] = [write(edges), write(nodes)];
  await expect(readStreets(edgesFile, { nodes: nodesFile })).rejects.toThrow(InputFileError);
  await expect(readStreets(edgesFile, { nodes: nodesFile })).rejects.toThrow(message);
});
