/**
 * Layers of results in the formats that users ask for.
 */
import path from "node:path";
import type { LayerFormat, ResultLayer } from "./layer-columns.js";
import { writeGeoPackage } from "./write-geopackage.js";
import { writeParquet } from "./write-parquet.js";

/**
 * Writes layers: all into `results.gpkg`, and each into `<name>.parquet`.
 *
 * @returns the files written
 * @throws {UnsupportedFileError} if a package that a format needs is not installed
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
