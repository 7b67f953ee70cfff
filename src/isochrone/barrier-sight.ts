/**
 * Whether a mapped barrier stands between a street and a place beside it.
 *
 * Barrier pieces are kept in square buckets of about 220 m, made once for a network. For each stretch of street the
 * few pieces around it are fetched; mostly there are none, and nothing more is asked.
 */
import { addTo } from "../base/grouping.js";
import { grown } from "../base/growing-column.js";
import { lonDifferenceE7 } from "../geo/local-frame.js";
import type { BarrierLines } from "../network/street-draft.js";

/** Side of a bucket, 1e-7 degrees: 222 m north–south. */
const BUCKET_E7 = 20_000;

/** Grid of the field: grid unit `x` stands at `originX + x * stepX` 1e-7 degrees from the reference longitude. */
export interface GridPlacement {
  readonly originLonE7: number;
  readonly originX: number;
  readonly originY: number;
  readonly stepX: number;
  readonly stepY: number;
}

/** Barriers around a stretch of street, in grid units. */
export class BarrierSight {
  /** Barrier pieces fetched last. */
  count = 0;
  #ax = new Float64Array(64);
  #ay = new Float64Array(64);
  #bx = new Float64Array(64);
  #by = new Float64Array(64);
  /** Shape point of the barriers that each ends at. */
  #end = new Uint32Array(64);
  readonly #barriers: BarrierLines;
  /** Barrier pieces by bucket: rows south to north, each with `#columns` buckets from west to east. */
  readonly #buckets = new Map<number, number[]>();
  #firstColumn = Infinity;
  #firstRow = Infinity;
  #columns = 0;
  readonly #seen: Uint32Array;
  #turn = 0;
  #lastHider = 0;
  #placement: GridPlacement = { originLonE7: 0, originX: 0, originY: 0, stepX: 1, stepY: 1 };

