/**
 * Linking again only what an edit can link otherwise.
 *
 * Facilities are few and all linked anew. A block far from every changed piece of street keeps its links: they depend on
 * the streets within the longest leg off the street and on whether those may be used, and on nothing else.
 */
import { itemAt } from "../../base/at.js";
import { consecutive } from "../../base/consecutive.js";
import type { CostUnit } from "../../base/cost-units.js";
import { degreeLengths, shortWay } from "../../geo/earth.js";
import { usableEdges } from "../../network/link-points.js";
import { withRelinked } from "../../network/linkage.js";
import { offStreetCapOf } from "../../network/off-street.js";
import { linkageOnBase } from "../../network/overlay-links.js";
import { edgeShape } from "../../network/street-rows.js";
import { type WalkCosts, walkCosts } from "../../network/walk-costs.js";
import type { WalkNetwork } from "../../network/walk-network.js";
import { pointsOfFacilities, pointsOfPlaces } from "../../places/facility-index.js";
import type { Block, BlockSet } from "../../places/places.js";
import type { Scenario } from "../../scenario/apply-scenario.js";
import { keepToResidents, type LinkedPlaces, type LivingCirclePlaces } from "../open/linked-places.js";

export interface Relinked<U extends CostUnit> extends LinkedPlaces<U> {
  /** Blocks whose links may be others than before, ascending. */
  readonly blocksRelinked: readonly number[];
}

/**
 * Places as they are linked after the edits of a scenario.
 *
 * @param before - how they were linked
 */
export function relink<U extends CostUnit>(
  before: LinkedPlaces<U>,
  { network, link, overlay }: Scenario,
  { facilities, blocks }: LivingCirclePlaces,
): Relinked<U> {
  const oldCosts = before.blocks.costs;
  const costs: WalkCosts<U> = overlay === null ? oldCosts : walkCosts(network, oldCosts.profile);
  const linkedFacilities = link(costs, pointsOfFacilities(facilities.facilities), { islandsToo: true });
  const used = usableEdges(oldCosts, { facilities: [before.facilities] });
  const usedBelow = usableEdges(oldCosts, { facilities: [linkageOnBase(linkedFacilities)] });
  const usedNow = usableEdges(costs, { facilities: [linkedFacilities] });
  const changed: number[] = [];
  for (let e = 0; e < network.edgeCount; e++) {
    if (used[e] !== usedNow[e] || used[e] !== usedBelow[e]) changed.push(e);
  }
  const chosen = blocksNear(blocks, boxesOf(network, changed), offStreetCapOf(network) + 1);
  const some = pointsOfPlaces(selected(blocks, chosen).blocks);
  const linkedSome = link(costs, some, { facilities: [linkedFacilities] });
  const linkedBlocks = withRelinked(before.blocks, chosen, linkedSome);
  return {
    facilities: keepToResidents(facilities.facilities, linkedFacilities, linkedBlocks),
    blocks: linkedBlocks,
    blocksRelinked: chosen,
  };
}

/** Some of the blocks, in the order given. */
export function selected(blocks: BlockSet, chosen: readonly number[]): BlockSet {
  return { ...blocks, blocks: chosen.map((b) => itemAt(blocks.blocks, b)) };
}

/** A box in degrees: west, south, east, north. */
type Box = readonly [number, number, number, number];

/** The boxes of all pieces of some edges. */
function boxesOf(network: WalkNetwork, edges: readonly number[]): Box[] {
  const boxes: Box[] = [];
  for (const e of edges) {
    for (const [[lonA, latA], [lonB, latB]] of consecutive(edgeShape(network, e))) {
      boxes.push([Math.min(lonA, lonB), Math.min(latA, latB), Math.max(lonA, lonB), Math.max(latA, latB)]);
    }
  }
  return boxes;
}

/** Blocks with a door within the longest leg off the street from one of the boxes; a metre more for rounding. */
function blocksNear({ blocks }: BlockSet, boxes: readonly Box[], reachM: number): number[] {
  if (boxes.length === 0) return [];
  const isNear = (lon: number, lat: number) => {
    const { lonM, latM } = degreeLengths(lat);
    const [x, y] = [reachM / lonM, reachM / latM];
    return boxes.some(
      ([west, south, east, north]) =>
        west + shortWay(lon - west) + x >= west &&
        west + shortWay(lon - west) - x <= east &&
        lat + y >= south &&
        lat - y <= north,
    );
  };
  return blocks.flatMap((block, b) => (doorsOf(block).some(([lon, lat]) => isNear(lon, lat)) ? [b] : []));
}

function doorsOf({ lon, lat, entrances }: Block): readonly (readonly [number, number])[] {
  return entrances.length > 0 ? entrances : [[lon, lat]];
}
