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
