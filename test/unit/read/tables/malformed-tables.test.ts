/**
 * Tables and layers with a fault: each is refused by its name and place.
 */
import { expect, test } from "vitest";
import { FileAccessError, InputFileError } from "../../../../src/base/errors.js";
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

const point = (...coordinates: number[]) => ({ type: "Point", coordinates });

const HEAD = "id,service,lon,lat,residents\n";

/** Big5 for 食堂; read as GBK it is a mix of rare characters. */
const BIG5 = Buffer.concat([
  Buffer.from("id,service,lon,lat\n1,"),
  Buffer.from([0xad, 0xb9, 0xb0, 0xf3]),
  Buffer.from(",1,2\n"),
]);

test.each<[what: string, content: string | Uint8Array, ending: string, message: RegExp]>([
  ["an empty file", "", ".csv", /the file is empty/],
  ["white space", " \n \n", ".csv", /nothing but white space/],
  ["Big5", BIG5, ".csv", /byte 21: the text is neither UTF-8 nor surely GBK; declare its encoding/],
  ["a damaged encoding", `${HEAD}1,\uFFFD,1,2,3\n`, ".csv", /line 2: the text holds U\+FFFD/],
  ["a ragged row", `${HEAD}1,meals,1,2\n`, ".csv", /line 2: .*Invalid Record Length/],
  ["an open quote", `${HEAD}1,"meals,1,2,3\n`, ".csv", /Quote Not Closed/],
  ["no coordinates", "id,service\n1,meals\n", ".csv", /no column holds coordinates/],
  ["a repeated column", "id,id,lon,lat\n1,1,1,1\n", ".csv", /two columns are called "id"/],
  [
    "a word for a longitude",
    `${HEAD}1,meals,east,2,3\n`,
    ".csv",
    /row 1, column "lon": "east" is not a number/,
  ],
  ["half a place", `${HEAD}1,meals,,2,3\n`, ".csv", /column "lon": "" is not a number/],
  [
    "metres for degrees",
    `${HEAD}1,meals,395432,4012345,3\n`,
    ".csv",
    /column "lon": .*not in degrees: it looks like UTM/,
  ],
  ["latitude first", `${HEAD}1,meals,31.2,121.5,3\n`, ".csv", /is that latitude, longitude\?/],
  [
    "a repeated id",
    `${HEAD}1,meals,1,2,3\n1,meals,1,3,3\n`,
    ".csv",
    /row 2: the id "1" stands in row 1 already/,
  ],
  [
    "negative places",
    "id,service,lon,lat,places\n1,meals,1,2,-4\n",
    ".csv",
    /column "places": "-4" is given/,
  ],
  [
    "words for places",
    "id,service,lon,lat,places\n1,meals,1,2,many\n",
    ".csv",
    /"many" is given, expected a number/,
  ],
  ["no service", "id,lon,lat\n1,1,2\n", ".csv", /no service is given/],
  [
    "only unknown services",
    `${HEAD}1,zoo,1,2,3\n`,
    ".csv",
    /no row has coordinates and a known service \(found "zoo"/,
  ],
  ["a bad WKT", "wkt,service\nPOINT 1 2,meals\n", ".csv", /"POINT 1 2" is not WKT geometry/],
  [
    "a bad entrance",
    "id,service,lon,lat,entrance_lon,entrance_lat\n1,meals,1,2,500,2\n",
    ".csv",
    /the entrance is not a place in WGS 84/,
  ],
  ["no JSON", "hello", ".geojson", /neither CSV \(by its name\) nor JSON/],
  [
    "a lone feature",
    JSON.stringify(feature(point(1, 2))),
    ".geojson",
    /the type is "Feature", expected a FeatureCollection/,
  ],
  ["a JSON list", "[1,2]", ".geojson", /expected a FeatureCollection/],
  [
    "another coordinate system",
    JSON.stringify({
      type: "FeatureCollection",
      crs: { type: "name", properties: { name: "urn:ogc:def:crs:EPSG::2437" } },
      features: [],
    }),
    ".geojson",
    /EPSG:2437 rests on Beijing 1954/,
  ],
  [
    "a line",
    collection(
      feature({
        type: "LineString",
        coordinates: [
          [0, 0],
          [1, 1],
        ],
      }),
    ),
    ".geojson",
    /row 1: the geometry is a LineString/,
  ],
  ["null for a feature", collection(feature(point(1, 2)), null), ".geojson", /row 2: this is not a Feature/],
  [
    "a polygon of three places",
    collection(
      feature({
        type: "Polygon",
        coordinates: [
          [
            [0, 0],
            [1, 1],
            [0, 0],
          ],
        ],
      }),
    ),
    ".geojson",
    /fewer than four places/,
  ],
  [
    "a text coordinate",
    collection(feature({ type: "Point", coordinates: ["1", 2] })),
    ".geojson",
    /expected two numbers/,
  ],
])("%s is refused, by place and reason", async (_, content, ending, message) => {
  const name = file(content, ending);
  await expect(readFacilities(name)).rejects.toThrow(InputFileError);
  await expect(readFacilities(name)).rejects.toThrow(message);
  await expect(readFacilities(name)).rejects.toThrow(name);
});

test("a missing file is not a damaged file", async () => {
  await expect(readBlocks("none.csv")).rejects.toThrow(FileAccessError);
  await expect(readBlocks(import.meta.dirname)).rejects.toThrow(FileAccessError);
});
