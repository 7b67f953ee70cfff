/**
 * A small workbook: sheets of texts, zipped as XLSX asks for it.
 */
import { strToU8, zipSync } from "fflate";

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const RELS = "http://schemas.openxmlformats.org/package/2006/relationships";
const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml";

/** A formula that nobody computed, or an error. */
export type OddCell = { readonly formula: string } | { readonly error: string };
type Cell = string | number | OddCell;

/**
 * @param sheets - rows of cells by the name of the sheet; numbers stay numbers
 * @param marks - merged ranges by sheet, and whether it is hidden
 */
export function workbookOf(
  sheets: Readonly<Record<string, readonly (readonly Cell[])[]>>,
  marks: Readonly<Record<string, { readonly merged?: readonly string[]; readonly hidden?: true }>> = {},
): Uint8Array {
  const names = Object.keys(sheets);
  const mergedIn = (name: string) => {
    const refs = (marks[name]?.merged ?? []).map((ref) => `<mergeCell ref="${ref}"/>`).join("");
    return refs === "" ? "" : `<mergeCells>${refs}</mergeCells>`;
  };
  const sheet = (rows: (typeof sheets)[string], name: string) =>
    `${XML}<worksheet xmlns="${MAIN}"><sheetData>${rows
      .map((row, r) => `<row r="${r + 1}">${row.map((cell, c) => cellOf(cell, r, c)).join("")}</row>`)
      .join("")}</sheetData>${mergedIn(name)}</worksheet>`;
  const list = (line: (name: string, i: number) => string) => names.map(line).join("");
  const files: Record<string, string> = {
    "[Content_Types].xml": `${XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="${TYPES}.sheet.main+xml"/>${list((_, i) => `<Override PartName="/xl/worksheets/sheet${i + 1}.xml" ContentType="${TYPES}.worksheet+xml"/>`)}</Types>`,
    "_rels/.rels": `${XML}<Relationships xmlns="${RELS}"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    "xl/workbook.xml": `${XML}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>${list((name, i) => `<sheet name="${name}" sheetId="${i + 1}"${marks[name]?.hidden ? ' state="hidden"' : ""} r:id="rId${i + 1}"/>`)}</sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": `${XML}<Relationships xmlns="${RELS}">${list((_, i) => `<Relationship Id="rId${i + 1}" Type="${OFFICE}/worksheet" Target="worksheets/sheet${i + 1}.xml"/>`)}</Relationships>`,
    ...Object.fromEntries(
      names.map((name, i) => [`xl/worksheets/sheet${i + 1}.xml`, sheet(sheets[name]!, name)]),
    ),
  };
  return zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)])));
}

function cellOf(cell: Cell, row: number, column: number): string {
  const at = `${String.fromCharCode(65 + column)}${row + 1}`;
  if (typeof cell === "object") {
    return "formula" in cell
      ? `<c r="${at}"><f>${cell.formula}</f><v></v></c>`
      : `<c r="${at}" t="e"><v>${cell.error}</v></c>`;
  }
  return typeof cell === "number"
    ? `<c r="${at}"><v>${cell}</v></c>`
    : `<c r="${at}" t="inlineStr"><is><t>${cell}</t></is></c>`;
}
