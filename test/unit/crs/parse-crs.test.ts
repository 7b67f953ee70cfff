import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { InvalidInputError } from "../../../src/base/errors.js";
import { parseCrs } from "../../../src/crs/index.js";

/** Worked out with PROJ 9 (`gdaltransform -s_srs OGC:CRS84 -t_srs EPSG:…`): degrees, and metres in the system. */
const PROJ_SAYS: readonly (readonly [code: number, lon: number, lat: number, x: number, y: number])[] = [
  [4547, 114.3, 30.6, 528770.237, 3386666.251],
  [4526, 114.3, 30.6, 38528770.237, 3386666.251],
  [4509, 114.3, 30.6, 241021.924, 3389735.536],
  [4498, 114.3, 30.6, 20241021.924, 3389735.536],
  [4554, 134.2, 48.3, 440646.882, 5352094.956],
  [4513, 75.9, 39.4, 25577523.516, 4363298.19],
  [32650, 114.3, 30.6, 241125.515, 3388379.642],
  [32723, -43.2, -22.9, 684623.673, 7466421.401],
  [3857, 114.3, 30.6, 12723817.798, 3580909.76],
  [3826, 121.5, 25.03, 300458.15, 2769193.576],
  [3414, 103.85, 1.33, 29856.47, 34690.166],
  [3067, 24.94, 60.17, 385700.421, 6672126.743],
  [3879, 24.94, 60.17, 25496669.192, 6673014.666],
  [31982, -51.2, -30.03, 480716.248, 6677873.553],
];

test.each(PROJ_SAYS)("EPSG:%i agrees with PROJ to a millimetre, there and back", (code, lon, lat, x, y) => {
  const crs = parseCrs(`EPSG:${code}`);
  expect(crs.unit).toBe("metres");
  const [easting, northing] = crs.fromWgs84(lon, lat);
  expect(Math.abs(easting - x)).toBeLessThan(0.001);
  expect(Math.abs(northing - y)).toBeLessThan(0.001);
  const [atLon, atLat] = crs.toWgs84(x, y);
  // A hundred-millionth of a degree is a millimetre.
  expect(Math.abs(atLon - lon)).toBeLessThan(1.5e-8);
  expect(Math.abs(atLat - lat)).toBeLessThan(1.5e-8);
});

test("the zones of CGCS2000 stand in the registry's order of codes", () => {
  // 4534 is 75° E, and three degrees further is the next; the same by number from 4513, which is 75 ÷ 3 = 25.
  expect(parseCrs("EPSG:4534").name).toBe("CGCS2000 / 3-degree Gauss-Kruger CM 75E");
  expect(parseCrs("4554").name).toBe("CGCS2000 / 3-degree Gauss-Kruger CM 135E");
  expect(parseCrs("EPSG:4533").name).toBe("CGCS2000 / 3-degree Gauss-Kruger zone 45");
  expect(parseCrs("EPSG:4491").name).toBe("CGCS2000 / Gauss-Kruger zone 13");
  expect(parseCrs("EPSG:4512").name).toBe("CGCS2000 / Gauss-Kruger CM 135E");
});

test.each([
  ["WGS84", "EPSG:4326"],
  ["WGS 84", "EPSG:4326"],
  ["wgs-84", "EPSG:4326"],
  ["urn:ogc:def:crs:OGC:1.3:CRS84", "EPSG:4326"],
  ["OGC:CRS84", "EPSG:4326"],
  ["urn:ogc:def:crs:EPSG::4490", "EPSG:4490"],
  ["http://www.opengis.net/def/crs/EPSG/0/4547", "EPSG:4547"],
  ["CGCS2000", "EPSG:4490"],
  ["国家2000", "EPSG:4490"],
  ["2000国家大地坐标系", "EPSG:4490"],
  ["GCJ-02", "GCJ-02"],
  ["gcj02", "GCJ-02"],
  ["火星坐标系", "GCJ-02"],
  ["高德", "GCJ-02"],
  ["BD-09", "BD-09"],
  ["bd09ll", "BD-09"],
  ["百度", "BD-09"],
  ["CGCS2000 / 3-degree Gauss-Kruger CM 114E", "EPSG:4547"],
  ["CGCS2000 / 3-degree GK CM 114E", "EPSG:4547"],
  ["CGCS2000_3_Degree_GK_CM_114E", "EPSG:4547"],
  ["CGCS2000_3_Degree_GK_Zone_38", "EPSG:4526"],
  ["CGCS2000_GK_Zone_20", "EPSG:4498"],
  ["CGCS2000 3度带 中央经线114", "EPSG:4547"],
  ["CGCS2000 三度带 第38带", "EPSG:4526"],
  ["UTM 50N", "EPSG:32650"],
  ["WGS_1984_UTM_Zone_22S", "EPSG:32722"],
  ["Web Mercator", "EPSG:3857"],
])("%s is %s", (text, id) => {
  expect(parseCrs(text).id).toBe(id);
});

