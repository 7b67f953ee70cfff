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

/** Bytes of the two anchors that every point has in the table; `nobody` stands where it has fewer. */
const PAIR_BYTES: usize = 16;
/** Bytes of a further anchor: point, core node, cost. */
const MORE_BYTES: usize = 12;

/**
 * Lays out the anchors of all points for reading: two each, without a branch, and the further ones in a list.
 *
 * @param anchorFirst - per point + 1: first anchor; `anchors` two u32 each: core node and cost
 * @param nobody - a core node that no search reaches
 * @returns how many stand in `more`
 */
export function layAnchors(
  points: u32,
  anchorFirst: usize,
  anchors: usize,
  nobody: u32,
  pairs: usize,
  more: usize,
): u32 {
  let count: u32 = 0;
  for (let p: u32 = 0; p < points; p++) {
    const pair = pairs + <usize>p * PAIR_BYTES;
    store<u64>(pair, nobody);
    store<u64>(pair, nobody, 8);
    const at = anchorFirst + ((<usize>p) << 2);
    const first = load<u32>(at);
    const end = load<u32>(at, 4);
    for (let k = first; k < end; k++) {
      const anchor = load<u64>(anchors + ((<usize>k) << 3));
      if (k - first < 2) store<u64>(pair + ((<usize>(k - first)) << 3), anchor);
      else {
        const to = more + <usize>count * MORE_BYTES;
        store<u32>(to, p);
        store<u64>(to, anchor, 4);
        count++;
      }
    }
  }
  return count;
}

/**
 * @param pairs - as `layAnchors` made them, and the `count` entries of `more`
 * @param cost - per point, u32: cost of the nearest start, all ones where none is in reach; `name` its index
 */
export function nearest(
  starts: u32,
  limit: u32,
  points: u32,
  pairs: usize,
  more: usize,
  count: u32,
  cost: usize,
  name: usize,
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
  readPairs(limit, points, pairs, cost, name);
  for (let i: u32 = 0; i < count; i++) {
    const at = more + <usize>i * MORE_BYTES;
    offer(load<u32>(at), labelAt(at + 4), limit, cost, name);
  }
  for (let s: u32 = 0; s < starts; s++) readAlongChains(s, limit, cost, name);
}

/** What an anchor offers. Two costs below 2^31 fit the high half. */
@inline
function labelAt(anchor: usize): u64 {
  return labelOne(load<u32>(anchor)) + ((<u64>load<u32>(anchor, 4)) << 32);
}

function readPairs(limit: u32, points: u32, pairs: usize, cost: usize, name: usize): void {
  const past: u64 = (<u64>limit + 1) << 32;
  const shift = name - cost;
  let pair = pairs;
  for (let out = cost; out < cost + ((<usize>points) << 2); out += 4) {
    const best = min(labelAt(pair), labelAt(pair + 8));
    const label = best < past ? best : u64.MAX_VALUE;
    store<u32>(out, <u32>(label >> 32));
    store<u32>(out + shift, <u32>label);
    pair += PAIR_BYTES;
  }
}

@inline
function offer(point: u32, label: u64, limit: u32, cost: usize, name: usize): void {
  if (label >> 32 > <u64>limit) return;
  const at = (<usize>point) << 2;
  if (label >= (((<u64>load<u32>(cost + at)) << 32) | load<u32>(name + at))) return;
  store<u32>(cost + at, <u32>(label >> 32));
  store<u32>(name + at, <u32>label);
}

function readAlongChains(start: u32, limit: u32, cost: usize, name: usize): void {
  const at = startPlaceFirst + ((<usize>start) << 2);
  const end = load<u32>(at, 4);
  for (let k = load<u32>(at); k < end; k++) {
    const place = startPlaces + <usize>k * PLACE_BYTES;
    const ofChain = otherPlaceFirst + ((<usize>load<u32>(place, 4)) << 2);
    const last = load<u32>(ofChain, 4);
    for (let j = load<u32>(ofChain); j < last; j++) {
      const other = otherPlaces + <usize>j * PLACE_BYTES;
      const total = alongChain(place, other);
      if (total <= <u64>limit) offer(load<u32>(other), (total << 32) | start, limit, cost, name);
    }
  }
}
