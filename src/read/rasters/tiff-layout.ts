/**
 * The first directory of a TIFF: how large the image is, how its cells are packed, and where its strips or tiles lie.
 *
 * Everything that it points to is checked against the file's length, so that a file which was cut, or whose numbers are
 * damaged, is refused before anybody takes memory or reads zeros for cells.
 * Format: TIFF 6.0 (Adobe, 1992), section 2; BigTIFF as libtiff has it.
 */
import { closeSync, fstatSync, openSync, readSync } from "node:fs";
import { InputFileError } from "../../base/errors.js";
import { unreadable } from "../../base/read-file.js";

/** An image as its directory describes it. */
export interface TiffLayout {
  readonly littleEndian: boolean;
  readonly width: number;
  readonly height: number;
  readonly compression: number;
  /** Bits of each sample of a cell. */
  readonly bits: readonly number[];
  /** Whether each sample has strips or tiles of its own. */
  readonly separate: boolean;
  readonly blockWidth: number;
  /** Rows of a strip or tile; the last strip may have fewer. */
  readonly blockHeight: number;
  readonly tiled: boolean;
  /** Where each strip or tile begins, and how many bytes it has; both 0 where it was left out. */
  readonly offsets: readonly number[];
  readonly byteCounts: readonly number[];
}

const TAGS = {
  width: 256,
  height: 257,
  bits: 258,
  compression: 259,
  stripOffsets: 273,
  samples: 277,
  rowsPerStrip: 278,
  stripByteCounts: 279,
  planar: 284,
  tileWidth: 322,
  tileHeight: 323,
  tileOffsets: 324,
  tileByteCounts: 325,
} as const;
const NUMBERS: ReadonlySet<number> = new Set(Object.values(TAGS));

/** Bytes of a value by the number of its type. */
const TYPE_BYTES: Readonly<Record<number, number>> = {
  1: 1,
  2: 1,
  3: 2,
  4: 4,
  5: 8,
  6: 1,
  7: 1,
  8: 2,
  9: 4,
  10: 8,
  11: 4,
  12: 8,
  13: 4,
  16: 8,
  17: 8,
  18: 8,
};

/** @throws {InputFileError} if the file is not a TIFF, or what its directory points to does not lie in it */
export function readTiffLayout(path: string): TiffLayout {
  let handle: number;
  try {
    handle = openSync(path, "r");
  } catch (cause) {
    throw unreadable(path, cause);
  }
  try {
    return layoutOf(path, readDirectory(new FileBytes(path, handle)));
  } catch (cause) {
    if (cause instanceof InputFileError) throw cause;
    throw unreadable(path, cause);
  } finally {
    closeSync(handle);
  }
}

/** Parts of a file, each checked against its length. */
class FileBytes {
  readonly size: number;
  littleEndian = true;
  readonly #path: string;
  readonly #handle: number;

  constructor(path: string, handle: number) {
    this.#path = path;
    this.#handle = handle;
    this.size = fstatSync(handle).size;
  }

