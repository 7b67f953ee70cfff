/**
 * A user's table of residential blocks → `BlockSet`.
 *
 * Layer: io. Imports types of access, errors.
 */
import type { Block, BlockSet } from "../access/places.js";
import { createIdCheck, placelessNote, rowReader } from "./columns.js";
import { readLayer } from "./read-layer.js";

/**
 * Reads blocks from CSV or GeoJSON; column names as in `COLUMN_NAMES`.
 *
 * Rows without coordinates are left out and counted in the notes.
 *
 * @throws {InputFileError} naming row and column, if an id comes twice or an amount is no number from 0
 *
 * @example
 * const blocks = readBlocks("estates.csv");
 */
export function readBlocks(path: string): BlockSet {
  const checkId = createIdCheck(path);
  const rows = readLayer(path);
  const blocks = rows.flatMap((layerRow): Block[] => {
    if (layerRow.place === null) return [];
    const read = rowReader(path, layerRow);
    const id = checkId(read.text("id") ?? `row/${layerRow.row}`, layerRow.row);
    return [
      {
        id,
        name: read.text("name") ?? id,
        lon: layerRow.place[0],
        lat: layerRow.place[1],
        entrances: read.entrances(),
        residents: read.amount("residents"),
        estimated: false,
        households: read.amount("households"),
        ages: read.ages(),
        unit: read.text("unit"),
      },
    ];
  });
  return { blocks, notes: placelessNote(rows) };
}
