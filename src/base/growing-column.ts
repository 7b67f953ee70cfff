/**
 * Typed columns whose length is not known beforehand: memory doubles when it is full.
 */

/** A column of numbers of one kind. */
export type NumberColumn = Float64Array | Int32Array | Uint32Array | Uint16Array | Uint8Array;

/** A copy with room for `size` entries, by default twice as many; the new ones are 0. */
export function grown<A extends NumberColumn>(column: A, size = 2 * column.length): A {
  const larger = new (column.constructor as new (length: number) => A)(size);
  larger.set(column);
  return larger;
}

/** A column that is filled from the start; it may be cleared by setting `length` to 0. */
export class GrowingColumn<A extends NumberColumn> {
  /** Entries from `length` on mean nothing. */
  data: A;
  length = 0;

  /** @param room - empty, of the kind wanted and at least one entry long */
  constructor(room: A) {
    this.data = room;
  }

  push(value: number): void {
    if (this.length === this.data.length) this.data = grown(this.data);
    this.data[this.length++] = value;
  }

  /** Makes room for so many more. */
  reserve(more: number): void {
    const needed = this.length + more;
    if (needed > this.data.length) this.data = grown(this.data, Math.max(needed, 2 * this.data.length));
  }

  /** A copy of what was filled in. */
  done(): A {
    return this.data.slice(0, this.length) as A;
  }
}
