/**
 * Edits of streets → what is to be laid over the network: new streets, closed edges, nodes cut and nodes joined.
 */
import { consecutive } from "../base/consecutive.js";
import { InvalidInputError } from "../base/errors.js";
import type { NewStreet, OverlayEdits } from "../network/overlay.js";
import { EdgeFlag } from "../network/street-draft.js";
import { edgeShape, streetRow } from "../network/street-rows.js";
import type { WalkNetwork } from "../network/walk-network.js";
import type { ScenarioEdit, StreetEdit } from "./edits.js";

type CloseStreet = Extract<StreetEdit, { do: "close-street" }>;

/**
 * @returns null where no street is edited
 * @throws {InvalidInputError} naming the edit, if what it names does not exist
 */
export function streetChanges(network: WalkNetwork, edits: readonly ScenarioEdit[]): OverlayEdits | null {
  const add: NewStreet[] = [];
  const close = new Set<number>();
  const cut = new Set<number>();
  const join: [number, number][] = [];
  edits.forEach((edit, i) => {
    switch (edit.do) {
      case "add-street":
        add.push(newStreet(edit));
        break;
      case "close-street":
        for (const edge of edgesToClose(network, edit, i)) close.add(edge);
        break;
      case "close-gate":
        for (const node of nodesAt(network, edit.nodeId, i)) cut.add(node);
        break;
      case "open-gate":
        join.push(...sidesOfGate(network, edit.nodeId, i));
        break;
    }
  });
  if (add.length + close.size + cut.size + join.length === 0) return null;
  const ascending = (numbers: Set<number>) => [...numbers].sort((a, b) => a - b);
  return { add, close: ascending(close), cut: ascending(cut), join };
}

function newStreet({ line, kind, name }: Extract<StreetEdit, { do: "add-street" }>): NewStreet {
  return { line, endsOnly: kind === "bridge", name };
}

/** The street nodes at a mapped node; a closed gate has one for every street that ends there. */
function nodesAt({ nodeId, streetNodeCount }: WalkNetwork, id: number, i: number): number[] {
  const nodes: number[] = [];
  for (let v = 0; v < streetNodeCount; v++) if (nodeId[v] === id) nodes.push(v);
  if (nodes.length > 0) return nodes;
  throw new InvalidInputError(`Edit ${i}: no street begins, ends or meets another at a node numbered ${id}`);
}

function sidesOfGate(network: WalkNetwork, id: number, i: number): [number, number][] {
  const [first, ...others] = nodesAt(network, id, i);
  if (first === undefined || others.length === 0)
    throw new InvalidInputError(`Edit ${i}: the node ${id} is not a closed gate`);
  return others.map((node) => [first, node]);
}

const FLAG_OF_KIND = { street: 0, bridge: EdgeFlag.bridge, crossing: EdgeFlag.crossing } as const;

function edgesToClose(network: WalkNetwork, edit: CloseStreet, i: number): number[] {
  const { wayId, line, nodeId, kind = "street" } = edit;
  const given = [wayId, line, nodeId].filter((value) => value !== undefined);
  if (given.length !== 1) {
    throw new InvalidInputError(`Edit ${i}: close-street needs either a wayId, a line or a nodeId`);
  }
  const nodes = nodeId === undefined ? null : new Set(nodesAt(network, nodeId, i));
  const flag = FLAG_OF_KIND[kind];
  const pieces = consecutive(line ?? []);
  const edges: number[] = [];
  for (let e = 0; e < network.edgeCount; e++) {
    const { attributes, from, to } = streetRow(network, e);
    if ((attributes & flag) !== flag) continue;
    const isMeant =
      nodes !== null
        ? nodes.has(from) || nodes.has(to)
        : line === undefined
          ? network.edgeWayId[e] === wayId
          : crosses(network, e, pieces);
    if (isMeant) edges.push(e);
  }
  if (edges.length > 0) return edges;
  const problem =
    nodes !== null
      ? `no ${kind} ends at the node ${nodeId}`
      : line === undefined
        ? `no ${kind} has the way number ${wayId}`
        : `the line crosses no ${kind}`;
  throw new InvalidInputError(`Edit ${i}: ${problem}`);
}

/** Whether a piece of a line crosses an edge. */
function crosses(network: WalkNetwork, edge: number, pieces: readonly (readonly [Place, Place])[]): boolean {
  return consecutive(edgeShape(network, edge)).some(([a, b]) => pieces.some(([c, d]) => meet(a, b, c, d)));
}

type Place = readonly [number, number];

function meet(a: Place, b: Place, c: Place, d: Place): boolean {
  const side = (p: Place, q: Place, r: Place) =>
    Math.sign((q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0]));
  return side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0;
}
