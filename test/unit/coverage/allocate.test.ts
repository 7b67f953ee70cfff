import fc from "fast-check";
import { expect, test } from "vitest";
import { allocatePeople } from "../../../src/coverage/allocate.js";
import { seededRandom } from "../../../src/measures/seeded-random.js";
import { travelMatrix } from "../../../src/measures/travel-matrix.js";
import { SEED } from "../../support/random-town.js";

const matrixOf = (costs: readonly (readonly (number | null)[])[]) =>
  travelMatrix(
    costs.length,
    costs[0]!.length,
    costs.flatMap((row, i) => row.flatMap((cost, j) => (cost === null ? [] : [{ row: i, column: j, cost }]))),
  );

test("people move on to a farther facility where that lets others in", () => {
  // a (3 people) is nearer to f, but b (2 people) has only f: with 3 places at f, two of a go on to g.
  const matrix = matrixOf([
    [100, 300],
    [200, null],
  ]);
  const found = allocatePeople({ matrix, places: [3, 5], people: [3, 2], cutoff: 500 });
  expect(found.flows).toEqual([
    { place: 0, facility: 0, people: 1 },
    { place: 0, facility: 1, people: 2 },
    { place: 1, facility: 0, people: 2 },
  ]);
  // 1·100 + 2·300 + 2·200.
  expect(found.totalCost).toBe(1100);
  expect([...found.leftOver]).toEqual([0, 0]);
});

test("of those who cannot all be served the farthest are left over, and queue at their nearest facility", () => {
  // 2 places at f for a (100 m), b (200 m) and c (300 m), two people each; d reaches nothing.
  const matrix = matrixOf([[300], [100], [200], [900]]);
  const found = allocatePeople({ matrix, places: [2], people: [2, 2, 2, 4], cutoff: 500 });
  expect([...found.served]).toEqual([0, 2, 0, 0]);
  expect([...found.leftOver]).toEqual([2, 0, 2, 4]);
  expect([...found.queue]).toEqual([4]);
  expect([...found.queueAt]).toEqual([0, -1, 0, -1]);
  expect(found.outOfReach).toBe(4);
});

test("where two ways are alike the lower index is served", () => {
  const found = allocatePeople({
    matrix: matrixOf([[100], [100]]),
    places: [1],
    people: [1, 1],
    cutoff: 500,
  });
  expect([...found.served]).toEqual([1, 0]);
});

test("a chain of moves reaches the one free place", () => {
  // Everyone's first choice is taken in turn: p0 → f0, p1 → f0 or f1, p2 → f1 or f2; one place each.
  const matrix = matrixOf([
    [10, null, null],
    [10, 50, null],
    [null, 10, 90],
  ]);
  const found = allocatePeople({ matrix, places: [1, 1, 1], people: [1, 1, 1], cutoff: 100 });
  expect(found.flows.map(({ facility }) => facility)).toEqual([0, 1, 2]);
  expect(found.totalCost).toBe(10 + 50 + 90);
});

test("nobody, no facility and no places are legal; halves are not", () => {
  const matrix = matrixOf([[10]]);
  expect([...allocatePeople({ matrix, places: [0], people: [3], cutoff: 50 }).queue]).toEqual([3]);
  expect(
    allocatePeople({ matrix: travelMatrix(1, 0, []), places: [], people: [2], cutoff: 1 }).outOfReach,
  ).toBe(2);
  expect(allocatePeople({ matrix: travelMatrix(0, 0, []), places: [], people: [], cutoff: 1 }).flows).toEqual(
    [],
  );
  expect(() => allocatePeople({ matrix, places: [1], people: [0.5], cutoff: 1 })).toThrow(
    "people value 0 is 0.5",
  );
});

/** Every way to seat people one by one, by remaining places: most served, then least walk. */
function bestByTrying(
  costs: readonly (readonly (number | null)[])[],
  places: readonly number[],
  people: readonly number[],
): { served: number; cost: number } {
  const heads = people.flatMap((count, place) => new Array<number>(count).fill(place));
  const seen = new Map<string, { served: number; cost: number }>();
  const best = (head: number, free: readonly number[]): { served: number; cost: number } => {
    if (head === heads.length) return { served: 0, cost: 0 };
    const key = `${head} ${free.join()}`;
    const known = seen.get(key);
    if (known !== undefined) return known;
    let found = best(head + 1, free);
    costs[heads[head]!]!.forEach((cost, f) => {
      if (cost === null || cost > 20 || free[f] === 0) return;
      const rest = best(
        head + 1,
        free.map((n, k) => (k === f ? n - 1 : n)),
      );
      const here = { served: rest.served + 1, cost: rest.cost + cost };
      if (here.served > found.served || (here.served === found.served && here.cost < found.cost))
        found = here;
    });
    seen.set(key, found);
    return found;
  };
  return best(0, places);
}

