/** Reach at a time: a town with a noon canteen and an evening one. */

import { expect, test } from "vitest";
import { InvalidInputError } from "../../../../src/base/errors.js";
import { analyzeLivingCircle } from "../../../../src/city/ask/analyze.js";
import { analyzeAt, whatIfAt } from "../../../../src/city/ask/analyze-at.js";
import { openingHoursFilter } from "../../../../src/city/ask/opening-hours-filter.js";
import { CityLinks } from "../../../../src/city/open/city-links.js";
import { type GapReport, REASONS, VERDICTS } from "../../../../src/coverage/gap-report.js";
import type { Block, Completeness, Facility } from "../../../../src/places/places.js";
import { parseStudyTime } from "../../../../src/places/study-time.js";
import { openingHoursAt } from "../../../../src/read/places/opening-hours.js";
import { timeRequirements } from "../../../../src/standards/requirements.js";
import { block, facility } from "../../../support/gap-input.js";
import { examined } from "../../../support/questions.js";
import { place, town } from "../../../support/town.js";

/** One street of 4 km; 15 minutes at 1.2 m/s are 1080 m. */
const NETWORK = town({ points: { a: [0, 0], b: [4000, 0] }, streets: [{ over: ["a", "b"] }] });
const at = (east: number) => {
  const [lon, lat] = place(east, 0);
  return { lon, lat };
};
const BLOCKS: Block[] = [
  block("west", 100, at(0)),
  block("middle", 40, at(1000)),
  block("east", 7, at(3000)),
];
const CANTEENS: Facility[] = [
  facility("noon", ["meals"], { ...at(500), openingHours: "Mo-Fr 11:00-13:00", capacity: 500 }),
  facility("evening", ["meals"], { ...at(1500), openingHours: "每天 17:00-19:00" }),
];

function places(facilities: Facility[] = CANTEENS, completeness: Completeness = "complete") {
  const set = { facilities, completeness: { meals: completeness }, suspectedDuplicates: [], merged: 0 };
  return { facilities: { ...set, notes: [] }, blocks: { blocks: BLOCKS, notes: [] } };
}
const requirements = timeRequirements(["meals"], 15, "adult");
const asked = async (text: string) => {
  const time = parseStudyTime(text);
  return { time, stateOf: await openingHoursAt(time) };
};
async function verdicts(time: string, given = places()) {
  return mealsOf(await analyzeAt(new CityLinks(NETWORK), given, await asked(time), { requirements }));
}
function mealsOf({ services: [meals] }: GapReport) {
  return [...meals!.verdict].map((v, b) => {
    const why = REASONS[meals!.reason[b]!];
    return why === "none" ? VERDICTS[v] : `${VERDICTS[v]} ${why}`;
  });
}

test("reach at noon differs from reach at six, and both from reach at any time", async () => {
  // west is 500 m from the noon canteen and 1500 m from the evening one; middle 500 m from both; east 1500 and 2500 m.
  expect(await verdicts("2026-11-25T12:00")).toEqual(["met", "met", "gap too-far"]);
  expect(await verdicts("2026-11-25T18:00")).toEqual(["gap closed-then", "met", "gap too-far"]);
  // On a Saturday the noon canteen is closed all day; at three nothing is open.
  expect(await verdicts("2026-11-28T12:00")).toEqual(["gap closed-then", "gap closed-then", "gap too-far"]);
  expect(await verdicts("2026-11-25T15:00")).toEqual(["gap closed-then", "gap closed-then", "gap too-far"]);
  const anyTime = await analyzeLivingCircle(NETWORK, places(), { requirements });
  expect(mealsOf(anyTime)).toEqual(["met", "met", "gap too-far"]);
  expect(anyTime.time).toBeUndefined();
});

