/**
 * A walking network from plain columns: edge lists of other tools, binary graphs, made-up towns.
 */

import { checkCall } from "../base/check-call.js";
import { UNREACHED } from "../base/cost-units.js";
import { InvalidInputError } from "../base/errors.js";
import { degreeLengths } from "../geo/earth.js";
import { assembleNetwork } from "./assemble-network.js";
import { EDGE_LIST } from "./network-forms.js";
import { EdgeFlag, NO_BARRIERS } from "./street-draft.js";
import type { WalkNetwork } from "./walk-network.js";

/** In `nodeOf`: the node has no edge and is in no street. */
export const NO_NODE = 0xffffffff;

/** Parallel columns; nodes are counted from 0. */
export interface EdgeList {
  /** Ends of each edge. */
  readonly from: ArrayLike<number>;
  readonly to: ArrayLike<number>;
  /** Whole millimetres of each edge; by default measured between its ends. */
  readonly lengthMm?: ArrayLike<number> | undefined;
  /** Degrees of each node, or metres in a plane (then around 0° E, 0° N). */
  readonly lon?: ArrayLike<number> | undefined;
  readonly lat?: ArrayLike<number> | undefined;
  readonly xM?: ArrayLike<number> | undefined;
  readonly yM?: ArrayLike<number> | undefined;
  /** Whether edges are walked only from `from` to `to`. Default false: both ways. */
  readonly oriented?: boolean | undefined;
}

/** A walking network made from a list of edges, and which node became which. */
export interface NetworkFromEdges {
  readonly network: WalkNetwork;
  /** Per node of the list: its node in the network, or `NO_NODE` where no edge ends. */
  readonly nodeOf: Uint32Array;
}

/**
 * Builds a network whose street edges are the edges given, straight and unmerged.
 *
 * An edge from a node to itself leads nowhere and is left out.
 *
 * @param list - edges as parallel columns of `e` entries, nodes as columns of `n` entries in degrees or metres
 * @returns the network, and `nodeOf`: `Uint32Array` of length `n` with the network's node for each node of the list
 * @throws {InvalidInputError} if columns differ in length, a node does not exist or has no coordinates, or a length is
 *   not a whole number from 0
 *
 * @example
 * const xM = [0, 70, 140];
 * const { network } = networkFromEdges({ from: [0, 1], to: [1, 2], lengthMm: [100_000, 100_000], xM, yM: xM });
 * const lengths = walkCosts(network, DISTANCE_BASIS);
 * const walks = nearestCosts(lengths, linkNodes(lengths, [0]), linkNodes(lengths), { limit: metres(500) });
 * [...walks.cost]; // => [0, 100_000, 200_000]
 */
export function networkFromEdges(list: EdgeList): NetworkFromEdges {
  checkCall("networkFromEdges", ["list", list, EDGE_LIST]);
  const places = placesOf(list);
  const edges = list.from.length;
  const { lengthMm } = list;
  if (list.to.length !== edges || (lengthMm !== undefined && lengthMm.length !== edges)) {
    throw new InvalidInputError(
      `The columns of edges are of unequal length: from ${edges}, to ${list.to.length}` +
        (lengthMm === undefined ? "" : `, lengthMm ${lengthMm.length}`),
    );
  }
  const point = new Uint32Array(2 * edges);
  const lengths = lengthMm === undefined ? null : new Uint32Array(2 * edges);
  for (let e = 0; e < edges; e++) {
    requireEdge(list, e, places.count);
    point[2 * e] = list.from[e];
    point[2 * e + 1] = list.to[e];
    if (lengths !== null) lengths[2 * e + 1] = lengthMm![e];
  }
  const network = assembleNetwork(
    {
      points: {
        id: Float64Array.from({ length: places.count }, (_, v) => v),
        ...places,
        role: new Uint8Array(places.count),
      },
      lines: {
        count: edges,
        first: Uint32Array.from({ length: edges + 1 }, (_, e) => 2 * e),
        point,
        wayId: new Float64Array(edges),
        attributes: new Uint16Array(edges).fill(list.oriented === true ? EdgeFlag.backwardClosed : 0),
        streetClass: new Uint8Array(edges),
        name: new Uint32Array(edges),
        lengthMm: lengths,
      },
      classes: [""],
      names: [""],
      barriers: NO_BARRIERS,
    },
    { keepAllPoints: true },
  );
  const nodeOf = new Uint32Array(places.count).fill(NO_NODE);
  for (let v = 0; v < network.streetNodeCount; v++) nodeOf[network.nodeId[v]] = v;
  return { network, nodeOf };
}

function placesOf({ lon, lat, xM, yM }: EdgeList): {
  count: number;
  lonE7: Int32Array;
  latE7: Int32Array;
} {
  const perDegree = degreeLengths(0);
  const [x, y, toE7X, toE7Y] =
    lon !== undefined ? [lon, lat, 1e7, 1e7] : [xM, yM, 1e7 / perDegree.lonM, 1e7 / perDegree.latM];
  if (x === undefined || y === undefined || x.length !== y.length) {
    throw new InvalidInputError("Nodes need columns of equal length: lon and lat in degrees, or xM and yM");
  }
  const lonE7 = new Int32Array(x.length);
  const latE7 = new Int32Array(x.length);
  for (let v = 0; v < x.length; v++) {
    const atX = x[v] * toE7X;
    const atY = y[v] * toE7Y;
    if (!(Math.abs(atX) <= 180e7 && Math.abs(atY) <= 90e7)) {
      throw new InvalidInputError(
        `Node ${v} lies at (${x[v]}, ${y[v]}): expected degrees, or metres near 0, 0`,
      );
    }
    lonE7[v] = Math.round(atX);
    latE7[v] = Math.round(atY);
  }
  return { count: x.length, lonE7, latE7 };
}

function requireEdge({ from, to, lengthMm }: EdgeList, e: number, nodes: number): void {
  for (const node of [from[e], to[e]]) {
    if (!(Number.isInteger(node) && node >= 0 && node < nodes)) {
      throw new InvalidInputError(`Edge ${e} ends at node ${node}; there are ${nodes} nodes, counted from 0`);
    }
  }
  const length = lengthMm?.[e] ?? 0;
  if (!(Number.isInteger(length) && length >= 0 && length < UNREACHED)) {
    throw new InvalidInputError(`Edge ${e} is ${length} mm long: expected a whole number from 0`);
  }
}
