/**
 * The blobs of an `.osm.pbf` file, one at a time, unpacked.
 *
 * Only one blob and its content are in memory. Every fault names the byte where the blob starts.
 */
import type { FileHandle } from "node:fs/promises";
import { inflateSync } from "node:zlib";
import { InputFileError, LivingCircleError, UnsupportedFileError } from "../../base/errors.js";
import type { FileForm } from "./open-input.js";
import { type Blob, type BlobHeader, readBlob, readBlobHeader, UnreadFeature } from "./pbf-blocks.js";

/** Limits of the format, against hostile input. */
const MAX_HEADER_BYTES = 64 * 1024;
const MAX_BLOB_BYTES = 32 * 1024 * 1024;

/** How much of the file is read at a time, at least. */
const WINDOW_BYTES = 512 * 1024;
/** A sound blob inflates to at most this, by the advice of the format. */
const SOUND_BLOB_BYTES = 16 * 1024 * 1024;
/** Least that zlib inflates into. */
const CHUNK_BYTES = 64 * 1024;

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
 * @throws {UnsupportedFileError} if a blob is compressed otherwise than by zlib
 */
export async function* eachBlob(opened: BlobFile): AsyncGenerator<OpenBlob> {
  const { path, size } = opened;
  const file = { ...opened, window: { start: 0, bytes: new Uint8Array(0) } };
  let start = 0;
  while (start < size) {
    const header = await readHeader(file, start);
    if (start === 0 && header.type !== "OSMHeader") {
      const came = JSON.stringify(header.type.slice(0, 40));
      throw new InputFileError({ path, byte: 0 }, `the first blob is ${came}, expected "OSMHeader"`);
    }
    const bytes = await take(file, header.bodyStart, header.dataSize, "a blob");
    const isKnown = header.type === "OSMHeader" || header.type === "OSMData";
    const content = isKnown ? guard(path, start, () => unpacked(path, start, readBlob(bytes))) : null;
    const end = header.bodyStart + header.dataSize;
    yield { type: header.type, start, end, content };
    start = end;
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

function unpacked(path: string, byte: number, { encoding, data, rawSize }: Blob): Uint8Array {
  if (encoding === "raw") return data;
  if (encoding !== "zlib") {
    const due = "raw and zlib are read. Convert the file first, e.g. osmium cat -f pbf,pbf_compression=zlib";
    throw new UnsupportedFileError({ path, byte }, `a blob is compressed with ${encoding}; ${due}`);
  }
  if (rawSize !== null && !(rawSize >= 0 && rawSize <= MAX_BLOB_BYTES)) {
    const problem = `a blob says it inflates to ${rawSize} bytes; at most 32 MiB are allowed`;
    throw new InputFileError({ path, byte }, problem);
  }
  const content = inflated(path, byte, data, rawSize);
  if (rawSize !== null && content.length !== rawSize) {
    const problem = `a blob inflates to ${content.length} bytes, ${rawSize} were announced`;
    throw new InputFileError({ path, byte }, problem);
  }
  return content;
}

/** Inflates up to `most` bytes and not a byte further, so that a small blob cannot fill the memory. */
function inflated(path: string, byte: number, data: Uint8Array, rawSize: number | null): Uint8Array {
  const most = rawSize ?? MAX_BLOB_BYTES;
  // Into one piece where the size is said (zlib takes another one as soon as the first is full); what is said need not
  // be true, so no more than a blob should have.
  const chunkSize = Math.min((rawSize ?? 0) + 1, SOUND_BLOB_BYTES);
  try {
    return inflateSync(data, {
      maxOutputLength: Math.max(1, most),
      chunkSize: Math.max(CHUNK_BYTES, chunkSize),
    });
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== "ERR_BUFFER_TOO_LARGE") throw cause;
    const problem = `a blob inflates to more than ${most} bytes, ${most} were announced at most`;
    throw new InputFileError({ path, byte }, problem, { cause });
  }
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
