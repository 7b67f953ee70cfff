/**
 * Communities, villages or districts as polygons → the unit of each block that does not name one.
 */

import { InputFileError } from "../../base/errors.js";
import { countedNote } from "../../base/notes.js";
import type { Area } from "../../geo/area.js";
import { boxOfRings, isInside } from "../../geo/polygon-point.js";
import type { Block, BlockSet } from "../../places/places.js";
import { COLUMN_NAMES } from "../../read/tables/column-names.js";
import { readLayer } from "../../read/tables/read-layer.js";
import { columnsOf, listOf, requireColumns } from "../../read/tables/table-rules.js";
import type { CityConfig } from "../config/load-config.js";
import { polygonsOf } from "./read-area.js";

/** A unit of the file: polygons of one name together, and nameless ones each for itself. */
interface StudyUnit {
  /** Its name, or the row of the file where it has none. */
  readonly id: string;
  /** Empty where the file gives none. */
  readonly name: string;
  /** Rings of each polygon, degrees, closed; holes after the outer ring. */
  readonly parts: Area;
}

/** Blocks with their units, and the units in the order of the file. */
export interface UnitedBlocks {
  readonly blocks: BlockSet;
  readonly units: readonly StudyUnit[];
}

/**
 * Gives each block without a unit the name of the polygon that it lies in; of overlapping ones the first in the file.
 *
 * @param isMapped - whether the blocks are homes of the map: the estates and places that it names there are no units of
 *   the user and give way to the polygons
 * @returns the blocks, with a note on those that lie in none, and the units
 * @throws {InputFileError} if the file holds no polygon, or no column with names, or a name comes twice and the user does
 *   not say that its rows are parts of one unit (`parts`)
 */
export async function blocksInUnits(
  blocks: BlockSet,
  units: CityConfig["units"],
  isMapped = false,
): Promise<UnitedBlocks> {
  if (units === undefined) return { blocks, units: [] };
  const polygons = await readPolygons(units);
  const placed = blocks.blocks.map(
    (block): Block => ({ ...block, unit: (isMapped ? null : block.unit) ?? unitAt(polygons, block) }),
  );
  const mapped = isMapped ? blocks.blocks.filter(({ unit }) => unit !== null).length : 0;
  const givenWay =
    "blocks lie in estates or places that the map names; the units of the file count in their stead";
  const without = placed.filter(({ unit }) => unit === null).length;
  const message = "blocks name no unit and lie in none";
  const notes = countedNote("blocks-without-unit", without, message, "missing");
  return {
    blocks: {
      ...blocks,
      blocks: placed,
      notes: [...blocks.notes, ...countedNote("map-units-not-used", mapped, givenWay, "not-used"), ...notes],
    },
    units: unitsOfPolygons(polygons),
  };
}

async function readPolygons(units: NonNullable<CityConfig["units"]>): Promise<UnitPolygon[]> {
  const { file, layer, crs, encoding, maxExpandedBytes, columns: place } = units;
  const rows = await readLayer(file, { layer, crs, encoding, maxExpandedBytes, place });
  const columns = columnsOf(rows);
  if (units.column !== undefined) requireColumns(file, rows, [units.column]);
  const names: readonly string[] = [...COLUMN_NAMES.unit, ...COLUMN_NAMES.name];
  const column = units.column ?? columns.find((one) => names.includes(one.trim().toLowerCase()));
  if (column === undefined) {
    throw new InputFileError({ path: file }, `no column holds names of units; there are ${listOf(columns)}`);
  }
  const firstRow = new Map<string, number>();
  const polygons = rows.flatMap((row) => {
    const name = String(row.values[column] ?? "").trim();
    const before = firstRow.get(name);
    if (name !== "" && before !== undefined && units.parts !== true) {
      const problem =
        `the name "${name}" stands in row ${before} already; name a column of codes (units.column), ` +
        "or say parts: true if rows of one name are parts of one unit";
      throw new InputFileError({ path: file, row: row.row, column }, problem);
    }
    firstRow.set(name, before ?? row.row);
    const id = name === "" ? `row ${row.row}` : name;
    return polygonsOf(row).map((rings) => ({ id, name, rings, box: boxOfRings(rings) }));
  });
  if (polygons.length === 0)
    throw new InputFileError({ path: file }, "the file holds no polygon, expected units");
  return polygons;
}

function unitsOfPolygons(polygons: readonly UnitPolygon[]): StudyUnit[] {
  const byId = new Map<string, { name: string; parts: Area[number][] }>();
  for (const { id, name, rings } of polygons) {
    const unit = byId.get(id) ?? { name, parts: [] };
    unit.parts.push(rings);
    byId.set(id, unit);
  }
  return [...byId].map(([id, unit]) => ({ id, ...unit }));
}

interface UnitPolygon {
  readonly id: string;
  readonly name: string;
  readonly rings: Area[number];
  readonly box: ReturnType<typeof boxOfRings>;
}

function unitAt(polygons: readonly UnitPolygon[], { lon, lat }: Block): string | null {
  const polygon = polygons.find(({ rings, box: [west, south, east, north] }) => {
    if (lon < west || lon > east || lat < south || lat > north) return false;
    return isInside(rings, [lon, lat]);
  });
  return polygon === undefined || polygon.name === "" ? null : polygon.name;
}
