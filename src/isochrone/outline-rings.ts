/**
 * Rings of an outline → shells with their holes.
 *
 * Rings of an outline never touch, so one point of a hole decides which shells hold it; the smallest of those is
 * its own.
 */
import type { GridRings } from "./outline.js";

/** A shell and its holes: indexes of rings. */
export interface RingPolygon {
  readonly shell: number;
  readonly holes: readonly number[];
}

/** Whether a place lies inside one ring (even–odd rule). */
export function insideRing(rings: GridRings, ring: number, px: number, py: number): boolean {
  const { x, y, first } = rings;
  const from = first[ring];
  const to = first[ring + 1];
  let inside = false;
  for (let i = from, j = to - 1; i < to; j = i++) {
    const yi = y[i];
    const yj = y[j];
    if (yi > py !== yj > py && px < x[i] + ((py - yi) / (yj - yi)) * (x[j] - x[i])) inside = !inside;
  }
  return inside;
}

/** Lowest and highest coordinates of a ring. */
export function ringBox(
  rings: GridRings,
  ring: number,
): [minX: number, minY: number, maxX: number, maxY: number] {
  let minX = Infinity;
  let minY = Infinity;
  let maxX = -Infinity;
  let maxY = -Infinity;
  for (let i = rings.first[ring]; i < rings.first[ring + 1]; i++) {
    minX = Math.min(minX, rings.x[i]);
    maxX = Math.max(maxX, rings.x[i]);
    minY = Math.min(minY, rings.y[i]);
    maxY = Math.max(maxY, rings.y[i]);
  }
  return [minX, minY, maxX, maxY];
}

/**
 * Sorts rings into polygons.
 *
 * @param fill - holes for which this says true are filled, together with everything inside them
 * @returns polygons in the order of their shells; holes in the order of the rings
 */
export function ringPolygons(rings: GridRings, fill: (hole: number) => boolean): RingPolygon[] {
  const shells: { ring: number; area: number; box: readonly number[]; holes: number[] }[] = [];
  const holes: number[] = [];
  const filled: { ring: number; box: readonly [number, number, number, number] }[] = [];
  for (let ring = 0; ring < rings.count; ring++) {
    if (rings.doubleArea[ring] > 0) {
      shells.push({ ring, area: rings.doubleArea[ring], box: ringBox(rings, ring), holes: [] });
    } else if (fill(ring)) filled.push({ ring, box: ringBox(rings, ring) });
    else holes.push(ring);
  }
  const buried = (ring: number) => {
    const x = rings.x[rings.first[ring]];
    const y = rings.y[rings.first[ring]];
    return filled.some(
      ({ ring: hole, box: [minX, minY, maxX, maxY] }) =>
        hole !== ring && x > minX && x < maxX && y > minY && y < maxY && insideRing(rings, hole, x, y),
    );
  };
  const standing = shells.filter(({ ring }) => !buried(ring));
  for (const hole of holes) {
    if (buried(hole)) continue;
    const x = rings.x[rings.first[hole]];
    const y = rings.y[rings.first[hole]];
    const around = standing.filter(({ box: [minX, minY, maxX, maxY] }) => {
      return x >= minX && x <= maxX && y >= minY && y <= maxY;
    });
    // Some shell holds each hole: where but one box does, that is the shell, and its thousands of points are not asked.
    let shellOfHole = around.length === 1 ? around[0] : undefined;
    for (const shell of around.length === 1 ? [] : around) {
      if (shellOfHole !== undefined && shellOfHole.area <= shell.area) continue;
      if (insideRing(rings, shell.ring, x, y)) shellOfHole = shell;
    }
    shellOfHole?.holes.push(hole);
  }
  return standing.map(({ ring, holes: ringHoles }) => ({ shell: ring, holes: ringHoles }));
}
