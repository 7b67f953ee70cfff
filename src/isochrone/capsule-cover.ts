/**
 * What lies within a distance of straight pieces, on a square grid: which grid points, and how far along grid edges.
 *
 * A piece with its distance is a capsule, which is convex, so it meets each grid line in one interval. Those intervals
 * are found row by row and column by column, at a cost that grows with the length of the piece and not with the area
 * around it: grid points in them are marked as bits, and the ends of the intervals give, exactly, where on a grid edge
 * the outline leaves the capsules. No distance is computed anywhere.
 *
 * Two passes: first all pieces mark their grid points, then each measures on the grid edges around it how far it reaches.
 * Where everything around is covered no outline runs, so the second pass skips most of a dense town.
 */

/** Shares of a grid edge are held in 1/65535: 0.1 mm for the default grid. */
const WHOLE = 65_535;
/** Ends nearer than this to a grid point may be on either side of it, by rounding. */
const HAIR = 1e-6;
/** 32 grid points, all of them covered. */
const ALL = -1;

/** A band of grid rows; its memory is reused. */
export class CapsuleCover {
  width = 0;
  /** 32-bit words in a row of `bits`. */
  words = 0;
  rowFrom = 0;
  rowTo = 0;
  /** Bit `i & 31` of word `i >> 5` of a row: grid point `i` is covered. */
  bits = new Uint32Array(0);
  /**
   * By grid point, for the grid edge to its east or north: greatest share of it that capsules cover, counted from its
   * lower end (`…FromLower`) or from its upper end. Meant for edges whose other end is not covered.
   */
  eastFromLower = new Uint16Array(0);
  eastFromUpper = new Uint16Array(0);
  northFromLower = new Uint16Array(0);
  northFromUpper = new Uint16Array(0);

  /** Starts the band of rows `rowFrom` … `rowTo`, both included. */
  begin(width: number, rowFrom: number, rowTo: number): void {
    const size = width * (rowTo - rowFrom + 1);
    this.width = width;
    // One word more than needed, so that a reader may look one bit past the end of a row.
    this.words = (width >> 5) + 1;
    this.rowFrom = rowFrom;
    this.rowTo = rowTo;
    const wordCount = this.words * (rowTo - rowFrom + 1);
    if (this.eastFromLower.length < size) {
      this.eastFromLower = new Uint16Array(size);
      this.eastFromUpper = new Uint16Array(size);
      this.northFromLower = new Uint16Array(size);
      this.northFromUpper = new Uint16Array(size);
    } else {
      this.eastFromLower.fill(0, 0, size);
      this.eastFromUpper.fill(0, 0, size);
      this.northFromLower.fill(0, 0, size);
      this.northFromUpper.fill(0, 0, size);
    }
    // One word more, so that a window of 32 points may begin in the last one.
    if (this.bits.length <= wordCount) this.bits = new Uint32Array(wordCount + 1);
    else this.bits.fill(0, 0, wordCount);
  }

  /** Marks one grid point of the band as covered. */
  mark(column: number, row: number): void {
    const at = (row - this.rowFrom) * this.words + (column >> 5);
    this.bits[at] = this.bits[at] | (1 << (column & 31));
  }

  /** Whether all grid points of a box are covered, as far as it lies in the band. */
  covers(west: number, south: number, east: number, north: number): boolean {
    const { bits, words } = this;
    const first = west >> 5;
    const last = east >> 5;
    const head = -1 << (west & 31);
    const tail = -1 >>> (31 - (east & 31));
    const high = Math.min(north, this.rowTo);
    for (let row = Math.max(south, this.rowFrom); row <= high; row++) {
      const line = (row - this.rowFrom) * words;
      if (first === last) {
        if ((~bits[line + first] & head & tail) !== 0) return false;
        continue;
      }
      if ((~bits[line + first] & head) !== 0 || (~bits[line + last] & tail) !== 0) return false;
      for (let word = first + 1; word < last; word++) if (bits[line + word] !== 0xffffffff) return false;
    }
    return true;
  }

  /**
   * Which of the 32 grid points of a word are buried: covered, and so are their four neighbours in the band. No outline
   * crosses the grid edges at those.
   *
   * @param word - counted from the start of the row
   */
  buried(word: number, row: number): number {
    const { bits, words } = this;
    const at = (row - this.rowFrom) * words + word;
    const middle = bits[at];
    if (middle === 0) return 0;
    const west = (middle << 1) | (word === 0 ? 0 : bits[at - 1] >>> 31);
    const east = (middle >>> 1) | (word + 1 < words ? bits[at + 1] << 31 : 0);
    const south = row > this.rowFrom ? bits[at - words] : ALL;
    const north = row < this.rowTo ? bits[at + words] : ALL;
    return middle & west & east & south & north;
  }

