/**
 * Text in columns for a terminal, and numbers as they stand there.
 */
import { itemAt } from "../../base/at.js";

/** A whole number with its thousands apart, as all numbers on screen. */
export function grouped(value: number): string {
  return String(Math.round(value)).replace(/\B(?=(\d{3})+$)/g, " ");
}

/**
 * Pads cells to columns; numbers go to the right, and a Chinese character is two columns wide.
 *
 * @param rows - cells as text, the head first
 * @returns one line per row
 *
 * @example
 * alignColumns([["service", "gap"], ["pharmacy", "12"]]); // => ["service   gap", "pharmacy   12"]
 */
export function alignColumns(rows: readonly (readonly string[])[]): string[] {
  const clean = rows.map((row) => row.map((cell) => cell.replace(/[\p{Cc}\p{Cf}]/gu, " ")));
  const [head = [], ...body] = clean;
  const columns = head.map((_, c) => ({
    width: clean.reduce((most, row) => Math.max(most, displayWidth(itemAt(row, c))), 0),
    isNumber: body.every((row) => /^[\d {2}.,%/–-]*( m| min| 米| 分钟)?$/.test(itemAt(row, c))),
  }));
  return clean.map((row) =>
    row
      .map((cell, c) => {
        const { width, isNumber } = itemAt(columns, c);
        const pad = " ".repeat(width - displayWidth(cell));
        return isNumber ? pad + cell : cell + pad;
      })
      .join("  ")
      .trimEnd(),
  );
}

function displayWidth(text: string): number {
  let width = 0;
  for (const char of text)
    width +=
      /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/.test(
        char,
      )
        ? 2
        : 1;
  return width;
}