test("definitions are read by what they say: PROJ strings, WKT and PROJJSON", () => {
  const wkt =
    'PROJCS["CGCS2000_3_Degree_GK_CM_114E",GEOGCS["GCS_China_Geodetic_Coordinate_System_2000",DATUM["D_China_2000",' +
    'SPHEROID["CGCS2000",6378137.0,298.257222101]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],' +
    'PROJECTION["Gauss_Kruger"],PARAMETER["False_Easting",500000.0],PARAMETER["False_Northing",0.0],' +
    'PARAMETER["Central_Meridian",114.0],PARAMETER["Scale_Factor",1.0],PARAMETER["Latitude_Of_Origin",0.0],' +
    'UNIT["Meter",1.0]]';
  const proj = "+proj=tmerc +lat_0=0 +lon_0=114 +k=1 +x_0=500000 +y_0=0 +ellps=GRS80 +units=m";
  for (const text of [
    wkt,
    proj,
    { type: "ProjectedCRS", name: "x", id: { authority: "EPSG", code: 4547 } },
  ]) {
    const [lon, lat] = parseCrs(text).toWgs84(528770.237, 3386666.251);
    expect(Math.abs(lon - 114.3) + Math.abs(lat - 30.6)).toBeLessThan(2e-8);
  }
  expect(
    parseCrs({ type: "GeographicCRS", name: "WGS 84 (CRS84)", id: { authority: "OGC", code: "CRS84" } }).id,
  ).toBe("EPSG:4326");
  const degrees =
    'GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137.0,298.257223563]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]]';
  expect(parseCrs(degrees).unit).toBe("degrees");
  expect(parseCrs(degrees).toWgs84(114.3, 30.6)[0]).toBeCloseTo(114.3, 9);
});

test("the number of the zone may stand before the easting or not, but not another zone's", () => {
  const [withNumber, without] = [parseCrs("EPSG:4526"), parseCrs("EPSG:4547")];
  const place = without.toWgs84(528770.237, 3386666.251);
  for (const [lon, lat] of [
    without.toWgs84(38528770.237, 3386666.251),
    withNumber.toWgs84(528770.237, 3386666.251),
  ]) {
    // Written with ten digits an easting is exact to ten nanometres.
    expect(lon).toBeCloseTo(place[0], 12);
    expect(lat).toBeCloseTo(place[1], 12);
  }
  expect(() => without.toWgs84(39528770, 3386666)).toThrow(
    "its easting has 38 or nothing before the six digits",
  );
});

test("a place that cannot lie in the system is refused, with a hint at swapped axes", () => {
  expect(() => parseCrs("EPSG:4547").toWgs84(3386666, 528770)).toThrow("are the two swapped?");
  expect(() => parseCrs("EPSG:4547").toWgs84(3386666, 38528770)).toThrow("are the two swapped?");
  expect(() => parseCrs("EPSG:32650").toWgs84(Number.NaN, 3)).toThrow(
    "lies nowhere in WGS 84 / UTM zone 50N",
  );
});

test("what cannot be related to WGS 84 is refused with advice", () => {
  expect(() => parseCrs("EPSG:2437")).toThrow("Beijing 1954 or Xi'an 1980");
  expect(() => parseCrs("+proj=tmerc +lat_0=0 +lon_0=114 +x_0=500000 +ellps=krass +units=m")).toThrow(
    "older datum",
  );
  expect(() => parseCrs("Mars 2000")).toThrow(InvalidInputError);
  expect(() => parseCrs("EPSG:1")).toThrow("understood are EPSG codes");
  expect(() => parseCrs("+proj=nonsense")).toThrow("not understood");
});