  /** @throws {InputFileError} if the part ends behind the file */
  part(what: string, at: number, length: number): DataView {
    if (!(at >= 0 && at + length <= this.size)) {
      throw this.fault(
        `${what} lies at bytes ${at} to ${at + length} and the file has ${this.size}: it is cut or damaged`,
      );
    }
    const bytes = new Uint8Array(length);
    readSync(this.#handle, bytes, 0, length, at);
    return new DataView(bytes.buffer);
  }

  whole(view: DataView, at: number, bytes: number): number {
    const { littleEndian } = this;
    if (bytes === 1) return view.getUint8(at);
    if (bytes === 2) return view.getUint16(at, littleEndian);
    return bytes === 4 ? view.getUint32(at, littleEndian) : Number(view.getBigUint64(at, littleEndian));
  }

  fault(problem: string): InputFileError {
    return new InputFileError({ path: this.#path }, problem);
  }
}

interface Directory {
  readonly littleEndian: boolean;
  readonly size: number;
  readonly values: ReadonlyMap<number, readonly number[]>;
}

function readDirectory(file: FileBytes): Directory {
  const head = file.part("the head", 0, Math.min(16, file.size));
  const order = head.byteLength < 8 ? 0 : head.getUint16(0);
  file.littleEndian = order === 0x4949;
  const version = order === 0x4949 || order === 0x4d4d ? file.whole(head, 2, 2) : 0;
  if (version !== 42 && version !== 43)
    throw file.fault("this is not a GeoTIFF: its first bytes are not those of one");
  const wide = version === 43 ? 8 : 4;
  const start = file.whole(file.part("the head", 0, 2 * wide), wide, wide);
  const countBytes = wide === 8 ? 8 : 2;
  const count = file.whole(file.part("the directory", start, countBytes), 0, countBytes);
  const entryBytes = 4 + 2 * wide;
  const entries = file.part("the directory", start + countBytes, count * entryBytes);
  const values = new Map<number, readonly number[]>();
  for (let at = 0; at < entries.byteLength; at += entryBytes) readEntry(file, entries, at, wide, values);
  return { littleEndian: file.littleEndian, size: file.size, values };
}

function readEntry(
  file: FileBytes,
  entries: DataView,
  at: number,
  wide: number,
  values: Map<number, readonly number[]>,
) {
  const tag = file.whole(entries, at, 2);
  const type = file.whole(entries, at + 2, 2);
  const bytes = TYPE_BYTES[type];
  if (bytes === undefined)
    throw file.fault(`tag ${tag} is of type ${type}, which TIFF does not know: the file is damaged`);
  const count = file.whole(entries, at + 4, wide);
  const inline = count * bytes <= wide;
  const offset = inline ? 0 : file.whole(entries, at + 4 + wide, wide);
  if (!inline && !(offset + count * bytes <= file.size)) {
    throw file.fault(
      `tag ${tag} holds ${count} values at byte ${offset}, beyond the end of the file: it is cut or damaged`,
    );
  }
  if (!NUMBERS.has(tag)) return;
  const isWhole = type === 3 || type === 4 || type === 13 || type === 16 || type === 18 || type === 1;
  if (!isWhole)
    throw file.fault(`tag ${tag} is of type ${type}, expected whole numbers: the file is damaged`);
  const view = inline ? entries : file.part(`tag ${tag}`, offset, count * bytes);
  const from = inline ? at + 4 + wide : 0;
  values.set(
    tag,
    Array.from({ length: count }, (_, i) => file.whole(view, from + i * bytes, bytes)),
  );
}

function layoutOf(path: string, { littleEndian, size, values }: Directory): TiffLayout {
  const list = (tag: number) => values.get(tag) ?? [];
  const one = (tag: number, otherwise: number) => list(tag)[0] ?? otherwise;
  const fault = (problem: string) => new InputFileError({ path }, problem);
  const [width, height] = [one(TAGS.width, 0), one(TAGS.height, 0)];
  if (!(width > 0 && height > 0)) throw fault(`the raster is ${width} × ${height} cells, expected some`);
  const tiled = !values.has(TAGS.stripOffsets) && values.has(TAGS.tileOffsets);
  const [blockWidth, blockHeight] = tiled
    ? [one(TAGS.tileWidth, 0), one(TAGS.tileHeight, 0)]
    : [width, Math.min(height, one(TAGS.rowsPerStrip, height))];
  if (!(blockWidth > 0 && blockHeight > 0))
    throw fault("its strips or tiles have no cells: the file is damaged");
  const samples = one(TAGS.samples, 1);
  const bits = list(TAGS.bits).length === 0 ? [1] : list(TAGS.bits);
  if (bits.length < samples)
    throw fault(`${samples} bands are announced and ${bits.length} described: the file is damaged`);
  const layout = {
    littleEndian,
    width,
    height,
    compression: one(TAGS.compression, 1),
    bits: bits.slice(0, samples),
    separate: one(TAGS.planar, 1) === 2,
    blockWidth,
    blockHeight,
    tiled,
    offsets: list(tiled ? TAGS.tileOffsets : TAGS.stripOffsets),
    byteCounts: list(tiled ? TAGS.tileByteCounts : TAGS.stripByteCounts),
  };
  requireBlocks(layout, size, fault);
  return layout;
}

/** Every strip or tile that the size of the image asks for must be there, and lie in the file. */
function requireBlocks(layout: TiffLayout, size: number, fault: (problem: string) => InputFileError): void {
  const { offsets, byteCounts, tiled } = layout;
  const [columns, rows] = blockGrid(layout);
  const expected = columns * rows * (layout.separate ? layout.bits.length : 1);
  const word = tiled ? "tile" : "strip";
  if (offsets.length < expected || byteCounts.length < expected) {
    const given = Math.min(offsets.length, byteCounts.length);
    throw fault(
      `${layout.width} × ${layout.height} cells need ${expected} ${word}s, ${given} are given: the file is damaged`,
    );
  }
  for (let block = 0; block < expected; block++) {
    const [offset, bytes] = [offsets[block] ?? 0, byteCounts[block] ?? 0];
    if (offset === 0 && bytes === 0) continue;
    if (bytes === 0) throw fault(`${word} ${block + 1} of ${expected} has no bytes: the file is damaged`);
    if (offset + bytes > size) {
      throw fault(
        `${word} ${block + 1} of ${expected} lies at bytes ${offset} to ${offset + bytes} and the file has ${size}: it is cut`,
      );
    }
  }
}

/** Columns and rows of strips or tiles. */
export function blockGrid({
  width,
  height,
  blockWidth,
  blockHeight,
}: TiffLayout): [columns: number, rows: number] {
  return [Math.ceil(width / blockWidth), Math.ceil(height / blockHeight)];
}
