/**
 * A raster of heights (SRTM, Copernicus DEM and their like) → the height at a place.
 *
 * Heights of single cells are noisy by metres, which over 30 m of street would be a hill. The surface is therefore
 * smoothed by the mean of each cell with its eight neighbours, and read between the middles of cells in straight
 * proportion (bilinear). Where a cell has no height the place has none.
 */
import { itemAt, nothingAt } from "../../base/at.js";
import { InputFileError } from "../../base/errors.js";
import type { Box } from "../../geo/polygon-point.js";
import {
  openRaster,
  type Raster,
  type RasterGrid,
  type RasterOptions,
  type RasterWindow,
} from "./open-raster.js";

/** Cells beyond the box that are read too: one for the smoothing, one for the reading in between. */
const MARGIN = 2;

/**
 * Reads the first band of a GeoTIFF as heights in metres, around a box in degrees.
 *
 * @param box - west, south, east, north of what is asked for; the rest of the raster is not read
 * @returns the height at a place in degrees; NaN outside the raster and next to cells without data
 * @throws {InputFileError} if the file is not a GeoTIFF, says no coordinate system, or lies elsewhere than the box
 * @throws {UnsupportedFileError} if the package geotiff is not installed
 */
export async function readElevation(
  path: string,
  box: Box,
  options: RasterOptions = {},
): Promise<(lon: number, lat: number) => number> {
  const raster = await openRaster(path, options, (grid) => windowAround(path, box, grid));
  const { left, top, right, bottom } = raster.window;
  const [columns, rows] = [right - left, bottom - top];
  const heights = smoothed(raster, columns, rows);
  return (lon, lat) => {
    const [u, v] = inCells(lon, lat, raster);
    // From the middle of one cell to the middle of the next.
    return between(heights, columns, rows, u - left - 0.5, v - top - 0.5);
  };
}

function windowAround(path: string, [west, south, east, north]: Box, grid: RasterGrid): RasterWindow {
  const corners = [
    inCells(west, south, grid),
    inCells(west, north, grid),
    inCells(east, south, grid),
    inCells(east, north, grid),
  ];
  const us = corners.map(([u]) => u);
  const vs = corners.map(([, v]) => v);
  const window = {
    left: Math.max(0, Math.floor(Math.min(...us)) - MARGIN),
    top: Math.max(0, Math.floor(Math.min(...vs)) - MARGIN),
    right: Math.min(grid.width, Math.ceil(Math.max(...us)) + MARGIN),
    bottom: Math.min(grid.height, Math.ceil(Math.max(...vs)) + MARGIN),
  };
  if (window.left < window.right && window.top < window.bottom) return window;
  throw new InputFileError(
    { path },
    `the streets lie outside these heights, which are in ${grid.crs.name}: is a coordinate system wrong?`,
  );
}

function inCells(lon: number, lat: number, { crs, origin, step }: RasterGrid): [u: number, v: number] {
  const [x, y] = crs.fromWgs84(lon, lat);
  return [(x - origin[0]) / step[0], (y - origin[1]) / step[1]];
}

/** So near the middle of a cell its neighbours do not count, with or without data; shares of a cell. */
const MIDDLE = 1e-6;

/** Mean of each cell and its neighbours that have a height; NaN where the cell itself has none. */
function smoothed({ values, noData }: Raster, columns: number, rows: number): Float64Array {
  const heights = Float64Array.from(values, (value) => (value === noData ? Number.NaN : value));
  const mean = new Float64Array(heights.length).fill(Number.NaN);
  for (let cell = 0; cell < heights.length; cell++) {
    if (Number.isNaN(heights[cell] ?? nothingAt(cell))) continue;
    const [column, row] = [cell % columns, Math.floor(cell / columns)];
    let [sum, count] = [0, 0];
    for (let r = Math.max(0, row - 1); r <= Math.min(rows - 1, row + 1); r++) {
      for (let c = Math.max(0, column - 1); c <= Math.min(columns - 1, column + 1); c++) {
        const height = heights[r * columns + c] ?? nothingAt(cell);
        if (Number.isNaN(height)) continue;
        sum += height;
        count++;
      }
    }
    mean[cell] = sum / count;
  }
  return mean;
}

/** Straight proportion between four cells; half a cell beyond the outermost middles still counts as them. */
function between(heights: Float64Array, columns: number, rows: number, x: number, y: number): number {
  if (!(x >= -0.5 && y >= -0.5 && x <= columns - 0.5 && y <= rows - 0.5)) return Number.NaN;
  const column = Math.min(Math.max(0, Math.floor(x + MIDDLE)), columns - 1);
  const row = Math.min(Math.max(0, Math.floor(y + MIDDLE)), rows - 1);
  const east = Math.min(column + 1, columns - 1);
  const south = Math.min(row + 1, rows - 1);
  const [p, q] = [x - column, y - row].map((share) => (share < MIDDLE ? 0 : Math.min(1, share))) as [
    number,
    number,
  ];
  const at = (c: number, r: number) => itemAt(heights, r * columns + c);
  const upper = p === 0 ? at(column, row) : at(column, row) + p * (at(east, row) - at(column, row));
  if (q === 0) return upper;
  const lower = p === 0 ? at(column, south) : at(column, south) + p * (at(east, south) - at(column, south));
  return upper + q * (lower - upper);
}
