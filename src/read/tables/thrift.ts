/**
 * Structs of Thrift's compact protocol, as Parquet writes its heads: numbers, bytes, lists and structs by field number.
 *
 * Lengths are checked against the bytes that are left, so that a damaged one never asks for more than the file holds.
 * Format: thrift/doc/specs/thrift-compact-protocol.md.
 */

/** Field number → value. */
export type ThriftStruct = ReadonlyMap<number, ThriftValue>;
export type ThriftValue = number | Uint8Array | ThriftStruct | readonly ThriftValue[];

const TYPES = {
  true: 1,
  false: 2,
  byte: 3,
  i16: 4,
  i32: 5,
  i64: 6,
  double: 7,
  binary: 8,
  list: 9,
  struct: 12,
};
const DEEPEST = 32;

/** A struct and the position behind it. @throws {RangeError} if it does not end within the bytes */
export function readThrift(bytes: Uint8Array, start: number): { struct: ThriftStruct; end: number } {
  const reader = new ThriftReader(bytes, start);
  const struct = reader.struct(0);
  return { struct, end: reader.at };
}

class ThriftReader {
  at: number;
  readonly #bytes: Uint8Array;

  constructor(bytes: Uint8Array, at: number) {
    this.#bytes = bytes;
    this.at = at;
  }

  struct(depth: number): ThriftStruct {
    if (depth > DEEPEST) throw new RangeError("structs lie too deep within each other");
    const fields = new Map<number, ThriftValue>();
    for (let field = 0; ; ) {
      const head = this.#byte();
      const type = head & 15;
      if (type === 0) return fields;
      field = head >> 4 === 0 ? this.#zigzag() : field + (head >> 4);
      fields.set(field, this.#value(type, depth));
    }
  }

  #value(type: number, depth: number): ThriftValue {
    switch (type) {
      case TYPES.true:
      case TYPES.false:
        return type === TYPES.true ? 1 : 0;
      case TYPES.byte:
        return (this.#byte() << 24) >> 24;
      case TYPES.i16:
      case TYPES.i32:
      case TYPES.i64:
        return this.#zigzag();
      case TYPES.double:
        return this.#skip(8).length;
      case TYPES.binary:
        return this.#skip(this.#whole());
      case TYPES.list:
        return this.#list(depth);
      case TYPES.struct:
        return this.struct(depth + 1);
      default:
        throw new RangeError(`a value is of type ${type}, which Parquet does not use`);
    }
  }

  #list(depth: number): ThriftValue[] {
    const head = this.#byte();
    const length = head >> 4 === 15 ? this.#whole() : head >> 4;
    const type = head & 15;
    if (length > this.#bytes.length - this.at)
      throw new RangeError(`${length} values are announced, more than fit`);
    const isTruth = type === TYPES.true || type === TYPES.false;
    return Array.from({ length }, () => this.#value(isTruth ? TYPES.byte : type, depth + 1));
  }

  #byte(): number {
    const byte = this.#bytes[this.at++];
    if (byte === undefined) throw new RangeError("the bytes end within a struct");
    return byte;
  }

  #skip(length: number): Uint8Array {
    if (length > this.#bytes.length - this.at)
      throw new RangeError(`${length} bytes are announced, more than are left`);
    this.at += length;
    return this.#bytes.subarray(this.at - length, this.at);
  }

  #whole(): number {
    let [value, factor] = [0, 1];
    for (;;) {
      const byte = this.#byte();
      value += (byte & 127) * factor;
      if (byte < 128) return value;
      factor *= 128;
      if (factor > 2 ** 70) throw new RangeError("a number has too many bytes");
    }
  }

  /** Exact to 2^53, which no count of a sound file passes. */
  #zigzag(): number {
    const value = this.#whole();
    return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
  }
}

/** A field's number, or another where it is missing. */
export function thriftNumber(value: ThriftValue | undefined, otherwise: number): number {
  return typeof value === "number" ? value : otherwise;
}

/** A number that counts something. @throws {RangeError} naming what, if there is none */
export function thriftCount(value: ThriftValue | undefined, what: string): number {
  if (typeof value === "number" && value >= 0 && value <= Number.MAX_SAFE_INTEGER) return value;
  throw new RangeError(`${typeof value === "number" ? value : "no number of"} ${what} are announced`);
}
