/**
 * CSV tables → rows of text by column.
 */

import { createReadStream } from "node:fs";
import { basename } from "node:path";
import { Readable } from "node:stream";
import { parse as parseStream } from "csv-parse";
import { CsvError, parse } from "csv-parse/sync";
import { itemAt } from "../../base/at.js";
import { InputFileError } from "../../base/errors.js";
import { countedNote, type ReadNote } from "../../base/notes.js";
import { readHead } from "./file-kind.js";
import type { LayerOptions } from "./raw-layer.js";
import { readEncodedText } from "./read-text.js";
import { splitHead } from "./table-head.js";
import { decodeAs, detectText } from "./text-encoding.js";

const CSV = {
  bom: true,
  // All at once, since hand-edited files mix them.
  record_delimiter: ["\r\n", "\n", "\r"],
  skip_empty_lines: true,
  trim: true,
};

/** How many lines of titles are looked past; an assumption. */
const MAX_TITLES = 10;

/** A table as text: its columns and rows. */
export interface CsvTable {
  /** Header names as they stand in the file; those of empty columns at the end of rows are left out. */
  readonly columns: readonly string[];
  /** Encoding of the text, where it was guessed. */
  readonly guessedEncoding?: string | undefined;
  /** The separator between cells; absent where the table is not text. */
  readonly separator?: string | undefined;
  /** What the reader of the format passed over or supposed. */
  readonly notes?: readonly ReadNote[] | undefined;
  /** One record a row; every column is there, perhaps empty. */
  readonly rows: readonly Readonly<Record<string, string>>[];
}

/**
 * Reads a CSV file; the separator (comma, semicolon or tab) is detected from the header, or set by a first line
 * `sep=;`.
 *
 * @param path - the file
 * @param options.encoding - e.g. `gbk`; by default detected
 * @param options.headerRow - line in which the head stands, from 1; by default the first below titles
 * @returns column names, and one record of text per row
 * @throws {InputFileError} with the line, if the header repeats a name or a row has another number of cells
 * @throws {FileAccessError} if the file is missing
 *
 * @example
 * const { columns, rows } = readCsv("estates.csv");
 * rows[0]?.residents; // => "420"
 */
export function readCsv(
  path: string,
  { encoding, headerRow }: Pick<LayerOptions, "encoding" | "headerRow"> = {},
): CsvTable {
  const { text: whole, encoding: read } = readEncodedText(path, encoding);
  const { text, lines, titles } =
    headerRow === undefined ? belowTitles(whole) : below(path, whole, headerRow);
  const separatorLine = /^\uFEFF?sep=([,;\t])[ \t]*(?:\r\n|\n|\r)/i.exec(text);
  const separator = separatorLine?.[1] ?? delimiterOf(text);
  const cells =
    separatorLine === null
      ? parseCells(path, text, separator, 1 + lines)
      : parseCells(path, text.slice(separatorLine[0].length), separator, 2);
  const table = tableOfCells(path, cells, headerRow !== undefined);
  return { ...table, ...titleNote(path, titles, table.notes), ...guessOf(encoding, read), separator };
}

/** The text from the line of the head on. @throws {InputFileError} if there is no such line */
function below(path: string, text: string, headerRow: number): ReturnType<typeof belowTitles> {
  const lines = headerRow - 1;
  const above = new RegExp(`^(?:[^\\r\\n]*(?:\\r\\n|\\n|\\r)){${lines}}`).exec(text)?.[0];
  if (above === undefined || above.length === text.length)
    throw new InputFileError({ path }, `there is no line ${headerRow}, in which the head is said to stand`);
  return { text: text.slice(above.length), lines, titles: lines };
}

/** Leading lines without any separator above one that has some are titles, which no reader of CSV takes for rows. */
function belowTitles(text: string): { text: string; lines: number; titles: number } {
  const starts = text.split(/\r\n|\n|\r/, MAX_TITLES + 1);
  const lines = starts.findIndex((line) => /[,;\t]/.test(line));
  if (lines <= 0) return { text, lines: 0, titles: 0 };
  const titleLines = new RegExp(`^(?:[^\\r\\n]*(?:\\r\\n|\\n|\\r)){${lines}}`);
  const titles = starts.slice(0, lines).filter((line) => line.replace("\uFEFF", "").trim() !== "").length;
  return { text: text.replace(titleLines, ""), lines, titles };
}

/** Rows of titles are named, not read. */
export function titleNote(
  path: string,
  titles: number,
  notes: readonly ReadNote[] = [],
): Pick<CsvTable, "notes"> {
  const message = "rows above the head are titles and are not read";
  const zh = "行位于表头之上，为标题，未读取";
  const above = countedNote("rows-above-head", titles, message, "left-out");
  const all = [...above.map((note) => ({ ...note, zh, file: basename(path) })), ...notes];
  return all.length > 0 ? { notes: all } : {};
}

/** UTF-8, UTF-16 with its mark, and an encoding that the user declares are not guesses. */
function guessOf(declaredEncoding: string | undefined, read: string): Pick<CsvTable, "guessedEncoding"> {
  return declaredEncoding === undefined && !read.startsWith("utf-") ? { guessedEncoding: read } : {};
}

