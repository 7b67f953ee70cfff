/**
 * XLSX workbooks → rows of text by column, as from a CSV table.
 */

import { basename } from "node:path";
import { nothingAt } from "../../base/at.js";
import { InputFileError } from "../../base/errors.js";
import { type ExpandedBytesOption, expandedBound, requireExpanded } from "../../base/expanded-bytes.js";
import type { ReadNote, ReadOutcome } from "../../base/notes.js";
import { loadPackage } from "../../base/optional-package.js";
import { chooseLayer } from "./choose-layer.js";
import type { LayerOptions } from "./raw-layer.js";
import { type CsvTable, tableOfCells, titleNote } from "./read-csv.js";
import { type MergedRange, type SheetMarks, sheetMarks } from "./sheet-marks.js";
import { readZip, storedZip } from "./zip.js";

/**
 * Reads one sheet; its first row names the columns.
 *
 * @throws {InputFileError} if the workbook is damaged, holds several sheets with content and none is chosen, or the
 *   sheet is not a table, or it unfolds to more bytes than `maxExpandedBytes`
 * @throws {UnsupportedFileError} if read-excel-file is not installed
 */
export async function readWorkbook(path: string, options: LayerOptions = {}): Promise<CsvTable> {
  const { layer, headerRow } = options;
  const { filled, shown, marks } = await openSheets(path, options);
  const chosen = chooseLayer(
    path,
    shown.map(({ sheet }) => sheet),
    layer,
  );
  const { data } = filled.find(({ sheet }) => sheet === chosen) ?? nothingAt(chosen);
  const cells = data.map((row) => row.map(textOfCell));
  const {
    merged = [],
    faults = new Map<string, string>(),
    texts = new Map<string, string>(),
  } = marks.get(chosen) ?? {};
  setTexts(cells, texts);
  const filledRanges = fillMerged(cells, merged);
  setTexts(cells, faults);
  const isFilled = (row: readonly string[]) => row.some((cell) => cell !== "");
  const width = cells.reduce((most, row) => Math.max(most, row.length), 0);
  if (headerRow !== undefined && headerRow > cells.length)
    throw new InputFileError({ path }, `there is no row ${headerRow}, in which the head is said to stand`);
  const above = cells.slice(0, (headerRow ?? 1) - 1).filter(isFilled).length;
  const table = tableOfCells(
    path,
    cells
      .slice((headerRow ?? 1) - 1)
      .filter(isFilled)
      .map((row) => [...row, ...Array<string>(width - row.length).fill("")]),
    headerRow !== undefined,
  );
  const others = filled.filter(({ sheet }) => sheet !== chosen).map(({ sheet }) => sheet);
  const titled = titleNote(path, above, table.notes);
  const notes = [...(titled.notes ?? []), ...notesOf(path, filledRanges, faults.size, others)];
  return { ...table, notes };
}

/** Names of the sheets that one may choose between: neither empty nor hidden. @throws as `readWorkbook` */
export async function sheetNames(path: string): Promise<string[]> {
  return (await openSheets(path, {})).shown.map(({ sheet }) => sheet);
}

/** The sheets that hold something, and those of them that are a choice. */
async function openSheets(path: string, options: LayerOptions) {
  const { layer } = options;
  const { default: readXlsx } = await loadPackage(
    path,
    "XLSX",
    "read-excel-file",
    () => import("read-excel-file/node"),
  );
  const files = readZip(path, options);
  const marks = marksOf(path, files, options);
  const sheets = await readXlsx(Buffer.from(storedZip(files))).catch((cause: unknown) => {
    throw new InputFileError({ path }, `the workbook is damaged: ${(cause as Error).message}`, { cause });
  });
  // The package gives none for a sheet whose part is not in the archive.
  const lost = sheets.find((one) => (one.data as unknown) === undefined);
  if (lost !== undefined)
    throw new InputFileError(
      { path },
      `the workbook is damaged: the sheet "${lost.sheet}" has no part of its own`,
    );
  // Workbooks are made with empty sheets, and hidden ones hold lists for other cells; they are a choice only by name.
  const filled = sheets.filter(({ data, sheet }) => data.length > 0 || sheet === layer);
  const visible = filled.filter(({ sheet }) => sheet === layer || marks.get(sheet)?.isHidden !== true);
  return { filled, shown: visible.length > 0 ? visible : filled, marks };
}

/** A cell takes at least so many bytes in memory. */
const CELL_BYTES = 8;

/**
 * The marks of all sheets.
 *
 * @throws {InputFileError} if a sheet is not valid XML, or a cell lies so far out that the sheets unfold beyond the bound
 */
function marksOf(
  path: string,
  files: ReadonlyMap<string, Uint8Array>,
  options: ExpandedBytesOption,
): Map<string, SheetMarks> {
  let marks: Map<string, SheetMarks>;
  try {
    marks = sheetMarks(files);
  } catch (cause) {
    throw new InputFileError({ path }, `the workbook is damaged: ${(cause as Error).message}`, { cause });
  }
  const cells = [...marks.values()].reduce((sum, { cellCount }) => sum + cellCount, 0);
  requireExpanded(path, cells * CELL_BYTES, expandedBound(path, options));
  return marks;
}

/** The value of a merged range stands in its first cell: it holds for every row that the range covers. */
function fillMerged(cells: string[][], merged: readonly MergedRange[]): string[] {
  const filled: string[] = [];
  for (const { ref, top, bottom, left } of merged) {
    const value = cells[top]?.[left] ?? "";
    if (value === "" || bottom === top) continue;
    filled.push(ref);
    for (const row of cells.slice(top + 1, bottom + 1)) {
      while (row.length <= left) row.push("");
      row[left] = value;
    }
  }
  return filled;
}

/** Puts the text of cells that are more than their values, or have none, into their places. */
function setTexts(cells: string[][], faults: SheetMarks["texts"]): void {
  for (const [at, fault] of faults) {
    const [row = 0, column = 0] = at.split(",").map(Number);
    const line = cells[row];
    if (line === undefined) continue;
    while (line.length <= column) line.push("");
    line[column] = fault;
  }
}

function notesOf(path: string, ranges: string[], faultCount: number, others: string[]): ReadNote[] {
  const file = basename(path);
  const note = (code: string, count: number, message: string, zh: string, outcome: ReadOutcome) =>
    count === 0 ? [] : [{ code, count, file, message, zh, outcome }];
  const list = (names: readonly string[]) =>
    `${names.slice(0, 5).join(", ")}${names.length > 5 ? ", …" : ""}`;
  return [
    ...note(
      "cells-merged",
      ranges.length,
      `merged ranges hold their value for every row that they cover (${list(ranges)})`,
      `处合并单元格的值用于其覆盖的每一行（${list(ranges)}）`,
      "assumed",
    ),
    ...note(
      "cells-without-value",
      faultCount,
      "cells hold a formula without a value, or an error; a column that has one is refused where it is used",
      "个单元格含未计算的公式或错误值；所在列一经使用即报错",
      "missing",
    ),
    ...note(
      "sheets-not-read",
      others.length,
      `sheets are not read: ${list(others)}`,
      `个工作表未读取：${list(others)}`,
      "not-used",
    ),
  ];
}

/** Days of a workbook are midnights in UTC. */
function textOfCell(cell: unknown): string {
  if (cell === null || cell === undefined) return "";
  if (cell instanceof Date) return cell.toISOString().replace("T00:00:00.000Z", "");
  return String(cell).trim();
}
