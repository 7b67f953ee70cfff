import fc from "fast-check";
import { expect, test } from "vitest";
import {
  concentration,
  gini,
  groupGap,
  palma,
  shortfallIndex,
  theil,
} from "../../../src/measures/inequality.js";
import {
  concentrationByCurve,
  giniByPairs,
  palmaByHeads,
  theilByEntropy,
} from "../../support/oracle-measures.js";
import { SEED } from "../../support/random-town.js";

// Three estates of 2, 1 and 1 people with access 1, 2 and 4: 8 in all, 2 a head.
const ESTATES = { access: [1, 2, 4], people: [2, 1, 1] };

test("Gini by hand: one less the trapezoids under the Lorenz curve", () => {
  // X: ½, ¾, 1. Y: 2/8, 4/8, 1. Σ ΔX (Y + Y before) = ½·¼ + ¼·¾ + ¼·1½ = 0.6875.
  expect(gini(ESTATES)).toBeCloseTo(0.3125, 15);
});

test("Theil by hand: shares of people times ratio times its logarithm", () => {
  // ½·½·ln ½ + ¼·1·0 + ¼·2·ln 2 = ¼ ln 2.
  expect(theil(ESTATES)).toBeCloseTo(Math.log(2) / 4, 15);
});

test("Palma by hand: the best-off tenth over the worst-off four tenths", () => {
  // 4 people: the top 0.4 people have 0.4·4, the bottom 1.6 have 1.6·1. Shares 1, means 4.
  expect(palma(ESTATES)).toBeCloseTo(1, 12);
  expect(palma(ESTATES, "means")).toBeCloseTo(4, 12);
  // By income the estates stand the other way round: top 0.4 of the first estate over 1 and 0.6 people of the last two.
  expect(palma({ ...ESTATES, rank: [30, 20, 10] })).toBeCloseTo(0.4 / (4 + 0.6 * 2), 12);
});

test("concentration by hand: positive where those of high rank have more", () => {
  // Middles of rank ¼, ⅝, ⅞; cov = ½(−1)(−¼) + 0 + ¼·2·⅜ = 0.3125; C = 2/2 · 0.3125.
  expect(concentration({ ...ESTATES, rank: [1, 2, 3] })).toBeCloseTo(0.3125, 15);
  expect(concentration({ ...ESTATES, rank: [3, 2, 1] })).toBeCloseTo(-0.3125, 15);
  expect(concentration({ ...ESTATES, rank: [7, 7, 7] })).toBeCloseTo(0, 15);
});

test("the shortfall index counts heads, then how much they lack, then its square", () => {
  // Line 4: two people lack ¾, one lacks ½, the last is on the line.
  expect(shortfallIndex(ESTATES, 4, 0)).toBe(3 / 4);
  expect(shortfallIndex(ESTATES, 4, 1)).toBe((2 * 0.75 + 0.5) / 4);
  expect(shortfallIndex(ESTATES, 4, 2)).toBe((2 * 0.5625 + 0.25) / 4);
});

test("a group is compared with all people", () => {
  // Old people live in the first and the last estate: (1·1 + 1·4) / 2 = 2.5 against 2.
  expect(groupGap({ ...ESTATES, group: [1, 0, 1] })).toEqual({
    groupMean: 2.5,
    allMean: 2,
    ratio: 1.25,
    difference: 0.5,
  });
});

test("nobody, or nothing to share, has no inequality: null, never NaN", () => {
  const nobody = { access: [1, 2], people: [0, 0] };
  const nothing = { access: [0, 0], people: [3, 4] };
  for (const input of [nobody, nothing]) {
    expect([gini(input), theil(input), palma(input), concentration({ ...input, rank: [1, 2] })]).toEqual([
      null,
      null,
      null,
      null,
    ]);
  }
  expect(groupGap({ ...nobody, group: [0, 0] })).toBeNull();
  expect(groupGap({ ...nothing, group: [1, 0] })?.ratio).toBeNull();
  expect(shortfallIndex(nobody, 1, 0)).toBeNull();
});

const CASES = fc
  .array(fc.tuple(fc.double({ min: 0, max: 40, noNaN: true }), fc.nat(6), fc.nat(3)), {
    minLength: 1,
    maxLength: 12,
  })
  .map((rows) => ({
    access: rows.map(([a]) => Math.round(a * 100) / 100),
    people: rows.map(([, p]) => p),
    rank: rows.map(([, , r]) => r),
  }));

test("all agree with other formulas of the same index to 1e-9", () => {
  const agree = (came: number | null, due: number | null) => {
    if (due === null || came === null) expect(came).toBe(due);
    else expect(Math.abs(came - due)).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(due)));
  };
  fc.assert(
    fc.property(CASES, ({ access, people, rank }) => {
      agree(gini({ access, people }), giniByPairs(access, people));
      agree(theil({ access, people }), theilByEntropy(access, people));
      agree(palma({ access, people }), palmaByHeads(access, people));
      agree(concentration({ access, people, rank }), concentrationByCurve(access, people, rank));
    }),
    { seed: SEED, numRuns: 300 },
  );
});

test("doubling all access or all people changes no index, and Gini is concentration by access itself", () => {
  fc.assert(
    fc.property(CASES, ({ access, people }) => {
      const same = { access, people };
      const richer = { access: access.map((a) => 2 * a), people };
      const more = { access, people: people.map((p) => 3 * p) };
      for (const index of [gini, theil, palma] as const) {
        for (const other of [richer, more]) {
          const [a, b] = [index(same), index(other)];
          if (a === null || b === null) expect(a).toBe(b);
          else expect(b).toBeCloseTo(a, 9);
        }
      }
      const [g, c] = [gini(same), concentration({ ...same, rank: access })];
      if (g === null || c === null) expect(g).toBe(c);
      else expect(c).toBeCloseTo(g, 9);
    }),
    { seed: SEED, numRuns: 200 },
  );
});
