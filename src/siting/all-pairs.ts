/**
 * Shortest distances between all nodes of a small undirected graph, as published siting instances give them.
 *
 * Method: Floyd 1962. Walking networks have their own search; this is for graphs of some hundred nodes.
 */

/**
 * Shortest distances between all pairs of nodes of a small undirected graph, such as `readOrLibrary` reads.
 *
 * @param nodeCount - nodes are counted from 0
 * @param edges - undirected, each with its cost from 0
 * @returns one `Float64Array` per node, with one distance per node; `Infinity` where no path leads
 *
 * @example
 * const distances = allPairs(3, [{ from: 0, to: 1, cost: 30 }, { from: 1, to: 2, cost: 40 }]);
 * distances[0]?.[2]; // => 70
 */
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
