/**
 * Nodes in the order of a Hilbert curve, so that what lies together on the map lies together in memory.
 */
import { sortedByKey } from "../../base/grouping.js";

/** Cells along each side of the curve: 2^16, about half a metre in a city of 30 km. */
const LEVELS = 16;

/** `nodes` sorted along the curve over their bounding box; equal cells stay in the order given. */
export function hilbertOrder(nodes: Uint32Array, x: Int32Array, y: Int32Array): Uint32Array {
  let [minX, maxX, minY, maxY] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const v of nodes) {
    if (x[v] < minX) minX = x[v];
    if (x[v] > maxX) maxX = x[v];
    if (y[v] < minY) minY = y[v];
    if (y[v] > maxY) maxY = y[v];
  }
  const scale = (2 ** LEVELS - 1) / Math.max(1, maxX - minX, maxY - minY);
  const key = new Uint32Array(nodes.length);
  for (let i = 0; i < nodes.length; i++) {
    key[i] = hilbertKey((x[nodes[i]] - minX) * scale, (y[nodes[i]] - minY) * scale);
  }
  return sortedBy(nodes, key);
}

function hilbertKey(atX: number, atY: number): number {
  let x = atX & 0xffff;
  let y = atY & 0xffff;
  let key = 0;
  for (let side = 1 << (LEVELS - 1); side > 0; side >>= 1) {
    const right = (x & side) > 0 ? 1 : 0;
    const up = (y & side) > 0 ? 1 : 0;
    key = key * 4 + ((3 * right) ^ up);
    if (up === 0) {
      if (right === 1) {
        x = 0xffff - x;
        y = 0xffff - y;
      }
      [x, y] = [y, x];
    }
  }
  return key;
}

/** Stable radix sort of `values` by `key`, sixteen bits at a time. */
function sortedBy(values: Uint32Array, key: Uint32Array): Uint32Array {
  let order = Uint32Array.from(values, (_, i) => i);
  for (const shift of [0, 16]) {
    const digits = key.map((k) => (k >>> shift) & 0xffff);
    order = sortedByKey(order, digits, 65536);
  }
  return order.map((i) => values[i]);
}
