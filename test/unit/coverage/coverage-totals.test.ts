import { expect, test } from "vitest";
import { coverageTotals } from "../../../src/coverage/coverage-totals.js";
import { unitVerdicts } from "../../../src/coverage/unit-verdicts.js";
import type { Area } from "../../../src/geo/area.js";
import type { Block } from "../../../src/places/places.js";
import { cutToArea } from "../../../src/places/study-area.js";
import { block, KINDERGARTEN, MEALS, measures, report } from "../../support/gap-input.js";

const AREA: Area = [
  [
    [
      [-1, -1],
      [1, -1],
      [1, 1],
      [-1, 1],
      [-1, -1],
    ],
  ],
];
const part = (of: string, n: number, residents: number | null, more: Partial<Block> = {}) =>
  block(`${of}#${n}`, residents, { part: { of, name: `Village ${of}`, share: 0.25 }, ...more });
const out = { lon: 5 };

/** A house, a village of two parts inside and one outside, a house and a village outside. */
const BLOCKS = [
  block("house", 10, { households: 4, unit: "West" }),
  part("v", 1, 70, { unit: "East" }),
  part("v", 2, 30, { unit: "East" }),
  part("v", 3, 25, { ...out, unit: "East" }),
  block("far", 6, { ...out, households: 2 }),
  part("w", 1, 8, out),
  part("w", 2, 9, out),
];
const NO_PLACES = { facilities: [], completeness: {}, suspectedDuplicates: [], merged: 0, notes: [] };

function judged() {
  const { blocks, outside } = cutToArea(
    { blocks: { blocks: BLOCKS, notes: [] }, facilities: NO_PLACES },
    { polygons: AREA, bufferM: 0 },
  );
  // Inside are the house, met by one and unlinked to the other, and two parts of v: 70 people met, 30 in a gap.
  const judged = report(blocks.blocks, [
    measures(KINDERGARTEN, [100, 100, 900]),
    measures(MEALS, ["unlinked", 100, 100]),
  ]);
  return { ...judged, area: { name: "Middle", polygons: AREA, bufferM: 0, outside } };
}

test("what is met, a gap, unknown and outside adds up to all that was given, a spread block once", () => {
  const totals = coverageTotals(judged());
  // Of v 30 % are a gap, more than the 20 % that are allowed. Outside are far and w, and 25 people of v.
  expect(totals[0]).toEqual({
    service: "kindergarten",
    completeness: "complete",
    blocks: { met: 1, gap: 1, unknown: 0, outside: 2 },
    residents: { met: 80, gap: 30, unknown: 0, outside: 48 },
    households: { met: 4, gap: 0, unknown: 0, outside: 2 },
  });
  expect(totals[1]).toMatchObject({
    blocks: { met: 1, gap: 0, unknown: 1, outside: 2 },
    residents: { met: 100, gap: 0, unknown: 10, outside: 48 },
  });
  // Four blocks were given: house, v, far, w; 158 people live in them.
  for (const { blocks, residents } of totals) {
    expect(Object.values(blocks).reduce((a, b) => a + b)).toBe(4);
    expect(Object.values(residents!).reduce((a, b) => a + b)).toBe(158);
  }
  expect(coverageTotals(judged(), 0.7)[0]!.blocks).toMatchObject({ met: 2, gap: 0 });
});

test("people whom nobody counts are null, and without an area nothing is outside", () => {
  const [totals] = coverageTotals(report([block("a", null)], [measures(MEALS, [100])]));
  expect(totals).toMatchObject({
    blocks: { met: 1, gap: 0, unknown: 0, outside: 0 },
    residents: null,
    households: null,
  });
});

test("villages that were spread come first, then units by level, each with its verdict on every service", () => {
  const verdicts = unitVerdicts(judged());
  expect(verdicts.map(({ level, name, blocks, residents }) => [level, name, blocks, residents])).toEqual([
    ["block", "Village v", 2, 100],
    ["community", "East", 2, 100],
    ["community", "West", 1, 10],
  ]);
  expect(verdicts[0]!.services[0]).toEqual({
    service: "kindergarten",
    group: "all",
    need: { met: 70, gap: 30, unknown: 0 },
    share: 0.7,
    verdict: "gap",
  });
  expect(verdicts.map(({ services }) => services.map(({ verdict }) => verdict))).toEqual([
    ["gap", "met"],
    ["gap", "met"],
    ["met", "unknown"],
  ]);
});

