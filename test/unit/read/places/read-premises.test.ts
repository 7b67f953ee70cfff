/**
 * The table of idle premises.
 */
import { writeFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { readPremises } from "../../../../src/read/places/read-premises.js";
import { tempFolder } from "../../../support/temp-folder.js";

const { folder } = tempFolder();

function read(text: string) {
  const file = path.join(folder, "premises.csv");
  writeFileSync(file, text);
  return readPremises(file);
}

test("the example holds every column, and says that it is made up", () => {
  const premises = readPremises(
    path.resolve(import.meta.dirname, "../../../../data/examples/premises-made-up.csv"),
  );
  expect(premises.map(({ id, mode, services, floor }) => [id, mode, services, floor])).toEqual([
    ["m1", "transfer", null, 1],
    ["m2", "convert", ["elderly", "meals"], 1],
    ["m3", "convert", ["childcare", "afterschool"], 3],
    ["m4", "infill", null, -1],
  ]);
  expect(Object.values(premises[0]!)).not.toContain(undefined);
});

test("Chinese heads and words are understood; empty cells are unknown", () => {
  expect(
    read("编号,经度,纬度,面积,方式,产权,电梯,适用服务\n一,121.5,25,300,划转,国有,是,elderly、meals\n"),
  ).toMatchObject([
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

test.each<[text: string, message: RegExp]>([
  ["id,lon,lat\na,1,2\n", /no column is called area_m2/],
  ["id,lon,lat,area_m2\na,1,2,\n", /row 1, column "area_m2": is empty/],
  [
    "id,lon,lat,area_m2\na,181,2,5\n",
    /row 1, column "lon": "181" is given, expected a number from -180 to 180/,
  ],
  [
    "id,lon,lat,area_m2,mode\na,1,2,5,swap\n",
    /row 1, column "mode": "swap" is given, expected one of infill/,
  ],
  ["id,lon,lat,area_m2\na,1,2,5\na,1,2,5\n", /row 2, column "id": the id "a" comes twice/],
])("%j is refused", (text, message) => {
  expect(() => read(text)).toThrow(message);
});
