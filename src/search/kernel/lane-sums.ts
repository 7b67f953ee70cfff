/**
 * Sums of weights within the limit of many starts, sixteen starts at a time.
 *
 * Every place stands once: at a core node, or in the group of its chain with its cost from either end. A place that
 * joins the streets at several spots stands at each and is counted once a lane.
 */
import { bitsOf, within } from "./lane-bits";
import { beginLanes, lanes, placeLanes, runLanes, seedLane, touched } from "./lane-search";
import { coreCount, settled, settledCount } from "./memory";
import { alongChain, PLACE_BYTES, startAnchors, startFirst, startPlaceFirst, startPlaces } from "./places";

const LANES: u32 = 16;
const SINGLE: u32 = 0xffffffff;

/** Per core node + 1: first item; per item four u32: cost, 0, weight, place (SINGLE: counted nowhere else). */
let nodeFirst: usize = 0;
let nodeItems: usize = 0;
/** Per core node + 1: first group that ends here; then u32 each. */
let groupsFirst: usize = 0;
let groupsAt: usize = 0;
/** Per group four u32: its ends, first and last + 1 item. */
let groups: usize = 0;
/** Per item four u32: cost from either end, weight, place; and beside it the place on the chain, as six u32. */
let items: usize = 0;
let itemPlaces: usize = 0;
/** Per chain, i32: its group or -1. */
let groupOfChain: usize = 0;
/** Per weight, i64; used when the weights do not fit 32 bits. */
let wide: usize = 0;
/** Per place, u16: the lanes that have counted it; and those that were counted by any. */
let seen: usize = 0;
let seenList: usize = 0;
let seenCount: u32 = 0;
/** Per group, i32: first start place on it, -1 none; those places: next, lane, address. */
let direct: usize = 0;
let directList: usize = 0;
let directCount: u32 = 0;

export function useLanes(
  lanesAt: usize,
  touchedAt: usize,
  nodeFirstAt: usize,
  nodeItemsAt: usize,
  groupsFirstAt: usize,
  groupsListAt: usize,
  groupTable: usize,
  itemTable: usize,
  itemPlaceTable: usize,
  groupOfChainAt: usize,
  wideAt: usize,
  seenAt: usize,
  seenListAt: usize,
  directAt: usize,
  directListAt: usize,
): void {
  placeLanes(lanesAt, touchedAt);
  nodeFirst = nodeFirstAt;
  nodeItems = nodeItemsAt;
  groupsFirst = groupsFirstAt;
  groupsAt = groupsListAt;
  groups = groupTable;
  items = itemTable;
  itemPlaces = itemPlaceTable;
  groupOfChain = groupOfChainAt;
  wide = wideAt;
  seen = seenAt;
  seenList = seenListAt;
  direct = directAt;
  directList = directListAt;
  seenCount = 0;
  directCount = 0;
}

/** Sums of the lanes, u32 (sixteen times 4 bytes) or i64 (sixteen times 8 bytes), and costs of one item. */
let sum: usize = 0;
let scratch: usize = 0;

/**
 * @param order - u32: the starts in the order they are taken, neighbours together
 * @param out - per start (by its own number): its sum, u32 or i64
 * @returns core nodes taken out of the queue
 */
export function sums(
  order: usize,
  from: u32,
  to: u32,
  limit: u32,
  isWide: bool,
  sumAt: usize,
  out: usize,
): u64 {
  sum = sumAt;
  scratch = sumAt + 128;
  let taken: u64 = 0;
  for (let batch = from; batch < to; batch += LANES) {
    const used = min(LANES, to - batch);
    beginLanes(limit);
    for (let lane: u32 = 0; lane < used; lane++) {
      seed(load<u32>(order + ((<usize>(batch + lane)) << 2)), lane);
    }
    taken += runLanes();
    memory.fill(sum, 0, 128);
    if (isWide) readWide(limit);
    else readNarrow(limit);
    readDirect(limit, isWide);
    forgetPlaces();
    for (let lane: u32 = 0; lane < used; lane++) {
      const start = load<u32>(order + ((<usize>(batch + lane)) << 2));
      if (isWide) store<i64>(out + ((<usize>start) << 3), load<i64>(sum + ((<usize>lane) << 3)));
      else store<u32>(out + ((<usize>start) << 2), load<u32>(sum + ((<usize>lane) << 2)));
    }
  }
  return taken;
}

