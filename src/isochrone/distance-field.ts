/**
 * Squared distance from grid points to the nearest piece of street that they can see, for pieces near barriers.
 *
 * Pieces are stamped one by one onto the grid points within a radius. A grid point hidden from a piece by a barrier is
 * flagged and left as it was. Pieces without barriers near by need none of this and are covered by `capsule-cover.ts`.
 *
 * Layer: isochrone. Coordinates are grid units; a band of rows is held at a time.
 */
import type { BarrierSight } from "./barrier-sight.js";

/** Value of a grid point that no piece has been stamped on. */
export const FAR = 1e30;

/** What barriers did to a grid point. */
export const Hidden = {
  /** A barrier hides the point from some piece within the radius. */
  fromSome: 1,
  /** The point was unseen from near by and is inside only because it was forced. */
  forced: 2,
} as const;

/** A band of grid rows; its memory is reused. */
export class DistanceField {
  width = 0;
  rowFrom = 0;
  rowTo = 0;
  values = new Float32Array(0);
  /** Bits of `Hidden` per grid point. */
  hidden = new Uint8Array(0);
  /** Whether any piece was stamped since the band began; otherwise `values` and `hidden` hold nothing. */
  touched = false;
  #minX = 0;
  #maxX = -1;
  #minY = 0;
  #maxY = -1;

  /** Starts the band of rows `rowFrom` … `rowTo`, both included. */
  begin(width: number, rowFrom: number, rowTo: number): void {
    this.width = width;
    this.rowFrom = rowFrom;
    this.rowTo = rowTo;
    this.touched = false;
  }

  /** Clears the band when something is stamped on it first: most bands have no barrier. */
  #touch(west: number, south: number, east: number, north: number): void {
    if (!this.touched) {
      const size = this.width * (this.rowTo - this.rowFrom + 1);
      if (this.values.length < size) {
        this.values = new Float32Array(size);
        this.hidden = new Uint8Array(size);
      } else this.hidden.fill(0, 0, size);
      this.values.fill(FAR, 0, size);
      this.touched = true;
      [this.#minX, this.#maxX, this.#minY, this.#maxY] = [west, east, south, north];
    }
    this.#minX = Math.min(this.#minX, west);
    this.#maxX = Math.max(this.#maxX, east);
    this.#minY = Math.min(this.#minY, south);
    this.#maxY = Math.max(this.#maxY, north);
  }

  /** Calls `visit` with every grid point whose value is at most `level`. */
  eachInside(level: number, visit: (column: number, row: number) => void): void {
    if (!this.touched) return;
    for (let row = this.#minY; row <= this.#maxY; row++) {
      const base = (row - this.rowFrom) * this.width;
      for (let i = this.#minX; i <= this.#maxX; i++) if (this.values[base + i]! <= level) visit(i, row);
    }
  }

  /**
   * Stamps a piece on all grid points within `radius`.
   *
   * @param level - squared distance up to which a grid point is inside
   * @param sight - barriers fetched for the surroundings of the piece
   */
  stamp(
    ax: number,
    ay: number,
    bx: number,
    by: number,
    radius: number,
    level: number,
    sight: BarrierSight,
  ): void {
    const low = Math.max(this.rowFrom, Math.ceil(Math.min(ay, by) - radius));
    const high = Math.min(this.rowTo, Math.floor(Math.max(ay, by) + radius));
    const dx = bx - ax;
    const dy = by - ay;
    const squared = dx * dx + dy * dy;
    const inverse = squared > 0 ? 1 / squared : 0;
    // Half width, along a row, of the strip on both sides of the piece.
    const strip = dy === 0 ? Infinity : (radius * Math.sqrt(squared)) / Math.abs(dy);
    const slope = dy === 0 ? 0 : dx / dy;
    const minX = Math.min(ax, bx);
    const maxX = Math.max(ax, bx);
    const minY = Math.min(ay, by);
    const maxY = Math.max(ay, by);
    if (low > high) return;
    const west = Math.max(0, Math.ceil(minX - radius));
    this.#touch(west, low, Math.min(this.width - 1, Math.floor(maxX + radius)), high);
    for (let row = low; row <= high; row++) {
      const off = row < minY ? minY - row : row > maxY ? row - maxY : 0;
      const half = Math.sqrt(Math.max(0, radius * radius - off * off));
      const middle = ax + (row - ay) * slope;
      const from = Math.max(0, Math.ceil(Math.max(minX - half, middle - strip)));
      const to = Math.min(this.width - 1, Math.floor(Math.min(maxX + half, middle + strip)));
      this.#stampRow(row, from, to, ax, ay, bx, by, inverse, radius, level, sight);
    }
  }

  #stampRow(
    row: number,
    from: number,
    to: number,
    ax: number,
    ay: number,
    bx: number,
    by: number,
    inverse: number,
    radius: number,
    level: number,
    sight: BarrierSight,
  ): void {
    const { values, hidden } = this;
    const base = (row - this.rowFrom) * this.width;
    const dx = bx - ax;
    const dy = by - ay;
    for (let i = from; i <= to; i++) {
      const t = ((i - ax) * dx + (row - ay) * dy) * inverse;
      // The ends are taken as they are: a street that ends on a barrier is seen from both sides.
      const x = t <= 0 ? ax : t >= 1 ? bx : ax + t * dx;
      const y = t <= 0 ? ay : t >= 1 ? by : ay + t * dy;
      const d = (i - x) * (i - x) + (row - y) * (row - y);
      if (d > radius * radius) continue;
      const at = base + i;
      const known = values[at]!;
      // Nothing is gained here, and a flag would tell nothing new: flags are read at outside grid points only.
      if (d >= known && (known <= level || hidden[at] !== 0)) continue;
      if (sight.hides(i, row, x, y)) hidden[at] = hidden[at]! | Hidden.fromSome;
      else if (d < known) values[at] = d;
    }
  }