test("a village that stands in a unit of its own name is counted once", () => {
  const parts = [part("v", 1, 7, { unit: "Village v" }), part("v", 2, 3, { unit: "Village v" })];
  const verdicts = unitVerdicts(report(parts, [measures(MEALS, [100, 100])]));
  expect(verdicts.map(({ level, name }) => [level, name])).toEqual([["community", "Village v"]]);
});

test("the people who could not be judged decide only where they could turn the verdict", () => {
  const verdictOf = (unlinked: number) => {
    const parts = [part("v", 1, 80), part("v", 2, 100 - 80 - unlinked), part("v", 3, unlinked)];
    const judged = report(parts, [measures(MEALS, [100, 9000, "unlinked"])]);
    return unitVerdicts(judged)[0]!.services[0]!.verdict;
  };
  // 80 met, 15 in a gap: 5 more make 20, which is allowed. 79 and less would not be.
  expect(verdictOf(5)).toBe("met");
  const turned = report(
    [part("v", 1, 79), part("v", 2, 15), part("v", 3, 6)],
    [measures(MEALS, [100, 9000, "unlinked"])],
  );
  expect(unitVerdicts(turned)[0]!.services[0]!.verdict).toBe("unknown");
});

test("one weight a table: residents if every block gives them, else dwellings, else blocks", () => {
  const shares = (...blocks: ReturnType<typeof block>[]) => {
    const walks = blocks.map((_, b) => (b === 0 ? 100 : 9000));
    const { share, shareBy } = report(blocks, [measures(MEALS, walks)]).services[0]!.summary;
    return [shareBy, share.value];
  };
  const flats = (households: number) => ({ households });
  // 30 of 40 residents; 1 of 5 dwellings; 1 of 2 blocks.
  expect(shares(block("a", 30, flats(1)), block("b", 10, flats(4)))).toEqual(["residents", 0.75]);
  expect(shares(block("a", 30, flats(1)), block("b", null, flats(4)))).toEqual(["dwellings", 0.2]);
  expect(shares(block("a", 30, flats(1)), block("b", null))).toEqual(["blocks", 0.5]);
  // A part of a village counts as its share of it: 1 of 1 + 0.25 + 0.25.
  expect(shares(block("a", 30), part("v", 1, 7), { ...part("v", 2, 3), residents: null })).toEqual([
    "blocks",
    1 / 1.5,
  ]);
});

test("a unit has a verdict only if those who are not known could not turn it", () => {
  const verdictOf = (...walks: readonly (readonly [people: number | null, metres: number])[]) => {
    const blocks = walks.map(([people], b) => block(`b${b}`, people, { unit: "U" }));
    const judged = report(blocks, [
      measures(
        MEALS,
        walks.map(([, metres]) => metres),
      ),
    ]);
    const [row] = unitVerdicts(judged)[0]!.services;
    return [row!.verdict, row!.share];
  };
  const [NEAR, FAR] = [100, 9000];
  // 100 are met, nobody knows how many are not: neither met nor failed, and half of the blocks.
  expect(verdictOf([100, NEAR], [null, FAR])).toEqual(["unknown", 0.5]);
  // Whoever lives there is met too.
  expect(verdictOf([100, NEAR], [null, NEAR])).toEqual(["met", 1]);
  // 100 of 200 fail already, and more would fail.
  expect(verdictOf([100, NEAR], [100, FAR], [null, FAR])).toEqual(["gap", 1 / 3]);
  expect(verdictOf([100, NEAR], [100, FAR], [null, NEAR])).toEqual(["unknown", 2 / 3]);
  // Of nobody anything is known: all are met, or none is.
  expect(verdictOf([null, NEAR], [null, NEAR])[0]).toBe("met");
  expect(verdictOf([null, FAR])[0]).toBe("gap");
});
