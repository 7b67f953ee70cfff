/**
 * Tables without places: matrices, demand, supply, candidates, ranks. Text, a sheet of a workbook, or any layer.
 */
import { readDeep } from "../../base/too-deep.js";
import { plainDecimal } from "./decimal-sign.js";
import { fileKind } from "./file-kind.js";
import type { LayerOptions } from "./raw-layer.js";
import { type CsvTable, readCsv } from "./read-csv.js";
import { readRows } from "./read-raw.js";
import { readWorkbook } from "./read-workbook.js";
import { tableOfValues } from "./table-places.js";

/** A table with the file that it came from, and the sign before its decimals where the user says it. */
export interface PlainTable extends CsvTable {
  readonly path: string;
  readonly decimal?: "," | "." | undefined;
}

/** A file of text, or a table that was read. */
export type TableSource = string | PlainTable;

/** What a table does not say itself. */
export type PlainTableOptions = Pick<
  LayerOptions,
  "layer" | "encoding" | "decimal" | "headerRow" | "maxExpandedBytes"
>;

/**
 * Reads a table of any form that blocks and registers may have: CSV, a sheet of a workbook, Parquet, the attributes of
 * a layer.
 *
 * @param path - the file
 * @param options - `decimal`: sign before the decimals, by default a point, and asked about where it may be a comma; `headerRow`: row in
 *   which the head stands, from 1, by default the first below titles; `layer`: sheet or layer, where the file holds several
 * @returns columns and rows of text, for `readMatrix`, `readAmounts`, `readLabels` and `readIdTable`
 * @throws {InputFileError} as the reader of the form (the promise is rejected)
 *
 * @example
 * const { columns } = await readTable("travel.csv", { decimal: "." });
 * columns; // => ["from", "to", "cost"]
 */
export async function readTable(path: string, options: PlainTableOptions = {}): Promise<PlainTable> {
  const { decimal } = options;
  switch (fileKind(path)) {
    case "table":
      return { ...readCsv(path, options), path, decimal };
    case "workbook":
      return { ...(await readDeep(path, () => readWorkbook(path, options))), path, decimal };
    default:
      return { ...tableOfValues((await readRows(path, options)).features.map(({ values }) => values)), path };
  }
}

/** The table of a source; a name is that of a file of text. */
export function tableOf(source: TableSource): PlainTable {
  return typeof source === "string" ? { ...readCsv(source), path: source } : source;
}

/** A cell of numbers with its decimals in plain form. */
export function numberText({ separator, decimal }: PlainTable, text: string | undefined): string {
  return plainDecimal(text ?? "", separator, decimal);
}
