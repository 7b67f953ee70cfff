/**
 * The content of a blob of an `.osm.pbf` file: raw, zlib, LZ4 or Zstandard.
 *
 * A blob never unpacks to more than it announces, nor to more than the format allows, so that a small file cannot fill the
 * memory. LZ4 and Zstandard need an optional package, but for Zstandard where Node has it.
 */
import * as zlib from "node:zlib";
import { InputFileError, UnsupportedFileError } from "../../base/errors.js";
import { loadCompressors, loadZstd } from "../tables/block-compressors.js";
import type { Blob } from "./pbf-blocks.js";

/** Limit of the format, against hostile input. */
export const MAX_BLOB_BYTES = 32 * 1024 * 1024;
/** A sound blob inflates to at most this, by the advice of the format. */
const SOUND_BLOB_BYTES = 16 * 1024 * 1024;
/** Least that zlib inflates into. */
const CHUNK_BYTES = 64 * 1024;

/** Unpacks data into so many bytes. */
type Unpack = (data: Uint8Array, rawSize: number) => Uint8Array;

/** Unpacks the blobs of one file; a decompressor is loaded when the first blob needs it. */
export class BlobUnpacker {
  readonly #path: string;
  #lz4: Unpack | null = null;
  #zstd: Unpack | null = null;

  constructor(path: string) {
    this.#path = path;
  }

  /**
   * The content of a blob that starts at this byte of the file.
   *
   * @throws {InputFileError} if it is damaged, or larger than announced
   * @throws {UnsupportedFileError} if it is compressed with lzma or bzip2, or a package is missing
   */
  async unpack(byte: number, { encoding, data, rawSize }: Blob): Promise<Uint8Array> {
    const path = this.#path;
    if (encoding === "raw") return data;
    if (encoding === "lzma" || encoding === "bzip2") {
      const read =
        "raw, zlib, lz4 and zstd are read. Convert the file first, e.g. osmium cat -f pbf,pbf_compression=zlib";
      throw new UnsupportedFileError({ path, byte }, `a blob is compressed with ${encoding}; ${read}`);
    }
    if (rawSize !== null && !(rawSize >= 0 && rawSize <= MAX_BLOB_BYTES)) {
      const problem = `a blob says it inflates to ${rawSize} bytes; at most 32 MiB are allowed`;
      throw new InputFileError({ path, byte }, problem);
    }
    const content =
      encoding === "zlib"
        ? inflated(path, byte, data, rawSize)
        : await this.#unpackOther(byte, encoding, data, rawSize);
    if (rawSize !== null && content.length !== rawSize) {
      const problem = `a blob inflates to ${content.length} bytes, ${rawSize} were announced`;
      throw new InputFileError({ path, byte }, problem);
    }
    return content;
  }

  async #unpackOther(
    byte: number,
    encoding: "lz4" | "zstd",
    data: Uint8Array,
    rawSize: number | null,
  ): Promise<Uint8Array> {
    if (rawSize === null) {
      const problem = `a blob compressed with ${encoding} does not say how large it is`;
      throw new InputFileError({ path: this.#path, byte }, problem);
    }
    return (await this.#loaded(encoding))(data, rawSize);
  }

  async #loaded(encoding: "lz4" | "zstd"): Promise<Unpack> {
    const form = `PBF compressed with ${encoding}`;
    if (encoding === "zstd") {
      this.#zstd ??= await loadZstd(this.#path, form);
      return this.#zstd;
    }
    if (this.#lz4 === null) {
      const { decompressLz4Raw } = await loadCompressors(this.#path, form);
      this.#lz4 = (data, rawSize) => decompressLz4Raw(data, rawSize);
    }
    return this.#lz4;
  }
}

/** Inflates up to `most` bytes and not a byte further, so that a small blob cannot fill the memory. */
function inflated(path: string, byte: number, data: Uint8Array, rawSize: number | null): Uint8Array {
  const most = rawSize ?? MAX_BLOB_BYTES;
  // Into one piece where the size is said (zlib takes another one as soon as the first is full); what is said need not
  // be true, so no more than a blob should have.
  const chunkSize = Math.min((rawSize ?? 0) + 1, SOUND_BLOB_BYTES);
  try {
    return zlib.inflateSync(data, {
      maxOutputLength: Math.max(1, most),
      chunkSize: Math.max(CHUNK_BYTES, chunkSize),
    });
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== "ERR_BUFFER_TOO_LARGE") throw cause;
    const problem = `a blob inflates to more than ${most} bytes, ${most} were announced at most`;
    throw new InputFileError({ path, byte }, problem, { cause });
  }
}
