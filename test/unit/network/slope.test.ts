/** Hills with predicted minutes: up, down, over a bridge, without heights, and on wheels. */
import { expect, test } from "vitest";
import { UNREACHED, unlimited } from "../../../src/base/cost-units.js";
import { InvalidInputError } from "../../../src/base/errors.js";
import { linkNodes } from "../../../src/network/link-nodes.js";
import { DISTANCE_BASIS, PROFILES } from "../../../src/network/profiles.js";
import { toblerFactor, topSpeedMps, withSlope } from "../../../src/network/slope.js";
import { decodeNetwork, encodeNetwork } from "../../../src/network/storage.js";
import { EdgeFlag } from "../../../src/network/street-draft.js";
import { walkCosts } from "../../../src/network/walk-costs.js";
import { costMatrix } from "../../../src/search/cost-matrix.js";
import { place, type TownPlan, town } from "../../support/town.js";

/** Metres of height as a function of metres east, read back from degrees. */
const rising = (heightOf: (eastM: number) => number) => (lon: number) =>
  heightOf((lon / place(1000, 0)[0]) * 1000);
const street = (lengthM: number, attributes = 0): TownPlan => ({
  points: { west: [0, 0], east: [lengthM, 0] },
  streets: [{ over: ["west", "east"], attributes }],
});

/** Seconds from west to east and back, as an adult walks (1.2 m/s). */
function bothWays(network: ReturnType<typeof town>, profile = PROFILES.adult) {
  const costs = walkCosts(network, profile);
  const ends = linkNodes(costs, Uint32Array.of(0, network.streetNodeCount - 1));
  const { first, column, cost } = costMatrix(costs, ends, ends, { limit: unlimited("ms") });
  const at = (row: number, to: number) => {
    for (let k = first[row]!; k < first[row + 1]!; k++) if (column[k] === to) return cost[k]! / 1000;
    return UNREACHED;
  };
  return [at(0, 1), at(1, 0)];
}

test("one in ten up takes exp(0.35) times the flat walk, one in ten down exactly as long", () => {
  // 300 m at 1.2 m/s are 250 s. Up: 3.5 (|0.10 + 0.05| - 0.05) = 0.35; exp(0.35) = 1.4190675, times 250 s = 354.767 s.
  // Down: |-0.10 + 0.05| - 0.05 = 0, so 250 s. The line is one piece, so nothing is rounded in between.
  const [up, down] = bothWays(
    withSlope(
      town(street(300)),
      rising((east) => east / 10),
    ),
  );
  expect(up).toBeCloseTo(354.767, 1);
  expect(down).toBeCloseTo(250, 2);
  expect(toblerFactor(0)).toBe(1);
});

test("the factor of a street is the mean over its stretches, so a dip costs both ways alike", () => {
  // 60 m in two stretches of 30 m: 1 in 20 down, exp(-0.175) = 0.839457, then up, exp(0.175) = 1.191246.
  // Their mean is 1.0153516; 60 m at 1.2 m/s are 50 s, so 50.768 s in both directions.
  const dip = rising((east) => Math.abs(east - 30) / 20);
  const [there, back] = bothWays(withSlope(town(street(60)), dip));
  expect(there).toBeCloseTo(50.768, 2);
  expect(back).toBeCloseTo(50.768, 2);
});

test("level ground changes no cost, to the millisecond", () => {
  const network = town(street(437.3));
  expect(
    walkCosts(
      withSlope(network, () => 812.5),
      PROFILES.adult,
    ).arcCost,
  ).toEqual(walkCosts(network, PROFILES.adult).arcCost);
});

test("no slope slows a walk more than three times, or more than the given factor", () => {
  const cliff = rising((east) => east);
  // 30 m at 1.2 m/s are 25 s.
  expect(bothWays(withSlope(town(street(30)), cliff))[0]).toBeCloseTo(75, 2);
  expect(bothWays(withSlope(town(street(30)), cliff, { slowest: 2 }))[0]).toBeCloseTo(50, 2);
});

