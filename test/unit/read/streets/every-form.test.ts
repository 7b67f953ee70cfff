/**
 * One town in every form that streets come in gives one network: 30 walks agree within 0.1 m and 0.1 s.
 *
 * `test/forms/streets/make-streets.py` wrote the files by osmium, ogr2ogr, GeoPandas and OSMnx. A fact may be missing only where the form
 * has no field for it (`docs/formats.md`, "One town in every form"); then the walks are those of the town without that fact.
 */
import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { openCity } from "../../../../src/city/open-city.js";
import { tempFolder } from "../../../support/temp-folder.js";

const FORMS = path.resolve(import.meta.dirname, "../../../forms/streets");
const TOWN = readFileSync(path.join(FORMS, "town.osm"), "utf8");
const { write } = tempFolder();

type Doors = readonly [east: number, north: number];

/** Metres east and north of 10° E, 0° N. */
const place = ([east, north]: Doors): [number, number] => [10 + east / 111_319.49, north / 110_574.28];

const DOORS: readonly Doors[] = [
  [20, 12],
  [80, 112],
  [150, -100],
  [190, 245],
  [350, 190],
  [250, 40],
  [310, 20],
  [395, 110],
  [10, 290],
  [240, 395],
  [110, -60],
  [290, -140],
  [60, 90],
  [430, 95],
  [180, -140],
];

/** Each door to the next, and to the fifth after it. */
const PAIRS = DOORS.flatMap((from, i) =>
  [1, 5].map((step) => [from, DOORS[(i + step) % DOORS.length]!] as const),
);

async function walksIn(
  file: string,
  layer?: string,
): Promise<(readonly [metres: number, seconds: number] | null)[]> {
  const streets = layer === undefined ? { file } : { file, layer };
  const city = await openCity({ streets, facilities: [], blocks: [] });
  const walks = PAIRS.map(([from, to]) => {
    const walk = city.walk(place(from), place(to));
    return walk === null ? null : ([walk.streetM + walk.offStreetM, 60 * walk.minutes] as const);
  });
  await city.close();
  return walks;
}

const without = (...keys: readonly string[]) => new RegExp(`<tag k="(?:${keys.join("|")})" v="[^"]*"/>`, "g");
const inEach = (element: "node" | "way", text: string, ...keys: readonly string[]) =>
  text.replace(new RegExp(`<${element} [^\n]*`, "g"), (line) => line.replace(without(...keys), ""));

/** The town without a fact. */
const LACKS = {
  gate: (text: string) => inEach("node", text, "barrier", "access"),
  square: (text: string) => inEach("way", text, "area", "building"),
  "ways of squares": (text: string) => text.replace(/<way [^\n]*k="area"[^\n]*\n/, ""),
  "one direction of steps": (text: string) => inEach("way", text, "conveying", "oneway:foot"),
  "private drive": (text: string) => inEach("way", text, "access"),
  "closed footway": (text: string) => inEach("way", text, "foot"),
  river: (text: string) => inEach("way", text, "waterway"),
} as const;

test("two walks of the town are as long as worked out by hand", async () => {
  const file = path.join(FORMS, "town.osm");
  const city = await openCity({ streets: { file }, facilities: [], blocks: [] });
  const metres = (from: Doors, to: Doors) => {
    const walk = city.walk(place(from), place(to));
    return Math.round((walk?.streetM ?? 0) + (walk?.offStreetM ?? 0));
  };
  // 10 to column 300, 80 up, 95 along row 100, 10 to the door: not by the closed footway of 141.
  expect(metres([310, 20], [395, 110])).toBe(195);
  // 45 down to row 200, off the bridge that is 10 away; 10, 100 over the bridge, 190, and 10: the river is not crossed.
  expect(metres([190, 245], [10, 290])).toBe(355);
  await city.close();
});

test.each<[form: string, file: string, lacks: readonly (keyof typeof LACKS)[], layer?: string]>([
  ["PBF, dense nodes", "dense.osm.pbf", []],
  ["PBF, plain nodes", "plain.osm.pbf", []],
  ["PBF with places on ways", "locations.osm.pbf", []],
  ["XML packed with bzip2", "town.osm.bz2", []],
  ["Overpass JSON with nodes", "overpass-body.json", []],
  ["Overpass JSON, out geom", "overpass-geom.json", []],
  ["Overpass XML, out geom", "overpass-geom.osm", []],
  ["GeoPackage of GDAL", "gdal.gpkg", ["gate", "ways of squares"], "lines"],
  [
    "shapefile of Geofabrik",
    "geofabrik.shp",
    ["gate", "square", "one direction of steps", "private drive", "closed footway", "river"],
  ],
  ["GeoParquet of Overture", "overture.parquet", ["gate", "square", "river"]],
  [
    "GeoParquet of OSMnx",
    "osmnx.parquet",
    ["gate", "square", "one direction of steps", "closed footway", "river"],
  ],
  ["tables of edges and nodes", "edges.csv", ["square", "river"]],
])("%s gives the walks of the town", async (_, file, lacks, layer) => {
  const town = lacks.reduce((text, fact) => LACKS[fact](text), TOWN);
  const expected = await walksIn(write(`${file}.osm`, town));
  const walks = await walksIn(path.join(FORMS, file), layer);
  expect(walks).toHaveLength(30);
  const odd = walks.flatMap((walk, i) => {
    const wanted = expected[i];
    if (walk === null || wanted == null) return walk === wanted ? [] : [{ pair: PAIRS[i], walk, wanted }];
    const isEqual = Math.abs(walk[0] - wanted[0]) <= 0.1 && Math.abs(walk[1] - wanted[1]) <= 0.1;
    return isEqual ? [] : [{ pair: PAIRS[i], walk, wanted }];
  });
  expect(odd).toEqual([]);
});
