/**
 * Rings of a polygon in a grid, to be asked whether a stretch lies inside, outside, or across them.
 */
import { addTo } from "../base/grouping.js";

type Place = readonly [x: number, y: number];

/** Sides of the rings by cell of a grid. */
export interface RingIndex {
  readonly rings: readonly (readonly Place[])[];
  /** Even-odd rule over all rings. */
  readonly isInside: (x: number, y: number) => boolean;
  /** Whether a straight stretch lies wholly inside. */
  readonly holds: (ax: number, ay: number, bx: number, by: number) => boolean;
  /** Whether it lies wholly outside. */
  readonly avoids: (ax: number, ay: number, bx: number, by: number) => boolean;
  /** Whether it comes into the box of the rings at all. */
  readonly mayTouch: (ax: number, ay: number, bx: number, by: number) => boolean;
  /** Sides near a box, as four numbers each. */
  readonly sidesNear: (west: number, south: number, east: number, north: number) => readonly Side[];
}

interface Side {
  readonly a: Place;
  readonly b: Place;
  /** Position of the ring and of the side in it. */
  readonly ring: number;
  readonly at: number;
}

const CELL_M = 50;

/** @param seamX - where ±180° lies: polygons that are cut there hang together, so their sides along it do not count */
export function createRingIndex(rings: readonly (readonly Place[])[], seamX: number): RingIndex {
  const onSeam = ([x]: Place) => Math.abs(x - seamX) < 1e-6;
  const cells = new Map<string, Side[]>();
  const rows = new Map<number, Side[]>();
  const box = [Infinity, Infinity, -Infinity, -Infinity];
  const cell = (value: number) => Math.floor(value / CELL_M);
  rings.forEach((ring, r) => {
    for (let at = 1; at < ring.length; at++) {
      const side = { a: ring[at - 1], b: ring[at], ring: r, at };
      if (onSeam(side.a) && onSeam(side.b)) continue;
      const [west, east] = side.a[0] < side.b[0] ? [side.a[0], side.b[0]] : [side.b[0], side.a[0]];
      const [south, north] = side.a[1] < side.b[1] ? [side.a[1], side.b[1]] : [side.b[1], side.a[1]];
      box[0] = Math.min(box[0], west);
      box[1] = Math.min(box[1], south);
      box[2] = Math.max(box[2], east);
      box[3] = Math.max(box[3], north);
      for (let y = cell(south); y <= cell(north); y++) {
        addTo(rows, y, side);
        for (let x = cell(west); x <= cell(east); x++) addTo(cells, `${x} ${y}`, side);
      }
    }
  });
  const isInside = (x: number, y: number) => {
    let inside = false;
    for (const { a, b } of rows.get(cell(y)) ?? []) {
      if (a[1] > y === b[1] > y) continue;
      if (x < a[0] + ((y - a[1]) / (b[1] - a[1])) * (b[0] - a[0])) inside = !inside;
    }
    return inside;
  };
  const sidesNear = (west: number, south: number, east: number, north: number) => {
    const sides = new Set<Side>();
    for (let x = cell(west); x <= cell(east); x++) {
      for (let y = cell(south); y <= cell(north); y++)
        for (const side of cells.get(`${x} ${y}`) ?? []) sides.add(side);
    }
    return [...sides];
  };
  const crosses = (ax: number, ay: number, bx: number, by: number) =>
    sidesNear(Math.min(ax, bx), Math.min(ay, by), Math.max(ax, bx), Math.max(ay, by)).some(({ a, b }) =>
      properlyCross([ax, ay], [bx, by], a, b),
    );
  return {
    rings,
    isInside,
    sidesNear,
    holds: (ax, ay, bx, by) => isInside(ax, ay) && isInside(bx, by) && !crosses(ax, ay, bx, by),
    avoids: (ax, ay, bx, by) => !isInside((ax + bx) / 2, (ay + by) / 2) && !crosses(ax, ay, bx, by),
    mayTouch: (ax, ay, bx, by) =>
      Math.max(ax, bx) >= box[0] &&
      Math.min(ax, bx) <= box[2] &&
      Math.max(ay, by) >= box[1] &&
      Math.min(ay, by) <= box[3],
  };
}

/** Places where two sides of the rings cross. */
export function crossingRings(index: RingIndex): Place[] {
  const crossings: Place[] = [];
  index.rings.forEach((ring, r) => {
    for (let at = 1; at < ring.length; at++) {
      const [a, b] = [ring[at - 1], ring[at]];
      const near = index.sidesNear(
        Math.min(a[0], b[0]),
        Math.min(a[1], b[1]),
        Math.max(a[0], b[0]),
        Math.max(a[1], b[1]),
      );
      for (const other of near) {
        const isLater = other.ring > r || (other.ring === r && other.at > at);
        if (isLater && properlyCross(a, b, other.a, other.b)) crossings.push(a);
      }
    }
  });
  return crossings;
}

/** Distance from a place to the nearest side, if it is within a cell; else the size of a cell. */
export function distanceToRingsM(index: RingIndex, x: number, y: number): number {
  let nearest = CELL_M;
  for (const { a, b } of index.sidesNear(x - CELL_M, y - CELL_M, x + CELL_M, y + CELL_M)) {
    const [dx, dy] = [b[0] - a[0], b[1] - a[1]];
    const squared = dx * dx + dy * dy;
    const share = squared === 0 ? 0 : Math.min(1, Math.max(0, ((x - a[0]) * dx + (y - a[1]) * dy) / squared));
    nearest = Math.min(nearest, Math.sqrt((a[0] + share * dx - x) ** 2 + (a[1] + share * dy - y) ** 2));
  }
  return nearest;
}

function properlyCross(a: Place, b: Place, c: Place, d: Place): boolean {
  return side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0;
}

function side(a: Place, b: Place, c: Place): number {
  return Math.sign((b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]));
}