function seed(start: u32, lane: u32): void {
  const at = startFirst + ((<usize>start) << 2);
  const end = load<u32>(at, 4);
  for (let k = load<u32>(at); k < end; k++) {
    const anchor = startAnchors + ((<usize>k) << 3);
    seedLane(load<u32>(anchor), lane, load<u32>(anchor, 4));
  }
  const placeAt = startPlaceFirst + ((<usize>start) << 2);
  const last = load<u32>(placeAt, 4);
  for (let k = load<u32>(placeAt); k < last; k++) {
    const place = startPlaces + <usize>k * PLACE_BYTES;
    const group = load<i32>(groupOfChain + ((<usize>load<u32>(place, 4)) << 2));
    if (group < 0) continue;
    const entry = directList + <usize>directCount * 16;
    const head = direct + ((<usize>group) << 2);
    store<i32>(entry, load<i32>(head));
    store<u32>(entry, lane, 4);
    store<u32>(entry, <u32>place, 8);
    store<i32>(entry, group, 12);
    store<i32>(head, <i32>directCount);
    directCount++;
  }
}

/** Sums up what fits 32 bits whatever is reached: four accumulators in registers. */
function readNarrow(limitValue: u32): void {
  const limit = i32x4.splat(limitValue);
  let s0 = i32x4.splat(0);
  let s1 = i32x4.splat(0);
  let s2 = i32x4.splat(0);
  let s3 = i32x4.splat(0);
  for (let i: u32 = 0; i < settledCount; i++) {
    const node = load<u32>(settled + ((<usize>i) << 2));
    const at = lanes + ((<usize>node) << 6);
    const d0 = v128.load(at);
    const d1 = v128.load(at, 16);
    const d2 = v128.load(at, 32);
    const d3 = v128.load(at, 48);
    const first = nodeFirst + ((<usize>node) << 2);
    const endItem = nodeItems + ((<usize>load<u32>(first, 4)) << 4);
    for (let item = nodeItems + ((<usize>load<u32>(first)) << 4); item < endItem; item += 16) {
      const cost = v128.load32_splat(item);
      const r0 = within(i32x4.add(d0, cost), limit);
      const r1 = within(i32x4.add(d1, cost), limit);
      const r2 = within(i32x4.add(d2, cost), limit);
      const r3 = within(i32x4.add(d3, cost), limit);
      const place = load<u32>(item, 12);
      if (place !== SINGLE) {
        countOnce(place, load<u32>(item, 8), false, r0, r1, r2, r3);
        continue;
      }
      const weight = v128.load32_splat(item, 8);
      s0 = i32x4.add(s0, v128.and(r0, weight));
      s1 = i32x4.add(s1, v128.and(r1, weight));
      s2 = i32x4.add(s2, v128.and(r2, weight));
      s3 = i32x4.add(s3, v128.and(r3, weight));
    }
    const firstGroup = groupsFirst + ((<usize>node) << 2);
    const endGroup = load<u32>(firstGroup, 4);
    for (let g = load<u32>(firstGroup); g < endGroup; g++) {
      const index = load<u32>(groupsAt + ((<usize>g) << 2));
      const group = groups + ((<usize>index) << 4);
      const endA = load<u32>(group);
      // Once a chain: from its first end where that is reached.
      if (node !== endA && load<u8>(touched + endA) !== 0) continue;
      if (load<i32>(direct + ((<usize>index) << 2)) >= 0) continue;
      const a = lanes + ((<usize>endA) << 6);
      const b = lanes + ((<usize>load<u32>(group, 4)) << 6);
      const a0 = v128.load(a);
      const a1 = v128.load(a, 16);
      const a2 = v128.load(a, 32);
      const a3 = v128.load(a, 48);
      const b0 = v128.load(b);
      const b1 = v128.load(b, 16);
      const b2 = v128.load(b, 32);
      const b3 = v128.load(b, 48);
      const endItems = items + ((<usize>load<u32>(group, 12)) << 4);
      for (let item = items + ((<usize>load<u32>(group, 8)) << 4); item < endItems; item += 16) {
        const fromA = v128.load32_splat(item);
        const fromB = v128.load32_splat(item, 4);
        const r0 = within(i32x4.min_u(i32x4.add(a0, fromA), i32x4.add(b0, fromB)), limit);
        const r1 = within(i32x4.min_u(i32x4.add(a1, fromA), i32x4.add(b1, fromB)), limit);
        const r2 = within(i32x4.min_u(i32x4.add(a2, fromA), i32x4.add(b2, fromB)), limit);
        const r3 = within(i32x4.min_u(i32x4.add(a3, fromA), i32x4.add(b3, fromB)), limit);
        const place = load<u32>(item, 12);
        if (place !== SINGLE) {
          countOnce(place, load<u32>(item, 8), false, r0, r1, r2, r3);
          continue;
        }
        const weight = v128.load32_splat(item, 8);
        s0 = i32x4.add(s0, v128.and(r0, weight));
        s1 = i32x4.add(s1, v128.and(r1, weight));
        s2 = i32x4.add(s2, v128.and(r2, weight));
        s3 = i32x4.add(s3, v128.and(r3, weight));
      }
    }
  }
  v128.store(sum, i32x4.add(s0, v128.load(sum)));
  v128.store(sum, i32x4.add(s1, v128.load(sum, 16)), 16);
  v128.store(sum, i32x4.add(s2, v128.load(sum, 32)), 32);
  v128.store(sum, i32x4.add(s3, v128.load(sum, 48)), 48);
}

