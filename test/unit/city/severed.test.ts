/**
 * What lies near as the crow flies and far on foot, in three made-up towns: a barrier is claimed only where one is mapped.
 */
import { expect, test } from "vitest";
import { openCity } from "../../../src/city/open-city.js";
import { EdgeFlag } from "../../../src/network/street-draft.js";
import { gapsCsv } from "../../../src/report/tables/csv.js";
import { renderTable } from "../../../src/report/tables/table.js";
import { at } from "../../support/street-city.js";
import { type TownPlan, town } from "../../support/town.js";

/** Two banks 100 m apart, a street along each, one bridge 500 m to the east. */
const banks = (barriers: NonNullable<TownPlan["barriers"]>): TownPlan => ({
  points: { a: [0, 0], b: [500, 0], c: [500, 100], d: [0, 100] },
  streets: [{ over: ["a", "b"] }, { over: ["b", "c"], attributes: EdgeFlag.bridge }, { over: ["c", "d"] }],
  barriers,
});
const line = (y: number) =>
  [
    [-500, y],
    [490, y],
  ] as [number, number][];

async function rowOf(plan: TownPlan, facilities = [{ id: "k", services: ["kindergarten"], ...at(0, 100) }]) {
  const blocks = [{ id: "home", ...at(0), residents: 30 }];
  const city = await openCity({ streets: town(plan), blocks, facilities, services: ["kindergarten"] });
  const report = await city.analyze();
  const why = await city.explain("kindergarten", "home");
  await city.close();
  const [row] = report.rows();
  return { row, why, csv: [...gapsCsv(report)].join(""), text: renderTable(report) };
}

// The rule is 300 m. Home to kindergarten: 100 m across, 500 + 100 + 500 = 1100 m over the bridge.
test("a river across the straight line severs, and is named", async () => {
  const { row, why, csv } = await rowOf(banks([{ kind: "river", name: "Slow River", line: line(50) }]));
  expect(row).toMatchObject({
    reason: "severed",
    nearest: "k",
    barrier: { kind: "river", name: "Slow River" },
  });
  expect([Math.round(row!.straightM!), Math.round(row!.walkM!)]).toEqual([100, 1100]);
  expect(why.barriers).toMatchObject([{ kind: "river", name: "Slow River" }]);
  expect(csv).toContain("river Slow River");
});

test("without a barrier on the map it is a detour, and none is claimed", async () => {
  const { row, why, csv, text } = await rowOf(banks([]));
  expect(row).toMatchObject({ reason: "detour", nearest: "k", barrier: null });
  expect(why.barriers).toEqual([]);
  // Eleven times the straight line.
  expect(why.detour).toBeCloseTo(11, 1);
  expect(csv.split("\r\n")[1]).toContain(",detour,");
  expect(text).toContain("30 way round too long");
});

test("a barrier that the way round crosses and the straight line does not parts nothing", async () => {
  // A railway 300 m to the east, from south of both banks to north of them: the way round crosses it twice.
  const rail = [
    [300, -500],
    [300, 600],
  ] as [number, number][];
  const { row, why } = await rowOf(banks([{ kind: "rail", name: "Coast Line", line: rail }]));
  expect(row).toMatchObject({ reason: "detour", barrier: null });
  expect(why.barriers).toEqual([]);
});

test("reason, figures and advice are of the facility near as the crow flies, the shortest walk stands beside it", async () => {
  // A second kindergarten 400 m along the south bank: a shorter walk, but beyond the limit as the crow flies as well.
  const { row, why, csv } = await rowOf(banks([{ kind: "wall", line: line(60) }]), [
    { id: "along", services: ["kindergarten"], ...at(400) },
    { id: "across", services: ["kindergarten"], ...at(0, 100) },
  ]);
  expect(row).toMatchObject({ reason: "severed", nearest: "across", barrier: { kind: "wall" } });
  expect(Math.round(row!.walkM!)).toBe(1100);
  expect(why.facility?.id).toBe("across");
  // The change leads there: a gate or crossing of the wall.
  expect(why.change?.kind).toBe("crossing");
  const [head, first] = csv.split("\r\n").map((text) => text.split(","));
  expect(first?.[head!.indexOf("shortest_id")]).toBe("along");
  expect(Math.round(Number(first?.[head!.indexOf("shortest_m")]))).toBe(400);
});