const CASES = fc.record({
  costs: fc.array(fc.array(fc.option(fc.nat(25), { nil: null }), { minLength: 3, maxLength: 3 }), {
    minLength: 4,
    maxLength: 4,
  }),
  places: fc.array(fc.nat(4), { minLength: 3, maxLength: 3 }),
  people: fc.array(fc.nat(4), { minLength: 4, maxLength: 4 }),
});

test("no other seating serves more people, or as many with less walk", () => {
  fc.assert(
    fc.property(CASES, ({ costs, places, people }) => {
      const found = allocatePeople({ matrix: matrixOf(costs), places, people, cutoff: 20 });
      const served = found.served.reduce((a, b) => a + b, 0);
      expect({ served, cost: found.totalCost }).toEqual(bestByTrying(costs, places, people));
    }),
    { seed: SEED, numRuns: 400 },
  );
});

test("no facility is over its places, people add up, and every left-over person is queued or out of reach", () => {
  fc.assert(
    fc.property(CASES, ({ costs, places, people }) => {
      const found = allocatePeople({ matrix: matrixOf(costs), places, people, cutoff: 20 });
      found.load.forEach((load, f) => {
        expect(load).toBeLessThanOrEqual(places[f]!);
      });
      people.forEach((count, p) => {
        expect(found.served[p]! + found.leftOver[p]!).toBe(count);
        const seated = found.flows
          .filter(({ place }) => place === p)
          .reduce((sum, one) => sum + one.people, 0);
        expect(seated).toBe(found.served[p]);
      });
      const queued = found.queue.reduce((a, b) => a + b, 0) + found.outOfReach;
      expect(queued).toBe(found.leftOver.reduce((a, b) => a + b, 0));
    }),
    { seed: SEED, numRuns: 200 },
  );
});

test("at the size of a district no exchange of any length would pay, and nobody left over could be let in", () => {
  const random = seededRandom(SEED);
  const [blocks, sites, side] = [400, 25, 2000];
  const spots = (count: number) => Array.from({ length: count }, () => [random() * side, random() * side]);
  const [homes, homesTo] = [spots(blocks), spots(sites)];
  const costs = homes.map(([x, y]) =>
    homesTo.map(([u, v]) => {
      const cost = Math.round(Math.abs(x! - u!) + Math.abs(y! - v!));
      return cost <= 900 ? cost : null;
    }),
  );
  const people = homes.map(() => Math.floor(random() * 20));
  const places = homesTo.map(() => Math.floor(random() * 220));
  const found = allocatePeople({ matrix: matrixOf(costs), places, people, cutoff: 900 });
  const leftOver = found.leftOver.reduce((sum, count) => sum + count, 0);
  expect(leftOver).toBeGreaterThan(found.outOfReach + 100);

  // Ways to move people between sites; the last site is "left over", at more than any walk.
  const beyond = 900 * (sites + 2);
  const costAt = (place: number, site: number) => (site === sites ? beyond : costs[place]![site]!);
  const apart = Array.from({ length: sites + 1 }, () => new Array<number>(sites + 1).fill(Infinity));
  const seated = [
    ...found.flows.map(({ place, facility }) => [place, facility] as const),
    ...people.flatMap((_, place) => (found.leftOver[place]! > 0 ? [[place, sites] as const] : [])),
  ];
  for (const [place, from] of seated) {
    for (let to = 0; to <= sites; to++) {
      const cost = costAt(place, to);
      if (cost !== null) apart[from]![to] = Math.min(apart[from]![to]!, cost - costAt(place, from)!);
    }
  }
  // Floyd & Warshall: the cheapest chain of moves from any site to any other.
  for (let k = 0; k <= sites; k++)
    for (let i = 0; i <= sites; i++)
      for (let j = 0; j <= sites; j++) apart[i]![j] = Math.min(apart[i]![j]!, apart[i]![k]! + apart[k]![j]!);
  for (let i = 0; i <= sites; i++) {
    expect(apart[i]![i]).toBeGreaterThanOrEqual(0);
    for (let j = 0; j < sites; j++)
      if (found.load[j]! < places[j]!) expect(apart[i]![j]).toBeGreaterThanOrEqual(0);
  }
});
