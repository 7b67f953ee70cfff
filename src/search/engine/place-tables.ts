/**
 * The places of a linkage sorted for reading: by core node, and by chain.
 */

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

const byCore = new WeakMap<ChainPlaces, PointsByCore>();
const byChain = new WeakMap<ChainPlaces, PlacesByChain>();

/** Made once for each. */
export function pointsByCore(places: ChainPlaces): PointsByCore {
  let table = byCore.get(places);
  if (table === undefined) {
    const { graph, pointCount, anchorFirst, anchors } = places;
    const pairFirst = sharedUint32(graph.coreCount + 1);
    for (let k = 0; k < anchors.length; k += 2) pairFirst[anchors[k]! + 1]!++;
    for (let c = 0; c < graph.coreCount; c++) pairFirst[c + 1]! += pairFirst[c]!;
    const next = pairFirst.slice(0, graph.coreCount);
    const pairs = sharedUint32(anchors.length);
    for (let p = 0; p < pointCount; p++) {
      for (let k = anchorFirst[p]!; k < anchorFirst[p + 1]!; k++) {
        const at = 2 * next[anchors[2 * k]!]!++;
        pairs[at] = p;
        pairs[at + 1] = anchors[2 * k + 1]!;
      }
    }
    table = { pairFirst, pairs };
    byCore.set(places, table);
  }
  return table;
}

/** Made once for each. */
export function placesByChain(places: ChainPlaces): PlacesByChain {
  let table = byChain.get(places);
  if (table === undefined) {
    const { graph, places: list } = places;
    const chainPlaceFirst = sharedUint32(graph.chainCount + 1);
    for (let at = 0; at < list.length; at += PLACE_SIZE) chainPlaceFirst[list[at + 1]! + 1]!++;
    for (let c = 0; c < graph.chainCount; c++) chainPlaceFirst[c + 1]! += chainPlaceFirst[c]!;
    const next = chainPlaceFirst.slice(0, graph.chainCount);
    const chainPlaces = sharedUint32(list.length);
    for (let at = 0; at < list.length; at += PLACE_SIZE) {
      const to = PLACE_SIZE * next[list[at + 1]!]!++;
      for (let i = 0; i < PLACE_SIZE; i++) chainPlaces[to + i] = list[at + i]!;
    }
    table = { chainPlaceFirst, chainPlaces };
    byChain.set(places, table);
  }
  return table;
}