  constructor(barriers: BarrierLines) {
    this.#barriers = barriers;
    this.#seen = new Uint32Array(barriers.lonE7.length);
    const pieces: number[] = [];
    for (let line = 0; line < barriers.count; line++) {
      for (let s = barriers.first[line] + 1; s < barriers.first[line + 1]; s++) pieces.push(s);
    }
    let lastColumn = -Infinity;
    for (const s of pieces) {
      const x = barriers.lonE7[s - 1];
      const end = x + lonDifferenceE7(barriers.lonE7[s], x);
      this.#firstColumn = Math.min(this.#firstColumn, column(Math.min(x, end)));
      lastColumn = Math.max(lastColumn, column(Math.max(x, end)));
      this.#firstRow = Math.min(
        this.#firstRow,
        column(Math.min(barriers.latE7[s - 1], barriers.latE7[s]) - 1),
      );
    }
    // Counted from the first, so that keys of a city are small integers, which a map finds fastest.
    this.#columns = lastColumn - this.#firstColumn + 1;
    for (const s of pieces) this.#file(s);
  }

  /** Whether the network has any barrier at all. */
  get empty(): boolean {
    return this.#buckets.size === 0;
  }

  /** Chooses the grid that all following coordinates are in. */
  place(placement: GridPlacement): void {
    this.#placement = placement;
  }

  /** Fetches the barrier pieces that may meet a box, given in grid units. */
  select(minX: number, minY: number, maxX: number, maxY: number): number {
    const { originLonE7, originX, originY, stepX, stepY } = this.#placement;
    const { lonE7, latE7 } = this.#barriers;
    this.count = 0;
    this.#turn++;
    const west = Math.max(0, column(originLonE7 + originX + minX * stepX) - this.#firstColumn);
    const east = Math.min(
      this.#columns - 1,
      column(originLonE7 + originX + maxX * stepX) - this.#firstColumn,
    );
    const south = column(originY + minY * stepY) - this.#firstRow;
    const north = column(originY + maxY * stepY) - this.#firstRow;
    for (let r = south; r <= north; r++) {
      for (let c = west; c <= east; c++) {
        const bucket = this.#buckets.get(r * this.#columns + c);
        if (bucket === undefined) continue;
        for (const s of bucket) {
          if (this.#seen[s] === this.#turn) continue;
          this.#seen[s] = this.#turn;
          const ax = (lonDifferenceE7(lonE7[s - 1], originLonE7) - originX) / stepX;
          const ay = (latE7[s - 1] - originY) / stepY;
          const bx = (lonDifferenceE7(lonE7[s], originLonE7) - originX) / stepX;
          const by = (latE7[s] - originY) / stepY;
          if (Math.max(ax, bx) < minX || Math.min(ax, bx) > maxX) continue;
          if (Math.max(ay, by) < minY || Math.min(ay, by) > maxY) continue;
          this.#keep(s, ax, ay, bx, by);
        }
      }
    }
    return this.count;
  }

  /** The barrier pieces fetched last, for `fetch`. */
  fetched(): Uint32Array {
    return this.#end.slice(0, this.count);
  }

  /** Fetches barrier pieces that were fetched before, maybe by another and on another grid. */
  fetch(pieces: Uint32Array): number {
    const { originLonE7, originX, originY, stepX, stepY } = this.#placement;
    const { lonE7, latE7 } = this.#barriers;
    this.count = 0;
    this.#lastHider = 0;
    for (let i = 0; i < pieces.length; i++) {
      const s = pieces[i];
      this.#keep(
        s,
        (lonDifferenceE7(lonE7[s - 1], originLonE7) - originX) / stepX,
        (latE7[s - 1] - originY) / stepY,
        (lonDifferenceE7(lonE7[s], originLonE7) - originX) / stepX,
        (latE7[s] - originY) / stepY,
      );
    }
    return this.count;
  }

  /** Lets go of fetched barrier pieces that no line of at most `radius` from the piece between `a` and `b` can cross. */
  narrow(ax: number, ay: number, bx: number, by: number, radius: number): void {
    const length = Math.sqrt((bx - ax) * (bx - ax) + (by - ay) * (by - ay));
    if (length === 0) return;
    const ux = (bx - ax) / length;
    const uy = (by - ay) / length;
    // A hair more, so that rounding lets go of nothing that counts.
    const reach = radius + 1e-6;
    let keptCount = 0;
    for (let i = 0; i < this.count; i++) {
      const px = this.#ax[i] - ax;
      const py = this.#ay[i] - ay;
      const qx = this.#bx[i] - ax;
      const qy = this.#by[i] - ay;
      const p = ux * py - uy * px;
      const q = ux * qy - uy * qx;
      if ((p > reach && q > reach) || (p < -reach && q < -reach)) continue;
      const alongP = ux * px + uy * py;
      const alongQ = ux * qx + uy * qy;
      if ((alongP < -reach && alongQ < -reach) || (alongP > length + reach && alongQ > length + reach))
        continue;
      this.#ax[keptCount] = this.#ax[i];
      this.#ay[keptCount] = this.#ay[i];
      this.#bx[keptCount] = this.#bx[i];
      this.#end[keptCount] = this.#end[i];
      this.#by[keptCount++] = this.#by[i];
    }
    this.count = keptCount;
    this.#lastHider = 0;
  }

  /** Whether some fetched barrier piece comes within `far` of the piece between `a` and `b`. */
  isNear(ax: number, ay: number, bx: number, by: number, far: number): boolean {
    const squared = (far + 1e-6) * (far + 1e-6);
    for (let i = 0; i < this.count; i++) {
      const [cx, cy, dx, dy] = [this.#ax[i], this.#ay[i], this.#bx[i], this.#by[i]];
      if (
        this.#crossing(i, ax, ay, bx, by) < 1 ||
        squaredTo(ax, ay, cx, cy, dx, dy) <= squared ||
        squaredTo(bx, by, cx, cy, dx, dy) <= squared ||
        squaredTo(cx, cy, ax, ay, bx, by) <= squared ||
        squaredTo(dx, dy, ax, ay, bx, by) <= squared
      )
        return true;
    }
    return false;
  }

  /** Whether a fetched barrier piece properly crosses the line of sight; touching one is not crossing. */
  hides(px: number, py: number, qx: number, qy: number): boolean {
    // What hid the last place mostly hides its neighbour as well.
    const last = this.#lastHider;
    if (last < this.count && this.#crossing(last, px, py, qx, qy) < 1) return true;
    for (let i = 0; i < this.count; i++) {
      if (i === last || this.#crossing(i, px, py, qx, qy) === 1) continue;
      this.#lastHider = i;
      return true;
    }
    return false;
  }

  /** Share of the way from `p` to `q` that lies before the first fetched barrier; 1 if none is crossed. */
  firstCrossing(px: number, py: number, qx: number, qy: number): number {
    let share = 1;
    for (let i = 0; i < this.count; i++) share = Math.min(share, this.#crossing(i, px, py, qx, qy));
    return share;
  }

  #crossing(i: number, px: number, py: number, qx: number, qy: number): number {
    const ax = this.#ax[i];
    const ay = this.#ay[i];
    const dx = this.#bx[i] - ax;
    const dy = this.#by[i] - ay;
    const p = dx * (py - ay) - dy * (px - ax);
    const q = dx * (qy - ay) - dy * (qx - ax);
    if (!((p > 0 && q < 0) || (p < 0 && q > 0))) return 1;
    const ex = qx - px;
    const ey = qy - py;
    const a = ex * (ay - py) - ey * (ax - px);
    const b = ex * (ay + dy - py) - ey * (ax + dx - px);
    // A line of sight through a corner of a barrier is hidden: one of its two pieces counts the corner as crossed.
    if ((a > 0 && b > 0) || (a < 0 && b < 0)) return 1;
    return p / (p - q);
  }

  #keep(s: number, ax: number, ay: number, bx: number, by: number): void {
    if (this.count === this.#ax.length) {
      this.#ax = grown(this.#ax);
      this.#ay = grown(this.#ay);
      this.#bx = grown(this.#bx);
      this.#by = grown(this.#by);
      this.#end = grown(this.#end);
    }
    const i = this.count++;
    this.#ax[i] = ax;
    this.#ay[i] = ay;
    this.#bx[i] = bx;
    this.#by[i] = by;
    this.#end[i] = s;
  }

  /** Files a barrier piece under all buckets its line runs through, column by column. */
  #file(s: number): void {
    const { lonE7, latE7 } = this.#barriers;
    const ax = lonE7[s - 1];
    const ay = latE7[s - 1];
    const dx = lonDifferenceE7(lonE7[s], ax);
    const dy = latE7[s] - ay;
    const first = column(Math.min(ax, ax + dx));
    const last = column(Math.max(ax, ax + dx));
    for (let c = first; c <= last; c++) {
      const enter = dx === 0 ? 0 : clampShare((c * BUCKET_E7 - ax) / dx);
      const leave = dx === 0 ? 1 : clampShare(((c + 1) * BUCKET_E7 - ax) / dx);
      const y0 = ay + enter * dy;
      const y1 = ay + leave * dy;
      for (let r = column(Math.min(y0, y1) - 1); r <= column(Math.max(y0, y1) + 1); r++) {
        const key = (r - this.#firstRow) * this.#columns + (c - this.#firstColumn);
        addTo(this.#buckets, key, s);
      }
    }
  }
}

/** Squared distance from `p` to the piece between `a` and `b`. */
function squaredTo(px: number, py: number, ax: number, ay: number, bx: number, by: number): number {
  const dx = bx - ax;
  const dy = by - ay;
  const squared = dx * dx + dy * dy;
  const t = squared === 0 ? 0 : clampShare(((px - ax) * dx + (py - ay) * dy) / squared);
  const x = ax + t * dx - px;
  const y = ay + t * dy - py;
  return x * x + y * y;
}

function column(e7: number): number {
  return Math.floor(e7 / BUCKET_E7);
}

function clampShare(share: number): number {
  return Math.min(1, Math.max(0, share));
}
