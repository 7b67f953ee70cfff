/**
 * The envelopes of an OpenStreetMap PBF file (blob header, blob, header block), and the fields all its messages are
 * made of, with every length, wire type and number checked.
 *
 * The wire format itself is read by pbf, which trusts its input: it reads past the end of a message and rounds
 * integers beyond 2^53. Here both are faults, so that a damaged file is never read as another one.
 */

import { PbfReader } from "pbf";
import { GrowingColumn } from "../../base/growing-column.js";

/** Protobuf's wire types, as the low bits of a field's tag. */
const VARINT = 0;
const BYTES = 2;

/** Zigzag numbers are exact up to here: pbf halves an integer that is exact up to 2^53. */
const MAX_EXACT = 2 ** 52;

/** Something in a block that is not as the format says; the reader adds file and byte. */
export class BlockFault extends Error {}

/** A feature that this library does not read. */
export class UnreadFeature extends Error {}

/** Numbers that are read again and again into the same memory. */
export class NumberList extends GrowingColumn<Float64Array> {
  constructor() {
    super(new Float64Array(1024));
  }
}

/** The value of the field at hand; each method reads it once, and throws if it is of another kind. */
export class FieldValue {
  readonly pbf: PbfReader;
  field = 0;
  wire = 0;

  constructor(bytes: Uint8Array) {
    this.pbf = new PbfReader(bytes);
  }

  /** A byte string or an embedded message; a view, not a copy. */
  bytes(): Uint8Array {
    const end = this.#end();
    const bytes = this.pbf.buf.subarray(this.pbf.pos, end);
    this.pbf.pos = end;
    return bytes;
  }

  text(): string {
    const start = this.pbf.pos;
    this.#end();
    this.pbf.pos = start;
    return this.pbf.readString();
  }

  /** An integer of the plain kind (int32, int64, bool), which may be negative. */
  whole(): number {
    this.#due(VARINT);
    return exact(this.pbf.readVarint(true));
  }

  /** An integer of the zigzag kind (sint32, sint64). */
  zigzag(): number {
    this.#due(VARINT);
    return exact(this.pbf.readSVarint());
  }

  /** The fields of an embedded message. */
  message(take: (field: number, value: FieldValue) => boolean): void {
    const { field } = this;
    const end = this.#end();
    readFields(this, end, take);
    this.field = field;
    if (this.pbf.pos !== end) throw new BlockFault(`field ${field} runs past the end of its message`);
  }

  /** A list of unsigned integers, appended to `list`; a list may come in several pieces, packed or not. */
  indexes(list: NumberList): void {
    const end = this.#listEnd();
    this.#read(list, end, false);
    this.#closeList(end);
  }

  /** A list of zigzag integers, appended to `list`. */
  zigzags(list: NumberList): void {
    const end = this.#listEnd();
    this.#read(list, end, true);
    this.#closeList(end);
  }

  /** Numbers of up to four bytes are read here, since there are millions of them; larger ones by pbf. */
  #read(list: NumberList, end: number, zigzag: boolean): void {
    const { pbf } = this;
    const { buf } = pbf;
    let { pos } = pbf;
    // A number has a byte at least.
    list.reserve(Math.max(0, end - pos));
    const { data } = list;
    let { length } = list;
    while (pos < end) {
      // A list that runs past the block is refused by `#closeList`.
      let value = buf[pos++] ?? 0;
      if (value >= 0x80) {
        let byte = buf[pos++] ?? 0;
        value = (value & 0x7f) | ((byte & 0x7f) << 7);
        if (byte >= 0x80) {
          byte = buf[pos++] ?? 0;
          value |= (byte & 0x7f) << 14;
          if (byte >= 0x80) {
            byte = buf[pos++] ?? 0;
            value |= byte << 21;
            if (!(byte < 0x80)) {
              pbf.pos = pos - 4;
              data[length++] = zigzag ? exact(pbf.readSVarint()) : pbf.readVarint();
              pos = pbf.pos;
              continue;
            }
          }
        }
      }
      data[length++] = zigzag ? (value >>> 1) ^ -(value & 1) : value;
    }
    list.length = length;
    pbf.pos = pos;
  }

  /** Where the list ends; an unpacked one holds a single number, which begins before the next byte. */
  #listEnd(): number {
    return this.wire === VARINT ? this.pbf.pos + 1 : this.#end();
  }

  /** Where a value of bytes ends. */
  #end(): number {
    this.#due(BYTES);
    const end = this.pbf.readVarint() + this.pbf.pos;
    if (!(end <= this.pbf.length))
      throw new BlockFault(`field ${this.field} runs past the end of its message`);
    return end;
  }

  #closeList(end: number): void {
    if (this.wire === BYTES && this.pbf.pos !== end) {
      throw new BlockFault(`field ${this.field} ends in the middle of a number`);
    }
  }

  #due(wire: number): void {
    if (this.wire !== wire) {
      throw new BlockFault(`field ${this.field} is of wire type ${this.wire}, expected ${wire}`);
    }
  }
}

