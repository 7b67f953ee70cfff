/**
 * Facilities and blocks joined to the streets as one profile walks them.
 */
import { itemAt, spanAt } from "../../base/at.js";
import type { CostUnit } from "../../base/cost-units.js";
import { onceForEach } from "../../base/once-for-each.js";
import { compoundOfEdges, NO_COMPOUND } from "../../network/compound-edges.js";
import type { Linkage } from "../../network/linkage.js";
import { type Audience, audienceOf, isNotOpen } from "../../places/audience.js";
import type { BlockSet, Facility, FacilitySet } from "../../places/places.js";
import type { WalkEngine } from "../../search/walk-engine.js";

/** Where people live and what they need. */
export interface LivingCirclePlaces {
  readonly facilities: FacilitySet;
  readonly blocks: BlockSet;
}

/** Facilities and blocks linked as one profile walks. */
export interface LinkedPlaces<U extends CostUnit> {
  readonly facilities: Linkage<U>;
  readonly blocks: Linkage<U>;
}

/** Facilities and blocks linked on one basis. */
export interface LinkedBasis<U extends CostUnit> extends LinkedPlaces<U> {
  readonly engine: WalkEngine<U>;
  readonly signal?: AbortSignal | undefined;
}

const compoundsOf = onceForEach(compoundOfEdges);

/** The blocks that each facility serves, by what is given of both and by the compounds in which they stand. */
export function audienceOfLinked(
  { facilities, blocks }: LivingCirclePlaces,
  linked: LinkedPlaces<CostUnit>,
): Audience {
  if (!facilities.facilities.some(isNotOpen)) return facilities.facilities.map(() => null);
  const compound = compoundsOf(linked.blocks.costs.network);
  const compoundsAt =
    ({ edge, firstLink }: Linkage) =>
    (point: number) => {
      const found = new Set(
        Array.from(edge.subarray(...spanAt(firstLink, point)), (e) => itemAt(compound, e)),
      );
      found.delete(NO_COMPOUND);
      return [...found];
    };
  return audienceOf(facilities.facilities, blocks.blocks, {
    ofFacility: compoundsAt(linked.facilities),
    ofBlock: compoundsAt(linked.blocks),
  });
}

/**
 * A facility inside a compound where people live serves its residents, unless its data say it is open to all.
 *
 * Private streets without homes, as around hospitals, keep nobody out: guests walk in on their last leg.
 */
export function keepToResidents<U extends CostUnit>(
  facilities: readonly Facility[],
  linked: Linkage<U>,
  blocks: Linkage<U>,
  compound: Uint32Array = compoundOfEdges(linked.costs.network),
): Linkage<U> {
  const lived = new Set(Array.from(blocks.edge, (edge) => itemAt(compound, edge)));
  lived.delete(NO_COMPOUND);
  if (lived.size === 0) return linked;
  const residentsOnly = Uint8Array.from(facilities, ({ openToAll }, f) => {
    // Who may use one that is not open is `audienceOfLinked`'s to say.
    if (openToAll !== null) return 0;
    const links = linked.edge.subarray(...spanAt(linked.firstLink, f));
    return links.length > 0 && links.every((edge) => lived.has(itemAt(compound, edge))) ? 1 : 0;
  });
  return { ...linked, points: { ...linked.points, residentsOnly } };
}
