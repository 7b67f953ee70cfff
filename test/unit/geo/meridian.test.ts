import { area, booleanValid } from "@turf/turf";
import { expect, test } from "vitest";
import { convexHull, distanceToEdgeM, liesInArea } from "../../../src/geo/area.js";
import { crossesMeridian, cutLine, cutPolygon } from "../../../src/geo/meridian.js";
import type { LonLat } from "../../../src/geo/polygon-point.js";

const SQUARE: LonLat[] = [
  [179.99, 0],
  [-179.99, 0],
  [-179.99, 0.02],
  [179.99, 0.02],
  [179.99, 0],
];

test("a square across the meridian falls into a western and an eastern half", () => {
  const [west, east, ...more] = cutPolygon([SQUARE]);
  expect(more).toEqual([]);
  expect(west?.[0]).toHaveLength(5);
  for (const [lon] of west?.[0] ?? []) expect([179.99, 180]).toContain(lon);
  for (const [lon] of east?.[0] ?? []) expect([-179.99, -180]).toContain(lon);
});

test("longitudes that run on beyond 180 mean the same square", () => {
  const runsOn = SQUARE.map(([lon, lat]): LonLat => [lon < 0 ? lon + 360 : lon, lat]);
  expect(cutPolygon([runsOn])).toEqual(cutPolygon([SQUARE]));
});

test("a polygon away from the meridian is left as it is", () => {
  const ring: LonLat[] = [
    [1, 1],
    [2, 1],
    [2, 2],
    [1, 1],
  ];
  expect(cutPolygon([ring])).toEqual([[ring]]);
  expect(crossesMeridian(ring)).toBe(false);
});

test("a comb of two teeth with a hole is cut into four valid parts of the same area", () => {
  // In thousandths of a degree from 180°: a back from -20 to 0 west of it, teeth to +10 at heights 0–4 and 6–10; the lower
  // tooth has a hole that the meridian cuts too, so the west keeps one part and the east two.
  const at = (x: number, y: number): LonLat => [180 + x / 1000, y / 1000];
  const ring = [
    at(-20, 0),
    at(10, 0),
    at(10, 4),
    at(-5, 4),
    at(-5, 6),
    at(10, 6),
    at(10, 10),
    at(-20, 10),
    at(-20, 0),
  ];
  const hole = [at(-2, 1), at(-2, 3), at(2, 3), at(2, 1), at(-2, 1)];
  const parts = cutPolygon([ring, hole]);
  const geometry = {
    type: "MultiPolygon" as const,
    coordinates: parts.map((p) => p.map((r) => r.map((c) => [...c]))),
  };
  expect(booleanValid(geometry)).toBe(true);
  expect(parts.filter((part) => (part[0]?.[0]?.[0] ?? 0) > 0)).toHaveLength(1);
  expect(parts.filter((part) => (part[0]?.[0]?.[0] ?? 0) < 0)).toHaveLength(2);
  // By hand: 30 × 10 less the gap 15 × 2 less the hole 4 × 2 = 262 square thousandths.
  const whole = {
    type: "Polygon" as const,
    coordinates: [
      [
        [0, 0],
        [0.262, 0],
        [0.262, 0.001],
        [0, 0.001],
        [0, 0],
      ],
    ],
  };
  expect(area(geometry) / area(whole)).toBeCloseTo(1, 3);
});

test("a hole beside the meridian stays a hole of its half", () => {
  const hole: LonLat[] = [
    [179.992, 0.005],
    [179.992, 0.01],
    [179.996, 0.01],
    [179.996, 0.005],
    [179.992, 0.005],
  ];
  const parts = cutPolygon([SQUARE, hole]);
  expect(parts.map((part) => part.length).sort()).toEqual([1, 2]);
});

test("a line is cut where it crosses, at the height of the crossing", () => {
  const line: LonLat[] = [
    [179.998, 0],
    [-179.998, 0.004],
    [-179.996, 0.004],
  ];
  expect(cutLine(line)).toEqual([
    [
      [179.998, 0],
      [180, 0.002],
    ],
    [
      [-180, 0.002],
      [-179.998, 0.004],
      [-179.996, 0.004],
    ],
  ]);
  const ends: LonLat[] = [
    [179.9, 0],
    [180, 0],
  ];
  expect(cutLine(ends)).toEqual([ends]);
});

test("the hull of places on both sides holds what lies between, and its cut is not an edge", () => {
  const hull = convexHull([
    [179.99, 0],
    [-179.99, 0],
    [-179.99, 0.02],
    [179.99, 0.02],
  ]);
  expect(hull).toHaveLength(2);
  expect(liesInArea(hull, [179.999, 0.01])).toBe(true);
  expect(liesInArea(hull, [0, 0.01])).toBe(false);
  // 0.009° of longitude at the equator, 111.32 km a degree: 1,002 m to the eastern edge; the cut is nearer and counts not.
  expect(distanceToEdgeM(hull, [179.9995, 0.01])).toBeGreaterThan(1000);
});
