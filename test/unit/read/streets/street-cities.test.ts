/**
 * Real streets of other kinds, against figures from elsewhere.
 */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { buildWalkNetwork } from "../../../../src/city/open/build-walk-network.js";
import type { WalkNetwork } from "../../../../src/network/walk-network.js";
import { readOsm } from "../../../../src/read/osm/read-osm.js";
import { readStreets } from "../../../../src/read/streets/read-streets.js";
import { dataFile } from "../../../support/data-folder.js";
import { expectSameColumns } from "../../../support/same-columns.js";

const parquet = dataFile("wuhan/wuhan-streets-osmnx.parquet");
const pbf = dataFile("wuhan/wuhan-streets.osm.pbf");
const lines = dataFile("taipei/daan-streets.geojson");
const edges = dataFile("singapore/toa-payoh-edges.csv");

const totalMm = ({ edgeLengthMm }: WalkNetwork) => edgeLengthMm.reduce((sum, mm) => sum + mm, 0);

/** Street edges as node numbers, class and length, in one order for any network. */
function edgesOf(network: WalkNetwork): string[] {
  const { nodeId, edgeFrom, edgeTo, edgeLengthMm, edgeClass, classes, firstShape } = network;
  return Array.from(edgeLengthMm, (mm, e) => {
    const shapePoints = firstShape[e + 1]! - firstShape[e]!;
    return [nodeId[edgeFrom[e]!], nodeId[edgeTo[e]!], classes[edgeClass[e]!], mm, shapePoints].join(" ");
  }).sort();
}

test.skipIf(parquet === null || pbf === null)(
  "Wuhan's GeoParquet in UTM and its extract give the same network, to the millimetre",
  async () => {
    const [one, other] = [
      buildWalkNetwork(await readStreets(parquet!)),
      buildWalkNetwork(await readOsm(pbf!)),
    ];
    const nodesOf = ({ nodeId, nodeLonE7, nodeLatE7 }: WalkNetwork) => ({ nodeId, nodeLonE7, nodeLatE7 });
    expectSameColumns(nodesOf(one), nodesOf(other));
    // The first edge that differs, if any.
    const [mine, theirs] = [edgesOf(one), edgesOf(other)];
    const first = mine.findIndex((line, e) => line !== theirs[e]);
    expect([mine.length, mine[first]]).toEqual([theirs.length, theirs[first]]);
    expect(one.source.attribution).toBe(null);
  },
);

test.skipIf(lines === null)("Taipei's lines join to one network but for a few scraps", async () => {
  const network = buildWalkNetwork(await readStreets(lines!));
  // Published beside the file: 4,312 places in 154 km, 4,284 of them in one piece.
  expect(network.source.pointsBeforeMerging).toBe(4312);
  expect(Math.max(...network.componentPoints)).toBe(4284);
  expect(totalMm(network) / 1e6).toBeGreaterThan(153);
  expect(totalMm(network) / 1e6).toBeLessThan(154.5);
});

test.skipIf(edges === null)("Toa Payoh's edges keep their given lengths to the millimetre", async () => {
  const network = buildWalkNetwork(await readStreets(edges!));
  const given = readFileSync(edges!, "utf8").trim().split("\n").slice(1);
  const dueMm = given.reduce((sum, row) => sum + Math.round(1000 * Number(row.split(",")[2])), 0);
  expect(given.length).toBe(6360);
  expect(totalMm(network)).toBe(dueMm);
  expect([network.source.pointsBeforeMerging, network.componentPoints.length]).toEqual([5889, 1]);
});
