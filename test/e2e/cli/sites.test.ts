/**
 * `sites`: where to build, from plain tables; the exact solver runs in its worker.
 */
import { expect, test } from "vitest";
import { cliFolder, STREET_OSM } from "../../support/cli.js";

const { run, write } = cliFolder();
write("reach.csv", "from,to,cost\na,x,5\nb,x,7\nb,z,2\nc,z,9\n");
write("homes.csv", "id,people\na,100\nb,50\nc,30\n");
const sites = (...args: string[]) =>
  run("sites", "--matrix", "reach.csv", "--demand", "homes.csv", "--json", ...args);

test("two sites are chosen so that people walk least in all", () => {
  const { stdout } = sites("--model", "p-median", "--p", "2");
  // a to x 500, b to z 100, c to z 270.
  expect(JSON.parse(stdout)).toMatchObject({ status: "optimal", objective: 870, sites: ["x", "z"] });
});

test("everybody is covered by two sites, or the ids of those out of reach are printed", () => {
  expect(JSON.parse(sites("--model", "lscp").stdout)).toMatchObject({ objective: 2 });
  // Within 7 nothing reaches c.
  const within7 = sites("--model", "lscp", "--cutoff", "7");
  expect(JSON.parse(within7.stdout)).toMatchObject({ status: "infeasible", unreachable: ["c"] });
});

test("half a site is a usage error", () => {
  expect(sites("--model", "mclp", "--p", "1.5")).toMatchObject({ status: 2, stdout: "" });
});

test("of a city, sites serve those who lack the service, within the walk of the rule", () => {
  const town = write("town.osm", STREET_OSM);
  write("blocks.csv", "id,lon,lat,residents\nw,-51.2,-30.0001,100\n");
  write("canteens.csv", "id,service,lon,lat\nc1,meals,-51.184,-30\n");
  write("rooms.csv", "id,lon,lat\nfar,-51.184,-30\nnear,-51.199,-30\n");
  write("swapped.csv", "id,lon,lat\nnear,-30,-51.199\n");
  const config = write(
    "town.yaml",
    `streets: { file: ${town} }\nblocks: { file: blocks.csv }\nfacilities: [{ file: canteens.csv }]\nminutes: [10]\n`,
  );
  const ask = (candidates: string) =>
    run("sites", config, "--service", "meals", "--p", "1", "--candidates", candidates, "--json");
  // The western home is 1.5 km from the canteen, and 96 m from the room called near.
  expect(JSON.parse(ask("rooms.csv").stdout)).toMatchObject({
    objective: 100,
    lacking: 100,
    sites: [{ id: "near", gain: 100 }],
  });
  expect(ask("swapped.csv").stderr).toContain("is that latitude, longitude?");
  expect(run("sites", config, "--p", "1", "--candidates", "rooms.csv")).toMatchObject({ status: 2 });
});
