/**
 * Small rasters as GeoTIFF.
 */
import { writeArrayBuffer } from "geotiff";

/** Keys of a raster in degrees of WGS 84. */
export const DEGREES = { GTModelTypeGeoKey: 2, GeographicTypeGeoKey: 4326, GTRasterTypeGeoKey: 1 };

export interface SmallRaster {
  /** Row by row from the north, west to east. */
  readonly values: readonly number[];
  readonly width: number;
  /** The corner in the north-west, and the side of a cell, in the units of the system. */
  readonly west: number;
  readonly north: number;
  readonly cell: number;
  readonly noData: number;
  /** Which coordinate system; default degrees. */
  readonly keys?: Readonly<Record<string, unknown>>;
  /** Rows of the matrix that places cells, in place of corner and side: `[stepX, shearX, west, shearY, stepY, north]`. */
  readonly affine?: readonly [number, number, number, number, number, number];
}

export async function geoTiff({
  values,
  width,
  west,
  north,
  cell,
  noData,
  keys = DEGREES,
  affine,
}: SmallRaster): Promise<Uint8Array> {
  const bytes = await writeArrayBuffer(Float32Array.from(values) as never, {
    width,
    height: values.length / width,
    ...(affine === undefined
      ? { ModelPixelScale: [cell, cell, 0], ModelTiepoint: [0, 0, 0, west, north, 0] }
      : { ModelTransformation: matrixOf(affine) }),
    GDAL_NODATA: String(noData),
    ...keys,
  });
  return new Uint8Array(bytes as ArrayBuffer);
}

function matrixOf([a, b, x, d, e, y]: readonly [number, number, number, number, number, number]): number[] {
  return [a, b, 0, x, d, e, 0, y, 0, 0, 0, 0, 0, 0, 0, 1];
}
