/**
 * The template of an office's tables as a workbook: blocks, register and premises to fill in, and a sheet of notes.
 *
 * Every cell below a head shows the note of its column when it is chosen; the sheet of notes holds them all.
 */

import { escapeXml } from "../base/escape-xml.js";
import { loadPackage } from "../base/optional-package.js";
import { writeFileWhole } from "../base/write-file.js";
import { TEMPLATE_SHEETS, type TemplateSheet } from "./template-sheets.js";

/** Rows below the head that show notes. */
const NOTED_ROWS = 5000;
/** Characters: heads in Chinese take two columns each. */
const COLUMN_WIDTH = 16;

const WORDS = {
  en: { notes: "notes", heads: ["sheet", "column", "what to write", "needed"], needed: "yes" },
  zh: { notes: "说明", heads: ["工作表", "列", "填写内容", "是否必填"], needed: "必填" },
} as const;

/**
 * Writes the template.
 *
 * @param path - the workbook, ending in `.xlsx`
 * @param lang - language of sheets, heads and notes
 * @throws {UnsupportedFileError} if write-excel-file is not installed
 * @throws {FileAccessError} if the file cannot be written
 */
export async function writeTemplate(path: string, lang: "en" | "zh"): Promise<void> {
  const { default: writeXlsx } = await loadPackage(
    path,
    "Writing XLSX",
    "write-excel-file",
    () => import("write-excel-file/node"),
  );
  const at = lang === "en" ? 0 : 1;
  const sheets = TEMPLATE_SHEETS.map(({ name, columns }) => ({
    sheet: name[at],
    data: [columns.map(({ head }) => headCell(head[at]))],
    columns: columns.map(() => ({ width: COLUMN_WIDTH })),
    stickyRowsCount: 1,
  }));
  const notes = {
    sheet: WORDS[lang].notes,
    data: noteRows(lang),
    columns: [12, 20, 70, 10].map((width) => ({ width })),
  };
  const features = [notesOfColumns(at)];
  const bytes = await writeXlsx([...sheets, notes], { features }).toBuffer();
  writeFileWhole(path, [bytes]);
}

const headCell = (value: string) => ({ value, type: String, fontWeight: "bold" as const });

function noteRows(lang: "en" | "zh") {
  const at = lang === "en" ? 0 : 1;
  const { heads, needed } = WORDS[lang];
  const rows = TEMPLATE_SHEETS.flatMap(({ name, columns }) =>
    columns.map(({ head, note, required }) =>
      [name[at], head[at], note[at], required === true ? needed : ""].map((value) => ({
        value,
        type: String,
      })),
    ),
  );
  return [heads.map(headCell), ...rows];
}

/** Notes that spreadsheets show beside a chosen cell: prompts of data validation (ECMA-376, 18.3.1.32). */
function notesOfColumns(at: 0 | 1) {
  const transform = (xml: string, _: object, { sheetIndex }: { readonly sheetIndex: number }) => {
    const sheet = TEMPLATE_SHEETS[sheetIndex];
    return sheet === undefined ? xml : xml.replace("</sheetData>", `</sheetData>${promptsOf(sheet, at)}`);
  };
  return { files: { transform: { "xl/worksheets/sheet{id}.xml": { transform } } } };
}

function promptsOf({ columns }: TemplateSheet, at: 0 | 1): string {
  const prompts = columns.map(({ head, note }, c) => {
    const letter = String.fromCharCode("A".charCodeAt(0) + c);
    const [title, text] = [head[at], note[at]].map(escapeXml);
    return `<dataValidation allowBlank="1" showInputMessage="1" promptTitle="${title}" prompt="${text}" sqref="${letter}2:${letter}${NOTED_ROWS}"/>`;
  });
  return `<dataValidations count="${prompts.length}">${prompts.join("")}</dataValidations>`;
}
