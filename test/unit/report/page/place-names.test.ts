/**
 * Names of blocks that are numbers alone.
 */
import { expect, test } from "vitest";
import { placeNames } from "../../../../src/report/page/place-names.js";

/** One street, Long Street, along the equator from 0 to 0.01 degree, some 1,100 m. */
const STREETS = {
  kind: Float64Array.of(1),
  name: Float64Array.of(1),
  names: ["", "Long Street"],
  lines: { first: Uint32Array.of(0, 3), lon: Float64Array.of(0, 0.005, 0.01), lat: new Float64Array(3) },
  barrierKind: new Float64Array(0),
  barriers: { first: Uint32Array.of(0), lon: new Float64Array(0), lat: new Float64Array(0) },
};

test("a number alone gets the nearest named street, a name stays, and what is far from streets stays bare", () => {
  const blocks = {
    name: ["144", "5号", "Rose Court", "", "12a", "144"],
    id: ["a", "b", "c", "way/4", "e", "f"],
    // The last lies 1.1 km north of the street.
    lon: new Float64Array(6).fill(0.0051),
    lat: Float64Array.of(0.001, 0.001, 0.001, 0.001, 0.001, 0.01),
  };
  expect(placeNames(blocks, STREETS)).toEqual([
    "144 (Long Street)",
    "5号 (Long Street)",
    "Rose Court",
    "way/4 (Long Street)",
    "12a (Long Street)",
    "144",
  ]);
  expect(placeNames(blocks, null)).toBe(blocks.name);
});
