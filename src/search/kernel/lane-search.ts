/**
 * Sixteen searches in one: each core node holds sixteen costs, one a lane, and an arc is relaxed in all at once.
 *
 * Starts that lie near each other reach the same nodes at about the same cost, so a node is taken out about as often
 * as in a single search. A node waits by the lowest cost that was improved since it was last taken out.
 */
import {
  addSettled,
  arcs,
  coreCount,
  dequeue,
  enqueue,
  firstArc,
  forgetSettled,
  queue,
  settled,
  settledCount,
  shift,
  waiting,
} from "./memory";

/** Per core node, and one more that is never reached: 16 costs (u32); `limit + 1`: unreached. */
export let lanes: usize = 0;
/** Per core node, u8: 1 when reached by any lane in this search. */
export let touched: usize = 0;
let clean: u32 = 0;

export function placeLanes(lanesAt: usize, touchedAt: usize): void {
  lanes = lanesAt;
  touched = touchedAt;
  clean = 0;
}

@inline
function clear(node: u32, value: v128): void {
  const at = lanes + ((<usize>node) << 6);
  v128.store(at, value);
  v128.store(at, value, 16);
  v128.store(at, value, 32);
  v128.store(at, value, 48);
}

export function beginLanes(limit: u32): void {
  const value = i32x4.splat(limit + 1);
  if (clean !== limit + 1) {
    for (let v: u32 = 0; v <= coreCount; v++) clear(v, value);
    memory.fill(touched, 0, <usize>coreCount + 1);
  } else {
    for (let i: u32 = 0; i < settledCount; i++) {
      const node = load<u32>(settled + ((<usize>i) << 2));
      clear(node, value);
      store<u8>(touched + node, 0);
    }
  }
  forgetSettled();
  clean = limit + 1;
}

export function seedLane(node: u32, lane: u32, cost: u32): void {
  const at = lanes + ((<usize>node) << 6) + ((<usize>lane) << 2);
  if (cost >= load<u32>(at)) return;
  store<u32>(at, cost);
  touch(node);
  wait(node, cost);
}

@inline
function touch(node: u32): void {
  if (load<u8>(touched + node) !== 0) return;
  store<u8>(touched + node, 1);
  addSettled(node);
}

@inline
function wait(node: u32, cost: u32): void {
  const bucket = <i32>(cost >> shift);
  const known = load<i32>(queue + ((<usize>node) << 4), 8);
  if (known < 0 || bucket < known) enqueue(node, bucket);
}

export function runLanes(): u32 {
  let taken: u32 = 0;
  for (let bucket: i32 = 0; waiting > 0; bucket++) {
    for (let node = dequeue(bucket); node >= 0; node = dequeue(bucket)) {
      taken++;
      relax(node);
    }
  }
  return taken;
}

@inline
function relax(node: u32): void {
  const from = lanes + ((<usize>node) << 6);
  const d0 = v128.load(from);
  const d1 = v128.load(from, 16);
  const d2 = v128.load(from, 32);
  const d3 = v128.load(from, 48);
  const first = firstArc + ((<usize>node) << 2);
  const end = arcs + ((<usize>load<u32>(first, 4)) << 3);
  for (let arc = arcs + ((<usize>load<u32>(first)) << 3); arc < end; arc += 8) {
    const next = load<u32>(arc);
    const step = v128.load32_splat(arc, 4);
    const at = lanes + ((<usize>next) << 6);
    const k0 = v128.load(at);
    const k1 = v128.load(at, 16);
    const k2 = v128.load(at, 32);
    const k3 = v128.load(at, 48);
    // Unreached lanes hold limit + 1, so a sum past the limit never improves one; two values below 2^31 do not wrap.
    const m0 = i32x4.min_u(k0, i32x4.add(d0, step));
    const m1 = i32x4.min_u(k1, i32x4.add(d1, step));
    const m2 = i32x4.min_u(k2, i32x4.add(d2, step));
    const m3 = i32x4.min_u(k3, i32x4.add(d3, step));
    const changed = v128.or(
      v128.or(v128.xor(m0, k0), v128.xor(m1, k1)),
      v128.or(v128.xor(m2, k2), v128.xor(m3, k3)),
    );
    if (!v128.any_true(changed)) continue;
    v128.store(at, m0);
    v128.store(at, m1, 16);
    v128.store(at, m2, 32);
    v128.store(at, m3, 48);
    touch(next);
    // Lanes that did not change count as all ones.
    const lowest = i32x4.min_u(
      i32x4.min_u(v128.or(m0, i32x4.eq(m0, k0)), v128.or(m1, i32x4.eq(m1, k1))),
      i32x4.min_u(v128.or(m2, i32x4.eq(m2, k2)), v128.or(m3, i32x4.eq(m3, k3))),
    );
    wait(next, lowestOf(lowest));
  }
}

@inline
function lowestOf(values: v128): u32 {
  const halves = i32x4.min_u(values, v128.shuffle<i32>(values, values, 2, 3, 2, 3));
  const one = i32x4.min_u(halves, v128.shuffle<i32>(halves, halves, 1, 1, 1, 1));
  return <u32>i32x4.extract_lane(one, 0);
}
