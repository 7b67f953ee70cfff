/**
 * Strips and tiles of a GeoTIFF: whether they can hold their cells, and unpacked to the length of these and no further.
 */
import { inflateSync } from "node:zlib";
import { InputFileError } from "../../base/errors.js";
import { type ExpandedBytesOption, rasterBound, requireExpanded } from "../../base/expanded-bytes.js";
import { loadZstd } from "../tables/block-compressors.js";
import { unpackLzw } from "./lzw.js";
import type { RasterWindow } from "./open-raster.js";
import { blockGrid, type TiffLayout } from "./tiff-layout.js";

/** Ways of packing by their numbers in the file. */
const [NONE, LZW, DEFLATE, OLD_DEFLATE, ZSTANDARD] = [1, 5, 8, 32946, 50000];

/**
 * Most bytes that a packed byte stands for: a zlib stream has a limit of 1032, twelve bits of LZW repeat at most 3838 bytes,
 * and two of PackBits 128.
 */
const MOST_FROM_A_BYTE: Readonly<Record<number, number>> = {
  [NONE]: 1,
  [LZW]: 2600,
  [DEFLATE]: 1040,
  [OLD_DEFLATE]: 1040,
  32773: 64,
};

/** Some writers end a strip with a few bytes too many. */
const SLACK = 65_536;

/**
 * Refuses a raster whose strips or tiles are too short for their cells, or whose window unfolds beyond the bound.
 *
 * @throws {InputFileError} naming the first strip or tile that is too short
 */
export function requireCells(
  path: string,
  layout: TiffLayout,
  window: RasterWindow,
  options: ExpandedBytesOption,
): void {
  const { blockWidth, blockHeight, byteCounts, compression, separate, bits } = layout;
  const [columns, rows] = blockGrid(layout);
  const most = MOST_FROM_A_BYTE[compression] ?? Number.POSITIVE_INFINITY;
  const bands = separate ? bits.length : 1;
  for (let block = 0; block < columns * rows * bands; block++) {
    const row = Math.floor((block % (columns * rows)) / columns);
    const [bytes, packed] = [blockBytes(layout, rowsOf(layout, row)), byteCounts[block] ?? 0];
    if (packed === 0 || bytes <= packed * most) continue;
    const problem = `${layout.tiled ? "tile" : "strip"} ${block + 1} of ${columns * rows * bands} has ${packed} bytes, too few for its ${bytes} bytes of cells: the file is damaged`;
    throw new InputFileError({ path }, problem);
  }
  const across = Math.ceil(window.right / blockWidth) - Math.floor(window.left / blockWidth);
  const down = Math.ceil(window.bottom / blockHeight) - Math.floor(window.top / blockHeight);
  requireExpanded(path, across * down * blockBytes(layout, blockHeight), rasterBound(options));
}

/** Rows of the strips or tiles in a row of them: the last strips may have fewer. */
function rowsOf({ tiled, height, blockHeight }: TiffLayout, row: number): number {
  return tiled ? blockHeight : Math.min(blockHeight, height - row * blockHeight);
}

/** Each row of cells begins at a byte of its own. */
function blockBytes({ blockWidth, bits, separate }: TiffLayout, rows: number): number {
  const cellBits = separate ? (bits[0] ?? 1) : bits.reduce((sum, count) => sum + count, 0);
  return rows * Math.ceil((blockWidth * cellBits) / 8);
}

/** The cells of one strip or tile; null where they are packed in a way that is not unpacked here. */
export async function unpackBlock(
  path: string,
  layout: TiffLayout,
  packed: ArrayBufferLike,
): Promise<ArrayBufferLike | null> {
  const length = blockBytes(layout, layout.blockHeight);
  switch (layout.compression) {
    case NONE:
      return packed;
    case LZW: {
      const out = new Uint8Array(length);
      const written = unpackLzw(new Uint8Array(packed), out);
      return written === length ? out.buffer : out.slice(0, written).buffer;
    }
    case DEFLATE:
    case OLD_DEFLATE: {
      const bytes = inflateSync(new Uint8Array(packed), { maxOutputLength: length + SLACK });
      return bytes.byteOffset === 0 && bytes.byteLength === bytes.buffer.byteLength
        ? bytes.buffer
        : new Uint8Array(bytes).buffer;
    }
    case ZSTANDARD: {
      // The package's own decoder turns in circles over a damaged strip, or gives what lay in its memory.
      const unpack = await loadZstd(path, "GeoTIFF packed with Zstandard");
      return new Uint8Array(unpack(new Uint8Array(packed), length + SLACK)).buffer;
    }
    default:
      return null;
  }
}
