/**
 * `walk`: one walk from door to door.
 */
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { cliFolder, STREET_OSM } from "../../support/cli.js";

const { run, write } = cliFolder();
const TOWN = write("town.osm", STREET_OSM);

interface Walk {
  readonly streetM: number;
  readonly offStreetM: number;
  readonly minutes: number;
  readonly from: object;
  readonly to: object;
  readonly geometry: { readonly type: string; readonly coordinates: readonly [number, number][] };
}

test("a walk goes from door to door, west and south of zero too", () => {
  const ends = ["--from", "-51.2,-30.0001", "--to", "-51.19,-30.0002"];
  const { status, stdout } = run("walk", TOWN, ...ends, "--json");
  expect(status).toBe(0);
  const walk: Walk = JSON.parse(stdout);
  expect(Object.keys(walk)).toEqual(["streetM", "offStreetM", "minutes", "from", "to", "geometry"]);
  // 0.01° at 30° S is 964.86 m by the ellipsoid; 0.0003° of latitude off the street is 33.26 m in all.
  expect(walk.streetM).toBeCloseTo(964.86, 1);
  expect(walk.offStreetM).toBeCloseTo(33.26, 1);
  expect(walk.minutes).toBeCloseTo((walk.streetM + walk.offStreetM) / 1.2 / 60, 2);
  expect(walk.from).toEqual({ point: [-51.2, -30.0001], linked: [-51.2, -30] });
  expect(walk.to).toEqual({ point: [-51.19, -30.0002], linked: [-51.19, -30] });
  expect(walk.geometry.type).toBe("LineString");
  expect([walk.geometry.coordinates[0], walk.geometry.coordinates.at(-1)]).toEqual([
    [-51.2, -30.0001],
    [-51.19, -30.0002],
  ]);
});

test("in words a walk names its minutes and its streets", () => {
  const { stdout } = run("walk", TOWN, "--from=-51.2,-30.0001", "--to=-51.19,-30.0002", "--quiet");
  expect(stdout).toContain("Rua da Praia");
  // (964.86 + 33.26) m at 1.2 m/s are 831.8 s.
  expect(stdout).toMatch(/13\.9 min door to door/);
});

test("a gzipped extract gives the walk of the plain one", () => {
  const zipped = write("town.osm.gz", gzipSync(STREET_OSM));
  const walk = (file: string) =>
    run("walk", file, "--from", "-51.2,-30", "--to", "-51.19,-30", "--json").stdout;
  expect(walk(zipped)).toBe(walk(TOWN));
});
