/**
 * The first screen: what is missing most, for how many, where and what to do first, in the words of what is counted.
 */
import { expect, test } from "vitest";
import { answerPart, promisesOf } from "../../../../src/report/page/answer.js";
import { areasByNeed, areasOf } from "../../../../src/report/page/areas.js";
import type { ReportData } from "../../../../src/report/page/report-data.js";
import { openReport } from "../../../../src/report/page/report-model.js";
import { toReportData } from "../../../../src/report/page/to-report-data.js";
import { block, facility, KINDERGARTEN, MEALS, measures, report } from "../../../support/gap-input.js";
import { gridPlan, place, town } from "../../../support/town.js";

/** The words of a part in one language, tags left out. */
function words(data: ReportData, lang: "en" | "zh" = "en"): string {
  const other = lang === "en" ? "zh" : "en";
  return answerPart(openReport(data))
    .html.replace(new RegExp(`<span class="${other}"[^>]*>[^<]*</span>`, "g"), "")
    .replace(/<[^>]+>/g, " ")
    .replaceAll("\u202f", " ")
    .replace(/\s+/g, " ")
    .trim();
}

/** Three blocks along a street: the first has a kindergarten at 200 m, the others at 900 m; meals are near. */
function threeBlocks(
  people: readonly object[],
  units: readonly (string | null)[] = ["A", "B", "B"],
): ReportData {
  const blocks = people.map((amounts, i) => {
    const [lon, lat] = place(100 * i, 0);
    return block(`b${i}`, 0, { lon, lat, name: `House ${i}`, unit: units[i] ?? null, ...amounts });
  });
  const [lon, lat] = place(0, 0);
  const facilities = [facility("k", ["kindergarten"], { lon, lat }), facility("m", ["meals"], { lon, lat })];
  const judged = report(
    blocks,
    [measures(KINDERGARTEN, [200, 900, 900]), measures(MEALS, [200, 300, 300])],
    facilities,
  );
  return toReportData({
    report: judged,
    title: "Town",
    network: town(gridPlan({ columns: 3, rows: 2, spacingM: 100 })),
  });
}

const dwellings = [40, 50, 60].map((households) => ({ residents: null, households }));

test("where dwellings alone are known, the sentence, the cards and the places speak of dwellings", () => {
  const shown = words(threeBlocks(dwellings));
  // 50 + 60 of 150 lie 900 m from the kindergarten.
  expect(shown).toContain("110 of 150 dwellings have no kindergarten (3–6) within 300 m on foot.");
  expect(shown).toContain("Kindergarten (3–6) 26.7 % of dwellings have it 110 dwellings without");
  expect(shown).toContain("B of 110 dwellings 110 no kindergarten (3–6)");
  expect(shown).toContain("B: Find a room for kindergarten (3–6) 110 dwellings without now");
  expect(shown).not.toContain("residents");
  expect(words(threeBlocks(dwellings), "zh")).toContain("150 户中，110 户在步行 300 米内没有幼儿园");
});

test("where one block gives no people, blocks are counted, and nothing is taken for 0 people", () => {
  const shown = words(threeBlocks([{ residents: 10 }, { residents: null }, { residents: 30 }]));
  expect(shown).toContain("2 of 3 blocks have no kindergarten (3–6) within 300 m on foot.");
  expect(shown).not.toMatch(/\b0 (residents|blocks|dwellings)/);
});

test("who finds no place left is told apart from who lives too far", () => {
  const data = threeBlocks(dwellings);
  const [kindergarten] = data.services;
  const tooFull = data.reasons.indexOf("too-full");
  const tooFar = data.reasons.indexOf("too-far");
  const reason = { n: 3, as: "plain" as const, bytes: btoa(String.fromCharCode(0, 2 * tooFull, 2 * tooFar)) };
  const changed = { ...data, services: [{ ...kindergarten!, reason }, ...data.services.slice(1)] };
  expect(words(changed)).toContain(
    "110 of 150 dwellings are without kindergarten (3–6): 60 have none within 300 m on foot, 50 find the places taken.",
  );
});

test("a trend stands beside a share where an earlier run counted the same", () => {
  const data = threeBlocks(dwellings);
  const share = { service: "kindergarten", by: "dwellings", numerator: 30, denominator: 150 };
  // 40 of 150 are 26.7 %, 30 of 150 are 20 %.
  expect(words({ ...data, earlier: { label: "2025", shares: [share] } })).toContain(
    "▲ 6.7 points since 2025",
  );
  expect(words({ ...data, earlier: { label: "2025", shares: [{ ...share, by: "blocks" }] } })).not.toContain(
    "2025",
  );
});

test("services without data are one line that says what would change it", () => {
  const data = threeBlocks(dwellings);
  const share = { numerator: 0, denominator: 0, leftOut: 150, value: null };
  const silent = data.services.map((service) => ({ ...service, summary: { ...service.summary, share } }));
  const shown = words({ ...data, services: silent });
  expect(shown).toContain("No service can be judged yet");
  expect(shown).toContain("No verdict yet for kindergarten (3–6), community meals: the source may not hold");
  expect(shown).not.toContain("%");
});

test("communities are ranked by who is without; without communities, squares bear the name of a street", () => {
  const named = openReport(threeBlocks(dwellings));
  const need = areasByNeed(named, promisesOf(named), areasOf(named));
  expect(need.map(({ area, missing }) => [areasOf(named).names[area]?.en, missing])).toEqual([
    ["B", 110],
    ["A", 0],
  ]);
  const plain = openReport(threeBlocks(dwellings, [null, null, null]));
  const squares = areasOf(plain);
  expect(squares.level).toBe("square");
  // All within 200 m, so in one square of 500 m; Row 0 runs through it, as does the other row.
  expect(squares.names).toEqual([{ en: "around Row 0", zh: "Row 0一带" }]);
});

test("the sums of the first screen are those of the totals", () => {
  const data = threeBlocks(dwellings);
  const [kindergarten] = data.coverage!;
  expect(kindergarten!.households).toMatchObject({ met: 40, gap: 110, unknown: 0 });
});
