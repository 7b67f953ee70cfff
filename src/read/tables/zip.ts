/**
 * Files in a zip archive, each unpacked to its announced length and checked against its checksum.
 *
 * What the archive announces is added up before anything is unpacked, so that one made to fill the memory is refused.
 * Format: APPNOTE.TXT 6.3 (PKWARE); entries stored or deflated, sizes of 64 bits where they are given.
 */
import { crc32, inflateRawSync } from "node:zlib";
import { zipSync } from "fflate";
import { InputFileError, UnsupportedFileError } from "../../base/errors.js";
import { type ExpandedBytesOption, expandedBound, requireExpanded } from "../../base/expanded-bytes.js";
import { readBytes } from "../../base/read-file.js";

const [END, ENTRY, LOCAL, END_64] = [0x06054b50, 0x02014b50, 0x04034b50, 0x06064b50];
const [STORED, DEFLATED] = [0, 8];
/** The end of an archive, and the longest comment behind it. */
const [END_BYTES, LONGEST_COMMENT] = [22, 65_535];
const [IS_ENCRYPTED, IS_UTF8] = [1, 2048];

interface Entry {
  readonly name: string;
  readonly flags: number;
  readonly method: number;
  readonly crc: number;
  readonly packed: number;
  readonly length: number;
  readonly at: number;
}

/**
 * The files of an archive by name, folders and what macOS adds left out.
 *
 * @throws {InputFileError} if it is damaged, or unfolds to more bytes than `maxExpandedBytes`
 * @throws {UnsupportedFileError} if it is encrypted, or packed in another way than deflate
 */
export function readZip(path: string, options: ExpandedBytesOption = {}): Map<string, Uint8Array> {
  const bytes = readBytes(path);
  try {
    const entries = entriesOf(bytes).filter(
      ({ name }) => !name.endsWith("/") && !name.startsWith("__MACOSX/"),
    );
    const total = entries.reduce((sum, { length }) => sum + length, 0);
    requireExpanded(path, total, expandedBound(path, options));
    return new Map(entries.map((entry) => [entry.name, unpackEntry(path, bytes, entry)]));
  } catch (cause) {
    if (cause instanceof InputFileError) throw cause;
    throw new InputFileError({ path }, `the archive is damaged: ${(cause as Error).message}`, { cause });
  }
}

/** An archive of these files, not packed: for readers that take nothing else. */
export function storedZip(files: ReadonlyMap<string, Uint8Array>): Uint8Array {
  return zipSync(Object.fromEntries(files), { level: 0 });
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** The entries of the directory at the end of an archive. @throws {RangeError} if it does not lie in the bytes */
function entriesOf(bytes: Uint8Array): Entry[] {
  const view = viewOf(bytes);
  const end = endOf(view);
  let [count, at] = [view.getUint16(end + 10, true), view.getUint32(end + 16, true)];
  if ((count === 0xffff || at === 0xffffffff) && end >= 20) {
    const wide = Number(view.getBigUint64(end - 12, true));
    if (view.getUint32(wide, true) !== END_64)
      throw new RangeError("its directory does not lie where it says");
    [count, at] = [Number(view.getBigUint64(wide + 32, true)), Number(view.getBigUint64(wide + 48, true))];
  }
  const entries: Entry[] = [];
  for (let i = 0; i < count; i++) {
    if (view.getUint32(at, true) !== ENTRY) throw new RangeError(`entry ${i + 1} of its directory is none`);
    const [nameBytes, extraBytes, commentBytes] = [28, 30, 32].map((field) =>
      view.getUint16(at + field, true),
    ) as [number, number, number];
    const flags = view.getUint16(at + 8, true);
    const extra = bytes.subarray(at + 46 + nameBytes, at + 46 + nameBytes + extraBytes);
    const name = bytes.subarray(at + 46, at + 46 + nameBytes);
    entries.push({
      name: new TextDecoder((flags & IS_UTF8) === 0 ? "latin1" : "utf-8").decode(name),
      flags,
      method: view.getUint16(at + 10, true),
      crc: view.getUint32(at + 16, true),
      ...sizesOf(view, at, viewOf(extra)),
    });
    at += 46 + nameBytes + extraBytes + commentBytes;
  }
  return entries;
}

/** Where the directory is announced: at the end, before a comment. */
function endOf(view: DataView): number {
  for (let at = view.byteLength - END_BYTES; at >= 0; at--) {
    if (view.byteLength - END_BYTES - at > LONGEST_COMMENT) break;
    if (view.getUint32(at, true) === END) return at;
  }
  throw new RangeError("it has no directory: it is cut");
}

/** Sizes and place; those of 64 bits stand in an extra field, in this order and only where they are needed. */
function sizesOf(view: DataView, at: number, extra: DataView): Pick<Entry, "packed" | "length" | "at"> {
  const given = [24, 20, 42].map((field) => view.getUint32(at + field, true));
  const wide: number[] = [];
  for (let from = 0; from + 4 <= extra.byteLength; from += 4 + extra.getUint16(from + 2, true)) {
    if (extra.getUint16(from, true) !== 1) continue;
    const end = Math.min(extra.byteLength, from + 4 + extra.getUint16(from + 2, true));
    for (let value = from + 4; value + 8 <= end; value += 8)
      wide.push(Number(extra.getBigUint64(value, true)));
  }
  const [length = 0, packed = 0, start = 0] = given.map((size) =>
    size === 0xffffffff ? (wide.shift() ?? size) : size,
  );
  return { length, packed, at: start };
}

function unpackEntry(
  path: string,
  bytes: Uint8Array,
  { name, flags, method, crc, packed, length, at }: Entry,
): Uint8Array {
  if ((flags & IS_ENCRYPTED) !== 0)
    throw new UnsupportedFileError({ path }, `"${name}" in the archive is encrypted`);
  if (method !== STORED && method !== DEFLATED) {
    throw new UnsupportedFileError(
      { path },
      `"${name}" in the archive is packed by method ${method}, read is deflate`,
    );
  }
  const view = viewOf(bytes);
  if (view.getUint32(at, true) !== LOCAL)
    throw new RangeError(`"${name}" does not lie where its directory says`);
  const start = at + 30 + view.getUint16(at + 26, true) + view.getUint16(at + 28, true);
  if (start + packed > bytes.length) throw new RangeError(`"${name}" lies past its end`);
  const body = bytes.subarray(start, start + packed);
  const content = method === STORED ? body : inflateRawSync(body, { maxOutputLength: Math.max(1, length) });
  if (content.length !== length)
    throw new RangeError(`"${name}" has ${content.length} bytes, announced are ${length}`);
  if (crc32(content) !== crc) throw new RangeError(`"${name}" does not match its checksum`);
  return new Uint8Array(content);
}
