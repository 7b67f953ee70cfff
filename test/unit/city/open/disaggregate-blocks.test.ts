/** A village on a straight street, spread and judged: shares worked out by hand, totals equal to the last person. */
import { expect, test } from "vitest";
import { analyzeLivingCircle } from "../../../../src/city/ask/analyze.js";
import { disaggregateBlocks } from "../../../../src/city/open/disaggregate-blocks.js";
import { areaCoverage } from "../../../../src/coverage/area-coverage.js";
import type { Area } from "../../../../src/geo/area.js";
import type { Block, BlockSet, FacilitySet } from "../../../../src/places/places.js";
import { areasCsv } from "../../../../src/report/tables/area-coverage-csv.js";
import { block, facility, KINDERGARTEN } from "../../../support/gap-input.js";
import { place, town } from "../../../support/town.js";

// One street of 2 km eastwards; points every 40 m stand at 20, 60, 100, …, 1980 m.
// Two more far to the north and south, so that the villages lie inside the streets.
const network = town({
  points: { w: [0, 0], e: [2000, 0], a: [-200, 700], b: [2000, 700], c: [-200, -700], d: [2000, -700] },
  streets: [{ over: ["w", "e"] }, { over: ["a", "b"] }, { over: ["c", "d"] }],
});
const rectangle = (west: number, east: number, south = -50, north = 50): Area => {
  const corners = [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ] as const;
  return [[corners.map(([x, y]) => place(x, y))]];
};
const village = (id: string, west: number, east: number, more: Partial<Block> = {}): Block => {
  const [lon, lat] = place((west + east) / 2, 0);
  return block(id, 1000, { name: `Village ${id}`, lon, lat, extent: rectangle(west, east), ...more });
};
const set = (...blocks: Block[]): BlockSet => ({ blocks, notes: [] });
const sumOf = (blocks: readonly Block[], of: (b: Block) => number | null) =>
  blocks.reduce((sum, b) => sum + (of(b) ?? 0), 0);
const kindergarten = (x: number): FacilitySet => {
  const [lon, lat] = place(x, 0);
  return {
    facilities: [facility("k", ["kindergarten"], { lon, lat })],
    completeness: { kindergarten: "complete" },
    suspectedDuplicates: [],
    merged: 0,
    notes: [],
  };
};

test("a village is spread over the points on its streets, and every total is kept", () => {
  const given = village("v", 0, 400, {
    residents: 1003,
    households: 401,
    ages: { "60+": 77, "0-2": 5 },
    areaM2: 40_000,
  });
  const { blocks, notes } = disaggregateBlocks(network, set(given));
  // Points at 20, 60, …, 380 m: ten of them.
  expect(blocks.map(({ id }) => id)).toEqual(Array.from({ length: 10 }, (_, i) => `v#${i + 1}`));
  blocks.forEach(({ lon, lat }, i) => {
    expect([lon, lat].map((d) => d.toFixed(6))).toEqual(place(20 + 40 * i, 0).map((d) => d.toFixed(6)));
  });
  expect(blocks.map(({ residents }) => residents)).toEqual([101, 101, 101, ...Array(7).fill(100)]);
  expect(sumOf(blocks, (b) => b.households)).toBe(401);
  expect(sumOf(blocks, (b) => b.ages!["60+"]!)).toBe(77);
  expect(sumOf(blocks, (b) => b.ages!["0-2"]!)).toBe(5);
  expect(sumOf(blocks, (b) => b.areaM2!)).toBeCloseTo(40_000, 6);
  expect(blocks[3]).toMatchObject({ unit: "Village v", part: { of: "v", name: "Village v", share: 0.1 } });
  expect(notes.map(({ code, count }) => `${code} ${count}`)).toEqual([
    "spread-over-streets 1",
    "spread-parts 10",
  ]);
});

test("nobody lives on a platform", () => {
  const station = town({
    points: { w: [0, 0], e: [400, 0], p: [0, 30], q: [400, 30] },
    streets: [{ over: ["w", "e"] }, { over: ["p", "q"], streetClass: "platform" }],
  });
  const { blocks } = disaggregateBlocks(station, set(village("v", 0, 400)));
  expect(blocks.filter(({ lat }) => lat > place(0, 15)[1])).toEqual([]);
  // Ten points on the street, and what of the village lies beyond the hull of streets and platform.
  expect(blocks.length).toBeLessThanOrEqual(11);
});

test("small blocks, points, and blocks without streets stay as they are", () => {
  // 50 m by 50 m is 71 m across, less than a quarter of 300 m; 120 m by 100 m is 156 m.
  const small = village("s", 0, 50, { extent: rectangle(0, 50, -25, 25) });
  const off = village("off", 0, 400, { extent: rectangle(0, 400, 200, 600) });
  const point = block("p", 7);
  expect(disaggregateBlocks(network, set(small, point)).blocks).toEqual([small, point]);
  const { blocks, notes } = disaggregateBlocks(network, set(off, point, village("l", 0, 120)));
  expect(blocks.map(({ id }) => id)).toEqual(["off", "p", "l#1", "l#2", "l#3"]);
  expect(notes.map(({ code }) => code)).toContain("not-spread");
});

