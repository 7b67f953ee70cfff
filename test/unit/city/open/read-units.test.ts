import { expect, test } from "vitest";
import { blocksInUnits } from "../../../../src/city/open/read-units.js";
import { block } from "../../../support/gap-input.js";
import { tableFiles } from "../../../support/table-files.js";

const { layer, write } = tableFiles();

const square = (west: number, east: number) => ({
  type: "Polygon",
  coordinates: [
    [
      [west, -1],
      [east, -1],
      [east, 1],
      [west, 1],
      [west, -1],
    ],
  ],
});
const UNITS = () =>
  layer(
    [square(0, 2), { village: "A", zone: "1" }],
    [square(1, 3), { village: "B", zone: "2" }],
    [square(5, 6), { village: "" }],
  );
const BLOCKS = {
  blocks: [
    block("own", 1, { lon: 0.5, unit: "Z" }),
    block("a", 1, { lon: 0.5 }),
    block("both", 1, { lon: 1.5 }),
    block("b", 1, { lon: 2.5 }),
    block("nameless", 1, { lon: 5.5 }),
    block("none", 1, { lon: 9 }),
  ],
  notes: [],
};
const units = ({ blocks: { blocks } }: Awaited<ReturnType<typeof blocksInUnits>>) =>
  blocks.map(({ unit }) => unit);

test("a block keeps its own unit, else takes the first polygon it lies in, else none, with a note", async () => {
  const placed = await blocksInUnits(BLOCKS, { file: UNITS() });
  expect(units(placed)).toEqual(["Z", "A", "A", "B", null, null]);
  expect(placed.blocks.notes).toMatchObject([
    { code: "blocks-without-unit", count: 2, message: "blocks name no unit and lie in none" },
  ]);
  expect(units(await blocksInUnits(BLOCKS, { file: UNITS(), column: "zone" })).slice(1, 4)).toEqual([
    "1",
    "1",
    "2",
  ]);
  expect(await blocksInUnits(BLOCKS, undefined)).toEqual({ blocks: BLOCKS, units: [] });
});

test("a misspelt column, points, and a file without names are refused", async () => {
  await expect(blocksInUnits(BLOCKS, { file: UNITS(), column: "vilage" })).rejects.toThrow(
    'is "village" meant?',
  );
  await expect(blocksInUnits(BLOCKS, { file: write("name,lon,lat\nA,1,2\n") })).rejects.toThrow("no polygon");
  await expect(blocksInUnits(BLOCKS, { file: layer([square(0, 1), { x: "A" }]) })).rejects.toThrow(
    "no column holds names of units; there are x",
  );
});

test("polygons of one name are one unit of several parts, nameless ones are units by their row", async () => {
  const file = layer(
    [square(0, 1), { village: "A" }],
    [square(1, 2), { village: "" }],
    [square(4, 5), { village: "A" }],
  );
  await expect(blocksInUnits(BLOCKS, { file })).rejects.toThrow(
    /row 3, column "village": the name "A" stands in row 1 already; name a column of codes .*or say parts: true/,
  );
  const { units: read } = await blocksInUnits(BLOCKS, { file, parts: true });
  expect(read.map(({ id, name, parts }) => [id, name, parts.length])).toEqual([
    ["A", "A", 2],
    ["row 2", "", 1],
  ]);
});

test("estates that the map names give way to the user's units, and nobody else's units do", async () => {
  // Two homes in A, one of them in an estate of the map; a third in a village of the map outside all polygons.
  const homes = [
    block("a", 10, { lon: 0.5 }),
    block("rose", 20, { lon: 0.6, unit: "Rose Court" }),
    block("far", 5, { lon: 9, unit: "Far Village" }),
  ];
  const set = { blocks: homes, notes: [] };
  const mapped = await blocksInUnits(set, { file: UNITS() }, true);
  expect(units(mapped)).toEqual(["A", "A", null]);
  expect(mapped.blocks.notes[0]).toMatchObject({ code: "map-units-not-used", count: 2 });
  expect(units(await blocksInUnits(set, { file: UNITS() }))).toEqual(["A", "Rose Court", "Far Village"]);
  // Without units of the user the map's own names stand.
  expect(units(await blocksInUnits(set, undefined, true))).toEqual([null, "Rose Court", "Far Village"]);
});
