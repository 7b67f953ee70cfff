/**
 * Names by which a reader finds a block: a number alone, or no name at all, gets the street beside it.
 */
import { itemAt, spanAt } from "../../base/at.js";
import { degreeLengths } from "../../geo/earth.js";
import type { ReportModel } from "./report-model.js";

/** House numbers and the like: digits with at most a letter, a part, or the word for house in Chinese. */
const BARE = /^(?:\d{1,4}\s?\p{L}?(?:[/-]\d{1,3}\p{L}?)?(?:号|號|栋|幢|号楼|號樓|单元)?)?$/u;
/** A street farther away than this names nothing. */
const NEAR_M = 250;

type Named = Pick<ReportModel["blocks"], "name" | "id" | "lon" | "lat">;

/** Names with the nearest named street in brackets where the name is a number alone or there is none. */
export function placeNames(blocks: Named, streets: ReportModel["streets"]): readonly string[] {
  const { name, id, lon, lat } = blocks;
  if (streets === null || !name.some((own) => BARE.test(own))) return name;
  const { lonM, latM } = degreeLengths(lat[0] ?? 0);
  const nearest = nearestNamed(streets, lonM, latM);
  return name.map((own, b) => {
    if (!BARE.test(own)) return own;
    const street = nearest(itemAt(lon, b), itemAt(lat, b));
    return street < 0 ? own : `${own || itemAt(id, b)} (${itemAt(streets.names, street)})`;
  });
}

/** Sides of the cells in which points of streets lie, and how many of them reach as far as `NEAR_M`. */
const CELL_M = 50;
const RINGS = NEAR_M / CELL_M;

/** The named street that has the nearest point, by its name's index; -1 where none is near. */
function nearestNamed(
  { lines, names, name: nameOf }: NonNullable<ReportModel["streets"]>,
  lonM: number,
  latM: number,
): (lon: number, lat: number) => number {
  const points = new Map<number, number[]>();
  for (let i = 0; i < nameOf.length; i++) {
    const street = itemAt(nameOf, i);
    if (itemAt(names, street) === "") continue;
    for (let [s, end] = spanAt(lines.first, i); s < end; s++) {
      const [x, y] = [itemAt(lines.lon, s) * lonM, itemAt(lines.lat, s) * latM];
      const cell = cellOf(Math.floor(x / CELL_M), Math.floor(y / CELL_M));
      const known = points.get(cell);
      if (known === undefined) points.set(cell, [x, y, street]);
      else known.push(x, y, street);
    }
  }
  return (lon, lat) => {
    const [x, y] = [lon * lonM, lat * latM];
    const [column, row] = [Math.floor(x / CELL_M), Math.floor(y / CELL_M)];
    let nearest = NEAR_M ** 2;
    let street = -1;
    // What lies in a ring of cells is at least so many cells away, less one.
    for (let ring = 0; ring <= RINGS && ((ring - 1) * CELL_M) ** 2 < nearest; ring++) {
      for (const cell of cellsOfRing(column, row, ring)) {
        const near = points.get(cell) ?? [];
        for (let k = 0; k < near.length; k += 3) {
          const [east, north] = [itemAt(near, k) - x, itemAt(near, k + 1) - y];
          const squared = east * east + north * north;
          if (squared >= nearest) continue;
          nearest = squared;
          street = itemAt(near, k + 2);
        }
      }
    }
    return street;
  };
}

/** One number a cell; the Earth is 800,000 cells around. */
function cellOf(column: number, row: number): number {
  return column * 2 ** 21 + row;
}

/** The cells that lie so many away from one, on all sides. */
function* cellsOfRing(column: number, row: number, ring: number): Generator<number> {
  for (let i = -ring; i <= ring; i++) {
    const step = Math.abs(i) === ring ? 1 : Math.max(1, 2 * ring);
    for (let j = -ring; j <= ring; j += step) yield cellOf(column + i, row + j);
  }
}