/** The same for weights of up to 53 bits. */
function readWide(limitValue: u32): void {
  for (let i: u32 = 0; i < settledCount; i++) {
    const node = load<u32>(settled + ((<usize>i) << 2));
    const first = nodeFirst + ((<usize>node) << 2);
    const endItem = nodeItems + ((<usize>load<u32>(first, 4)) << 4);
    const at = lanes + ((<usize>node) << 6);
    const nowhere = lanes + ((<usize>coreCount) << 6);
    for (let item = nodeItems + ((<usize>load<u32>(first)) << 4); item < endItem; item += 16) {
      reachItem(at, nowhere, load<u32>(item), 0x80000000, item, limitValue, true);
    }
    const firstGroup = groupsFirst + ((<usize>node) << 2);
    const endGroup = load<u32>(firstGroup, 4);
    for (let g = load<u32>(firstGroup); g < endGroup; g++) {
      const index = load<u32>(groupsAt + ((<usize>g) << 2));
      const group = groups + ((<usize>index) << 4);
      const endA = load<u32>(group);
      if (node !== endA && load<u8>(touched + endA) !== 0) continue;
      if (load<i32>(direct + ((<usize>index) << 2)) >= 0) continue;
      const a = lanes + ((<usize>endA) << 6);
      const b = lanes + ((<usize>load<u32>(group, 4)) << 6);
      const endItems = items + ((<usize>load<u32>(group, 12)) << 4);
      for (let item = items + ((<usize>load<u32>(group, 8)) << 4); item < endItems; item += 16) {
        reachItem(a, b, load<u32>(item), load<u32>(item, 4), item, limitValue, true);
      }
    }
  }
}

