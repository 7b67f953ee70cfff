/**
 * Columns of whole numbers and of texts, packed into short strings for a page and unpacked again.
 *
 * Numbers go as differences where neighbours are alike, then zigzag and seven bits a byte, then base64: a place in
 * a city takes two bytes instead of ten characters. Texts that differ only in a number at their end (house numbers,
 * ids of one register) share their beginning.
 */
import { itemAt, nothingAt } from "../../base/at.js";

/** A packed column: one value for all, or bytes; runs are pairs of a value and how often it comes. */
export type PackedNumbers =
  | { readonly n: number; readonly all: number }
  | { readonly n: number; readonly as: "plain" | "delta" | "runs"; readonly bytes: string };

/** Texts as a beginning from `heads` followed by a number, or by nothing where the number is -1. */
export interface PackedTexts {
  readonly heads: readonly string[];
  readonly head: PackedNumbers;
  readonly tail: PackedNumbers;
}

const BASE64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/**
 * Packs whole numbers (safe integers) in the shortest of three ways; of equals the first.
 */
export function packNumbers(values: ArrayLike<number>): PackedNumbers {
  const n = values.length;
  const first = values[0] ?? 0;
  let same = true;
  for (let i = 1; i < n && same; i++) same = values[i] === first;
  if (same) return { n, all: first };
  const ways = [
    ["plain", toBytes(values)],
    ["delta", toBytes(stepsOf(values))],
    ["runs", toBytes(runsOf(values))],
  ] as const;
  const [as, bytes] = ways.reduce((best, way) => (way[1].length < best[1].length ? way : best));
  return { n, as, bytes: toBase64(bytes) };
}

/** Each number less the one before it. */
function stepsOf(values: ArrayLike<number>): number[] {
  let before = 0;
  return Array.from(values, (value) => {
    const step = value - before;
    before = value;
    return step;
  });
}

function runsOf(values: ArrayLike<number>): number[] {
  const runs: number[] = [];
  for (let i = 0, from = 0; i < values.length; i++) {
    if (i + 1 < values.length && values[i + 1] === values[i]) continue;
    runs.push(itemAt(values, i), i + 1 - from);
    from = i + 1;
  }
  return runs;
}

/** The numbers again. @throws {RangeError} if the bytes hold others than so many numbers */
export function unpackNumbers(packed: PackedNumbers): Float64Array {
  const values = new Float64Array(packed.n);
  if ("all" in packed) return values.fill(packed.all);
  const bytes = fromBase64(packed.bytes);
  let at = 0;
  const next = () => {
    let value = 0;
    for (let scale = 1; ; scale *= 128) {
      const byte = bytes[at++] ?? nothingAt(at);
      value += (byte & 127) * scale;
      if (byte < 128) return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
    }
  };
  let last = 0;
  for (let i = 0; i < packed.n; ) {
    if (packed.as === "runs") {
      const value = next();
      const times = next();
      if (!(times >= 1 && times <= packed.n - i))
        throw new RangeError(`a run of ${times} stands where ${packed.n - i} numbers are left`);
      values.fill(value, i, i + times);
      i += times;
    } else {
      last = packed.as === "delta" ? last + next() : next();
      values[i++] = last;
    }
  }
  return values;
}

/** Packs texts; control characters become spaces. */
export function packTexts(texts: readonly string[]): PackedTexts {
  const heads: string[] = [];
  const positionOfHead = new Map<string, number>();
  const head: number[] = [];
  const tail: number[] = [];
  for (const text of texts) {
    const clean = text.replace(/\p{Cc}/gu, " ");
    const [, beginning = clean, digits = -1] = /^(.*?)(0|[1-9]\d{0,14})$/u.exec(clean) ?? [];
    const position = positionOfHead.get(beginning) ?? heads.push(beginning) - 1;
    positionOfHead.set(beginning, position);
    head.push(position);
    tail.push(Number(digits));
  }
  return { heads, head: packNumbers(head), tail: packNumbers(tail) };
}

/** The texts again. */
export function unpackTexts({ heads, head, tail }: PackedTexts): string[] {
  const tails = unpackNumbers(tail);
  return Array.from(unpackNumbers(head), (h, i) => {
    const number = itemAt(tails, i);
    return itemAt(heads, h) + (number < 0 ? "" : String(number));
  });
}

function toBytes(values: ArrayLike<number>): number[] {
  const bytes: number[] = [];
  for (let i = 0; i < values.length; i++) {
    const value = values[i] ?? nothingAt(i);
    let rest = value < 0 ? -2 * value - 1 : 2 * value;
    while (rest >= 128) {
      bytes.push((rest % 128) + 128);
      rest = Math.floor(rest / 128);
    }
    bytes.push(rest);
  }
  return bytes;
}

function toBase64(bytes: readonly number[]): string {
  const parts: string[] = [];
  for (let i = 0; i < bytes.length; i += 3) {
    const [a, b, c] = [itemAt(bytes, i), bytes[i + 1] ?? 0, bytes[i + 2] ?? 0];
    const word = (a << 16) | (b << 8) | c;
    for (const shift of [18, 12, 6, 0]) parts.push(BASE64.charAt((word >> shift) & 63));
  }
  return parts.join("");
}

function fromBase64(text: string): Uint8Array {
  const values = new Uint8Array(128);
  for (let i = 0; i < 64; i++) values[BASE64.charCodeAt(i)] = i;
  const bytes = new Uint8Array((text.length / 4) * 3);
  for (let i = 0, at = 0; i < text.length; i += 4) {
    let word = 0;
    for (let k = 0; k < 4; k++) word = (word << 6) | (values[text.charCodeAt(i + k)] ?? nothingAt(i + k));
    bytes[at++] = word >> 16;
    bytes[at++] = (word >> 8) & 255;
    bytes[at++] = word & 255;
  }
  return bytes;
}
