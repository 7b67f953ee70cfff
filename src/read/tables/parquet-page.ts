/**
 * One page of a Parquet column: whether its runs of levels and values are as long as its head announces.
 *
 * Format: parquet-format, parquet.thrift and Encodings.md.
 */
import { textBytes } from "./parquet-deltas.js";
import { type ThriftStruct, type ThriftValue, thriftCount, thriftNumber } from "./thrift.js";

/** A column of values, by the levels that say where they are missing or repeated. */
export interface ParquetColumn {
  readonly name: string;
  readonly isTruth: boolean;
  readonly maxDefinition: number;
  readonly maxRepetition: number;
  /** Whether each row has one value or none. */
  readonly isFlat: boolean;
}

/** How pages of a column are unpacked, and a callback that receives their unpacked size; both may throw. */
export interface PageWork {
  /** To a known length; null where the way of packing is not known. */
  readonly unpack: (packed: Uint8Array, length: number) => Uint8Array | null;
  readonly onBytes: (bytes: number) => void;
}

/** Numbers of fields, types and encodings in parquet.thrift. */
const PAGE = { type: 1, bytes: 2, packedBytes: 3, data: 5, dictionary: 7, data2: 8 };
const DATA = { values: 1, encoding: 2 };
const DATA2 = { values: 1, encoding: 4, definitionBytes: 5, repetitionBytes: 6, isPacked: 7 };
const [DATA_PAGE, DICTIONARY_PAGE, DATA_PAGE_2] = [0, 2, 3];
const [PLAIN_DICTIONARY, RLE, DELTA_BYTE_ARRAY, RLE_DICTIONARY] = [2, 3, 7, 8];

/** Writers fill up the last group of a run. */
const PADDING = 1024;

/** Bytes of a page's body in the file, as its head says. */
export function packedBytesOf(head: ThriftStruct): number {
  return thriftCount(head.get(PAGE.packedBytes), "bytes of a page");
}

/**
 * The values that a page holds; none for a dictionary.
 *
 * @throws {RangeError} if its runs hold more values than its head announces
 */
export function checkPage(
  head: ThriftStruct,
  body: Uint8Array,
  column: ParquetColumn,
  work: PageWork,
): number {
  const bytes = thriftCount(head.get(PAGE.bytes), "bytes of a page");
  work.onBytes(bytes);
  switch (thriftNumber(head.get(PAGE.type), -1)) {
    case DICTIONARY_PAGE: {
      const values = thriftCount(part(head, PAGE.dictionary).get(DATA.values), "values of a dictionary");
      if (values > 8 * bytes)
        throw new RangeError(`a dictionary announces ${values} values in ${bytes} bytes`);
      return 0;
    }
    case DATA_PAGE:
      return checkData(part(head, PAGE.data), work.unpack(body, bytes), column, work);
    case DATA_PAGE_2:
      return checkData2(part(head, PAGE.data2), body, bytes, column, work);
    default:
      throw new RangeError("a page is of a type that Parquet does not use");
  }
}

/** Levels and values packed together, the levels behind their lengths. */
function checkData(
  data: ThriftStruct,
  bytes: Uint8Array | null,
  column: ParquetColumn,
  work: PageWork,
): number {
  const values = thriftCount(data.get(DATA.values), "values of a page");
  if (bytes === null) return values;
  let at = 0;
  for (const level of [column.maxRepetition, column.maxDefinition]) {
    if (level > 0) at = checkSizedRuns(bytes, at, widthOf(level), values, checkLevels);
  }
  checkValues(bytes.subarray(at), thriftNumber(data.get(DATA.encoding), 0), column, values, work);
  return values;
}

