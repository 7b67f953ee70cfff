/**
 * Where a field on a square grid falls below a level: rings around it, row by row.
 *
 * Method: marching squares (Lorensen & Cline's cube in the plane) with straight interpolation along grid edges.
 * At a saddle the two inside corners are kept apart, so that rings never touch: each grid edge holds at most one
 * ring point, strictly inside the edge, and the pieces inside a cell share no point. Every ring point has one
 * successor, so the rings are linked while rows arrive and nothing is searched for.
 *
 * The rows come one after the other, so a grid larger than memory can be handed over in bands.
 *
 * Layer: geo. Imports nothing.
 */

/** A grid edge runs east (0) or north (1) from its lower corner. */
export type EdgeAxis = 0 | 1;

/**
 * Moves a ring point away from a wall that the field knows nothing of.
 *
 * @param column - lower corner of the grid edge
 * @param insideAtLower - whether the inside corner is the lower one
 * @param inside - value at the inside corner
 * @returns smallest share of the grid edge, counted from the inside corner, that lies inside
 */
export type EdgeCut = (
  column: number,
  row: number,
  axis: EdgeAxis,
  insideAtLower: boolean,
  inside: number,
) => number;

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

/** Collects the rings of one level; its memory is reused from grid to grid. */
export class ContourTracer {
  #level = 0;
  #margin = 0.01;
  #width = 0;
  #count = 0;
  #x = new Float64Array(1024);
  #y = new Float64Array(1024);
  #next = new Int32Array(1024);
  /** Ring points on the grid edges of the row below and of the row above. */
  #below = new Int32Array(0);
  #above = new Int32Array(0);

  /**
   * Starts a grid whose outermost points all lie above the level.
   *
   * @param width - grid points in a row
   * @param level - inside is where the value is at most this
   * @param margin - ring points keep this share of a grid edge away from its ends; 0 < margin < 0.5
   */
  begin(width: number, level: number, margin: number): void {
    this.#level = level;
    this.#margin = margin;
    this.#width = width;
    this.#count = 0;
    if (this.#below.length < width) {
      this.#below = new Int32Array(width);
      this.#above = new Int32Array(width);
    }
    this.#below.fill(NONE, 0, width);
  }

  /**
   * Adds the cells between grid row `row` and the next one.
   *
   * @param values - holds both rows, the lower one from index `lower`, the upper one right after it
   * @param flags - where not null, like `values`: `cut` is asked for grid edges whose outside corner has bit 1
   */
  addRow(
    values: Float32Array,
    lower: number,
    row: number,
    flags: Uint8Array | null = null,
    cut: EdgeCut | null = null,
  ): void {
    const { below, above, level, width } = this.#rowState();
    const upper = lower + width;
    let west = NONE;
    let code = 0;
    above.fill(NONE, 0, width);
    let southIn = values[lower]! <= level;
    let northIn = values[upper]! <= level;
    for (let i = 0; i < width - 1; i++) {
      const southEast = values[lower + i + 1]! <= level;
      const northEast = values[upper + i + 1]! <= level;
      code = (southIn ? 1 : 0) | (southEast ? 2 : 0) | (northEast ? 4 : 0) | (northIn ? 8 : 0);
      if (code === 0 || code === 15) {
        west = NONE;
      } else {
        const north =
          northIn === northEast ? NONE : this.#point(values, upper + i, 1, i, row + 1, 0, flags, cut);
        const east =
          southEast === northEast
            ? NONE
            : this.#point(values, lower + i + 1, width, i + 1, row, 1, flags, cut);
        above[i] = north;
        this.#link(code, below[i]!, east, north, west);
        west = east;
      }
      southIn = southEast;
      northIn = northEast;
    }
    this.#below = above;
    this.#above = below;
  }

  #rowState() {
    return { below: this.#below, above: this.#above, level: this.#level, width: this.#width };
  }

  /** Adds the ring point between values `lower` and `lower + step`. */
  #point(
    values: Float32Array,
    lower: number,
    step: number,
    column: number,
    row: number,
    axis: EdgeAxis,
    flags: Uint8Array | null,
    cut: EdgeCut | null,
  ): number {
    const a = values[lower]!;
    const b = values[lower + step]!;
    const insideAtLower = a <= this.#level;
    const inside = insideAtLower ? a : b;
    let share = (this.#level - inside) / ((insideAtLower ? b : a) - inside);
    if (flags !== null && cut !== null && (flags[insideAtLower ? lower + step : lower]! & 1) !== 0) {
      share = Math.max(share, cut(column, row, axis, insideAtLower, inside));
    }
    share = Math.min(Math.max(share, this.#margin), 1 - this.#margin);
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
    const size = 2 * this.#next.length;
    const x = new Float64Array(size);
    const y = new Float64Array(size);
    const next = new Int32Array(size);
    x.set(this.#x);
    y.set(this.#y);
    next.set(this.#next);
    this.#x = x;
    this.#y = y;
    this.#next = next;
  }

  /** The rings of all rows added since `begin`, each starting at its first point in row order. */
  finish(): GridRings {
    const count = this.#count;
    const x = new Float64Array(count);
    const y = new Float64Array(count);
    const first: number[] = [0];
    const doubleArea: number[] = [];
    let at = 0;
    for (let start = 0; start < count; start++) {
      let point = this.#next[start]!;
      if (point === NONE) continue;
      const begin = at;
      point = start;
      for (;;) {
        x[at] = this.#x[point]!;
        y[at++] = this.#y[point]!;
        const following = this.#next[point]!;
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
  const x0 = x[from]!;
  const y0 = y[from]!;
  for (let i = from, j = to - 1; i < to; j = i++) {
    sum += (x[j]! - x0) * (y[i]! - y0) - (x[i]! - x0) * (y[j]! - y0);
  }
  return sum;
}
