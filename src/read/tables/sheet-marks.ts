/**
 * What a workbook says of its sheets beside the values of cells: which are hidden, which cells are merged, which hold a
 * formula or an error and no value, and which numbers are ids:
 * shown with zeros before them, or too long to be numbers.
 */
import { SaxesParser, type SaxesTagPlain } from "../../base/xml.js";
import { faultyCell } from "./cell-fault.js";

/** Rows and columns from 0. */
export interface MergedRange {
  readonly ref: string;
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
}

export interface SheetMarks {
  readonly isHidden: boolean;
  readonly merged: readonly MergedRange[];
  /** Text of a cell with a fault by `row,column`. */
  readonly faults: ReadonlyMap<string, string>;
  /** Text of a cell that is shown with zeros before its number, by `row,column`. */
  readonly texts: ReadonlyMap<string, string>;
  /** Rows, cells of the smallest table that holds all values, and cells that merged ranges fill. */
  readonly cellCount: number;
}

/**
 * The marks of each sheet by its name.
 *
 * @param files - of the workbook's archive
 * @throws {Error} if a part is not valid XML
 */
export function sheetMarks(files: ReadonlyMap<string, Uint8Array>): Map<string, SheetMarks> {
  const text = (name: string) => new TextDecoder().decode(files.get(name) ?? new Uint8Array());
  const targets = new Map<string, string>();
  eachTag(text("xl/_rels/workbook.xml.rels"), "Relationship", ({ Id = "", Target = "" }) => {
    targets.set(Id, Target.startsWith("/") ? Target.slice(1) : `xl/${Target}`);
  });
  const zeros = zerosOfStyles(text("xl/styles.xml"));
  const marks = new Map<string, SheetMarks>();
  eachTag(text("xl/workbook.xml"), "sheet", (attributes) => {
    const { name = "", state = "visible" } = attributes;
    const id = Object.entries(attributes).find(([key]) => localName(key) === "id")?.[1] ?? "";
    const sheet = text(targets.get(id) ?? "");
    marks.set(name, { isHidden: state !== "visible", ...marksOf(name, sheet, zeros) });
  });
  return marks;
}

type Attributes = Readonly<Record<string, string>>;

function localName(name: string): string {
  return name.slice(name.indexOf(":") + 1);
}

function eachTag(xml: string, tag: string, visit: (attributes: Attributes) => void): void {
  if (xml === "") return;
  const parser = new SaxesParser({ xmlns: false });
  parser.on("opentag", ({ name, attributes }: SaxesTagPlain) => {
    if (localName(name) === tag) visit(attributes);
  });
  parser.write(xml).close();
}

/** Per style of cells how many digits its numbers are shown with at least: `000000` has six. */
function zerosOfStyles(xml: string): number[] {
  const formats = new Map<string, string>();
  eachTag(xml, "numFmt", ({ numFmtId = "", formatCode = "" }) => formats.set(numFmtId, formatCode));
  const zeros: number[] = [];
  let inCells = false;
  if (xml === "") return zeros;
  const parser = new SaxesParser({ xmlns: false });
  parser.on("opentag", ({ name, attributes }: SaxesTagPlain) => {
    if (localName(name) === "cellXfs") inCells = true;
    else if (localName(name) === "xf" && inCells) {
      const format = formats.get(attributes.numFmtId ?? "") ?? "";
      zeros.push(/^(0{2,})(?:_.)?(?:;|$)/.exec(format)?.[1]?.length ?? 0);
    }
  });
  parser.on("closetag", ({ name }: SaxesTagPlain) => {
    if (localName(name) === "cellXfs") inCells = false;
  });
  parser.write(xml).close();
  return zeros;
}