  /**
   * Covers what lies within `radius` of a piece.
   *
   * @param ends - column, row of one end and column, row of the other, from `at` on; by place, since numbers handed over
   *   one by one would be boxed
   * The grid must reach `radius` + 1 beyond the piece to the west and east, and to the north and south in all its bands.
   */
  stamp(ends: Float64Array, at: number, radius: number): void {
    const upward = ends[at + 1] <= ends[at + 3];
    this.#stampRows(ends, upward ? at : at + 2, upward ? at + 2 : at, radius, false);
  }

  /**
   * Measures how far a piece reaches along the grid edges that the outline may cross.
   *
   * Call it when all pieces are stamped, with the same `radius`. What is covered later on only takes edges away.
   */
  measure(ends: Float64Array, at: number, radius: number): void {
    const eastward = ends[at] <= ends[at + 2];
    const upward = ends[at + 1] <= ends[at + 3];
    const west = Math.ceil(ends[eastward ? at : at + 2] - radius) - 1;
    const south = Math.ceil(ends[upward ? at + 1 : at + 3] - radius) - 1;
    const east = Math.floor(ends[eastward ? at + 2 : at] + radius) + 1;
    const north = Math.floor(ends[upward ? at + 3 : at + 1] + radius) + 1;
    const columns = this.#coveredColumns(west, south, east, north);
    if (columns === ALL && east - west < 32) return;
    this.#stampRows(ends, upward ? at : at + 2, upward ? at + 2 : at, radius, true);
    this.#stampColumns(ends, eastward ? at : at + 2, eastward ? at + 2 : at, radius, columns, west);
  }