interface ProjPlace {
  readonly code: number;
  readonly lon: number;
  readonly lat: number;
  readonly x: number;
  readonly y: number;
  readonly accuracyM: number;
}

/** Worked out with PROJ by `data/crs/make-places.py`. */
const PLACES = JSON.parse(
  readFileSync(new URL("../../../data/crs/places.json", import.meta.url), "utf8"),
) as readonly ProjPlace[];
/** Codes where PROJ takes another transformation that is as accurate: both are right within it. */
const ANOTHER_WAY = [31467, 21781, 2056, 23700];
/** Kertau (RSO): the best that is published is accurate to 15 m. */
const UNSOUND = 3168;

test.each(PLACES.filter(({ code }) => code !== UNSOUND))("EPSG:$code lies where PROJ has it", (place) => {
  const crs = parseCrs(`EPSG:${place.code}`);
  const [lon, lat] = crs.toWgs84(place.x, place.y);
  const offM = Math.hypot(
    (lon - place.lon) * 111_320 * Math.cos((place.lat * Math.PI) / 180),
    (lat - place.lat) * 110_600,
  );
  expect(offM).toBeLessThan(ANOTHER_WAY.includes(place.code) ? place.accuracyM : 0.01);
  const [x, y] = crs.fromWgs84(lon, lat);
  // Shifts of three and seven parameters are turned about to first order: 2 cm at most.
  expect(Math.hypot(x - place.x, y - place.y)).toBeLessThan(0.02);
});

test("a datum without a sound way into WGS 84 is refused by its name", () => {
  expect(() => parseCrs(`EPSG:${UNSOUND}`)).toThrow('the datum "Kertau_RSO"');
  expect(() => parseCrs("EPSG:27500")).toThrow("counts its degrees from Paris");
  expect(() => parseCrs("EPSG:5513")).toThrow("axes that point south or west");
  const unknown =
    'PROJCS["Own",GEOGCS["Own",DATUM["D_Own",SPHEROID["GRS_1980",6378137,298.257222101]],PRIMEM["Greenwich",0],' +
    'UNIT["Degree",0.0174532925199433]],PROJECTION["Transverse_Mercator"],PARAMETER["Central_Meridian",24],UNIT["Meter",1]]';
  expect(() => parseCrs(unknown)).toThrow('the datum "D_Own"');
  // Japan before 2002: the Tokyo datum has a sound way for Korea only.
  expect(() => parseCrs("EPSG:4301").toWgs84(139.7, 35.7)).toThrow("no transformation of 5 m or better");
});

const zoneWkt = (name: string, meridian: number, easting: number) =>
  `PROJCS["${name}",GEOGCS["GCS_China_Geodetic_Coordinate_System_2000",DATUM["D_China_2000",` +
  'SPHEROID["CGCS2000",6378137.0,298.257222101]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],' +
  `PROJECTION["Gauss_Kruger"],PARAMETER["False_Easting",${easting}.0],PARAMETER["False_Northing",0.0],` +
  `PARAMETER["Central_Meridian",${meridian}.0],PARAMETER["Scale_Factor",1.0],PARAMETER["Latitude_Of_Origin",0.0],UNIT["Meter",1.0]]`;

test.each([
  ["CGCS2000_3_Degree_GK_CM_114E", 114, 500_000, "EPSG:4547"],
  ["CGCS2000_3_Degree_GK_Zone_38", 114, 38_500_000, "EPSG:4526"],
  ["CGCS2000_GK_Zone_20", 117, 20_500_000, "EPSG:4498"],
  ["CGCS2000_GK_CM_117E", 117, 500_000, "EPSG:4509"],
])("well-known text of %s is the zone, whose number may stand before the easting or not", (name, meridian, easting, id) => {
  const crs = parseCrs(zoneWkt(name, meridian, easting));
  expect(crs.id).toBe(id);
  const number = Number(crs.name.includes("3-degree") ? meridian / 3 : (meridian + 3) / 6);
  const [lon, lat] = crs.toWgs84(500_000, 3_386_000);
  expect(lon).toBeCloseTo(meridian, 9);
  const [again, lat2] = crs.toWgs84(number * 1_000_000 + 500_000, 3_386_000);
  expect([again, lat2]).toEqual([lon, lat]);
});
