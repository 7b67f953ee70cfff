import fc from "fast-check";
import { expect, test } from "vitest";
import { concentration, theil } from "../../../src/measures/inequality.js";
import { correctedConcentration, theilParts } from "../../../src/measures/inequality-parts.js";
import { SEED } from "../../support/random-town.js";

// Three estates of 2, 1 and 1 people with access 1, 2 and 4: 8 in all, 2 a head.
const ESTATES = { access: [1, 2, 4], people: [2, 1, 1] };
const RANKED = { ...ESTATES, rank: [1, 2, 3] };

test("Theil between and within groups by hand", () => {
  // East: 3 people, 4 in all, 4/3 a head; west: 1 person, 4. Each has half of the access.
  // Between: ½ ln(2/3) + ½ ln 2 = ½ ln(4/3). Within east: ⅔·¾ ln ¾ + ⅓·1½ ln 1½ = ½ ln(9/8), by half: ¼ ln(9/8).
  const parts = theilParts({ ...ESTATES, group: ["east", "east", "west"] });
  expect(parts?.between).toBeCloseTo(Math.log(4 / 3) / 2, 14);
  expect(parts?.within).toBeCloseTo(Math.log(9 / 8) / 4, 14);
});

test("one group has everything within it, and places as groups everything between them", () => {
  expect(theilParts({ ...ESTATES, group: [1, 1, 1] })?.between).toBeCloseTo(0, 14);
  expect(theilParts({ ...ESTATES, group: [1, 2, 3] })?.within).toBe(0);
  expect(theilParts({ access: [0, 0], people: [1, 1], group: [1, 2] })).toBeNull();
  expect(theilParts({ access: [1, 2], people: [0, 0], group: [1, 2] })).toBeNull();
});

test("between and within add up to Theil's index, and neither is negative", () => {
  const place = fc.tuple(
    fc.nat(4000).map((hundredths) => hundredths / 100),
    fc.nat(6),
    fc.nat(2),
  );
  fc.assert(
    fc.property(fc.array(place, { minLength: 1, maxLength: 12 }), (rows) => {
      const [access, people, group] = [
        rows.map(([a]) => a),
        rows.map(([, p]) => p),
        rows.map(([, , g]) => g),
      ];
      const [parts, whole] = [theilParts({ access, people, group }), theil({ access, people })];
      if (parts === null || whole === null) {
        expect(parts).toBe(whole);
        return;
      }
      expect(parts.between + parts.within).toBeCloseTo(whole, 9);
      expect(Math.min(parts.between, parts.within)).toBeGreaterThanOrEqual(-1e-12);
    }),
    { seed: SEED, numRuns: 200 },
  );
});

test("concentration corrected for bounds by hand", () => {
  // The plain index is 0.3125 and the mean 2. Erreygers: 4·2·0.3125 / 5 = ½. Wagstaff: 5·2·0.3125 / (3·2) = 25/48.
  expect(concentration(RANKED)).toBeCloseTo(0.3125, 14);
  expect(correctedConcentration({ ...RANKED, bounds: [0, 5] }, "erreygers")).toBeCloseTo(0.5, 14);
  expect(correctedConcentration({ ...RANKED, bounds: [0, 5] }, "wagstaff")).toBeCloseTo(25 / 48, 14);
});

test("access and its lack are equally concentrated after either correction, with the sign turned", () => {
  const lack = { ...RANKED, access: ESTATES.access.map((access) => 5 - access) };
  for (const correction of ["erreygers", "wagstaff"] as const) {
    const index = correctedConcentration({ ...RANKED, bounds: [0, 5] }, correction);
    const mirror = correctedConcentration({ ...lack, bounds: [0, 5] }, correction);
    expect(mirror).toBeCloseTo(-(index ?? Number.NaN), 14);
  }
});

test("bounds that access passes, and groups that are not one per place, are refused", () => {
  expect(() => correctedConcentration({ ...RANKED, bounds: [0, 3] }, "erreygers")).toThrow(
    "access 4 lies outside",
  );
  expect(() => correctedConcentration({ ...RANKED, bounds: [5, 5] }, "wagstaff")).toThrow(
    "Bounds from 5 to 5",
  );
  expect(() => theilParts({ ...ESTATES, group: [1] })).toThrow("group has 1 values, expected 3");
  expect(correctedConcentration({ ...RANKED, access: [5, 5, 5], bounds: [0, 5] }, "wagstaff")).toBeNull();
});
