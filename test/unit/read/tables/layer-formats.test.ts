/**
 * Every format that is read, as GDAL writes it.
 */
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { distanceM } from "../../../../src/geo/earth.js";
import { readBlocks } from "../../../../src/read/places/read-blocks.js";
import { type LayerRow, readLayer } from "../../../../src/read/tables/read-layer.js";
import { gdal, HAS_GDAL } from "../../../support/gdal.js";
import { oddNotes } from "../../../support/odd-notes.js";
import { tableFiles } from "../../../support/table-files.js";

const { write, layer } = tableFiles();

/** Wuhan, in UTM zone 50N; a district with a courtyard, and one in two parts. */
const ring = (x: number, y: number, side: number) =>
  [
    [x, y],
    [x + side, y],
    [x + side, y + side],
    [x, y + side],
    [x, y],
  ].map(([lon, lat]) => [114.3 + lon! / 1000, 30.5 + lat! / 1000]);
const POLYGONS = layer(
  [
    { type: "Polygon", coordinates: [ring(0, 0, 9), [...ring(3, 3, 3)].reverse()] },
    { code: "A1", name: "幸福里社区", people: 850, area: 12.5, built: true },
  ],
  [
    { type: "MultiPolygon", coordinates: [[ring(20, 0, 4)], [ring(30, 0, 6)]] },
    { code: "A2", name: "O’Brien, “x”", people: 0, area: 0.25, built: false },
  ],
  [
    { type: "Polygon", coordinates: [ring(50, 0, 5)] },
    { code: "A3", name: "", people: null, area: null, built: null },
  ],
);
const POINTS = layer(
  [
    { type: "Point", coordinates: [114.31, 30.51] },
    { code: "B1", name: "食堂", people: 12 },
  ],
  [
    { type: "Point", coordinates: [114.32, 30.52] },
    { code: "B2", name: "养老;托育", people: 3 },
  ],
);

function convert(from: string, ending: string, format: string, ...more: string[]): string {
  const to = write("x", ending);
  rmSync(to);
  gdal("ogr2ogr", ["-f", format, ...more, to, from]);
  return to;
}

/** Values that every format can hold alike: texts and numbers; what is empty is nothing. */
function plain(rows: readonly LayerRow[]) {
  return rows.map(({ values }) =>
    ["code", "name", "people", "area"].map((name) => {
      const value = values[name];
      const shown = value === null || value === undefined ? "" : String(value);
      return shown !== "" && name !== "code" && name !== "name" ? Number(shown) : shown;
    }),
  );
}

async function expectSame(file: string, source: string, options = {}, mostM = 0.02): Promise<void> {
  const [due, came] = [await readLayer(source), await readLayer(file, options)];
  expect(plain(came)).toEqual(plain(due));
  due.forEach(({ place }, i) => {
    const [lon, lat] = came[i]!.place!;
    expect(distanceM(lon, lat, place![0], place![1])).toBeLessThan(mostM);
  });
}

const LAYERS: readonly (readonly [name: string, ending: string, format: string, more: readonly string[]])[] =
  [
    ["GeoJSON", ".geojson", "GeoJSON", []],
    ["GeoJSON line by line", ".geojsonl", "GeoJSONSeq", []],
    ["GeoJSON text sequence", ".json", "GeoJSONSeq", ["-lco", "RS=YES"]],
    ["FlatGeobuf", ".fgb", "FlatGeobuf", []],
    ["FlatGeobuf in UTM", ".fgb", "FlatGeobuf", ["-t_srs", "EPSG:32650"]],
    ["GeoPackage", ".gpkg", "GPKG", []],
    ["GeoPackage in UTM", ".gpkg", "GPKG", ["-t_srs", "EPSG:32650"]],
    ["GeoPackage in a CGCS2000 zone", ".gpkg", "GPKG", ["-t_srs", "EPSG:4547"]],
    ["Shapefile", ".shp", "ESRI Shapefile", ["-lco", "ENCODING=UTF-8"]],
    ["Shapefile in GBK", ".shp", "ESRI Shapefile", ["-lco", "ENCODING=CP936"]],
    ["Shapefile in UTM", ".shp", "ESRI Shapefile", ["-lco", "ENCODING=UTF-8", "-t_srs", "EPSG:32650"]],
    ["zipped shapefile", ".shp.zip", "ESRI Shapefile", ["-lco", "ENCODING=UTF-8"]],
  ];

