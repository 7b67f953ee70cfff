/**
 * Layers of results → one GeoPackage, as desktop systems open it.
 *
 * Written without the R-tree extension, which the database engine lacks; readers make their own index. Equal layers
 * give equal bytes: the time of the last change is left at the epoch.
 */
import type { Geometry } from "geojson";
import { itemAt } from "../base/at.js";
import { writeFileWhole } from "../base/write-file.js";
import { type Database, newDatabase } from "../read/tables/sqlite.js";
import { wkbOfGeometry } from "../read/tables/wkb.js";
import {
  boundsOf,
  evenGeometries,
  type LayerColumn,
  layerColumns,
  type ResultLayer,
} from "./layer-columns.js";

const EPOCH = "1970-01-01T00:00:00.000Z";
const SQL_KINDS = { boolean: "BOOLEAN", integer: "INTEGER", real: "REAL", text: "TEXT" } as const;

/** "GPKG" as a number, and the version of the form. */
const HEAD = "pragma application_id = 1196444487; pragma user_version = 10300;";

const WGS84_WKT =
  'GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563,AUTHORITY["EPSG","7030"]],' +
  'AUTHORITY["EPSG","6326"]],PRIMEM["Greenwich",0,AUTHORITY["EPSG","8901"]],' +
  'UNIT["degree",0.0174532925199433,AUTHORITY["EPSG","9122"]],AUTHORITY["EPSG","4326"]]';

const TABLES = `
create table gpkg_spatial_ref_sys (srs_name TEXT NOT NULL, srs_id INTEGER NOT NULL PRIMARY KEY,
  organization TEXT NOT NULL, organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, description TEXT);
create table gpkg_contents (table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL, identifier TEXT UNIQUE,
  description TEXT DEFAULT '', last_change DATETIME NOT NULL, min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE,
  srs_id INTEGER, CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id));
create table gpkg_geometry_columns (table_name TEXT NOT NULL, column_name TEXT NOT NULL,
  geometry_type_name TEXT NOT NULL, srs_id INTEGER NOT NULL, z TINYINT NOT NULL, m TINYINT NOT NULL,
  CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name), CONSTRAINT uk_gc_table_name UNIQUE (table_name),
  CONSTRAINT fk_gc_tn FOREIGN KEY (table_name) REFERENCES gpkg_contents(table_name),
  CONSTRAINT fk_gc_srs FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys (srs_id));`;

/**
 * Writes layers into one file, whole or not at all.
 *
 * @throws {UnsupportedFileError} if sql.js is not installed
 * @throws {FileAccessError} if the file cannot be written
 */
export async function writeGeoPackage(path: string, layers: readonly ResultLayer[]): Promise<void> {
  const database = await newDatabase(path);
  try {
    database.exec(HEAD + TABLES);
    const system = "insert into gpkg_spatial_ref_sys values (?, ?, ?, ?, ?, null)";
    database.run(system, ["WGS 84 geodetic", 4326, "EPSG", 4326, WGS84_WKT]);
    database.run(system, ["Undefined Cartesian", -1, "NONE", -1, "undefined"]);
    database.run(system, ["Undefined geographic", 0, "NONE", 0, "undefined"]);
    for (const layer of layers) writeLayer(database, layer);
    writeFileWhole(path, [database.export()]);
  } finally {
    database.close();
  }
}

function writeLayer(database: Database, { name, features, attribution }: ResultLayer): void {
  const geometries = evenGeometries(features);
  const columns = layerColumns(features, ["fid", "geom"]);
  const [first = "GEOMETRY", ...others] = new Set(
    geometries.flatMap((g) => (g === null ? [] : [g.type.toUpperCase()])),
  );
  const kind = others.length === 0 ? first : "GEOMETRY";
  const fields = columns.map((column) => `, ${quoted(column.name)} ${SQL_KINDS[column.kind]}`).join("");
  database.exec(
    `create table ${quoted(name)} (fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, geom ${kind}${fields})`,
  );
  database.run("insert into gpkg_contents values (?, 'features', ?, ?, ?, ?, ?, ?, ?, 4326)", [
    name,
    name,
    attribution ?? "",
    EPOCH,
    ...(boundsOf(geometries) ?? [null, null, null, null]),
  ]);
  database.run("insert into gpkg_geometry_columns values (?, 'geom', ?, 4326, 0, 0)", [name, kind]);
  insertRows(database, name, geometries, columns);
}

function insertRows(
  database: Database,
  name: string,
  geometries: readonly (Geometry | null)[],
  columns: readonly LayerColumn[],
): void {
  const places = columns.map(() => ", ?").join("");
  const statement = database.prepare(`insert into ${quoted(name)} values (?, ?${places})`);
  database.exec("begin");
  geometries.forEach((geometry, i) => {
    const values = columns.map(({ values: of }) => {
      const value = itemAt(of, i);
      return typeof value === "boolean" ? Number(value) : value;
    });
    statement.run([i + 1, geometry === null ? null : blobOf(geometry), ...values]);
  });
  database.exec("commit");
  statement.free();
}

/** `GP`, version 0, little endian with an envelope for all but points, EPSG:4326, WKB. */
function blobOf(geometry: Geometry): Uint8Array {
  const bounds = geometry.type === "Point" ? null : boundsOf([geometry]);
  const head = new DataView(new ArrayBuffer(bounds === null ? 8 : 40));
  head.setUint8(0, 0x47);
  head.setUint8(1, 0x50);
  head.setUint8(3, bounds === null ? 1 : 3);
  head.setInt32(4, 4326, true);
  if (bounds !== null) {
    const [west, south, east, north] = bounds;
    [west, east, south, north].forEach((value, k) => {
      head.setFloat64(8 + 8 * k, value, true);
    });
  }
  return Buffer.concat([new Uint8Array(head.buffer), wkbOfGeometry(geometry)]);
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
