import { writeFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { measureCommand } from "../../../../src/cli/commands/measure.js";
import type { MeasureOptions } from "../../../../src/cli/print/measure-rows.js";
import { tempFolder } from "../../../support/temp-folder.js";

const { folder } = tempFolder();

function file(name: string, text: string): string {
  const target = path.join(folder, name);
  writeFileSync(target, text);
  return target;
}

// Two facilities, three villages; v2 does not reach f0, which the two forms say in two ways.
const LONG = file("long.csv", "from,to,cost\nv0,f0,5\nv0,f1,12\nv1,f0,20\nv1,f1,3\nv2,f1,14\n");
const WIDE = file("wide.csv", "id,f0,f1\nv0,5,12\nv1,20,3\nv2,,14\n");
const SUPPLY = file("supply.csv", "id,area,places,what\nf0,1,10,health\nf1,1,6,meals;play\n");
const DEMAND = file("demand.csv", "id,households,people\nv0,1,100\nv1,1,50\nv2,1,20\n");
const VALUES = file("values.csv", "id,access\nv0,1\nv1,2\nv2,4\n");
const PEOPLE = file("people.csv", "id,people,old\nv2,1,1\nv1,1,0\nv0,2,1\n");
const ROW = file("row.csv", "from,to,weight\nv0,v1,1\nv1,v0,1\nv1,v2,1\nv2,v1,1\n");

const measure = (options: Partial<MeasureOptions>) =>
  JSON.parse(
    measureCommand({ measure: "2sfca", alpha: 0, permutations: 99, seed: 1, json: true, ...options }),
  ) as { id: string; value: number | null }[];
const OF_COSTS = {
  supply: SUPPLY,
  supplyColumn: "places",
  demand: DEMAND,
  demandColumn: "people",
  cutoff: 15,
};

test.each([
  ["long", LONG],
  ["wide", WIDE],
])("a %s matrix gives one value a demand place", (_, matrix) => {
  // R0 = 10 / 100, R1 = 6 / 170.
  const rows = measure({ ...OF_COSTS, matrix });
  expect(rows.map(({ id }) => id)).toEqual(["v0", "v1", "v2"]);
  expect(rows[0]!.value).toBeCloseTo(0.1 + 6 / 170, 12);
  expect(rows[2]!.value).toBeCloseTo(6 / 170, 12);
});

test("a wide matrix may have facilities called o, d and t, a long one of three columns too", () => {
  const many = file("letters.csv", "id,a,d,o,t\nv0,5,,12,\nv1,20,3,,\nv2,,14,,1\n");
  const short = file("short.csv", "o,d,t\nv0,d,5\nv1,d,3\n");
  const supply = file("letters-supply.csv", "id,places\na,1\nd,1\no,1\nt,1\n");
  const reach = { supply, demand: DEMAND, demandColumn: "people", measure: "nearest" };
  expect(measure({ ...reach, matrix: many }).map(({ value }) => value)).toEqual([5, 3, 1]);
  expect(measure({ ...reach, matrix: short }).map(({ value }) => value)).toEqual([5, 3, null]);
});

test("what cannot be reached is null", () => {
  expect(
    measure({ ...OF_COSTS, matrix: LONG, measure: "nearest", cutoff: 4 }).map(({ value }) => value),
  ).toEqual([null, 3, null]);
  const enough = { ...OF_COSTS, matrix: LONG, measure: "closest-n", n: 16, cutoff: 30 };
  expect(measure(enough).map(({ value }) => value)).toEqual([12, 20, null]);
});

test("services stand in a column of the supply", () => {
  const needs = { ...OF_COSTS, matrix: LONG, serviceColumn: "what" };
  // Within 15: v0 all three, v1 and v2 meals and play.
  expect(measure({ ...needs, measure: "completeness" }).map(({ value }) => value)).toEqual([1, 2 / 3, 2 / 3]);
  // Nearest of each: v0 (5 + 12 + 12) / 3, v1 (20 + 3 + 3) / 3, v2 reaches no health.
  expect(measure({ ...needs, measure: "proximity-time", n: 1 }).map(({ value }) => value)).toEqual([
    29 / 3,
    26 / 3,
    null,
  ]);
});

test("fairness takes values and people, in any order of rows", () => {
  const fair = { values: VALUES, demand: PEOPLE, demandColumn: "people" };
  // By hand in inequality.test.ts: 0.3125 and ¼ ln 2.
  expect(measure({ ...fair, measure: "gini" })).toEqual([{ id: "all", value: 0.3125 }]);
  expect(measure({ ...fair, measure: "theil" })[0]!.value).toBeCloseTo(Math.log(2) / 4, 12);
  expect(measure({ ...fair, measure: "coverage-rate", cutoff: 2 })).toEqual([{ id: "all", value: 0.75 }]);
  expect(measure({ ...fair, measure: "fgt", line: 4, alpha: 1 })).toEqual([{ id: "all", value: 0.5 }]);
  const gap = { ...fair, measure: "group-gap", group: PEOPLE, groupColumn: "old" };
  expect(measure(gap)).toEqual([{ id: "all", value: 1.25, group_mean: 2.5, all_mean: 2 }]);
});

test("Moran's I takes neighbours, LISA answers for each place", () => {
  const pattern = { values: VALUES, neighbours: ROW };
  const [all] = measure({ ...pattern, measure: "morans-i" });
  expect(all).toMatchObject({ id: "all", expected: -0.5 });
  const rows = measure({ ...pattern, measure: "lisa" });
  expect(rows.map(({ id }) => id)).toEqual(["v0", "v1", "v2"]);
  // Rows standardised: their mean is the index.
  expect(rows.reduce((sum, { value }) => sum + value!, 0) / 3).toBeCloseTo(all!.value!, 12);
});

test.each<[Partial<MeasureOptions>, string]>([
  [{ measure: "ginny" }, 'no measure "ginny"; there are nearest, coverage'],
  [{ measure: "2sfca", matrix: LONG, supply: SUPPLY }, "needs --cutoff"],
  [{ ...OF_COSTS, measure: "2sfca" }, "needs --matrix"],
  [{ measure: "gini", values: VALUES }, "needs --demand"],
  [{ ...OF_COSTS, matrix: ROW, measure: "2sfca" }, "names 3 ids that"],
  [{ ...OF_COSTS, matrix: LONG, measure: "completeness" }, "needs --service-column"],
])("%o is refused", (options, shown) => {
  expect(() => measure(options)).toThrow(shown);
});

test("a value that is missing is refused, but for the share of people within reach", () => {
  const holes = file("holes.csv", "id,access\nv0,1\nv1,\nv2,4\n");
  const fair = { values: holes, demand: PEOPLE, demandColumn: "people" };
  expect(() => measure({ ...fair, measure: "gini" })).toThrow('row 2, column "access"');
  expect(measure({ ...fair, measure: "coverage-rate", cutoff: 4 })).toEqual([{ id: "all", value: 0.75 }]);
});

test("Theil's index is told apart by the groups of a table, which may be named in words", () => {
  // inequality 1.1 of PySAL: T 0.17409266926468664, between 0.12617238, within 0.04792029.
  const values = file("tv.csv", "id,access\na,1\nb,2\nc,4\nd,8\ne,3\nf,5\n");
  const demand = file("td.csv", "id,people\na,1\nb,1\nc,1\nd,1\ne,1\nf,1\n");
  const group = file("tg.csv", "id,district\na,East\nb,East\nc,West\nd,West\ne,北\nf,北\n");
  const row = measure({ measure: "theil", values, demand, group })[0] as unknown as Record<string, number>;
  expect(row.value).toBeCloseTo(0.17409266926468664, 12);
  expect(row.between).toBeCloseTo(0.12617238, 8);
  expect(row.within).toBeCloseTo(0.04792029, 8);
});

test("the corrected concentration index is the one that is named, between the bounds that are given", () => {
  // Two places of one person, 0 below and 1 above: μ = ½, C = ½; E = 4 · ½ · ½ = 1; W = ½ · ½ / (½ · ½) = 1.
  const values = file("cv.csv", "id,access\na,0\nb,1\n");
  const demand = file("cd.csv", "id,people\na,1\nb,1\n");
  const rank = file("cr.csv", "id,income\na,1\nb,2\n");
  const asked = { measure: "concentration", values, demand, rank };
  expect(measure(asked)[0]!.value).toBeCloseTo(0.5, 12);
  expect(measure({ ...asked, correction: "erreygers" })[0]!.value).toBeCloseTo(1, 12);
  // Between 0 and 2: E = 4 · ½ · ½ / 2 = ½; W = 2 · ½ · ½ / (1.5 · ½) = 2/3.
  expect(measure({ ...asked, correction: "erreygers", bounds: "0,2" })[0]!.value).toBeCloseTo(0.5, 12);
  expect(measure({ ...asked, correction: "wagstaff", bounds: "0,2" })[0]!.value).toBeCloseTo(2 / 3, 12);
  expect(() => measure({ ...asked, bounds: "0,2" })).toThrow(/--correction; none is named/);
  expect(() => measure({ ...asked, correction: "other" })).toThrow(/erreygers or wagstaff/);
});
