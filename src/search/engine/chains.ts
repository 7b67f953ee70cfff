/**
 * The network with its chains contracted: only nodes where walkers choose remain, everything else lies on a chain.
 *
 * A node is on a chain if two pieces of street meet there (or one ends there) and it is open in the same directions
 * on both sides. What remains are *core* nodes, numbered along a Hilbert curve so that neighbours stand together in
 * memory. A chain runs from one core node to another, or to a dead end, and knows for each of its nodes the cost
 * from its start (`forward`) and back to its start (`backward`), so that every answer of the contracted search
 * expands to the answer of the whole one, to the integer.
 */

import { UNREACHED } from "../../base/cost-units.js";
import { interleaved, placesByKey } from "../../base/grouping.js";
import { onceForEach } from "../../base/once-for-each.js";
import { sharedInt32, sharedUint8, sharedUint32 } from "../../base/shared-columns.js";
import type { WalkCosts } from "../../network/walk-costs.js";
import { NO_COPY, NO_EDGE } from "../../network/walk-network.js";
import { hilbertOrder } from "./hilbert.js";

/** In `nodeCore`, `nodeChain`, `edgeChain`, `chainTo`: none. */
export const NONE = -1;
/** Costs from here on are past every limit; such an arc is as good as closed. */
export const PAST_EVERY_LIMIT = 0x7fffffff;
/** A chain ends before any of its sums reaches this, so that they stay far from 32 bits. */
const LONGEST_CHAIN = 0x40000000;

export interface ChainGraph {
  readonly coreCount: number;
  readonly chainCount: number;
  /** Per node of the search graph: its core node, or `NONE` for a node on a chain. */
  readonly nodeCore: Int32Array;
  /** Per node on a chain: the chain, its position there (millimetres from the start and one more for each edge
   *  passed, so that no two nodes share one), and the cost from the start and back to it; `UNREACHED` if closed. */
  readonly nodeChain: Int32Array;
  readonly nodePosition: Uint32Array;
  readonly nodeForward: Uint32Array;
  readonly nodeBackward: Uint32Array;
  /** Per chain: its core nodes; `chainTo` is `NONE` at a dead end. Cost of the whole in each direction. */
  readonly chainFrom: Int32Array;
  readonly chainTo: Int32Array;
  readonly chainForward: Uint32Array;
  readonly chainBackward: Uint32Array;
  /** Per street edge: its chain (of a private edge: among the out copies, among the in copies), or `NONE` if closed. */
  readonly edgeChain: Int32Array;
  readonly edgeChainIn: Int32Array;
  /** Per street edge: where it begins on the chain, as for nodes; `edgeTurned` is 1 if it runs against the chain. */
  readonly edgePosition: Uint32Array;
  readonly edgeForward: Uint32Array;
  readonly edgeBackward: Uint32Array;
  readonly edgeTurned: Uint8Array;
  /** Arcs between core nodes: `firstArc` per core node and one more; per arc head and cost. */
  readonly firstArc: Uint32Array;
  readonly arcs: Uint32Array;
  /** The same arcs with the cost of the other direction; the same object where all streets cost the same both ways. */
  readonly arcsReversed: Uint32Array;
}

/** The contracted network; made once for each costs. */
export const chainGraph = onceForEach(contractChains);

/** Contracts all chains, whatever was made before. */
function contractChains(costs: WalkCosts): ChainGraph {
  const { network } = costs;
  const onChain = markChainNodes(costs);
  const cores = chooseCores(costs, onChain);
  const nodeCore = sharedInt32(network.nodeCount).fill(NONE);
  const order = hilbertOrder(cores, network.nodeLonE7, network.nodeLatE7);
  for (let c = 0; c < order.length; c++) nodeCore[order[c]] = c;
  const chains = traceChains(costs, order, nodeCore);
  return { coreCount: order.length, nodeCore, ...chains, ...joinCores(order.length, chains) };
}

/** Per node 1 if it may lie on a chain. */
function markChainNodes({ network, arcCost, arcCostReversed }: WalkCosts): Uint8Array {
  const { firstOut, head, arcEdge, nodeCount } = network;
  const onChain = new Uint8Array(nodeCount);
  for (let v = 0; v < nodeCount; v++) {
    let [first, second, live] = [-1, -1, 0];
    for (let a = firstOut[v]; a < firstOut[v + 1]; a++) {
      const out = arcCost[a];
      const back = arcCostReversed[a];
      if (out === UNREACHED && back === UNREACHED) continue;
      live++;
      const tooLong =
        (out !== UNREACHED && out > LONGEST_CHAIN) || (back !== UNREACHED && back > LONGEST_CHAIN);
      // Transfers, loops and very long arcs stay outside chains.
      if (arcEdge[a] === NO_EDGE || head[a] === v || tooLong) live = 3;
      if (live > 2) break;
      if (live === 1) first = a;
      else second = a;
    }
    if (live === 1) onChain[v] = 1;
    else if (live === 2) {
      const through = (arcCostReversed[first] === UNREACHED) === (arcCost[second] === UNREACHED);
      const back = (arcCostReversed[second] === UNREACHED) === (arcCost[first] === UNREACHED);
      onChain[v] = through && back ? 1 : 0;
    }
  }
  return onChain;
}

