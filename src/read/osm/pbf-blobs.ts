/**
 * The blobs of an `.osm.pbf` file, one at a time, unpacked.
 *
 * Only one blob and its content are in memory. Every fault names the byte where the blob starts.
 */
import type { FileHandle } from "node:fs/promises";
import { InputFileError, LivingCircleError, UnsupportedFileError } from "../../base/errors.js";
import type { FileForm } from "./open-input.js";
import { type BlobHeader, readBlob, readBlobHeader, UnreadFeature } from "./pbf-blocks.js";
import { BlobUnpacker, MAX_BLOB_BYTES } from "./unpack-blob.js";

/** Limit of the format, against hostile input. */
const MAX_HEADER_BYTES = 64 * 1024;

/** How much of the file is read at a time, at least. */
const WINDOW_BYTES = 512 * 1024;

/** What the reader needs of an open file; `onBytes` sees every byte once, in order. */
export interface BlobFile {
  readonly path: string;
  readonly handle: FileHandle;
  readonly size: number;
  readonly form: FileForm;
  readonly onBytes: (bytes: Uint8Array) => void;
}

export interface OpenBlob {
  readonly type: string;
  /** Byte of the file where the blob starts. */
  readonly start: number;
  /** Byte after its last. */
  readonly end: number;
  /** The unpacked block; null for blobs of an unknown type. */
  readonly content: Uint8Array | null;
}

/**
 * Reads blob after blob.
 *
 * @throws {InputFileError} if the file is truncated, damaged or no PBF
 * @throws {UnsupportedFileError} if a blob is compressed with lzma or bzip2, or needs a package that is not installed
 */
export async function* eachBlob(opened: BlobFile): AsyncGenerator<OpenBlob> {
  const { path, size } = opened;
  const file = { ...opened, window: { start: 0, bytes: new Uint8Array(0) } };
  const unpacker = new BlobUnpacker(path);
  let start = 0;
  while (start < size) {
    const header = await readHeader(file, start);
    if (start === 0 && header.type !== "OSMHeader") {
      const came = JSON.stringify(header.type.slice(0, 40));
      throw new InputFileError({ path, byte: 0 }, `the first blob is ${came}, expected "OSMHeader"`);
    }
    const bytes = await take(file, header.bodyStart, header.dataSize, "a blob");
    const isKnown = header.type === "OSMHeader" || header.type === "OSMData";
    const content = isKnown ? await unpackGuarded(path, start, unpacker, bytes) : null;
    const end = header.bodyStart + header.dataSize;
    yield { type: header.type, start, end, content };
    start = end;
  }
}

async function unpackGuarded(
  path: string,
  start: number,
  unpacker: BlobUnpacker,
  bytes: Uint8Array,
): Promise<Uint8Array> {
  const blob = guard(path, start, () => readBlob(bytes));
  try {
    return await unpacker.unpack(start, blob);
  } catch (cause) {
    return guard(path, start, () => {
      throw cause;
    });
  }
}

/** A file with the stretch of it that was read last. */
interface WindowedFile extends BlobFile {
  window: { readonly start: number; readonly bytes: Uint8Array };
}

async function readHeader(
  file: WindowedFile,
  start: number,
): Promise<BlobHeader & { readonly bodyStart: number }> {
  const { path } = file;
  const lengthBytes = await take(file, start, 4, "a blob header's length");
  const length = new DataView(lengthBytes.buffer, lengthBytes.byteOffset).getUint32(0);
  if (length === 0 || length > MAX_HEADER_BYTES) {
    throw new InputFileError({ path, byte: start }, notPbf(length, start, file.form));
  }
  const bytes = await take(file, start + 4, length, "a blob header");
  const header = guard(path, start, () => readBlobHeader(bytes));
  if (!(header.dataSize >= 0 && header.dataSize <= MAX_BLOB_BYTES)) {
    const problem = `a blob says it has ${header.dataSize} bytes; at most 32 MiB are allowed`;
    throw new InputFileError({ path, byte: start }, problem);
  }
  return { ...header, bodyStart: start + 4 + length };
}

/** Exactly these bytes of the file, which are good until the next call. */
async function take(file: WindowedFile, at: number, length: number, what: string): Promise<Uint8Array> {
  const { path, size } = file;
  if (at + length > size) {
    const problem = `the file ends after ${size - at} of ${length} bytes of ${what}`;
    throw new InputFileError({ path, byte: at }, problem);
  }
  let { window } = file;
  if (at < window.start || at + length > window.start + window.bytes.length) {
    window = { start: at, bytes: await read(file, at, Math.min(size - at, Math.max(length, WINDOW_BYTES))) };
    file.window = window;
  }
  const bytes = window.bytes.subarray(at - window.start, at - window.start + length);
  file.onBytes(bytes);
  return bytes;
}

/** A network drive may give the bytes in several pieces. */
async function read({ path, handle }: BlobFile, at: number, length: number): Promise<Uint8Array> {
  const bytes = new Uint8Array(length);
  let done = 0;
  while (done < length) {
    const { bytesRead } = await handle.read(bytes, done, length - done, at + done);
    if (bytesRead === 0) {
      throw new InputFileError({ path, byte: at + done }, "the file became shorter while it was read");
    }
    done += bytesRead;
  }
  return bytes;
}

const LOOKS: Readonly<Record<FileForm, string>> = {
  gzip: "it is gzipped; readOsm reads gzipped XML, a gzipped .osm.pbf must be unpacked first",
  bzip2: "it is bzip2; readOsm reads packed XML, a packed .osm.pbf must be unpacked first",
  xml: "it looks like XML; readOsm and readOsmXml read that",
  json: "it looks like JSON",
  other: "it is of another form",
};

function notPbf(headerLength: number, start: number, form: FileForm): string {
  const headerText = `a blob header of ${headerLength} bytes`;
  return start === 0
    ? `this is not an .osm.pbf file: ${LOOKS[form]} (it would begin with ${headerText}, expected 1 to 65536)`
    : `${headerText} is announced, expected 1 to 65536; the file is damaged here`;
}

/** Runs a decoder; whatever it throws becomes an error that names file and byte. */
export function guard<T>(path: string, byte: number, decode: () => T): T {
  try {
    return decode();
  } catch (cause) {
    if (cause instanceof LivingCircleError) throw cause;
    const message = cause instanceof Error ? cause.message : String(cause);
    if (cause instanceof UnreadFeature) throw new UnsupportedFileError({ path, byte }, message, { cause });
    throw new InputFileError({ path, byte }, `the blob that starts here is damaged: ${message}`, { cause });
  }
}
