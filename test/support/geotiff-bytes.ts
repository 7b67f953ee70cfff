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
}

export async function geoTiff({
  values,
  width,
  west,
  north,
  cell,
  noData,
  keys = DEGREES,
}: SmallRaster): Promise<Uint8Array> {
  const bytes = await writeArrayBuffer(Float32Array.from(values) as never, {
    width,
    height: values.length / width,
    ModelPixelScale: [cell, cell, 0],
    ModelTiepoint: [0, 0, 0, west, north, 0],
    GDAL_NODATA: String(noData),
    ...keys,
  });
  return new Uint8Array(bytes as ArrayBuffer);
}