test("walks lead to what is open where that is in reach, else to what is nearest, closed or not", async () => {
  const report = await analyzeAt(new CityLinks(NETWORK), places(), await asked("2026-11-25T18:00"), {
    requirements,
  });
  const [meals] = report.services;
  // middle walks east to the evening canteen, 500 m; west stands before the closed one at 500 m; east is 1500 m off.
  expect([...meals!.nearest]).toEqual([0, 1, 1]);
  expect([...meals!.walkMm].map((mm) => Math.round(mm / 1000))).toEqual([500, 500, 1500]);
  expect([...meals!.inReach]).toEqual([0, 1, 0]);
  expect(meals!.summary.residents).toEqual({ met: 40, gap: 107, unknown: 0 });
  expect([...report.time!.state]).toEqual([1, 0]);
  expect(report.facilities.notes.map(({ code, count }) => [code, count])).toEqual([
    ["hours-open", 1],
    ["hours-closed", 1],
  ]);
});

test("without hours, or with hours nobody understands, a canteen counts as open and is counted", async () => {
  const { openingHours: _, ...unhoured } = CANTEENS[0]!;
  const given = places([unhoured, { ...CANTEENS[1]!, openingHours: "ask the cook" }]);
  const report = await analyzeAt(new CityLinks(NETWORK), given, await asked("2026-11-25T03:00"), {
    requirements,
  });
  expect(mealsOf(report)).toEqual(["met", "met", "gap too-far"]);
  expect(report.facilities.notes.map(({ code, count }) => [code, count])).toEqual([
    ["hours-missing", 1],
    ["hours-unclear", 1],
  ]);
});

test("where the source is incomplete an open one may be missing: unknown, not a gap", async () => {
  expect(await verdicts("2026-11-25T15:00", places(CANTEENS, "incomplete"))).toEqual([
    "unknown not-mapped",
    "unknown not-mapped",
    "unknown not-mapped",
  ]);
  expect(await verdicts("2026-11-25T15:00", places(CANTEENS, "screening"))).toEqual([
    "gap closed-then",
    "gap closed-then",
    "gap too-far",
  ]);
});

test("if all are always open, the time changes nothing but the notes", async () => {
  const given = places(CANTEENS.map((one) => ({ ...one, openingHours: "24/7" })));
  const then = await analyzeAt(new CityLinks(NETWORK), given, await asked("2026-11-25T15:00"), {
    requirements,
  });
  const anyTime = await analyzeLivingCircle(NETWORK, given, { requirements });
  expect(then.services).toEqual(anyTime.services);
  expect(then.boundary).toEqual(anyTime.boundary);
});

test("places of a closed canteen serve nobody in the allocation", async () => {
  const crowded = places([
    { ...CANTEENS[0]!, capacity: 500 },
    { ...CANTEENS[1]!, capacity: 30 },
  ]);
  const counted = async (time: string) => {
    const report = await analyzeAt(new CityLinks(NETWORK), crowded, await asked(time), { requirements });
    const { rules } = examined(NETWORK, report);
    return rules[0]!.reach.facilities;
  };
  expect(await counted("2026-11-25T12:00")).toEqual([0]);
  expect(await counted("2026-11-25T18:00")).toEqual([1]);
});

test("longer hours bring a block back, and shorter ones cost another", async () => {
  const edits = [
    { do: "change-hours", id: "noon", openingHours: "11:00-20:00" },
    { do: "change-hours", id: "evening", openingHours: "17:00-17:30" },
  ] as const;
  const links = new CityLinks(NETWORK);
  const then = await asked("2026-11-25T18:00");
  const now = await analyzeAt(links, places(), then, { requirements });
  const { before, after, change } = await whatIfAt(links, now, places(), then, edits, { requirements });
  expect(mealsOf(before)).toEqual(["gap closed-then", "met", "gap too-far"]);
  expect(mealsOf(after)).toEqual(["met", "met", "gap too-far"]);
  expect(change.services[0]).toMatchObject({ residentsGained: 100, residentsLost: 0 });
});

test("a configuration asks by words, and what makes no sense is refused", async () => {
  expect(await openingHoursFilter({})).toBeNull();
  const found = await openingHoursFilter({
    at: "2026-11-25T10:00Z",
    timeZone: "Asia/Shanghai",
    holidays: "cn",
  });
  expect(found!.time.wallTime).toBe("2026-11-25T18:00");
  expect(found!.stateOf("17:00-19:00")).toBe("open");
  await expect(openingHoursFilter({ timeZone: "Asia/Shanghai" })).rejects.toThrow(InvalidInputError);
});
