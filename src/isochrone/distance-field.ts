/**
 * Squared distance from every grid point to the nearest reached piece of street that it can see.
 *
 * Pieces are stamped one by one onto the grid points within a radius, so the cost grows with the streets reached
 * and not with the grid. A grid point hidden from a piece by a barrier is flagged and left as it was.
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
  anyHidden = false;

  /** Starts the band of rows `rowFrom` … `rowTo`, both included. */
  begin(width: number, rowFrom: number, rowTo: number): void {
    const size = width * (rowTo - rowFrom + 1);
    if (this.values.length < size) {
      this.values = new Float32Array(size);
      this.hidden = new Uint8Array(size);
    } else if (this.anyHidden) this.hidden.fill(0);
    this.values.fill(FAR, 0, size);
    this.anyHidden = false;
    this.width = width;
    this.rowFrom = rowFrom;
    this.rowTo = rowTo;
  }

  /**
   * Stamps a piece on all grid points within `radius`.
   *
   * @param level - squared distance up to which a grid point is inside
   * @param sight - barriers fetched for the surroundings of the piece, or null if there are none
   */
  stamp(
    ax: number,
    ay: number,
    bx: number,
    by: number,
    radius: number,
    level: number,
    sight: BarrierSight | null,
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
    for (let row = low; row <= high; row++) {
      const off = row < minY ? minY - row : row > maxY ? row - maxY : 0;
      const half = Math.sqrt(Math.max(0, radius * radius - off * off));
      const middle = ax + (row - ay) * slope;
      const from = Math.max(0, Math.ceil(Math.max(minX - half, middle - strip)));
      const to = Math.min(this.width - 1, Math.floor(Math.min(maxX + half, middle + strip)));
      if (sight === null) this.#stampRow(row, from, to, ax, ay, dx, dy, inverse);
      else this.#stampRowInSight(row, from, to, ax, ay, bx, by, inverse, radius, level, sight);
    }
  }

  /** Three spans: nearest to the piece's west end, to its inside, to its east end. */
  #stampRow(
    row: number,
    from: number,
    to: number,
    ax: number,
    ay: number,
    dx: number,
    dy: number,
    inverse: number,
  ): void {
    const base = (row - this.rowFrom) * this.width;
    const y = row - ay;
    // West end and step to the east end; the foot of a grid point lies between them within the inner span.
    const turned = dx < 0;
    const wx = turned ? ax + dx : ax;
    const wy = turned ? y - dy : y;
    const east = turned ? -dx : dx;
    const north = turned ? -dy : dy;
    let innerFrom = from;
    let innerTo = to;
    if (east > 0) {
      const foot = wx - (wy * north) / east;
      innerFrom = Math.min(Math.max(Math.ceil(foot), from), to + 1);
      innerTo = Math.max(Math.min(Math.floor(foot + 1 / (inverse * east)), to), innerFrom - 1);
    } else {
      // No length, or straight north–south: the whole row has its foot at one height.
      const foot = wy * north * inverse;
      if (inverse === 0 || foot < 0) innerFrom = to + 1;
      else if (foot > 1) innerTo = from - 1;
    }
    this.#stampSpan(base, from, innerFrom - 1, wx, wy * wy);
    const { values } = this;
    const start = -wx * north - wy * east;
    for (let i = innerFrom; i <= innerTo; i++) {
      const across = i * north + start;
      const d = across * across * inverse;
      if (d < values[base + i]!) values[base + i] = d;
    }
    this.#stampSpan(base, innerTo + 1, to, wx + east, (wy - north) * (wy - north));
  }

  /** Squared distances to one place, `offSquared` being that across the row. */
  #stampSpan(base: number, from: number, to: number, x: number, offSquared: number): void {
    const { values } = this;
    for (let i = from; i <= to; i++) {
      const d = (i - x) * (i - x) + offSquared;
      if (d < values[base + i]!) values[base + i] = d;
    }
  }

  #stampRowInSight(
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
      if (sight.hides(i, row, x, y)) {
        hidden[at] = hidden[at]! | Hidden.fromSome;
        this.anyHidden = true;
      } else if (d < known) values[at] = d;
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
          const unseen = this.values[at]! > level;
          this.#stampRow(row, i, i, ax, ay, bx - ax, by - ay, inverse);
          if (!unseen || this.values[at]! > level) continue;
          this.hidden[at] = this.hidden[at]! | Hidden.forced;
          this.anyHidden = true;
        }
      }
    }
  }
}

function clamp01(t: number): number {
  return t < 0 ? 0 : t > 1 ? 1 : t;
}
