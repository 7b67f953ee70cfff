import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { FileAccessError, InputFileError, InvalidInputError } from "../../../../src/base/errors.js";
import { writeFileWhole } from "../../../../src/base/write-file.js";
import { readBlocks } from "../../../../src/read/places/read-blocks.js";
import { combineFacilities, readFacilities } from "../../../../src/read/places/read-facilities.js";
import { readAmounts, readMatrix } from "../../../../src/read/tables/read-matrix.js";
import { tempFolder } from "../../../support/temp-folder.js";

const { folder } = tempFolder();

let files = 0;
function file(content: string | Uint8Array, ending = ".csv"): string {
  const name = path.join(folder, `${files++}${ending}`);
  writeFileSync(name, content);
  return name;
}

const feature = (geometry: unknown, properties: object = { service: "meals" }) => ({
  type: "Feature",
  geometry,
  properties,
});
const collection = (...features: unknown[]) => JSON.stringify({ type: "FeatureCollection", features });
const point = (...coordinates: number[]) => ({ type: "Point", coordinates });

test("blocks are read by the names of their columns, in English or Chinese", async () => {
  const english = await readBlocks(
    file(
      '\uFEFFid;Name;lon;lat;Residents;households;unit;age_60_plus;age_0_2\r\n7;"Elm; 3";71.4;51.1;1,200;400;Garden;300;40\r\n',
    ),
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
  expect(notes).toEqual([
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

test("a register offers services by id or by name, several at one place, and is complete for what it holds", async () => {
  const set = await readFacilities(
    file(
      "id,service,lon,lat,places,entrance_lon,entrance_lat,open_to_all\n1,养老;托育,1,2,30,1.001,2.001,\n2,Kindergarten (3–6),3,4,,,,no\n3,zoo,5,6,,,,\n",
    ),
  );
  expect(
    set.facilities.map(({ id, services, capacity, openToAll, entrances }) => [
      id,
      services,
      capacity,
      openToAll,
      entrances,
    ]),
  ).toEqual([
    ["1", ["elderly", "childcare"], 30, null, [[1.001, 2.001]]],
    ["2", ["kindergarten"], null, false, []],
  ]);
  expect(set.completeness).toEqual({ elderly: "complete", childcare: "complete", kindergarten: "complete" });
  expect(set.notes).toEqual([
    { code: "unknown-service", count: 1, message: 'rows name the service "zoo", which is not known' },
  ]);
});

test("entries of one name, address and service are merged, those that look alike are reported", async () => {
  const set = await readFacilities(
    file(
      "id,name,address,service,lon,lat\n1,Elm Care,Elm 3,elderly,0,0\n2,elm care,Elm 3,elderly,0.0001,0\n3,Elm Care Centre,,elderly,0.0002,0\n4,Oak,Oak 1,elderly,0.0001,0\n",
    ),
  );
  expect(set.facilities.map(({ id }) => id)).toEqual(["1", "3", "4"]);
  expect(set.merged).toBe(1);
  expect(set.suspectedDuplicates.map(({ a, b, reason }) => [a, b, reason])).toEqual([
    ["1", "3", "similar name and same service"],
  ]);
});

test("for the services a register holds only the register counts", async () => {
  const osm = await readFacilities(file("id,service,lon,lat\nnode/1,meals;health,0,0\nnode/2,meals,0,0\n"));
  const register = await readFacilities(file("id,service,lon,lat\nr1,meals,1,1\n"));
  const both = combineFacilities(
    { ...osm, completeness: { meals: "incomplete", health: "screening", play: "screening" } },
    register,
    ["play"],
  );
  expect(both.facilities.map(({ id, services }) => [id, services])).toEqual([
    ["node/1", ["health"]],
    ["r1", ["meals"]],
  ]);
  expect(both.completeness).toEqual({ meals: "complete", health: "screening", play: "complete" });
  expect(() => combineFacilities(osm, null, ["zoo"])).toThrow('There is no service "zoo"');
});

const HEAD = "id,service,lon,lat,residents\n";
/** Big5 for 食堂; read as GBK it is a mix of rare characters. */
const BIG5 = Buffer.concat([
  Buffer.from("id,service,lon,lat\n1,"),
  Buffer.from([0xad, 0xb9, 0xb0, 0xf3]),
  Buffer.from(",1,2\n"),
]);

test.each<[what: string, content: string | Uint8Array, ending: string, said: RegExp]>([
  ["an empty file", "", ".csv", /the file is empty/],
  ["white space", " \n \n", ".csv", /nothing but white space/],
  ["Big5", BIG5, ".csv", /byte 21: the text is neither UTF-8 nor surely GBK; declare its encoding/],
  ["a damaged encoding", `${HEAD}1,\uFFFD,1,2,3\n`, ".csv", /line 2: the text holds U\+FFFD/],
  ["a ragged row", `${HEAD}1,meals,1,2\n`, ".csv", /line 2: .*Invalid Record Length/],
  ["an open quote", `${HEAD}1,"meals,1,2,3\n`, ".csv", /Quote Not Closed/],
  ["no coordinates", "id,service\n1,meals\n", ".csv", /no column holds coordinates/],
  ["a repeated column", "id,id,lon,lat\n1,1,1,1\n", ".csv", /two columns are called "id"/],
  ["a word for a longitude", `${HEAD}1,meals,east,2,3\n`, ".csv", /row 1, column "lon": "east" is no number/],
  ["half a place", `${HEAD}1,meals,,2,3\n`, ".csv", /column "lon": "" is no number/],
  [
    "metres for degrees",
    `${HEAD}1,meals,395432,4012345,3\n`,
    ".csv",
    /column "lon": .*not in degrees: it looks like UTM/,
  ],
  ["latitude first", `${HEAD}1,meals,31.2,121.5,3\n`, ".csv", /are the two swapped\?/],
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
    "id,service,lon,lat,places\n1,meals,1,2,n/a\n",
    ".csv",
    /"n\/a" is given, due is a number/,
  ],
  ["no service", "id,lon,lat\n1,1,2\n", ".csv", /no service is given/],
  [
    "only unknown services",
    `${HEAD}1,zoo,1,2,3\n`,
    ".csv",
    /no row has coordinates and a known service \(found "zoo"/,
  ],
  ["a bad WKT", "wkt,service\nPOINT 1 2,meals\n", ".csv", /"POINT 1 2" is no WKT geometry/],
  [
    "a bad entrance",
    "id,service,lon,lat,entrance_lon,entrance_lat\n1,meals,1,2,500,2\n",
    ".csv",
    /the entrance is no place in WGS 84/,
  ],
  ["no JSON", "hello", ".geojson", /neither CSV \(by its name\) nor JSON/],
  [
    "a lone feature",
    JSON.stringify(feature(point(1, 2))),
    ".geojson",
    /the type is "Feature", due is a FeatureCollection/,
  ],
  ["a JSON list", "[1,2]", ".geojson", /due is a FeatureCollection/],
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
  ["null for a feature", collection(feature(point(1, 2)), null), ".geojson", /row 2: this is no Feature/],
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
    /due are two numbers/,
  ],
])("%s is refused, by place and reason", async (_, content, ending, said) => {
  const name = file(content, ending);
  await expect(readFacilities(name)).rejects.toThrow(InputFileError);
  await expect(readFacilities(name)).rejects.toThrow(said);
  await expect(readFacilities(name)).rejects.toThrow(name);
});

test("a missing file is no damaged file", async () => {
  await expect(readBlocks(path.join(folder, "none.csv"))).rejects.toThrow(FileAccessError);
  await expect(readBlocks(folder)).rejects.toThrow(FileAccessError);
});

test("a matrix is read in long and in wide form, empty cells and missing pairs are not reachable", () => {
  const long = readMatrix(file("from,to,cost\na,x,5\na,y,\nb,y,0\n"));
  const wide = readMatrix(file("id,x,y\na,5,\nb,,0\n"));
  expect(long).toEqual(wide);
  expect([...long.matrix.first]).toEqual([0, 1, 2]);
  expect([...long.matrix.column]).toEqual([0, 1]);
  expect(() => readMatrix(file("from,to,cost\na,x,5\na,x,6\n"))).toThrow("the pair a → x is given twice");
  expect(() => readMatrix(file("from,to,cost\na,x,-5\n"))).toThrow('row 1, column "cost": "-5"');
});

test("amounts are read by id, the column named where there are several", () => {
  const name = file("id,people,places\na,5,1\nb,0,2\n");
  expect([...readAmounts(name, "people").amounts]).toEqual([5, 0]);
  expect(() => readAmounts(name)).toThrow("name the column of the amounts; there are id, people, places");
  expect(() => readAmounts(name, "beds")).toThrow('there is no column "beds"');
  expect(() => readAmounts(file("id,n\na,1\na,2\n"))).toThrow('the id "a" comes twice');
});

test("a file is written whole or not at all", () => {
  const target = path.join(folder, "deep", "result.txt");
  writeFileWhole(target, ["one ", "二"]);
  expect(readFileSync(target, "utf8")).toBe("one 二");
  const failing = function* () {
    yield "half";
    throw new Error("the writer stopped");
  };
  expect(() => writeFileWhole(target, failing())).toThrow("the writer stopped");
  // An error of ours has a code, as those of the file system have, and is still passed on as it is.
  const refusing = function* () {
    yield "half";
    throw new InvalidInputError("no such column");
  };
  expect(() => writeFileWhole(target, refusing())).toThrow(InvalidInputError);
  expect(readFileSync(target, "utf8")).toBe("one 二");
  expect(readdirSync(path.dirname(target))).toEqual(["result.txt"]);
  expect(() => writeFileWhole(path.join(target, "below-a-file"), ["x"])).toThrow(FileAccessError);
});
