/**
 * Plans for premises against enumeration of every choice, on small random questions.
 */
import fc from "fast-check";
import { expect, test } from "vitest";
import { coverageMatrix } from "../../src/siting/coverage-matrix.js";
import { planPremises } from "../../src/siting/premises/plan-premises.js";
import type { Mode, Premises } from "../../src/siting/premises/premises.js";
import type { PremisesQuestion } from "../../src/siting/premises/premises-question.js";
import { SEED } from "../support/random-town.js";

const IDS = ["elderly", "meals", "sports"] as const;

const room = fc.record({
  areaM2: fc.integer({ min: 50, max: 900 }),
  mode: fc.constantFrom<Mode | null>("transfer", "convert", null),
  fitOutPerM2: fc.integer({ min: 1, max: 5 }),
  fixedCost: fc.integer({ min: 0, max: 500 }),
  unit: fc.constantFrom("east", "west"),
});

const questions = fc
  .record({
    rooms: fc.array(room, { minLength: 1, maxLength: 4 }),
    places: fc.array(fc.record({ people: fc.integer({ min: 0, max: 30 }), covered: fc.boolean() }), {
      minLength: 1,
      maxLength: 6,
    }),
    reach: fc.array(fc.boolean(), { minLength: 72, maxLength: 72 }),
    areas: fc.tuple(fc.integer({ min: 50, max: 300 }), fc.integer({ min: 50, max: 300 }), fc.constant(100)),
    budget: fc.option(fc.integer({ min: 0, max: 4000 })),
    maxPremises: fc.option(fc.integer({ min: 0, max: 3 })),
    quota: fc.option(fc.integer({ min: 0, max: 1 })),
    area: fc.boolean(),
  })
  .map(({ rooms, places, reach, areas, budget, maxPremises, quota, area }): PremisesQuestion => {
    const premises = rooms.map((own, j): Premises => {
      const rest = { floor: 1, lift: null, ownEntrance: null, owner: null, means: null, readyYear: null };
      const years = { availableUntil: null, changesLandUse: null, rentPerM2Year: 0, services: null };
      return { id: `r${j}`, name: "", lon: 0, lat: 0, ...rest, ...years, ...own };
    });
    const services = IDS.map((id, s) => ({
      id,
      matrix: coverageMatrix(
        places.map((_, i) =>
          rooms.map((_room, j) => (reach[(s * 6 + i) * 4 + j] ? 1 : Number.POSITIVE_INFINITY)),
        ),
      ),
      people: places.map(({ people }) => people),
      covered: places.map(({ covered }) => (covered ? 1 : 0)),
      room: { minAreaM2: areas[s]!, maxFloor: null, ownEntrance: false, basement: false },
      core: id !== "sports",
      worth: s + 1,
    }));
    return {
      premises,
      services,
      ...(budget === null ? {} : { budget }),
      ...(maxPremises === null ? {} : { maxPremises }),
      ...(quota === null ? {} : { modes: { transfer: { min: quota }, convert: { max: 1 } } }),
      ...(area
        ? {
            area: {
              m2Per100Households: 30,
              missingM2: 0.1,
              units: [{ unit: "east", households: 900, existingM2: 0 }],
            },
          }
        : {}),
    };
  });

/** The best objective over every set of services in every room, or null if none keeps the rules. */
function enumerated(question: PremisesQuestion): number | null {
  const { premises, services } = question;
  const most = 8 ** premises.length;
  let best: number | null = null;
  for (let code = 0; code < most; code++) {
    const sets = premises.map((_, j) => (code >> (3 * j)) & 7);
    const value = worthOfChoice(question, sets);
    if (value !== null && (best === null || value > best)) best = value;
  }
  return best;

  function worthOfChoice(
    { budget = 1e9, maxPremises = 99, modes = {}, area }: PremisesQuestion,
    sets: readonly number[],
  ) {
    const holds = (j: number, s: number) => ((sets[j]! >> s) & 1) === 1;
    let cost = 0;
    let taken = 0;
    let missing = area === undefined ? 0 : (30 * 900) / 100;
    let value = 0;
    const count = { transfer: 0, convert: 0 };
    for (const [j, p] of premises.entries()) {
      const own = services.filter((_, s) => holds(j, s));
      if (own.length === 0) continue;
      const used = own.reduce((sum, { room: { minAreaM2 } }) => sum + minAreaM2, 0);
      // Three services are a complex of 600 m²; two of these three are core functions and one is elderly care: no wish unmet.
      if (used > p.areaM2 || (own.length === 3 && p.areaM2 < 600)) return null;
      cost += p.fixedCost! + p.fitOutPerM2! * used;
      taken++;
      if (p.mode === "transfer" || p.mode === "convert") count[p.mode]++;
      if (p.unit === "east") missing -= used;
    }
    if (cost > budget || taken > maxPremises) return null;
    if (count.transfer < (modes.transfer?.min ?? 0) || count.convert > (modes.convert?.max ?? 99))
      return null;
    services.forEach(({ matrix, people, covered, worth }, s) => {
      for (let i = 0; i < people.length; i++) {
        if (covered[i] !== 0) continue;
        const own = matrix.candidate.subarray(matrix.firstOfDemand[i]!, matrix.firstOfDemand[i + 1]!);
        if (own.some((j) => holds(j, s))) value += worth! * people[i]!;
      }
    });
    return value - 0.1 * Math.max(0, missing);
  }
}

test("exact plans equal the best of all choices; heuristic ones lie between it and their bound", async () => {
  let gaps = 0;
  let asked = 0;
  await fc.assert(
    fc.asyncProperty(questions, async (question) => {
      const best = enumerated(question);
      const exact = await planPremises(question);
      const quick = await planPremises(question, { exactSize: -1 });
      if (best === null) {
        expect(exact.status).toBe("infeasible");
        expect(quick.objective).toBeNull();
        return;
      }
      expect(exact.status).toBe("optimal");
      expect(exact.objective).toBeCloseTo(best, 6);
      expect(quick.bound! + 1e-6).toBeGreaterThanOrEqual(best);
      if (quick.objective === null) return;
      expect(quick.objective).toBeLessThanOrEqual(best + 1e-6);
      asked++;
      if (quick.objective < best - 1e-6) gaps++;
    }),
    { seed: SEED, numRuns: 150 },
  );
  expect(asked).toBeGreaterThan(100);
  // Greedy and exchanges miss the best now and then.
  expect(gaps).toBeLessThan(0.1 * asked);
});
