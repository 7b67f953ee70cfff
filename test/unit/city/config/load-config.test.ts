import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test } from "vitest";
import { FileAccessError, InputFileError } from "../../../../src/base/errors.js";
import { loadConfig } from "../../../../src/city/config/load-config.js";
import { tempFolder } from "../../../support/temp-folder.js";

const { folder } = tempFolder();
let count = 0;
function config(text: string, ending = ".yaml"): string {
  const file = path.join(folder, `${count++}${ending}`);
  writeFileSync(file, text);
  return file;
}

test("paths start from the data folder, that from the folder of the file", () => {
  const loaded = loadConfig(
    config(`
data: cities/wuhan
streets: { file: streets.osm.pbf }
blocks: { file: ../homes.csv }
facilities:
  - file: /registers/meals.csv
  - file: ./beside.csv
standards: [x.fifteen-minute, local.json]
outputs: { folder: results }
`),
  );
  expect(loaded.streets.file).toBe(path.join(folder, "cities/wuhan/streets.osm.pbf"));
  expect(loaded.blocks?.file).toBe(path.join(folder, "cities/homes.csv"));
  expect(loaded.facilities?.[0]?.file).toBe(path.resolve("/registers/meals.csv"));
  expect(loaded.facilities?.[1]?.file).toBe(path.join(folder, "beside.csv"));
  expect(loaded.standards).toEqual(["x.fifteen-minute", path.join(folder, "local.json")]);
  expect(loaded.outputs?.folder).toBe(path.join(folder, "results"));
});

test("variables come from the environment, with a default where one is given", () => {
  // biome-ignore lint/suspicious/noTemplateCurlyInString: the file names variables so
  const file = config("data: ${CITY_DATA:-../data}\nstreets: { file: '${CITY}/a.osm' }\n");
  const loaded = loadConfig(file, { CITY: "wuhan", CITY_DATA: "/data" });
  expect(loaded.streets.file).toBe(path.resolve("/data/wuhan/a.osm"));
  // An empty variable is as good as none.
  expect(loadConfig(file, { CITY: "x", CITY_DATA: "" }).streets.file).toBe(
    path.resolve(folder, "../data/x/a.osm"),
  );
  expect(() => loadConfig(file, {})).toThrow(`${file}, line 2: the environment variable CITY is not set`);
});

test("the same as JSON is understood", () => {
  const file = config('{\n\t"streets": { "file": "a.osm" },\n\t"minutes": [5, 15]\n}\n', ".json");
  expect(loadConfig(file)).toMatchObject({ minutes: [5, 15], streets: { file: path.join(folder, "a.osm") } });
});

const STREETS = "streets:\n  file: a.osm\n";

test.each<[string, string, string]>([
  [
    "a strange key",
    `${STREETS}fasilities: []\n`,
    'line 3: fasilities: there is no such key; is "facilities" meant?',
  ],
  [
    "a strange key inside",
    `${STREETS}  fiel: b\n`,
    'line 3: streets.fiel: there is no such key; is "file" meant?',
  ],
  [
    "a strange meaning of a column",
    `${STREETS}blocks:\n  file: b.csv\n  columns:\n    id: x\n    resident: y\n`,
    'line 7: blocks.columns.resident: there is no such key; is "residents" meant?',
  ],
  [
    "a strange service",
    `${STREETS}facilities:\n  - file: f.csv\n    service: meal\n`,
    'line 5: facilities.0.service: "meal" is given; is "meals" meant?; expected one of elderly,',
  ],
  [
    "a strange service in a map of words",
    `${STREETS}facilities:\n  - file: f.csv\n    services:\n      food: meals\n      care: eldery\n`,
    'line 7: facilities.0.services.care: "eldery" is given; is "elderly" meant?',
  ],
  [
    "a completeness that does not exist",
    `${STREETS}facilities:\n  - file: f.csv\n    completeness: { meals: full }\n`,
    'line 5: facilities.0.completeness.meals: "full" is given',
  ],
  [
    "a strange service of completeness",
    `${STREETS}facilities:\n  - file: f.csv\n    completeness: { meal: complete }\n`,
    'is "meals" meant?',
  ],
  [
    "a strange profile",
    `${STREETS}profile: adults\n`,
    'line 3: profile: "adults" is given; is "adult" meant?',
  ],
  [
    "a strange profile among several",
    `${STREETS}profiles: [adult, seniors60]\n`,
    'line 3: profiles.1: "seniors60" is given; is "senior60" meant?',
  ],
  [
    "a profile and several",
    `${STREETS}profile: adult\nprofiles: [senior60]\n`,
    'line 4: profiles: one of "profile" and "profiles" is expected, not both',
  ],
  [
    "a strange column of places",
    `${STREETS}blocks:\n  file: b.csv\n  columns: { longitude: a }\n`,
    "line 5: blocks.columns.longitude: there is no such key",
  ],
  [
    "a strange column of streets",
    `${STREETS}  columns: { form: a }\n`,
    'line 3: streets.columns.form: there is no such key; is "from" meant?',
  ],
  [
    "a word in place of true or false",
    `${STREETS}blocks: { file: b.csv, spread: never }\n`,
    'line 3: blocks.spread: "never" is given; expected true or false',
  ],
  ["minutes that are not a list", `${STREETS}minutes: 15\n`, "line 3: minutes: 15 is given; expected a list"],
  ["no streets", "title: City\n", "line 1: streets: nothing is given; expected an object"],
  ["a list for the whole", "- a\n", 'line 1: ["a"] is given; expected an object'],
  [
    "a key twice",
    `${STREETS}title: a\ntitle: b\n`,
    "line 4: this is not valid YAML: Map keys must be unique",
  ],
  ["a bad indent", "streets:\n  file: a\n title: x\n", "line 3: this is not valid YAML"],
])("%s is refused with its line", (_, text, shown) => {
  const file = config(text);
  expect(() => loadConfig(file)).toThrow(InputFileError);
  let message = "";
  try {
    loadConfig(file);
  } catch (error) {
    message = (error as Error).message;
  }
  expect(message).toContain(shown);
  expect(message).toContain(`${file}, line `);
});

test("all faults are listed at once, in the order of the file", () => {
  const file = config(`${STREETS}titel: a\nprofile: adults\nareas: b\n`);
  expect(() => loadConfig(file)).toThrow(/line 3: titel.*\n {2}line 4: profile.*\n {2}line 5: areas/);
});

test("a missing file is a file that cannot be accessed", () => {
  expect(() => loadConfig(path.join(folder, "none.yaml"))).toThrow(FileAccessError);
});

test("keys that had another name in version 0.1 are understood", () => {
  const file = path.join(mkdtempSync(path.join(tmpdir(), "living-circle-config-")), "living-circle.yaml");
  writeFileSync(
    file,
    "streets: { file: a.osm }\ntheta: 0.7\nasking: { childcare: 200 }\nfacilities: [{ file: b.csv, columns: { places: beds } }]\n",
  );
  const { metShare, demandPer1000, facilities } = loadConfig(file);
  expect([metShare, demandPer1000, facilities?.[0]?.columns?.capacity]).toEqual([
    0.7,
    { childcare: 200 },
    "beds",
  ]);
});