test.skipIf(!HAS_GDAL).each(LAYERS)(
  "%s as GDAL writes it is read as it was",
  async (_, ending, format, more) => {
    // With its spatial index a FlatGeobuf file holds the features in another order.
    for (const source of [POLYGONS, POINTS]) {
      const ordered = format === "FlatGeobuf" ? ["-lco", "SPATIAL_INDEX=NO"] : [];
      await expectSame(convert(source, ending, format, ...ordered, ...more), source);
    }
  },
);

test.skipIf(!HAS_GDAL).each([
  ["CSV with WKT", ".csv", "CSV", ["-lco", "GEOMETRY=AS_WKT"], POLYGONS],
  ["CSV with two columns", ".csv", "CSV", ["-lco", "GEOMETRY=AS_XY"], POINTS],
  [
    "CSV with tabs and a byte order mark",
    ".csv",
    "CSV",
    ["-lco", "GEOMETRY=AS_XY", "-lco", "SEPARATOR=TAB", "-lco", "WRITE_BOM=YES"],
    POINTS,
  ],
] as const)("%s as GDAL writes it is read as it was", async (_, ending, format, more, source) => {
  await expectSame(convert(source, ending, format, ...more), source, { crs: "WGS84" });
});

test.skipIf(!HAS_GDAL).each([1, 2, 16, 17, 300])(
  "FlatGeobuf with an index of %i features is read whole",
  async (count) => {
    const points = Array.from(
      { length: count },
      (_, i) => [{ type: "Point", coordinates: [i / 100, 1] }, { i }] as const,
    );
    const rows = await readLayer(convert(layer(...points), ".fgb", "FlatGeobuf"));
    // The index puts features into another order.
    expect(rows.map(({ values }) => Number(values.i)).sort((a, b) => a - b)).toEqual([...points.keys()]);
  },
);

test.skipIf(!HAS_GDAL)("a workbook as GDAL writes it is read as a table", async () => {
  const flat = write("code,name,people,lon,lat\nB1,食堂,12,114.31,30.51\nB2,养老;托育,3,114.32,30.52\n");
  const book = convert(flat, ".xlsx", "XLSX", "-oo", "AUTODETECT_TYPE=YES");
  await expectSame(book, POINTS, { crs: "WGS84" });
});

test.skipIf(!HAS_GDAL)("of several layers one must be named", async () => {
  const both = convert(POLYGONS, ".gpkg", "GPKG", "-nln", "districts");
  gdal("ogr2ogr", ["-f", "GPKG", "-update", "-nln", "places", both, POINTS]);
  await expect(readLayer(both)).rejects.toThrow(
    'several layers, name the one to be read; there are "districts", "places"',
  );
  await expect(readLayer(both, { layer: "streets" })).rejects.toThrow(
    'there is no layer "streets"; there are',
  );
  await expectSame(both, POINTS, { layer: "places" });
  await expectSame(both, POLYGONS, { layer: "districts" });
});

test.skipIf(!HAS_GDAL)(
  "the encoding of a shapefile without a .cpg is recognised from its text, or declared",
  async () => {
    const shp = convert(POINTS, ".shp", "ESRI Shapefile", "-lco", "ENCODING=CP936");
    rmSync(shp.replace(/shp$/, "cpg"), { force: true });
    const dbf = shp.replace(/shp$/, "dbf");
    // The language byte says nothing either.
    writeFileSync(dbf, readFileSync(dbf).fill(0, 29, 30));
    await expectSame(shp, POINTS);
    await expectSame(shp, POINTS, { encoding: "gbk" });
  },
);

test("CSV in GBK is recognised from its text, and any other encoding may be declared", async () => {
  const text = "编号,名称,lon,lat,人口\nA1,幸福里社区卫生服务中心,114.3,30.5,850\n";
  // GBK of the text above, by iconv.
  const gbk = Buffer.from(
    "b1e0bac52cc3fbb3c62c6c6f6e2c6c61742cc8cbbfda0a41312cd0d2b8a3c0efc9e7c7f8cec0c9fab7fecef1d6d0d0c42c3131342e332c33302e352c3835300a",
    "hex",
  );
  const due = (await readBlocks(write(text), { crs: "WGS84" })).blocks;
  const guessed = await readBlocks(write(gbk), { crs: "WGS84" });
  expect(guessed.blocks).toEqual(due);
  expect(oddNotes(guessed).map(({ code, count }) => [code, count])).toEqual([["encoding-guessed", 1]]);
  expect(oddNotes(await readBlocks(write(gbk), { crs: "WGS84", encoding: "gbk" }))).toEqual([]);
  const utf16 = Buffer.from(text, "utf16le");
  const declared = await readLayer(write(utf16), { crs: "WGS84", encoding: "utf-16le" });
  expect(declared[0]!.values.名称).toBe("幸福里社区卫生服务中心");
  await expect(readLayer(write(text), { encoding: "klingon" })).rejects.toThrow(
    'There is no encoding "klingon"',
  );
});

