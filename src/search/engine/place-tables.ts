/**
 * The places of a linkage sorted for reading: by core node, and by chain.
 */

import { itemsByKey, placesByKey } from "../../base/grouping.js";
import { onceForEach } from "../../base/once-for-each.js";
import { sharedUint32 } from "../../base/shared-columns.js";
import { type ChainPlaces, PLACE_SIZE } from "./chain-places.js";

/** For each core node the points anchored there: `pairs[2 k]` the point, `pairs[2 k + 1]` the cost. */
export interface PointsByCore {
  readonly pairFirst: Uint32Array;
  readonly pairs: Uint32Array;
}

/** For each chain its places, in the form of `ChainPlaces.places`. */
export interface PlacesByChain {
  readonly chainPlaceFirst: Uint32Array;
  readonly chainPlaces: Uint32Array;
}

/** Made once for each. */
export const pointsByCore = onceForEach((places: ChainPlaces): PointsByCore => {
  const { graph, pointCount, anchorFirst, anchors } = places;
  const { first, place } = placesByKey(everyNth(anchors, 2, 0), graph.coreCount);
  const pairs = sharedUint32(anchors.length);
  for (let p = 0; p < pointCount; p++) {
    for (let k = anchorFirst[p]; k < anchorFirst[p + 1]; k++) {
      pairs[2 * place[k]] = p;
      pairs[2 * place[k] + 1] = anchors[2 * k + 1];
    }
  }
  return { pairFirst: sharedUint32(first), pairs };
});

/** Made once for each. */
export const placesByChain = onceForEach(({ chainCount, places: list }: ChainPlaces): PlacesByChain => {
  const { first, item } = itemsByKey(everyNth(list, PLACE_SIZE, 1), chainCount);
  const chainPlaces = sharedUint32(list.length);
  for (let to = 0; to < item.length; to++) {
    const from = PLACE_SIZE * item[to];
    for (let i = 0; i < PLACE_SIZE; i++) chainPlaces[PLACE_SIZE * to + i] = list[from + i];
  }
  return { chainPlaceFirst: sharedUint32(first), chainPlaces };
});

/** One word of each record of `size` words. */
function everyNth(words: Uint32Array, size: number, word: number): Uint32Array {
  const column = new Uint32Array(words.length / size);
  for (let i = 0; i < column.length; i++) column[i] = words[size * i + word];
  return column;
}
