/**
 * The nearest place that each block may use, and the nearest that is not open to it.
 *
 * Places that everybody may use are searched at once; each set of places that serves the same blocks alone once more,
 * for those blocks.
 */
import { itemAt } from "../../base/at.js";
import { type CostUnit, type Limit, NO_FACILITY, UNREACHED, unlimited } from "../../base/cost-units.js";
import { groupBy } from "../../base/grouping.js";
import { type Linkage, selectPoints } from "../../network/linkage.js";
import { type Audience, mayUse } from "../../places/audience.js";
import type { Nearest } from "../../search/nearest.js";
import type { LinkedBasis } from "../open/linked-places.js";

/** Facilities that serve the same blocks, by position; null: all blocks. */
export interface UsePart {
  readonly facilities: readonly number[];
  readonly blocks: readonly number[] | null;
}

/** Facilities that offer a service, by the blocks that may use them; those that nobody may use are in no part. */
export function usableParts(offering: readonly number[], audience: Audience): UsePart[] {
  const open = offering.filter((f) => itemAt(audience, f) === null);
  const closed = offering.filter((f) => (itemAt(audience, f)?.size ?? 0) > 0);
  const blocksOf = (f: number) => [...(itemAt(audience, f) ?? [])].sort((a, b) => a - b);
  const parts = [...groupBy(closed, (f) => blocksOf(f).join())].map(([key, facilities]) => ({
    facilities,
    blocks: key.split(",").map(Number),
  }));
  return open.length > 0 ? [{ facilities: open, blocks: null }, ...parts] : parts;
}

/** Facilities that are not open to all, by the blocks that may not use them. */
export function closedParts(offering: readonly number[], audience: Audience, blockCount: number): UsePart[] {
  const closed = offering.filter((f) => itemAt(audience, f) !== null);
  if (closed.length === 0) return [];
  const someone = closed.filter((f) => (itemAt(audience, f)?.size ?? 0) > 0);
  if (someone.length === 0) return [{ facilities: closed, blocks: null }];
  const served = new Map<number, number[]>();
  for (const f of someone)
    for (const b of itemAt(audience, f) ?? []) served.set(b, [...(served.get(b) ?? []), f]);
  const all = Array.from({ length: blockCount }, (_, b) => b);
  return [...groupBy(all, (b) => (served.get(b) ?? []).join())].flatMap(([, blocks]) => {
    const facilities = closed.filter((f) => !mayUse(audience, f, itemAt(blocks, 0)));
    return facilities.length === 0 ? [] : [{ facilities, blocks }];
  });
}

/** Searches from some facilities to some blocks, by position; null: all blocks. */
type NearestSearch = (facilities: readonly number[], blocks: readonly number[] | null) => Promise<Nearest>;

/** Searches on one basis, by default however long the walk. */
export function nearestOn<U extends CostUnit>(
  basis: LinkedBasis<U>,
  limit: Limit<U> = unlimited(basis.blocks.costs.unit),
): NearestSearch {
  const { signal, engine } = basis;
  const options = signal === undefined ? { limit } : { limit, signal };
  return (facilities, blocks) =>
    engine.nearest(selectPoints(basis.facilities, facilities), pointsAt(basis.blocks, blocks), options);
}

/** Some points of a linkage; null: the linkage as it is. */
export function pointsAt<U extends CostUnit>(
  linkage: Linkage<U>,
  chosen: readonly number[] | null,
): Linkage<U> {
  return chosen === null ? linkage : selectPoints(linkage, chosen);
}

/**
 * The nearest of all parts that hold for a block, ties to the lower facility.
 *
 * @returns positions in the set of facilities
 */
export async function nearestOfParts(
  search: NearestSearch,
  parts: readonly UsePart[],
  blockCount: number,
): Promise<Nearest> {
  const [cost, facility] = [new Uint32Array(blockCount), new Uint32Array(blockCount)];
  cost.fill(UNREACHED);
  facility.fill(NO_FACILITY);
  for (const { facilities, blocks } of parts) {
    const found = await search(facilities, blocks);
    found.facility.forEach((f, k) => {
      if (f === NO_FACILITY) return;
      const b = blocks === null ? k : itemAt(blocks, k);
      const [walk, at] = [itemAt(found.cost, k), itemAt(facilities, f)];
      if (walk > itemAt(cost, b) || (walk === cost[b] && at > itemAt(facility, b))) return;
      cost[b] = walk;
      facility[b] = at;
    });
  }
  return { cost, facility };
}
