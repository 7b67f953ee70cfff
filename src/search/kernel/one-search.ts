/** One search: a label per core node, (cost, name of the seed) in 64 bits, so that a tie goes to the lower name. */
import {
  addSettled,
  arcs,
  coreCount,
  dequeue,
  enqueue,
  firstArc,
  forgetSettled,
  settled,
  settledCount,
  shift,
  waiting,
} from "./memory";

/**
 * Per core node and one more that nothing reaches, u64: cost in the high half, name in the low half; `limit + 1` in the
 * high half: unreached.
 */
let labels: usize = 0;
let limit: u32 = 0;
let unreached: u64 = 0;

export function useLabels(at: usize): void {
  labels = at;
  unreached = 0;
}

/** Forgets the last search and sets how far the next one goes, at most 2^31 - 2. */
export function beginOne(limitValue: u32): void {
  const clean: u64 = (<u64>limitValue + 1) << 32;
  if (clean !== unreached) {
    for (let v: u32 = 0; v <= coreCount; v++) store<u64>(labels + ((<usize>v) << 3), clean);
  } else {
    for (let i: u32 = 0; i < settledCount; i++) {
      store<u64>(labels + ((<usize>load<u32>(settled + ((<usize>i) << 2))) << 3), clean);
    }
  }
  forgetSettled();
  unreached = clean;
  limit = limitValue;
}

export function seedOne(node: u32, cost: u32, name: u32): void {
  improve(node, ((<u64>cost) << 32) | name);
}

@inline
function improve(node: u32, key: u64): void {
  const at = labels + ((<usize>node) << 3);
  const known = load<u64>(at);
  if (key >= known) return;
  if (known === unreached) addSettled(node);
  store<u64>(at, key);
  enqueue(node, <i32>(<u32>(key >> 32) >> shift));
}

export function runOne(): void {
  for (let bucket: i32 = 0; waiting > 0; bucket++) {
    for (let node = dequeue(bucket); node >= 0; node = dequeue(bucket)) {
      const key = load<u64>(labels + ((<usize>node) << 3));
      const first = firstArc + ((<usize>node) << 2);
      const end = arcs + ((<usize>load<u32>(first, 4)) << 3);
      for (let arc = arcs + ((<usize>load<u32>(first)) << 3); arc < end; arc += 8) {
        const next = load<u32>(arc);
        improve(next, key + ((<u64>load<u32>(arc, 4)) << 32));
      }
    }
  }
}

/** Cost of a core node, `limit + 1` or more where unreached. */
@inline
export function costOne(node: u32): u32 {
  return load<u32>(labels + ((<usize>node) << 3), 4);
}

@inline
export function labelOne(node: u32): u64 {
  return load<u64>(labels + ((<usize>node) << 3));
}

@inline
export function limitOne(): u32 {
  return limit;
}
