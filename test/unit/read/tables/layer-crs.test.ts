/** A layer in any coordinate system is one layer; where it must say which, silence is refused. */
import { expect, test } from "vitest";
import { type Crs, GCJ02, parseCrs } from "../../../../src/crs/index.js";
import { distanceM } from "../../../../src/geo/earth.js";
import { readBlocks } from "../../../../src/read/places/read-blocks.js";
import { readFacilities } from "../../../../src/read/places/read-facilities.js";
import { oddNotes } from "../../../support/odd-notes.js";
import { tableFiles } from "../../../support/table-files.js";

const { write } = tableFiles();

/** Three places in Wuhan, WGS 84. */
const HOMES: readonly (readonly [lon: number, lat: number])[] = [
  [114.3055, 30.5928],
  [114.3162, 30.5811],
  [114.2907, 30.6014],
];
const SYSTEMS = [
  "WGS84",
  "CGCS2000",
  "GCJ-02",
  "BD-09",
  "EPSG:4547",
  "EPSG:4526",
  "UTM 50N",
  "UTM 49N",
  "EPSG:3857",
];

const table = (crs: Crs) =>
  write(
    `id,x,y\n${HOMES.map(([lon, lat], i) => [i, ...crs.fromWgs84(lon, lat)].join()).join("\n")}\n`,
    ".csv",
  );
const square = (crs: Crs) => {
  const ring = [
    [0, 0],
    [0.002, 0],
    [0.002, 0.002],
    [0, 0.002],
    [0, 0],
  ] as const;
  const coordinates = [ring.map(([x, y]) => crs.fromWgs84(114.3 + x, 30.6 + y))];
  return { type: "Feature", properties: { id: "a" }, geometry: { type: "Polygon", coordinates } };
};
const layer = (features: unknown[], more = {}) =>
  write(JSON.stringify({ type: "FeatureCollection", ...more, features }), ".geojson");

test.each(SYSTEMS)("a table in %s gives the places it gave in WGS 84, to a centimetre", async (text) => {
  const { blocks, notes, system } = await readBlocks(table(parseCrs(text)), { crs: text });
  blocks.forEach(({ lon, lat }, i) => {
    expect(distanceM(lon, lat, ...HOMES[i]!)).toBeLessThan(0.01);
  });
  expect(system).toEqual({ id: parseCrs(text).id, word: "user" });
  expect(oddNotes({ notes }).map(({ code }) => code)).toEqual(text === "WGS84" ? [] : ["crs-converted"]);
});

test.each(
  SYSTEMS,
)("polygons in %s, declared in the file or by the user, stand where they stood", async (text) => {
  const crs = parseCrs(text);
  // The middle of the square, by hand: 114.301, 30.601.
  const byUser = await readBlocks(layer([square(crs)]), { crs: text });
  const [block] = byUser.blocks;
  expect(distanceM(block!.lon, block!.lat, 114.301, 30.601)).toBeLessThan(0.05);
  const declared = { crs: { type: "name", properties: { name: crs.id } } };
  const byFile = await readBlocks(layer([square(crs)], declared));
  expect([byFile.blocks[0]!.lon, byFile.blocks[0]!.lat]).toEqual([block!.lon, block!.lat]);
  expect(byFile.system!.word).toBe("file");
});

test.each([
  "WGS84",
  "GCJ-02",
  "BD-09",
])("a table in %s that does not say so is refused in China", async (text) => {
  await expect(readBlocks(table(parseCrs(text)))).rejects.toThrow('"GCJ-02" if they come from AMap');
});

test.each([
  ["EPSG:4547", /row 1, column "x": .*UTM.*or a Gauss-Krüger zone without its number/],
  ["EPSG:4526", /row 1, column "x": .*CGCS2000 \/ 3-degree Gauss-Kruger zone 38 \(EPSG:4526\)/],
  ["EPSG:4498", /row 1, column "x": .*CGCS2000 \/ Gauss-Kruger zone 20 \(EPSG:4498\)/],
  ["UTM 50N", /row 1, column "x": .*it looks like UTM/],
  ["EPSG:3857", /row 1, column "x": .*Web Mercator/],
])("a table in %s that is passed as degrees is caught, with what it looks like", async (text, problem) => {
  await expect(readBlocks(table(parseCrs(text)))).rejects.toThrow(problem);
  await expect(readBlocks(table(parseCrs(text)), { crs: "WGS84" })).rejects.toThrow("declared is WGS 84");
});

test("degrees declared as metres are caught, and so are swapped axes", async () => {
  await expect(readBlocks(table(parseCrs("WGS84")), { crs: "EPSG:4547" })).rejects.toThrow(
    "which are degrees, not metres; declared is CGCS2000 / 3-degree Gauss-Kruger CM 114E",
  );
  const swapped = write("id,x,y\n1,3386666,38528770\n", ".csv");
  await expect(readBlocks(swapped)).rejects.toThrow("with the two swapped it looks like");
  await expect(readBlocks(write("id,lon,lat\n1,30.6,114.3\n", ".csv"))).rejects.toThrow(
    "is that latitude, longitude?",
  );
});

test("GeoJSON is WGS 84 by its standard, unless it carries the columns of a Chinese map service", async () => {
  const point = (properties: object) => ({
    type: "Feature",
    properties,
    geometry: { type: "Point", coordinates: HOMES[0] },
  });
  expect((await readBlocks(layer([point({ id: 1 })]))).system).toEqual({ id: "EPSG:4326", word: "format" });
  for (const properties of [{ typecode: "141204" }, { adcode: "420102" }, { name_baidu: "a" }]) {
    await expect(readBlocks(layer([point({ id: 1, ...properties })]))).rejects.toThrow(
      "look like a Chinese map service's",
    );
  }
});

test("elsewhere a table without a declared system is taken as WGS 84, and the set notes the assumption", async () => {
  for (const place of [
    "71.43,51.13",
    "-51.2,-30.03",
    "103.85,1.33",
    "24.94,60.17",
    "126.98,37.57",
    "105.83,21.03",
  ]) {
    const { system } = await readBlocks(write(`id,lon,lat\n1,${place}\n`, ".csv"));
    expect(system).toEqual({ id: "EPSG:4326", word: "nobody" });
  }
  // Hong Kong, Macau, Taipei, Sanya, Kashgar, Mohe.
  for (const place of [
    "114.17,22.3",
    "113.55,22.19",
    "121.54,25.03",
    "109.5,18.25",
    "75.99,39.47",
    "122.5,53.0",
  ]) {
    await expect(readBlocks(write(`id,lon,lat\n1,${place}\n`, ".csv"))).rejects.toThrow(
      "in China a layer must say it",
    );
  }
});

test("entrances come in the system of the layer", async () => {
  const [lon, lat] = HOMES[0]!;
  const row = [...GCJ02.fromWgs84(lon, lat), ...GCJ02.fromWgs84(lon + 0.001, lat)].join();
  const file = write(`id,service,lon,lat,entr_lon,entr_lat\n1,meals,${row}\n`, ".csv");
  const { facilities } = await readFacilities(file, { crs: "gcj02" });
  expect(distanceM(...facilities[0]!.entrances[0]!, lon + 0.001, lat)).toBeLessThan(0.01);
});

test("an unknown coordinate system is refused with the file's name", async () => {
  await expect(readBlocks(table(parseCrs("WGS84")), { crs: "火星" })).resolves.toBeDefined();
  await expect(readBlocks(table(parseCrs("WGS84")), { crs: "Venus" })).rejects.toThrow(
    /csv: .*"Venus" is not known/,
  );
});
