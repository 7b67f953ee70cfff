/**
 * Squares with streets, for tests of walks across them.
 */
import { buildWalkNetwork } from "../../src/city/open/build-walk-network.js";
import { linkPoints } from "../../src/network/link-points.js";
import { DISTANCE_BASIS } from "../../src/network/profiles.js";
import { walkCosts } from "../../src/network/walk-costs.js";
import { shortestPath } from "../../src/search/shortest-path.js";
import { type OsmPlan, osmTown } from "./osm-town.js";
import { pointsAt } from "./town.js";

export const SQUARE = { highway: "pedestrian", area: "yes", name: "Square" };
export const STREET = { highway: "residential" };

type Place = readonly [east: number, north: number];

/** A square of `side` metres with its south-west corner at the origin, streets 200 m west and south of that corner, and more. */
export function squarePlan(
  side: number,
  more: Partial<OsmPlan> = {},
  tags: Record<string, string> = SQUARE,
): OsmPlan {
  return {
    nodes: {
      a: [0, 0],
      b: [side, 0],
      c: [side, side],
      d: [0, side],
      south: [0, -200],
      west: [-200, 0],
      ...more.nodes,
    },
    ways: [
      { over: ["a", "b", "c", "d", "a"], tags },
      { over: ["south", "a"], tags: STREET },
      { over: ["a", "west"], tags: STREET },
      ...(more.ways ?? []),
    ],
    relations: more.relations ?? [],
  };
}

/** The costs of a plan in whole millimetres. */
export function squareCosts(plan: OsmPlan) {
  return walkCosts(buildWalkNetwork(osmTown(plan)), DISTANCE_BASIS);
}

/** Points linked in a small town. */
export function linkedAt(costs: ReturnType<typeof squareCosts>, places: readonly Place[]) {
  return linkPoints(costs, pointsAt(places), { minComponentPoints: 1 });
}

/** Metres door to door, to a millimetre the same both ways; null where there is no walk. */
export function squareWalkM(plan: OsmPlan, from: Place, to: Place): number | null {
  const costs = squareCosts(plan);
  const both = linkedAt(costs, [from, to]);
  const there = shortestPath(costs, both, 0, both, 1);
  const back = shortestPath(costs, both, 1, both, 0);
  if (there?.cost !== back?.cost) throw new Error(`${there?.cost} mm there, ${back?.cost} mm back`);
  return there === null ? null : there.cost / 1000;
}

/** How often each note was made. */
export function squareNotes(plan: OsmPlan): Record<string, number> {
  const { notes } = buildWalkNetwork(osmTown(plan)).source;
  return Object.fromEntries(notes.map(({ code, count }) => [code, count]));
}
