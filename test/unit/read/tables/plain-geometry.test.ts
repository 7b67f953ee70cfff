import { expect, test } from "vitest";
import { plainGeometry } from "../../../../src/read/tables/plain-geometry.js";

const SQUARE = [
  [0, 0],
  [1, 0],
  [1, 1],
  [0, 0],
];

test.each([
  ["null", null],
  ["nothing", undefined],
  ["a point without coordinates", { type: "Point", coordinates: [] }],
  [
    "a point of NaN, as Parquet writes an empty one",
    { type: "Point", coordinates: [Number.NaN, Number.NaN] },
  ],
  ["a line of no places", { type: "LineString", coordinates: [] }],
  ["a polygon without rings", { type: "Polygon", coordinates: [] }],
  ["a polygon with an empty ring", { type: "Polygon", coordinates: [[]] }],
  ["several of nothing", { type: "MultiPolygon", coordinates: [] }],
  ["several empty ones", { type: "MultiPolygon", coordinates: [[], [[]]] }],
  ["a multipoint of empty points", { type: "MultiPoint", coordinates: [[], [Number.NaN, Number.NaN]] }],
  ["an empty collection", { type: "GeometryCollection", geometries: [{ type: "Polygon", coordinates: [] }] }],
])("%s has no place", (_, geometry) => {
  expect(plainGeometry(geometry)).toBeNull();
});

test("a collection of one is its part, and empty parts are dropped", () => {
  const point = { type: "Point", coordinates: [1, 2] };
  expect(plainGeometry({ type: "MultiPoint", coordinates: [[1, 2]] })).toEqual(point);
  expect(plainGeometry({ type: "MultiPoint", coordinates: [[], [1, 2]] })).toEqual(point);
  expect(plainGeometry({ type: "GeometryCollection", geometries: [null, point] })).toBe(point);
  expect(plainGeometry({ type: "MultiPolygon", coordinates: [[SQUARE], []] })).toEqual({
    type: "MultiPolygon",
    coordinates: [[SQUARE]],
  });
});

test("what has places, or is none of the known kinds, stays as it is", () => {
  for (const geometry of [
    { type: "Point", coordinates: [1, null] },
    { type: "Polygon", coordinates: [SQUARE] },
    { type: "MultiPoint", coordinates: [SQUARE[0], SQUARE[1]] },
    { type: "Circle", coordinates: [] },
    { type: "Point", coordinates: "1 2" },
  ]) {
    expect(plainGeometry(geometry)).toBe(geometry);
  }
});
