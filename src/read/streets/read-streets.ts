/**
 * A file of streets of any kind → what `buildWalkNetwork` takes.
 *
 * OpenStreetMap extracts and Overpass answers keep all their tags; layers of lines and tables of edges become streets
 * at once.
 */

import { existsSync } from "node:fs";
import path from "node:path";
import { aNumber, anObject, anything, aText, aTitle, checkCall } from "../../base/check-call.js";
import { InputFileError } from "../../base/errors.js";
import { hashFile } from "../../base/file-hash.js";
import { readDeep } from "../../base/too-deep.js";
import type { OsmData } from "../osm/osm-data.js";
import { READ_FORMS } from "../osm/osm-form.js";
import type { ReadOsmOptions } from "../osm/read-osm-pbf.js";
import { fileKind } from "../tables/file-kind.js";
import type { LayerOptions } from "../tables/raw-layer.js";
import { COLUMNS, FILE, LAYER_FORMS } from "../tables/reader-forms.js";
import type { StreetLayer } from "./street-layer.js";
import type { LineOptions } from "./streets-from-lines.js";
import type { EdgeColumns } from "./streets-from-tables.js";

/** An OpenStreetMap extract, or streets of another source. */
export type Streets = OsmData | StreetLayer;

/** How streets that are not an OpenStreetMap file are read, beside progress and signal. */
export interface ReadStreetsOptions extends ReadOsmOptions, LayerOptions, LineOptions {
  /** Table of nodes that belongs to a table of edges; by default the file of the same name with `nodes` for `edges`. */
  readonly nodes?: string | undefined;
  /** Columns of the two tables, where they have unusual names. */
  readonly columns?: EdgeColumns | undefined;
  /** Whom to name as the source of a layer or table; by default nobody. OpenStreetMap is named for its own files. */
  readonly attribution?: string | undefined;
}

const STREETS_OPTIONS = anObject<ReadStreetsOptions>({
  ...READ_FORMS,
  ...LAYER_FORMS,
  nodes: aText,
  columns: COLUMNS,
  attribution: aTitle,
  snapM: aNumber({ from: 0 }),
  nearMissM: aNumber({ from: 0 }),
  classColumn: aText,
  walkRules: anything,
});

/**
 * Reads streets: an OpenStreetMap extract (`.osm.pbf`, `.osm`, `.osm.gz`, `.osm.bz2`), an Overpass answer, lines in any layer
 * format, or a CSV table of edges beside one of nodes.
 *
 * @param file - path of the file
 * @returns what `buildWalkNetwork` takes
 * @throws {InputFileError} naming file and row, if the file is damaged or holds no streets
 * @throws {FileAccessError} if the file is missing
 *
 * @example
 * const network = buildWalkNetwork(await readStreets("streets.geojson", { snapM: 0.5 }));
 */
export async function readStreets(file: string, options: ReadStreetsOptions = {}): Promise<Streets> {
  checkCall("readStreets", ["file", file, FILE], ["options", options, STREETS_OPTIONS]);
  return readDeep(file, () => streetsOf(file, options));
}

async function streetsOf(file: string, options: ReadStreetsOptions): Promise<Streets> {
  const kind = fileKind(file);
  const { onProgress, signal } = options;
  // Readers are loaded when a file asks for them.
  if (kind === "osm" || kind === "overpass") {
    const osm = await (await import("../osm/read-osm.js")).readOsm(file, { onProgress, signal });
    return options.walkRules === undefined ? osm : { ...osm, walkRules: options.walkRules };
  }
  const { readFeatures } = await import("../tables/read-layer.js");
  const attribution = options.attribution ?? null;
  if (kind === "table" || kind === "workbook") {
    const { readRows } = await import("../tables/read-raw.js");
    const { isEdgeTable, streetsFromTables } = await import("./streets-from-tables.js");
    const { features: edges } = await readRows(file, { ...options, place: undefined });
    if (isEdgeTable(Object.keys(edges[0]?.values ?? {}), options.columns)) {
      const nodesFile = options.nodes ?? nodesBeside(file);
      const nodes = await readFeatures(nodesFile, { ...options });
      const streets = streetsFromTables(
        { path: file, features: edges },
        { path: nodesFile, features: nodes.features },
        options.columns,
        options.walkRules,
      );
      return { ...streets, source: { path: file, sha256: await hashFile(file), attribution } };
    }
  }
  const { features } = await readFeatures(file, options);
  const { streetsFromLines } = await import("./streets-from-lines.js");
  const streets = streetsFromLines(file, features, { ...options, classColumn: options.columns?.class });
  return { ...streets, source: { path: file, sha256: await hashFile(file), attribution } };
}

function nodesBeside(file: string): string {
  const beside = path.join(path.dirname(file), path.basename(file).replace(/edges/i, "nodes"));
  if (beside !== file && existsSync(beside)) return beside;
  throw new InputFileError({ path: file }, "this is a table of edges; name the table of its nodes too");
}
