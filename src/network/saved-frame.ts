/**
 * The frame of a saved network: a head that describes, a body of columns, and checksums over both.
 *
 * Form: 8 bytes magic, 4 bytes version, 4 bytes length of the head, 32 bytes SHA-256 of the head, the head (JSON, filled
 * up with spaces to a multiple of 8), the body. The head holds the body's length and a checksum for each MiB of it, so
 * that damage is found on opening, and in one part without reading the others.
 *
 * CRC-32 finds every flipped bit and every run of up to 32 damaged bits in a range. It guards against failing disks and
 * broken copies, not against forgers.
 */
import { createHash } from "node:crypto";
import { crc32 } from "node:zlib";
import { InputFileError, UnsupportedFileError } from "../base/errors.js";
import { parseJson } from "../base/read-file.js";

export const MAGIC = "LCWALKNW";
/** 2: with a checksum for each MiB; 3: with the ground of squares. */
const VERSION = 4;
/** Magic, version, length of the head, hash. */
const PREFIX_BYTES = 8 + 4 + 4 + 32;
/** Bytes that one checksum guards. */
const RANGE_BYTES = 2 ** 20;

/** What the frame itself adds to a head. */
interface Guards {
  readonly bodyBytes: number;
  readonly sums: readonly number[];
}

/** Head and body in one buffer; `description` becomes JSON. */
export function frameSaved(description: object, body: Uint8Array): Uint8Array {
  const guards: Guards = { bodyBytes: body.length, sums: rangeSums(body) };
  const text = Buffer.from(JSON.stringify({ ...description, ...guards }));
  const start = aligned(PREFIX_BYTES + text.length);
  const bytes = new Uint8Array(start + body.length);
  const head = bytes.subarray(PREFIX_BYTES, start);
  // Spaces fill the head up, so that no byte of the file is left unguarded.
  head.fill(0x20);
  head.set(text);
  bytes.set(body, start);
  bytes.set(Buffer.from(MAGIC), 0);
  const view = new DataView(bytes.buffer);
  view.setUint32(8, VERSION, true);
  view.setUint32(12, head.length, true);
  bytes.set(createHash("sha256").update(head).digest(), 16);
  return bytes;
}

/**
 * The head, and where the body begins, once all bytes agree with their checksums.
 *
 * @param path - for messages
 * @throws {InputFileError} if this is not a saved network, or is truncated or damaged
 * @throws {UnsupportedFileError} if it was saved by another version of the format
 */
export function openFrame(
  bytes: Uint8Array,
  path: string,
): { readonly head: unknown; readonly start: number } {
  const fail = (problem: string): never => {
    throw new InputFileError({ path }, problem);
  };
  if (bytes.length < PREFIX_BYTES || String.fromCharCode(...bytes.subarray(0, 8)) !== MAGIC) {
    fail("this is not a saved walking network");
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const version = view.getUint32(8, true);
  if (version !== VERSION) {
    const problem = `the network was saved in form ${version}, this library reads ${VERSION}: build it again`;
    throw new UnsupportedFileError({ path }, problem);
  }
  const start = PREFIX_BYTES + view.getUint32(12, true);
  if (start > bytes.length) fail("the file ends inside its head: it is truncated");
  const headBytes = bytes.subarray(PREFIX_BYTES, start);
  if (!createHash("sha256").update(headBytes).digest().equals(bytes.subarray(16, PREFIX_BYTES))) {
    fail("the head does not match its hash: the file is damaged");
  }
  const head = parseJson({ path }, headBytes, "the head is damaged");
  const { bodyBytes, sums } = head as Guards;
  const body = bytes.subarray(start);
  if (body.length !== bodyBytes) {
    fail(`${body.length} bytes follow the head, expected ${bodyBytes}: the file is truncated or has grown`);
  }
  const range = rangeSums(body).findIndex((sum, i) => sum !== sums[i]);
  if (range >= 0) {
    fail(`the bytes from ${start + range * RANGE_BYTES} on do not match their checksum: the file is damaged`);
  }
  return { head, start };
}

/** Rounded up to a multiple of 8, where columns of any type may begin. */
export function aligned(bytes: number): number {
  return Math.ceil(bytes / 8) * 8;
}

/** The checksum of each range of the body, the last one shorter. */
function rangeSums(body: Uint8Array): number[] {
  const sums: number[] = [];
  for (let at = 0; at < body.length; at += RANGE_BYTES) sums.push(crc32(body.subarray(at, at + RANGE_BYTES)));
  return sums;
}
