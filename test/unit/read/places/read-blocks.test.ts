import { expect, test } from "vitest";
import { readBlocks } from "../../../../src/read/places/read-blocks.js";
import { readFacilities } from "../../../../src/read/places/read-facilities.js";
import { tableFiles } from "../../../support/table-files.js";

const { write: file } = tableFiles();

const feature = (geometry: unknown, properties: object = { service: "meals" }) => ({
  type: "Feature",
  geometry,
  properties,
});

const collection = (...features: unknown[]) => JSON.stringify({ type: "FeatureCollection", features });

test("blocks are read by the names of their columns, in English or Chinese", async () => {
  const english = await readBlocks(
    file(
      '\uFEFFid;Name;lon;lat;Residents;households;unit;age_60_plus;age_0_2\r\n7;"Elm; 3";71.4;51.1;1,200;400;Garden;300;40\r\n',
    ),
    { decimal: "." },
  );
  expect(english.blocks).toEqual([
    {
      id: "7",
      name: "Elm; 3",
      lon: 71.4,
      lat: 51.1,
      entrances: [],
      residents: 1200,
      estimated: false,
      households: 400,
      ages: { "60+": 300, "0-2": 40 },
      unit: "Garden",
    },
  ]);
  const chinese = await readBlocks(file("编号,名称,经度,纬度,人口,社区\nA1,幸福里,121.47,31.23,850,静安\n"), {
    crs: "WGS84",
  });
  expect(chinese.blocks[0]).toMatchObject({
    id: "A1",
    name: "幸福里",
    lon: 121.47,
    lat: 31.23,
    residents: 850,
    unit: "静安",
  });
});

test("rows without a place are left out, counted and named; rows without people are kept", async () => {
  const { blocks, notes } = await readBlocks(file("id,lon,lat,residents\na,1,2,\nb,,,5\nc,3,4,6\n"));
  expect(blocks.map(({ id, residents }) => [id, residents])).toEqual([
    ["a", null],
    ["c", 6],
  ]);
  expect(notes.filter(({ outcome }) => outcome === "left-out")).toMatchObject([
    { code: "rows-without-place", count: 1, message: "rows have no coordinates and are left out (rows 2)" },
  ]);
});

test("polygons stand for themselves by a point inside, WKT points and tabs are read", async () => {
  // A U open to the north: its centre of gravity lies in the notch.
  const u = [
    [0, 0],
    [3, 0],
    [3, 3],
    [2, 3],
    [2, 1],
    [1, 1],
    [1, 3],
    [0, 3],
    [0, 0],
  ].map(([x, y]) => [x! / 1000, y! / 1000]);
  const [block] = (
    await readBlocks(
      file(collection(feature({ type: "Polygon", coordinates: [u] }, { id: "u" })), ".geojson"),
    )
  ).blocks;
  expect(block!.lon < 0.001 || block!.lon > 0.002 || block!.lat < 0.001).toBe(true);
  const wkt = await readFacilities(file("name\twkt\tservice\nCanteen\tPOINT (121.5 31.2)\t食堂\n"), {
    crs: "CGCS2000",
  });
  expect(wkt.facilities[0]).toMatchObject({ lon: 121.5, lat: 31.2, services: ["meals"] });
});
