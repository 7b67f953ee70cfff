/** Heights made here, read back between the middles of cells. */
import { expect, test } from "vitest";
import { readElevation } from "../../../../src/read/rasters/read-elevation.js";
import { geoTiff } from "../../../support/geotiff-bytes.js";
import { tableFiles } from "../../../support/table-files.js";

const { write } = tableFiles();

/** Columns of 0.01° from 24° east, rows of 0.01° from 60° north down. */
async function raster(width: number, values: readonly number[]) {
  return write(await geoTiff({ values, width, west: 24, north: 60, cell: 0.01, noData: -32768 }), ".tif");
}
const BOX = [24, 59.95, 24.05, 60] as const;

test("a plane is read back as a plane, but for its rim", async () => {
  // Rises 10 m a column: the middle of column c is 10 c; the mean with the neighbours of a plane is the plane.
  const plane = await raster(
    5,
    Array.from({ length: 25 }, (_, i) => 10 * (i % 5)),
  );
  const heightAt = await readElevation(plane, BOX);
  expect(heightAt(24.025, 59.975)).toBeCloseTo(20, 6);
  expect(heightAt(24.03, 59.975)).toBeCloseTo(25, 6);
  expect(heightAt(24.017, 59.962)).toBeCloseTo(12, 6);
});

test("a cell's height is the mean with its neighbours; beside cells without data there is none", async () => {
  // In the middle of 3 × 3 cells (1 … 9 without the 9): mean of 1 to 8 is 4.5; the corner without data has no height.
  const heights = await raster(3, [1, 2, 3, 4, 5, 6, 7, 8, -32768]);
  const heightAt = await readElevation(heights, [24, 59.97, 24.03, 60]);
  expect(heightAt(24.015, 59.985)).toBeCloseTo(4.5, 6);
  expect(heightAt(24.024, 59.976)).toBeNaN();
  expect(heightAt(24.031, 59.985)).toBeNaN();
});

test("heights of another place are refused", async () => {
  const heights = await raster(3, [1, 2, 3, 4, 5, 6, 7, 8, 9]);
  await expect(readElevation(heights, [114, 30, 114.1, 30.1])).rejects.toThrow(
    /streets lie outside these heights/,
  );
});