/** The core nodes: all that lie on no chain, one of each ring or lone street, and some to cut endless chains. */
function chooseCores(costs: WalkCosts, onChain: Uint8Array): Uint32Array {
  const { nodeCount } = costs.network;
  const cores: number[] = [];
  for (let v = 0; v < nodeCount; v++) if (onChain[v] === 0) cores.push(v);
  const seen = new Uint8Array(nodeCount);
  const walker = new ChainWalker(costs);
  const walkFrom = (start: number) => {
    for (let a = costs.network.firstOut[start]; a < costs.network.firstOut[start + 1]; a++) {
      if (!walker.begin(a)) continue;
      while (onChain[walker.node] === 1 && seen[walker.node] === 0) {
        seen[walker.node] = 1;
        if (
          walker.position > LONGEST_CHAIN ||
          walker.forward > LONGEST_CHAIN ||
          walker.backward > LONGEST_CHAIN
        ) {
          onChain[walker.node] = 0;
          cores.push(walker.node);
          break;
        }
        if (!walker.step()) break;
      }
    }
  };
  for (let c = 0; c < cores.length; c++) walkFrom(cores[c]);
  for (let v = 0; v < nodeCount; v++) {
    if (onChain[v] === 0 || seen[v] === 1) continue;
    onChain[v] = 0;
    const from = cores.push(v) - 1;
    for (let c = from; c < cores.length; c++) walkFrom(cores[c]);
  }
  return Uint32Array.from(cores);
}

/** Walks along a chain, adding up its position and, where they are open, the costs of both directions. */
class ChainWalker {
  readonly #costs: WalkCosts;
  arc = 0;
  node = 0;
  position = 0;
  /** Sums in both directions; meaningless where closed. */
  forward = 0;
  backward = 0;
  forwardOpen = true;
  backwardOpen = true;

  constructor(costs: WalkCosts) {
    this.#costs = costs;
  }

  /** Takes the first arc; false if it is closed both ways. */
  begin(arc: number): boolean {
    this.position = 0;
    this.forward = 0;
    this.backward = 0;
    this.forwardOpen = this.#costs.arcCost[arc] !== UNREACHED;
    this.backwardOpen = this.#costs.arcCostReversed[arc] !== UNREACHED;
    if (!this.forwardOpen && !this.backwardOpen) return false;
    this.#take(arc);
    return true;
  }

  /** Leaves the node by the other live arc; false at a dead end. */
  step(): boolean {
    const { network, arcCost, arcCostReversed } = this.#costs;
    const cameBy = network.arcTwin[this.arc];
    for (let a = network.firstOut[this.node]; a < network.firstOut[this.node + 1]; a++) {
      if (a === cameBy || (arcCost[a] === UNREACHED && arcCostReversed[a] === UNREACHED)) continue;
      this.#take(a);
      return true;
    }
    return false;
  }

  #take(arc: number): void {
    const { network, arcCost, arcCostReversed } = this.#costs;
    const edge = network.arcEdge[arc];
    this.arc = arc;
    this.node = network.head[arc];
    this.position += 1 + (edge === NO_EDGE ? 0 : network.edgeLengthMm[edge]);
    if (this.forwardOpen) this.forward += arcCost[arc];
    if (this.backwardOpen) this.backward += arcCostReversed[arc];
  }
}

type Traced = Omit<ChainGraph, "coreCount" | "nodeCore" | "firstArc" | "arcs" | "arcsReversed">;

