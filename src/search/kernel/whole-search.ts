/**
 * One search on the whole network, chains and all: what is cheapest for a first question.
 *
 * What counts here is memory: nodes of a file stand in no order of place, so nearly each step is a miss of the cache.
 * A node has all it needs in 16 bytes, arcs stand woven. Fresh memory, which is zero, is a clean state.
 */

/**
 * Per node and one more, 16 bytes: complement of its label (u64: cost in the high half, name in the low one; 0:
 * unreached), node after it in its bucket (u32, counted from 1; 0: waits nowhere), first arc (u32).
 */
let nodes: usize = 0;
/** Per arc, two u32: head and cost (`u32.MAX_VALUE`: closed). */
let arcs: usize = 0;
/** Per bucket, two u32, both counted from 1: its first node, its first note. */
let buckets: usize = 0;
/** Nodes that came into a bucket while they stood in a later one: two u32, node and next note of the bucket. */
let notes: usize = 0;
let noteCapacity: u32 = 0;
let noteCount: u32 = 0;
/** u32: the reached nodes. */
let reached: usize = 0;
let reachedCount: u32 = 0;
let shift: u32 = 0;
let limit: u64 = 0;
/** How many nodes and notes stand in all buckets. */
let waiting: u32 = 0;

/** Whether there was no room for a note. */
let full: bool = false;

/** `next` of the last node of a bucket. */
const LAST: u32 = 0xffffffff;
/** In `first arc`: the node was noted for a bucket before the one it stands in. */
const NOTED: u32 = 0x80000000;

export function useWhole(
  nodesAt: usize,
  arcsAt: usize,
  bucketsAt: usize,
  reachedAt: usize,
  notesAt: usize,
  capacity: u32,
  bucketShift: u32,
): void {
  nodes = nodesAt;
  arcs = arcsAt;
  buckets = bucketsAt;
  reached = reachedAt;
  notes = notesAt;
  noteCapacity = capacity;
  shift = bucketShift;
}

/** Writes the first arcs of some nodes, given as a column of u32. */
export function layFirst(first: usize, count: u32, from: u32): void {
  let to = nodes + ((<usize>from) << 4) + 12;
  for (let at = first; at < first + ((<usize>count) << 2); at += 4, to += 16) store<u32>(to, load<u32>(at));
}

/** Weaves heads and costs of some arcs, a multiple of four; more than there are may be written past the last. */
export function layArcs(heads: usize, costs: usize, count: u32, from: u32): void {
  let to = arcs + ((<usize>from) << 3);
  for (let at: usize = 0; at < (<usize>count) << 2; at += 16, to += 32) {
    const head = v128.load(heads + at);
    const cost = v128.load(costs + at);
    v128.store(to, v128.shuffle<i32>(head, cost, 0, 4, 1, 5));
    v128.store(to, v128.shuffle<i32>(head, cost, 2, 6, 3, 7), 16);
  }
}

/** Forgets the last search; the next one goes this far. */
export function beginWhole(limitValue: u32): void {
  for (let i: u32 = 0; i < reachedCount; i++) {
    store<u64>(nodes + ((<usize>load<u32>(reached + ((<usize>i) << 2))) << 4), 0);
  }
  reachedCount = 0;
  noteCount = 0;
  limit = limitValue;
}

export function seedWhole(node: u32, cost: u32, name: u32): void {
  if (<u64>cost <= limit) improve(node, (<u64>cost << 32) | name);
}

@inline
function improve(node: u32, label: u64): void {
  const at = nodes + ((<usize>node) << 4);
  const known = load<u64>(at);
  if (~label <= known) return;
  store<u64>(at, ~label);
  const bucket = <u32>(label >> 32) >> shift;
  if (known === 0) {
    store<u32>(reached + ((<usize>reachedCount) << 2), node);
    reachedCount++;
  } else if (load<u32>(at, 8) !== 0) {
    // Unless it was noted elsewhere, it stands in the bucket of its old label.
    if (load<i32>(at, 12) < 0 || bucket !== <u32>(~known >> 32) >> shift) note(node, at, bucket);
    return;
  }
  const slot = buckets + ((<usize>bucket) << 3);
  const head = load<u32>(slot);
  store<u32>(at, head === 0 ? LAST : head, 8);
  store<u32>(slot, node + 1);
  waiting++;
}

function note(node: u32, at: usize, bucket: u32): void {
  if (noteCount === noteCapacity) {
    full = true;
    waiting = 0;
    return;
  }
  store<u32>(at, load<u32>(at, 12) | NOTED, 12);
  const slot = buckets + ((<usize>bucket) << 3);
  const to = notes + ((<usize>noteCount) << 3);
  store<u32>(to, node);
  store<u32>(to, load<u32>(slot, 4), 4);
  noteCount++;
  store<u32>(slot, noteCount, 4);
  waiting++;
}

/**
 * Empties some buckets, in order. Called again and again, since a machine puts faster code in place between calls.
 *
 * @returns how many nodes wait in later ones; -1 when there was no room for a further note: all is to be done anew
 */
export function emptyBuckets(from: u32, count: u32): i32 {
  for (let bucket = from; bucket < from + count && waiting > 0; bucket++) {
    const slot = buckets + ((<usize>bucket) << 3);
    while (waiting > 0) {
      const node = take(slot);
      if (node === 0) break;
      if (node !== LAST) relax(node - 1);
    }
  }
  return full ? -1 : <i32>waiting;
}

/** The next node of a bucket, counted from 1; 0: none is left; `LAST`: one that a note took before. */
@inline
function take(slot: usize): u32 {
  const noted = load<u32>(slot, 4);
  if (noted !== 0) {
    const entry = notes + ((<usize>(noted - 1)) << 3);
    store<u32>(slot, load<u32>(entry, 4), 4);
    waiting--;
    return load<u32>(entry) + 1;
  }
  const node = load<u32>(slot);
  if (node === 0) return 0;
  const at = nodes + ((<usize>(node - 1)) << 4);
  const after = load<u32>(at, 8);
  const first = load<u32>(at, 12);
  store<u32>(slot, after === LAST ? 0 : after);
  store<u32>(at, 0, 8);
  store<u32>(at, first & ~NOTED, 12);
  waiting--;
  return (first & NOTED) === 0 ? node : LAST;
}

@inline
function relax(node: u32): void {
  const at = nodes + ((<usize>node) << 4);
  const label = ~load<u64>(at);
  const end = arcs + ((<usize>(load<u32>(at, 28) & ~NOTED)) << 3);
  for (let arc = arcs + ((<usize>(load<u32>(at, 12) & ~NOTED)) << 3); arc < end; arc += 8) {
    const cost = (label >> 32) + load<u32>(arc, 4);
    if (cost <= limit) improve(load<u32>(arc), (cost << 32) | <u64>(<u32>label));
  }
}

/** Reads the search at nodes in order: cost and name, all ones where unreached. */
export function readAll(from: u32, to: u32, outCost: usize, outName: usize): void {
  let out: usize = 0;
  for (let at = nodes + ((<usize>from) << 4); at < nodes + ((<usize>to) << 4); at += 16, out += 4) {
    const label = ~load<u64>(at);
    store<u32>(outCost + out, <u32>(label >> 32));
    store<u32>(outName + out, <u32>label);
  }
}
