/**
 * `network build`: a saved network in the place of streets.
 */
import { beforeAll, expect, test } from "vitest";
import { cliFolder, type Outcome, STREET_OSM } from "../../support/cli.js";

const { run, write, readJson, at } = cliFolder();
const TOWN = write("town.osm", STREET_OSM);
const SAVED = at("town.lcn");

let built: Outcome;
beforeAll(() => {
  built = run("network", "build", TOWN, "--out", SAVED, "--quiet");
});

test("the size of the network is printed", () => {
  // 40 pieces of 0.0005° at 30° south: 40 × 48.2 m = 1.9 km; one way without a crossing is one street edge.
  expect(built.stdout.split("\n")[0]).toBe(`${SAVED}: 2 nodes, 1 street edges, 1.9 km`);
});

test.each([
  ["isochrone", "--at", "-51.19,-30.0002", "--minutes", "5"],
  ["walk", "--from", "-51.199,-30", "--to", "-51.181,-30", "--json"],
])("%s answers from a saved network as from the streets", (command, ...args) => {
  const answer = (streets: string) => run(command, streets, ...args, "--quiet").stdout;
  expect(answer(SAVED).length).toBeGreaterThan(100);
  expect(answer(SAVED)).toBe(answer(TOWN));
});

test("analyze takes a saved network, and its lineage names the file", () => {
  write("shops.csv", "id,service,lon,lat\na,convenience,-51.19,-30.0001\n");
  write("homes.csv", "id,lon,lat,residents\n1,-51.195,-30.0001,100\n");
  const places = ["--blocks", "homes.csv", "--facilities", "shops.csv"];
  const { status, stderr } = run("analyze", SAVED, ...places, "--out", "out");
  expect(`${status} ${status === 0 ? "" : stderr}`).toBe("0 ");
  expect(readJson("out/report.json").lineage.inputs[0].path).toBe("town.lcn");
});
