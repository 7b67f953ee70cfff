import fc from "fast-check";
import { expect, test } from "vitest";
import { InputFileError, InvalidInputError } from "../../../../src/base/errors.js";
import { VERDICTS } from "../../../../src/coverage/gap-report.js";
import { distanceM } from "../../../../src/geo/earth.js";
import type { FacilitySet } from "../../../../src/places/places.js";
import { SERVICES } from "../../../../src/places/services.js";
import { readBlocks } from "../../../../src/read/places/read-blocks.js";
import { combineFacilities, readFacilities } from "../../../../src/read/places/read-facilities.js";
import { facility, MEALS, measures, report } from "../../../support/gap-input.js";
import { oddNotes } from "../../../support/odd-notes.js";
import { SEED } from "../../../support/random-town.js";
import { tableFiles } from "../../../support/table-files.js";

const { write, layer } = tableFiles();

const HEAD = "id,name,service,lon,lat\n";
const codes = (set: FacilitySet) => oddNotes(set).map(({ code, count }) => `${code} ${count}`);

test("services are known by id, by their names in English and Chinese, and by common words", async () => {
  const words = SERVICES.flatMap(({ id, en, zh }) => [id, en.toUpperCase(), zh]);
  const rows = [...words, "养老", "托育", "食堂", "Nursing Home", "elderly_residential"];
  const set = await readFacilities(write(`${HEAD}${rows.map((w, i) => `${i},,"${w}",1,2\n`).join("")}`));
  const due = [
    ...SERVICES.flatMap(({ id }) => [id, id, id]),
    "elderly",
    "childcare",
    "meals",
    "elderly-residential",
    "elderly-residential",
  ];
  expect(set.facilities.map(({ services }) => services)).toEqual(due.map((id) => [id]));
});

test("what a configuration says of the origin of a layer is not a misspelt option", async () => {
  const origin: object = { file: "register.csv", source: "Town hall", licence: "CC BY 4.0", date: "2025" };
  const { facilities } = await readFacilities(write(`${HEAD}1,,meals,1,2\n`), { ...origin });
  expect(facilities.length).toBe(1);
});

test("kindergarten and childcare are never taken for each other", async () => {
  const { facilities } = await readFacilities(write(`${HEAD}1,,幼儿园,1,2\n2,,托儿所,1,2\n`));
  expect(facilities.map(({ services }) => services)).toEqual([["kindergarten"], ["childcare"]]);
});

test("a list of services in a property is as good as several words in a cell", async () => {
  const point = { type: "Point", coordinates: [1, 2] };
  const { facilities } = await readFacilities(layer([point, { service: ["meals", "elderly"] }]));
  expect(facilities[0]!.services).toEqual(["elderly", "meals"]);
});

test("an unknown word brings a suggestion where a known one is part of it or a letter away", async () => {
  const rows = ["养老 x", "kindergartn", "elderly-residential-care", "zoo", "parking"].map(
    (word, i) => `${i},,${word},1,2\n`,
  );
  const { notes } = await readFacilities(write(`${HEAD}${rows.join("")}9,,meals,1,2\n`));
  expect(oddNotes({ notes }).map(({ message }) => message)).toEqual([
    'rows name the service "养老 x", which is not known (is "elderly" meant?)',
    'rows name the service "kindergartn", which is not known (is "kindergarten" meant?)',
    'rows name the service "elderly-residential-care", which is not known (is "elderly-residential" meant?)',
    'rows name the service "zoo", which is not known',
    'rows name the service "parking", which is not known',
  ]);
});

test("where rows of a service could not be used the register is for screening only", async () => {
  const set = await readFacilities(
    write(`${HEAD}1,,elderly;meals,1,2\n2,,meals,,\n3,,养老 x,1,2\n4,,health,1,2\n5,,childcare,,\n`),
  );
  expect(set.completeness).toEqual({ elderly: "screening", meals: "screening", health: "complete" });
  expect(codes(set)).toEqual(["rows-without-place 2", "unknown-service 1", "register-not-whole 2"]);
  expect(set.notes[2]!.message).toBe(
    "rows that could not be used may offer elderly, meals: there the register is for screening only (rows 2, 3)",
  );
  // The user may still vouch for it.
  const none: FacilitySet = {
    facilities: [],
    completeness: {},
    suspectedDuplicates: [],
    merged: 0,
    notes: [],
  };
  expect(combineFacilities(none, set, ["meals"]).completeness.meals).toBe("complete");
});

test("a register with a row for each service is one place a register id", async () => {
  const set = await readFacilities(
    write(
      "id,name,service,lon,lat,places\n7,Elm,elderly,1,2,30\n7,Elm,meals,1.0001,2,80\n7,,childcare,1,2,\n8,Oak,meals,3,2,\n",
    ),
  );
  expect(set.facilities.map(({ id, services, capacity }) => [id, services.join("+"), capacity])).toEqual([
    ["7", "elderly+meals+childcare", 80],
    ["8", "meals", null],
  ]);
  expect(set.merged).toBe(2);
  expect(codes(set)).toEqual(["merged-entries-disagree 1"]);
});

