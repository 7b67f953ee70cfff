/**
 * The table of idle premises.
 */
import { writeFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { type ReadPremisesOptions, readPremises } from "../../../../src/read/places/read-premises.js";
import { tempFolder } from "../../../support/temp-folder.js";

const { folder } = tempFolder();

function read(text: string, options?: ReadPremisesOptions) {
  const file = path.join(folder, "premises.csv");
  writeFileSync(file, text);
  return readPremises(file, options);
}

test("the example holds every column, and says that it is made up", async () => {
  const { premises, notes } = await readPremises(
    path.resolve(import.meta.dirname, "../../../../data/examples/premises-made-up.csv"),
  );
  expect(premises.map(({ id, mode, services, floor }) => [id, mode, services, floor])).toEqual([
    ["m1", "transfer", null, 1],
    ["m2", "convert", ["elderly", "meals"], 1],
    ["m3", "convert", ["childcare", "afterschool"], 3],
    ["m4", "infill", null, -1],
  ]);
  expect(Object.values(premises[0]!)).not.toContain(undefined);
  expect(notes.map(({ code, message }) => [code, message])).toEqual([
    ["columns-not-used", 'columns are not used: "note"'],
  ]);
});

test("Chinese heads and words are understood; empty cells are unknown", async () => {
  const { premises } = await read(
    "编号,经度,纬度,面积,方式,产权,电梯,适用服务\n一,121.5,25,300,划转,国有,是,elderly、meals\n",
    { crs: "WGS84" },
  );
  expect(premises).toMatchObject([
    {
      id: "一",
      mode: "transfer",
      owner: "state",
      lift: true,
      services: ["elderly", "meals"],
      fitOutPerM2: null,
      unit: null,
    },
  ]);
});

test.each<[head: string, row: string, expected: object]>([
  // 2 mu are 2 × 2000/3 m²; full-width digits and commas between thousands are digits.
  [
    "id,lon,lat,面积（亩）,所在楼层,到期时间",
    "a,1,2,２,负一层,2031-06-30",
    { areaM2: 1333.333333, floor: -1, availableUntil: 2031 },
  ],
  ["房屋编号,lon,lat,Area [m²],Floor", 'a,1,2,"1,250",3层', { areaM2: 1250, floor: 3 }],
  [
    "ID,lon,lat,使用面积(㎡),电梯,可开展服务",
    "a,1,2,420㎡,无,社区食堂",
    { areaM2: 420, lift: false, services: ["meals"] },
  ],
  ["id,lon,lat,area_m2,floor,lift,name", "a,1,2,420,不详,/,N/A", { floor: null, lift: null, name: "" }],
])("heads, words and numbers of %s are read as those of blocks are", async (head, row, expected) => {
  const { premises } = await read(`${head}\n${row}\n`);
  expect(premises).toMatchObject([{ id: "a", ...expected }]);
});

test.each<[text: string, message: RegExp]>([
  ["id,lon,lat\na,1,2\n", /no column is called area_m2/],
  ["id,lon,lat,area_m2\na,1,2,\n", /row 1, column "area_m2": is empty/],
  ["id,lon,lat,area_m2\na,181,2,5\n", /row 1.*the place is \(181, 2\), which is not in degrees/],
  ["id,lon,lat,area_m2\na,2,114,5\n", /row 1.*is that latitude, longitude\?/],
  [
    "id,lon,lat,area_m2,mode\na,1,2,5,swap\n",
    /row 1, column "mode": "swap" is given, expected one of infill/,
  ],
  ["id,lon,lat,area_m2,floor\na,1,2,5,attic\n", /row 1, column "floor": "attic" is given, expected a storey/],
  ["id,lon,lat,area_m2\na,1,2,0x10\n", /row 1, column "area_m2": "0x10" is given, expected a number/],
  ["id,lon,lat,area_m2,services\na,1,2,5,elderley\n", /"elderley" is given, expected services/],
  ["id,lon,lat,area_m2\na,1,2,5\na,1,2,5\n", /row 2: the id "a" stands in row 1 already/],
])("%j is refused", async (text, message) => {
  await expect(read(text)).rejects.toThrow(message);
});

// Wuhan, Taipei and Urumqi, in the coordinates of whichever service.
test.each([
  "114.295,30.59",
  "121.54,25.03",
  "87.6168,43.8256",
])("premises at %s without a system are asked about", async (place) => {
  const table = `编号,经度,纬度,面积\nP1,${place},420\n`;
  await expect(read(table)).rejects.toThrow(/"GCJ-02" if .* "BD-09" .* "WGS84"/);
  const { premises, system } = await read(table, { crs: "WGS84" });
  expect(premises[0]).toMatchObject({ lon: Number(place.split(",")[0]) });
  expect(system).toEqual({ id: "EPSG:4326", word: "user" });
});

test("premises in GCJ-02 lie where the same rooms in WGS 84 do", async () => {
  // The published formula moves 114.289574, 30.592434 to 114.295, 30.59 (gcoord 1.0).
  const { premises } = await read("id,lon,lat,area_m2\nP1,114.2950,30.5900,420\n", { crs: "GCJ-02" });
  expect(premises[0]?.lon).toBeCloseTo(114.289574, 5);
  expect(premises[0]?.lat).toBeCloseTo(30.592434, 5);
});

test("Chinese heads of prices and dates are read with their units", async () => {
  const heads = "编号,lon,lat,建筑面积（㎡）,租金（元/㎡·年）,固定费用（万元）,改造单价（元/㎡）,可用至";
  const { premises, notes } = await read(`${heads}\np1,1,2,350,200,30,1500,2030年\n`);
  expect(premises[0]).toMatchObject({
    ...{ areaM2: 350, rentPerM2Year: 200, fixedCost: 300_000, fitOutPerM2: 1500, availableUntil: 2030 },
  });
  expect(notes.some(({ code }) => code === "columns-not-used")).toBe(false);
  // A rent by the month is none by the year, and is named.
  const monthly = await read("编号,lon,lat,建筑面积,租金（元/月）\np1,1,2,350,200\n");
  expect(monthly.premises[0]?.rentPerM2Year).toBeNull();
  expect(monthly.notes.find(({ code }) => code === "columns-not-used")?.message).toContain("租金（元/月）");
});
