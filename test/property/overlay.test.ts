/**
 * Streets added to a network never lengthen a walk; closed ones are walked no more.
 */
import fc from "fast-check";
import { expect, test } from "vitest";
import { UNREACHED, unlimited } from "../../src/base/cost-units.js";
import type { PointSet } from "../../src/geo/point-set.js";
import { type Overlay, overlayNetwork } from "../../src/network/overlay.js";
import { overlayLinker } from "../../src/network/overlay-links.js";
import { DISTANCE_BASIS, PROFILES, type WalkProfile } from "../../src/network/profiles.js";
import { walkCosts } from "../../src/network/walk-costs.js";
import { costMatrix } from "../../src/search/cost-matrix.js";
import { randomTown, SEED } from "../support/random-town.js";
import { onHills, place, town } from "../support/town.js";

/** A place within 400 m of the town's corner. */
const somewhere = fc
  .tuple(fc.integer({ min: -20, max: 420 }), fc.integer({ min: -20, max: 420 }))
  .map(([x, y]) => place(x, y));

function pointSet(places: readonly (readonly [number, number])[]): PointSet {
  return {
    lon: Float64Array.from(places, ([lon]) => lon),
    lat: Float64Array.from(places, ([, lat]) => lat),
    entrances: null,
    residentsOnly: null,
  };
}

/** Walks from every home to every facility, `UNREACHED` where none leads. */
function walks<U extends "mm" | "ms">(
  overlay: Overlay,
  homes: PointSet,
  facilities: PointSet,
  profile: WalkProfile<U>,
): number[] {
  const link = overlayLinker(overlay);
  const costs = walkCosts(overlay.network, profile);
  const linked = link(costs, facilities, { islandsToo: true });
  const rowsLinked = link(costs, homes, { facilities: [linked] });
  const matrix = costMatrix(costs, rowsLinked, linked, { limit: unlimited(costs.unit) });
  const { rows, columns, first, column, cost } = matrix;
  const all = new Array<number>(rows * columns).fill(UNREACHED);
  for (let i = 0; i < rows; i++)
    for (let k = first[i]!; k < first[i + 1]!; k++) all[i * columns + column[k]!] = cost[k]!;
  return all;
}

const towns = fc.record({
  plan: randomTown(),
  homes: fc.array(somewhere, { minLength: 1, maxLength: 6 }),
  facilities: fc.array(somewhere, { minLength: 1, maxLength: 4 }),
  line: fc.array(somewhere, { minLength: 2, maxLength: 4 }),
  endsOnly: fc.boolean(),
});

test("an added street lengthens no walk, in metres and in minutes", () => {
  let shorter = 0;
  fc.assert(
    fc.property(towns, fc.boolean(), ({ plan, homes, facilities, line, endsOnly }, hills) => {
      const base = hills ? onHills(town(plan)) : town(plan);
      fc.pre(base.edgeCount > 0);
      const none = overlayNetwork(base, {});
      const edited = overlayNetwork(base, { add: [{ line, endsOnly }], snapM: 1000 });
      const [h, f] = [pointSet(homes), pointSet(facilities)];
      for (const run of [
        (overlay: Overlay) => walks(overlay, h, f, DISTANCE_BASIS),
        (overlay: Overlay) => walks(overlay, h, f, PROFILES.adult),
      ]) {
        const [before, after] = [run(none), run(edited)];
        before.forEach((cost, i) => {
          expect(after[i]).toBeLessThanOrEqual(cost);
          if (after[i]! < cost) shorter++;
        });
      }
    }),
    { seed: SEED, numRuns: 300 },
  );
  expect(shorter).toBeGreaterThan(100);
});

test("a closed street is walked no more, and walks over it grow longer", () => {
  let longer = 0;
  fc.assert(
    fc.property(towns, fc.nat(), ({ plan, homes, facilities }, which) => {
      const base = town(plan);
      fc.pre(base.edgeCount > 0);
      const none = overlayNetwork(base, {});
      const edited = overlayNetwork(base, { close: [which % base.edgeCount] });
      const [h, f] = [pointSet(homes), pointSet(facilities)];
      const before = walks(none, h, f, PROFILES.adult);
      const after = walks(edited, h, f, PROFILES.adult);
      const costs = walkCosts(edited.network, PROFILES.adult);
      for (const edge of edited.closed) expect(costs.edgeCostForward[edge]).toBe(UNREACHED);
      // No walk is compared one by one: a home whose street closes may be led to another that it did not use before.
      before.forEach((cost, i) => {
        if (after[i]! > cost) longer++;
      });
    }),
    { seed: SEED, numRuns: 200 },
  );
  expect(longer).toBeGreaterThan(20);
});

test("a bridge joins the two banks at its ends", () => {
  // Two parallel streets 100 m apart and 400 m long, joined at the west end; a bridge at 300 m east.
  const base = town({
    points: { a: [0, 0], b: [400, 0], c: [0, 100], d: [400, 100] },
    streets: [{ over: ["b", "a", "c", "d"] }],
  });
  const overlay = overlayNetwork(base, {
    add: [{ line: [place(300, 0), place(300, 100)], name: "New Bridge" }],
  });
  const [home, clinic] = [pointSet([place(350, 0)]), pointSet([place(350, 100)])];
  const none = overlayNetwork(base, {});
  // 350 west, 100 north, 350 east; then 50 + 100 + 50.
  const [before] = walks(none, home, clinic, DISTANCE_BASIS);
  const [after] = walks(overlay, home, clinic, DISTANCE_BASIS);
  expect(Math.abs(before! - 800_000)).toBeLessThan(20);
  expect(Math.abs(after! - 200_000)).toBeLessThan(60);
  expect(overlay.network.names).toContain("New Bridge");
  // Old edges are all there.
  expect([...overlay.network.edgeLengthMm.subarray(0, base.edgeCount)]).toEqual([...base.edgeLengthMm]);
});

test("a new street that meets nothing is refused", () => {
  const base = town({ points: { a: [0, 0], b: [100, 0] }, streets: [{ over: ["a", "b"] }] });
  const line = [place(0, 300), place(100, 300)];
  expect(() => overlayNetwork(base, { add: [{ line }] })).toThrow(/New street 0 meets no street/);
  expect(() => overlayNetwork(base, { close: [7] })).toThrow(/no edge 7 to close/);
});