test("places that are hard to believe are kept and noted", async () => {
  const rows =
    "a,,meals,71.4,51.1\nb,,meals,71.5,51.2\nc,,meals,51.15,71.42\nd,,meals,0,0\ne,,meals,71.45,51.1\n";
  const set = await readFacilities(write(HEAD + rows));
  expect(set.facilities.length).toBe(5);
  expect(codes(set)).toEqual(["places-at-zero 1", "places-perhaps-swapped 1"]);
  expect(set.notes[1]!.message).toContain("(rows 3)");
});

test("an empty cell gives way to another column of the same meaning", async () => {
  const { facilities } = await readFacilities(
    write("name,名称,service,lon,lat,wkt\n,食堂一,meals,,,POINT (1 2)\n"),
  );
  expect(facilities[0]).toMatchObject({ id: "row/1", name: "食堂一", lon: 1, lat: 2 });
});

test("the user may name the columns, and then no other counts", async () => {
  const table = write("village_id,name,village,headcount,lon,lat\nA7,x,Elm,90,1,2\n");
  const columns = { id: "village_id", name: "village", residents: "headcount" };
  expect((await readBlocks(table, { columns })).blocks[0]).toMatchObject({
    id: "A7",
    name: "Elm",
    residents: 90,
  });
  await expect(readBlocks(table, { columns: { unit: "town" } })).rejects.toThrow(
    'there is no column "town"; there are village_id, name, village, headcount, lon, lat',
  );
  const { facilities } = await readFacilities(table, { service: "meals", columns });
  expect(facilities[0]).toMatchObject({ id: "A7", name: "Elm", services: ["meals"] });
});

test("a few damaged names among many are noted, a file of them is refused", async () => {
  const sound = "1,幸福社区卫生服务中心幸福社区卫生服务中心,meals,1,2\n";
  const set = await readFacilities(write(`${HEAD}${sound}2,捷運\uFFFD,meals,1,3\n`));
  // One of 20 + 3 characters beyond ASCII is 4.3 %, two of 24 are 8.3 %.
  expect(oddNotes(set)).toEqual([
    {
      code: "damaged-text",
      count: 1,
      message: "rows hold characters that were damaged before (U+FFFD) (rows 2)",
    },
  ]);
  await expect(readFacilities(write(`${HEAD}${sound}2,捷運\uFFFD\uFFFD,meals,1,3\n`))).rejects.toThrow(
    "line 3: the text holds U+FFFD",
  );
});

const COLUMNS = "id,service,lon,lat,places,open_to_all\n";
test.each<[what: string, row: string, reason: RegExp]>([
  ["a hexadecimal number", "1,meals,0x10,2,,", /column "lon": "0x10" is not a number/],
  [
    "a decimal comma",
    '1,meals,"71,4",2,,',
    /"71,4" is not a number; a decimal comma is read where it is declared/,
  ],
  ["NaN for a latitude", "1,meals,1,NaN,,", /column "lat": "NaN" is not a number/],
  [
    "infinitely many places",
    "1,meals,1,2,Infinity,",
    /column "places": "Infinity" is given, expected a number/,
  ],
  [
    "a comma that parts no thousands",
    '1,meals,1,2,"1,5",',
    /column "places": "1,5" is given, expected a number/,
  ],
  ["a word that is neither yes nor no", "1,meals,1,2,,maybe", /"maybe" is given, expected yes or no/],
  [
    "a longitude among the latitudes",
    "1,meals,1,121°28′E,,",
    /"121°28′E" is a longitude, expected a latitude/,
  ],
])("%s is refused, by place and reason", async (_, row, reason) => {
  const name = write(`${COLUMNS}${row}\n`);
  await expect(readFacilities(name)).rejects.toThrow(InputFileError);
  await expect(readFacilities(name)).rejects.toThrow(reason);
  await expect(readFacilities(name)).rejects.toThrow("row 1");
});

test("an object for a number is refused, and an unknown service option too", async () => {
  const name = layer([
    { type: "Point", coordinates: [1, 2] },
    { service: "meals", places: { n: 3 } },
  ]);
  await expect(readFacilities(name)).rejects.toThrow(
    'column "places": {"n":3} is given, expected text or a number',
  );
  await expect(readFacilities(name, { service: "zoo" })).rejects.toThrow(InvalidInputError);
});

test("one id under two names or at two places is refused", async () => {
  const names = write(`${HEAD}1,Elm,meals,1,2\n1,Oak,health,1,2\n`);
  await expect(readFacilities(names)).rejects.toThrow(
    'row 2: the id "1" stands in row 1 already, for another name',
  );
});

