/**
 * A raster of people (WorldPop, GHSL and their like) → blocks, one a cell.
 *
 * Each cell with people is a block with the cell as its extent, so that large cells are spread like villages
 * (`disaggregateBlocks`). Cells without data or people are left out. The sum over the blocks is the sum over the cells.
 */

import { nothingAt } from "../../base/at.js";
import { aNumber, anObject, aPath, aText, checkCall } from "../../base/check-call.js";
import { InputFileError } from "../../base/errors.js";
import { rasterBound, requireExpanded } from "../../base/expanded-bytes.js";
import type { LonLat } from "../../geo/polygon-point.js";
import type { Block, BlockSet } from "../../places/places.js";
import { openRaster, type Raster, type RasterOptions } from "./open-raster.js";

/** A block counts as so many bytes at least: by default five million cells may hold people. */
const BLOCK_BYTES = 200;

/** A layer of a configuration is such options too. */
const RASTER_OPTIONS = anObject<RasterOptions>({ crs: aText, maxExpandedBytes: aNumber({ from: 0 }) }, [], {
  otherKeys: true,
});

/**
 * Reads the first band of a GeoTIFF as residents: every cell with people becomes a block.
 *
 * @param path - a GeoTIFF such as those of WorldPop or GHSL, with people per cell
 * @returns blocks with ids like `cell/1/1` (row and column from 1), the cell as extent
 * @throws {InputFileError} if the file is not a GeoTIFF, is cut or damaged, states no coordinate system, a cell has fewer people
 *   than 0, or it unfolds to more bytes than `maxExpandedBytes` (a cell with people counts as 200)
 * @throws {UnsupportedFileError} if the package geotiff is not installed
 *
 * @example
 * const { blocks } = await readPopulationRaster("population.tif");
 * blocks.map(({ residents }) => residents).slice(0, 2); // => [100, 200]
 */
export async function readPopulationRaster(path: string, options: RasterOptions = {}): Promise<BlockSet> {
  checkCall("readPopulationRaster", ["path", path, aPath], ["options", options, RASTER_OPTIONS]);
  const raster = await openRaster(path, options);
  const blocks: Block[] = [];
  for (const [cell, residents] of cellsWithPeople(path, raster)) {
    requireExpanded(path, (blocks.length + 1) * BLOCK_BYTES, rasterBound(options));
    blocks.push(cellBlock(path, raster, Math.floor(cell / raster.width), cell % raster.width, residents));
  }
  const message = `cells of ${raster.width} × ${raster.height} hold people`;
  return {
    blocks,
    system: { id: raster.crs.id, word: options.crs === undefined ? "file" : "user" },
    notes: [{ code: "raster-cells", count: blocks.length, message }],
  };
}

/**
 * Cells of the window with more than nobody, as positions row by row.
 *
 * @throws {InputFileError} if a cell has fewer people than 0, or a number without end
 */
export function* cellsWithPeople(
  path: string,
  { values, window: { left, top, right }, noData }: Raster,
): Generator<[cell: number, people: number]> {
  for (let cell = 0; cell < values.length; cell++) {
    const people = values[cell] ?? nothingAt(cell);
    if (Number.isNaN(people) || people === noData || people === 0) continue;
    if (!(people > 0 && Number.isFinite(people))) {
      const [row, column] = [Math.floor(cell / (right - left)) + top, (cell % (right - left)) + left];
      throw new InputFileError(
        { path },
        `the cell in row ${row + 1}, column ${column + 1} holds ${people} people`,
      );
    }
    yield [cell, people];
  }
}

function cellBlock(
  path: string,
  { origin, step, crs }: Raster,
  row: number,
  column: number,
  residents: number,
): Block {
  const at = (c: number, r: number): LonLat => crs.toWgs84(origin[0] + c * step[0], origin[1] + r * step[1]);
  // From the north-west over the north-east, whichever way rows run.
  const [upper, lower] = step[1] < 0 ? [row, row + 1] : [row + 1, row];
  const corner = at(column, upper);
  const others = [at(column + 1, upper), at(column + 1, lower), at(column, lower)];
  const [lon, lat] = at(column + 0.5, row + 0.5);
  if (Math.abs(lon) > 180 || Math.abs(lat) > 90) {
    throw new InputFileError(
      { path },
      `a cell lies at (${lon}, ${lat}), which is not in degrees: declare the coordinate system`,
    );
  }
  const id = `cell/${row + 1}/${column + 1}`;
  return {
    id,
    name: id,
    lon,
    lat,
    entrances: [],
    residents,
    estimated: false,
    households: null,
    ages: null,
    unit: null,
    extent: [[[corner, ...others, corner]]],
  };
}
