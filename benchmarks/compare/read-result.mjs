/**
 * A result file as a value that can be compared: JSON with its packed columns opened, tables, texts, drawings.
 */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { parse } from "csv-parse/sync";
import { Drawing } from "./drawn.mjs";

/** Places on a report page are whole multiples of this many degrees. */
const PLACE_DEGREES = 1e-5;

/** A CSV file: its columns by name, and rows of texts. */
export class Table {
  constructor([columns, ...rows]) {
    this.columns = columns;
    this.rows = rows;
  }
}

/**
 * Opens columns of a report page with the build that packed them.
 *
 * @returns `(value) => value`, which leaves what is not packed as it is
 */
export async function unpackerOf(checkout) {
  const file = path.resolve(checkout, "dist/report/page/columns.js");
  const { unpackNumbers, unpackTexts } = await import(pathToFileURL(file).href);
  const open = (value) => {
    if (Array.isArray(value)) return value.map(open);
    if (typeof value !== "object" || value === null) return value;
    if ("n" in value && ("all" in value || "bytes" in value)) return unpackNumbers(value);
    if ("heads" in value && "tail" in value) return unpackTexts(value);
    const opened = Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, open(inner)]));
    return "points" in opened && "lon" in opened && "lat" in opened ? packedDrawing(opened) : opened;
  };
  return open;
}

function packedDrawing({ points, lon, lat }) {
  let next = 0;
  const take = () => [lon[next] * PLACE_DEGREES, lat[next++] * PLACE_DEGREES];
  return new Drawing(Array.from(points, (count) => Array.from({ length: count }, take)));
}

/** Reads a file of a case; null for the page, whose data are in report-data.json. Unknown formats compare by hash. */
export function readResult(file, unpack) {
  const bytes = readFileSync(file);
  const text = bytes.toString("utf8");
  const name = path.basename(file);
  if (name === "report.html") return null;
  if (name === "report-data.json") return unpack(JSON.parse(text));
  if (name === "isochrones.geojson") return withDrawings(JSON.parse(text));
  if (/\.(geo)?json$/.test(name)) return JSON.parse(text);
  if (name.endsWith(".csv")) return new Table(parse(text, { bom: true, relax_column_count: true }));
  if (name.endsWith(".svg")) return readPicture(text);
  if (name.endsWith(".txt")) return { lines: text.trimEnd().split("\n") };
  return { sha256: createHash("sha256").update(bytes).digest("hex") };
}

function withDrawings({ features, ...collection }) {
  const linesOf = (coordinates) => {
    if (typeof coordinates[0]?.[0] === "number") return [coordinates];
    return coordinates.flatMap(linesOf);
  };
  const drawn = features.map(({ geometry, ...feature }) => ({
    ...feature,
    geometry: new Drawing(linesOf(geometry?.coordinates ?? [])),
  }));
  return { ...collection, features: drawn };
}

/** Of a picture: what is written in it, where its dots are, and its lines. Styles are not compared. */
function readPicture(text) {
  const all = (pattern) => Array.from(text.matchAll(pattern), (match) => match.slice(1).join(" "));
  const pathLines = (d) => d.split(/(?=M)/).map(points);
  const points = (part) => Array.from(part.matchAll(/(-?[\d.]+)[ ,](-?[\d.]+)/g), ([, x, y]) => [+x, +y]);
  return {
    words: all(/<(?:text|title)[^>]*>([^<]*)/g),
    dots: all(/<circle[^>]*? cx="([^"]*)" cy="([^"]*)"/g),
    paths: all(/<path[^>]*? d="([^"]*)"/g).map((d) => new Drawing(pathLines(d), "px")),
  };
}
