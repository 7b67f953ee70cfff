/**
 * A user's table of residential blocks → `BlockSet`.
 */

import { itemAt, lookUp, nothingAt } from "../../base/at.js";
import { aNumber, anObject, checkCall } from "../../base/check-call.js";
import { InputFileError } from "../../base/errors.js";
import { countedNote, type ReadNote } from "../../base/notes.js";
import type { Area } from "../../geo/area.js";
import { FLOOR_PER_PERSON_M2, peopleByFloor } from "../../places/people-by-floor.js";
import type { Block, BlockSet } from "../../places/places.js";
import { createIdCheck, type RowReader, tableReader } from "../tables/columns.js";
import { systemOfRows } from "../tables/layer-crs.js";
import type { LayerOptions } from "../tables/raw-layer.js";
import { type LayerRow, readLayer } from "../tables/read-layer.js";
import { FILE, LAYER_FORMS, LAYER_KEYS, type LayerKeys, TABLE_FORMS } from "../tables/reader-forms.js";
import { keepRows, namedColumns, requireColumns, type TableRules } from "../tables/table-rules.js";
import { noteOf, placeNotes } from "./doubtful-places.js";

/** How a table or layer of residential blocks is read. */
export interface ReadBlocksOptions extends TableRules, LayerOptions {
  /** Residents of all rows, if known: people estimated from floor area are scaled to what the rows do not give. */
  readonly knownResidents?: number | undefined;
}

const BLOCKS_OPTIONS = anObject<ReadBlocksOptions & LayerKeys>({
  ...LAYER_FORMS,
  ...LAYER_KEYS,
  ...TABLE_FORMS,
  knownResidents: aNumber({ from: 0 }),
});

/**
 * Reads residential blocks from CSV, GeoJSON or any other layer format; column names as in `COLUMN_NAMES`.
 *
 * Rows without coordinates are left out and counted in the notes; people are taken as given, and noted where an age
 * group has more of them than the block. Rows that give no residents but the floor area of their homes get an estimate
 * (floor area ÷ 35 m²), marked so; households and ages are never estimated. Without an id column rows are called
 * `row/1`, `row/2`, ….
 *
 * @param path - the file
 * @returns blocks, the coordinate system they came in, notes
 * @throws {InputFileError} naming row and column, if an id comes twice, an amount is not a number from 0, a column or
 *   value that the options name does not occur, or the rows give more residents than are known
 * @throws {FileAccessError} if the file is missing
 *
 * @example
 * const { blocks } = await readBlocks("estates.csv");
 */
export async function readBlocks(path: string, rules: ReadBlocksOptions = {}): Promise<BlockSet> {
  checkCall("readBlocks", ["path", path, FILE], ["rules", rules, BLOCKS_OPTIONS]);
  const checkId = createIdCheck(path);
  const all = await readLayer(path, rules);
  requireColumns(path, all, namedColumns(rules));
  const { rows, notes } = keepRows(path, all, rules.where);
  const table = tableReader(path, rows, rules, "blocks");
  const overfull: { row: number }[] = [];
  const floorsM2: (number | null)[] = [];
  const blocks = rows.flatMap((layerRow): Block[] => {
    if (layerRow.place === null) return [];
    const { row, place } = layerRow;
    const read = table.read(layerRow);
    const id = checkId(read.text("id") ?? `row/${row}`, row);
    const [residents, ages] = [read.amount("residents"), read.ages()];
    if (residents !== null && Object.values(ages ?? {}).some((people) => people > residents))
      overfull.push({ row });
    floorsM2.push(residents === null ? read.amount("floorAreaM2") : null);
    return [
      {
        id,
        name: read.text("name") ?? id,
        lon: place[0],
        lat: place[1],
        entrances: read.entrances(),
        residents,
        estimated: false,
        households: read.amount("households"),
        ages,
        unit: read.text("unit"),
        units: unitsOf(read),
        extent: extentOf(layerRow),
        areaM2: read.amount("areaM2") ?? undefined,
      },
    ];
  });
  const message = "rows have more people in one age group than residents; both are kept as given";
  const peopled = withEstimates(path, blocks, floorsM2, rules.knownResidents);
  return {
    blocks: peopled.blocks,
    system: systemOfRows(all),
    notes: [
      ...notes,
      ...placeNotes(rows),
      ...noteOf("ages-above-residents", overfull, message),
      ...peopled.notes,
      ...table.notes(),
    ],
  };
}

/** Estimates where a row gives the floor area of its homes but no residents. */
function withEstimates(
  path: string,
  blocks: readonly Block[],
  floorsM2: readonly (number | null)[],
  knownResidents: number | undefined,
): { blocks: readonly Block[]; notes: ReadNote[] } {
  const chosen = [...floorsM2.keys()].filter((b) => floorsM2[b] !== null);
  if (chosen.length === 0) return { blocks, notes: [] };
  const given = blocks.reduce((sum, { residents }) => sum + (residents ?? 0), 0);
  if (knownResidents !== undefined && given > knownResidents) {
    throw new InputFileError(
      { path },
      `the rows give ${given} residents, more than the ${knownResidents} that are known`,
    );
  }
  const estimates = peopleByFloor(
    chosen.map((b) => floorsM2[b] ?? nothingAt(b)),
    knownResidents === undefined ? undefined : knownResidents - given,
  );
  const people = new Map(chosen.map((b, i) => [b, itemAt(estimates, i)]));
  const total = estimates.reduce((a, b) => a + b, 0);
  const scaled = knownResidents === undefined ? "" : ", scaled to the known residents";
  const message = `blocks give no residents: ${total} are estimated from the floor area of homes, ${FLOOR_PER_PERSON_M2} m² a person${scaled}`;
  return {
    blocks: blocks.map((block, b) =>
      people.has(b) ? { ...block, residents: lookUp(people, b), estimated: true } : block,
    ),
    notes: countedNote("residents-estimated", chosen.length, message, "assumed"),
  };
}

/** Estate, community, subdistrict and district, where columns name them. */
function unitsOf(read: RowReader): Block["units"] {
  const named = (["estate", "community", "subdistrict", "district"] as const).flatMap((level) => {
    const name = read.text(level);
    return name === null ? [] : [[level, name] as const];
  });
  return named.length === 0 ? undefined : Object.fromEntries(named);
}

/** What the block covers, where it is a polygon or several. */
function extentOf({ geometry }: LayerRow): Area | undefined {
  if (geometry?.type === "Polygon") return [geometry.coordinates] as unknown as Area;
  return geometry?.type === "MultiPolygon" ? (geometry.coordinates as unknown as Area) : undefined;
}
