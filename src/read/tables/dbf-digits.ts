/**
 * Whole numbers of a dBASE table with their digits, where a number would round them: ids of 18 digits.
 */

interface Field {
  readonly offset: number;
  readonly length: number;
}

/** Text of column `column` (by position) in row `row`, both from 0; null where there is no such column. */
export type DbfText = (row: number, column: number) => string | null;

/** Reads cells of a table by the widths in its head, which is sound. */
export function dbfText(dbf: Uint8Array): DbfText {
  const view = new DataView(dbf.buffer, dbf.byteOffset, dbf.byteLength);
  const [headBytes, rowBytes] = [view.getUint16(8, true), view.getUint16(10, true)];
  const fields: Field[] = [];
  // Each field is described in 32 bytes, the list ends with 0x0D; the first byte of a row says whether it is deleted.
  for (let at = 32, offset = 1; at + 32 < headBytes + 1 && dbf[at] !== 0x0d; at += 32) {
    const length = dbf[at + 16] ?? 0;
    fields.push({ offset, length });
    offset += length;
  }
  return (row, column) => {
    const field = fields[column];
    if (field === undefined) return null;
    const start = headBytes + row * rowBytes + field.offset;
    return new TextDecoder("latin1").decode(dbf.subarray(start, start + field.length)).trim();
  };
}
