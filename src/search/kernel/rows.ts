/** From each start to all points in reach: sparse rows, points ascending. */
import { settled, settledCount } from "./memory";
import { beginOne, costOne, limitOne, runOne, seedOne } from "./one-search";
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

let pointCount: u32 = 0;
/** Per core node + 1: first pair; per pair two u32: point and cost. */
let pairFirst: usize = 0;
let pairs: usize = 0;
/** Per point + 1: first anchor; two u32: core node and cost. */
let anchorFirst: usize = 0;
let anchors: usize = 0;
/** Per point, u32: best cost so far; a bit a point: offered; a bit a word of those: any. */
let best: usize = 0;
let bits: usize = 0;
let summary: usize = 0;

export function useReader(
  points: u32,
  pairFirstAt: usize,
  pairsAt: usize,
  anchorFirstAt: usize,
  anchorsAt: usize,
  bestAt: usize,
  bitsAt: usize,
  summaryAt: usize,
): void {
  pointCount = points;
  pairFirst = pairFirstAt;
  pairs = pairsAt;
  anchorFirst = anchorFirstAt;
  anchors = anchorsAt;
  best = bestAt;
  bits = bitsAt;
  summary = summaryAt;
}

@inline
function offer(point: u32, total: u64): void {
  if (total > <u64>limitOne()) return;
  const word = bits + ((<usize>(point >> 6)) << 3);
  const bit: u64 = 1 << (<u64>point & 63);
  const known = load<u64>(word);
  const at = best + ((<usize>point) << 2);
  if ((known & bit) === 0) {
    store<u64>(word, known | bit);
    const top = summary + ((<usize>(point >> 12)) << 3);
    store<u64>(top, load<u64>(top) | (1 << (<u64>(point >> 6) & 63)));
    store<u32>(at, <u32>total);
  } else if (total < <u64>load<u32>(at)) store<u32>(at, <u32>total);
}

/**
 * Rows of the starts `from` … `to - 1`, as long as one more surely fits.
 *
 * @returns rows done; ends of rows stand at `ends`, points and costs at `outPoint` and `outCost`
 */
export function rows(
  from: u32,
  to: u32,
  limit: u32,
  capacity: u32,
  ends: usize,
  outPoint: usize,
  outCost: usize,
): u32 {
  let used: u32 = 0;
  let row = from;
  for (; row < to && capacity - used >= pointCount; row++) {
    searchFrom(row, limit);
    offerAlongChains(row);
    if (settledCount >= pointCount) offerByPoint();
    else offerByNode();
    used = emit(used, outPoint, outCost);
    store<u32>(ends + ((<usize>(row - from)) << 2), used);
  }
  return row - from;
}

function searchFrom(start: u32, limit: u32): void {
  beginOne(limit);
  const at = startFirst + ((<usize>start) << 2);
  const end = load<u32>(at, 4);
  for (let k = load<u32>(at); k < end; k++) {
    const anchor = startAnchors + ((<usize>k) << 3);
    seedOne(load<u32>(anchor), load<u32>(anchor, 4), 0);
  }
  runOne();
}

function offerAlongChains(start: u32): void {
  const at = startPlaceFirst + ((<usize>start) << 2);
  const end = load<u32>(at, 4);
  for (let k = load<u32>(at); k < end; k++) {
    const place = startPlaces + <usize>k * PLACE_BYTES;
    const ofChain = otherPlaceFirst + ((<usize>load<u32>(place, 4)) << 2);
    const last = load<u32>(ofChain, 4);
    for (let j = load<u32>(ofChain); j < last; j++) {
      const other = otherPlaces + <usize>j * PLACE_BYTES;
      offer(load<u32>(other), alongChain(place, other));
    }
  }
}

function offerByNode(): void {
  for (let i: u32 = 0; i < settledCount; i++) {
    const node = load<u32>(settled + ((<usize>i) << 2));
    const cost = <u64>costOne(node);
    const at = pairFirst + ((<usize>node) << 2);
    const end = pairs + ((<usize>load<u32>(at, 4)) << 3);
    for (let pair = pairs + ((<usize>load<u32>(at)) << 3); pair < end; pair += 8) {
      offer(load<u32>(pair), cost + load<u32>(pair, 4));
    }
  }
}

function offerByPoint(): void {
  for (let p: u32 = 0; p < pointCount; p++) {
    const at = anchorFirst + ((<usize>p) << 2);
    const end = load<u32>(at, 4);
    for (let k = load<u32>(at); k < end; k++) {
      const anchor = anchors + ((<usize>k) << 3);
      offer(p, <u64>costOne(load<u32>(anchor)) + load<u32>(anchor, 4));
    }
  }
}

function emit(from: u32, outPoint: usize, outCost: usize): u32 {
  let used = from;
  const tops = (pointCount + 4095) >> 12;
  for (let t: u32 = 0; t < tops; t++) {
    const top = summary + ((<usize>t) << 3);
    for (let words = load<u64>(top); words !== 0; words &= words - 1) {
      const w = (t << 6) + <u32>ctz(words);
      const word = bits + ((<usize>w) << 3);
      for (let left = load<u64>(word); left !== 0; left &= left - 1) {
        const point = (w << 6) + <u32>ctz(left);
        store<u32>(outPoint + ((<usize>used) << 2), point);
        store<u32>(outCost + ((<usize>used) << 2), load<u32>(best + ((<usize>point) << 2)));
        used++;
      }
      store<u64>(word, 0);
    }
    store<u64>(top, 0);
  }
  return used;
}
