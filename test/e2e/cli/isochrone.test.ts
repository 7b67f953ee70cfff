/**
 * `isochrone`: what is within some minutes of a place.
 */
import { expect, test } from "vitest";
import { cliFolder, STREET_OSM } from "../../support/cli.js";

const { run, write } = cliFolder();
const TOWN = write("town.osm", STREET_OSM);

interface Circle {
  readonly properties: { readonly minutes: number; readonly reached_street_m: number };
  readonly geometry: { readonly type: string; readonly coordinates: readonly [number, number][][] };
}

test("isochrones are one feature a cutoff, each inside the next", () => {
  const { status, stdout } = run("isochrone", TOWN, "--at", "-51.19,-30", "--minutes", "10,2,5");
  expect(status).toBe(0);
  const { features }: { features: readonly Circle[] } = JSON.parse(stdout);
  expect(features.map(({ properties }) => properties.minutes)).toEqual([2, 5, 10]);
  expect(new Set(features.map(({ geometry }) => geometry.type))).toEqual(new Set(["Polygon"]));
  // 2, 5 and 10 minutes at 1.2 m/s both ways along the street.
  expect(features.map(({ properties }) => Math.round(properties.reached_street_m))).toEqual([288, 720, 1440]);
  const east = features.map(({ geometry }) => Math.max(...geometry.coordinates.flat(1).map(([lon]) => lon)));
  expect(east).toEqual([...east].sort((a, b) => a - b));
});
