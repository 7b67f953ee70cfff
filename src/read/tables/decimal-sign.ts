/**
 * Commas in the numbers of a table whose separator is a semicolon: such tables come from countries that write `12,5`, and from
 * others too, so that `1,200` may be one and a fifth or twelve hundred. It is asked about where the cell is used.
 */
import { faultyCell } from "./cell-fault.js";
import { type ColumnMeaning, rankOf } from "./column-names.js";
import type { CsvTable } from "./read-csv.js";

/** The sign before the decimals. */
type DecimalSign = "," | ".";

/** A number with one comma; of two commas or more both stand between thousands. */
const ONE_COMMA = /^[+-]?\d+,\d+$/;
/** The same with points, blanks or apostrophes between thousands. */
const DECIMAL_COMMA = /^[+-]?(?:\d+|\d{1,3}(?:[. '’\u00a0]\d{3})+),\d+$/;
/** Points between thousands, and no decimals. */
const POINTS_BETWEEN = /^[+-]?\d{1,3}(?:\.\d{3})+$/;

/** A cell with its number in plain form, or with the question that it puts. */
export function plainDecimal(
  text: string,
  separator: string | undefined,
  decimal: DecimalSign | undefined,
): string {
  if (decimal === ",") {
    if (DECIMAL_COMMA.test(text)) return text.replace(/[. '’\u00a0]/g, "").replace(",", ".");
    return POINTS_BETWEEN.test(text) ? text.replaceAll(".", "") : text;
  }
  if (decimal === "." || separator !== ";" || !ONE_COMMA.test(text.normalize("NFKC"))) return text;
  return faultyCell(
    `"${text}" is given in a table whose separator is ";": is the comma a decimal point, or does it stand between thousands? ` +
      'Say decimal: "," or decimal: "." for the file (--blocks-decimal, --facilities-decimal, --premises-decimal; --decimal in measure and sites)',
  );
}

/** Meanings whose cells are not numbers, whatever they look like: an id `1.234` is not 1234. */
const TEXTS: readonly ColumnMeaning[] = [
  ...(["id", "name", "service", "mapType", "mapTypeCode", "unit", "estate", "community"] as const),
  ...(["subdistrict", "district", "address", "open", "serves", "openingHours"] as const),
];

function holdsText(column: string): boolean {
  return TEXTS.some(
    (meaning) => rankOf(column, meaning, "blocks") !== null || rankOf(column, meaning, "facilities") !== null,
  );
}

/** A table with its numbers in plain form; ids, names and other texts stay as they are. */
export function withPlainDecimals(table: CsvTable, decimal: DecimalSign | undefined): CsvTable {
  if (decimal !== "," && table.separator !== ";") return table;
  const texts = new Set(table.columns.filter(holdsText));
  return {
    ...table,
    rows: table.rows.map((row) =>
      Object.fromEntries(
        Object.entries(row).map(([column, text]) => [
          column,
          texts.has(column) ? text : plainDecimal(text, table.separator, decimal),
        ]),
      ),
    ),
  };
}
