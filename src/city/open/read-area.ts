/**
 * The study area that a configuration names: polygons of a file, some of them by name, or the hull of the streets.
 */
import path from "node:path";
import { InputFileError, InvalidInputError } from "../../base/errors.js";
import { meantPerhaps } from "../../base/near-word.js";
import type { Area } from "../../geo/area.js";
import { areaLooksSwapped } from "../../network/swapped-axes.js";
import type { WalkNetwork } from "../../network/walk-network.js";
import type { StudyArea } from "../../places/study-area.js";
import { type LayerRow, readLayer } from "../../read/tables/read-layer.js";
import { columnsOf, listOf, requireColumns } from "../../read/tables/table-rules.js";
import { hullOfStreets } from "../ask/analyze.js";
import type { CityConfig } from "../config/load-config.js";

/**
 * Reads the study area.
 *
 * @throws {InputFileError} if the file holds no polygon, none of the name asked for, or one with its axes swapped
 * @throws {InvalidInputError} if neither a file nor the streets are named, or both
 */
export async function readStudyArea(
  { area, title }: Pick<CityConfig, "area" | "title">,
  network: WalkNetwork,
): Promise<StudyArea | undefined> {
  if (area === undefined) return undefined;
  const buffer = area.bufferM === undefined ? {} : { bufferM: area.bufferM };
  if ((area.file === undefined) === (area.of === undefined)) {
    throw new InvalidInputError('A study area is a "file" of polygons or "of: streets", one of the two');
  }
  if (area.file === undefined) {
    return {
      name: `${title ?? ""} (hull of the streets)`.trim(),
      polygons: hullOfStreets(network),
      ...buffer,
    };
  }
  const { file, layer, crs, column, columns: place } = area;
  const rows = await readLayer(file, { layer, crs, place });
  const names = area.name === undefined ? undefined : [area.name].flat();
  const chosen = names === undefined ? rows : names.flatMap((name) => rowsCalled(file, rows, name, column));
  const polygons = chosen.flatMap(polygonsOf);
  if (polygons.length === 0)
    throw new InputFileError({ path: file }, "the file holds no polygon, expected an area");
  if (areaLooksSwapped(network, polygons.flat())) {
    const asked =
      "is that latitude, longitude? Longitude comes first; with the two swapped it lies among them";
    throw new InputFileError({ path: file }, `the area lies away from the streets: ${asked}`);
  }
  return { name: names?.join(", ") ?? path.basename(file), polygons, ...buffer };
}

/** The rows with a name in the column, or in whichever column has it. */
function rowsCalled(
  file: string,
  rows: readonly LayerRow[],
  name: string,
  column: string | undefined,
): readonly LayerRow[] {
  if (column !== undefined) requireColumns(file, rows, [column]);
  const columns = column === undefined ? columnsOf(rows) : [column];
  for (const one of columns) {
    const namedRows = rows.filter(({ values }) => String(values[one] ?? "").trim() === name);
    if (namedRows.length > 0) return namedRows;
  }
  const there = [...new Set(rows.flatMap(({ values }) => columns.map((one) => values[one])))];
  const words = there.filter((value) => typeof value === "string");
  const problem = `no area is called "${name}"; there are ${listOf(words)}${meantPerhaps(name, words)}`;
  throw new InputFileError({ path: file, column }, problem);
}

/** The polygons of a row; none where it is a point or a line. */
export function polygonsOf({ geometry }: LayerRow): Area {
  if (geometry?.type === "Polygon") return [geometry.coordinates as unknown as Area[number]];
  return geometry?.type === "MultiPolygon" ? (geometry.coordinates as unknown as Area) : [];
}
