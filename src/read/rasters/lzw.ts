/**
 * LZW as TIFF packs with it, into a buffer of known length.
 *
 * Codes of 9 to 12 bits, the first bit the highest; 256 empties the table, 257 ends. A code stands for the code before it and
 * one byte more, so it is written backwards from its last byte.
 * Format: TIFF 6.0 (Adobe, 1992), section 13.
 */
const CLEAR = 256;
const END = 257;
const MOST_CODES = 4096;

/**
 * Unpacks until the buffer is full or the codes end.
 *
 * @param out - filled from its start; what is packed beyond its length is left
 * @returns how many bytes were unpacked
 * @throws {RangeError} if a code comes before the table has it
 */
export function unpackLzw(packed: Uint8Array, out: Uint8Array): number {
  const prefix = new Uint16Array(MOST_CODES);
  const last = new Uint8Array(MOST_CODES);
  const lengths = new Uint16Array(MOST_CODES);
  for (let code = 0; code < CLEAR; code++) {
    last[code] = code;
    lengths[code] = 1;
  }
  let [next, width, previous, first] = [END + 1, 9, -1, 0];
  let [bits, bitCount, at, written] = [0, 0, 0, 0];
  while (written < out.length) {
    while (bitCount < width && at < packed.length) {
      bits = ((bits << 8) | (packed[at++] ?? 0)) & 0xffffff;
      bitCount += 8;
    }
    if (bitCount < width) break;
    bitCount -= width;
    const code = (bits >> bitCount) & ((1 << width) - 1);
    if (code === END) break;
    if (code === CLEAR) {
      [next, width, previous] = [END + 1, 9, -1];
      continue;
    }
    if (code > next || (code === next && previous < 0) || (previous < 0 && code > END)) {
      throw new RangeError(`the packed cells hold code ${code} of ${next}`);
    }
    // A code that is just being made: the one before, and its first byte again.
    const known = code < next ? code : previous;
    const length = (lengths[known] ?? 0) + (code < next ? 0 : 1);
    let to = written + length - 1;
    if (code === next) to--;
    for (let part = known; ; part = prefix[part] ?? 0) {
      if (to < out.length) out[to] = last[part] ?? 0;
      if (to-- === written) {
        first = last[part] ?? 0;
        break;
      }
    }
    if (code === next && written + length - 1 < out.length) out[written + length - 1] = first;
    written += length;
    if (previous >= 0 && next < MOST_CODES) {
      prefix[next] = previous;
      last[next] = first;
      lengths[next] = (lengths[previous] ?? 0) + 1;
      next++;
    }
    // The width grows one code early, as TIFF's writers have it.
    if (next + 1 >= 1 << width && width < 12) width++;
    previous = code;
  }
  return Math.min(written, out.length);
}
