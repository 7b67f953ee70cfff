/**
 * A user's table of residential blocks → `BlockSet`.
 *
 * Layer: io. Imports types of access, errors.
 */
import type { Block, BlockSet } from "../access/places.js";
import type { Area } from "../geo/area.js";
import { createIdCheck, type RowReader, rowReader } from "./columns.js";
import { noteOf, placeNotes } from "./doubtful-places.js";
import { systemOfRows } from "./layer-crs.js";
import type { LayerOptions } from "./raw-layer.js";
import { type LayerRow, readLayer } from "./read-layer.js";
import { columnsAsked, keepRows, requireColumns, type TableRules } from "./table-rules.js";

export interface ReadBlocksOptions extends TableRules, LayerOptions {}

/**
 * Reads blocks from CSV or GeoJSON; column names as in `COLUMN_NAMES`.
 *
 * Rows without coordinates are left out and counted in the notes; people are kept as given, and noted where an age
 * group has more of them than the block. Without an id column rows are called `row/1`, `row/2`, ….
 *
 * @throws {InputFileError} naming row and column, if an id comes twice, an amount is no number from 0, or a column or a
 *   value that the options name stands in no row
 *
 * @example
 * const blocks = await readBlocks("estates.csv");
 */
export async function readBlocks(path: string, rules: ReadBlocksOptions = {}): Promise<BlockSet> {
  const checkId = createIdCheck(path);
  const all = await readLayer(path, rules);
  requireColumns(path, all, columnsAsked(rules));
  const { rows, notes } = keepRows(path, all, rules.where);
  const overfull: { row: number }[] = [];
  const blocks = rows.flatMap((layerRow): Block[] => {
    if (layerRow.place === null) return [];
    const { row, place } = layerRow;
    const read = rowReader(path, layerRow, rules);
    const id = checkId(read.text("id") ?? `row/${row}`, row);
    const [residents, ages] = [read.amount("residents"), read.ages()];
    if (residents !== null && Object.values(ages ?? {}).some((people) => people > residents))
      overfull.push({ row });
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
        ...levelsOf(read),
        ...extentOf(layerRow),
        ...(read.amount("areaM2") === null ? {} : { areaM2: read.amount("areaM2") }),
      },
    ];
  });
  const message = "rows have more people in one age group than residents; both are kept as given";
  return {
    blocks,
    ...systemOfRows(all),
    notes: [...notes, ...placeNotes(rows), ...noteOf("ages-above-residents", overfull, message)],
  };
}

/** Estate, community, subdistrict and district, where columns name them. */
function levelsOf(read: RowReader): Pick<Block, "units"> {
  const named = (["estate", "community", "subdistrict", "district"] as const).flatMap((level) => {
    const name = read.text(level);
    return name === null ? [] : [[level, name] as const];
  });
  return named.length === 0 ? {} : { units: Object.fromEntries(named) };
}

/** What the block covers, where it is a polygon or several. */
function extentOf({ geometry }: LayerRow): Pick<Block, "extent"> {
  if (geometry?.type === "Polygon") return { extent: [geometry.coordinates] as unknown as Area };
  return geometry?.type === "MultiPolygon" ? { extent: geometry.coordinates as unknown as Area } : {};
}