test("a bridge of two pieces runs straight from bank to bank, however deep the valley", () => {
  const plan: TownPlan = {
    points: { a: [0, 0], west: [100, 0], pier: [200, 0], east: [400, 0], z: [500, 0], stop: [200, 50] },
    streets: [
      { over: ["a", "west"] },
      { over: ["west", "pier"], attributes: EdgeFlag.bridge },
      // Another name keeps the pier a node; the stair down to it is a structure too.
      { over: ["pier", "east"], attributes: EdgeFlag.bridge, name: "Long span" },
      { over: ["east", "z"] },
    ],
  };
  const valley = rising((east) => (east <= 100 ? 10 : east >= 400 ? 25 : -80));
  const { slope, edgeAttributes } = withSlope(town(plan), valley);
  // 15 m of rise over 300 m: 1 in 20 up, exp(0.175) = 1.1912462, and down exp(-0.175) = 0.8394570, on both pieces.
  const spans = [...edgeAttributes].flatMap((bits, e) => ((bits & EdgeFlag.bridge) !== 0 ? [e] : []));
  expect(spans).toHaveLength(2);
  for (const e of spans) {
    expect(slope!.forward[e]).toBeCloseTo(1.1912462, 6);
    expect(slope!.backward[e]).toBeCloseTo(0.839457, 6);
  }
});

test("steps keep their own cost; metres are metres on every hill", () => {
  const hill = rising((east) => east / 10);
  const stairs = town(street(30, EdgeFlag.steps));
  expect(walkCosts(withSlope(stairs, hill), PROFILES.adult).arcCost).toEqual(
    walkCosts(stairs, PROFILES.adult).arcCost,
  );
  const network = town(street(300));
  expect(walkCosts(withSlope(network, hill), DISTANCE_BASIS).arcCost).toEqual(
    walkCosts(network, DISTANCE_BASIS).arcCost,
  );
});

test("a wheelchair turns back where a stretch is steeper than 1 in 12", () => {
  const steep = withSlope(
    town(street(300)),
    rising((east) => east / 10),
  );
  const gentle = withSlope(
    town(street(300)),
    rising((east) => east / 13),
  );
  expect(bothWays(steep, PROFILES.wheelchair)).toEqual([UNREACHED, UNREACHED]);
  expect(bothWays(gentle, PROFILES.wheelchair)[0]).toBeGreaterThan(400);
  expect(bothWays(steep, { ...PROFILES.wheelchair, maxSlope: null })[0]).toBeGreaterThan(400);
  expect(() => walkCosts(steep, { ...PROFILES.adult, maxSlope: -1 })).toThrow(InvalidInputError);
});

test("edges without height are flat and counted; a network without any is refused", () => {
  const plan: TownPlan = {
    points: { a: [0, 0], b: [100, 0], c: [200, 0], d: [200, 100] },
    streets: [
      { over: ["a", "b"], name: "1" },
      { over: ["b", "c"], name: "2" },
      { over: ["c", "d"], name: "3" },
    ],
  };
  const half = rising((east) => (east > 150 ? Number.NaN : east / 10));
  const { slope, source } = withSlope(town(plan), half);
  expect(slope!.edgesWithoutHeight).toBe(2);
  expect([...slope!.forward].filter((factor) => factor === 1)).toHaveLength(2);
  expect(source.notes.find(({ code }) => code === "slope")).toMatchObject({
    count: 2,
    message: expect.stringContaining("stretches of 30 m slope (Tobler), at most 3 times slower"),
  });
  expect(() => withSlope(town(plan), () => Number.NaN)).toThrow(/No street has a height/);
  expect(() => withSlope(town(plan), half, { stepM: 0 })).toThrow(InvalidInputError);
  expect(() => withSlope(town(plan), half, { slowest: 0.5 })).toThrow(InvalidInputError);
});

test("a saved network keeps its slopes", () => {
  const hilly = withSlope(
    town(street(300)),
    rising((east) => east / 10),
  );
  expect(decodeNetwork(encodeNetwork(hilly))).toEqual(hilly);
});

test("nobody is faster than at 1 in 20 downhill", () => {
  const network = town(street(300));
  expect(topSpeedMps(network, 1.2)).toBe(1.2);
  const best = withSlope(
    network,
    rising((east) => -east / 20),
  );
  const [down] = bothWays(best);
  expect(300 / down!).toBeLessThanOrEqual(topSpeedMps(best, 1.2) + 1e-4);
  expect(300 / down!).toBeCloseTo(1.2 / 0.839457, 3);
});
