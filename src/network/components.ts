/**
 * Which street nodes hang together, and how large each part is.
 *
 * Method: union-find over the street edges, walked either way. A component is numbered by its lowest node, so the
 * numbers do not depend on the order of the edges.
 */

interface EdgeColumns {
  readonly columns: {
    readonly edgeCount: number;
    readonly edgeFrom: Uint32Array;
    readonly edgeTo: Uint32Array;
    readonly firstShape: Uint32Array;
  };
}

/**
 * @param isOpen - which edges hold their ends together; by default all
 * @returns `nodeComponent` per street node; `componentPoints` per component: mapped points before merging
 */
export function findComponents(
  nodeCount: number,
  { columns }: EdgeColumns,
  isOpen: (edge: number) => boolean = () => true,
): { nodeComponent: Uint32Array; componentPoints: Uint32Array } {
  const parent = new Uint32Array(nodeCount);
  for (let v = 0; v < nodeCount; v++) parent[v] = v;
  const root = (v: number) => {
    let r = v;
    while (parent[r] !== r) {
      parent[r] = parent[parent[r]];
      r = parent[r];
    }
    return r;
  };
  for (let e = 0; e < columns.edgeCount; e++) {
    if (!isOpen(e)) continue;
    const a = root(columns.edgeFrom[e]);
    const b = root(columns.edgeTo[e]);
    if (a !== b) parent[Math.max(a, b)] = Math.min(a, b);
  }
  const nodeComponent = new Uint32Array(nodeCount);
  const points: number[] = [];
  for (let v = 0; v < nodeCount; v++) {
    const r = root(v);
    nodeComponent[v] = r === v ? points.push(0) - 1 : nodeComponent[r];
    points[nodeComponent[v]]++;
  }
  for (let e = 0; e < columns.edgeCount; e++) {
    if (!isOpen(e)) continue;
    const inner = columns.firstShape[e + 1] - columns.firstShape[e] - 2;
    points[nodeComponent[columns.edgeFrom[e]]] += inner;
  }
  return { nodeComponent, componentPoints: Uint32Array.from(points) };
}
