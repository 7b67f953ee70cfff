/**
 * A table or layer of places that mean no more than where they are: ends of walks, origins of isochrones.
 */
import { InputFileError } from "../../base/errors.js";
import { COLUMN_NAMES } from "../tables/column-names.js";
import { ownColumns } from "../tables/own-columns.js";
import type { LayerOptions } from "../tables/raw-layer.js";
import { readLayer } from "../tables/read-layer.js";
import { columnsOf, textOfCell } from "../tables/table-rules.js";

/** A place by its id. */
export interface NamedPoint {
  /** From the column of ids, else `row/1`, `row/2` … */
  readonly id: string;
  readonly lon: number;
  readonly lat: number;
}

/** Places of a file, and how many of its rows have none. */
export interface NamedPoints {
  readonly points: readonly NamedPoint[];
  readonly withoutPlace: number;
}

/**
 * Reads places from any table or layer of points; of polygons the point that stands for them.
 *
 * @throws {InputFileError} if no row has a place, an id comes twice, or a coordinate is wrong
 */
export async function readPoints(path: string, options: LayerOptions = {}): Promise<NamedPoints> {
  const rows = await readLayer(path, options);
  const { chosen } = ownColumns(columnsOf(rows), { id: ["id", ...COLUMN_NAMES.id] });
  const firstRow = new Map<string, number>();
  const points = rows.flatMap(({ row, values, place }): NamedPoint[] => {
    if (place === null) return [];
    const id = (chosen.id === undefined ? "" : textOfCell(values[chosen.id.column])) || `row/${row}`;
    const before = firstRow.get(id);
    if (before !== undefined)
      throw new InputFileError({ path, row }, `the id "${id}" stands in row ${before} already`);
    firstRow.set(id, row);
    return [{ id, lon: place[0], lat: place[1] }];
  });
  if (points.length === 0) throw new InputFileError({ path }, "no row of the file has a place");
  return { points, withoutPlace: rows.length - points.length };
}
