/**
 * Squared distance from grid points to the nearest piece of street that they can see, for pieces near barriers.
 *
 * Pieces are stamped one by one onto the grid points within a radius. A grid point hidden from a piece by a barrier is
 * flagged and left as it was. Pieces without barriers near by need none of this and are covered by `capsule-cover.ts`.
 * Grid points found inside are marked there at once; where all around is covered, nobody asks for distances any more.
 */
import type { BarrierSight } from "./barrier-sight.js";
import type { CapsuleCover } from "./capsule-cover.js";

/** Value of a grid point that no piece has been stamped on. */
const FAR = 1e30;

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
  readonly #cover: CapsuleCover;

  /** @param cover - the band that grid points inside are marked in; the same rows must have been begun in it */
  constructor(cover: CapsuleCover) {
    this.#cover = cover;
  }

  /** Starts the band of rows `rowFrom` … `rowTo`, both included. */
  begin(width: number, rowFrom: number, rowTo: number): void {
    this.width = width;
    this.rowFrom = rowFrom;
    this.rowTo = rowTo;
    this.touched = false;
  }

  /** Clears the band when something is stamped on it first: most bands have no barrier. */
  #touch(): void {
    if (this.touched) return;
    const size = this.width * (this.rowTo - this.rowFrom + 1);
    if (this.values.length < size) {
      this.values = new Float32Array(size);
      this.hidden = new Uint8Array(size);
    } else this.hidden.fill(0, 0, size);
    this.values.fill(FAR, 0, size);
    this.touched = true;
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
    this.#touch();
    for (let row = low; row <= high; row++) {
      const off = row < minY ? minY - row : row > maxY ? row - maxY : 0;
      const half = Math.sqrt(Math.max(0, radius * radius - off * off));
      const middle = ax + (row - ay) * slope;
      const from = Math.max(0, Math.ceil(Math.max(minX - half, middle - strip)));
      const to = Math.min(this.width - 1, Math.floor(Math.min(maxX + half, middle + strip)));
      for (let word = from >> 5; word <= to >> 5; word++) {
        const left = Math.max(from, word << 5) & 31;
        const right = Math.min(to, (word << 5) + 31) & 31;
        const mask = (-1 << left) & (-1 >>> (31 - right)) & ~this.#cover.buried(word, row);
        if (from <= to && mask !== 0) {
          this.#stampWord(row, word, mask, ax, ay, bx, by, inverse, radius, level, sight);
        }
      }
    }
  }

  /** Stamps the grid points of a row that the bits of `mask` name. */
  #stampWord(
    row: number,
    word: number,
    mask: number,
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
    const cover = this.#cover;
    const base = (row - this.rowFrom) * this.width;
    const dx = bx - ax;
    const dy = by - ay;
    for (let rest = mask; rest !== 0; rest &= rest - 1) {
      const i = (word << 5) + 31 - Math.clz32(rest & -rest);
      const t = ((i - ax) * dx + (row - ay) * dy) * inverse;
      // The ends are taken as they are: a street that ends on a barrier is seen from both sides.
      const x = t <= 0 ? ax : t >= 1 ? bx : ax + t * dx;
      const y = t <= 0 ? ay : t >= 1 ? by : ay + t * dy;
      const d = (i - x) * (i - x) + (row - y) * (row - y);
      if (d > radius * radius) continue;
      const at = base + i;
      const current = values[at];
      // Nothing is gained here, and a flag would tell nothing new: flags are read at outside grid points only.
      if (d >= current && (current <= level || hidden[at] !== 0)) continue;
      if (sight.hides(i, row, x, y)) hidden[at] = hidden[at] | Hidden.fromSome;
      else if (d < current) {
        values[at] = d;
        if (values[at] <= level) cover.mark(i, row);
      }
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
    this.#touch();
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
          const current = this.values[at];
          if (d >= current) continue;
          this.values[at] = d;
          if (this.values[at] <= level) this.#cover.mark(i, row);
          if (current > level && d <= level) this.hidden[at] = this.hidden[at] | Hidden.forced;
        }
      }
    }
  }
}

function clamp01(t: number): number {
  return t < 0 ? 0 : t > 1 ? 1 : t;
}