  /**
   * Puts the corners of all cells that the line from `c` to `d` runs through at their distance to the piece from
   * `a` to `b`, whatever stands between. Call it after all pieces of the same cutoff are stamped.
   *
   * @param level - squared distance up to which a grid point is inside
   */
  force(
    cx: number,
    cy: number,
    dx: number,
    dy: number,
    ax: number,
    ay: number,
    bx: number,
    by: number,
    level: number,
  ): void {
    const squared = (bx - ax) ** 2 + (by - ay) ** 2;
    const inverse = squared > 0 ? 1 / squared : 0;
    const low = Math.floor(Math.min(cy, dy) - 1e-9);
    const high = Math.floor(Math.max(cy, dy) + 1e-9);
    if (high + 1 < this.rowFrom || low > this.rowTo) return;
    const west = Math.max(0, Math.floor(Math.min(cx, dx) - 1e-9));
    const east = Math.min(this.width - 1, Math.floor(Math.max(cx, dx) + 1e-9) + 1);
    this.#touch(west, Math.max(low, this.rowFrom), east, Math.min(high + 1, this.rowTo));
    for (let cell = low; cell <= high; cell++) {
      const t0 = dy === cy ? 0 : clamp01((cell - cy) / (dy - cy));
      const t1 = dy === cy ? 1 : clamp01((cell + 1 - cy) / (dy - cy));
      const x0 = cx + t0 * (dx - cx);
      const x1 = cx + t1 * (dx - cx);
      const from = Math.floor(Math.min(x0, x1) - 1e-9);
      const to = Math.floor(Math.max(x0, x1) + 1e-9) + 1;
      for (let row = cell; row <= cell + 1; row++) {
        if (row < this.rowFrom || row > this.rowTo) continue;
        for (let i = Math.max(0, from); i <= Math.min(this.width - 1, to); i++) {
          const at = (row - this.rowFrom) * this.width + i;
          const t = clamp01(((i - ax) * (bx - ax) + (row - ay) * (by - ay)) * inverse);
          const d = (i - ax - t * (bx - ax)) ** 2 + (row - ay - t * (by - ay)) ** 2;
          const known = this.values[at]!;
          if (d >= known) continue;
          this.values[at] = d;
          if (known > level && d <= level) this.hidden[at] = this.hidden[at]! | Hidden.forced;
        }
      }
    }
  }
}

function clamp01(t: number): number {
  return t < 0 ? 0 : t > 1 ? 1 : t;
}
