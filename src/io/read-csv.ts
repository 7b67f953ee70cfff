/**
 * CSV tables → rows of text by column, with their line numbers.
 *
 * Layer: io. Imports errors. The only file that imports csv-parse.
 */
import { CsvError, parse } from "csv-parse/sync";
import { InputFileError } from "../errors.js";
import { readText } from "./read-text.js";

export interface CsvTable {
  /** Header names as they stand in the file. */
  readonly columns: readonly string[];
  /** One record a row; every column is there, perhaps empty. */
  readonly rows: readonly Readonly<Record<string, string>>[];
}

/**
 * Reads a CSV file; the separator (comma, semicolon or tab) is told from the header.
 *
 * @throws {InputFileError} with the line, if the header repeats a name or a row has another number of cells
 */
export function readCsv(path: string): CsvTable {
  const text = readText(path);
  const header = text.slice(0, text.search(/\r?\n|$/));
  const delimiter = [",", ";", "\t"].sort((a, b) => header.split(b).length - header.split(a).length)[0]!;
  let cells: string[][];
  try {
    cells = parse(text, { bom: true, delimiter, skip_empty_lines: true, trim: true });
  } catch (cause) {
    const line = cause instanceof CsvError ? Number(cause.lines) : Number.NaN;
    const place = Number.isFinite(line) ? { path, line } : { path };
    throw new InputFileError(place, (cause as Error).message.replace(/ on line \d+$/, ""), { cause });
  }
  const [columns = [], ...rows] = cells;
  const twice = columns.find((name, i) => columns.indexOf(name) !== i);
  if (twice !== undefined) throw new InputFileError({ path, line: 1 }, `two columns are called "${twice}"`);
  return { columns, rows: rows.map((row) => Object.fromEntries(columns.map((name, i) => [name, row[i]!]))) };
}
