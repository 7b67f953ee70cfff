/**
 * What a workbook says of its sheets beside the values of cells: which are hidden, which cells are merged, and which hold a
 * formula or an error and no value.
 */
import { SaxesParser, type SaxesTagPlain } from "../../base/xml.js";
import { faultyCell } from "./cell-fault.js";
import { readZip } from "./zip.js";

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
}

/** The marks of each sheet by its name. */
export function sheetMarks(path: string): Map<string, SheetMarks> {
  const files = readZip(path);
  const text = (name: string) => new TextDecoder().decode(files.get(name) ?? new Uint8Array());
  const targets = new Map<string, string>();
  eachTag(text("xl/_rels/workbook.xml.rels"), "Relationship", ({ Id = "", Target = "" }) => {
    targets.set(Id, Target.startsWith("/") ? Target.slice(1) : `xl/${Target}`);
  });
  const marks = new Map<string, SheetMarks>();
  eachTag(text("xl/workbook.xml"), "sheet", (attributes) => {
    const { name = "", state = "visible" } = attributes;
    const id = Object.entries(attributes).find(([key]) => localName(key) === "id")?.[1] ?? "";
    const sheet = text(targets.get(id) ?? "");
    marks.set(name, { isHidden: state !== "visible", ...marksOf(name, sheet) });
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

function marksOf(sheet: string, xml: string): Pick<SheetMarks, "merged" | "faults"> {
  const merged: MergedRange[] = [];
  const faults = new Map<string, string>();
  if (xml === "") return { merged, faults };
  let cell = { ref: "", isError: false, hasFormula: false, value: "" };
  let inValue = false;
  const parser = new SaxesParser({ xmlns: false });
  parser.on("opentag", ({ name, attributes }: SaxesTagPlain) => {
    const tag = localName(name);
    if (tag === "mergeCell") merged.push(...rangeOf(attributes.ref ?? ""));
    else if (tag === "c") {
      cell = { ref: attributes.r ?? "", isError: attributes.t === "e", hasFormula: false, value: "" };
    } else if (tag === "f") cell.hasFormula = true;
    inValue = tag === "v";
  });
  parser.on("text", (text) => {
    if (inValue) cell.value += text;
  });
  parser.on("closetag", ({ name }: SaxesTagPlain) => {
    inValue = false;
    if (localName(name) !== "c") return;
    const at = placeOf(cell.ref);
    const fault = faultOf(cell);
    if (at !== null && fault !== null) {
      faults.set(`${at.row},${at.column}`, faultyCell(`sheet "${sheet}", cell ${cell.ref} ${fault}`));
    }
  });
  parser.write(xml).close();
  return { merged, faults };
}

function faultOf(cell: { isError: boolean; hasFormula: boolean; value: string }): string | null {
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
