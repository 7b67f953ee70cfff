/**
 * Columns that threads can share: over a `SharedArrayBuffer` where there is one, else ordinary.
 */

function shared(bytes: number): ArrayBuffer {
  // The two kinds of buffer differ in name only for what is done with these columns.
  return typeof SharedArrayBuffer === "undefined"
    ? new ArrayBuffer(bytes)
    : (new SharedArrayBuffer(bytes) as unknown as ArrayBuffer);
}

/** A column of zeros of this length, or a copy of these values. */
export function sharedUint32(values: number | ArrayLike<number>): Uint32Array<ArrayBuffer> {
  if (typeof values === "number") return new Uint32Array(shared(4 * values));
  const column = new Uint32Array(shared(4 * values.length));
  column.set(values);
  return column;
}

/** As `sharedUint32`. */
export function sharedInt32(values: number | ArrayLike<number>): Int32Array<ArrayBuffer> {
  if (typeof values === "number") return new Int32Array(shared(4 * values));
  const column = new Int32Array(shared(4 * values.length));
  column.set(values);
  return column;
}

/** A column of zeros of this length. */
export function sharedUint8(length: number): Uint8Array<ArrayBuffer> {
  return new Uint8Array(shared(length));
}