/** Levels as they are, values packed behind them. */
function checkData2(
  data: ThriftStruct,
  body: Uint8Array,
  bytes: number,
  column: ParquetColumn,
  work: PageWork,
): number {
  const values = thriftCount(data.get(DATA2.values), "values of a page");
  const repetition = thriftCount(data.get(DATA2.repetitionBytes) ?? 0, "bytes of levels");
  const levels = repetition + thriftCount(data.get(DATA2.definitionBytes) ?? 0, "bytes of levels");
  if (levels > body.length || levels > bytes) throw new RangeError("the levels of a page are longer than it");
  if (column.maxRepetition > 0)
    checkLevels(body.subarray(0, repetition), widthOf(column.maxRepetition), values);
  if (column.maxDefinition > 0)
    checkLevels(body.subarray(repetition, levels), widthOf(column.maxDefinition), values);
  const isPacked = thriftNumber(data.get(DATA2.isPacked), 1) !== 0;
  const rest = body.subarray(levels);
  const unpacked = isPacked ? work.unpack(rest, bytes - levels) : rest;
  if (unpacked !== null)
    checkValues(unpacked, thriftNumber(data.get(DATA2.encoding), 0), column, values, work);
  return values;
}

/** Runs in the values themselves: numbers of a dictionary, and truth values; and texts that share bytes. */
function checkValues(
  bytes: Uint8Array,
  encoding: number,
  { isTruth }: ParquetColumn,
  values: number,
  { onBytes }: PageWork,
): void {
  if (encoding === DELTA_BYTE_ARRAY) onBytes(textBytes(bytes, values));
  else if (isTruth && encoding === RLE) checkSizedRuns(bytes, 0, 1, values, checkRuns);
  else if (encoding === PLAIN_DICTIONARY || encoding === RLE_DICTIONARY || encoding === RLE) {
    const width = bytes[0] ?? 0;
    if (width > 32) throw new RangeError(`a dictionary has numbers of ${width} bits`);
    if (width > 0) checkRuns(bytes.subarray(1), width, values);
  }
}

/** Runs behind their length of four bytes; where they end. */
function checkSizedRuns(
  bytes: Uint8Array,
  at: number,
  width: number,
  values: number,
  check: (runs: Uint8Array, width: number, values: number) => unknown,
): number {
  if (at + 4 > bytes.length) throw new RangeError("a page ends within its levels");
  const length = new DataView(bytes.buffer, bytes.byteOffset + at, 4).getUint32(0, true);
  const end = at + 4 + length;
  if (end > bytes.length)
    throw new RangeError(`${length} bytes of levels are announced, more than their page has`);
  check(bytes.subarray(at + 4, end), width, values);
  return end;
}

/** Levels, of which there is one for each value: a reader goes on behind those that end early. */
function checkLevels(bytes: Uint8Array, width: number, values: number): void {
  const seen = checkRuns(bytes, width, values);
  if (seen < values) throw new RangeError(`${seen} levels stand where ${values} are expected`);
}

/** Runs of one value repeated, and groups of eight side by side: how many values they are, at most as many as are announced. */
function checkRuns(bytes: Uint8Array, width: number, values: number): number {
  let [at, seen] = [0, 0];
  while (seen < values && at < bytes.length) {
    let [head, factor] = [0, 1];
    for (let byte = 128; byte >= 128; factor *= 128) {
      if (factor > 2 ** 35) throw new RangeError("the length of a run has too many bytes");
      byte = bytes[at++] ?? 0;
      head += (byte & 127) * factor;
    }
    const isRun = head % 2 === 0;
    const length = Math.floor(head / 2) * (isRun ? 1 : 8);
    if (seen + length > values + PADDING)
      throw new RangeError(`a run of ${length} values stands where ${values - seen} are left`);
    at += isRun ? Math.ceil(width / 8) : (length / 8) * width;
    seen += length;
  }
  return seen;
}

/** Bits of the largest level. */
function widthOf(level: number): number {
  return 32 - Math.clz32(level);
}

function part(head: ThriftStruct, field: number): ThriftStruct {
  const value: ThriftValue | undefined = head.get(field);
  if (value instanceof Map) return value;
  throw new RangeError("a page has no head");
}
