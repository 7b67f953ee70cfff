/**
 * A Parquet file before it is read: whether rows, pages and runs of values hold what their heads announce.
 *
 * The package that reads it trusts these numbers: a page of negative length sends it back for ever, and a run of two thousand
 * million values fills the memory. So every head is walked here, and what the file unfolds to is added up.
 * Format: parquet-format, parquet.thrift.
 */
import { checkPage, type PageWork, type ParquetColumn, packedBytesOf } from "./parquet-page.js";
import { readThrift, type ThriftStruct, type ThriftValue, thriftCount, thriftNumber } from "./thrift.js";

/** Unpacks a page to a known length; null where the way of packing is not known. */
type UnpackCodec = (codec: number, packed: Uint8Array, length: number) => Uint8Array | null;

/** Numbers of fields and values in parquet.thrift. */
const FILE = { schema: 2, rows: 3, groups: 4 };
const ELEMENT = { type: 1, typeLength: 2, repetition: 3, name: 4, children: 5 };
const GROUP = { columns: 1, rows: 3 };
const CHUNK_META = 3;
const META = { path: 3, codec: 4, values: 5, packedBytes: 7, dataPage: 9, dictionary: 11 };
const [BOOLEAN, REQUIRED, REPEATED, UNKNOWN] = [0, 0, 2, -1];

/** A value takes at least so many bytes in memory. */
const VALUE_BYTES = 8;
/** Columns within columns. */
const DEEPEST = 50;

/**
 * Walks all heads of a file.
 *
 * @param onBytes - called with what a page or column unfolds to, before it is unpacked; may throw
 * @throws {RangeError} naming what does not hold together
 */
export function checkParquet(file: Uint8Array, unpack: UnpackCodec, onBytes: (bytes: number) => void): void {
  const metadata = readMetadata(file);
  const columns = columnsOf(structsOf(metadata.get(FILE.schema)), file.length);
  let rows = 0;
  for (const group of structsOf(metadata.get(FILE.groups))) {
    const groupRows = thriftCount(group.get(GROUP.rows), "rows of a group");
    const chunks = structsOf(group.get(GROUP.columns));
    if (groupRows > 0 && chunks.length === 0)
      throw new RangeError(`a group announces ${groupRows} rows and has no columns`);
    for (const chunk of chunks) {
      const meta = chunk.get(CHUNK_META);
      if (!(meta instanceof Map)) throw new RangeError("a column has no metadata");
      const codec = thriftNumber(meta.get(META.codec), 0);
      const work = { onBytes, unpack: (packed: Uint8Array, length: number) => unpack(codec, packed, length) };
      checkColumn(file, meta, columns, groupRows, work);
    }
    rows += groupRows;
  }
  const announced = thriftCount(metadata.get(FILE.rows), "rows");
  if (rows !== announced)
    throw new RangeError(`${announced} rows are announced and ${rows} stand in its groups`);
}

function readMetadata(file: Uint8Array): ThriftStruct {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  if (file.length < 12 || view.getUint32(file.length - 4) !== 0x50415231)
    throw new RangeError("it does not end as Parquet does");
  const length = view.getUint32(file.length - 8, true);
  if (length > file.length - 12) throw new RangeError(`it has no room for metadata of ${length} bytes`);
  return readThrift(file.subarray(file.length - 8 - length, file.length - 8), 0).struct;
}

/** Columns of values by their path; the first element of a schema is its root. */
function columnsOf(elements: readonly ThriftStruct[], most: number): Map<string, ParquetColumn> {
  const columns = new Map<string, ParquetColumn>();
  let next = 0;
  const walk = (path: readonly string[], definition: number, repetition: number): void => {
    const element = elements[next];
    if (element === undefined) throw new RangeError("its schema announces more columns than it has");
    if (path.length > DEEPEST) throw new RangeError("its columns lie too deep within each other");
    const isRoot = next++ === 0;
    // Whatever is not required may be missing, as the package has it.
    const kind = thriftNumber(element.get(ELEMENT.repetition), UNKNOWN);
    const here = isRoot ? [] : [...path, textOf(element.get(ELEMENT.name))];
    const d = definition + (isRoot || kind === REQUIRED ? 0 : 1);
    const r = repetition + (kind === REPEATED ? 1 : 0);
    const children = thriftNumber(element.get(ELEMENT.children), 0);
    if (thriftNumber(element.get(ELEMENT.typeLength), 0) > most)
      throw new RangeError("a value is longer than the file");
    for (let child = 0; child < children; child++) walk(here, d, r);
    if (children > 0 || isRoot) return;
    columns.set(here.join("\0"), {
      name: here.join("."),
      isTruth: thriftNumber(element.get(ELEMENT.type), -1) === BOOLEAN,
      maxDefinition: d,
      maxRepetition: r,
      isFlat: here.length === 1 && r === 0,
    });
  };
  walk([], 0, 0);
  return columns;
}

/** The pages of one column in one group. */
function checkColumn(
  file: Uint8Array,
  meta: ThriftStruct,
  columns: ReadonlyMap<string, ParquetColumn>,
  rows: number,
  work: PageWork,
): void {
  const path = meta.get(META.path);
  const column = columns.get((Array.isArray(path) ? path : []).map(textOf).join("\0"));
  if (column === undefined) throw new RangeError("a column does not stand in its schema");
  const { name, isFlat } = column;
  const values = thriftCount(meta.get(META.values), `values of "${name}"`);
  if (isFlat && values !== rows)
    throw new RangeError(`"${name}" has ${values} values and its group ${rows} rows`);
  work.onBytes(values * VALUE_BYTES);
  const chunk = chunkOf(file, meta, name);
  let found = 0;
  for (let at = 0; at < chunk.length - 1; ) {
    const { struct: head, end } = readThrift(chunk, at);
    at = end + packedBytesOf(head);
    if (at > chunk.length) throw new RangeError(`a page of "${name}" is cut`);
    found += checkPage(head, chunk.subarray(end, at), column, work);
    if (isFlat && found >= values) break;
  }
  if (found !== values) throw new RangeError(`"${name}" announces ${values} values and holds ${found}`);
}

/** From the dictionary, or the first page, on. */
function chunkOf(file: Uint8Array, meta: ThriftStruct, name: string): Uint8Array {
  const dictionary = thriftNumber(meta.get(META.dictionary), 0);
  const first = thriftNumber(meta.get(META.dataPage), 0);
  const start = dictionary || first;
  const end = start + thriftCount(meta.get(META.packedBytes), `bytes of "${name}"`);
  if (start < 0 || end > file.length - 8)
    throw new RangeError(`the column "${name}" lies past the end of the file`);
  return file.subarray(start, end);
}

function structsOf(value: ThriftValue | undefined): ThriftStruct[] {
  return Array.isArray(value) ? value.filter((item) => item instanceof Map) : [];
}

function textOf(value: ThriftValue | undefined): string {
  return value instanceof Uint8Array ? new TextDecoder().decode(value) : "";
}
