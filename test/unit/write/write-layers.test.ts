/**
 * What is written is read back by ourselves, and by GDAL.
 */
import { readFileSync } from "node:fs";
import path from "node:path";
import type { Feature, Geometry } from "geojson";
import { expect, test } from "vitest";
import { readLayer } from "../../../src/read/tables/read-layer.js";
import { readRaw } from "../../../src/read/tables/read-raw.js";
import type { ResultLayer } from "../../../src/write/layer-columns.js";
import { writeLayers } from "../../../src/write/write-layers.js";
import { gdal, HAS_GDAL } from "../../support/gdal.js";
import { tableFiles } from "../../support/table-files.js";

const { write } = tableFiles();
const folder = path.dirname(write("x"));

const feature = (
  geometry: Geometry | null,
  properties: Record<string, unknown>,
): Feature<Geometry | null> => ({
  type: "Feature",
  geometry,
  properties,
});
const square = (x: number, side: number) => [
  [
    [x, 0],
    [x + side, 0],
    [x + side, side],
    [x, side],
    [x, 0],
  ],
];

const GAPS: ResultLayer = {
  name: "gaps",
  attribution: "© OpenStreetMap contributors, ODbL 1.0",
  features: [
    feature(
      { type: "Point", coordinates: [71.4304, 51.1283] },
      { id: "way/1", 名称: "Дом 3", residents: 120, far: true },
    ),
    feature(
      { type: "Point", coordinates: [-180, -90] },
      { id: "way/2", walk_m: 812.5, services: ["meals", "play"], far: false },
    ),
    feature(null, { id: "way/3", residents: null, fid: 7, Id: "other case" }),
  ],
};
const CIRCLES: ResultLayer = {
  name: "isochrones",
  attribution: null,
  features: [
    feature({ type: "Polygon", coordinates: square(1, 0.5) }, { minutes: 5 }),
    feature({ type: "MultiPolygon", coordinates: [square(1, 0.5), square(3, 0.25)] }, { minutes: 7.5 }),
    feature({ type: "MultiPolygon", coordinates: [] }, { minutes: 10 }),
  ],
};

/** What the layers above are in any format: polygons made even, lists joined, absent values null. */
const DUE = {
  gaps: [
    { id: "way/1", 名称: "Дом 3", residents: 120, far: true, walk_m: null, services: null },
    { id: "way/2", 名称: null, residents: null, far: false, walk_m: 812.5, services: "meals;play" },
    { id: "way/3", 名称: null, residents: null, far: null, walk_m: null, services: null },
  ],
  isochrones: [{ minutes: 5 }, { minutes: 7.5 }, { minutes: 10 }],
};

test("layers written as GeoParquet are read back as they were", async () => {
  await writeLayers(folder, [GAPS, CIRCLES], ["parquet"]);
  const gaps = await readRaw(path.join(folder, "gaps.parquet"));
  expect(gaps.crs).toBe("EPSG:4326");
  expect(gaps.features.map(({ values }) => values)).toEqual(
    DUE.gaps.map((values, i) => ({ ...values, fid: i === 2 ? 7 : null, Id_: i === 2 ? "other case" : null })),
  );
  expect(gaps.features.map(({ geometry }) => geometry)).toEqual(
    GAPS.features.map(({ geometry }) => geometry),
  );
  const circles = await readRaw(path.join(folder, "isochrones.parquet"));
  expect(circles.features.map(({ geometry }) => geometry)).toEqual([
    { type: "MultiPolygon", coordinates: [square(1, 0.5)] },
    CIRCLES.features[1]!.geometry,
    null,
  ]);
});

test("layers written as a GeoPackage are read back as they were, and twice the same bytes", async () => {
  const [file] = await writeLayers(folder, [GAPS, CIRCLES], ["gpkg"]);
  const bytes = readFileSync(file!);
  const gaps = await readLayer(file!, { layer: "gaps" });
  expect(gaps.map(({ geometry }) => geometry)).toEqual(GAPS.features.map(({ geometry }) => geometry));
  expect(gaps[0]!.values).toMatchObject({ fid: 1, id: "way/1", 名称: "Дом 3", residents: 120, far: 1 });
  expect(gaps[2]!.values).toMatchObject({ fid: 3, fid_: 7, Id_: "other case", far: null });
  await writeLayers(folder, [GAPS, CIRCLES], ["gpkg"]);
  expect(readFileSync(file!).equals(bytes)).toBe(true);
});

test.skipIf(!HAS_GDAL)(
  "GDAL opens the GeoPackage without a complaint and finds every value and place",
  async () => {
    const [file] = await writeLayers(folder, [GAPS, CIRCLES], ["gpkg"]);
    const summary = gdal("ogrinfo", ["-al", "-so", file!]);
    expect(summary).toMatch(
      /Layer name: gaps\nMetadata:\n {2}DESCRIPTION=© OpenStreetMap contributors, ODbL 1.0\nGeometry: Point\nFeature Count: 3/,
    );
    expect(summary).toMatch(/Layer name: isochrones\nGeometry: Multi Polygon\nFeature Count: 3/);
    expect(summary).toContain('ID["EPSG",4326]');
    expect(summary).toContain("residents: Integer64");
    expect(summary).toContain("far: Integer(Boolean)");
    expect(summary).not.toMatch(/warning|error/i);
    for (const layer of [GAPS, CIRCLES]) {
      const json = JSON.parse(gdal("ogr2ogr", ["-f", "GeoJSON", "/vsistdout/", file!, layer.name])) as {
        features: Feature[];
      };
      const due = DUE[layer.name as "gaps" | "isochrones"];
      expect(json.features.map(({ properties }) => properties)).toMatchObject(due);
    }
  },
);

test.skipIf(!HAS_GDAL).each([
  [".geojson", "GeoJSON", []],
  [".geojsonl", "GeoJSONSeq", []],
  [".fgb", "FlatGeobuf", ["-lco", "SPATIAL_INDEX=NO"]],
  [".gpkg", "GPKG", []],
  [".shp", "ESRI Shapefile", []],
  [".csv", "CSV", ["-lco", "GEOMETRY=AS_WKT"]],
] as const)("what we write, GDAL turns into %s and we read, is what it was", async (ending, format, more) => {
  const [ours] = await writeLayers(
    folder,
    [{ ...CIRCLES, features: CIRCLES.features.slice(0, 2) }],
    ["gpkg"],
  );
  const theirs = path.join(folder, `through-gdal${ending}`);
  gdal("ogr2ogr", ["-f", format, ...more, theirs, ours!]);
  const rows = await readLayer(theirs);
  expect(rows.map(({ values }) => Number(values.minutes))).toEqual([5, 7.5]);
  // Shapefiles turn rings, and know one polygon of one part from a multipolygon of one no more: places stay.
  const places = (await readLayer(ours!)).map(({ place }) => place!);
  rows.forEach(({ place }, i) => {
    expect(place![0]).toBeCloseTo(places[i]![0], 6);
    expect(place![1]).toBeCloseTo(places[i]![1], 6);
  });
});

test("an empty layer is a layer too", async () => {
  const empty = { name: "gaps", attribution: null, features: [] };
  const files = await writeLayers(folder, [empty], ["gpkg", "parquet"]);
  for (const file of files) expect(await readLayer(file)).toEqual([]);
});
