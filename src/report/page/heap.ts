/**
 * A binary heap of nodes by cost, smallest first.
 */
export interface Heap {
  readonly push: (cost: number, node: number) => void;
  readonly pop: () => [cost: number, node: number] | null;
}

export function createHeap(): Heap {
  const costs: number[] = [];
  const nodes: number[] = [];
  const swap = (a: number, b: number) => {
    [costs[a], costs[b]] = [costs[b]!, costs[a]!];
    [nodes[a], nodes[b]] = [nodes[b]!, nodes[a]!];
  };
  return {
    push(cost, node) {
      let at = costs.push(cost) - 1;
      nodes.push(node);
      for (let up = (at - 1) >> 1; at > 0 && costs[up]! > costs[at]!; up = (at - 1) >> 1) {
        swap(at, up);
        at = up;
      }
    },
    pop() {
      if (costs.length === 0) return null;
      swap(0, costs.length - 1);
      const top: [number, number] = [costs.pop()!, nodes.pop()!];
      for (let at = 0; ; ) {
        const [left, right] = [2 * at + 1, 2 * at + 2];
        let least = at;
        if (left < costs.length && costs[left]! < costs[least]!) least = left;
        if (right < costs.length && costs[right]! < costs[least]!) least = right;
        if (least === at) return top;
        swap(at, least);
        at = least;
      }
    },
  };
}