test("a file is known by its content where its name says something else", async () => {
  const named = write(readFileSync(POINTS), ".bak");
  await expectSame(named, POINTS);
  expect(path.extname(named)).toBe(".bak");
});

test("what is streamed is what is read at once, in every text format", async () => {
  const csv = write(
    `\uFEFFid,name,lon,lat\n${Array.from({ length: 3000 }, (_, i) => `${i},里弄 ${i},1.${i},2\n`).join("")}`,
  );
  for (const [file, options] of [
    [POLYGONS, {}],
    [POINTS, {}],
    [csv, { crs: "WGS84" }],
  ] as const) {
    expect(await readLayer(file, { ...options, streamAboveBytes: 10 })).toEqual(
      await readLayer(file, options),
    );
  }
});

const ODD_FORMATS = [
  [".geojsonl", "GeoJSONSeq"],
  [".gpkg", "GPKG"],
] as const;

test.skipIf(!HAS_GDAL).each(ODD_FORMATS)(
  "a row without a place is left without one, and a multipoint of one is its point (%s)",
  async (ending, format) => {
    const odd = layer(
      [{ type: "Point", coordinates: [11.1, 48.1] }, { code: "a" }],
      [null, { code: "b" }],
      [{ type: "MultiPoint", coordinates: [[11.2, 48.2]] }, { code: "c" }],
    );
    const rows = await readLayer(convert(odd, ending, format, "-nlt", "GEOMETRY"));
    expect(rows.map(({ place, values }) => [values.code, place])).toEqual([
      ["a", [11.1, 48.1]],
      ["b", null],
      ["c", [11.2, 48.2]],
    ]);
  },
);

const BIG = `{"type":"FeatureCollection","features":[${["330106001000000123", "330106001000000124"]
  .map(
    (code) =>
      `{"type":"Feature","geometry":{"type":"Point","coordinates":[11,48]},"properties":{"code":${code}}}`,
  )
  .join(",")}]}`;

test.skipIf(!HAS_GDAL).each([
  [".geojson", "GeoJSON"],
  [".geojsonl", "GeoJSONSeq"],
  [".gpkg", "GPKG"],
  [".shp", "ESRI Shapefile"],
] as const)("codes of 18 digits keep them (%s)", async (ending, format) => {
  const rows = await readLayer(convert(write(BIG, ".geojson"), ending, format));
  expect(rows.map(({ values }) => String(values.code))).toEqual(["330106001000000123", "330106001000000124"]);
});

test.skipIf(!HAS_GDAL)("a format whose reader rounds them is refused where such a code is used", async () => {
  const file = convert(write(BIG, ".geojson"), ".fgb", "FlatGeobuf");
  await expect(readBlocks(file, { columns: { id: "code" } })).rejects.toThrow(
    'row 1, column "code": 330106001000000100 is rounded: whole numbers beyond 2^53',
  );
});

test.skipIf(!HAS_GDAL)(
  "a GeoPackage with a saved style has one layer, and edits in a log beside it are not passed over",
  async () => {
    const file = convert(POINTS, ".gpkg", "GPKG", "-nln", "homes");
    const style = write("id,style\\n1,red\\n");
    gdal("ogr2ogr", ["-f", "GPKG", "-update", "-nln", "layer_styles", "-nlt", "NONE", file, style]);
    expect(await readLayer(file)).toHaveLength(2);
    expect(await readLayer(file, { layer: "homes" })).toHaveLength(2);
    writeFileSync(`${file}-wal`, Buffer.alloc(32 + 24 + 4096));
    await expect(readLayer(file)).rejects.toThrow(/-wal holds edits that are not in the file yet/);
    // A log without pages is what a closed one leaves.
    writeFileSync(`${file}-wal`, Buffer.alloc(32));
    expect(await readLayer(file)).toHaveLength(2);
  },
);
