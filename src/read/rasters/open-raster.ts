/**
 * One band of a GeoTIFF: its cells, where they lie, and in which coordinate system.
 */

import { InputFileError } from "../../base/errors.js";
import type { ExpandedBytesOption } from "../../base/expanded-bytes.js";
import { loadPackage } from "../../base/optional-package.js";
import { unreadable } from "../../base/read-file.js";
import { withinTime } from "../../base/within-time.js";
import { type Crs, parseCrs, WGS84 } from "../../crs/index.js";
import { readTiffLayout, type TiffLayout } from "./tiff-layout.js";
import { requireCells, unpackBlock } from "./unpack-block.js";

/** How a raster is read. */
export interface RasterOptions extends ExpandedBytesOption {
  /** Coordinate system, where the file states none or a wrong one. */
  readonly crs?: string | undefined;
}

/** Where the cells of a raster lie: column `c`, row `r` of the file begins at `origin + (c, r) · step`. */
export interface RasterGrid {
  readonly crs: Crs;
  readonly width: number;
  readonly height: number;
  /**
   * Corner of the first cell in the units of the system, and the size of a cell. The second step is negative where rows run
   * southwards, as they mostly do.
   */
  readonly origin: readonly [x: number, y: number];
  readonly step: readonly [x: number, y: number];
}

