import { expect, test } from "vitest";
import { isNativeEncoding, nativeShape } from "../../../../src/read/tables/native-geometry.js";

const at = (x: number, y: number) => ({ x, y });

test.each([
  ["point", at(1, 2), "Point", [1, 2]],
  ["point", { x: 1, y: 2, z: 3 }, "Point", [1, 2]],
  ["point", at(Number.NaN, Number.NaN), "Point", []],
  [
    "linestring",
    [at(0, 0), at(1, 1)],
    "LineString",
    [
      [0, 0],
      [1, 1],
    ],
  ],
  ["multipoint", [at(0, 0)], "MultiPoint", [[0, 0]]],
  [
    "polygon",
    [[at(0, 0), at(1, 0), at(1, 1), at(0, 0)]],
    "Polygon",
    [
      [
        [0, 0],
        [1, 0],
        [1, 1],
        [0, 0],
      ],
    ],
  ],
  [
    "multilinestring",
    [[at(0, 0), at(1, 1)]],
    "MultiLineString",
    [
      [
        [0, 0],
        [1, 1],
      ],
    ],
  ],
  [
    "multipolygon",
    [[[at(0, 0), at(1, 0), at(1, 1), at(0, 0)]]],
    "MultiPolygon",
    [
      [
        [
          [0, 0],
          [1, 0],
          [1, 1],
          [0, 0],
        ],
      ],
    ],
  ],
])("a %s is the shape that its name says", (encoding, value, type, coordinates) => {
  expect(isNativeEncoding(encoding)).toBe(true);
  expect(nativeShape(encoding, value)).toEqual({ type, coordinates });
});

test("an empty cell is not a shape, and other encodings are not native ones", () => {
  expect(nativeShape("polygon", null)).toBeNull();
  expect(["WKB", "geoarrow.point", "constructor", 3, undefined].filter(isNativeEncoding)).toEqual([]);
});
