/**
 * Shapefiles, as files side by side or zipped → features.
 *
 * The text of the table is decoded by what the user says, the `.cpg` file, the table's own language byte, or as it
 * looks, in this order.
 */

import { existsSync, readdirSync, readFileSync } from "node:fs";
import nodePath from "node:path";
import { itemAt } from "../../base/at.js";
import { FileAccessError, InputFileError } from "../../base/errors.js";
import { loadPackage } from "../../base/optional-package.js";
import { chooseLayer } from "./choose-layer.js";
import { dbfText } from "./dbf-digits.js";
import type { LayerOptions, RawFeature, RawLayer } from "./raw-layer.js";
import { decodeAs, detectText, labelOfCodePage } from "./text-encoding.js";
import { readZip } from "./zip.js";

/** Language bytes of tables that name an encoding for sure (dBASE and FoxPro code pages). */
const LANGUAGES: Readonly<Record<number, string>> = {
  77: "gb18030",
  122: "gb18030",
  79: "big5",
  120: "big5",
  78: "euc-kr",
  121: "euc-kr",
  19: "shift_jis",
  123: "shift_jis",
  80: "windows-874",
  124: "windows-874",
};

/** The parts of one shapefile. */
interface Parts {
  readonly shp: Uint8Array;
  readonly dbf: Uint8Array;
  readonly prj: string | null;
  readonly cpg: string | null;
}

/**
 * Reads a `.shp` with its `.dbf`, `.shx`, `.prj` and `.cpg`, or one shapefile of a `.zip`.
 *
 * @throws {InputFileError} if a part is missing, cut, or of another length than its neighbours; if an archive holds
 *   several shapefiles and none is chosen
 * @throws {UnsupportedFileError} if shpjs is not installed
 */
export async function readShapefile(path: string, options: LayerOptions = {}): Promise<RawLayer> {
  const parts = /\.zip$/i.test(path) ? partsInZip(path, options) : partsBeside(path);
  const head = checkHeads(path, parts);
  const { parseShp, parseDbf } = await loadPackage(path, "Shapefile", "shpjs", () => import("shpjs"));
  const { encoding, isGuess } = encodingOf(path, parts, options.encoding);
  let shapes: unknown[];
  let rows: Record<string, unknown>[];
  try {
    shapes = parseShp(parts.shp, false);
    rows = parseDbf(parts.dbf, encoding);
  } catch (cause) {
    throw new InputFileError({ path }, `the shapefile is damaged: ${(cause as Error).message}`, { cause });
  }
  if (shapes.length !== head.rows) {
    const problem = `there are ${shapes.length} shapes (.shp) and ${head.rows} rows (.dbf): the parts do not belong together`;
    throw new InputFileError({ path }, problem);
  }
  const textAt = dbfText(parts.dbf);
  const features = shapes.flatMap((geometry, i): RawFeature[] => {
    if (head.isDeleted(i)) return [];
    const values = plainValues(itemAt(rows, i), (column) => textAt(i, column));
    return [{ row: i + 1, geometry: geometry ?? null, values }];
  });
  const guessedEncoding = isGuess && encoding !== "utf-8" ? encoding : undefined;
  return { features, crs: parts.prj, guessedEncoding };
}

function partsBeside(path: string): Parts {
  const folder = nodePath.dirname(path);
  const stem = nodePath.basename(path).replace(/\.[^.]+$/, "");
  const names = existsSync(folder) ? readdirSync(folder) : [];
  return partsOf(path, (ending) => {
    const name = names.find((n) => n.toLowerCase() === `${stem}${ending}`.toLowerCase());
    if (name === undefined) return null;
    try {
      return new Uint8Array(readFileSync(nodePath.join(folder, name)));
    } catch (cause) {
      throw new FileAccessError({ path }, `${name} cannot be read (${(cause as Error).message})`, { cause });
    }
  });
}

function partsInZip(path: string, options: LayerOptions): Parts {
  const files = readZip(path, options);
  const stems = [...files.keys()].filter((name) => /\.shp$/i.test(name)).map((name) => name.slice(0, -4));
  if (stems.length === 0) throw new InputFileError({ path }, "the archive holds no shapefile");
  const names = stems.map((stem) => nodePath.posix.basename(stem));
  const stem = itemAt(stems, names.indexOf(chooseLayer(path, names, options.layer)));
  const find = (ending: string) =>
    [...files].find(([name]) => name.toLowerCase() === `${stem}${ending}`.toLowerCase())?.[1] ?? null;
  return partsOf(path, find);
}