/** Chains on which starts of this batch lie: walks that never leave the chain count as well. */
function readDirect(limitValue: u32, isWide: bool): void {
  const limit = i32x4.splat(limitValue);
  for (let d: u32 = 0; d < directCount; d++) {
    const index = load<i32>(directList + <usize>d * 16, 12);
    const head = direct + ((<usize>index) << 2);
    if (load<i32>(head) < 0) continue;
    const group = groups + ((<usize>index) << 4);
    const a = lanes + ((<usize>load<u32>(group)) << 6);
    const b = lanes + ((<usize>load<u32>(group, 4)) << 6);
    const last = load<u32>(group, 12);
    for (let k = load<u32>(group, 8); k < last; k++) {
      const item = items + ((<usize>k) << 4);
      const fromA = v128.load32_splat(item);
      const fromB = v128.load32_splat(item, 4);
      for (let q: usize = 0; q < 64; q += 16) {
        v128.store(
          scratch + q,
          i32x4.min_u(i32x4.add(v128.load(a + q), fromA), i32x4.add(v128.load(b + q), fromB)),
        );
      }
      for (let at = load<i32>(head); at >= 0; at = load<i32>(directList + <usize>at * 16)) {
        const entry = directList + <usize>at * 16;
        const slot = scratch + ((<usize>load<u32>(entry, 4)) << 2);
        const walk = alongChain(<usize>load<u32>(entry, 8), itemPlaces + <usize>k * PLACE_BYTES);
        if (walk < <u64>load<u32>(slot)) store<u32>(slot, <u32>walk);
      }
      const r0 = within(v128.load(scratch), limit);
      const r1 = within(v128.load(scratch, 16), limit);
      const r2 = within(v128.load(scratch, 32), limit);
      const r3 = within(v128.load(scratch, 48), limit);
      countAny(load<u32>(item, 12), load<u32>(item, 8), isWide, r0, r1, r2, r3);
    }
    store<i32>(head, -1);
  }
  directCount = 0;
}

function reachItem(
  a: usize,
  b: usize,
  costA: u32,
  costB: u32,
  item: usize,
  limitValue: u32,
  isWide: bool,
): void {
  const limit = i32x4.splat(limitValue);
  const fromA = i32x4.splat(costA);
  const fromB = i32x4.splat(costB);
  countAny(
    load<u32>(item, 12),
    load<u32>(item, 8),
    isWide,
    within(i32x4.min_u(i32x4.add(v128.load(a), fromA), i32x4.add(v128.load(b), fromB)), limit),
    within(i32x4.min_u(i32x4.add(v128.load(a, 16), fromA), i32x4.add(v128.load(b, 16), fromB)), limit),
    within(i32x4.min_u(i32x4.add(v128.load(a, 32), fromA), i32x4.add(v128.load(b, 32), fromB)), limit),
    within(i32x4.min_u(i32x4.add(v128.load(a, 48), fromA), i32x4.add(v128.load(b, 48), fromB)), limit),
  );
}

function countAny(place: u32, weight: u32, isWide: bool, r0: v128, r1: v128, r2: v128, r3: v128): void {
  if (place === SINGLE) addTo(bitsOf(r0, r1, r2, r3), weight, isWide);
  else countOnce(place, weight, isWide, r0, r1, r2, r3);
}

/** A place that stands at several spots: only in the lanes that have not counted it yet. */
function countOnce(place: u32, weight: u32, isWide: bool, r0: v128, r1: v128, r2: v128, r3: v128): void {
  const at = seen + ((<usize>place) << 1);
  const known = <u32>load<u16>(at);
  const fresh = bitsOf(r0, r1, r2, r3) & ~known;
  if (fresh === 0) return;
  if (known === 0) {
    store<u32>(seenList + ((<usize>seenCount) << 2), place);
    seenCount++;
  }
  store<u16>(at, <u16>(known | fresh));
  addTo(fresh, weight, isWide);
}

function addTo(lanesOfItem: u32, weight: u32, isWide: bool): void {
  for (let left = lanesOfItem; left !== 0; left &= left - 1) {
    const lane = <usize>ctz(left);
    if (isWide) {
      const slot = sum + (lane << 3);
      store<i64>(slot, load<i64>(slot) + load<i64>(wide + ((<usize>weight) << 3)));
    } else {
      const slot = sum + (lane << 2);
      store<u32>(slot, load<u32>(slot) + weight);
    }
  }
}

function forgetPlaces(): void {
  for (let i: u32 = 0; i < seenCount; i++) {
    store<u16>(seen + ((<usize>load<u32>(seenList + ((<usize>i) << 2))) << 1), 0);
  }
  seenCount = 0;
}
