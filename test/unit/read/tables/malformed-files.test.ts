/**
 * Files with a fault: each is refused by its name, with the row or feature where there is one, and leaves nothing
 * behind.
 */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { zipSync } from "fflate";
import { serialize } from "flatgeobuf/lib/mjs/geojson.js";
import { parquetWriteBuffer } from "hyparquet-writer";
import initSqlJs from "sql.js";
import { afterAll, beforeAll, expect, test } from "vitest";
import { InputFileError } from "../../../../src/base/errors.js";
import { readBlocks } from "../../../../src/read/places/read-blocks.js";
import type { LayerOptions } from "../../../../src/read/tables/raw-layer.js";
import { writeGeoPackage } from "../../../../src/write/write-geopackage.js";
import { shapefileOf } from "../../../support/shapefile-bytes.js";
import { workbookOf } from "../../../support/workbook-bytes.js";

const root = mkdtempSync(path.join(tmpdir(), "living-circle-malformed-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** One file, or several side by side of which the first is read. */
type Files = Readonly<Record<string, string | Uint8Array>>;
type Case = readonly [what: string, files: () => Files, message: RegExp, options?: LayerOptions];

const csv = (text: string | Uint8Array) => () => ({ "t.csv": text });
const place = (lon: unknown, lat: unknown) => ({ type: "Point", coordinates: [lon, lat] });
const feature = (geometry: unknown, properties: unknown = { id: "a" }) => ({
  type: "Feature",
  geometry,
  properties,
});
const collection = (...features: unknown[]) => JSON.stringify({ type: "FeatureCollection", features });
const geojson =
  (...features: unknown[]) =>
  () => ({ "t.geojson": collection(...features) });
const polygon = (...ring: number[][]) => ({ type: "Polygon", coordinates: [ring] });
const bytes = (...hex: string[]) => Buffer.from(hex.join("").replaceAll(" ", ""), "hex");

/** A sound file of each binary kind, to be damaged. */
const POINTS = [
  {
    type: "Feature" as const,
    properties: { id: "a" },
    geometry: { type: "Point" as const, coordinates: [1, 2] },
  },
  {
    type: "Feature" as const,
    properties: { id: "b" },
    geometry: { type: "Point" as const, coordinates: [1.1, 2] },
  },
];
const sound = { gpkg: new Uint8Array(), twoLayers: new Uint8Array() };
const fgb = serialize({ type: "FeatureCollection", features: POINTS }, 4326);
const shape = shapefileOf([
  ["a", 1, 2],
  ["b", 1.1, 2],
]);
const shapefile = (more: Partial<Record<"shp" | "shx" | "dbf" | "cpg" | "prj", Uint8Array | null>>) => () => {
  const parts = Object.entries({ ...shape, ...more }).filter(([, part]) => part !== null);
  return Object.fromEntries(parts.map(([ending, part]) => [`t.${ending}`, part!]));
};
const zipped = (files: Files) => () => ({
  "t.zip": zipSync(
    Object.fromEntries(Object.entries(files).map(([name, part]) => [name, Buffer.from(part)])),
  ),
});

beforeAll(async () => {
  const layer = (name: string) => ({ name, features: POINTS, attribution: null });
  const file = path.join(root, "sound.gpkg");
  await writeGeoPackage(file, [layer("places")]);
  sound.gpkg = readFileSync(file);
  await writeGeoPackage(file, [layer("places"), layer("homes")]);
  sound.twoLayers = readFileSync(file);
});

/** Parquet with the columns and the metadata of the case. */
function parquet(
  column: { name: string; data: unknown[]; type: "STRING" | "BYTE_ARRAY" },
  geo?: object,
): Files {
  const kvMetadata = geo === undefined ? [] : [{ key: "geo", value: JSON.stringify(geo) }];
  return { "t.parquet": new Uint8Array(parquetWriteBuffer({ columnData: [column], kvMetadata })) };
}
const geo = (more: object = {}) => ({
  version: "1.1.0",
  primary_column: "geometry",
  columns: { geometry: { encoding: "WKB", geometry_types: [], ...more } },
});
const wkb = (value: Uint8Array) => ({ name: "geometry", data: [value], type: "BYTE_ARRAY" as const });

const HEAD = "id,lon,lat,residents\n";
const TABLES: readonly Case[] = [
  ["an empty file", csv(""), /the file is empty/],
  ["white space alone", csv(" \n\n"), /nothing but white space/],
  [
    "no columns of coordinates",
    csv("id,residents\na,5\n"),
    /line 1: no column holds coordinates; expected lon/,
  ],
  ["a row that is too short", csv(`${HEAD}a,1,2,3\nb,1,2\n`), /line 3: .*Invalid Record Length/],
  ["a row that is too long", csv(`${HEAD}a,1,2,3,4\n`), /line 2: .*Invalid Record Length/],
  [
    "a quote that is not closed",
    csv(`${HEAD}a,1,2,3\n"b,1,2,3\n`),
    /Quote Not Closed.*line 4|line \d+: Quote Not Closed/,
  ],
  ["a quote in the middle of a cell", csv(`${HEAD}a"x,1,2,3\n`), /line 2: Invalid Opening Quote/],
  ["two columns of one name", csv("id,id,lon,lat\na,b,1,2\n"), /line 1: two columns are called "id"/],
  [
    "a column without a name",
    csv("id,,lon,lat\na,x,1,2\n"),
    /row 1: "x" stands in column 2, which has no name/,
  ],
  ["Latin-1", csv(bytes("69642c6c6f6e2c6c61740a", "436166e9 2c312c320a")), /neither UTF-8 nor surely GBK/],
  [
    "a wrong encoding declared",
    csv(bytes("69642c6c6f6e2c6c61740a cab3cccc 2c312c320a")),
    /is not utf-8, which is declared/,
    { encoding: "utf-8" },
  ],
  [
    "half a character of UTF-16",
    csv(Buffer.from("\uFEFFid,lon,lat\na,1,2\n", "utf16le").subarray(0, 31)),
    /neither UTF-8 nor surely GBK/,
  ],
  ["text damaged before", csv(`${HEAD}\uFFFD\uFFFD,1,2,3\n`), /line 2: the text holds U\+FFFD/],
  [
    "gzip under the name of a table",
    csv(gzipSync(`${HEAD}a,1,2,3\n`)),
    /the file is gzipped; unpack it first/,
  ],
  ["a latitude beyond the pole", csv(`${HEAD}a,1,95,3\n`), /row 1: .*\(1, 95\).* not in degrees/],
  [
    "a longitude beyond the date line",
    csv(`${HEAD}a,1,2,3\nb,200,2,3\n`),
    /row 2, column "lon": .*\(200, 2\)/,
  ],
  ["not a number for a coordinate", csv(`${HEAD}a,NaN,2,3\n`), /row 1, column "lon": "NaN" is not a number/],
  ["half a place", csv(`${HEAD}a,1,,3\n`), /row 1, column "lat": "" is not a number/],
  [
    "a WKT that is not closed",
    csv('id,wkt\na,"POLYGON ((0 0, 1 0, 1 1, 0 0)"\n'),
    /row 1, column "wkt": .* is not WKT geometry/,
  ],
  [
    "a WKT with a word in it",
    csv('id,wkt\na,"POINT (east 2)"\n'),
    /row 1, column "wkt": .* is not WKT geometry/,
  ],
  [
    "a WKT in another system",
    csv('id,wkt\na,"SRID=4547;POINT (1 2)"\n'),
    /column "wkt": the geometry is in EPSG:4547/,
  ],
  [
    "a WKT line for a place",
    csv('id,wkt\na,"LINESTRING (1 2, 3 4)"\n'),
    /row 1: the geometry is a LineString, expected a Point/,
  ],
  ["an id that comes twice", csv(`${HEAD}a,1,2,3\na,1,3,4\n`), /row 2: the id "a" stands in row 1 already/],
  ["people below zero", csv(`${HEAD}a,1,2,-3\n`), /row 1, column "residents": "-3" is given/],
];

const TEXTS: readonly Case[] = [
  [
    "GeoJSON that is cut",
    () => ({ "t.geojson": collection(feature(place(1, 2))).slice(0, -20) }),
    /neither CSV \(by its name\) nor JSON/,
  ],
  [
    "streamed GeoJSON that is cut",
    () => ({ "t.geojson": collection(feature(place(1, 2))).slice(0, -2) }),
    /after feature 1 the file is not JSON/,
    { streamAboveBytes: 1 },
  ],
  [
    "a lone geometry",
    () => ({ "t.geojson": JSON.stringify(place(1, 2)) }),
    /the type is "Point", expected a FeatureCollection/,
  ],
  [
    "streamed, no collection",
    () => ({ "t.geojson": JSON.stringify({ type: "Topology", features: [] }) }),
    /the type is "Topology"/,
    { streamAboveBytes: 1 },
  ],
  ["null for a feature", geojson(feature(place(1, 2)), null), /row 2: this is not a Feature/],
  [
    "a line for a place",
    geojson(
      feature({
        type: "LineString",
        coordinates: [
          [1, 2],
          [3, 4],
        ],
      }),
    ),
    /row 1: the geometry is a LineString/,
  ],
  ["null for a number", geojson(feature(place(1, null))), /row 1: the place is \(1, null\)/],
  [
    "NaN, which JSON does not know",
    () => ({ "t.geojson": collection(feature(place(1, "@"))).replace('"@"', "NaN") }),
    /nor JSON/,
  ],
  [
    "a ring that is not closed",
    geojson(feature(polygon([0, 0], [1, 0], [1, 1], [0, 1]))),
    /row 1: the ring of the polygon is not closed/,
  ],
  [
    "a ring of three places",
    geojson(feature(polygon([0, 0], [1, 0], [0, 0]))),
    /row 1: the polygon has fewer than four places/,
  ],
  [
    "an unknown system",
    () => ({
      "t.geojson": JSON.stringify({
        type: "FeatureCollection",
        crs: { type: "name", properties: { name: "EPSG:99999" } },
        features: [feature(place(1, 2))],
      }),
    }),
    /EPSG:99999/,
  ],
  ["metres without a system", geojson(feature(place(500_000, 4e6))), /row 1: .*\(500000, 4000000\)/],
  [
    "one feature line cut",
    () => ({ "t.geojsonl": `${JSON.stringify(feature(place(1, 2)))}\n{"type":"Feat` }),
    /line 2: the line is not JSON/,
  ],
  [
    "a line that is not a feature",
    () => ({ "t.geojsonl": `${JSON.stringify(feature(place(1, 2)))}\n[1,2]\n` }),
    /row 2: this is not a Feature/,
  ],
];

const BINARIES: readonly Case[] = [
  [
    "Parquet cut at its end",
    () => ({
      "t.parquet": (parquet({ name: "a", data: ["x"], type: "STRING" })["t.parquet"] as Uint8Array).subarray(
        0,
        -9,
      ),
    }),
    /the Parquet file is damaged/,
  ],
  ["Parquet by its first bytes alone", () => ({ "t.parquet": "PAR1" }), /the Parquet file is damaged/],
  ["another file under the name of Parquet", () => ({ "t.parquet": "hello" }), /the Parquet file is damaged/],
  [
    "Parquet without geometry and coordinates",
    () => parquet({ name: "people", data: ["5"], type: "STRING" }),
    /no column holds coordinates; .*there are people/,
  ],
  [
    "Parquet that names a column it lacks",
    () => parquet({ name: "a", data: ["x"], type: "STRING" }, geo()),
    /there is no geometry column "geometry"/,
  ],
  [
    "Parquet in another encoding",
    () => parquet(wkb(bytes("00")), geo({ encoding: "twkb" })),
    /the geometry is encoded as "twkb", read are WKB and the native encodings/,
  ],
  [
    "Parquet that says a native encoding and holds another",
    () => parquet(wkb(bytes("00")), geo({ encoding: "point" })),
    /row 1: the place is .*; expected two numbers/,
  ],
  [
    "Parquet with a cut geometry",
    () => parquet(wkb(bytes("01 01000000 0000")), geo()),
    /the Parquet file is damaged/,
  ],
  [
    "a GeoPackage that is cut",
    () => ({ "t.gpkg": sound.gpkg.subarray(0, 5000) }),
    /the database is damaged|malformed/,
  ],
  [
    "a database that is not a GeoPackage",
    () => ({ "t.gpkg": database("create table a (b)") }),
    /this is a database, but no GeoPackage/,
  ],
  [
    "a GeoPackage without layers",
    () => ({ "t.gpkg": database("create table gpkg_contents (table_name, data_type)") }),
    /the file holds no layers/,
  ],
  [
    "several layers and none chosen",
    () => ({ "t.gpkg": sound.twoLayers }),
    /several layers, name the one to be read; there are "homes", "places"/,
  ],
  [
    "a layer that is not there",
    () => ({ "t.gpkg": sound.gpkg }),
    /there is no layer "roads"; there is "places"/,
    { layer: "roads" },
  ],
  [
    "a damaged geometry in a GeoPackage",
    () => ({
      "t.gpkg": database("update places set geom = x'47500001E6100000010100' where fid = 2", sound.gpkg),
    }),
    /row 2, column "geom": the geometry is damaged/,
  ],
  [
    "another blob for a geometry",
    () => ({ "t.gpkg": database("update places set geom = x'00' where fid = 2", sound.gpkg) }),
    /row 2, column "geom": this is not a geometry of a GeoPackage/,
  ],
  ["FlatGeobuf that is cut", () => ({ "t.fgb": fgb.subarray(0, fgb.length - 30) }), /cut|damaged/],
  [
    "FlatGeobuf by its first bytes alone",
    () => ({ "t.fgb": fgb.subarray(0, 8) }),
    /the FlatGeobuf file is damaged/,
  ],
  ["a shapefile without its table", shapefile({ dbf: null }), /the part \.dbf of the shapefile is missing/],
  ["a shapefile without its index", shapefile({ shx: null }), /the part \.shx of the shapefile is missing/],
  [
    "a shapefile whose shapes are cut",
    shapefile({ shp: shape.shp.subarray(0, 130) }),
    /the \.shp is cut: it has 130 bytes and announces 156/,
  ],
  [
    "a shapefile whose table is cut",
    shapefile({ dbf: shape.dbf.subarray(0, 75) }),
    /the \.dbf is cut: it has 75 bytes and announces 83/,
  ],
  [
    "a shapefile of another kind of bytes",
    shapefile({ shp: Buffer.alloc(200, 7) }),
    /the \.shp is not a shapefile/,
  ],
  [
    "parts that do not belong together",
    shapefile({ dbf: shapefileOf([["a", 1, 2]]).dbf }),
    /2 shapes \(\.shp\) and 1 rows \(\.dbf\)/,
  ],
  [
    "an unknown encoding",
    shapefile({ cpg: Buffer.from("klingon") }),
    /the \.cpg names the encoding "klingon", which is not known/,
  ],
  ["an archive without a shapefile", zipped({ "readme.txt": "hello" }), /the archive holds no shapefile/],
  [
    "an archive of two shapefiles",
    zipped({ "a.shp": shape.shp, "b.shp": shape.shp }),
    /several layers, name the one to be read; there are "a", "b"/,
  ],
  [
    "an archive that lacks a part",
    zipped({ "a.shp": shape.shp, "a.shx": shape.shx }),
    /the part \.dbf of the shapefile is missing/,
  ],
  [
    "an archive that is cut",
    () => ({ "t.zip": (zipped({ "a.shp": shape.shp })()["t.zip"] as Uint8Array).subarray(0, 60) }),
    /the archive is damaged/,
  ],
  [
    "a workbook that is damaged",
    () => ({ "t.xlsx": workbookOf({ a: [["id"]] }).subarray(0, 300) }),
    /the archive is damaged/,
  ],
  [
    "a workbook of several sheets",
    () => ({ "t.xlsx": workbookOf({ homes: [["id", "lon", "lat"]], care: [["id"]] }) }),
    /several layers, name the one to be read; there are "homes", "care"/,
  ],
  [
    "a workbook without coordinates",
    () => ({
      "t.xlsx": workbookOf({
        homes: [
          ["id", "people"],
          ["a", 5],
        ],
      }),
    }),
    /no column holds coordinates; .*there are id, people/,
  ],
  [
    "a workbook with a word for a number",
    () => ({
      "t.xlsx": workbookOf({
        homes: [
          ["id", "lon", "lat"],
          ["a", 1, "north"],
        ],
      }),
    }),
    /row 1, column "lat": "north" is not a number/,
  ],
];

const STRANGERS: readonly Case[] = [
  [
    "an old workbook",
    () => ({ "t.xls": bytes("d0cf11e0a1b11ae1") }),
    /this is an old \.xls workbook; save it as \.xlsx/,
  ],
  ["a PDF", () => ({ "t.csv": "%PDF-1.7" }), /this is a PDF/],
  ["a 7z archive", () => ({ "t.7z": bytes("377abcaf271c") }), /the file is a 7z archive; unpack it first/],
  [
    "OPL",
    () => ({ "t.opl": "n1 v1 dV c0 t2020-01-01T00:00:00Z i1 uan T x11 y48\n" }),
    /the file is OPL; convert it first, e\.g\. osmium cat/,
  ],
  ["a file of no known kind", () => ({ "t.dat": "hello" }), /neither content nor name shows what this is/],
  [
    "an extract for a layer",
    () => ({ "t.osm": "<osm version='0.6'></osm>" }),
    /this is an OpenStreetMap extract, expected a table or a layer/,
  ],
  [
    "an Overpass answer for a layer",
    () => ({ "t.json": '{"version":0.6,"elements":[]}' }),
    /this is an Overpass answer, expected/,
  ],
];

let count = 0;
const CASES = [...TABLES, ...TEXTS, ...BINARIES, ...STRANGERS].map(
  ([what, files, message, options = {}]) => [what, { files, message, options }] as const,
);
test.each(CASES)("%s is refused by its name and leaves nothing behind", async (_, {
  files,
  message,
  options,
}) => {
  const folder = path.join(root, String(count++));
  mkdirSync(folder);
  const made = Object.entries(files());
  for (const [name, content] of made) writeFileSync(path.join(folder, name), content);
  const file = path.join(folder, made[0]![0]);
  const before = readdirSync(folder);
  const error: unknown = await readBlocks(file, options).then(
    () => "nothing was refused",
    (cause: unknown) => cause,
  );
  expect(error).toBeInstanceOf(InputFileError);
  expect((error as Error).message).toMatch(message);
  expect((error as Error).message).toContain(file);
  expect(readdirSync(folder)).toEqual(before);
});

/** A database after a statement; on the bytes of another, or empty. */
function database(sql: string, from?: Uint8Array): Uint8Array {
  const made = new SQL.Database(from);
  made.exec(sql);
  return made.export();
}
const SQL = await initSqlJs();
