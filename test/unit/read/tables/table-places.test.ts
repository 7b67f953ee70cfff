/**
 * Where the places of a table stand.
 */
import { expect, test } from "vitest";
import { readLayer } from "../../../../src/read/tables/read-layer.js";
import { tableFiles } from "../../../support/table-files.js";

const { write } = tableFiles();

/** The place of the first row, its system, and the codes of notes. */
async function first(text: string, options: Parameters<typeof readLayer>[1] = {}) {
  const [row] = await readLayer(write(text), options);
  const [lon, lat] = row?.place ?? [Number.NaN, Number.NaN];
  return {
    place: [Number(lon.toFixed(5)), Number(lat.toFixed(5))],
    system: row?.system.crs.id,
    word: row?.system.word,
    codes: (row?.notes ?? []).map(({ code }) => code),
  };
}

// Beijing: 116.345, 39.9991 in WGS 84 is moved to 116.3511838, 40.0004471 (GCJ-02) and 116.3578, 40.0061617 (BD-09)
// by the published formulas.
test.each<[heads: string, row: string, system: string]>([
  ["WGS84_经度,WGS84_纬度", "116.3450,39.9991", "EPSG:4326"],
  ["lng_wgs84,lat_wgs84", "116.3450,39.9991", "EPSG:4326"],
  ["经度（GCJ02）,纬度（GCJ02）", "116.3511838,40.0004471", "GCJ-02"],
  ["高德经度,高德纬度", "116.3511838,40.0004471", "GCJ-02"],
  ["lng_gcj02,lat_gcj02", "116.3511838,40.0004471", "GCJ-02"],
  ["bd09_lng,bd09_lat", "116.3578,40.0061617", "BD-09"],
  ["百度经度,百度纬度", "116.3578,40.0061617", "BD-09"],
  ["cgcs2000_lon,cgcs2000_lat", "116.3450,39.9991", "EPSG:4490"],
  ["GCJ02坐标", '"116.3511838,40.0004471"', "GCJ-02"],
])("heads %s say their system, and none need be declared", async (heads, row, system) => {
  const read = await first(`name,${heads}\nA,${row}\n`);
  expect(read).toMatchObject({ system, word: "file" });
  expect(read.place[0]).toBeCloseTo(116.345, 4);
  expect(read.place[1]).toBeCloseTo(39.9991, 4);
});

test("what the user declares goes before what the heads say, and that is noted", async () => {
  const read = await first("lng_gcj02,lat_gcj02\n116.345,39.9991\n", { crs: "WGS84" });
  expect(read).toMatchObject({ place: [116.345, 39.9991], system: "EPSG:4326", word: "user" });
  expect(read.codes).toContain("datum-of-head-overruled");
});

const TWO = "name,lng,lat,lng_wgs84,lat_wgs84\nA,116.3578,40.0061617,116.3450,39.9991\n";

test("two pairs of columns that differ are asked about, with the lines that choose", async () => {
  await expect(first(TWO)).rejects.toThrow(
    'several columns hold coordinates, and they differ: lng, lat; lng_wgs84, lat_wgs84 (WGS84); say which count: columns: { lon: "lng", lat: "lat" }, or columns: { lon: "lng_wgs84", lat: "lat_wgs84" }',
  );
  await expect(first('lon,lat,location\n71.4,51.1,"71.5,51.1"\n')).rejects.toThrow(
    /they differ: lon, lat; location/,
  );
});

test.each([
  { place: { lon: "lng_wgs84", lat: "lat_wgs84" } },
  { crs: "WGS84" },
])("of two pairs the one that %j chooses counts, and the other is named", async (options) => {
  const read = await first(TWO, options);
  expect(read).toMatchObject({ place: [116.345, 39.9991], system: "EPSG:4326" });
  expect(read.codes).toContain("places-passed-over");
});

test("a system that no head names is that of the pair whose heads name none", async () => {
  const read = await first(TWO, { crs: "BD-09" });
  expect(read.place[0]).toBeCloseTo(116.345, 4);
});

test.each<[text: string, options: { crs?: string }]>([
  ["lon,lat,longitude,latitude\n71.43,51.13,71.43,51.13\n", {}],
  ['lon,lat,location\n71.43,51.13,"51.13,71.43"\n', {}],
  // Metres and degrees cannot be confused.
  ["x,y,lon,lat\n38500000,3386000,71.43,51.13\n", {}],
  ["lon,lat,lon_wgs84,lat_wgs84\n71.43,51.13,,\n", {}],
])("no question where two pairs say the same, or one cannot be meant: %j", async (text, options) => {
  expect((await first(text, options)).place).toEqual([71.43, 51.13]);
});

// 18 minutes are 0.3 degrees, 36 seconds 0.01.
test.each<[text: string, place: [number, number]]>([
  ['lon,lat\n"71°18\'36""E",51°6′36″N\n', [71.31, 51.11]],
  ["经度,纬度\n东经71度18分36秒,北纬51度06分36秒\n", [71.31, 51.11]],
  ["lon,lat\nW71.31,51.11 S\n", [-71.31, -51.11]],
  ["lon,lat\n-71° 18.6',51°06.6'\n", [-71.31, 51.11]],
  ['lonlat,name\n"71.31,51.11",A\n', [71.31, 51.11]],
  ['latlon,name\n"51.11, 71.31",A\n', [71.31, 51.11]],
  ["经纬度\n71.31，51.11\n", [71.31, 51.11]],
  ['location,name\n"51.11N 71.31E",A\n', [71.31, 51.11]],
  ['coordinates,name\n"(-30.05, -100.2)",A\n', [-100.2, -30.05]],
])("degrees as people write them are read: %j", async (text, place) => {
  expect((await first(text)).place).toEqual(place);
});

test.each<[text: string, reason: RegExp]>([
  [
    'location,name\n"51.11,71.31",A\n',
    /row 1.*which is the longitude\? Say columns: \{ lonLat: "location" \}, or columns: \{ latLon: "location" \}/,
  ],
  ["lon,lat\n51.11N,71.31E\n", /"51.11N" is a latitude, expected a longitude/],
  ["lon,lat\n71°75′0″E,51\n", /is not a number/],
  ["lng_gcj02,lat_wgs84\n71,51\n", /no column holds coordinates/],
])("what could mean two things is refused: %j", async (text, reason) => {
  await expect(first(text)).rejects.toThrow(reason);
});

test("the user says which of both comes first", async () => {
  const text = 'location,name\n"51.11,71.31",A\n';
  expect((await first(text, { place: { latLon: "location" } })).place).toEqual([71.31, 51.11]);
  expect((await first(text, { place: { lonLat: "location" } })).place).toEqual([51.11, 71.31]);
});
