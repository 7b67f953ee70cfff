import { expect, test } from "vitest";
import { analysisSummary } from "../../../../src/cli/print/analyze-summary.js";
import { block, facility, MEALS, measures, report } from "../../../support/gap-input.js";
import { town } from "../../../support/town.js";

// Two street edges between three nodes; the point in the middle of the first is merged away.
const NETWORK = town({
  points: { w: [0, 0], m: [100, 0], n: [500, 0], e: [1000, 0] },
  streets: [
    { over: ["w", "m", "n"], name: "West Street" },
    { over: ["n", "e"], name: "East Street" },
  ],
});
const BLOCKS = [block("a", 100), block("b", 50), block("c", null)];
const judged = report(BLOCKS, [measures(MEALS, [100, 2000, "unlinked"])], [facility("f", ["meals"])]);
const linesOf = (...asked: Parameters<typeof analysisSummary>) => analysisSummary(...asked).split("\n");

test("streets, places and links stand above the table, the files below it", () => {
  const lines = linesOf(judged, NETWORK, ["out/report.json"], "en", "Audit: nothing found");
  expect(lines.slice(0, 4)).toEqual([
    "Streets: 3 nodes, 2 street edges (4 points, 3 pieces before merging)",
    "Facilities: 1; blocks: 3 with 150 residents, not known in 1 of them",
    "Blocks that join the streets: 2; not: 1 no street near enough",
    "Audit: nothing found",
  ]);
  expect(lines.slice(-3)).toEqual(["Files:", "  out/report.json", ""]);
});

test("unknown residents are printed as an unknown number", () => {
  const nobody = report([block("a", null)], [measures(MEALS, [100])], [facility("f", ["meals"])]);
  expect(analysisSummary(nobody, NETWORK, [], "en")).toContain(
    "blocks: 1 with an unknown number of residents",
  );
});

test("without blocks facilities are counted and no coverage is claimed", () => {
  const empty = report([], [measures(MEALS, [])], [facility("f", ["meals"])]);
  const text = analysisSummary(empty, NETWORK, [], "en");
  expect(text).toContain("no coverage is claimed");
  expect(text).toContain("  community meals: 1 facility");
  expect(text).not.toContain("Blocks that join");
});

test("the study area, what lies outside it and what data from beyond could change are named", () => {
  const outside = { blocks: 2, residents: 30, blocksWithoutResidents: 0, households: 0, facilities: 1 };
  const area = { name: "Inner town", polygons: [], bufferM: 1000, outside };
  const boundary = { services: [{ service: "meals", blocks: 3, verdicts: 1 }] };
  const text = analysisSummary({ ...judged, area, boundary } as unknown as typeof judged, NETWORK, [], "en");
  expect(text).toContain("Study area: Inner town, facilities up to 1000 m outside count");
  expect(text).toContain("Outside and not judged: 2 blocks with 30 residents; 1 facility");
  expect(text).toContain("could change: community meals 1");
});

test("in Chinese no English word is left but ids and codes", () => {
  const text = linesOf(judged, NETWORK, [], "zh").slice(0, 2).join("");
  expect(text).toContain("街道");
  expect(text).not.toMatch(/[A-Za-z]/);
});

test("notes of the readers are passed on with their counts", () => {
  const notes = [{ code: "duplicates", count: 3, message: "rows stand twice" }];
  const noted = { ...judged, blocks: { ...judged.blocks, notes } };
  expect(analysisSummary(noted, NETWORK, [], "en")).toContain("  blocks: 3 rows stand twice");
});

test("blocks in dwellings are counted in dwellings outside the area too, and parts as parts", () => {
  const flats = [
    { ...block("a/1", null), households: 1200, part: { of: "a" } },
    { ...block("a/2", null), households: 800, part: { of: "a" } },
  ] as unknown as typeof BLOCKS;
  const judgedFlats = report(flats, [measures(MEALS, [100, 2000])], [facility("f", ["meals"])]);
  const outside = { blocks: 1, residents: 0, blocksWithoutResidents: 1, households: 5000, facilities: 2 };
  const area = { name: "Town (hull of the streets)", polygons: [], bufferM: 1080, outside };
  const both = { ...judgedFlats, area } as unknown as typeof judged;
  const text = analysisSummary(both, NETWORK, [], "en");
  expect(text).toContain("blocks: 2 (parts of 1 given blocks) with 2 000 dwellings");
  expect(text).toContain("Outside and not judged: 1 block with 5 000 dwellings; 2 facilities");
  const chinese = analysisSummary(both, NETWORK, [], "zh");
  expect(chinese).toContain("Town（街道的外包范围）");
  expect(chinese).toContain("范围外不作判定：住宅 1 处，5 000 户；设施 2 处");
});

test("verdicts that turn within the ranges are counted by service", () => {
  const ranges = [{ service: "meals", decides: Uint8Array.of(0, 2, 1) }];
  const text = analysisSummary(judged, NETWORK, [], "en", "", { ranges });
  expect(text).toContain(
    "Verdicts that turn within the ranges asked for, in blocks (ranges.csv): community meals 2",
  );
  expect(analysisSummary(judged, NETWORK, [], "zh", "", { ranges })).toContain("社区助餐 2");
  const none = [{ service: "meals", decides: Uint8Array.of(0, 0, 0) }];
  expect(analysisSummary(judged, NETWORK, [], "en", "", { ranges: none })).not.toContain("ranges asked for");
});
