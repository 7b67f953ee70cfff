import { expect, test } from "vitest";
import { boundaryEffects, distancesToBoundaryM } from "../../../src/coverage/boundary-effects.js";
import type { Area } from "../../../src/geo/area.js";
import { cutToArea } from "../../../src/places/study-area.js";
import { block, facility, KINDERGARTEN, MEALS, measures, report } from "../../support/gap-input.js";

const box = (west: number, east: number): Area => [
  [
    [
      [west, -0.02],
      [east, -0.02],
      [east, 0.02],
      [west, 0.02],
      [west, -0.02],
    ],
  ],
];

test("blocks outside are counted with their residents, facilities count up to the buffer", () => {
  const blocks = {
    blocks: [block("in", 10), block("out", 7, { lon: 0.03 }), block("who", null, { lon: -0.03 })],
    notes: [],
  };
  const facilities = {
    // 0.001° is 111.3 m: 0.02 + 0.009 lies 1002 m outside, 0.0289 lies 991 m.
    facilities: [
      facility("a", ["meals"]),
      facility("b", ["meals"], { lon: 0.0289 }),
      facility("c", ["meals"], { lon: 0.029 }),
    ],
    completeness: {},
    suspectedDuplicates: [
      { a: "a", b: "b", distanceM: 9, reason: "" },
      { a: "b", b: "c", distanceM: 9, reason: "" },
    ],
    merged: 0,
    notes: [],
  };
  const cut = cutToArea({ blocks, facilities }, { polygons: box(-0.02, 0.02), bufferM: 1000 });
  expect(cut.blocks.blocks.map(({ id }) => id)).toEqual(["in"]);
  expect(cut.facilities.facilities.map(({ id }) => id)).toEqual(["a", "b"]);
  expect(cut.facilities.suspectedDuplicates.map(({ b }) => b)).toEqual(["b"]);
  expect(cut.outside).toEqual({
    blocks: 2,
    residents: 7,
    blocksWithoutResidents: 1,
    households: 0,
    facilities: 1,
  });
});

test("the edge is the hull of the streets, or the end of the buffer where that is nearer", () => {
  const blocks = [block("middle", 1), block("east", 1, { lon: 0.018 }), block("beyond", 1, { lon: 0.05 })];
  const streets = box(-0.03, 0.03);
  // East of 0.018 lie 0.012° of streets (1336 m); the area ends after 0.002° (223 m), its buffer 500 m later.
  const known = (area: Parameters<typeof distancesToBoundaryM>[2]) =>
    [...distancesToBoundaryM(blocks, streets, area)].map(Math.round);
  expect(known(null)).toEqual([2211, 1336, 0]);
  expect(known({ polygons: box(-0.02, 0.02), bufferM: 500 })).toEqual([2211, 723, 0]);
});

test("a block is flagged where the edge is nearer than its walk and the limit", () => {
  const blocks = ["a", "b", "c", "d", "e"].map((id) => block(id, 1));
  const { services } = report(blocks, [
    measures(KINDERGARTEN, [200, 200, 400, 400, null]),
    // 15 minutes at 1.2 m/s are 1080 m.
    measures(MEALS, [2000, 2000, 2000, 2000, 2000]),
  ]);
  const edge = boundaryEffects(services, Float64Array.of(199, 201, 299, 301, 1079), {
    loose: Uint8Array.of(0),
    fastestMps: 1.2,
    offStreetCapM: 150,
  });
  // The limit is 300 m: a is met and could be nearer, b is safe, c could become met, d and e could not.
  expect([...edge.services[0]!.flagged]).toEqual([1, 0, 1, 0, 0]);
  expect(edge.services[0]).toMatchObject({ service: "kindergarten", blocks: 2, verdicts: 1 });
  expect([...edge.services[1]!.flagged]).toEqual([1, 1, 1, 1, 1]);
});

test("an unlinked block is flagged where the boundary is nearer than the longest leg off the street", () => {
  const { services } = report(
    [block("a", 1)],
    [measures(KINDERGARTEN, [null], { unlinked: Uint8Array.of(1) })],
  );
  const flagged = (offStreetCapM: number) =>
    boundaryEffects(services, Float64Array.of(200), {
      loose: Uint8Array.of(0),
      fastestMps: 1.2,
      offStreetCapM,
    }).services[0]?.flagged[0];
  // The boundary is 200 m away: no street beyond it is within 150 m, one may be within 250 m.
  expect([flagged(150), flagged(250)]).toEqual([0, 1]);
});
