import { expect, test } from "vitest";
import { InputFileError, InvalidInputError } from "../../../../src/base/errors.js";
import { readStudyArea } from "../../../../src/city/open/read-area.js";
import { polygonAreaM2 } from "../../../../src/geo/polygon-point.js";
import { tableFiles } from "../../../support/table-files.js";
import { gridPlan, place, town } from "../../../support/town.js";

const { layer, write } = tableFiles();

const square = (west: number) => [
  [
    [west, 0],
    [west + 1, 0],
    [west + 1, 1],
    [west, 1],
    [west, 0],
  ],
];
const DISTRICTS = layer(
  [
    { type: "Polygon", coordinates: square(0) },
    { name: "West", zone: 1 },
  ],
  [
    { type: "MultiPolygon", coordinates: [square(2), square(4)] },
    { name: "Isles", zone: 2 },
  ],
  [{ type: "Point", coordinates: [0, 0] }, { name: "Town Hall" }],
);
// Four streets around a square of 1 km.
const NETWORK = town(gridPlan({ columns: 2, rows: 2, spacingM: 1000 }));

test("without a study area every block is judged", async () => {
  expect(await readStudyArea({}, NETWORK)).toBeUndefined();
});

test("all polygons of a file are the area, called after the file", async () => {
  const area = await readStudyArea({ area: { file: DISTRICTS, bufferM: 500 } }, NETWORK);
  expect(area!.name).toMatch(/\.geojson$/);
  expect(area!.polygons).toEqual([square(0), square(2), square(4)]);
  expect(area!.bufferM).toBe(500);
});

test("polygons are chosen by name in any column, or in the column that is named", async () => {
  const isles = await readStudyArea({ area: { file: DISTRICTS, name: "Isles" } }, NETWORK);
  expect([isles!.name, isles!.polygons]).toEqual(["Isles", [square(2), square(4)]]);
  const both = await readStudyArea({ area: { file: DISTRICTS, name: ["1", "2"], column: "zone" } }, NETWORK);
  expect([both!.name, both!.polygons.length]).toEqual(["1, 2", 3]);
});

test("the hull of the streets is the square around them", async () => {
  const area = await readStudyArea({ title: "Town", area: { of: "streets" } }, NETWORK);
  expect(area!.name).toBe("Town (hull of the streets)");
  expect(polygonAreaM2(area!.polygons[0]!)).toBeCloseTo(1_000_000, -3);
  const corners = area!.polygons[0]![0]!.map((corner) => [...corner]);
  for (const corner of [place(0, 0), place(1000, 0), place(1000, 1000), place(0, 1000)])
    expect(corners).toContainEqual(corner);
});

test("a misspelt name is refused with the one that is meant", async () => {
  const area = { file: DISTRICTS, name: "Wset" };
  await expect(readStudyArea({ area }, NETWORK)).rejects.toThrow(
    'no area is called "Wset"; there are West, Isles, Town Hall; is "West" meant?',
  );
  await expect(readStudyArea({ area: { ...area, column: "nmae" } }, NETWORK)).rejects.toThrow(/"nmae"/);
});

test("a file without polygons, and an area that is a file and the streets at once, are refused", async () => {
  const points = write("name,lon,lat\nA,1,2\n");
  await expect(readStudyArea({ area: { file: points } }, NETWORK)).rejects.toThrow(InputFileError);
  await expect(readStudyArea({ area: { file: DISTRICTS, name: "Town Hall" } }, NETWORK)).rejects.toThrow(
    "no polygon",
  );
  for (const area of [{}, { file: DISTRICTS, of: "streets" as const }])
    await expect(readStudyArea({ area }, NETWORK)).rejects.toThrow(InvalidInputError);
});
