import { parse } from "csv-parse/sync";
import { expect, test } from "vitest";
import { assessUnits } from "../../../src/coverage/assess-units.js";
import { indicatorsOf } from "../../../src/coverage/indicators.js";
import { DEFAULT_SCORE_WEIGHTS, rankFailing } from "../../../src/coverage/priority.js";
import { demandFor } from "../../../src/places/demand.js";
import { levelsOf, unitId, unitsOf } from "../../../src/places/unit-levels.js";
import { capacityCsv, ledgerCsv, unitsCsv } from "../../../src/report/tables/ledger-csv.js";
import { loadStandard } from "../../../src/standards/load-standard.js";
import { block, KINDERGARTEN, MEALS, measures, report } from "../../support/gap-input.js";

const inUnit = (community: string, subdistrict = "East") => ({ units: { community, subdistrict } });

// Lane: 300 people met, 100 not; Hill: 100 met, 25 not, on the border of θ = 0.8; Lane in the West: one block, unknown.
const BLOCKS = [
  block("a", 300, { ...inUnit("Lane"), ages: { "60+": 20 }, households: 100 }),
  block("b", 100, { ...inUnit("Lane"), ages: { "60+": 30 }, households: 40 }),
  block("c", 100, { ...inUnit("Hill"), households: 30 }),
  block("d", 25, inUnit("Hill")),
  block("e", 50, inUnit("Lane", "West")),
  block("f", 10),
];
const REPORT = report(BLOCKS, [
  measures(KINDERGARTEN, [200, 400, 200, 500, "unlinked", 100]),
  measures(MEALS, [10, 1200, 10, 10, "unlinked", 10]),
]);

test("blocks go to units by level; two units of one name in two subdistricts are two", () => {
  const { units, blocksWithout } = unitsOf(BLOCKS, "community");
  expect(units.map((unit) => [unitId(unit), unit.blocks])).toEqual([
    ["community/East/Hill", [2, 3]],
    ["community/East/Lane", [0, 1]],
    ["community/West/Lane", [4]],
  ]);
  expect(blocksWithout).toBe(1);
  expect(levelsOf(BLOCKS)).toEqual(["community", "subdistrict", "city"]);
  expect(unitsOf(BLOCKS, "city").units[0]!.blocks).toHaveLength(6);
  // A table with one column of units names communities.
  expect(unitsOf([block("x", 1, { unit: "Lane" })], "community").units[0]!.name).toBe("Lane");
});

test("a unit fails where more than a fifth of its demand is not met, and what is unknown decides nothing", () => {
  const [hill, lane, west] = assessUnits(REPORT, "community").units.map(({ services }) => services[0]!);
  expect(hill).toMatchObject({
    demand: { met: 100, gap: 25, unknown: 0 },
    share: 0.8,
    fails: false,
    clause: null,
  });
  expect(lane).toMatchObject({
    demand: { met: 300, gap: 100 },
    share: 0.75,
    fails: true,
    clause: "distance",
  });
  expect(west).toMatchObject({ demand: { unknown: 50 }, share: null, fails: null });
  expect(lane!.affected).toEqual({ residents: 100, older: 30, small: null });
  expect(assessUnits(REPORT, "community", { metShare: 0.9 }).units[0]!.services[0]!.fails).toBe(true);
});

test("demand is that of the group, and units add up to the city", () => {
  const meals = assessUnits(REPORT, "community").units[1]!.services[1]!;
  // Meals are weighed by people of 60 and more: 20 met, 30 not; blocks that do not give them are counted apart.
  expect(meals).toMatchObject({ group: "60+", demand: { met: 20, gap: 30 }, fails: true });
  expect(assessUnits(REPORT, "community").units[0]!.services[1]!.blocksWithoutDemand).toBe(2);
  const city = assessUnits(REPORT, "city").units[0]!.services[0]!.demand;
  const parts = assessUnits(REPORT, "subdistrict").units.map(({ services }) => services[0]!.demand);
  // Block f names no subdistrict: its 10 people are met in the city alone.
  expect(city.met).toBe(parts.reduce((sum, { met }) => sum + met, 0) + 10);
  expect(city.gap).toBe(parts.reduce((sum, { gap }) => sum + gap, 0));
});

