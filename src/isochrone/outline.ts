/**
 * Cuts the outline of an isochrone: rings around the grid points inside, row by row.
 *
 * Method: marching squares (Lorensen & Cline's cube in the plane); where on a grid edge the outline crosses it, the
 * caller says. At a saddle the two inside corners are kept apart, so that rings never touch: each grid edge holds at most
 * one ring point, strictly inside the edge, and the pieces inside a cell share no point. Every ring point has one
 * successor, so the rings are linked while rows arrive and nothing is searched for. Inside points are bits, and cells
 * whose corners are all alike are passed over 32 at a time.
 *
 * The rows come one after the other, so a grid larger than memory can be handed over in bands.
 */
import { grown } from "../base/growing-column.js";

/** A grid edge runs east (0) or north (1) from its lower corner. */
export type EdgeAxis = 0 | 1;

/**
 * Where the outline crosses a grid edge.
 *
 * @param column - lower corner of the grid edge
 * @param insideAtLower - whether the inside corner is the lower one
 * @returns share of the grid edge, counted from the inside corner, that lies inside
 */
export type EdgeShare = (column: number, row: number, axis: EdgeAxis, insideAtLower: boolean) => number;

/** Rings in grid units; ring `i` runs over points `first[i]` … `first[i + 1] - 1`, not closed. */
export interface GridRings {
  readonly count: number;
  readonly first: Uint32Array;
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** Twice the area in grid units, positive for a shell (anticlockwise), negative for a hole. */
  readonly doubleArea: Float64Array;
}

const NONE = -1;

/** Collects the rings of one outline; its memory is reused from grid to grid. */
export class OutlineTracer {
  #margin = 0.01;
  #width = 0;
  #count = 0;
  #x = new Float64Array(1024);
  #y = new Float64Array(1024);
  #next = new Int32Array(1024);
  #ringX = new Float64Array(0);
  #ringY = new Float64Array(0);
  /** Ring points on the grid edges of the row below and of the row above; read only where the outline crosses. */
  #below = new Int32Array(0);
  #above = new Int32Array(0);

  /**
   * Starts a grid whose outermost points all lie outside.
   *
   * @param width - grid points in a row
   * @param margin - ring points keep this share of a grid edge away from its ends; 0 < margin < 0.5
   */
  begin(width: number, margin: number): void {
    this.#margin = margin;
    this.#width = width;
    this.#count = 0;
    if (this.#below.length < width) {
      this.#below = new Int32Array(width);
      this.#above = new Int32Array(width);
    }
  }

  /**
   * Adds the cells between grid row `row` and the next one.
   *
   * @param bits - bit `i & 31` of word `lower + (i >> 5)` says whether grid point `i` of the lower row is inside; so for
   *   the upper row from word `upper`. Bits past the end of a row are 0, and each row has `(width >> 5) + 1` words
   * @param shareOf - asked once for each grid edge that has one end inside
   */
  addRow(bits: Uint32Array, lower: number, upper: number, row: number, shareOf: EdgeShare): void {
    const below = this.#below;
    const above = this.#above;
    const last = this.#width >> 5;
    let east = NONE;
    for (let word = 0; word <= last; word++) {
      const south = bits[lower + word];
      const north = bits[upper + word];
      if ((south | north) === 0 && ((bits[lower + word + 1] | bits[upper + word + 1]) & 1) === 0) continue;
      const southEast = (south >>> 1) | (word < last ? bits[lower + word + 1] << 31 : 0);
      const northEast = (north >>> 1) | (word < last ? bits[upper + word + 1] << 31 : 0);
      for (let mixed = (south ^ southEast) | (north ^ northEast) | (south ^ north); mixed !== 0; ) {
        const bit = 31 - Math.clz32(mixed & -mixed);
        mixed &= mixed - 1;
        const i = 32 * word + bit;
        const code =
          ((south >>> bit) & 1) |
          (((southEast >>> bit) & 1) << 1) |
          (((northEast >>> bit) & 1) << 2) |
          (((north >>> bit) & 1) << 3);
        const west = east;
        east = NONE;
        // Corners that differ: north-west from north-east, south-east from north-east.
        let top = NONE;
        if (((code >> 3) & 1) !== ((code >> 2) & 1))
          top = this.#point(i, row + 1, 0, (code & 8) !== 0, shareOf);
        if (((code >> 1) & 1) !== ((code >> 2) & 1))
          east = this.#point(i + 1, row, 1, (code & 2) !== 0, shareOf);
        above[i] = top;
        this.#link(code, below[i], east, top, west);
      }
    }
    this.#below = above;
    this.#above = below;
  }

