/**
 * The rows of the ledger as a CSV file made in the page: UTF-8 with a byte order mark, CRLF, for spreadsheets.
 */

import { type App, pageLang } from "./app.js";
import type { LedgerRow, Listing } from "./ledger-rows.js";

/** Saves rows as they are sorted and filtered, heads in the language of the page. */
export function saveCsv(
  { model }: App,
  { columns, idOf, blockOf }: Listing,
  rows: readonly LedgerRow[],
): void {
  const lang = pageLang();
  const { blocks, data } = model;
  const lines = [["id", ...columns.map(({ title }) => title[lang]), "lon", "lat", data.attribution]];
  for (const row of rows) {
    const service = model.services[row.service];
    const cells = columns.map(({ value, text }, c) => {
      if (c === 0) return service.name[lang];
      if (text !== undefined) return text(row);
      const cell = value(row);
      return typeof cell === "string" ? cell : cell < 0 ? "" : String(Math.round(cell * 10) / 10);
    });
    const block = blockOf(row);
    const place = [blocks.lon[block], blocks.lat[block]].map((degrees) => degrees.toFixed(5));
    lines.push([idOf(row), ...cells, ...place, ""]);
  }
  const text = lines.map((cells) => `${cells.map(csvCell).join(",")}\r\n`).join("");
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob(["\uFEFF", text], { type: "text/csv;charset=utf-8" }));
  link.download = "gaps.csv";
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

/** Quoted by RFC 4180; text that a spreadsheet would run as a formula gets an apostrophe in front. */
function csvCell(cell: string): string {
  const isNumber = /^-?\d+(\.\d+)?$/.test(cell);
  const harmless = !isNumber && /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
