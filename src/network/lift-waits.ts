/**
 * Which streets at a lift mapped as a point bear the time of a ride.
 *
 * Where two streets meet at the lift each bears half. Where more do, one storey is walked past the lift without a ride: that of
 * the way which goes on through it, else the one where most streets meet; the others bear the whole ride. Storeys are told
 * apart by `level`, and else by whether a street is joined at its ends alone. Where no storey stands out each street bears half.
 *
 * Method: counts of half rides by edge. Knows of no profile, and not how many floors a lift goes.
 */
import { addTo } from "../base/grouping.js";
import { EdgeFlag } from "./street-draft.js";
import type { WalkNetwork } from "./walk-network.js";

/** What is looked at of the streets. */
export type LiftEdges = Pick<
  WalkNetwork,
  "edgeCount" | "edgeFrom" | "edgeTo" | "edgeLengthMm" | "edgeAttributes" | "edgeWayId" | "edgeTrait"
>;

/**
 * Half rides by edge, for the edges that bear any.
 *
 * @param meeting - per lift the edges that end there, those that are lifts themselves left out
 * @param traits - what `edgeTrait` points to
 */
export function liftHalves(
  edges: LiftEdges,
  meeting: ReadonlyMap<number, readonly number[]>,
  traits: WalkNetwork["traits"],
): ReadonlyMap<number, number> {
  const halves = new Map<number, number>();
  const beyond = beyondPieces(edges, meeting);
  for (const [lift, met] of meeting) {
    const streets = met.map((edge) => beyond(edge, lift));
    const free = freeStreets(edges, streets, traits);
    for (const edge of streets) {
      const share = free === null ? 1 : free.has(edge) ? 0 : 2;
      if (share > 0) halves.set(edge, (halves.get(edge) ?? 0) + share);
    }
  }
  return halves;
}

/** Streets that are walked past the lift without a ride; null: each bears half. */
function freeStreets(
  { edgeWayId, edgeAttributes, edgeTrait }: LiftEdges,
  streets: readonly number[],
  traits: WalkNetwork["traits"],
): ReadonlySet<number> | null {
  if (streets.length < 3) return null;
  const storeyOf = (edge: number) => {
    if ((edgeAttributes[edge] & EdgeFlag.endsOnly) === 0) return "ground";
    return traits?.[edgeTrait?.[edge] ?? 0]?.levels?.join() ?? "apart";
  };
  const goesOn = streets.filter((edge, i) =>
    streets.some((other, j) => j !== i && edgeWayId[other] !== 0 && edgeWayId[other] === edgeWayId[edge]),
  );
  const byStorey = new Map<string, number[]>();
  for (const edge of streets) addTo(byStorey, storeyOf(edge), edge);
  if (goesOn.length > 0) {
    const storeys = new Set(goesOn.map(storeyOf));
    if (storeys.size > 1) return null;
    if (byStorey.size === 1) return goesOn.length < streets.length ? new Set(goesOn) : null;
    return new Set(streets.filter((edge) => storeys.has(storeyOf(edge))));
  }
  const most = Math.max(...[...byStorey.values()].map(({ length }) => length));
  const largest = [...byStorey.values()].filter(({ length }) => length === most);
  return byStorey.size > 1 && most > 1 && largest.length === 1 ? new Set(largest[0]) : null;
}

/** The street behind a piece without length, such as stands at a lift with hours; another edge is the street itself. */
function beyondPieces(
  { edgeCount, edgeFrom, edgeTo, edgeLengthMm }: LiftEdges,
  meeting: ReadonlyMap<number, readonly number[]>,
): (edge: number, lift: number) => number {
  const endOf = (edge: number, lift: number) => (edgeFrom[edge] === lift ? edgeTo[edge] : edgeFrom[edge]);
  const behind = new Map<number, number[]>();
  for (const [lift, met] of meeting)
    for (const edge of met) if (edgeLengthMm[edge] === 0) behind.set(endOf(edge, lift), []);
  for (let edge = 0; behind.size > 0 && edge < edgeCount; edge++) {
    if (edgeLengthMm[edge] === 0) continue;
    behind.get(edgeFrom[edge])?.push(edge);
    behind.get(edgeTo[edge])?.push(edge);
  }
  return (edge, lift) => (edgeLengthMm[edge] === 0 ? (behind.get(endOf(edge, lift))?.[0] ?? edge) : edge);
}
