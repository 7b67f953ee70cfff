/**
 * An `.osm.pbf` file → `OsmData`, one blob at a time.
 *
 * Only one blob and its content are in memory beside the growing columns. A fault anywhere gives an error that
 * names file and byte, and no result.
 *
 * Layer: osm. Imports errors.
 */
import { createHash } from "node:crypto";
import type { FileHandle } from "node:fs/promises";
import { inflateSync } from "node:zlib";
import { InputFileError, LivingCircleError, UnsupportedFileError } from "../errors.js";
import { openInput } from "./open-input.js";
import { OsmBuilder } from "./osm-builder.js";
import type { OsmData, ReadNote } from "./osm-data.js";
import {
  type Blob,
  readBlob,
  readBlobHeader,
  readDataBlock,
  readHeaderBlock,
  UnreadFeature,
} from "./pbf-blocks.js";

/** Limits of the format, against hostile input. */
const MOST_HEADER_BYTES = 64 * 1024;
const MOST_BLOB_BYTES = 32 * 1024 * 1024;

export interface ReadOsmOptions {
  /** Called now and then with what has been read. */
  readonly onProgress?: (readBytes: number, totalBytes: number) => void;
  /** Stops the reading; the promise is rejected with the signal's reason. */
  readonly signal?: AbortSignal;
}

/**
 * Reads an OpenStreetMap extract in PBF form.
 *
 * Raw and zlib blobs, dense and plain nodes, any granularity; deleted elements and authors are left out.
 *
 * @param path - file to read
 * @returns all elements in ascending order of id, with notes on what was skipped
 * @throws {InputFileError} if the file is missing, truncated, damaged or no PBF; nothing is returned then
 * @throws {UnsupportedFileError} if it uses another compression or requires an unknown feature
 *
 * @example
 * const osm = await readOsmPbf("city.osm.pbf");
 */
export async function readOsmPbf(path: string, options: ReadOsmOptions = {}): Promise<OsmData> {
  const { handle, size } = await openInput(path);
  try {
    return await readBlobs(path, handle, size, options);
  } finally {
    await handle.close();
  }
}

async function readBlobs(
  path: string,
  handle: FileHandle,
  size: number,
  options: ReadOsmOptions,
): Promise<OsmData> {
  const hash = createHash("sha256");
  const builder = new OsmBuilder();
  let unknownBlobs = 0;
  let timestamp: string | null = null;
  let sawHeader = false;
  let byte = 0;
  const take = async (length: number, what: string): Promise<Uint8Array> => {
    if (byte + length > size) {
      throw new InputFileError(
        { path, byte },
        `the file ends after ${size - byte} of ${length} bytes of ${what}`,
      );
    }
    const bytes = new Uint8Array(length);
    const { bytesRead } = await handle.read(bytes, 0, length, byte);
    if (bytesRead !== length)
      throw new InputFileError({ path, byte }, `${bytesRead} of ${length} bytes could be read`);
    hash.update(bytes);
    byte += length;
    return bytes;
  };
  while (byte < size) {
    options.signal?.throwIfAborted();
    const start = byte;
    const lengthBytes = await take(4, "a blob header's length");
    const headerLength = new DataView(lengthBytes.buffer).getUint32(0);
    if (headerLength === 0 || headerLength > MOST_HEADER_BYTES) {
      throw new InputFileError({ path, byte: start }, notPbf(headerLength, start === 0));
    }
    const headerBytes = await take(headerLength, "a blob header");
    const header = guard(path, start, () => readBlobHeader(headerBytes));
    if (!sawHeader && header.type !== "OSMHeader") {
      throw new InputFileError(
        { path, byte: start },
        `the first blob is "${header.type}", due is "OSMHeader"`,
      );
    }
    if (!(header.dataSize >= 0 && header.dataSize <= MOST_BLOB_BYTES)) {
      throw new InputFileError(
        { path, byte: start },
        `a blob says it has ${header.dataSize} bytes; at most 32 MiB are due`,
      );
    }
    const blobBytes = await take(header.dataSize, "a blob");
    if (header.type === "OSMHeader" || header.type === "OSMData") {
      const content = guard(path, start, () => inflated(path, start, readBlob(blobBytes)));
      if (header.type === "OSMData") guard(path, start, () => readDataBlock(content, builder));
      else timestamp = guard(path, start, () => readHeaderBlock(content)) ?? timestamp;
      sawHeader = true;
    } else {
      unknownBlobs++;
    }
    options.onProgress?.(byte, size);
  }
  const source = { path, sha256: hash.digest("hex"), timestamp };
  const message = "blobs of an unknown type were skipped";
  const notes: ReadNote[] = unknownBlobs > 0 ? [{ code: "unknown-blobs", count: unknownBlobs, message }] : [];
  return builder.finish(source, notes);
}

function notPbf(headerLength: number, atStart: boolean): string {
  const said = `a blob header of ${headerLength} bytes`;
  return atStart
    ? `this is no .osm.pbf file: it would begin with ${said}, due are 1 to 65536`
    : `${said} is announced, due are 1 to 65536; the file is damaged here`;
}

function inflated(path: string, byte: number, { encoding, data, rawSize }: Blob): Uint8Array {
  if (encoding === "raw") return data;
  if (encoding !== "zlib") {
    throw new UnsupportedFileError(
      { path, byte },
      `a blob is compressed with ${encoding}; raw and zlib are read. ` +
        "Convert the file first, e.g. osmium cat -f pbf,pbf_compression=zlib",
    );
  }
  const content = inflateSync(data, { maxOutputLength: MOST_BLOB_BYTES });
  if (rawSize !== null && content.length !== rawSize) {
    throw new InputFileError(
      { path, byte },
      `a blob inflates to ${content.length} bytes, ${rawSize} were announced`,
    );
  }
  return content;
}

/** Runs a decoder; whatever it throws becomes an error that names file and byte. */
function guard<T>(path: string, byte: number, decode: () => T): T {
  try {
    return decode();
  } catch (cause) {
    if (cause instanceof LivingCircleError) throw cause;
    const said = cause instanceof Error ? cause.message : String(cause);
    if (cause instanceof UnreadFeature) throw new UnsupportedFileError({ path, byte }, said, { cause });
    throw new InputFileError({ path, byte }, `the blob that starts here is damaged: ${said}`, { cause });
  }
}