/**
 * Rows of cells as a table; the head is the first row, or the first below titles, or two (`splitHead`).
 *
 * @param isHeadFirst - whether the first row is the head, whatever it looks like
 * @throws {InputFileError} if the header repeats a name, or a column with content has none
 */
export function tableOfCells(
  path: string,
  cells: readonly (readonly string[])[],
  isHeadFirst = false,
): CsvTable {
  const { head: header, rows, above } = splitHead(cells, isHeadFirst);
  // Spreadsheets leave nameless columns at the end; the first column may be nameless, as in matrices.
  const columnIndexes = [...header.keys()].filter((i) => i === 0 || header[i] !== "");
  header.forEach((name, i) => {
    const row = columnIndexes.includes(i) ? -1 : rows.findIndex((cellsOfRow) => cellsOfRow[i] !== "");
    if (row >= 0) {
      throw new InputFileError(
        { path, row: row + 1 },
        `"${itemAt(itemAt(rows, row), i).slice(0, 40)}" stands in column ${i + 1}, which has no name`,
      );
    }
    if (name !== "" && header.indexOf(name) !== i) {
      throw new InputFileError({ path, line: 1 }, `two columns are called "${name}"`);
    }
  });
  return {
    ...titleNote(path, above),
    columns: columnIndexes.map((i) => itemAt(header, i)),
    rows: rows.map((row) =>
      Object.fromEntries(columnIndexes.map((i) => [itemAt(header, i), itemAt(row, i)])),
    ),
  };
}

/**
 * Reads a CSV file of any size, never as one string.
 *
 * Encoding and separator are detected from its first bytes.
 *
 * @throws {InputFileError} as `readCsv`
 */
export async function streamCsv(
  path: string,
  { encoding, headerRow }: Pick<LayerOptions, "encoding" | "headerRow"> = {},
): Promise<CsvTable> {
  if (headerRow !== undefined && headerRow > 1)
    throw new InputFileError(
      { path },
      "headerRow is not read in a file of this size: remove the lines above the head",
    );
  const label = encoding ?? detectText(wholeLines(readHead(path)))?.encoding;
  if (label === undefined) throw new InputFileError({ path }, "the text is neither UTF-8 nor surely GBK");
  const delimiter = delimiterOf(decodeAs(wholeLines(readHead(path)), label));
  const decoder = new TextDecoder(label, { fatal: true });
  const text = async function* () {
    for await (const chunk of createReadStream(path)) yield decoder.decode(chunk as Buffer, { stream: true });
    yield decoder.decode();
  };
  const parser = Readable.from(text()).pipe(parseStream({ ...CSV, delimiter }));
  const cells: string[][] = [];
  try {
    for await (const row of parser) cells.push(row as string[]);
  } catch (cause) {
    throw csvFault(path, cause, 1);
  }
  return { ...tableOfCells(path, cells), ...guessOf(encoding, label), separator: delimiter };
}

/** Up to the last line break, so that no character is cut. */
function wholeLines(bytes: Uint8Array): Uint8Array {
  return bytes.subarray(0, bytes.lastIndexOf(0x0a) + 1 || bytes.length);
}

function parseCells(path: string, text: string, delimiter: string, firstLine: number): string[][] {
  const read = (plain: string): string[][] => parse(plain, { ...CSV, delimiter });
  try {
    return read(text);
  } catch (cause) {
    const plain = isStrayQuote(cause) ? withSecondsSigns(text) : text;
    if (plain !== text) {
      try {
        return read(plain);
      } catch {
        // What is wrong with the file as it stands is said.
      }
    }
    throw csvFault(path, cause, firstLine);
  }
}

/** A quotation mark within a cell that does not begin with one. */
function isStrayQuote(cause: unknown): boolean {
  return cause instanceof CsvError && cause.code === "INVALID_OPENING_QUOTE";
}

/** A cell without quotes around it that holds some. */
const QUOTED_WITHIN = /(?<=^|[,;\t\r\n])[^",;\t\r\n]+(?:"[^",;\t\r\n]*)+(?=[,;\t\r\n]|$)/g;

/** Seconds of arc in cells without quotes, as in `114°18'20"E`: their marks quote nothing. */
function withSecondsSigns(text: string): string {
  return text.replace(QUOTED_WITHIN, (cell) =>
    /\d\s*[°º度]/.test(cell) ? cell.replace(/(?<=\d\s*)"/g, "″") : cell,
  );
}

function csvFault(path: string, cause: unknown, firstLine: number): InputFileError {
  const line = cause instanceof CsvError ? Number(cause.lines) + firstLine - 1 : Number.NaN;
  const place = Number.isFinite(line) ? { path, line } : { path };
  return new InputFileError(place, (cause as Error).message.replace(/ on line \d+$/, ""), { cause });
}

/** The separator that stands most often in the header, quoted names aside; ties go to the comma. */
function delimiterOf(text: string): string {
  const start = text.replace(/^[\uFEFF\r\n ]+/, "");
  const header = start.slice(0, start.search(/[\r\n]|$/)).replace(/"[^"]*"/g, "");
  return itemAt(
    [",", ";", "\t"].sort((a, b) => header.split(b).length - header.split(a).length),
    0,
  );
}
