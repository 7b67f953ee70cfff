/**
 * Layers of results in the formats that users ask for.
 */
import path from "node:path";
import type { LayerFormat, ResultLayer } from "./layer-columns.js";
import { writeGeoPackage } from "./write-geopackage.js";
import { writeParquet } from "./write-parquet.js";

/**
 * Writes layers as GeoPackage and GeoParquet: all into `results.gpkg`, and each into `<name>.parquet`.
 *
 * @param folder - an existing folder
 * @param layers - GeoJSON features with flat properties, in WGS 84 degrees
 * @param formats - `gpkg` (needs the package sql.js) and `parquet` (needs hyparquet-writer)
 * @returns the files written
 * @throws {UnsupportedFileError} if a package that a format needs is not installed
 *
 * @example
 * const { features, attribution } = toGeoJSON(report);
 * await writeLayers("out", [{ name: "gaps", features, attribution: attribution ?? null }], ["parquet"]);
 */
export async function writeLayers(
  folder: string,
  layers: readonly ResultLayer[],
  formats: readonly LayerFormat[],
): Promise<string[]> {
  const written: string[] = [];
  if (formats.includes("gpkg")) {
    const file = path.join(folder, "results.gpkg");
    await writeGeoPackage(file, layers);
    written.push(file);
  }
  if (formats.includes("parquet")) {
    for (const layer of layers) {
      const file = path.join(folder, `${layer.name}.parquet`);
      await writeParquet(file, layer);
      written.push(file);
    }
  }
  return written;
}
