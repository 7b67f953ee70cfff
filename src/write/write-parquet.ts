/**
 * A layer of results → GeoParquet 1.1: WKB in WGS 84.
 */

import { loadPackage } from "../base/optional-package.js";
import { writeFileWhole } from "../base/write-file.js";
import { wkbOfGeometry } from "../read/tables/wkb.js";
import {
  boundsOf,
  evenGeometries,
  type LayerColumn,
  layerColumns,
  type ResultLayer,
} from "./layer-columns.js";

const PARQUET_KINDS = { boolean: "BOOLEAN", integer: "INT32", real: "DOUBLE", text: "STRING" } as const;

/**
 * Writes one layer, whole or not at all; whom to name stands in the file's metadata under `attribution`.
 *
 * @throws {UnsupportedFileError} if hyparquet-writer is not installed
 * @throws {FileAccessError} if the file cannot be written
 */
export async function writeParquet(path: string, layer: ResultLayer): Promise<void> {
  const load = () => import("hyparquet-writer");
  const { parquetWriteBuffer } = await loadPackage(path, "Parquet", "hyparquet-writer", load);
  const geometries = evenGeometries(layer.features);
  const columns = layerColumns(layer.features, ["geometry"]);
  const geo = {
    version: "1.1.0",
    primary_column: "geometry",
    columns: {
      geometry: {
        encoding: "WKB",
        geometry_types: [...new Set(geometries.flatMap((g) => (g === null ? [] : [g.type])))].sort(),
        bbox: boundsOf(geometries) ?? undefined,
      },
    },
  };
  const buffer = parquetWriteBuffer({
    columnData: [
      ...columns.map(({ name, kind, values }) => ({ name, data: [...values], type: PARQUET_KINDS[kind] })),
      {
        name: "geometry",
        data: geometries.map((geometry) => (geometry === null ? null : wkbOfGeometry(geometry))),
        type: "BYTE_ARRAY" as const,
      },
    ],
    kvMetadata: [
      { key: "geo", value: JSON.stringify(geo) },
      ...(layer.attribution === null ? [] : [{ key: "attribution", value: layer.attribution }]),
    ],
  });
  writeFileWhole(path, [new Uint8Array(buffer)]);
}

/**
 * Writes plain columns, whole or not at all.
 *
 * @param columns - of equal length
 * @param attribution - whom to name, in the file's metadata
 * @throws {UnsupportedFileError} if hyparquet-writer is not installed
 */
export async function writeParquetColumns(
  path: string,
  columns: readonly LayerColumn[],
  attribution: string | null,
): Promise<void> {
  const load = () => import("hyparquet-writer");
  const { parquetWriteBuffer } = await loadPackage(path, "Parquet", "hyparquet-writer", load);
  const buffer = parquetWriteBuffer({
    columnData: columns.map(({ name, kind, values }) => ({
      name,
      data: [...values],
      type: PARQUET_KINDS[kind],
    })),
    kvMetadata: attribution === null ? [] : [{ key: "attribution", value: attribution }],
  });
  writeFileWhole(path, [new Uint8Array(buffer)]);
}