/** An integer, or a fault if it is too large to be exact. */
export function exact(value: number): number {
  if (!(Math.abs(value) <= MAX_EXACT))
    throw new BlockFault(`the number ${value} is too large: expected 2^52 at most`);
  return value;
}

/** Reads a message field by field; `take` returns whether it read the value, otherwise it is skipped. */
export function eachField(bytes: Uint8Array, take: (field: number, value: FieldValue) => boolean): void {
  readFields(new FieldValue(bytes), bytes.length, take);
}

function readFields(
  value: FieldValue,
  end: number,
  take: (field: number, value: FieldValue) => boolean,
): void {
  const { pbf } = value;
  while (pbf.pos < end) {
    const tag = pbf.readVarint();
    value.field = tag >>> 3;
    value.wire = tag & 7;
    if (value.field === 0 || tag > 0xffffffff)
      throw new BlockFault(`a field has the tag ${tag}, which none has`);
    if (!take(value.field, value)) pbf.skip(tag);
    if (pbf.pos > end) throw new BlockFault(`field ${value.field} runs past the end of its message`);
  }
}

export interface BlobHeader {
  readonly type: string;
  readonly dataSize: number;
}

export interface Blob {
  /** Which of the format's encodings holds the data. */
  readonly encoding: "raw" | "zlib" | "lzma" | "bzip2" | "lz4" | "zstd";
  readonly data: Uint8Array;
  /** Size after inflating; null where the blob does not say. */
  readonly rawSize: number | null;
}

const ENCODINGS: Readonly<Record<number, Blob["encoding"]>> = {
  1: "raw",
  3: "zlib",
  4: "lzma",
  5: "bzip2",
  6: "lz4",
  7: "zstd",
};
/** A full history is read at its last state. */
const KNOWN_FEATURES = new Set(["OsmSchema-V0.6", "DenseNodes", "HistoricalInformation"]);

export function readBlobHeader(bytes: Uint8Array): BlobHeader {
  let type: string | null = null;
  let dataSize: number | null = null;
  eachField(bytes, (field, value) => {
    if (field === 1) type = value.text();
    else if (field === 3) dataSize = value.whole();
    else return false;
    return true;
  });
  if (type === null || dataSize === null) throw new BlockFault("the blob header lacks its type or its size");
  return { type, dataSize };
}

export function readBlob(bytes: Uint8Array): Blob {
  let encoding: Blob["encoding"] | null = null;
  let data: Uint8Array = new Uint8Array(0);
  let rawSize: number | null = null;
  eachField(bytes, (field, value) => {
    const fieldEncoding = ENCODINGS[field];
    if (fieldEncoding !== undefined) {
      encoding = fieldEncoding;
      data = value.bytes();
    } else if (field === 2) rawSize = value.whole();
    else return false;
    return true;
  });
  if (encoding === null) throw new BlockFault("the blob holds no data");
  return { encoding, data, rawSize };
}

/** Checks the header block. @returns the replication time, ISO 8601, or null */
export function readHeaderBlock(bytes: Uint8Array): string | null {
  let timestamp: string | null = null;
  eachField(bytes, (field, value) => {
    if (field === 4) {
      const feature = value.text();
      if (!KNOWN_FEATURES.has(feature)) {
        const read = [...KNOWN_FEATURES].join(", ");
        throw new UnreadFeature(`the file requires the feature ${JSON.stringify(feature)}; ${read} are read`);
      }
    } else if (field === 32) {
      const seconds = value.whole();
      if (seconds > 0 && seconds < 8.64e12) timestamp = new Date(seconds * 1000).toISOString();
    } else return false;
    return true;
  });
  return timestamp;
}