test("the register replaces the map service by service, and what that drops is counted", async () => {
  const osm: FacilitySet = {
    facilities: [
      facility("node/1", ["meals", "health"]),
      facility("node/2", ["meals"]),
      facility("node/3", ["health"]),
      facility("node/4", ["health"]),
    ],
    completeness: { meals: "incomplete", health: "screening" },
    suspectedDuplicates: [
      { a: "node/1", b: "node/2", distanceM: 1, reason: "" },
      { a: "node/3", b: "node/4", distanceM: 1, reason: "" },
    ],
    merged: 3,
    notes: [],
  };
  const both = combineFacilities(osm, await readFacilities(write(`${HEAD}r1,,meals,1,2\n`)));
  expect(both.facilities.map(({ id, services }) => `${id} ${services}`)).toEqual([
    "node/1 health",
    "node/3 health",
    "node/4 health",
    "r1 meals",
  ]);
  expect(both.suspectedDuplicates.map(({ a }) => a)).toEqual(["node/3"]);
  expect(codes(both)).toEqual(["replaced-by-register 2"]);
  expect(new Set(Object.values(combineFacilities(osm, null, ["all"]).completeness))).toEqual(
    new Set(["complete"]),
  );
});

test("a table with a header alone says so", async () => {
  expect((await readBlocks(write("id,lon,lat\n"))).notes).toMatchObject([
    { code: "no-rows", count: 0, message: "rows stand in the file: no rows, only a head" },
  ]);
});

test("an age group with more people than the block is noted", async () => {
  const { blocks, notes } = await readBlocks(
    write("id,lon,lat,residents,60+,0-2\na,1,2,10,11,\nb,1,2,,5,\nc,1,2,9,9,0\n"),
  );
  expect(blocks.map(({ ages }) => ages)).toEqual([{ "60+": 11 }, { "60+": 5 }, { "60+": 9, "0-2": 0 }]);
  expect(oddNotes({ notes }).map(({ code, count }) => [code, count])).toEqual([["ages-above-residents", 1]]);
});

test("the order of rows changes neither what is merged nor any verdict by id", async () => {
  const row = fc.record({ x: fc.integer({ min: 0, max: 20 }), name: fc.constantFrom("Elm", "Oak", "") });
  const order = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 12, maxLength: 12 });
  await fc.assert(
    fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 12 }), order, async (rows, keys) => {
      const lines = rows.map(({ x, name }, i) => `f${i},${name},meals,${x / 50_000},0\n`);
      const homes = rows.map(({ x }, i) => `b${i},${(20 - x) / 50_000},0.002,${x}\n`);
      const shuffled = (list: string[]) =>
        [...list.keys()].sort((a, b) => keys[a]! - keys[b]!).map((i) => list[i]!);
      expect(await verdictsById(shuffled(lines), shuffled(homes))).toEqual(await verdictsById(lines, homes));
    }),
    { seed: SEED, numRuns: 100 },
  );
});

/** Straight lines stand for walks; the blocks lie 221 m north, and a limit of 222 m parts them. */
async function verdictsById(lines: readonly string[], homes: readonly string[]) {
  const { facilities } = await readFacilities(write(HEAD + lines.join("")));
  const { blocks } = await readBlocks(write(`id,lon,lat,residents\n${homes.join("")}`));
  const walksM = blocks.map((b) => Math.min(...facilities.map((f) => distanceM(b.lon, b.lat, f.lon, f.lat))));
  const requirement = { ...MEALS, basis: "distance", limit: 222 } as const;
  const [service] = report(blocks, [measures(requirement, walksM)], facilities).services;
  return {
    facilities: Object.fromEntries(facilities.map((f) => [f.id, { ...f, source: "" }])),
    verdicts: Object.fromEntries(blocks.map(({ id }, b) => [id, VERDICTS[service!.verdict[b]!]])),
    summary: service!.summary,
  };
}

test("a register of a head alone is refused as one", async () => {
  const empty = write("id,lon,lat,service\n");
  await expect(readFacilities(empty)).rejects.toThrow("the register holds no rows, only a head");
});

test("a column that says a place is shut is named with the filter that leaves such rows out; the places count", async () => {
  const head = "id,lon,lat,service,运营状态\n";
  const file = write(`${head}a,1,2,meals,运营\nb,1.01,2,meals,停业\nc,1.02,2,meals,注销\n`);
  const { facilities, notes } = await readFacilities(file);
  expect(facilities).toHaveLength(3);
  expect(notes.find(({ code }) => code === "perhaps-shut")).toMatchObject({
    count: 2,
    subject: "运营状态",
    message:
      'places count although the column "运营状态" says 停业, 注销: where: { "运营状态": "运营" } keeps the others, or ignore: ["运营状态"]',
  });
  const settled = await readFacilities(file, { where: { 运营状态: "运营" } });
  expect(settled.facilities).toHaveLength(1);
  for (const more of [{ where: { 运营状态: "运营" } }, { ignore: ["运营状态"] }])
    expect((await readFacilities(file, more)).notes.some(({ code }) => code === "perhaps-shut")).toBe(false);
});

test("what a bracket says is offered besides counts as a guess", async () => {
  const file = write("id,lon,lat,服务\na,1,2,养老服务站（含助餐）\nb,1.01,2,食堂（二楼）\n");
  const { facilities } = await readFacilities(file);
  expect(facilities.map(({ services }) => services)).toEqual([["elderly", "meals"], ["meals"]]);
});
