/** Rasters made here and summed into polygons drawn here: shares by hand, totals to the person. */
import { expect, test } from "vitest";
import { InputFileError, InvalidInputError } from "../../../../src/base/errors.js";
import { loadConfig } from "../../../../src/city/config/load-config.js";
import { readStudyPlaces } from "../../../../src/city/open/read-study.js";
import { studyInputs } from "../../../../src/city/open/study-inputs.js";
import { parseCrs } from "../../../../src/crs/index.js";
import { networkFromEdges } from "../../../../src/network/network-from-edges.js";
import type { Block, BlockSet } from "../../../../src/places/places.js";
import { sumRaster } from "../../../../src/read/rasters/sum-raster.js";
import { block } from "../../../support/gap-input.js";
import { geoTiff, type SmallRaster } from "../../../support/geotiff-bytes.js";
import { tableFiles } from "../../../support/table-files.js";

const { write, layer } = tableFiles();

/** Four columns and two rows from 10° E, 50° N, cells of 0.01°; −99999 is no data. */
async function raster(values: readonly number[], more: Partial<SmallRaster> = {}) {
  const raster = { values, width: 4, west: 10, north: 50, cell: 0.01, noData: -99999, ...more };
  return write(await geoTiff(raster), ".tif");
}

/** A box from cell (left, top) to (right, bottom), in cells. */
function box(
  id: string,
  left: number,
  top: number,
  right: number,
  bottom: number,
  more: Partial<Block> = {},
): Block {
  const at = (u: number, v: number) => [10 + u / 100, 50 - v / 100] as const;
  const ring = [at(left, top), at(right, top), at(right, bottom), at(left, bottom), at(left, top)];
  return block(id, null, { extent: [[ring]], ...more });
}
const set = (...blocks: Block[]): BlockSet => ({ blocks, notes: [] });
const people = ({ blocks }: BlockSet) => blocks.map(({ residents }) => residents);
const codes = ({ notes }: BlockSet) => notes.map(({ code, count }) => [code, count]);

const PEOPLE = [100, 40, -99999, 8, 60, 20, 4, 0];

test("polygons get the people of the cells by the area that they cover of each", async () => {
  // a: all of 100 and half of 40; b: a quarter of 40 and a quarter of 20; the rest of both and 60 lie outside.
  const summed = await sumRaster(set(box("a", 0, 0, 1.5, 1), box("b", 1.75, 0, 2, 2)), await raster(PEOPLE));
  expect(people(summed)).toEqual([120, 15]);
  // In the box around the blocks, columns 0 and 1, live 100 + 40 + 60 + 20 = 220; 85 of them outside.
  expect(codes(summed)).toEqual([
    ["raster-summed", 2],
    ["raster-outside", 85],
  ]);
});

test("whole people, and none lost: blocks and outside add up to the rounded sum of the raster", async () => {
  const values = [1.4, 1.4, 1.4, 1.4, 1.4, 1.4, 1.4, 1.4];
  const columns = [0, 1, 2, 3].map((c) => box(`c${c}`, c, 0, c + 1, 2));
  const summed = await sumRaster(set(...columns), await raster(values));
  // 11.2 people are 11; 2.8 a column: two each and three remainders of 0.8, the first three get them.
  expect(people(summed)).toEqual([3, 3, 3, 2]);
  expect(codes(summed)).toEqual([["raster-summed", 4]]);
});

test("a cell that two polygons cover is shared between them", async () => {
  const summed = await sumRaster(set(box("a", 0, 0, 1, 1), box("b", 0, 0, 1, 1)), await raster(PEOPLE));
  expect(people(summed)).toEqual([50, 50]);
  expect(codes(summed)).toContainEqual(["raster-overlap", 1]);
});

test("blocks beyond the raster have unknown residents, and blocks that reach beyond it are noted", async () => {
  const far = box("far", 7, 0, 8, 1);
  const summed = await sumRaster(set(box("a", 3, 0, 5, 1), far), await raster(PEOPLE));
  expect(people(summed)).toEqual([8, null]);
  expect(codes(summed)).toEqual([
    ["raster-summed", 1],
    ["raster-partly", 1],
    ["raster-beyond", 1],
  ]);
  await expect(sumRaster(set(far), await raster(PEOPLE))).rejects.toThrow(
    /\.tif: no block lies on the raster, which is in WGS 84/,
  );
});

test("holes and cells without data hold nobody; residents of the table are replaced, with a note", async () => {
  const [outer, hole] = [box("o", 0, 0, 2, 2), box("h", 0, 0, 1, 1)];
  const ring = { ...outer, residents: 7, extent: [[outer.extent![0]![0]!, hole.extent![0]![0]!]] };
  const summed = await sumRaster(set(ring, box("n", 2, 0, 3, 1)), await raster(PEOPLE));
  expect(people(summed)).toEqual([120, 0]);
  expect(codes(summed)).toContainEqual(["raster-replaces", 1]);
});

test("the raster may be in another system than the blocks: Mollweide, as GHSL has it", async () => {
  const moll = parseCrs("ESRI:54009");
  const [x, y] = moll.fromWgs84(10, 50);
  const keys = { GTModelTypeGeoKey: 1, ProjectedCSTypeGeoKey: 54009, GTRasterTypeGeoKey: 1 };
  const file = await raster(PEOPLE, { keys, cell: 100, west: x, north: y });
  const ring = [
    [0, 0],
    [2, 0],
    [2, -2],
    [0, -2],
    [0, 0],
  ].map(([u, v]) => moll.toWgs84(x + 100 * u!, y + 100 * v!));
  const summed = await sumRaster(set(block("m", null, { extent: [[ring]] })), file);
  expect(people(summed)).toEqual([220]);
});

test("points are refused, and so are fewer people than none", async () => {
  const file = await raster(PEOPLE);
  await expect(sumRaster(set(block("p", 1)), file)).rejects.toThrow(InvalidInputError);
  await expect(sumRaster(set(block("p", 1)), file)).rejects.toThrow('The block "p" is a point');
  const negative = await raster([1, 1, 1, 1, 1, -2, 1, 1]);
  const there = sumRaster(set(box("a", 1, 1, 3, 2)), negative);
  await expect(there).rejects.toThrow(InputFileError);
  // Named by its row and column in the file, not in the part that was read.
  await expect(there).rejects.toThrow("the cell in row 2, column 2 holds -2 people");
});

test("a configuration names the raster, and it stands in the lineage with its licence", async () => {
  const villages = layer([
    { type: "Polygon", coordinates: box("a", 0, 0, 1, 1).extent![0]! },
    { id: "a", population: 5 },
  ]);
  const yaml = write(
    `streets: { file: ${villages} }\nblocks:\n  file: ${villages}\n  raster: { file: ${await raster(PEOPLE)}, licence: CC BY 4.0 }\n`,
    ".yaml",
  );
  const config = loadConfig(yaml, {});
  const { network } = networkFromEdges({ from: [0], to: [1], lon: [10, 10.01], lat: [50, 50] });
  const streets = { osm: null, network };
  const { blocks } = await readStudyPlaces(config, streets);
  expect(blocks.blocks.map(({ residents }) => residents)).toEqual([100]);
  const inputs = await studyInputs({ config, streets, hashes: { blocks: null, facilities: null } });
  expect(inputs).toContainEqual(expect.objectContaining({ role: "raster of people", licence: "CC BY 4.0" }));
  const slip = write(`streets: { file: a }\nblocks: { file: b, raster: { flie: c } }\n`, ".yaml");
  expect(() => loadConfig(slip, {})).toThrow('blocks.raster.flie: there is no such key; is "file" meant?');
});
