import { expect, test } from "vitest";
import { sharedCopy } from "../../../src/base/shared-copy.js";
import type { Isochrones } from "../../../src/isochrone/isochrone.js";
import { packIsochrones, unpackIsochrones } from "../../../src/isochrone/packed-isochrones.js";

const CIRCLE: Isochrones<"mm"> = {
  unit: "mm",
  attribution: null,
  profile: "distance",
  direction: "from",
  distanceM: 30,
  cellM: 10,
  fillHolesM2: 0,
  cutoffs: [1000, 2000],
  // The first cutoff reaches nothing; the second has a shell with a hole, and a shell alone.
  polygons: [
    [],
    [
      [
        [
          [1, 2],
          [3, 4],
          [1, 2],
        ],
        [
          [5, 6],
          [5, 6],
        ],
      ],
      [
        [
          [7.5, -8],
          [7.5, -8],
        ],
      ],
    ],
  ],
  lines: [
    [],
    [
      [
        [1, 2],
        [3, 4],
      ],
    ],
  ],
  reachedMm: [0, 17],
  origins: [{ point: 3, place: [1, 2], linked: [] }],
  notes: [{ code: "unlinked-origin", count: 1, message: "…" }],
};

test("isochrones come back from their columns as they went, with lines or without, key by key", () => {
  const circles = [CIRCLE, { ...CIRCLE, lines: null }, { ...CIRCLE, polygons: [[], []] }];
  const back = unpackIsochrones<"mm">(packIsochrones(circles));
  expect(JSON.stringify(back)).toBe(JSON.stringify(circles));
});

test("a shared copy keeps what is one as one, and every column to the byte", () => {
  const column = Float64Array.of(1.5, Number.NaN, -0);
  const inner = { column, name: "a", none: null, flags: Uint8Array.of(1, 2) };
  const copy = sharedCopy({ one: inner, two: inner, list: [column.subarray(1)] });
  expect(copy).toEqual({ one: inner, two: inner, list: [column.subarray(1)] });
  expect(copy.one).toBe(copy.two);
  expect(copy.one.column.buffer).toBeInstanceOf(SharedArrayBuffer);
  expect(Object.is(copy.one.column[2], -0)).toBe(true);
});