function marksOf(sheet: string, xml: string, zeros: readonly number[]): Omit<SheetMarks, "isHidden"> {
  const merged: MergedRange[] = [];
  const faults = new Map<string, string>();
  const texts = new Map<string, string>();
  if (xml === "") return { merged, faults, texts, cellCount: 0 };
  // Rows that are left out are filled up to the number of the next one; what is filled with cells ends with the last value.
  let [rows, lastRow, lastColumn] = [0, 0, 0];
  let cell = { ref: "", isError: false, isNumber: false, style: 0, hasFormula: false, value: "" };
  let inValue = false;
  const parser = new SaxesParser({ xmlns: false });
  parser.on("opentag", ({ name, attributes }: SaxesTagPlain) => {
    const tag = localName(name);
    if (tag === "mergeCell") merged.push(...rangeOf(attributes.ref ?? ""));
    else if (tag === "row") rows = Math.max(rows + 1, Number(attributes.r) || 0);
    else if (tag === "c") {
      const { r: ref = "", t: type = "n", s: style = "0" } = attributes;
      const [isError, isNumber] = [type === "e", type === "n"];
      cell = { ref, isError, isNumber, style: Number(style), hasFormula: false, value: "" };
    } else if (tag === "f") cell.hasFormula = true;
    inValue = tag === "v";
    const at = inValue || tag === "is" ? placeOf(cell.ref) : null;
    if (at !== null)
      [lastRow, lastColumn] = [Math.max(lastRow, at.row + 1), Math.max(lastColumn, at.column + 1)];
  });
  parser.on("text", (text) => {
    if (inValue) cell.value += text;
  });
  parser.on("closetag", ({ name }: SaxesTagPlain) => {
    inValue = false;
    if (localName(name) !== "c") return;
    const at = placeOf(cell.ref);
    const fault = faultOf(cell);
    const shown = cell.isNumber ? digitsOf(cell.value.trim(), zeros[cell.style] ?? 0) : null;
    if (at !== null && shown !== null) texts.set(`${at.row},${at.column}`, shown);
    if (at !== null && fault !== null) {
      faults.set(`${at.row},${at.column}`, faultyCell(`sheet "${sheet}", cell ${cell.ref} ${fault}`));
    }
  });
  parser.write(xml).close();
  const mergedRows = merged.reduce((sum, { top, bottom }) => sum + Math.max(0, bottom - top), 0);
  const cellCount = rows + lastRow * lastColumn + Math.min(mergedRows, lastRow * merged.length);
  return { merged, faults, texts, cellCount };
}

/** A whole number with the zeros that it is shown with before it; null where it has none. */
function digitsOf(value: string, zeros: number): string | null {
  return /^\d+$/.test(value) && value.length < zeros ? value.padStart(zeros, "0") : null;
}

/** Beyond this not every whole number is there: the last digits are not those that were typed. */
function hasLostDigits(value: string): boolean {
  return Number(value) > Number.MAX_SAFE_INTEGER;
}

function faultOf(cell: {
  isError: boolean;
  isNumber: boolean;
  hasFormula: boolean;
  value: string;
}): string | null {
  const value = cell.value.trim();
  if (cell.isNumber && hasLostDigits(value))
    return `holds the number ${value}, of which a workbook keeps 15 digits: format the column as text and enter it again`;
  if (cell.isError) return `holds the error ${cell.value}`;
  return cell.hasFormula && cell.value.trim() === ""
    ? "holds a formula without a value: open and save the workbook once"
    : null;
}

function rangeOf(ref: string): MergedRange[] {
  const [from = "", to = ""] = ref.split(":");
  const [first, last] = [placeOf(from), placeOf(to)];
  if (first === null || last === null) return [];
  return [{ ref, top: first.row, bottom: last.row, left: first.column }];
}

/** `B3` → row 2, column 1. */
function placeOf(ref: string): { readonly row: number; readonly column: number } | null {
  const match = /^\$?([A-Z]{1,3})\$?(\d+)$/.exec(ref);
  if (match === null) return null;
  const column = [...(match[1] ?? "")].reduce((sum, letter) => 26 * sum + letter.charCodeAt(0) - 64, 0) - 1;
  return { row: Number(match[2]) - 1, column };
}
