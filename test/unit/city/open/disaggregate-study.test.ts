import { expect, test } from "vitest";
import { disaggregateStudy } from "../../../../src/city/open/disaggregate-study.js";
import type { Block, BlockSet } from "../../../../src/places/places.js";
import { block, KINDERGARTEN, MEALS } from "../../../support/gap-input.js";
import { osmTown } from "../../../support/osm-town.js";
import { place, town } from "../../../support/town.js";

// A street of 2 km, and two more beside it, so that a village on it lies inside the streets.
const NETWORK = town({
  points: { w: [0, 0], e: [2000, 0], a: [-200, 700], b: [2000, 700], c: [-200, -700], d: [2000, -700] },
  streets: [{ over: ["w", "e"] }, { over: ["a", "b"] }, { over: ["c", "d"] }],
});
const SPEED_MPS = 1.2;

/** A rectangle 100 m high around a stretch of the street. */
function village(westM: number, eastM: number): Block {
  const corners = [
    [westM, -50],
    [eastM, -50],
    [eastM, 50],
    [westM, 50],
    [westM, -50],
  ] as const;
  const [lon, lat] = place((westM + eastM) / 2, 0);
  return block("v", 100, { lon, lat, extent: [[corners.map(([x, y]) => place(x, y))]] });
}
const set = (...blocks: Block[]): BlockSet => ({ blocks, notes: [] });
const spread = (
  blocks: BlockSet,
  requirements = [KINDERGARTEN],
  osm: ReturnType<typeof osmTown> | null = null,
) => disaggregateStudy({ osm, network: NETWORK }, blocks, requirements, SPEED_MPS).blocks;

test("blocks that are points stay as they are", () => {
  const points = set(block("p", 10));
  expect(disaggregateStudy({ osm: null, network: NETWORK }, points, [KINDERGARTEN], SPEED_MPS)).toBe(points);
});

test("a village is large against the shortest required walk", () => {
  // 224 m across: more than a quarter of 300 m, less than a quarter of the 1080 m of fifteen minutes.
  const long = set(village(0, 200));
  expect(spread(long, [KINDERGARTEN]).length).toBeGreaterThan(1);
  expect(spread(long, [MEALS])).toHaveLength(1);
  expect(spread(long, [MEALS, KINDERGARTEN])).toEqual(spread(long, [KINDERGARTEN]));
});

test("where the extract has homes in the village its people live there", () => {
  // Ten houses of 20 m by 20 m, the first one at 100 m, each 25 m from the next.
  const houses = Array.from({ length: 10 }, (_, i) => 100 + 25 * i);
  const cornersOf = (x: number) => [
    [x, 10],
    [x + 20, 10],
    [x + 20, 30],
    [x, 30],
  ];
  const osm = osmTown({
    nodes: Object.fromEntries(
      houses.flatMap((x) => cornersOf(x).map(([east, north], k) => [`${x}/${k}`, [east!, north!] as const])),
    ),
    ways: houses.map((x) => ({
      over: [0, 1, 2, 3, 0].map((k) => `${x}/${k}`),
      tags: { building: "apartments", "building:levels": "3" },
    })),
  });
  const parts = spread(set(village(0, 400)), [KINDERGARTEN], osm);
  expect(parts.map(({ residents }) => residents)).toEqual(Array(10).fill(10));
  expect(parts.map(({ lon, lat }) => [lon.toFixed(5), lat.toFixed(5)])).toEqual(
    houses.map((x) => place(x + 10, 20).map((degree) => degree.toFixed(5))),
  );
});
