import fc from "fast-check";
import { expect, test } from "vitest";
import { seededRandom } from "../../../src/measures/seeded-random.js";
import {
  adjusted,
  localMorans,
  moransI,
  nearestNeighbours,
  rowStandardised,
} from "../../../src/measures/spatial-pattern.js";
import { travelMatrix } from "../../../src/measures/travel-matrix.js";
import { moranByTable } from "../../support/oracle-measures.js";
import { SEED } from "../../support/random-town.js";

/** Places in a row, each beside the next. */
const chain = (n: number) =>
  travelMatrix(
    n,
    n,
    Array.from({ length: n - 1 }, (_, i) => [
      { row: i, column: i + 1, cost: 1 },
      { row: i + 1, column: i, cost: 1 },
    ]).flat(),
  );

test("Moran's I by hand on four places in a row", () => {
  // Values 1, 1, 3, 3: z −1, −1, 1, 1; products of neighbours 1, −1, 1, twice each: Σ = 2; ΣW = 6; Σz² = 4.
  // I = 4/6 · 2/4 = ⅓; expected −⅓.
  const found = moransI([1, 1, 3, 3], chain(4), { permutations: 99 })!;
  expect(found.value).toBeCloseTo(1 / 3, 15);
  expect(found.expected).toBeCloseTo(-1 / 3, 15);
});

test("the local values name the cluster, and their sum over all weights is Moran's I", () => {
  const found = localMorans([1, 1, 3, 3], chain(4), { permutations: 99 })!;
  // z·Σz of neighbours: −1·−1, −1·(−1+1), 1·(−1+1), 1·1.
  expect([...found.value]).toEqual([1, -0, 0, 1]);
  expect(found.cluster).toEqual(["LL", "LH", "HH", "HH"]);
  expect(found.value.reduce((a, b) => a + b, 0) / 6).toBeCloseTo(1 / 3, 15);
});

test("the same seed draws the same, another may not, and the share is never zero", () => {
  const values = [5, 1, 4, 2, 8, 7, 9, 6, 3, 0];
  const at = (seed: number) => localMorans(values, rowStandardised(chain(10)), { seed, permutations: 199 })!;
  expect(at(7)).toEqual(at(7));
  expect([...at(7).p]).not.toEqual([...at(8).p]);
  expect(Math.min(...at(7).p)).toBeGreaterThanOrEqual(1 / 200);
});

test("a front of high beside low is found, and so is a chequered row, on the other side", () => {
  // Twenty low, twenty high in a row: but for the border no draw is more alike.
  const front = Array.from({ length: 40 }, (_, i) => (i < 20 ? 0 : 10) + (i % 3) / 10);
  expect(moransI(front, chain(40))!.p).toBe(1 / 1000);
  // High and low in turn: every product of neighbours is −1.
  const chequered = moransI(
    Array.from({ length: 40 }, (_, i) => i % 2),
    chain(40),
  )!;
  expect(chequered.value).toBeCloseTo(-1, 12);
  expect(chequered.p).toBe(1 / 1000);
});

test("of columns without any pattern one in ten looks like one at 5 % on either side", () => {
  const random = seededRandom(SEED);
  const found = Array.from({ length: 200 }, () =>
    moransI(Array.from({ length: 30 }, random), chain(30), { permutations: 99, seed: 3 }),
  ).filter((one) => one!.p <= 0.05).length;
  // 20 are due, with a standard deviation of √(200 · 0.1 · 0.9) = 4.2; four of them either way.
  expect(found).toBeGreaterThan(20 - 17);
  expect(found).toBeLessThan(20 + 17);
});

test("rates of false discovery by hand", () => {
  // Sorted 0.01·3/1, 0.02·3/2, 0.9·3/3, each no more than the next.
  const q = adjusted(Float64Array.of(0.9, 0.01, 0.02));
  [0.9, 0.03, 0.03].forEach((due, i) => {
    expect(q[i]).toBeCloseTo(due, 15);
  });
});

