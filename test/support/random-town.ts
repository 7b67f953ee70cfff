/**
 * Random street networks for property tests: loops, parallel streets, islands, one-ways, steps, private streets.
 */
import fc from "fast-check";
import { EdgeFlag } from "../../src/network/street-draft.js";
import type { TownPlan, TownStreet } from "./town.js";

/** Seed of all property tests; printed by fast-check when one fails. */
export const SEED = 20261124;

export interface RandomTownOptions {
  /** Whether streets may be closed in one direction. Default true. */
  readonly oneWays?: boolean;
  /** Whether streets may be private. Default true. */
  readonly privates?: boolean;
}

/** Towns of 2 … 14 points within 400 m and 1 … 24 streets of 1 … 3 pieces; points may coincide. */
export function randomTown({
  oneWays = true,
  privates = true,
}: RandomTownOptions = {}): fc.Arbitrary<TownPlan> {
  const point = fc.tuple(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 40 }));
  return fc.array(point, { minLength: 2, maxLength: 14 }).chain((places) => {
    const index = fc.integer({ min: 0, max: places.length - 1 });
    const attributes = fc.oneof(
      { weight: 6, arbitrary: fc.constant(0) },
      { weight: 1, arbitrary: fc.constant(EdgeFlag.steps) },
      { weight: oneWays ? 1 : 0, arbitrary: fc.constant(EdgeFlag.backwardClosed) },
      { weight: privates ? 2 : 0, arbitrary: fc.constant(EdgeFlag.private) },
    );
    const street = fc.record({ over: fc.array(index, { minLength: 2, maxLength: 4 }), attributes });
    return fc.array(street, { minLength: 1, maxLength: 24 }).map(
      (streets): TownPlan => ({
        points: Object.fromEntries(
          places.map(([x, y], i) => [`p${i}`, [x * 10, y * 10] as [number, number]]),
        ),
        streets: streets.map(
          (s): TownStreet => ({ over: s.over.map((i) => `p${i}`), attributes: s.attributes }),
        ),
      }),
    );
  });
}
