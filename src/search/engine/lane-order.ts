/**
 * Points in the order in which they stand on the contracted network, so that neighbours are searched from together.
 */

import { sortedByKey } from "../../base/grouping.js";
import { onceForEach } from "../../base/once-for-each.js";
import { sharedUint32 } from "../../base/shared-columns.js";
import { type ChainPlaces, PLACE_SIZE } from "./chain-places.js";

/** All points by their first core node, then by chain; made once for each. */
export const laneOrder = onceForEach((places: ChainPlaces): Uint32Array => {
  const { pointCount, anchorFirst, anchors, placeFirst, places: list, graph, chainCount } = places;
  const core = new Uint32Array(pointCount);
  const chain = new Uint32Array(pointCount);
  for (let p = 0; p < pointCount; p++) {
    const anchor = anchorFirst[p];
    core[p] = anchor < anchorFirst[p + 1] ? anchors[2 * anchor] : graph.coreCount;
    const place = placeFirst[p];
    chain[p] = place < placeFirst[p + 1] ? list[PLACE_SIZE * place + 1] : chainCount;
  }
  const given = Uint32Array.from({ length: pointCount }, (_, p) => p);
  return sharedUint32(sortedByKey(sortedByKey(given, chain, chainCount + 1), core, graph.coreCount + 1));
});
