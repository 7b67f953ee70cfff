/**
 * Which share of each cell of a square grid lies in a polygon, exactly.
 *
 * Method: every ring is clipped to a row of cells and that to each cell (Sutherland & Hodgman 1974), the areas by the
 * shoelace formula; clipping a concave ring leaves edges that run back on themselves and add nothing. Holes are taken
 * off. Rings may wind either way and must not cross themselves.
 */

type Point = readonly [u: number, v: number];

/** Part of a cell: column and row, and the share of it from above 0 to 1. */
export interface CellShare {
  readonly column: number;
  readonly row: number;
  readonly share: number;
}

/**
 * Cells that a polygon covers or touches.
 *
 * @param rings - outer ring and holes, closed, in units of cells: cell (c, r) reaches from (c, r) to (c + 1, r + 1)
 * @param columns - cells run from column 0 to before this, and likewise rows; what lies outside is left out
 * @returns shares above zero, row by row
 */
export function cellShares(rings: readonly (readonly Point[])[], columns: number, rows: number): CellShare[] {
  const shares = new Map<number, number>();
  rings.forEach((ring, i) => {
    const sign = i === 0 ? 1 : -1;
    for (const { column, row, share } of ringShares(ring, columns, rows)) {
      const cell = row * columns + column;
      shares.set(cell, (shares.get(cell) ?? 0) + sign * share);
    }
  });
  return [...shares]
    .filter(([, share]) => share > 1e-12)
    .sort(([a], [b]) => a - b)
    .map(([cell, share]) => ({
      column: cell % columns,
      row: Math.floor(cell / columns),
      share: Math.min(1, share),
    }));
}

function* ringShares(ring: readonly Point[], columns: number, rows: number): Generator<CellShare> {
  const [top, bottom] = spanOf(ring, 1, rows);
  for (let row = top; row < bottom; row++) {
    const strip = between(ring, 1, row, row + 1);
    const [left, right] = spanOf(strip, 0, columns);
    for (let column = left; column < right; column++) {
      const share = areaOf(between(strip, 0, column, column + 1));
      if (share > 0) yield { column, row, share };
    }
  }
}

/** Cells from the first to before the last that the ring reaches along an axis. */
function spanOf(ring: readonly Point[], axis: 0 | 1, count: number): [from: number, to: number] {
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const point of ring) {
    least = Math.min(least, point[axis]);
    most = Math.max(most, point[axis]);
  }
  if (least > most) return [0, 0];
  return [Math.max(0, Math.floor(least)), Math.min(count, Math.ceil(most))];
}

/** What of the ring lies between two lines across an axis. */
function between(ring: readonly Point[], axis: 0 | 1, from: number, to: number): Point[] {
  return beyond(beyond(ring, axis, from, 1), axis, to, -1);
}

/** What of the ring lies at or beyond a line, on the side that `sign` says. */
function beyond(ring: readonly Point[], axis: 0 | 1, line: number, sign: 1 | -1): Point[] {
  const clippedRing: Point[] = [];
  for (let i = 0; i < ring.length; i++) {
    const a = ring[i];
    const b = ring[(i + 1) % ring.length];
    const [before, after] = [sign * (a[axis] - line), sign * (b[axis] - line)];
    if (before >= 0) clippedRing.push(a);
    if (before >= 0 === after >= 0) continue;
    const t = before / (before - after);
    const crossing: [number, number] = [a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1])];
    crossing[axis] = line;
    clippedRing.push(crossing);
  }
  return clippedRing;
}

/** Area of a ring, open or closed, in cells; 0 for fewer than three points. */
export function areaOf(ring: readonly Point[]): number {
  const [u0, v0] = ring[0] ?? [0, 0];
  let twice = 0;
  for (let i = 0; i < ring.length; i++) {
    const [a, b] = [ring[i], ring[(i + 1) % ring.length]];
    twice += (a[0] - u0) * (b[1] - v0) - (b[0] - u0) * (a[1] - v0);
  }
  return Math.abs(twice) / 2;
}
