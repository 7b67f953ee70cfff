/**
 * XLSX workbooks → rows of text by column, as from a CSV table.
 */
import { InputFileError } from "../../base/errors.js";
import { loadPackage } from "../../base/optional-package.js";
import { chooseLayer } from "./choose-layer.js";
import type { LayerOptions } from "./raw-layer.js";
import { type CsvTable, tableOfCells } from "./read-csv.js";

/**
 * Reads one sheet; its first row names the columns.
 *
 * @throws {InputFileError} if the workbook is damaged, holds several sheets with content and none is chosen, or the
 *   sheet is no table
 * @throws {UnsupportedFileError} if read-excel-file is not installed
 */
export async function readWorkbook(path: string, { layer }: LayerOptions = {}): Promise<CsvTable> {
  const { default: readXlsx } = await loadPackage(
    path,
    "XLSX",
    "read-excel-file",
    () => import("read-excel-file/node"),
  );
  const sheets = await readXlsx(path).catch((cause: unknown) => {
    throw new InputFileError({ path }, `the workbook is damaged: ${(cause as Error).message}`, { cause });
  });
  // Workbooks are made with empty sheets; they are no choice.
  const filled = sheets.filter(({ data, sheet }) => data.length > 0 || sheet === layer);
  const chosen = chooseLayer(
    path,
    filled.map(({ sheet }) => sheet),
    layer,
  );
  const { data } = filled.find(({ sheet }) => sheet === chosen)!;
  const cells = data.map((row) => row.map(textOfCell));
  const isFilled = (row: readonly string[]) => row.some((cell) => cell !== "");
  const width = Math.max(0, ...cells.map((row) => row.length));
  return tableOfCells(
    path,
    cells.filter(isFilled).map((row) => [...row, ...Array<string>(width - row.length).fill("")]),
  );
}

/** Days of a workbook are midnights in UTC. */
function textOfCell(cell: unknown): string {
  if (cell === null || cell === undefined) return "";
  if (cell instanceof Date) return cell.toISOString().replace("T00:00:00.000Z", "");
  return String(cell).trim();
}
