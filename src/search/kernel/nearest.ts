/** One search from all starts, read at every point: cost and name of the nearest. */
import { beginOne, labelOne, runOne, seedOne } from "./one-search";
import {
  alongChain,
  otherPlaceFirst,
  otherPlaces,
  PLACE_BYTES,
  startAnchors,
  startFirst,
  startPlaceFirst,
  startPlaces,
} from "./places";

const NONE: u64 = 0xffffffffffffffff;

/**
 * @param anchorFirst - per point + 1: first anchor; `anchors` two u32 each: core node and cost
 * @param out - per point, u64: cost and name of the start, all ones where none is in reach
 */
export function nearest(
  starts: u32,
  limit: u32,
  points: u32,
  anchorFirst: usize,
  anchors: usize,
  out: usize,
): void {
  beginOne(limit);
  for (let s: u32 = 0; s < starts; s++) {
    const at = startFirst + ((<usize>s) << 2);
    const end = load<u32>(at, 4);
    for (let k = load<u32>(at); k < end; k++) {
      const anchor = startAnchors + ((<usize>k) << 3);
      seedOne(load<u32>(anchor), load<u32>(anchor, 4), s);
    }
  }
  runOne();
  readAt(limit, points, anchorFirst, anchors, out);
  for (let s: u32 = 0; s < starts; s++) readAlongChains(s, limit, out);
}

function readAt(limit: u32, points: u32, anchorFirst: usize, anchors: usize, out: usize): void {
  const past: u64 = (<u64>limit + 1) << 32;
  let anchor = anchors + ((<usize>load<u32>(anchorFirst)) << 3);
  for (let p: u32 = 0; p < points; p++) {
    const end = anchors + ((<usize>load<u32>(anchorFirst + ((<usize>p) << 2), 4)) << 3);
    let best: u64 = past;
    for (; anchor < end; anchor += 8) {
      // Two costs below 2^31 fit the high half.
      best = min(best, labelOne(load<u32>(anchor)) + ((<u64>load<u32>(anchor, 4)) << 32));
    }
    store<u64>(out + ((<usize>p) << 3), best < past ? best : NONE);
  }
}

function readAlongChains(start: u32, limit: u32, out: usize): void {
  const at = startPlaceFirst + ((<usize>start) << 2);
  const end = load<u32>(at, 4);
  for (let k = load<u32>(at); k < end; k++) {
    const place = startPlaces + <usize>k * PLACE_BYTES;
    const ofChain = otherPlaceFirst + ((<usize>load<u32>(place, 4)) << 2);
    const last = load<u32>(ofChain, 4);
    for (let j = load<u32>(ofChain); j < last; j++) {
      const other = otherPlaces + <usize>j * PLACE_BYTES;
      const total = alongChain(place, other);
      if (total > <u64>limit) continue;
      const slot = out + ((<usize>load<u32>(other)) << 3);
      store<u64>(slot, min(load<u64>(slot), (total << 32) | start));
    }
  }
}
