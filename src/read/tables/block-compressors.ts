/**
 * Decompressors that Node itself does not have, loaded when a file asks for them.
 */
import * as zlib from "node:zlib";
import { loadPackage } from "../../base/optional-package.js";

/**
 * The optional package of decompressors.
 *
 * @param form - what is read, for the message
 * @throws {UnsupportedFileError} if it is not installed
 */
export function loadCompressors(path: string, form: string) {
  return loadPackage(path, form, "hyparquet-compressors", () => import("hyparquet-compressors"));
}

/** Ways of packing in Parquet by their numbers; the first is none at all. */
export const CODECS = ["UNCOMPRESSED", "SNAPPY", "GZIP", "LZO", "BROTLI", "LZ4", "ZSTD", "LZ4_RAW"] as const;

type Codec = (typeof CODECS)[number];
type Unpack = (packed: Uint8Array, length: number) => Uint8Array;

/** The package's decompressors, and Node's own where it has them: these stop at the announced length. */
export function boundedCompressors(
  compressors: Partial<Record<Codec, Unpack>>,
): Partial<Record<Codec, Unpack>> {
  return {
    ...compressors,
    GZIP: (packed, length) => zlib.gunzipSync(packed, { maxOutputLength: Math.max(1, length) }),
    BROTLI: (packed, length) => zlib.brotliDecompressSync(packed, { maxOutputLength: Math.max(1, length) }),
  };
}

/** Node has it from 22.15 on. */
const { zstdDecompressSync } = zlib as {
  zstdDecompressSync?: (data: Uint8Array, options: { maxOutputLength: number }) => Uint8Array;
};

/**
 * Unpacks Zstandard, to `most` bytes and no further.
 *
 * @throws {UnsupportedFileError} if neither Node nor an installed package can
 */
export async function loadZstd(
  path: string,
  form: string,
): Promise<(packed: Uint8Array, most: number) => Uint8Array> {
  if (zstdDecompressSync !== undefined)
    return (packed, most) => zstdDecompressSync(packed, { maxOutputLength: Math.max(1, most) });
  const { decompressZstd } = await loadCompressors(path, form);
  return (packed, most) => decompressZstd(packed, new Uint8Array(most));
}