  /** Bit `i`: in the band the box is covered at all rows of column `west + i`; columns past `east` count as covered. */
  #coveredColumns(west: number, south: number, east: number, north: number): number {
    const { bits, words } = this;
    const outside = east - west < 31 ? -1 << (east - west + 1) : 0;
    const shift = west & 31;
    let columns = ALL;
    const high = Math.min(north, this.rowTo);
    for (let row = Math.max(south, this.rowFrom); row <= high; row++) {
      const at = (row - this.rowFrom) * words + (west >> 5);
      const window = shift === 0 ? bits[at] : (bits[at] >>> shift) | (bits[at + 1] << (32 - shift));
      columns &= window | outside;
    }
    return columns;
  }

  /**
   * Intervals of rows, from the lower end at `a` to the upper one at `b`. On each side an arc around `a`, the long side,
   * and an arc around `b`.
   *
   * @param measuring - whether the ends are to be measured, or the points between marked
   */
  #stampRows(ends: Float64Array, a: number, b: number, radius: number, measuring: boolean): void {
    const [ax, ay, bx, by] = [ends[a], ends[a + 1], ends[b], ends[b + 1]];
    const { words, bits, eastFromLower, eastFromUpper } = this;
    const [dx, dy] = [bx - ax, by - ay];
    const length = Math.sqrt(dx * dx + dy * dy);
    const nx = length === 0 ? radius : (radius * dy) / length;
    const ny = length === 0 ? 0 : (radius * dx) / length;
    const slope = dy === 0 ? 0 : dx / dy;
    const squared = radius * radius;
    const low = Math.max(this.rowFrom, Math.ceil(ay - radius));
    const high = Math.min(this.rowTo, Math.floor(by + radius));
    const leftmost = Math.ceil(Math.min(ax, bx) - radius) - 1;
    const rightmost = Math.floor(Math.max(ax, bx) + radius) + 1;
    for (let row = low; row <= high; row++) {
      if (measuring && this.covers(leftmost, row, rightmost, row)) continue;
      const fromA = row - ay;
      const fromB = row - by;
      let west = ax - nx + (fromA - ny) * slope;
      if (fromA < ny) west = ax - Math.sqrt(Math.max(0, squared - fromA * fromA));
      else if (fromB > ny) west = bx - Math.sqrt(Math.max(0, squared - fromB * fromB));
      let east = ax + nx + (fromA + ny) * slope;
      if (fromA < -ny) east = ax + Math.sqrt(Math.max(0, squared - fromA * fromA));
      else if (fromB > -ny) east = bx + Math.sqrt(Math.max(0, squared - fromB * fromB));
      const from = Math.ceil(west);
      const to = Math.floor(east);
      if (measuring) {
        const base = (row - this.rowFrom) * this.width;
        const reachWest = ((from - west) * WHOLE + 0.5) | 0;
        const reachEast = ((east - to) * WHOLE + 0.5) | 0;
        if (reachWest > eastFromUpper[base + from - 1]) eastFromUpper[base + from - 1] = reachWest;
        if (reachEast > eastFromLower[base + to]) eastFromLower[base + to] = reachEast;
        continue;
      }
      if (from > to) continue;
      const line = (row - this.rowFrom) * words;
      const firstWord = line + (from >> 5);
      const lastWord = line + (to >> 5);
      const head = -1 << (from & 31);
      const tail = -1 >>> (31 - (to & 31));
      if (firstWord === lastWord) bits[firstWord] = bits[firstWord] | (head & tail);
      else {
        bits[firstWord] = bits[firstWord] | head;
        for (let word = firstWord + 1; word < lastWord; word++) bits[word] = 0xffffffff;
        bits[lastWord] = bits[lastWord] | tail;
      }
    }
  }

  /**
   * Ends of the intervals of columns, from the western end at `a` to the eastern one at `b`. Grid points are marked by
   * rows alone, so that both agree which are covered.
   *
   * @param covered - bit `i`: column `west + i` is covered throughout and need not be looked at
   */
  #stampColumns(
    ends: Float64Array,
    a: number,
    b: number,
    radius: number,
    covered: number,
    west: number,
  ): void {
    const [ax, ay, bx, by] = [ends[a], ends[a + 1], ends[b], ends[b + 1]];
    const { width, rowFrom, rowTo, northFromLower, northFromUpper } = this;
    const [dx, dy] = [bx - ax, by - ay];
    const length = Math.sqrt(dx * dx + dy * dy);
    const ny = length === 0 ? radius : (radius * dx) / length;
    const nx = length === 0 ? 0 : (radius * dy) / length;
    const slope = dx === 0 ? 0 : dy / dx;
    const squared = radius * radius;
    const low = Math.ceil(ax - radius);
    const high = Math.floor(bx + radius);
    for (let column = low; column <= high; column++) {
      if (column - west < 32 && ((covered >>> (column - west)) & 1) === 1) continue;
      const fromA = column - ax;
      const fromB = column - bx;
      let south = ay - ny + (fromA - nx) * slope;
      if (fromA < nx) south = ay - Math.sqrt(Math.max(0, squared - fromA * fromA));
      else if (fromB > nx) south = by - Math.sqrt(Math.max(0, squared - fromB * fromB));
      let north = ay + ny + (fromA + nx) * slope;
      if (fromA < -nx) north = ay + Math.sqrt(Math.max(0, squared - fromA * fromA));
      else if (fromB > -nx) north = by + Math.sqrt(Math.max(0, squared - fromB * fromB));
      const from = Math.ceil(south);
      const to = Math.floor(north);
      if (from - 1 >= rowFrom && from - 1 < rowTo) {
        const at = (from - 1 - rowFrom) * width + column;
        const reach = ((from - south) * WHOLE + 0.5) | 0;
        if (reach > northFromUpper[at]) northFromUpper[at] = reach;
      }
      if (to >= rowFrom && to < rowTo) {
        const at = (to - rowFrom) * width + column;
        const reach = ((north - to) * WHOLE + 0.5) | 0;
        if (reach > northFromLower[at]) northFromLower[at] = reach;
      }
      // Rows may see a grid point a hair beyond the end as covered, or not: then its whole further edge is.
      if (from - south < HAIR && from >= rowFrom && from < rowTo) {
        northFromUpper[(from - rowFrom) * width + column] = WHOLE;
      }
      if (north - to < HAIR && to - 1 >= rowFrom && to - 1 < rowTo) {
        northFromLower[(to - 1 - rowFrom) * width + column] = WHOLE;
      }
    }
  }

  /**
   * Share of a grid edge, counted from its covered end, that is covered; its other end is not.
   *
   * @param axis - the edge runs east (0) or north (1) from the grid point
   * @param coveredAtLower - whether the covered end is the grid point itself
   */
  share(column: number, row: number, axis: 0 | 1, coveredAtLower: boolean): number {
    const at = (row - this.rowFrom) * this.width + column;
    if (axis === 0) return (coveredAtLower ? this.eastFromLower[at] : this.eastFromUpper[at]) / WHOLE;
    return (coveredAtLower ? this.northFromLower[at] : this.northFromUpper[at]) / WHOLE;
  }
}
