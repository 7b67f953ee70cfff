/**
 * Lengths of texts that Parquet keeps as differences (DELTA_BYTE_ARRAY): how much they unfold to.
 *
 * Each text gives how many bytes it shares with the one before, so few packed bytes can stand for very many.
 * Format: parquet-format, Encodings.md, "Delta Encoding" and "Delta Strings".
 */

/**
 * Bytes of all texts of a page together.
 *
 * @param most - how many texts there may be
 * @throws {RangeError} if a length is negative, or a text shares more than the one before has
 */
export function textBytes(page: Uint8Array, most: number): number {
  const reader = new DeltaReader(page);
  const shared = reader.lengths(most);
  const own = reader.lengths(most);
  let [total, last] = [0, 0];
  shared.forEach((length, i) => {
    const rest = own[i] ?? 0;
    if (length > last) throw new RangeError(`text ${i + 1} shares ${length} bytes with one of ${last}`);
    last = length + rest;
    total += last;
  });
  return total;
}

class DeltaReader {
  readonly #bytes: Uint8Array;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  /** One column of lengths, in blocks of small blocks. */
  lengths(most: number): number[] {
    const [blockSize, parts, count] = [this.#whole(), this.#whole(), this.#whole()];
    if (count > most) throw new RangeError(`${count} lengths stand where ${most} are expected`);
    const size = blockSize / parts;
    if (!(size >= 8 && size <= 2 ** 20 && Number.isInteger(size / 8)))
      throw new RangeError("a block has no length");
    let value = this.#zigzag();
    const values = count === 0 ? [] : [value];
    while (values.length < count) {
      const least = this.#zigzag();
      for (const width of this.#take(parts)) {
        if (values.length === count) break;
        // The last block may end where its values do.
        const packed = this.#take(Math.min((size * width) / 8, this.#bytes.length - this.#at));
        for (let i = 0; i < size && values.length < count; i++) {
          value += least + bitsAt(packed, i * width, width);
          values.push(value);
        }
      }
    }
    const wrong = values.find((length) => !(length >= 0));
    if (wrong !== undefined) throw new RangeError(`a text has ${wrong} bytes`);
    return values;
  }

  #take(length: number): Uint8Array {
    if (length > this.#bytes.length - this.#at) throw new RangeError("a page ends within its lengths");
    this.#at += length;
    return this.#bytes.subarray(this.#at - length, this.#at);
  }

  #whole(): number {
    for (let value = 0, factor = 1; factor < 2 ** 50; factor *= 128) {
      const byte = this.#take(1)[0] ?? 0;
      value += (byte & 127) * factor;
      if (byte < 128) return value;
    }
    throw new RangeError("a length has too many bytes");
  }

  #zigzag(): number {
    const value = this.#whole();
    return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
  }
}

/** A number of so many bits, the lowest first. */
function bitsAt(bytes: Uint8Array, bit: number, width: number): number {
  let value = 0;
  for (let i = 0; i < width; i++) {
    const at = bit + i;
    if ((((bytes[at >> 3] ?? 0) >> (at & 7)) & 1) === 1) value += 2 ** i;
  }
  return value;
}
