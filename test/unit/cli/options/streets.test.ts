import { expect, test } from "vitest";
import { NoAnswer } from "../../../../src/cli/exit-codes.js";
import { linkPlace, readStreetFile } from "../../../../src/cli/options/streets.js";
import { DISTANCE_BASIS } from "../../../../src/network/profiles.js";
import { saveNetwork } from "../../../../src/network/storage.js";
import { walkCosts } from "../../../../src/network/walk-costs.js";
import { geoTiff } from "../../../support/geotiff-bytes.js";
import { STREET } from "../../../support/street-city.js";
import { tempFolder } from "../../../support/temp-folder.js";
import { place } from "../../../support/town.js";

const { write, at } = tempFolder();
const EDGES = write("street-edges.csv", "from,to,length_m\n1,2,1000\n");
write("street-nodes.csv", "id,lon,lat\n1,0,0\n2,0.009,0\n");

/** Progress that keeps the names of the steps. */
function recorded() {
  const steps: string[] = [];
  return { steps, progress: { step: (what: string) => steps.push(what), share: () => {}, done: () => {} } };
}

test("streets are read and built step by step, with slopes where heights are given", async () => {
  const { steps, progress } = recorded();
  const values = Array.from({ length: 400 }, (_, i) => i % 20);
  const tiff = { values, width: 20, west: -0.005, north: 0.01, cell: 0.001, noData: -1 };
  const elevation = write("heights.tif", await geoTiff(tiff));
  const { network, osm } = await readStreetFile(EDGES, progress, { elevation });
  expect(steps).toEqual([`reading ${EDGES}`, "building the walking network", `reading ${elevation}`]);
  expect([network.edgeCount, network.slope !== undefined, osm]).toEqual([1, true, null]);
});

test("a saved network is taken as it is", async () => {
  saveNetwork(STREET, at("street.lcn"));
  const { steps, progress } = recorded();
  const { network } = await readStreetFile(at("street.lcn"), progress);
  expect(steps).toEqual([`reading ${at("street.lcn")}`]);
  expect(network.edgeLengthMm).toEqual(STREET.edgeLengthMm);
});

test("a file without streets that people walk has no answer", async () => {
  const motorway = `<osm version="0.6"><node id="1" lon="0" lat="0"/><node id="2" lon="0.01" lat="0"/>
    <way id="1"><nd ref="1"/><nd ref="2"/><tag k="highway" v="motorway"/></way></osm>`;
  const file = write("motorway.osm", motorway);
  await expect(readStreetFile(file, recorded().progress)).rejects.toThrow(NoAnswer);
});

test("a place is linked, or the error gives the distance to the nearest street", () => {
  const costs = walkCosts(STREET, DISTANCE_BASIS);
  const linkage = linkPlace(costs, place(400, 30), { islandsToo: true });
  expect([...linkage.alongMm].map((mm) => Math.round(mm / 1000))).toEqual([400]);
  expect(() => linkPlace(costs, place(400, 300), { islandsToo: true })).toThrow(
    /no-street-in-reach; the nearest street is 300 m away/,
  );
});
