import { expect, test } from "vitest";
import { rollUp } from "../../../src/coverage/roll-up.js";
import { block, KINDERGARTEN, MEALS, measures, report } from "../../support/gap-input.js";

const blocks = [
  block("a", 10, { unit: "Oak" }),
  block("b", 20, { unit: "Elm" }),
  block("c", null, { unit: "Oak" }),
  block("d", 40),
  block("e", 50, { unit: "Elm" }),
];

test("units come by name, those without one last, with their people by verdict", () => {
  const walks = measures(KINDERGARTEN, [100, 200, 900, "unlinked", 301]);
  const [elm, oak, none, ...rest] = rollUp(report(blocks, [walks]));
  expect(rest).toEqual([]);
  expect([elm!.unit, oak!.unit, none!.unit]).toEqual(["Elm", "Oak", null]);
  // Elm: b met with 20, e gap with 50. Oak: a met with 10, c gap without a count. None: d unlinked.
  expect(elm!.services[0]).toEqual({
    service: "kindergarten",
    blocks: { met: 1, gap: 1, unknown: 0 },
    residents: { met: 20, gap: 50, unknown: 0 },
    residentShare: { numerator: 20, denominator: 70, leftOut: 0, value: 2 / 7 },
    fails: true,
  });
  expect([oak!.blockCount, oak!.blocksWithoutResidents]).toEqual([2, 1]);
  expect(oak!.services[0]).toMatchObject({ blocks: { met: 1, gap: 1, unknown: 0 }, fails: true });
  expect(none!.services[0]).toMatchObject({ residents: { met: 0, gap: 0, unknown: 40 }, fails: null });
  expect(none!.services[0]!.residentShare.value).toBeNull();
});

test("a unit fails only where a gap is known, and passes only where nothing is unknown", () => {
  const kindergarten = measures(KINDERGARTEN, [1, 1, 1, 1, 1]);
  const meals = measures(MEALS, [1, 1, 999_999, 1, 1], { completeness: "incomplete" });
  const units = rollUp(report(blocks, [kindergarten, meals]));
  expect(units.map(({ services }) => services.map(({ fails }) => fails))).toEqual([
    [false, false],
    [false, null],
    [false, false],
  ]);
});

test("the sums of all units are those of the report", () => {
  const judged = report(blocks, [measures(KINDERGARTEN, [100, 200, 900, "unlinked", 301])]);
  const units = rollUp(judged);
  for (const name of ["met", "gap", "unknown"] as const) {
    const people = units.reduce((sum, { services }) => sum + services[0]!.residents[name], 0);
    expect(people).toBe(judged.services[0]!.summary.residents[name]);
  }
  expect(rollUp(report([], [measures(KINDERGARTEN, [])]))).toEqual([]);
});
