/**
 * `init`: a first configuration for the files at hand.
 */
import { expect, test } from "vitest";
import { cliFolder, STREET_OSM } from "../../support/cli.js";

const { run, write, read } = cliFolder();
const TOWN = write("town.osm", STREET_OSM);
const HOMES = write("homes.csv", "id,lon,lat,residents\nw,-51.2,-30.0001,100\n");

test("init writes a configuration that runs, and never over another", () => {
  const { status, stdout } = run("init", HOMES, TOWN, "--out", "first.yaml");
  expect(status).toBe(0);
  expect(stdout).toContain("Written to first.yaml");
  expect(run("analyze", "first.yaml", "--out", "first", "--quiet").status).toBe(0);
  const before = read("first.yaml");
  const again = run("init", TOWN, "--out", "first.yaml");
  expect(again.status).toBe(2);
  expect(again.stderr).toContain("first.yaml is there already");
  expect(read("first.yaml")).toBe(before);
});
