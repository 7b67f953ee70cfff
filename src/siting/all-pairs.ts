/**
 * Shortest distances between all nodes of a small undirected graph, as published siting instances give them.
 *
 * Method: Floyd 1962. Walking networks have their own search; this is for graphs of some hundred nodes.
 */

/** @returns one row a node; `Infinity` where no way leads */
export function allPairs(
  nodeCount: number,
  edges: readonly { readonly from: number; readonly to: number; readonly cost: number }[],
): Float64Array[] {
  const rows = Array.from({ length: nodeCount }, (_, i) => {
    const row = new Float64Array(nodeCount).fill(Number.POSITIVE_INFINITY);
    row[i] = 0;
    return row;
  });
  for (const { from, to, cost } of edges) {
    if (from === to) continue;
    rows[from][to] = cost;
    rows[to][from] = cost;
  }
  for (let via = 0; via < nodeCount; via++) {
    const onward = rows[via];
    for (let i = 0; i < nodeCount; i++) {
      const row = rows[i];
      const there = row[via];
      if (there === Number.POSITIVE_INFINITY) continue;
      for (let j = 0; j < nodeCount; j++) {
        const total = there + onward[j];
        if (total < row[j]) row[j] = total;
      }
    }
  }
  return rows;
}
