import type { Feature, Polygon } from "geojson";
import { expect, test } from "vitest";
import { degreeLengths } from "../../../../src/geo/earth.js";
import { thinFeature } from "../../../../src/report/maps/thin-features.js";

const { lonM, latM } = degreeLengths(40);
/** A place some metres east and north of 10° E, 40° N. */
const at = (east: number, north: number) => [10 + east / lonM, 40 + north / latM];

function polygon(...ring: number[][]): Feature<Polygon> {
  return { type: "Feature", properties: {}, geometry: { type: "Polygon", coordinates: [ring] } };
}

test("points on straight sides go, corners stay, and coordinates have six decimals", () => {
  // A square of 100 m with a point every 10 m of its south side, 4 cm off at most.
  const south = Array.from({ length: 11 }, (_, i) => at(10 * i, i % 2 === 0 ? 0 : 0.04));
  const thinned = thinFeature(polygon(...south, at(100, 100), at(0, 100), at(0, 0)));
  const corners = [at(0, 0), at(100, 0), at(100, 100), at(0, 100), at(0, 0)];
  expect(thinned.geometry.coordinates[0]).toEqual(
    corners.map((place) => place.map((x) => Number(x.toFixed(6)))),
  );
});

test("a bend of more than a decimetre stays", () => {
  const bent = thinFeature(polygon(at(0, 0), at(50, 0.2), at(100, 0), at(100, 100), at(0, 100), at(0, 0)));
  expect(bent.geometry.coordinates[0]).toHaveLength(6);
});

test("a ring that would lose its shape stays as it is", () => {
  const sliver = polygon(at(0, 0), at(50, 0.02), at(100, 0), at(50, -0.02), at(0, 0));
  expect(thinFeature(sliver)).toEqual(sliver);
});
