/**
 * `matrix`: walks between the places of two files; and isochrones of the places of a file.
 */
import { readFileSync } from "node:fs";
import { parquetReadObjects } from "hyparquet";
import { expect, test } from "vitest";
import { cliFolder, STREET_OSM } from "../../support/cli.js";

const { run, write, at } = cliFolder();
const TOWN = write("town.osm", STREET_OSM);
// On the street, 0, 5 and 15 of its pieces of 48.243 m from the west; one row has no place, one lies off the streets.
const HOMES = write(
  "homes.csv",
  "id,lon,lat\nwest,-51.2,-30\neast,-51.1925,-30\nnowhere,,\nfar,-51.1,-30.2\n",
);
const SHOPS = write("shops.csv", 'lon,lat,name\n-51.1975,-30,"a, b"\n-51.2,-30,c\n');

test("walks in minutes, in the order of the files, and none past the limit", () => {
  const { status, stdout } = run("matrix", TOWN, "--from", HOMES, "--to", SHOPS, "--minutes", "9");
  expect(status).toBe(0);
  const rows = stdout.trim().split("\n");
  expect(rows[0]).toBe("from,to,minutes");
  // 5, 0 and 10 pieces at 1.2 m/s are 3.3502, 0 and 6.7004(5) min; 15 pieces are 10.05 min.
  expect(rows.slice(1)).toEqual(["west,row/1,3.3502", "west,row/2,0", "east,row/1,6.7005"]);
});

test("in metres, to a file, with what is left out", () => {
  const args = ["--from", HOMES, "--to", SHOPS, "--metres", "300", "--out", "walks.csv"];
  const { stdout } = run("matrix", TOWN, ...args);
  expect(stdout).toBe(
    "2 walks from 3 to 2 places; joining no street: 1 of those where walks begin, 0 of those where they end" +
      "; rows without a place: 1 and 0\nwalks.csv\n",
  );
  expect(readFileSync(at("walks.csv"), "utf8")).toMatch(
    /^from,to,metres\nwest,row\/1,241\.2\d*\nwest,row\/2,0\n$/,
  );
});

test("the same rows as Parquet", async () => {
  const ends = ["--from", HOMES, "--to", SHOPS, "--minutes", "9"];
  const { stdout } = run("matrix", TOWN, ...ends, "--out", "walks.parquet", "--json");
  expect(JSON.parse(stdout)).toEqual({
    files: ["walks.parquet"],
    pairs: 3,
    unlinkedFrom: 1,
    unlinkedTo: 0,
    withoutPlace: 1,
  });
  const file = new Uint8Array(readFileSync(at("walks.parquet"))).buffer;
  const rows = await parquetReadObjects({ file });
  expect(rows.map((row) => Object.values(row).join(","))).toEqual(
    run("matrix", TOWN, ...ends)
      .stdout.trim()
      .split("\n")
      .slice(1),
  );
});

test("limits and files that do not go together are refused", () => {
  const matrix = (...args: string[]) => run("matrix", TOWN, "--from", HOMES, "--to", SHOPS, ...args).stderr;
  expect(matrix("--minutes", "5", "--metres", "300")).toContain("one limit is enough");
  expect(matrix("--profile", "distance", "--minutes", "5")).toContain("give --metres");
  expect(matrix("--out", "walks.xlsx")).toContain("expected a name in .csv or .parquet");
  const twice = write("twice.csv", "id,lon,lat\na,-51.2,-30\na,-51.19,-30\n");
  const { status, stderr } = run("matrix", TOWN, "--from", twice, "--to", SHOPS);
  expect([status, stderr]).toEqual([4, expect.stringContaining('row 2: the id "a" stands in row 1 already')]);
});

test("isochrones of the places of a file are one layer with their ids", () => {
  const args = ["--points", HOMES, "--minutes", "5,10", "--out", "circles.geojson", "--quiet"];
  const { status, stdout } = run("isochrone", TOWN, ...args);
  expect([status, stdout]).toEqual([
    0,
    "1 places join no street and have an empty isochrone\n1 rows without a place are left out\ncircles.geojson\n",
  ]);
  const { features } = JSON.parse(readFileSync(at("circles.geojson"), "utf8"));
  expect(
    features.map(({ properties: p }: { properties: Record<string, unknown> }) => [p.id, p.minutes]),
  ).toEqual([
    ["west", 5],
    ["west", 10],
    ["east", 5],
    ["east", 10],
    ["far", 5],
    ["far", 10],
  ]);
  const alone = JSON.parse(run("isochrone", TOWN, "--at", "-51.1925,-30", "--minutes", "5").stdout);
  const reached = "reached_street_m";
  expect(features[2].properties[reached]).toBe(alone.features[0].properties[reached]);
  expect(run("isochrone", TOWN, "--points", HOMES).stderr).toContain("--points needs --out");
});
