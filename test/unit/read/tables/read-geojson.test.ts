import { expect, test } from "vitest";
import { InputFileError } from "../../../../src/base/errors.js";
import { readLayer } from "../../../../src/read/tables/read-layer.js";
import { tableFiles } from "../../../support/table-files.js";

const { write, layer } = tableFiles();

const ring = (...corners: number[][]) => [...corners, corners[0]!];
const square = (x: number, y: number, side: number) =>
  ring([x, y], [x + side, y], [x + side, y + side], [x, y + side]);
const withCrs = (crs: unknown) => JSON.stringify({ type: "FeatureCollection", crs, features: [] });

test("points keep their place, with or without a height, and a missing geometry is none", async () => {
  const rows = await readLayer(
    layer(
      [{ type: "Point", coordinates: [1, 2, 300] }, { a: 1 }],
      [null, null],
      [{ type: "Point", coordinates: [-180, 90] }, {}],
    ),
  );
  expect(rows).toMatchObject([
    { row: 1, place: [1, 2], geometry: { type: "Point", coordinates: [1, 2, 300] }, values: { a: 1 } },
    { row: 2, place: null, geometry: null, values: {} },
    { row: 3, place: [-180, 90], geometry: { type: "Point", coordinates: [-180, 90] }, values: {} },
  ]);
});

test("a feature's own id counts where its properties have none", async () => {
  const feature = { type: "Feature", id: 7, geometry: null, properties: { a: 1 } };
  const both = { ...feature, properties: { id: "x" } };
  const [own, given] = await readLayer(
    write(JSON.stringify({ type: "FeatureCollection", features: [feature, both] }), ".json"),
  );
  expect([own!.values.id, given!.values.id]).toEqual([7, "x"]);
});

test("a polygon stands for itself by a point that is not in its courtyard", async () => {
  const [row] = await readLayer(
    layer([{ type: "Polygon", coordinates: [square(0, 0, 0.03), square(0.01, 0.01, 0.01)] }, {}]),
  );
  const [lon, lat] = row!.place!;
  const inCourtyard = lon > 0.01 && lon < 0.02 && lat > 0.01 && lat < 0.02;
  expect(lon > 0 && lon < 0.03 && lat > 0 && lat < 0.03 && !inCourtyard).toBe(true);
});

test("of several polygons the largest counts, not the one with most corners", async () => {
  const circle = ring(
    ...Array.from({ length: 12 }, (_, i) => [
      5 + 0.001 * Math.cos((i * Math.PI) / 6),
      0.001 * Math.sin((i * Math.PI) / 6),
    ]),
  );
  const [row] = await readLayer(
    layer([{ type: "MultiPolygon", coordinates: [[circle], [square(8, 0, 0.01)]] }, {}]),
  );
  expect(row!.place![0]).toBeCloseTo(8.005, 9);
});

test("coordinate systems in degrees are taken, by any of their names", async () => {
  const names = ["urn:ogc:def:crs:OGC:1.3:CRS84", "EPSG:4326", "urn:ogc:def:crs:EPSG::4326", "EPSG:4490"];
  for (const name of names) {
    expect(await readLayer(write(withCrs({ type: "name", properties: { name } }), ".geojson"))).toEqual([]);
  }
  expect(await readLayer(write(withCrs(null), ".geojson"))).toEqual([]);
});

const named = (name: string) => withCrs({ type: "name", properties: { name } });
const open = [
  [0, 0],
  [1, 0],
  [1, 1],
  [0, 1],
];

test.each<[what: string, file: string, message: RegExp]>([
  ["null", write("null", ".json"), /the type is "null", expected a FeatureCollection/],
  ["a number", write("3", ".json"), /the type is "number", expected a FeatureCollection/],
  [
    "a collection without features",
    write('{"type":"FeatureCollection"}', ".json"),
    /expected a FeatureCollection/,
  ],
  ["a system of an old datum", write(named("EPSG:2437"), ".json"), /EPSG:2437 rests on Beijing 1954/],
  ["a system by link", write(withCrs({ type: "link" }), ".json"), /is {"type":"link"}, expected WGS 84/],
  ["a system that ends alike", write(named("EPSG:14326"), ".json"), /"EPSG:14326" is not known/],
  ["a geometry that is a word", layer(["Point", {}]), /row 1: the geometry is a "Point"/],
  ["properties that are a list", layer([null, [1]]), /row 1: the properties are not object/],
  ["a point without coordinates", layer([{ type: "Point" }, {}]), /the place is undefined; expected two/],
  ["null for a number", layer([{ type: "Point", coordinates: [1, null] }, {}]), /\(1, null\); expected two/],
  [
    "several points",
    layer([
      {
        type: "MultiPoint",
        coordinates: [
          [1, 2],
          [3, 4],
        ],
      },
      {},
    ]),
    /the geometry is a MultiPoint/,
  ],
  ["metres", layer([{ type: "Point", coordinates: [500_000, 4e6] }, {}]), /it looks like UTM/],
  [
    "an open ring",
    layer([{ type: "Polygon", coordinates: [open] }, {}]),
    /the ring of the polygon is not closed/,
  ],
  [
    "a corner beyond the pole",
    layer([null, {}], [{ type: "Polygon", coordinates: [square(0, 89.5, 1)] }, {}]),
    /row 2: the place is \(1, 90\.5\), which is not in degrees; is that latitude, longitude/,
  ],
])("%s is refused, by place and reason", async (_, file, message) => {
  await expect(readLayer(file)).rejects.toThrow(InputFileError);
  await expect(readLayer(file)).rejects.toThrow(message);
});
