import fc from "fast-check";
import { expect, test } from "vitest";
import { coverageMatrix, rankSites, selectSites } from "../../../src/doors/siting.js";

/** Both sites reach place 0 (10 people); site 1 reaches place 1 (10 people) as well. */
const TOWN = coverageMatrix(
  [
    [1, 1],
    [Infinity, 1],
  ],
  { cutoff: 5 },
);

test("with capacities a site gains those whom it can seat, not all in its reach", () => {
  const question = {
    model: "capacitated-mclp",
    matrix: TOWN,
    weight: [10, 10],
    p: 2,
    capacity: [6, 12],
  } as const;

  const ranked = rankSites(question, [0, 1]);

  // Site 1 seats 12 of the 20 in its reach. Site 0 then seats 6: place 1 keeps 10 at site 1, which leaves 2 for place 0.
  expect(ranked.map(({ candidate, gain, objective }) => [candidate, gain, objective])).toEqual([
    [1, 12, 12],
    [0, 6, 18],
  ]);
});

test("people move to another open site to make room", () => {
  const question = {
    model: "capacitated-mclp",
    matrix: TOWN,
    weight: [10, 4],
    p: 2,
    capacity: [10, 4],
    state: ["new", "fixed"],
  } as const;

  // Site 1 is fixed and opens first: it seats 4 people, of place 0. Site 0 seats 10 of place 0; the 4 move over, so that
  // site 1 can take the 4 of place 1: 14 in all.
  expect(rankSites(question, [0, 1]).map(({ gain }) => gain)).toEqual([4, 10]);
});

test("the last objective is that of the exact plan with the same sites", async () => {
  const town = fc.record({
    costs: fc.array(fc.array(fc.constantFrom(1, Number.POSITIVE_INFINITY), { minLength: 3, maxLength: 3 }), {
      minLength: 1,
      maxLength: 6,
    }),
    capacity: fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 3, maxLength: 3 }),
    people: fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 6, maxLength: 6 }),
  });
  await fc.assert(
    fc.asyncProperty(town, async ({ costs, capacity, people }) => {
      const weight = people.slice(0, costs.length);
      const question = {
        model: "capacitated-mclp",
        matrix: coverageMatrix(costs, { cutoff: 5 }),
        weight,
        p: 3,
        capacity,
        state: ["fixed", "fixed", "fixed"],
      } as const;
      const plan = await selectSites(question);
      expect(rankSites(question, [0, 1, 2]).at(-1)?.objective).toBeCloseTo(plan.objective ?? Number.NaN, 6);
    }),
    { numRuns: 60, seed: 20261201 },
  );
});