function partsOf(path: string, find: (ending: string) => Uint8Array | null): Parts {
  const due = (ending: string): Uint8Array => {
    const bytes = find(ending);
    if (bytes !== null) return bytes;
    throw new InputFileError(
      { path },
      `the part ${ending} of the shapefile is missing: copy all its files together`,
    );
  };
  const text = (ending: string) => {
    const bytes = find(ending);
    return bytes === null ? null : new TextDecoder().decode(bytes).trim() || null;
  };
  due(".shx");
  return { shp: due(".shp"), dbf: due(".dbf"), prj: text(".prj"), cpg: text(".cpg") };
}

/** Lengths in the heads against the bytes that are there; and which rows of the table are marked as deleted. */
function checkHeads(
  path: string,
  { shp, dbf }: Parts,
): { rows: number; isDeleted: (row: number) => boolean } {
  const shape = new DataView(shp.buffer, shp.byteOffset, shp.byteLength);
  if (shp.length < 100 || shape.getUint32(0) !== 9994) {
    throw new InputFileError({ path }, "the .shp is not a shapefile: its first bytes are not those of one");
  }
  // Counted in words of 16 bits.
  const dueShape = 2 * shape.getUint32(24);
  if (shp.length < dueShape) {
    throw new InputFileError(
      { path },
      `the .shp is cut: it has ${shp.length} bytes and announces ${dueShape}`,
    );
  }
  const table = new DataView(dbf.buffer, dbf.byteOffset, dbf.byteLength);
  if (dbf.length < 33) throw new InputFileError({ path }, "the .dbf is cut: it has no head");
  const [rows, headBytes, rowBytes] = [
    table.getUint32(4, true),
    table.getUint16(8, true),
    table.getUint16(10, true),
  ];
  if (dbf.length < headBytes + rows * rowBytes) {
    const due = headBytes + rows * rowBytes;
    throw new InputFileError({ path }, `the .dbf is cut: it has ${dbf.length} bytes and announces ${due}`);
  }
  return { rows, isDeleted: (row) => dbf[headBytes + row * rowBytes] === 0x2a };
}

function encodingOf(path: string, { dbf, cpg }: Parts, declaredEncoding: string | undefined) {
  const language = LANGUAGES[itemAt(dbf, 29)];
  const label = declaredEncoding ?? (cpg === null ? null : labelOfCodePage(cpg)) ?? language;
  if (label !== undefined) {
    try {
      decodeAs(dbf.subarray(0, 0), label);
      return { encoding: label, isGuess: false };
    } catch (cause) {
      const where = declaredEncoding === undefined ? "the .cpg names" : "declared is";
      throw new InputFileError(
        { path },
        `${where} the encoding "${declaredEncoding ?? cpg}", which is not known: declare another (encoding: gbk, big5, …)`,
        { cause },
      );
    }
  }
  const headBytes = itemAt(dbf, 8) + 256 * itemAt(dbf, 9);
  const detected = detectText(dbf.subarray(headBytes));
  if (detected !== null) return { encoding: detected.encoding, isGuess: true };
  throw new InputFileError(
    { path },
    "the encoding of the .dbf is not known: add a .cpg file or declare it, e.g. gbk",
  );
}

/** Empty numbers are null; whole numbers that a number would round are their digits; days as ISO 8601. */
function plainValues(
  row: Record<string, unknown>,
  textOf: (column: number) => string | null,
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(row).map(([name, value], column) => {
      if (typeof value === "number" && Number.isNaN(value)) return [name, null];
      if (Number.isInteger(value) && !Number.isSafeInteger(value)) {
        const digits = textOf(column) ?? "";
        return [name, /^-?\d+$/.test(digits) ? digits : value];
      }
      if (value instanceof Date) return [name, Number.isNaN(value.getTime()) ? null : dayOf(value)];
      return [name, typeof value === "string" ? value.trim() : value];
    }),
  );
}

/** The parser makes local midnights. */
function dayOf(date: Date): string {
  const two = (n: number) => String(n).padStart(2, "0");
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}
