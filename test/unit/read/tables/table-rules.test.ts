/**
 * What users say of their tables: columns, age groups, constants, filters, maps of words, counts.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test } from "vitest";
import { InputFileError, InvalidInputError } from "../../../../src/base/errors.js";
import { joinRegisters } from "../../../../src/places/join-registers.js";
import { readBlocks } from "../../../../src/read/places/read-blocks.js";
import { readFacilities } from "../../../../src/read/places/read-facilities.js";
import { facility } from "../../../support/gap-input.js";
import { oddNotes } from "../../../support/odd-notes.js";
import { tableFiles } from "../../../support/table-files.js";

const { write, layer } = tableFiles();

const ESTATES = `code,residential,town,flats,age_60_64,age_65_plus,lon,lat
a,Y,TP,10,3,4,1,2
b,N,TP,20,1,,1,2
c,Y,BSH,30,5,6,1,2
`;

test("columns, age groups as sums, constants and filters are taken from the user", async () => {
  const { blocks, notes } = await readBlocks(write(ESTATES), {
    columns: { households: "flats" },
    ages: { "60+": ["age_60_64", "age_65_plus"] },
    constants: { unit: "Toa Payoh" },
    where: { residential: "Y", town: ["TP", "BSH"] },
  });
  expect(blocks.map(({ id, households, ages, unit }) => [id, households, ages, unit])).toEqual([
    ["a", 10, { "60+": 7 }, "Toa Payoh"],
    ["c", 30, { "60+": 11 }, "Toa Payoh"],
  ]);
  expect(notes.filter(({ outcome }) => outcome === "left-out")).toMatchObject([
    {
      code: "rows-filtered",
      count: 1,
      message: "rows are set aside by the filter residential = Y and town = TP or BSH",
    },
  ]);
});

test("a column that is called after a meaning it does not have is left alone", async () => {
  const table = write("id,capacity,service,lon,lat\n1,about 70,meals,1,2\n");
  await expect(readFacilities(table)).rejects.toThrow('column "capacity": "about 70" is given');
  const { facilities } = await readFacilities(table, { columns: { capacity: null } });
  expect(facilities[0]!.capacity).toBeNull();
});

test("opening hours are kept word for word, by a name that is understood or by the user's", async () => {
  const rows = "service,lon,lat\nMo-Fr 08:00-17:00,meals,1,2\n,meals,1,2.1\n";
  const hours = async (table: string, columns = {}) =>
    (await readFacilities(write(table), { columns })).facilities.map(({ openingHours }) => openingHours);
  expect(await hours(`opening_hours,${rows}`)).toEqual(["Mo-Fr 08:00-17:00", undefined]);
  expect(await hours(`营业时间,${rows}`)).toEqual(["Mo-Fr 08:00-17:00", undefined]);
  expect(await hours(`open,${rows}`)).toEqual([undefined, undefined]);
  expect(await hours(`open,${rows}`, { openingHours: "open" })).toEqual(["Mo-Fr 08:00-17:00", undefined]);
  await expect(hours(`open,${rows}`, { openingHours: "opens" })).rejects.toThrow('is "open" meant?');
});

test("floor area stands in for residents where a row gives none, in whole people, and is marked", async () => {
  const table = write(
    "id,population,建筑面积,area,lon,lat\na,7,9000,1,1,2\nb,,100,2,1,2\nc,,100,,1,2\nd,,,,1,2\ne,,0,,1,2\n",
  );
  const { blocks, notes } = await readBlocks(table);
  // 200 m² at 35 m² a person are 5.71, hence 6 people: 3 in each of two equal floors. Nobody knows of d.
  expect(blocks.map(({ residents, estimated }) => [residents, estimated])).toEqual([
    [7, false],
    [3, true],
    [3, true],
    [null, false],
    [0, true],
  ]);
  // Floor area is not a residential land.
  expect(blocks.map(({ areaM2 }) => areaM2)).toEqual([1, 2, undefined, undefined, undefined]);
  expect(blocks.every(({ households, ages }) => households === null && ages === null)).toBe(true);
  expect(notes.filter(({ outcome }) => outcome === "assumed")).toMatchObject([
    {
      code: "residents-estimated",
      count: 3,
      message: "blocks give no residents: 6 are estimated from the floor area of homes, 35 m² a person",
    },
  ]);
  // 20 are known, 7 of them given: 13 for two equal floors, the odd one to the first.
  const scaled = await readBlocks(table, { knownResidents: 20 });
  expect(scaled.blocks.map(({ residents }) => residents)).toEqual([7, 7, 6, null, 0]);
  await expect(readBlocks(table, { knownResidents: 6 })).rejects.toThrow(
    "the rows give 7 residents, more than the 6 that are known",
  );
});

test("the floor area of a facility is its area, and goes before an area that may be its land", async () => {
  const table = write("service,area,gfa,lon,lat\nmeals,500,80,1,2\nmeals,500,,1,2.1\n");
  const areas = async (columns: object) =>
    (await readFacilities(table, { columns })).facilities.map(({ areaM2 }) => areaM2);
  expect(await areas({})).toEqual([500, 500]);
  expect(await areas({ floorAreaM2: "gfa" })).toEqual([80, 500]);
});

test("places stand in columns of any name that the user gives", async () => {
  const people = async (text: string, place: object) =>
    (await readBlocks(write(text), { place })).blocks.map(({ lon, lat }) => [lon, lat]);
  const flat = "id,东坐标,北坐标,x,y\na,1.5,2.5,9,9\nb,,,9,9\n";
  expect(await people(flat, {})).toEqual([
    [9, 9],
    [9, 9],
  ]);
  // The columns that are named count alone: a row that leaves them empty has no place.
  expect(await people(flat, { lon: "东坐标", lat: "北坐标" })).toEqual([[1.5, 2.5]]);
  expect(await people("id,lon,breadth\na,1.5,2.5\n", { lat: "breadth" })).toEqual([[1.5, 2.5]]);
  expect(await people("id,lon,lat,shape\na,9,9,POINT (1.5 2.5)\n", { wkt: "shape" })).toEqual([[1.5, 2.5]]);
  const strange = people(flat, { lon: "东坐", lat: "北坐标" });
  await expect(strange).rejects.toThrow(
    /line 1: there is no column "东坐"; there are id, 东坐标.*is "东坐标" meant/,
  );
  await expect(people("id,lon,b\na,1,2\n", { lon: "lon" })).rejects.toThrow("no column holds coordinates");
  const points = layer([
    { type: "Point", coordinates: [1, 2] },
    { id: "a", east: 1 },
  ]);
  await expect(readBlocks(points, { place: { lon: "east" } })).rejects.toThrow(
    'the column "east" is named for places, but this is a layer whose rows have geometries',
  );
});

test("a sum of age columns with an empty part is not known", async () => {
  const { blocks } = await readBlocks(write(ESTATES), { ages: { "60+": ["age_60_64", "age_65_plus"] } });
  expect(blocks.map(({ ages }) => ages?.["60+"] ?? null)).toEqual([7, null, 11]);
});

test.each([
  [
    "a column",
    { columns: { households: "flat" } },
    'no column "flat"; there are code, .*; is "flats" meant\\?',
  ],
  ["an age column", { ages: { "65+": "age_65plus" } }, 'is "age_65_plus" meant\\?'],
  [
    "a column of a filter",
    { where: { Residental: "Y" } },
    'no column "Residental".*is "residential" meant\\?',
  ],
  [
    "a value of a filter",
    { where: { town: "TPY" } },
    'column "town": no row has "TPY"; there are TP, BSH; is "TP" m',
  ],
])("%s that stands nowhere is refused, with the nearest that does", async (_, rules, shown) => {
  const read = async () => readBlocks(write(ESTATES), rules);
  await expect(read).rejects.toThrow(InputFileError);
  await expect(read).rejects.toThrow(new RegExp(shown));
});

test("numbers and yes in a filter match what formats store as numbers, booleans or text", async () => {
  const layer = write(
    JSON.stringify({
      type: "FeatureCollection",
      features: [true, "true", 1, null].map((home, i) => ({
        type: "Feature",
        geometry: { type: "Point", coordinates: [1, 2] },
        properties: { id: `b${i}`, home },
      })),
    }),
    ".geojson",
  );
  const ids = async (where: object) => (await readBlocks(layer, where)).blocks.map(({ id }) => id);
  expect(await ids({ where: { home: true } })).toEqual(["b0", "b1"]);
  expect(await ids({ where: { home: [1, true] } })).toEqual(["b0", "b1", "b2"]);
});

const CLUBS = `id,name,kind,lon,lat
1,A,meal,1,2
2,B,park,1,2.1
3,C,home-care,1,2.2
4,D,"meal;clinic",1,2.3
5,E,casino,1,2.4
`;

test("words are read by the user's map, whole or apart, and set aside where it says so", async () => {
  const set = await readFacilities(write(CLUBS), {
    columns: { service: "kind" },
    services: { meal: "meals", park: null, "home-care": "elderly", bank: null },
  });
  expect(set.facilities.map(({ id, services }) => [id, ...services])).toEqual([
    ["1", "meals"],
    ["3", "elderly"],
    ["4", "meals", "health"],
  ]);
  expect(oddNotes(set).map(({ code, count }) => [code, count])).toEqual([
    ["unknown-service", 1],
    ["rows-set-aside", 1],
    ["unused-service-words", 1],
  ]);
  expect(set.completeness).toEqual({ elderly: "complete", meals: "complete", health: "complete" });
});

test("columns of counts make cells into facilities; a cell of none is none, an empty one is not known", async () => {
  const cells = write("id,schools,clinics,lon,lat\na,2,0,1,2\nb,0,0,1,2.1\nc,,1,1,2.2\n");
  const set = await readFacilities(cells, { counts: { schools: "kindergarten", clinics: "health" } });
  expect(set.facilities.map(({ id, services }) => [id, ...services])).toEqual([
    ["a", "kindergarten"],
    ["c", "health"],
  ]);
  // Row c may have a school: kindergartens are for screening only.
  expect(set.completeness).toEqual({ kindergarten: "screening", health: "complete" });
  await expect(async () => readFacilities(cells, { counts: { school: "kindergarten" } })).rejects.toThrow(
    'is "schools" meant?',
  );
  await expect(async () => readFacilities(cells, { counts: { schools: "school-bus" } })).rejects.toThrow(
    InvalidInputError,
  );
});

test("completeness given by the user goes before what the rows suggest", async () => {
  const columns = { service: "kind" };
  const all = await readFacilities(write(CLUBS), { columns, completeness: "screening" });
  expect(all.completeness).toEqual({
    meals: "screening",
    health: "screening",
    play: "screening",
    green: "screening",
  });
  const one = await readFacilities(write(CLUBS), { columns, completeness: { meals: "incomplete" } });
  expect(one.completeness).toEqual({
    meals: "incomplete",
    health: "complete",
    play: "complete",
    green: "complete",
  });
});

test("registers are joined: own ids, one place once, and as complete as the weakest", () => {
  const register = (source: string, completeness: "complete" | "screening", ...ids: string[]) => ({
    facilities: ids.map((id, i) =>
      facility(id, ["meals"], {
        source,
        name: `${source === "b.csv" && i === 0 ? "a.csv" : source} ${id}`,
        lat: i,
      }),
    ),
    completeness: { meals: completeness },
    suspectedDuplicates: [],
    merged: 0,
    notes: [],
  });
  const joined = joinRegisters([
    register("a.csv", "complete", "row/1", "row/2"),
    register("b.csv", "screening", "row/1", "row/2"),
  ]);
  // The first of b has the name and the place of the first of a; the others are two places of their own.
  expect(joined.facilities.map(({ id }) => id)).toEqual(["b.csv/row/1", "row/2", "b.csv/row/2"]);
  expect(joined.merged).toBe(1);
  expect(joined.completeness).toEqual({ meals: "screening" });
});

test("joined registers keep their coordinate system: one where they agree, else each its own", async () => {
  const register = (id: string) => write(`id,name,service,lon,lat\n${id},${id},meals,114.3,30.6\n`);
  const wgs84 = { id: "EPSG:4326", word: "user" };
  const [a, b, c] = [
    await readFacilities(register("a"), { crs: "WGS84" }),
    await readFacilities(register("b"), { crs: "WGS84" }),
    await readFacilities(register("c"), { crs: "GCJ-02" }),
  ];
  const agreed = joinRegisters([a, b]);
  expect([agreed.system, agreed.systems]).toEqual([wgs84, undefined]);
  const mixed = joinRegisters([a, c]);
  expect(mixed.system).toBeUndefined();
  expect(mixed.systems).toEqual({
    [a.facilities[0]!.source]: wgs84,
    [c.facilities[0]!.source]: { id: "GCJ-02", word: "user" },
  });
});

test("registers of one file name keep each its own system, and their ids do not clash", async () => {
  const folder = mkdtempSync(path.join(tmpdir(), "living-circle-registers-"));
  const register = (district: string, crs: string, lat: number) => {
    mkdirSync(path.join(folder, district));
    const file = path.join(folder, district, "places.csv");
    writeFileSync(file, `id,service,lon,lat\n1,meals,114.3,${lat}\n`);
    return readFacilities(file, { crs });
  };
  const joined = joinRegisters([
    await register("east", "WGS84", 30.6),
    await register("west", "GCJ-02", 30.7),
    await register("north", "BD-09", 30.8),
  ]);
  rmSync(folder, { recursive: true });
  expect(joined.facilities.map(({ id, source }) => [id, source])).toEqual([
    ["1", "places.csv"],
    ["places.csv (2)/1", "places.csv (2)"],
    ["places.csv (3)/1", "places.csv (3)"],
  ]);
  expect(Object.entries(joined.systems!).map(([source, { id }]) => [source, id])).toEqual([
    ["places.csv", "EPSG:4326"],
    ["places.csv (2)", "GCJ-02"],
    ["places.csv (3)", "BD-09"],
  ]);
});