test("shares can be weighed by dwellings, by land or by blocks, and say by what", () => {
  const [first] = BLOCKS;
  expect(demandFor([first!], "kindergarten", "dwellings")).toEqual({ group: "dwellings", amount: [100] });
  expect(demandFor([first!], "kindergarten", "residentialArea")).toEqual({ group: "m2", amount: [null] });
  expect(demandFor([first!], "kindergarten", "units")).toEqual({ group: "blocks", amount: [1] });
  expect(demandFor([first!], "health")).toEqual({ group: "all", amount: [300] });
  expect(demandFor([block("x", null)], "health")).toEqual({ group: "blocks", amount: [1] });
});

test("failing units are ranked by a score whose parts can be checked, and ranks say how far they move", () => {
  const units = assessUnits(REPORT, "community");
  const failing = rankFailing(REPORT, units);
  // Lane fails both. Kindergarten: gap ¼, people 100/100, 400 m ≤ 1.5 · 300 m: an alternative; (¼ + 1 + 0) / 3.
  // Meals: gap 30/50, people 1, the walk of 1200 s ≤ 1.5 · 900 s: (0.6 + 1 + 0) / 3. Clusters need more units.
  expect(failing.map(({ judged, score, rank }) => [judged.service, score, rank])).toEqual([
    ["meals", 0.533333333, 1],
    ["kindergarten", 0.416666667, 2],
  ]);
  expect(failing[0]!.parts).toEqual({
    gap: 0.6,
    people: 1,
    cluster: null,
    noAlternative: 0,
    feasibility: null,
  });
  expect(failing.map(({ rankRange }) => rankRange)).toEqual([
    [1, 1],
    [2, 2],
  ]);
  const easy = rankFailing(REPORT, units, {
    weights: { ...DEFAULT_SCORE_WEIGHTS, feasibility: 0.6 },
    feasibility: (_, service) => (service === "kindergarten" ? 1 : 0),
  });
  expect(easy[0]!.judged.service).toBe("kindergarten");
});

test("low units beside low units score as a cluster", () => {
  // Thirty communities in a row, the first ten far from everything.
  const blocks = Array.from({ length: 30 }, (_, i) =>
    block(`b${i}`, 10, { lon: i / 1000, ...inUnit(`u${100 + i}`) }),
  );
  const lined = report(blocks, [
    measures(
      KINDERGARTEN,
      blocks.map((_, i) => (i < 10 ? 2000 : 100)),
    ),
  ]);
  const failing = rankFailing(lined, assessUnits(lined, "community"));
  expect(failing).toHaveLength(10);
  expect(failing[0]!.parts.cluster).toBe(1);
});

test("check-up indicators show numerator, denominator and what was left out", () => {
  const { indicators } = loadStandard("cn.checkup-2023");
  const found = indicatorsOf(REPORT, indicators!);
  const of = (id: string) => found.find(({ indicator }) => indicator.id === id)!;
  // Hill stands, Lane fails, Lane in the West cannot be judged.
  expect(of("kindergarten-not-up-to-standard")).toMatchObject({
    numerator: 1,
    denominator: 2,
    excluded: 1,
    value: 1,
  });
  expect(of("elderly-not-up-to-standard")).toMatchObject({
    value: null,
    note: "the report does not judge elderly",
  });
  const noUnits = indicatorsOf(report([block("x", 1)], [measures(KINDERGARTEN, [1])]), indicators!);
  expect(noUnits[0]).toMatchObject({ value: null, note: "no block names its community" });
});

const csv = (lines: Iterable<string>) => [...lines].join("").slice(1).trimEnd().split("\r\n");

test("the ledger has one row a failing unit and service, with rule, evidence and rank", () => {
  const units = assessUnits(REPORT, "community");
  const lines = csv(ledgerCsv(REPORT, units, rankFailing(REPORT, units)));
  expect([...ledgerCsv(REPORT, units, [])][0]!.startsWith("\uFEFFunit_id,name,level")).toBe(true);
  expect(lines).toHaveLength(3);
  const [, row] = parse(lines.join("\n"), { columns: true }) as Record<string, string>[];
  expect(row).toMatchObject({
    unit_id: "community/East/Lane",
    service: "kindergarten",
    rule_id: "cn.gb50180-2018/radius.kindergarten",
    observed: "0.75",
    required: "0.8",
    gap: "0.05",
    fail_clause: "distance",
    affected_pop: "100",
    affected_60p: "30",
    affected_0_2: "",
    rank: "2",
  });
  expect(csv(unitsCsv(REPORT, units))).toHaveLength(1 + 3 * 2);
  expect(csv(capacityCsv(REPORT, []))).toHaveLength(1);
});
