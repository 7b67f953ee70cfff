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
  const bare = name.map((one) => BARE.test(one));
  if (streets === null || !bare.includes(true)) return name;
  const { lonM, latM } = degreeLengths(lat[0] ?? 0);
  const column = (x: number) => Math.floor((x * lonM) / NEAR_M);
  const row = (y: number) => Math.floor((y * latM) / NEAR_M);
  /** Points of named streets with their street, in the cells around such blocks alone. */
  const points = new Map<number, number[]>();
  for (let b = 0; b < name.length; b++) {
    if (bare[b] !== true) continue;
    for (const cell of cellsAround(column(itemAt(lon, b)), row(itemAt(lat, b)))) points.set(cell, []);
  }
  const { lines, names, name: nameOf } = streets;
  for (let i = 0; i < nameOf.length; i++) {
    const street = itemAt(nameOf, i);
    if (itemAt(names, street) === "") continue;
    for (let [s, end] = spanAt(lines.first, i); s < end; s++)
      points.get(cellOf(column(itemAt(lines.lon, s)), row(itemAt(lines.lat, s))))?.push(s, street);
  }
  return name.map((own, b) => {
    if (bare[b] !== true) return own;
    const [x, y] = [itemAt(lon, b), itemAt(lat, b)];
    let nearest = NEAR_M ** 2;
    let street = -1;
    for (const cell of cellsAround(column(x), row(y))) {
      const near = points.get(cell) ?? [];
      for (let k = 0; k < near.length; k += 2) {
        const s = itemAt(near, k);
        const east = (itemAt(lines.lon, s) - x) * lonM;
        const north = (itemAt(lines.lat, s) - y) * latM;
        const squared = east * east + north * north;
        if (squared >= nearest) continue;
        nearest = squared;
        street = itemAt(near, k + 1);
      }
    }
    return street < 0 ? own : `${own || itemAt(id, b)} (${itemAt(names, street)})`;
  });
}

/** One number a cell; the Earth is 160,000 cells around. */
function cellOf(column: number, row: number): number {
  return column * 2 ** 20 + row;
}

/** A cell and the eight around it. */
function cellsAround(column: number, row: number): number[] {
  return [-1, 0, 1].flatMap((i) => [-1, 0, 1].map((j) => cellOf(column + i, row + j)));
}
