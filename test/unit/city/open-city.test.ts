/**
 * What a city is opened from: a configuration, a file of streets, or the things themselves.
 */
import { expect, test } from "vitest";
import { InputFileError, InvalidInputError } from "../../../src/base/errors.js";
import { openCity } from "../../../src/city/open-city.js";
import { saveNetwork } from "../../../src/network/storage.js";
import { at, openStreetCity, STREET, STREET_CITY } from "../../support/street-city.js";
import { tempFolder } from "../../support/temp-folder.js";

const files = tempFolder();
// The street of 1 km on the equator: 0.009° are 1,002 m.
const EDGES = files.write("street-edges.csv", "from,to,length_m\n1,2,1000\n");
files.write("street-nodes.csv", "id,lon,lat\n1,0,0\n2,0.009,0\n");
const HOMES = files.write("homes.csv", "id,lon,lat,residents\nw,0,0,100\ne,0.009,0,20\n");
const CANTEENS = files.write("canteens.csv", "id,lon,lat,service\nc,0.0018,0,meals\n");
const rowsOf = (city: Awaited<ReturnType<typeof openCity>>) =>
  city.analyze().then((report) => report.rows().map(({ block, verdict }) => `${block} ${verdict}`));

test("a configuration, file names and objects open the same city", async () => {
  const config = files.write(
    "city.yaml",
    "streets: { file: street-edges.csv }\nblocks: { file: homes.csv }\nfacilities: [{ file: canteens.csv }]\nservices: [meals]\nminutes: [5]\n",
  );
  const rules = { services: ["meals"], minutes: [5] };
  const objects = {
    streets: STREET,
    blocks: [
      { id: "w", ...at(0) },
      { id: "e", ...at(1000) },
    ],
    facilities: [{ id: "c", services: ["meals"], ...at(200) }],
  };
  for (const source of [
    config,
    { streets: EDGES, blocks: HOMES, facilities: CANTEENS, ...rules },
    { streets: { file: EDGES }, blocks: { file: HOMES }, facilities: [CANTEENS], ...rules },
    { ...objects, ...rules },
  ]) {
    const city = await openCity(source);
    expect(await rowsOf(city)).toEqual(["w met", "e gap"]);
    await city.close();
  }
});

test("a file of streets alone is a city without homes; a saved network is one too", async () => {
  const saved = files.at("street.lcn");
  saveNetwork(STREET, saved);
  for (const source of [EDGES, saved]) {
    const city = await openCity(source);
    expect([city.network.edgeCount, city.blocks.blocks.length]).toEqual([1, 0]);
    await city.close();
  }
});

test("the lineage names files by their hashes, and what was given in memory", async () => {
  const inputsOf = async (city: Awaited<ReturnType<typeof openCity>>) =>
    (await city.analyze()).lineage.inputs.map(({ role, path, sha256 }) => [role, path, sha256.length]);
  const ofFiles = await openStreetCity({ streets: EDGES, blocks: HOMES, facilities: CANTEENS });
  expect(await inputsOf(ofFiles)).toEqual([
    ["streets", "street-edges.csv", 64],
    ["facilities", "canteens.csv", 64],
    ["blocks", "homes.csv", 64],
  ]);
  expect((await inputsOf(await openStreetCity())).map(([role, name]) => [role, name])).toEqual([
    ["streets", "in memory"],
    ["facilities", "in memory"],
    ["blocks", "in memory"],
  ]);
});

test("steps are announced while files are read", async () => {
  const steps: string[] = [];
  const city = await openCity(EDGES, { onStep: (what) => steps.push(what) });
  await city.close();
  expect(steps).toEqual([
    `reading ${EDGES}`,
    "building the walking network",
    "finding facilities and residential blocks",
  ]);
});

test("what was stopped before it began is rejected with the reason", async () => {
  const signal = AbortSignal.abort(new Error("changed my mind"));
  const city = await openCity(STREET_CITY, { signal });
  await expect(city.analyze()).rejects.toThrow("changed my mind");
  await city.close();
});

test.each<[what: string, input: object, message: RegExp]>([
  ["a key that is not known", { blokcs: HOMES }, /blokcs.*is "blocks" meant/],
  ["a facility of no service", { facilities: [{ services: [], ...at(0) }] }, /"1" names no service/],
  [
    "a facility of a strange service",
    { facilities: [{ id: "k", services: ["meal"], ...at(0) }] },
    /"k" offers "meal".*is "meals" meant/,
  ],
  ["a block outside the degrees", { blocks: [{ id: "b", lon: 500, lat: 0 }] }, /"b" lies at \(500, 0\)/],
  ["a negative figure", { blocks: [{ id: "b", ...at(0), residents: -1 }] }, /"b" has residents -1/],
  [
    "an id that comes twice",
    { blocks: [1, 1].map((id) => ({ id, ...at(0) })) },
    /"1" of a block comes twice/,
  ],
  ["a profile that there is not", { profile: "runner" }, /runner/],
  ["a zone without a time", { timeZone: "Asia/Shanghai" }, /no time/],
])("%s is refused", async (_, input, message) => {
  const opened = openCity({ ...STREET_CITY, ...input });
  await expect(opened).rejects.toThrow(message);
  await expect(opened).rejects.toThrow(InvalidInputError);
});

test("a file that is not there is named", async () => {
  await expect(openCity(files.at("none.yaml"))).rejects.toThrow(InputFileError);
  await expect(openCity(files.at("none.osm.pbf"))).rejects.toThrow(/none\.osm\.pbf/);
});

test("keys of plain objects that have no meaning are noted, and ids are numbers where none is given", async () => {
  const blocks = [
    { ...at(0), residents: 5, colour: "red" },
    { ...at(500), residents: 7 },
  ];
  const city = await openStreetCity({ blocks });
  expect(city.blocks.blocks.map(({ id }) => id)).toEqual(["1", "2"]);
  expect(city.blocks.notes).toEqual([
    { code: "keys-not-used", count: 1, message: "keys of plain objects are not used: colour" },
  ]);
});
