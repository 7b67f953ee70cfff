/**
 * `init`: a first configuration for the files at hand.
 */
import { expect, test } from "vitest";
import { cliFolder, STREET_OSM } from "../../support/cli.js";

const { run, write, read } = cliFolder();
const TOWN = write("town.osm", STREET_OSM);
const HOMES = write("homes.csv", "id,lon,lat,residents\nw,-51.2,-30.0001,100\n");

test("a file that cannot be used is named with an exit code, and the others are written all the same", () => {
  const ledger = write("ledger.csv", "alpha,beta\nx,1\n");
  const { status, stderr } = run("init", HOMES, ledger, "missing.csv", TOWN, "--out", "second.yaml");
  expect(status).toBe(4);
  expect(stderr).toContain("ledger.csv");
  expect(stderr).toContain("missing.csv");
  expect(read("second.yaml")).toContain("homes.csv");
  // The published standards count: nothing that is written changes a default.
  expect(read("second.yaml")).toContain("# minutes:");
});

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

test("a configuration with guesses that nobody confirmed runs, and the run repeats them", () => {
  const register = write("register.csv", "id,lon,lat,type\nf,-51.19,-30.0001,社区老年食堂\n");
  expect(run("init", HOMES, register, TOWN, "--out", "guessed.yaml").status).toBe(0);
  expect(read("guessed.yaml")).toContain("(guessed)");
  const { status, stdout, stderr } = run("analyze", "guessed.yaml", "--out", "guessed", "--quiet");
  expect(status, stderr).toBe(0);
  expect(stdout).toContain("entries of the configuration are guesses that nobody confirmed");
});