/** Columns from `left` to before `right`, rows from `top` to before `bottom`. */
export interface RasterWindow {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export interface Raster extends RasterGrid {
  /** Values of the window, row by row. */
  readonly values: ArrayLike<number>;
  /** The whole raster, or what of it was asked for. */
  readonly window: RasterWindow;
  readonly noData: number | null;
}

/**
 * Reads the first band, whole or the part that is wanted: rasters of countries do not fit into memory.
 *
 * @param windowOf - says from the grid which part is wanted; by default all of it
 * @throws {InputFileError} if the file is not a GeoTIFF, is cut or damaged, says no coordinate system that is known, or its
 *   cells unfold to more bytes than `maxExpandedBytes`
 * @throws {UnsupportedFileError} if the package geotiff is not installed
 */
export async function openRaster(
  path: string,
  options: RasterOptions = {},
  windowOf: (grid: RasterGrid) => RasterWindow = wholeOf,
): Promise<Raster> {
  const tiff = await loadPackage(path, "GeoTIFF", "geotiff", () => import("geotiff"));
  const { fromFile } = tiff;
  const layout = readTiffLayout(path);
  try {
    const file = await fromFile(path);
    try {
      const image = await file.getImage();
      await requireSameLayout(path, image, layout);
      const { x, y, stepX, stepY } = placementOf(path, (tag) => image.fileDirectory.getValue(tag));
      const keys = (image.getGeoKeys() ?? {}) as Readonly<Record<string, unknown>>;
      const grid: RasterGrid = {
        crs: systemOf(path, keys, options.crs),
        width: image.getWidth(),
        height: image.getHeight(),
        // Some files say where the middle of the first cell lies.
        origin: keys.GTRasterTypeGeoKey === 2 ? [x - stepX / 2, y - stepY / 2] : [x, y],
        step: [stepX, stepY],
      };
      const window = windowOf(grid);
      const { left, top, right, bottom } = window;
      requireCells(path, layout, window, options);
      const pool = unpacker(path, tiff, layout) as never;
      const bands = await image.readRasters({ samples: [0], window: [left, top, right, bottom], pool });
      const metadata = (await image.getGDALMetadata(0)) as Readonly<Record<string, unknown>> | null;
      return { ...grid, ...scaled(bands[0] as Values, image.getGDALNoData(), metadata), window };
    } finally {
      await file.close();
    }
  } catch (cause) {
    if (cause instanceof InputFileError) throw cause;
    const code = (cause as NodeJS.ErrnoException).code;
    if (code === "ENOENT") throw unreadable(path, cause);
    throw new InputFileError(
      { path },
      `this is not a GeoTIFF that can be read: ${(cause as Error).message}`,
      {
        cause,
      },
    );
  }
}

type Tiff = typeof import("geotiff");
type Image = Awaited<ReturnType<Awaited<ReturnType<Tiff["fromFile"]>>["getImage"]>>;

/** The package must see the image that was checked. @throws {InputFileError} if it does not */
async function requireSameLayout(path: string, image: Image, layout: TiffLayout): Promise<void> {
  const [offsets, counts] = layout.tiled
    ? (["TileOffsets", "TileByteCounts"] as const)
    : (["StripOffsets", "StripByteCounts"] as const);
  const isSame = async (tag: typeof offsets | typeof counts, expected: readonly number[]) => {
    const given = (await image.fileDirectory.loadValue(tag)) as ArrayLike<number | bigint>;
    return expected.every((value, i) => Number(given[i]) === value);
  };
  const sizes = [image.getWidth(), image.getHeight(), image.getTileWidth(), image.getTileHeight()];
  const expected = [layout.width, layout.height, layout.blockWidth, layout.blockHeight];
  if (
    sizes.every((size, i) => size === expected[i]) &&
    (await isSame(offsets, layout.offsets)) &&
    (await isSame(counts, layout.byteCounts))
  )
    return;
  throw new InputFileError(
    { path },
    "its directory can be read in two ways: write it again, e.g. with gdal_translate -co ENDIANNESS=LITTLE",
  );
}

/** Longest time for one strip or tile, milliseconds: the package's decoders may turn in circles over damaged ones. */
const BLOCK_MS = 5_000;

/** What the package asks for a strip or tile: unpacked here, or by its own decoder for rarer ways of packing. */
function unpacker(path: string, { BaseDecoder, getDecoder }: Tiff, layout: TiffLayout) {
  let hasFailed = false;
  class BoundedDecoder extends BaseDecoder {
    override async decodeBlock(packed: ArrayBufferLike): Promise<ArrayBufferLike> {
      // All of them are asked for at once: those behind the first that fails need not be tried.
      if (hasFailed) throw new RangeError("a strip or tile before it is damaged");
      const cells = await unpackBlock(path, layout, packed);
      if (cells !== null) return cells;
      const decoder = await getDecoder(layout.compression, this.parameters);
      const result = withinTime(BLOCK_MS, () => decoder.decodeBlock(packed));
      if (result !== null) return result.answer;
      hasFailed = true;
      throw new RangeError(`a strip or tile cannot be unpacked within ${BLOCK_MS / 1000} s: it is damaged`);
    }
  }
  return { bindParameters: (_: number, parameters: never) => new BoundedDecoder(parameters) };
}

/** Where the first cell begins, and the steps to the next ones. @throws {InputFileError} if the raster is rotated */
function placementOf(
  path: string,
  tag: (name: "ModelTransformation" | "ModelPixelScale" | "ModelTiepoint") => unknown,
) {
  const matrix = tag("ModelTransformation") as ArrayLike<number> | undefined;
  if (matrix !== undefined) {
    const [stepX, shearX, shearY, stepY] = [0, 1, 4, 5].map((at) => matrix[at] ?? 0) as [
      number,
      number,
      number,
      number,
    ];
    if (shearX !== 0 || shearY !== 0) {
      throw new InputFileError(
        { path },
        "the raster is rotated: warp it so that its rows run east, e.g. with gdalwarp",
      );
    }
    return { x: matrix[3] ?? 0, y: matrix[7] ?? 0, stepX, stepY };
  }
  const scale = tag("ModelPixelScale") as ArrayLike<number> | undefined;
  const tie = tag("ModelTiepoint") as ArrayLike<number> | undefined;
  if (scale === undefined || tie === undefined) {
    throw new InputFileError(
      { path },
      "the raster does not say where it lies: it has no tie point or no size of cells",
    );
  }
  const [stepX, stepY] = [scale[0] ?? 0, -(scale[1] ?? 0)];
  return { x: (tie[3] ?? 0) - (tie[0] ?? 0) * stepX, y: (tie[4] ?? 0) - (tie[1] ?? 0) * stepY, stepX, stepY };
}

type Values = Float32Array | Float64Array | Int32Array;

/** Values as the band means them: its no-data value in the type of its cells, then scale and offset. */
function scaled(
  raw: Values,
  given: number | null,
  metadata: Readonly<Record<string, unknown>> | null,
): Pick<Raster, "values" | "noData"> {
  const noData = given !== null && raw instanceof Float32Array ? Math.fround(given) : given;
  const numberOf = (name: string, otherwise: number) => {
    const value = Number(metadata?.[name] ?? otherwise);
    return Number.isFinite(value) ? value : otherwise;
  };
  const [scale, offset] = [numberOf("SCALE", 1), numberOf("OFFSET", 0)];
  if (scale === 1 && offset === 0) return { values: raw, noData };
  // What is no data is not scaled: it becomes NaN, which every reader passes over.
  const values = Float64Array.from(raw, (value) => (value === noData ? Number.NaN : value * scale + offset));
  return { values, noData: null };
}

function wholeOf({ width, height }: RasterGrid): RasterWindow {
  return { left: 0, top: 0, right: width, bottom: height };
}

/** Codes that say "user-defined" in a GeoTIFF. */
const USER_DEFINED = 32767;

/** The kind of system of degrees. */
const GEOGRAPHIC = 2;

/** By the codes or the definition in the file, unless the user declares another. */
function systemOf(path: string, keys: Readonly<Record<string, unknown>>, declared: string | undefined): Crs {
  // A projected raster names the degrees that it rests on too: they are not its system.
  const isGeographic = keys.GTModelTypeGeoKey === undefined || keys.GTModelTypeGeoKey === GEOGRAPHIC;
  const codes = [keys.ProjectedCSTypeGeoKey, isGeographic ? keys.GeographicTypeGeoKey : undefined];
  const code = codes.find((key) => typeof key === "number" && key !== USER_DEFINED);
  const definition = /(?:PROJ|GEOG)(?:CS|CRS)\[.*\]/s.exec(String(keys.PCSCitationGeoKey ?? ""))?.[0];
  try {
    if (declared !== undefined) return parseCrs(declared);
    if (code === 4326) return WGS84;
    if (code !== undefined) return parseCrs(String(code));
    if (definition !== undefined) return parseCrs(definition);
  } catch (cause) {
    throw new InputFileError({ path }, (cause as Error).message, { cause });
  }
  throw new InputFileError(
    { path },
    'the raster says no coordinate system; declare it, e.g. crs: "EPSG:4326"',
  );
}
