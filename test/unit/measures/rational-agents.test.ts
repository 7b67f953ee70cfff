/** RAAM: an equilibrium that can be checked, cases by hand, and the values that its authors' code comes to. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { measureAccess } from "../../../src/measures/measure.js";
import { rationalAgentAccess } from "../../../src/measures/rational-agents.js";
import { travelMatrix } from "../../../src/measures/travel-matrix.js";

const matrixOf = (costs: readonly (readonly (number | null)[])[]) =>
  travelMatrix(
    costs.length,
    costs[0]!.length,
    costs.flatMap((row, i) => row.flatMap((cost, j) => (cost === null ? [] : [{ row: i, column: j, cost }]))),
  );

test("people of one place spread until both facilities cost them the same", () => {
  // 100 people; supplies 1 and 1; 0 and 10 minutes; τ = 10, ρ = 50. x at the near one: x/50 = (100 − x)/50 + 1, so x = 75
  // and the cost is 1.5.
  const result = rationalAgentAccess({ matrix: matrixOf([[0, 10]]), supply: [1, 1], demand: [100], tau: 10 });
  expect(result.cost[0]).toBeCloseTo(1.5, 9);
  expect([...result.load].map((n) => Number(n.toFixed(6)))).toEqual([75, 25]);
});

test("a facility too far to be worth it stays empty; nobody and nothing give no NaN", () => {
  // At 0 minutes with all 100: 100/1/50 = 2; at 30 minutes: 30/10 = 3 when empty.
  const far = rationalAgentAccess({ matrix: matrixOf([[0, 30]]), supply: [1, 1], demand: [100], tau: 10 });
  expect([far.cost[0], far.load[1]]).toEqual([2, 0]);
  const empty = rationalAgentAccess({
    matrix: matrixOf([[5], [null]]),
    supply: [2],
    demand: [0, 0],
    tau: 10,
  });
  expect([...empty.cost]).toEqual([0.5, Infinity]);
  const nothing = rationalAgentAccess({ matrix: matrixOf([[5]]), supply: [0], demand: [9], tau: 10 });
  expect([...nothing.cost]).toEqual([Infinity]);
});

test("the cutoff, ρ and the name work as asked, and a missing τ is named", () => {
  const input = { matrix: matrixOf([[4, 20]]), supply: [1, 9], demand: [10], cutoff: 10 };
  // ρ = 5: 10/1/5 + 4/10; the facility at 20 minutes is past the cutoff.
  expect([...measureAccess("RAAM", { ...input, tau: 10, rho: 5 })]).toEqual([2.4]);
  expect(() => measureAccess("raam", input)).toThrow(/needs tau/);
  expect(() => rationalAgentAccess({ ...input, tau: 0 })).toThrow("tau is 0: expected a number above 0");
});

test("the authors' code, which moves whole people by steps, comes to the same within half a hundredth", () => {
  // access 1.1 of PySAL, 4,000 cycles from steps of a fifth to steps of 0.05 %.
  const matrix = matrixOf([
    [5, 20, 12],
    [8, 10, 30],
    [15, 6, 9],
    [40, 3, 25],
    [11, 22, 4],
  ]);
  const given = { matrix, supply: [10, 25, 5], demand: [4000, 2500, 6000, 1500, 3000] };
  const values = {
    10: [1.58424, 1.88402, 1.48395, 1.18395, 1.81176],
    60: [1.14239, 1.10784, 1.04118, 0.99118, 1.24262],
  };
  for (const [tau, theirs] of Object.entries(values)) {
    const { cost, gap } = rationalAgentAccess({ ...given, tau: Number(tau) });
    expect(gap).toBeLessThanOrEqual(1e-9);
    theirs.forEach((value, i) => {
      expect(Math.abs(cost[i]! - value)).toBeLessThan(0.005);
    });
  }
});

test("nobody could do better elsewhere, everybody goes somewhere, and the order of rows changes nothing", () => {
  const cell = fc.option(fc.integer({ min: 0, max: 40 }), { freq: 4, nil: null });
  const world = fc.record({
    costs: fc.array(fc.array(cell, { minLength: 4, maxLength: 4 }), { minLength: 1, maxLength: 7 }),
    supply: fc.array(fc.integer({ min: 0, max: 20 }), { minLength: 4, maxLength: 4 }),
    people: fc.array(fc.integer({ min: 0, max: 500 }), { minLength: 7, maxLength: 7 }),
    tau: fc.integer({ min: 1, max: 60 }),
  });
  const check = fc.property(world, ({ costs, supply, people, tau }) => {
    const demand = people.slice(0, costs.length);
    const { cost, load, gap } = rationalAgentAccess({ matrix: matrixOf(costs), supply, demand, tau });
    expect(gap).toBeLessThanOrEqual(1e-9);
    const placed = demand.filter((_, i) => Number.isFinite(cost[i])).reduce((sum, n) => sum + n, 0);
    expect(load.reduce((sum, n) => sum + n, 0)).toBeCloseTo(placed, 6);
    const turned = rationalAgentAccess({
      matrix: matrixOf([...costs].reverse()),
      supply,
      demand: [...demand].reverse(),
      tau,
    });
    [...turned.cost].reverse().forEach((value, i) => {
      if (Number.isFinite(value)) expect(value).toBeCloseTo(cost[i]!, 5);
      else expect(cost[i]).toBe(Infinity);
    });
  });
  fc.assert(check, { seed: 14, numRuns: 200 });
});
