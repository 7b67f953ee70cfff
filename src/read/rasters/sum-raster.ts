/**
 * A raster of people (WorldPop, GHSL and their like) summed into polygons: residents of each block.
 *
 * A cell is shared out by area: a polygon gets the share of its people that it covers of it. Where polygons overlap,
 * a cell that they cover more than once is shared among them. The sum over blocks and what lies outside all of them is
 * the sum over the cells, in whole people (`apportion`).
 */

import { addAt, itemAt } from "../../base/at.js";
import { InputFileError, InvalidInputError } from "../../base/errors.js";
import { countedNote, type ReadNote } from "../../base/notes.js";
import { areaOf, cellShares } from "../../geo/clip-cells.js";
import { apportion } from "../../places/apportion.js";
import type { Block, BlockSet } from "../../places/places.js";
import {
  openRaster,
  type Raster,
  type RasterGrid,
  type RasterOptions,
  type RasterWindow,
} from "./open-raster.js";
import { cellsWithPeople } from "./read-population-raster.js";

/** The polygons of a block, in degrees. */
type Shape = NonNullable<Block["extent"]>;

/** A polygon in units of cells of the raster's window. */
type CellRings = readonly (readonly (readonly [number, number])[])[];

/** How much of one block lies where. */
interface BlockCells {
  /** Cells it covers, each with the share that is covered. */
  readonly parts: readonly { readonly cell: number; readonly share: number }[];
  /** Share of the block's area that lies on the raster. */
  readonly onRaster: number;
}

/**
 * Residents of blocks from the first band of a GeoTIFF; residents that the blocks give themselves are replaced.
 *
 * Only the part of the raster around the blocks is read, so it may be that of a whole country.
 *
 * @param set - blocks with polygons
 * @param path - a GeoTIFF with people per cell
 * @returns the blocks with whole residents, null for those that lie beyond the raster; the notes count the people who
 *   live outside every block, in the box around all of them
 * @throws {InvalidInputError} if a block is a point
 * @throws {InputFileError} if the file is not a GeoTIFF, states no coordinate system, a cell has fewer people than 0,
 *   or no block lies on it
 *
 * @example
 * const villages = await sumRaster(await readBlocks("villages.geojson"), "population.tif");
 */
export async function sumRaster(set: BlockSet, path: string, options: RasterOptions = {}): Promise<BlockSet> {
  const shapes = set.blocks.map(shapeOf);
  const raster = await openRaster(path, options, (grid) => windowAround(path, shapes, grid));
  const columns = raster.window.right - raster.window.left;
  const rows = raster.window.bottom - raster.window.top;
  const covered = shapes.map((shape) => cellsOf(shape, raster, columns, rows));
  const taken = new Float64Array(columns * rows);
  for (const { parts } of covered) for (const { cell, share } of parts) addAt(taken, cell, share);

  const people = new Float64Array(columns * rows);
  let [total, outside] = [0, 0];
  for (const [cell, count] of cellsWithPeople(path, raster)) {
    people[cell] = count;
    total += count;
    outside += count * Math.max(0, 1 - itemAt(taken, cell));
  }
  const peopleIn = (cell: number, share: number) =>
    (itemAt(people, cell) * share) / Math.max(1, itemAt(taken, cell));
  const sums = covered.map(({ parts }) =>
    parts.reduce((sum, { cell, share }) => sum + peopleIn(cell, share), 0),
  );
  const whole =
    total > 0 ? apportion(Math.round(total), [...sums, outside]) : [...sums, outside].map(() => 0);
  const blocks = set.blocks.map((block, b) => ({
    ...block,
    residents: itemAt(covered, b).onRaster === 0 ? null : itemAt(whole, b),
    estimated: false,
  }));
  const twice = taken.reduce((count, share) => count + (share > 1 + 1e-6 ? 1 : 0), 0);
  return { ...set, blocks, notes: [...set.notes, ...notesOn(set.blocks, covered, whole, twice)] };
}

/** The polygons of a block. @throws {InvalidInputError} if it is a point */
function shapeOf({ id, extent }: Block): Shape {
  if (extent !== undefined) return extent;
  throw new InvalidInputError(`The block "${id}" is a point; a raster is summed into polygons`);
}

/** The part of the grid around all blocks. @throws {InputFileError} if no block lies on it */
function windowAround(path: string, shapes: readonly Shape[], grid: RasterGrid): RasterWindow {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const shape of shapes) {
    for (const ring of shape.flat()) {
      for (const place of ring) {
        const [u, v] = inCells(place, grid);
        [left, right] = [Math.min(left, u), Math.max(right, u)];
        [top, bottom] = [Math.min(top, v), Math.max(bottom, v)];
      }
    }
  }
  const window = {
    left: Math.max(0, Math.floor(left)),
    top: Math.max(0, Math.floor(top)),
    right: Math.min(grid.width, Math.ceil(right)),
    bottom: Math.min(grid.height, Math.ceil(bottom)),
  };
  if (window.left < window.right && window.top < window.bottom) return window;
  throw new InputFileError(
    { path },
    `no block lies on the raster, which is in ${grid.crs.name}: is one of the coordinate systems wrong?`,
  );
}

function inCells([lon, lat]: readonly [number, number], grid: RasterGrid): [u: number, v: number] {
  const [x, y] = grid.crs.fromWgs84(lon, lat);
  return [(x - grid.origin[0]) / grid.step[0], (y - grid.origin[1]) / grid.step[1]];
}

function cellsOf(shape: Shape, raster: Raster, columns: number, rows: number): BlockCells {
  const { left, top } = raster.window;
  const polygons: CellRings[] = shape.map((rings) =>
    rings.map((ring) =>
      ring.map((place) => {
        const [u, v] = inCells(place, raster);
        return [u - left, v - top] as const;
      }),
    ),
  );
  const cells = polygons.flatMap((rings) => cellShares(rings, columns, rows));
  const inside = cells.reduce((sum, { share }) => sum + share, 0);
  const all = polygons.reduce(
    (sum, [outer, ...holes]) =>
      outer === undefined ? sum : sum + areaOf(outer) - holes.reduce((hole, ring) => hole + areaOf(ring), 0),
    0,
  );
  return {
    parts: cells.map(({ column, row, share }) => ({ cell: row * columns + column, share })),
    onRaster: all > 0 ? inside / all : 0,
  };
}

/** What was counted, and what could not be. */
function notesOn(
  given: readonly Block[],
  covered: readonly BlockCells[],
  whole: readonly number[],
  twice: number,
): ReadNote[] {
  const people = whole.slice(0, -1).reduce((a, b) => a + b, 0);
  const outside = itemAt(whole, -1);
  const givenCount = given.filter(({ residents }) => residents !== null).length;
  const beyond = covered.filter(({ onRaster }) => onRaster === 0).length;
  const partly = covered.filter(({ onRaster }) => onRaster > 0 && onRaster < 1 - 1e-6).length;
  const notes: (readonly [code: string, count: number, message: string])[] = [
    [
      "raster-summed",
      covered.length - beyond,
      `blocks have their residents from the raster, ${people} in all`,
    ],
    [
      "raster-outside",
      outside,
      "people of the raster, in the box around the blocks, live outside every block",
    ],
    ["raster-replaces", givenCount, "blocks give residents themselves: those of the raster count instead"],
    ["raster-partly", partly, "blocks reach beyond the raster: people out there are not counted"],
    ["raster-beyond", beyond, "blocks lie beyond the raster: their residents are not known"],
    ["raster-overlap", twice, "cells are covered by several blocks: their people are shared among them"],
  ];
  return notes.flatMap((note) => countedNote(...note));
}