  /** Adds the ring point on a grid edge. */
  #point(column: number, row: number, axis: EdgeAxis, insideAtLower: boolean, shareOf: EdgeShare): number {
    const share = Math.min(
      Math.max(shareOf(column, row, axis, insideAtLower), this.#margin),
      1 - this.#margin,
    );
    const along = insideAtLower ? share : 1 - share;
    if (this.#count === this.#next.length) this.#grow();
    const id = this.#count++;
    this.#x[id] = axis === 0 ? column + along : column;
    this.#y[id] = axis === 0 ? row : row + along;
    this.#next[id] = NONE;
    return id;
  }

  /** Links the ring points of one cell, inside to the left; bits of `code`: SW 1, SE 2, NE 4, NW 8. */
  #link(code: number, south: number, east: number, north: number, west: number): void {
    const next = this.#next;
    switch (code) {
      case 1:
        next[south] = west;
        break;
      case 2:
        next[east] = south;
        break;
      case 3:
        next[east] = west;
        break;
      case 4:
        next[north] = east;
        break;
      case 5:
        next[south] = west;
        next[north] = east;
        break;
      case 6:
        next[north] = south;
        break;
      case 7:
        next[north] = west;
        break;
      case 8:
        next[west] = north;
        break;
      case 9:
        next[south] = north;
        break;
      case 10:
        next[east] = south;
        next[west] = north;
        break;
      case 11:
        next[east] = north;
        break;
      case 12:
        next[west] = east;
        break;
      case 13:
        next[south] = east;
        break;
      default:
        next[west] = south;
    }
  }

  #grow(): void {
    this.#x = grown(this.#x);
    this.#y = grown(this.#y);
    this.#next = grown(this.#next);
  }

  /**
   * The rings of all rows added since `begin`, each starting at its first point in row order.
   *
   * They stand in the tracer's own memory, until it finishes the next grid.
   */
  finish(): GridRings {
    const count = this.#count;
    if (this.#ringX.length < count) {
      this.#ringX = new Float64Array(this.#x.length);
      this.#ringY = new Float64Array(this.#x.length);
    }
    const x = this.#ringX.subarray(0, count);
    const y = this.#ringY.subarray(0, count);
    const first: number[] = [0];
    const doubleArea: number[] = [];
    let at = 0;
    for (let start = 0; start < count; start++) {
      let point = this.#next[start];
      if (point === NONE) continue;
      const begin = at;
      point = start;
      for (;;) {
        x[at] = this.#x[point];
        y[at++] = this.#y[point];
        const following = this.#next[point];
        this.#next[point] = NONE;
        if (following === start) break;
        point = following;
      }
      doubleArea.push(doubleRingArea(x, y, begin, at));
      first.push(at);
    }
    return {
      count: doubleArea.length,
      first: Uint32Array.from(first),
      x,
      y,
      doubleArea: Float64Array.from(doubleArea),
    };
  }
}

function doubleRingArea(x: Float64Array, y: Float64Array, from: number, to: number): number {
  let sum = 0;
  // Relative to the first point, so that small rings far from the origin keep their digits.
  const x0 = x[from];
  const y0 = y[from];
  for (let i = from, j = to - 1; i < to; j = i++) {
    sum += (x[j] - x0) * (y[i] - y0) - (x[i] - x0) * (y[j] - y0);
  }
  return sum;
}
