/**
 * Which blocks an edit can touch: a lower bound on every walk that the edit takes away or makes possible.
 *
 * A walk that is new uses a new or relinked piece of street or facility; one that is lost used one that is gone. Either
 * is at least as long as the way from the block to the first such thing. A block whose walk is shorter than that keeps
 * it, with its facility and all ties. Found by two searches towards what changed, on the streets before and after.
 */
import { itemAt, spanAt } from "../../base/at.js";
import { type CostUnit, UNREACHED, unlimited } from "../../base/cost-units.js";
import { placeCosts } from "../../network/edge-place.js";
import { type Linkage, selectPoints } from "../../network/linkage.js";
import { nodePlace, streetRow } from "../../network/street-rows.js";
import type { WalkCosts } from "../../network/walk-costs.js";
import { nearestCosts } from "../../search/nearest.js";
import type { LinkedPlaces } from "../open/linked-places.js";

/** Edges that are gone, of the network before, and edges that are new, of the network after. */
export interface ChangedEdges {
  readonly gone: readonly number[];
  readonly made: readonly number[];
}

/** The shorter of two ways, block by block. */
export function shorterWays(ways: Uint32Array, others: Uint32Array): Uint32Array {
  return ways.map((way, b) => Math.min(way, itemAt(others, b)));
}

/** The streets that are gone or new, as places to walk to, and the way there from each block. */
export interface ChangedStreets<U extends CostUnit> {
  readonly ends: Linkage<U>;
  readonly ways: Uint32Array;
}

/** @param edges - gone, with the blocks as they were linked; or new, with the blocks as they are */
export function streetChange<U extends CostUnit>(
  blocks: Linkage<U>,
  edges: readonly number[],
): ChangedStreets<U> | null {
  if (edges.length === 0) return null;
  const ends = endsOfEdges(blocks.costs, edges);
  return { ends, ways: waysTo(blocks, ends) };
}

/**
 * Per block a lower bound on every walk over these streets to the nearest of some facilities: the way to them, and the
 * shortest way on from any of them.
 *
 * @returns milliseconds or millimetres; `UNREACHED` where no such walk exists
 */
export function walksOver<U extends CostUnit>(
  change: ChangedStreets<U> | null,
  facilities: Linkage<U>,
  blockCount: number,
): Uint32Array {
  const none = () => new Uint32Array(blockCount).fill(UNREACHED);
  if (change === null || facilities.pointCount === 0) return none();
  const onward = waysTo(change.ends, facilities).reduce((least, way) => Math.min(least, way), UNREACHED);
  if (onward === UNREACHED) return none();
  return change.ways.map((way) => (way === UNREACHED ? UNREACHED : Math.min(way + onward, UNREACHED - 1)));
}

/** Per block the shortest way to any of the changed facilities, where they were and where they are. */
export function waysToFacilities<U extends CostUnit>(
  before: LinkedPlaces<U>,
  after: LinkedPlaces<U>,
  { gone, made }: { readonly gone: readonly number[]; readonly made: readonly number[] },
): Uint32Array {
  return shorterWays(
    waysTo(before.blocks, selectPoints(before.facilities, gone)),
    waysTo(after.blocks, selectPoints(after.facilities, made)),
  );
}

function waysTo<U extends CostUnit>(blocks: Linkage<U>, targets: Linkage<U>): Uint32Array {
  if (targets.pointCount === 0) return new Uint32Array(blocks.pointCount).fill(UNREACHED);
  return nearestCosts(blocks.costs, targets, blocks, { limit: unlimited(blocks.costs.unit) }).cost;
}

/** Both ends of edges as points on the streets. */
function endsOfEdges<U extends CostUnit>(costs: WalkCosts<U>, edges: readonly number[]): Linkage<U> {
  const { network } = costs;
  const ends = edges.flatMap((edge) => {
    const { from, to, lengthMm } = streetRow(network, edge);
    return [
      { edge, alongMm: 0, place: nodePlace(network, from) },
      { edge, alongMm: lengthMm, place: nodePlace(network, to) },
    ];
  });
  const places = ends.map(({ edge, alongMm }) => placeCosts(costs, edge, alongMm));
  const lon = Float64Array.from(ends, ({ place }) => place[0]);
  const lat = Float64Array.from(ends, ({ place }) => place[1]);
  return {
    costs,
    pointCount: ends.length,
    points: { lon, lat, entrances: null, residentsOnly: null },
    firstLink: Uint32Array.from({ length: ends.length + 1 }, (_, p) => p),
    edge: Uint32Array.from(ends, ({ edge }) => edge),
    alongMm: Uint32Array.from(ends, ({ alongMm }) => alongMm),
    lon,
    lat,
    offStreetMm: new Uint32Array(ends.length),
    offStreetCost: new Uint32Array(ends.length),
    forwardCost: Uint32Array.from(places, ({ forward }) => forward),
    backwardCost: Uint32Array.from(places, ({ backward }) => backward),
    unlinked: new Uint8Array(ends.length),
    nearestStreetMm: new Uint32Array(ends.length),
  };
}

/** Positions of facilities whose links, or whom they serve, are not the same on two linkages. */
export function linkedOtherwise<U extends CostUnit>(
  before: Linkage<U>,
  after: Linkage<U>,
  pairs: readonly (readonly [before: number, after: number])[],
): (readonly [number, number])[] {
  return pairs.filter(([b, a]) => {
    const only = (linkage: Linkage<U>, p: number) => linkage.points.residentsOnly?.[p] ?? 0;
    return only(before, b) !== only(after, a) || linksOf(before, b) !== linksOf(after, a);
  });
}

function linksOf({ firstLink, edge, alongMm, offStreetMm }: Linkage, p: number): string {
  const links: string[] = [];
  for (let [l, end] = spanAt(firstLink, p); l < end; l++)
    links.push(`${edge[l]}:${alongMm[l]}:${offStreetMm[l]}`);
  return links.sort().join(" ");
}
