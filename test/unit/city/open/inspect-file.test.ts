import { expect, test } from "vitest";
import { InputFileError } from "../../../../src/base/errors.js";
import { inspectFile } from "../../../../src/city/open/inspect-file.js";
import { tableFiles } from "../../../support/table-files.js";

const { layer, write } = tableFiles();

const LINE = {
  type: "LineString",
  coordinates: [
    [1, 2],
    [1, 3],
  ],
};
const TRIANGLE = {
  type: "Polygon",
  coordinates: [
    [
      [1, 2],
      [1, 3],
      [2, 3],
      [1, 2],
    ],
  ],
};

test.each([
  ["a table of edges", () => write("from,to,length_m\n1,2,30\n"), "streets"],
  ["a layer of lines", () => layer([LINE, { name: "A" }]), "streets"],
  ["a table of points called nodes", () => write("id,lon,lat\n1,1,2\n", "-nodes.csv"), "nodes"],
  ["a table with a column of residents", () => write("nr,residents,lon,lat\n1,30,1,2\n"), "blocks"],
  ["a table with a column of an age group", () => write("nr,0-2,lon,lat\n1,3,1,2\n"), "blocks"],
  ["polygons with a column of people", () => layer([TRIANGLE, { population: 7 }]), "blocks"],
  ["a table with words of services", () => write("kind,lon,lat\nmeal,1,2\nclinic,1,2\n"), "facilities"],
  ["polygons with names", () => layer([TRIANGLE, { name: "North" }]), "area"],
  ["a table of anything else", () => write("a,lon,lat\nx,1,2\n"), "unknown"],
])("%s is taken for its role", async (_, make, role) => {
  expect((await inspectFile(make())).role).toBe(role);
});

test("an extract is taken for streets and not opened", async () => {
  const damaged = write("no extract at all", ".osm.pbf");
  expect(await inspectFile(damaged)).toMatchObject({ role: "streets", rows: null, columns: [] });
});

test("columns are understood by their whole names, hinted at by parts of them, if they hold numbers", async () => {
  const file = write("nr,Settled residents 2020,flats,peopled,lon,lat\n1,120,40,yes,1,2\n2,,30,no,1,2\n");
  const seen = await inspectFile(file);
  expect(seen).toMatchObject({ rows: 2, isPlaceless: false, inChina: false });
  // "peopled" holds words, so it is not a column of people; "flats" only sounds like homes.
  expect(seen.hinted).toEqual({ id: "nr", residents: "Settled residents 2020", households: "flats" });
  expect(seen.understood).toEqual({});
});

test("words of the service column come with their counts, the most frequent first", async () => {
  const { understood, words } = await inspectFile(
    write("kind,lon,lat\nclinic,1,2\nmeal,1,2\nmeal,1,2\nbench,1,2\n"),
  );
  expect(understood.service).toBe("kind");
  expect(words).toEqual([
    ["meal", 2],
    ["bench", 1],
    ["clinic", 1],
  ]);
});

test("a column of which fewer than half of the words are services is not a service column", async () => {
  const { understood, words } = await inspectFile(write("thing,lon,lat\nmeal,1,2\nbench,1,2\ntree,1,2\n"));
  expect([understood.service, words]).toEqual([undefined, []]);
});

test("columns of numbers whose names speak of places are offered where no name says so", async () => {
  const seen = await inspectFile(write("nr,residents,x_mitte,y_mitte\n1,5,114.3,30.5\n"));
  expect(seen).toMatchObject({ isPlaceless: true, place: { lon: "x_mitte", lat: "y_mitte" } });
  // Wuhan: a table there must declare its coordinate system.
  expect(seen.inChina).toBe(true);
  // One of the two is not enough.
  const half = await inspectFile(write("nr,residents,x_mitte\n1,5,114.3\n"));
  expect([half.isPlaceless, half.place]).toEqual([true, {}]);
});

test("age groups are named with their columns", async () => {
  const { ages } = await inspectFile(write("id,lon,lat,0-2,60+\na,1,2,3,40\n"));
  expect(ages).toEqual([
    ["0-2", ["0-2"]],
    ["60+", ["60+"]],
  ]);
});

test("a file that cannot be read is an error", async () => {
  await expect(inspectFile(write("{", ".geojson"))).rejects.toThrow(InputFileError);
});
