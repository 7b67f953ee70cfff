/** A raster made here, read back cell by cell: places by hand, totals to the last person. */
import { expect, test } from "vitest";
import { InputFileError } from "../../../../src/base/errors.js";
import { disaggregateBlocks } from "../../../../src/city/open/disaggregate-blocks.js";
import { parseCrs } from "../../../../src/crs/index.js";
import { networkFromEdges } from "../../../../src/network/network-from-edges.js";
import { readPopulationRaster } from "../../../../src/read/rasters/read-population-raster.js";
import { gdal, HAS_GDAL } from "../../../support/gdal.js";
import { DEGREES, geoTiff } from "../../../support/geotiff-bytes.js";
import { tableFiles } from "../../../support/table-files.js";

const { write } = tableFiles();

/** Three columns and two rows. */
const PEOPLE = [10.5, -99999, 3, 0, 7.25, 1];

async function raster(
  keys: Record<string, unknown>,
  [west, north]: readonly [number, number],
  cell: number,
  values = PEOPLE,
) {
  return write(await geoTiff({ values, width: 3, west, north, cell, noData: -99999, keys }), ".tif");
}

test("cells with people are blocks with the cell as extent; without data or people there is none", async () => {
  const { blocks, system, notes } = await readPopulationRaster(await raster(DEGREES, [24, 60], 0.01));
  expect(blocks.map(({ id, residents }) => [id, residents])).toEqual([
    ["cell/1/1", 10.5],
    ["cell/1/3", 3],
    ["cell/2/2", 7.25],
    ["cell/2/3", 1],
  ]);
  // The second row's second cell runs from 24.01 to 24.02 and from 59.98 to 59.99.
  expect([blocks[2]!.lon, blocks[2]!.lat].map((d) => d.toFixed(9))).toEqual(["24.015000000", "59.985000000"]);
  expect(blocks[2]!.extent![0]![0]!.map(([x, y]) => `${x.toFixed(2)} ${y.toFixed(2)}`)).toEqual([
    "24.01 59.99",
    "24.02 59.99",
    "24.02 59.98",
    "24.01 59.98",
    "24.01 59.99",
  ]);
  expect([system, notes[0]!.count]).toEqual([{ id: "EPSG:4326", word: "file" }, 4]);
});

test("a raster in UTM stands where its coordinates say, whether the file or the user names the system", async () => {
  const utm = parseCrs("UTM 35N");
  const [x, y] = utm.fromWgs84(24.94, 60.17);
  const keys = { GTModelTypeGeoKey: 1, ProjectedCSTypeGeoKey: 32635, GTRasterTypeGeoKey: 1 };
  const { blocks } = await readPopulationRaster(await raster(keys, [x - 50, y + 50], 100));
  expect(blocks[0]!.lon).toBeCloseTo(24.94, 8);
  expect(blocks[0]!.lat).toBeCloseTo(60.17, 8);
  const bare = await raster({ ...keys, ProjectedCSTypeGeoKey: 32767 }, [x - 50, y + 50], 100);
  await expect(readPopulationRaster(bare)).rejects.toThrow(/\.tif: the raster says no coordinate system/);
  expect((await readPopulationRaster(bare, { crs: "UTM 35N" })).blocks[0]!.lon).toBeCloseTo(24.94, 8);
});

test("cells are spread over the streets in them, the total kept exactly", async () => {
  const { blocks } = await readPopulationRaster(await raster(DEGREES, [24, 60], 0.01));
  // A street of 17 km through each row of cells.
  const { network } = networkFromEdges({
    from: [0, 2, 0],
    to: [1, 3, 2],
    lon: [23.9, 24.2, 23.9, 24.2],
    lat: [59.995, 59.995, 59.985, 59.985],
  });
  const spread = disaggregateBlocks(network, { blocks, notes: [] });
  expect(spread.blocks.length).toBeGreaterThan(blocks.length);
  // 10.5 + 3 + 7.25 + 1: quarters add up exactly in binary.
  expect(spread.blocks.reduce((sum, { residents }) => sum + residents!, 0)).toBe(21.75);
});

test("what is not a raster of people is refused with its name", async () => {
  await expect(readPopulationRaster(write("hello", ".tif"))).rejects.toThrow(InputFileError);
  await expect(readPopulationRaster("/nowhere.tif")).rejects.toThrow("nowhere.tif");
  const negative = await raster(DEGREES, [24, 60], 0.01, [1, 2, 3, 4, -5, 6]);
  await expect(readPopulationRaster(negative)).rejects.toThrow("the cell in row 2, column 2 holds -5 people");
});

const CELLS = { values: PEOPLE, width: 3, west: 24, north: 60, cell: 0.01, noData: -99999 };

test("a raster whose first row is the southernmost has its cells where they lie", async () => {
  // The rows of the other raster from south to north; row 1 begins at 59.98.
  const values = [...PEOPLE.slice(3), ...PEOPLE.slice(0, 3)];
  const file = write(await geoTiff({ ...CELLS, values, affine: [0.01, 0, 24, 0, 0.01, 59.98] }), ".tif");
  const same = write(await geoTiff(CELLS), ".tif");
  const placed = async (path: string) =>
    (await readPopulationRaster(path)).blocks
      .map(({ lon, lat, residents, extent }) => [
        residents,
        lon.toFixed(6),
        lat.toFixed(6),
        extent![0]![0]!.map((corner) => corner.map((part) => part.toFixed(6)).join(" ")).join(", "),
      ])
      .sort();
  expect(await placed(file)).toEqual(await placed(same));
});

test("a rotated raster is refused", async () => {
  const file = write(await geoTiff({ ...CELLS, affine: [0.01, 0.001, 24, 0, -0.01, 60] }), ".tif");
  await expect(readPopulationRaster(file)).rejects.toThrow("the raster is rotated");
});

test("the value for no data is compared in the type of the cells", async () => {
  // Neither -3.4e38 nor -1.1 is a 32-bit float: the cells hold the nearest ones.
  for (const noData of [-3.4e38, -1.1]) {
    const values = PEOPLE.map((people) => (people < 0 ? noData : people));
    const { blocks } = await readPopulationRaster(write(await geoTiff({ ...CELLS, values, noData }), ".tif"));
    expect(blocks.map(({ residents }) => residents)).toEqual([10.5, 3, 7.25, 1]);
  }
});

test.skipIf(!HAS_GDAL)("scale and offset of the band are applied, and not to what is no data", async () => {
  const file = write("", ".tif");
  gdal("gdal_translate", [
    "-q",
    "-a_scale",
    "2",
    "-a_offset",
    "1",
    write(await geoTiff(CELLS), ".tif"),
    file,
  ]);
  // Twice the value and one more: 10.5 → 22, 3 → 7, 0 → 1, 7.25 → 15.5, 1 → 3.
  const { blocks } = await readPopulationRaster(file);
  expect(blocks.map(({ residents }) => residents)).toEqual([22, 7, 1, 15.5, 3]);
});