test("where homes are mapped people live in them, by their residents; fewer than ten homes give no picture", () => {
  const homes = (count: number) =>
    set(
      ...Array.from({ length: count }, (_, i) => {
        const [lon, lat] = place(100 + i, 10);
        return block(`h${i}`, i === 0 ? 30 : 10, { lon, lat });
      }),
    );
  const { blocks } = disaggregateBlocks(network, set(village("v", 0, 400, { residents: 120 })), {
    homes: homes(10),
  });
  // 30 + 9 × 10 = 120: each home gets its own number.
  expect(blocks.map(({ residents }) => residents)).toEqual([30, ...Array(9).fill(10)]);
  expect(
    disaggregateBlocks(network, set(village("v", 0, 400)), { homes: homes(9) }).blocks[0]!.lat,
  ).toBeCloseTo(0, 7);
});

test("of a village that reaches beyond the streets, as many people stay out there as its area says", () => {
  // From 1600 m to 2400 m: half of it, 400 m with ten points, lies inside the streets, which end at 2000 m.
  const { blocks, notes } = disaggregateBlocks(network, set(village("v", 1600, 2400)));
  expect(blocks).toHaveLength(11);
  expect(blocks.slice(0, 10).map(({ residents }) => residents)).toEqual(Array(10).fill(50));
  expect(blocks[10]!.residents).toBe(500);
  expect(blocks[10]!.lon).toBeGreaterThan(place(2000, 0)[0]);
  expect(notes.map(({ code }) => code)).toContain("spread-at-edge");
});

test("parts that nobody lives in are left out, a village of nobody is kept", () => {
  const { blocks } = disaggregateBlocks(network, set(village("v", 0, 400, { residents: 3 })));
  expect(blocks.map(({ residents }) => residents)).toEqual([1, 1, 1]);
  expect(disaggregateBlocks(network, set(village("n", 0, 400, { residents: 0 }))).blocks).toHaveLength(10);
  const unknown = disaggregateBlocks(
    network,
    set(village("u", 0, 400, { residents: null, ages: null })),
  ).blocks;
  expect(unknown.map(({ residents }) => residents)).toEqual(Array(10).fill(null));
});

test("coverage of a village is the share of its people, its verdict follows from the share", async () => {
  // A kindergarten at 0 m serves points up to 300 m: 20, 60, …, 300 are 8 of 25 in (0, 1000), all 7 of (0, 280).
  const places = {
    facilities: kindergarten(0),
    blocks: set(village("far", 0, 1000), village("near", 0, 280, { residents: 70 })),
  };
  const blocks = disaggregateBlocks(network, places.blocks);
  const report = await analyzeLivingCircle(
    network,
    { ...places, blocks },
    { requirements: [KINDERGARTEN], threads: 1 },
  );
  const [far, near] = areaCoverage(report);
  // 1000 people on 25 points are 40 each: 8 × 40 = 320 are met.
  expect(far).toMatchObject({ id: "far", parts: 25, residents: 1000 });
  expect(far!.services[0]).toEqual({
    service: "kindergarten",
    people: { met: 320, gap: 680, unknown: 0 },
    share: 0.32,
    verdict: "gap",
  });
  expect(near!.services[0]).toEqual({
    service: "kindergarten",
    people: { met: 70, gap: 0, unknown: 0 },
    share: 1,
    verdict: "met",
  });
  expect(areaCoverage(report, 0.32)[0]!.services[0]!.verdict).toBe("met");
  expect(areaCoverage(report, 0.33)[0]!.services[0]!.verdict).toBe("gap");
  expect(report.services[0]!.summary.residents).toEqual({ met: 390, gap: 680, unknown: 0 });
  expect([...areasCsv(report)].join("").split("\r\n")[1]).toBe(
    "far,Village far,25,1000,kindergarten,gap,0.32,320,680,0,",
  );
  expect(() => areaCoverage(report, 2)).toThrow("expected a number from 0 to 1");
});

test("as one point the same village would be all met or all in gap", async () => {
  // Its middle is 500 m from the kindergarten: as a point all 1000 people are in gap, though 320 live within 300 m.
  const places = { facilities: kindergarten(0), blocks: set(village("far", 0, 1000)) };
  const report = await analyzeLivingCircle(network, places, { requirements: [KINDERGARTEN], threads: 1 });
  expect(report.services[0]!.summary.residents).toEqual({ met: 0, gap: 1000, unknown: 0 });
  expect(areaCoverage(report)).toEqual([]);
});
