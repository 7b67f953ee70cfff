/**
 * Errors of a command line: which exit code, and what is printed beside it.
 */
import { expect, test } from "vitest";
import { cliFolder, STREET_OSM } from "../../support/cli.js";

const { run, runAll, write } = cliFolder();
const TOWN = write("town.osm", STREET_OSM);

const CASES: readonly (readonly [args: string[], status: number, message: RegExp])[] = [
  [["analize"], 2, /Did you mean analyze\?/],
  [["analyze", "a.yaml", "--config", "b.yaml"], 2, /Two configurations are named/],
  [
    ["analyze", write("bad.yaml", "streets: { fiel: a.osm }\n")],
    4,
    /bad\.yaml, line 1[\s\S]*is "file" meant/,
  ],
  [["analyze", TOWN, "--service", "meals"], 2, /no such file is named/],
  [["analyze"], 2, /An extract or a configuration is required/],
  [["walk", TOWN, "--from", "1,2"], 2, /required option '--to/],
  [["walk", TOWN, "--from", "one", "--to", "1,2"], 2, /"one" is not a place/],
  [
    ["walk", TOWN, "--from", "31.2,121.5", "--to", "1,2"],
    2,
    /is that latitude, longitude\? Longitude comes first/,
  ],
  [
    ["walk", TOWN, "--from", "1,2", "--to", "1,2", "--profile", "runner"],
    2,
    /no profile "runner"; there are adult/,
  ],
  [["isochrone", TOWN, "--at", "1,2", "--minutes", "5,x"], 2, /"5,x" are not minutes/],
  [["analyze", TOWN, "--standard", "cn.none"], 2, /no rule set "cn.none"/],
  [["analyze", TOWN, "--complete", "zoo"], 2, /no service "zoo"/],
  [["analyze", "none.osm.pbf"], 3, /none.osm.pbf: there is no such file/],
  [["analyze", TOWN, "--blocks", "none.csv"], 3, /none.csv: there is no such file/],
  [["analyze", write("bad.osm.pbf", "not a map at all")], 4, /this is not an .osm.pbf file/],
  [
    ["analyze", TOWN, "--blocks", write("bad.csv", "id,lon,lat\n1,east,2\n")],
    4,
    /row 1, column "lon": "east" is not a number/,
  ],
  [["isochrone", TOWN, "--at", "10,10"], 5, /joins no street: no-street-in-reach/],
  [["analyze", write("empty.osm", "<osm version='0.6'></osm>")], 5, /no street that people walk/],
];
const OUTCOMES = runAll(CASES.map(([args]) => args));

test.each(
  CASES.map(([args, status, message], i) => [args, status, message, OUTCOMES[i]!] as const),
)("%o ends with exit code %i", (_, status, message, outcome) => {
  expect(outcome.stderr).toMatch(message);
  expect(outcome.status).toBe(status);
  expect(outcome.stdout).toBe("");
});

test.each([2, 3, 4, 5])("a process ends with exit code %i as the command in it does", (code) => {
  const at = CASES.findIndex(([, status]) => status === code);
  expect(run(...CASES[at]![0])).toEqual(OUTCOMES[at]);
});
