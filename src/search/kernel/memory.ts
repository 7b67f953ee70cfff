/** What all parts of the kernel share: the core graph, the queue of waiting nodes, the list of reached nodes. */

export let coreCount: u32 = 0;
/** Per core node + 1, u32: first arc. */
export let firstArc: usize = 0;
/** Per arc, two u32: head and cost. */
export let arcs: usize = 0;
/** Buckets are 2^shift wide. */
export let shift: u32 = 14;
/** Per core node 16 bytes: next and previous node of its bucket (i32, -1 ends), its bucket (i32, -1: not waiting). */
export let queue: usize = 0;
/** Per bucket, i32: its first node, -1 when empty. */
export let buckets: usize = 0;
/** u32: the reached nodes, in the order of first reach. */
export let settled: usize = 0;
export let settledCount: u32 = 0;
export let waiting: u32 = 0;

export function useGraph(
  cores: u32,
  first: usize,
  packedArcs: usize,
  bucketShift: u32,
  queueAt: usize,
  bucketsAt: usize,
  settledAt: usize,
): void {
  coreCount = cores;
  firstArc = first;
  arcs = packedArcs;
  shift = bucketShift;
  queue = queueAt;
  buckets = bucketsAt;
  settled = settledAt;
  settledCount = 0;
  waiting = 0;
}

@inline
export function forgetSettled(): void {
  settledCount = 0;
}

@inline
export function addSettled(node: u32): void {
  store<u32>(settled + ((<usize>settledCount) << 2), node);
  settledCount++;
}

/** Puts a node into a bucket, taking it out of the one it waits in. */
@inline
export function enqueue(node: u32, bucket: i32): void {
  const at = queue + ((<usize>node) << 4);
  const known = load<i32>(at, 8);
  if (known === bucket) return;
  if (known >= 0) unlink(at, known);
  const slot = buckets + ((<usize>bucket) << 2);
  const head = load<i32>(slot);
  store<i32>(at, head);
  store<i32>(at, -1, 4);
  store<i32>(at, bucket, 8);
  if (head >= 0) store<i32>(queue + ((<usize>head) << 4), <i32>node, 4);
  store<i32>(slot, <i32>node);
  waiting++;
}

function unlink(at: usize, bucket: i32): void {
  const after = load<i32>(at);
  const before = load<i32>(at, 4);
  if (before >= 0) store<i32>(queue + ((<usize>before) << 4), after);
  else store<i32>(buckets + ((<usize>bucket) << 2), after);
  if (after >= 0) store<i32>(queue + ((<usize>after) << 4), before, 4);
  waiting--;
}

/** Takes a node out of a bucket, or -1. */
@inline
export function dequeue(bucket: i32): i32 {
  const slot = buckets + ((<usize>bucket) << 2);
  const node = load<i32>(slot);
  if (node < 0) return -1;
  const at = queue + ((<usize>node) << 4);
  const after = load<i32>(at);
  store<i32>(slot, after);
  if (after >= 0) store<i32>(queue + ((<usize>after) << 4), -1, 4);
  store<i32>(at, -1, 8);
  waiting--;
  return node;
}
