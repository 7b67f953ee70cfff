/**
 * `compare`: the folders that two analyses wrote.
 */
import { expect, test } from "vitest";
import { cliFolder, STREET_OSM } from "../../support/cli.js";

const { run, write } = cliFolder();
const TOWN = write("town.osm", STREET_OSM);
const HOMES = write("homes.csv", "id,lon,lat,residents\nw,-51.2,-30.0001,100\n");
const CANTEENS = "id,service,lon,lat\nc1,meals,-51.184,-30\n";

function analyze(register: string, out: string): void {
  const inputs = [TOWN, "--blocks", HOMES, "--facilities", register, "--minutes", "10"];
  expect(run("analyze", ...inputs, "--out", out, "--quiet").status).toBe(0);
}

test("a gap that a new canteen closes is listed, and a folder that is not there is an error", () => {
  // The western home walks 1.5 km to the first canteen and 96 m to the second: 21.5 and 1.3 minutes.
  analyze(write("canteens.csv", CANTEENS), "old");
  analyze(write("canteens-2.csv", `${CANTEENS}n,meals,-51.199,-30\n`), "new");
  const services: { service: string }[] = JSON.parse(run("compare", "old", "new", "--json").stdout);
  expect(services.find(({ service }) => service === "meals")).toMatchObject({ closed: ["w"], opened: [] });
  expect(run("compare", "old", "nowhere").status).toBe(3);
});

test("two runs without a common block are refused, by what the ids look like", () => {
  const others = write("others.csv", "id,lon,lat,residents\nz,-51.2,-30.0001,100\n");
  const register = write("canteens-3.csv", CANTEENS);
  analyze(register, "w");
  const inputs = [TOWN, "--blocks", others, "--facilities", register, "--minutes", "10"];
  expect(run("analyze", ...inputs, "--out", "z", "--quiet").status).toBe(0);
  const { status, stderr } = run("compare", "w", "z");
  expect(status).toBe(2);
  expect(stderr).toMatch(/no common block: of 1 and 1 ids, e.g. "w" and "z"/);
});