test("no spread and no neighbours give no pattern, bad weights are refused", () => {
  expect(moransI([2, 2, 2], chain(3))).toBeNull();
  expect(localMorans([2, 2, 2], chain(3))).toBeNull();
  expect(moransI([1, 2], travelMatrix(2, 2, []))).toBeNull();
  const alone = localMorans([1, 2, 3], travelMatrix(3, 3, [{ row: 0, column: 1, cost: 1 }]))!;
  expect([alone.value[2], alone.p[2]]).toEqual([0, 1]);
  expect(() => moransI([1, 2], travelMatrix(2, 2, [{ row: 1, column: 1, cost: 1 }]))).toThrow(
    "own neighbour",
  );
  expect(() => moransI([1, Number.NaN], chain(2))).toThrow("not a finite number");
});

test("nearest neighbours go by distance, ties to the lower index", () => {
  // On a line at 0, 1, 2, 10.
  const near = nearestNeighbours([0, 1, 2, 10], [0, 0, 0, 0], 1);
  expect([...near.column]).toEqual([1, 0, 1, 2]);
});

test("Moran's I agrees with dense tables to 1e-9, with and without standardised rows", () => {
  const cases = fc.record({
    values: fc.array(fc.integer({ min: 0, max: 20 }), { minLength: 6, maxLength: 6 }),
    weights: fc.array(fc.array(fc.nat(3), { minLength: 6, maxLength: 6 }), { minLength: 6, maxLength: 6 }),
  });
  fc.assert(
    fc.property(cases, fc.boolean(), ({ values, weights }, standard) => {
      const table = weights.map((row, i) => row.map((w, j) => (i === j ? 0 : w)));
      const pairs = table.flatMap((row, i) =>
        row.flatMap((w, j) => (w === 0 ? [] : [{ row: i, column: j, cost: w }])),
      );
      const neighbours = travelMatrix(6, 6, pairs);
      const found = moransI(values, standard ? rowStandardised(neighbours) : neighbours, { permutations: 1 });
      if (found === null) return;
      const rows = table.map((row) => {
        const sum = row.reduce((a, b) => a + b, 0);
        return row.map((w) => (standard && sum > 0 ? w / sum : w));
      });
      expect(found.value).toBeCloseTo(moranByTable(values, rows), 9);
    }),
    { seed: SEED, numRuns: 200 },
  );
});

test("a place without neighbours is an island: it lies in no cluster, is not a test, and changes no other's", () => {
  // As in esda 2.9 on the same six values, whose I is (n − 1)/n of these; the last place is alone.
  const pairs = [
    ...[
      [0, 1],
      [1, 0],
      [1, 2],
      [2, 1],
      [3, 4],
      [4, 3],
    ].map(([row = 0, column = 0]) => ({ row, column, cost: 1 })),
    // A weight of 0 joins nothing.
    { row: 5, column: 0, cost: 0 },
  ];
  const neighbours = rowStandardised(travelMatrix(6, 6, pairs));
  const found = localMorans([1, 2, 4, 8, 3, 5], neighbours, { permutations: 99 })!;
  const theirs = [
    0.8423423423423425, 0.39639639639639646, -0.04954954954954952, -0.5630630630630632, -0.5630630630630632,
    0,
  ];
  theirs.forEach((value, i) => {
    expect((found.value[i]! * 5) / 6).toBeCloseTo(value, 12);
  });
  expect(found.cluster).toEqual(["LL", "LL", "HL", "HL", "LH", "island"]);
  expect([found.p[5], found.q[5]]).toEqual([1, 1]);
  expect([...found.value, ...found.p, ...found.q].every(Number.isFinite)).toBe(true);
  // The least p of five tests is adjusted by five, not by six.
  const least = Math.min(...found.p);
  expect(Math.min(...found.q)).toBeLessThanOrEqual((least * 5) / 1);
  const whole = moransI([1, 2, 4, 8, 3, 5], neighbours, { permutations: 9 })!;
  expect(whole.islands).toBe(1);
  expect(whole.value).toBeCloseTo(0.015135135135135218, 12);
});
