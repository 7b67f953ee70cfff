/**
 * A raster of people (WorldPop, GHSL and their like) → blocks, one a cell.
 *
 * Each cell with people is a block with the cell as its extent, so that large cells are spread like villages
 * (`spreadBlocks`). Cells without data or people are left out. The sum over the blocks is the sum over the cells.
 *
 * Layer: io. Imports crs, errors; types of access and geo. The only file that imports geotiff (optional).
 */
import type { Block, BlockSet } from "../access/places.js";
import { type Crs, parseCrs, WGS84 } from "../crs/index.js";
import { FileAccessError, InputFileError } from "../errors.js";
import type { LonLat } from "../geo/polygon-point.js";
import { loadPackage } from "./optional-package.js";

/** How a raster of people is read. */
export interface RasterOptions {
  /** Coordinate system, where the file does not say it or says it wrongly. */
  readonly crs?: string | undefined;
}

/** What is read of a file: cells row by row from the north-west. */
interface Raster {
  readonly values: ArrayLike<number>;
  readonly width: number;
  readonly height: number;
  /** West and north edge, and the size of a cell, in the system of the file; the step north is negative. */
  readonly origin: readonly number[];
  readonly step: readonly number[];
  readonly noData: number | null;
  readonly geoKeys: Readonly<Record<string, unknown>>;
}

/** Codes that say "user-defined" in a GeoTIFF. */
const USER_DEFINED = 32767;

/**
 * Reads the first band of a GeoTIFF as residents.
 *
 * @throws {InputFileError} if the file is no GeoTIFF, says no coordinate system, or a cell has fewer people than 0
 * @throws {UnsupportedFileError} if the package geotiff is not installed
 */
export async function readPopulationRaster(path: string, { crs }: RasterOptions = {}): Promise<BlockSet> {
  const raster = await openRaster(path);
  const system = systemOf(path, raster, crs);
  const blocks: Block[] = [];
  for (let cell = 0; cell < raster.width * raster.height; cell++) {
    const residents = raster.values[cell]!;
    if (Number.isNaN(residents) || residents === raster.noData || residents === 0) continue;
    const [row, column] = [Math.floor(cell / raster.width), cell % raster.width];
    if (!(residents > 0 && Number.isFinite(residents))) {
      throw new InputFileError(
        { path },
        `the cell in row ${row + 1}, column ${column + 1} holds ${residents} people`,
      );
    }
    blocks.push(cellBlock(path, raster, system, row, column, residents));
  }
  const message = `cells of ${raster.width} × ${raster.height} hold people`;
  return {
    blocks,
    system: { id: system.id, word: crs === undefined ? "file" : "user" },
    notes: [{ code: "raster-cells", count: blocks.length, message }],
  };
}

function cellBlock(
  path: string,
  { origin, step }: Raster,
  crs: Crs,
  row: number,
  column: number,
  residents: number,
): Block {
  const at = (c: number, r: number): LonLat =>
    crs.toWgs84(origin[0]! + c * step[0]!, origin[1]! + r * step[1]!);
  const corners = [at(column, row), at(column + 1, row), at(column + 1, row + 1), at(column, row + 1)];
  const [lon, lat] = at(column + 0.5, row + 0.5);
  if (Math.abs(lon) > 180 || Math.abs(lat) > 90) {
    throw new InputFileError(
      { path },
      `a cell lies at (${lon}, ${lat}), which is not in degrees: declare the coordinate system`,
    );
  }
  const id = `cell/${row + 1}/${column + 1}`;
  return {
    id,
    name: id,
    lon,
    lat,
    entrances: [],
    residents,
    estimated: false,
    households: null,
    ages: null,
    unit: null,
    extent: [[[...corners, corners[0]!]]],
  };
}

async function openRaster(path: string): Promise<Raster> {
  const { fromFile } = await loadPackage(path, "GeoTIFF", "geotiff", () => import("geotiff"));
  try {
    const file = await fromFile(path);
    try {
      const image = await file.getImage();
      const bands = await image.readRasters({ samples: [0] });
      return {
        values: bands[0] as ArrayLike<number>,
        width: image.getWidth(),
        height: image.getHeight(),
        origin: image.getOrigin(),
        step: image.getResolution(),
        noData: image.getGDALNoData(),
        geoKeys: (image.getGeoKeys() ?? {}) as Readonly<Record<string, unknown>>,
      };
    } finally {
      await file.close();
    }
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code;
    if (code === "ENOENT") throw new FileAccessError({ path }, "the file does not exist", { cause });
    throw new InputFileError({ path }, `this is no GeoTIFF that can be read: ${(cause as Error).message}`, {
      cause,
    });
  }
}

/** By the codes in the file, unless the user declares another. */
function systemOf(path: string, { geoKeys }: Raster, declared: string | undefined): Crs {
  const codes = [geoKeys.ProjectedCSTypeGeoKey, geoKeys.GeographicTypeGeoKey];
  const code = codes.find((key) => typeof key === "number" && key !== USER_DEFINED);
  try {
    if (declared !== undefined) return parseCrs(declared);
    if (code === 4326) return WGS84;
    if (code !== undefined) return parseCrs(`EPSG:${code as number}`);
  } catch (cause) {
    throw new InputFileError({ path }, (cause as Error).message, { cause });
  }
  throw new InputFileError(
    { path },
    'the raster says no coordinate system; declare it, e.g. crs: "EPSG:4326"',
  );
}
