/**
 * `what-if`: who gains and who loses by edits.
 */
import { expect, test } from "vitest";
import { cliFolder, STREET_OSM } from "../../support/cli.js";

const { run, write, read } = cliFolder();
const TOWN = write("town.osm", STREET_OSM);
const HOMES = write("homes.csv", "id,lon,lat,residents\nw,-51.2,-30.0001,100\n");
const CANTEENS = write("canteens.csv", "id,service,lon,lat\nc1,meals,-51.184,-30\n");
const EDITS = write(
  "edits.json",
  '[{"do":"add-facility","id":"n","services":["meals"],"lon":-51.199,"lat":-30}]',
);

test("a second canteen nearby closes the gap of the western home", () => {
  const { status, stdout } = run(
    ...["what-if", TOWN, "--blocks", HOMES, "--facilities", CANTEENS, "--minutes", "10", "--quiet"],
    ...["--edits", EDITS, "--json", "--changes", "changes.csv"],
  );
  expect(status).toBe(0);
  const meals = JSON.parse(stdout).services.find((s: { service: string }) => s.service === "meals");
  // 96 m in place of 1.5 km.
  expect(meals).toMatchObject({ blocksGained: 1, residentsGained: 100, longer: 0 });
  expect(read("changes.csv")).toContain("w,meals,gap,met");
});

test("scenarios of a configuration are computed by name or one after another", () => {
  const config = write(
    "town.yaml",
    [
      "streets: { file: town.osm }",
      "blocks: { file: homes.csv }",
      "facilities: [{ file: canteens.csv }]",
      "minutes: [10]",
      "services: [meals]",
      "scenarios:",
      "  near: [{ do: add-facility, id: n, services: [meals], lon: -51.199, lat: -30 }]",
      "  none: [{ do: close-facility, id: c1 }]",
    ].join("\n"),
  );
  const one = run("what-if", config, "--scenario", "near", "--json", "--quiet");
  expect(JSON.parse(one.stdout).services[0]).toMatchObject({ blocksGained: 1, residentsGained: 100 });
  const all = JSON.parse(run("what-if", config, "--json", "--quiet").stdout);
  expect(Object.keys(all.scenarios)).toEqual(["near", "none"]);
  const strange = run("what-if", config, "--scenario", "naer", "--quiet");
  expect(strange).toMatchObject({ status: 2, stdout: "" });
  expect(strange.stderr).toContain('is "near" meant?');
});

test("what changes is printed in Chinese, by flag or by the language of the configuration", () => {
  const config = write(
    "zh.yaml",
    "language: zh\nstreets: { file: town.osm }\nblocks: { file: homes.csv }\nfacilities: [{ file: canteens.csv }]\nminutes: [10]\nservices: [meals]\n",
  );
  const { stdout } = run("what-if", config, "--edits", EDITS, "--quiet");
  expect(stdout).toContain("新增达标居民");
  expect(stdout).not.toMatch(/[a-z]{3,} [a-z]{3,}/i);
  const why = run("explain", config, "--block", "w", "--of", "meals", "--quiet");
  expect(why.stdout).toMatch(/^w，[^a-z]+：缺口，/);
  expect(why.stdout).not.toMatch(/[a-z]{3,} [a-z]{3,}/i);
  expect(run("explain", config, "--lang", "en", "--block", "w", "--of", "meals", "--quiet").stdout).toMatch(
    /^w, meals: gap, /,
  );
});
