/**
 * Straight walks across squares in the tables of the engines.
 *
 * Each start that has such walks gets a chain of its own, which no street is part of: the start stands on it with no leg, and
 * each place it sees with the whole walk for its leg. The engines, which look for walks along one chain, need not know.
 */
import { offsetsOf } from "../../base/grouping.js";
import { onceForEach } from "../../base/once-for-each.js";
import { sharedUint32 } from "../../base/shared-columns.js";
import type { Linkage } from "../../network/linkage.js";
import { type SquareWalk, squareWalks } from "../square-walks.js";
import { type ChainPlaces, chainPlaces, PLACE_SIZE } from "./chain-places.js";

/** The places of both sides, straight walks included. */
export interface BothPlaces {
  readonly starts: ChainPlaces;
  readonly others: ChainPlaces;
}

/** Per set of walks the places of each direction, once asked for. */
const placesOfWalks = onceForEach((_walks: readonly SquareWalk[]) => new Map<boolean, BothPlaces>());

/**
 * Where the points of two linkages stand, for searches from one that are read at the other.
 *
 * @param reversed - true: walks run from the others to the starts
 */
export function placesBetween(starts: Linkage, others: Linkage, reversed: boolean): BothPlaces {
  const plain = { starts: chainPlaces(starts, !reversed), others: chainPlaces(others, reversed) };
  const walks = squareWalks(starts, others);
  if (walks.length === 0) return plain;
  const known = placesOfWalks(walks).get(reversed);
  if (known !== undefined) return known;
  const places = withWalks(plain, walks);
  placesOfWalks(walks).set(reversed, places);
  return places;
}

function withWalks({ starts, others }: BothPlaces, walks: readonly SquareWalk[]): BothPlaces {
  const chainOfStart = new Map<number, number>();
  const { chainCount } = starts;
  for (const { start } of walks)
    if (!chainOfStart.has(start)) chainOfStart.set(start, chainCount + chainOfStart.size);
  const more = chainOfStart.size;
  const ofStarts = [...chainOfStart].map(([point, chain]) => ({ point, chain, leg: 0 }));
  const ofOthers = walks.map(({ start, other, cost }) => ({
    point: other,
    chain: chainOfStart.get(start) ?? 0,
    leg: cost,
  }));
  return { starts: withPlaces(starts, ofStarts, more), others: withPlaces(others, ofOthers, more) };
}

/** A place on a chain that no street is part of. */
interface AddedPlace {
  readonly point: number;
  readonly chain: number;
  readonly leg: number;
}

function withPlaces(places: ChainPlaces, added: readonly AddedPlace[], moreChains: number): ChainPlaces {
  const { pointCount, placeFirst, places: list, chainCount } = places;
  const perPoint = new Uint32Array(pointCount);
  for (const { point } of added) perPoint[point]++;
  const first = offsetsOf(pointCount, (p) => placeFirst[p + 1] - placeFirst[p] + perPoint[p]);
  const all = sharedUint32(list.length + PLACE_SIZE * added.length);
  const next = first.slice(0, pointCount);
  for (let p = 0; p < pointCount; p++) {
    all.set(list.subarray(PLACE_SIZE * placeFirst[p], PLACE_SIZE * placeFirst[p + 1]), PLACE_SIZE * first[p]);
    next[p] += placeFirst[p + 1] - placeFirst[p];
  }
  // Point, chain, position, forward, backward, leg.
  for (const { point, chain, leg } of added)
    all.set([point, chain, 0, 0, 0, leg], PLACE_SIZE * next[point]++);
  return { ...places, chainCount: chainCount + moreChains, placeFirst: sharedUint32(first), places: all };
}