function traceChains(costs: WalkCosts, order: Uint32Array, nodeCore: Int32Array): Traced {
  const { network } = costs;
  const { nodeCount, edgeCount, arcCount } = network;
  const isIn = inCopies(costs);
  const most = arcCount / 2;
  const chainFrom = new Int32Array(most);
  const chainTo = new Int32Array(most);
  const chainForward = new Uint32Array(most);
  const chainBackward = new Uint32Array(most);
  const nodeChain = sharedInt32(nodeCount).fill(NONE);
  const nodePosition = sharedUint32(nodeCount);
  const nodeForward = sharedUint32(nodeCount);
  const nodeBackward = sharedUint32(nodeCount);
  const edgeChain = sharedInt32(edgeCount).fill(NONE);
  const edgeChainIn = isIn === null ? edgeChain : sharedInt32(edgeCount).fill(NONE);
  const edgePosition = sharedUint32(edgeCount);
  const edgeForward = sharedUint32(edgeCount);
  const edgeBackward = sharedUint32(edgeCount);
  const edgeTurned = sharedUint8(edgeCount);
  const done = new Uint8Array(arcCount);
  const walker = new ChainWalker(costs);
  let chain = 0;
  const putEdge = (position: number, forward: number, backward: number) => {
    const { arc } = walker;
    done[arc] = 1;
    done[network.arcTwin[arc]] = 1;
    const edge = network.arcEdge[arc];
    if (edge === NO_EDGE) return;
    (isIn !== null && isIn[walker.node] === 1 ? edgeChainIn : edgeChain)[edge] = chain;
    if (isIn !== null && isIn[walker.node] === 0 && edgeChainIn[edge] === NONE) edgeChainIn[edge] = chain;
    edgePosition[edge] = position;
    edgeForward[edge] = walker.forwardOpen ? forward : UNREACHED;
    edgeBackward[edge] = walker.backwardOpen ? backward : UNREACHED;
    edgeTurned[edge] = network.arcForward[arc] === 1 ? 0 : 1;
  };
  for (let core = 0; core < order.length; core++) {
    const start = order[core];
    for (let a = network.firstOut[start]; a < network.firstOut[start + 1]; a++) {
      if (done[a] === 1) continue;
      // A chain of one edge runs as the edge does, so that both copies of a private edge run alike.
      const first =
        nodeCore[network.head[a]] !== NONE && network.arcForward[a] === 0 ? network.arcTwin[a] : a;
      if (!walker.begin(first)) continue;
      chainFrom[chain] = nodeCore[network.head[network.arcTwin[first]]];
      putEdge(0, 0, 0);
      let ended = false;
      while (nodeCore[walker.node] === NONE && !ended) {
        const { node, position, forward, backward } = walker;
        nodeChain[node] = chain;
        nodePosition[node] = position;
        nodeForward[node] = walker.forwardOpen ? forward : UNREACHED;
        nodeBackward[node] = walker.backwardOpen ? backward : UNREACHED;
        ended = !walker.step();
        if (!ended) putEdge(position, forward, backward);
      }
      chainTo[chain] = ended ? NONE : nodeCore[walker.node];
      chainForward[chain] = walker.forwardOpen ? walker.forward : UNREACHED;
      chainBackward[chain++] = walker.backwardOpen ? walker.backward : UNREACHED;
    }
  }
  return {
    chainCount: chain,
    nodeChain,
    nodePosition,
    nodeForward,
    nodeBackward,
    chainFrom: sharedInt32(chainFrom.subarray(0, chain)),
    chainTo: sharedInt32(chainTo.subarray(0, chain)),
    chainForward: sharedUint32(chainForward.subarray(0, chain)),
    chainBackward: sharedUint32(chainBackward.subarray(0, chain)),
    edgeChain,
    edgeChainIn,
    edgePosition,
    edgeForward,
    edgeBackward,
    edgeTurned,
  };
}

/** Per node 1 if it is an in copy at a private compound; null where there are none. */
function inCopies({ network }: WalkCosts): Uint8Array | null {
  if (network.nodeCount === network.streetNodeCount) return null;
  const isIn = new Uint8Array(network.nodeCount);
  for (const copy of network.nodeIn) if (copy !== NO_COPY) isIn[copy] = 1;
  return isIn;
}

/** Arcs between core nodes, one each way for every chain that joins two different ones. */
function joinCores(
  coreCount: number,
  { chainCount, chainFrom, chainTo, chainForward, chainBackward }: Traced,
) {
  const joining = new Uint32Array(chainCount)
    .map((_, k) => k)
    .filter(
      (k) =>
        chainTo[k] !== NONE &&
        chainTo[k] !== chainFrom[k] &&
        Math.min(chainForward[k], chainBackward[k]) < PAST_EVERY_LIMIT,
    );
  const ends = interleaved(
    joining.map((k) => chainFrom[k]),
    joining.map((k) => chainTo[k]),
  );
  const { first, place } = placesByKey(ends, coreCount);
  const arcs = sharedUint32(2 * ends.length);
  const arcsReversed = sharedUint32(2 * ends.length);
  let sameBothWays = true;
  for (let j = 0; j < joining.length; j++) {
    const k = joining[j];
    const [from, to] = [chainFrom[k], chainTo[k]];
    const forward = Math.min(chainForward[k], PAST_EVERY_LIMIT);
    const backward = Math.min(chainBackward[k], PAST_EVERY_LIMIT);
    if (forward !== backward) sameBothWays = false;
    const out = 2 * place[2 * j];
    const back = 2 * place[2 * j + 1];
    arcs[out] = to;
    arcs[out + 1] = forward;
    arcs[back] = from;
    arcs[back + 1] = backward;
    arcsReversed[out] = to;
    arcsReversed[out + 1] = backward;
    arcsReversed[back] = from;
    arcsReversed[back + 1] = forward;
  }
  return { firstArc: sharedUint32(first), arcs, arcsReversed: sameBothWays ? arcs : arcsReversed };
}
