/**
 * The way to and from ngraph: walking networks as `ngraph.graph`, paths by `ngraph.path`.
 *
 * Four traps of those packages are set right here. Parallel links overwrite each other unless the graph is a
 * multigraph, so it is one. Search ignores direction unless `oriented` is set, so it is set. Paths come target
 * first, so they are turned round. "No path" is one shared frozen array, so it becomes null.
 *
 * @module living-circle/ngraph
 */
import { nodePlace } from "../network/street-rows.js";
import { itemAt, lookUp } from "../base/at.js";
import createGraph, { type Graph, type Link, type Node, type NodeId } from "ngraph.graph";
import { aStar } from "ngraph.path";
import { UNREACHED } from "../base/cost-units.js";
import { InvalidInputError } from "../base/errors.js";
import { assembleNetwork } from "../network/assemble-network.js";
import { EdgeFlag, NO_BARRIERS } from "../network/street-draft.js";
import type { WalkCosts } from "../network/walk-costs.js";
import type { EdgeSlope, NetworkSource, WalkNetwork } from "../network/walk-network.js";

export type { CostUnit } from "../base/cost-units.js";
export type { CrossingDelays } from "../network/crossing-delays.js";
export type { WalkProfile } from "../network/profiles.js";
export type { LinkingRules } from "../network/off-street.js";
export type { StreetHours } from "../network/street-hours.js";
export type { Smoothness, StreetTrait } from "../network/street-traits.js";
export type { BarrierLines, SquareColumns } from "../network/street-draft.js";
export type { ReadNote, ReadOutcome } from "../base/notes.js";
export type { EdgeSlope, NetworkSource, WalkCosts, WalkNetwork };

/** What a node of the graph holds; its id is the node's index in the walking network. */
export interface NgraphNode {
  /** Degrees. */
  readonly lon: number;
  readonly lat: number;
  /** OpenStreetMap's number, or the draft's. */
  readonly osmId: number;
}

/** What a link holds: one open direction of a street edge. */
export interface NgraphLink {
  /** Whole milliseconds or millimetres. */
  readonly cost: number;
  /** Arc and street edge in the walking network; the edge is `NO_EDGE` for a transfer at a private compound. */
  readonly arc: number;
  readonly edge: number;
}

/**
 * A walking network, as one profile walks it, as a directed `ngraph.graph` multigraph.
 *
 * It holds exactly what the searches of this library run on: every node of the search graph (copies at private
 * compounds included) and one link for each arc that is open.
 *
 * @param costs - what `walkCosts` returns
 * @returns the graph; ids are node indexes, `data.cost` of a link is whole milliseconds or millimetres
 *
 * @example
 * const graph = toNgraph(costs);
 * graph.getNodeCount() === network.nodeCount; // => true
 */
export function toNgraph(costs: WalkCosts): Graph<NgraphNode, NgraphLink> {
  const { network, arcCost } = costs;
  const graph: Graph<NgraphNode, NgraphLink> = createGraph({ multigraph: true });
  graph.beginUpdate();
  for (let v = 0; v < network.nodeCount; v++) {
    const [lon, lat] = nodePlace(network, v);
    graph.addNode(v, { lon, lat, osmId: itemAt(network.nodeId, v) });
  }
  for (let v = 0; v < network.nodeCount; v++) {
    for (let arc = itemAt(network.firstOut, v); arc < itemAt(network.firstOut, v + 1); arc++) {
      const cost = itemAt(arcCost, arc);
      if (cost !== UNREACHED)
        graph.addLink(v, itemAt(network.head, arc), { cost, arc, edge: itemAt(network.arcEdge, arc) });
    }
  }
  graph.endUpdate();
  return graph;
}

/** How a graph's nodes and links are read. */
export interface FromNgraphOptions<N, L> {
  /** `[lon, lat]` of a node in degrees; by default `data.lon` and `data.lat`. */
  readonly place?: (node: Node<N>) => readonly [lon: number, lat: number];
  /** Length of a link in metres; by default `data.lengthM`, else the distance between its ends. */
  readonly lengthM?: (link: Link<L>) => number | undefined;
  /** Whether links are walked only from `fromId` to `toId`. Default false: both ways. */
  readonly oriented?: boolean;
}

/** A walking network made from a graph, and which node became which. */
export interface FromNgraph {
  readonly network: WalkNetwork;
  /** Node of the walking network for each id of the graph; a node without links is in no street and has none. */
  readonly nodeOf: ReadonlyMap<NodeId, number>;
}

/**
 * A walking network from an `ngraph.graph`: each link becomes one street edge, each linked node one node.
 *
 * @param graph - nodes hold `lon` and `lat` in degrees, links `lengthM` in metres, unless the options read them
 *   otherwise
 * @returns the network, and which node of it each id became
 * @throws {InvalidInputError} if a node has no coordinates, or a link no usable length
 *
 * @example
 * import createGraph from "ngraph.graph";
 * const graph = createGraph<{ lon: number; lat: number }, { lengthM: number }>();
 * graph.addNode("gate", { lon: 71.43, lat: 51.13 });
 * graph.addNode("door", { lon: 71.431, lat: 51.13 });
 * graph.addLink("gate", "door", { lengthM: 85 });
 * fromNgraph(graph).network.edgeCount; // => 1
 */
export function fromNgraph<N, L>(graph: Graph<N, L>, options: FromNgraphOptions<N, L> = {}): FromNgraph {
  const nodes: Node<N>[] = [];
  const links: Link<L>[] = [];
  graph.forEachNode((node) => {
    nodes.push(node);
  });
  graph.forEachLink((link) => {
    links.push(link);
  });
  const indexOf = new Map(nodes.map((node, i) => [node.id, i]));
  const places = nodes.map((node) => placeOf(node, options.place));
  const lengths = links.map((link) => lengthMmOf(link, options.lengthM));
  const network = assembleNetwork(
    {
      points: {
        count: nodes.length,
        id: Float64Array.from(nodes, (_, i) => i),
        lonE7: Int32Array.from(places, ([lon]) => Math.round(lon * 1e7)),
        latE7: Int32Array.from(places, ([, lat]) => Math.round(lat * 1e7)),
        role: new Uint8Array(nodes.length),
      },
      lines: {
        count: links.length,
        first: Uint32Array.from({ length: links.length + 1 }, (_, i) => 2 * i),
        point: Uint32Array.from(
          links.flatMap((link) => [lookUp(indexOf, link.fromId), lookUp(indexOf, link.toId)]),
        ),
        wayId: new Float64Array(links.length),
        attributes: new Uint16Array(links.length).fill(
          options.oriented === true ? EdgeFlag.backwardClosed : 0,
        ),
        streetClass: new Uint8Array(links.length),
        name: new Uint32Array(links.length),
        lengthMm: lengths.every((mm) => mm === null) ? null : requireAll(lengths),
      },
      classes: [""],
      names: [""],
      barriers: NO_BARRIERS,
    },
    { keepAllPoints: true },
  );
  const nodeOf = new Map<NodeId, number>();
  for (let v = 0; v < network.streetNodeCount; v++)
    nodeOf.set(itemAt(nodes, itemAt(network.nodeId, v)).id, v);
  return { network, nodeOf };
}

/** A path between two nodes. */
export interface NgraphPath {
  /** Ids from start to end. */
  readonly nodes: readonly NodeId[];
  readonly links: readonly Link<NgraphLink>[];
  readonly cost: number;
}

/**
 * Routes between pairs of nodes of a graph that you may change between calls, e.g. to try a new link.
 *
 * @param graph - a directed graph whose links hold `cost`, as `toNgraph` makes it
 * @returns `find(from, to)`: the cheapest path from start to end, or null if there is none
 * @throws {InvalidInputError} from `find`, if an id is not in the graph
 *
 * @example
 * const { find } = createNgraphRouter(toNgraph(costs));
 * console.log(find(0, 1)?.cost);
 */
export function createNgraphRouter(graph: Graph<NgraphNode, NgraphLink>): {
  /** The cheapest path from start to end, or null if there is none. */
  find: (from: NodeId, to: NodeId) => NgraphPath | null;
} {
  const finder = aStar(graph, { oriented: true, distance: (_from, _to, link) => link.data.cost });
  return {
    find(from, to) {
      for (const id of [from, to]) {
        if (graph.getNode(id) === undefined) throw new InvalidInputError(`Node ${id} is not in the graph`);
      }
      const path = finder.find(from, to);
      if (path.length === 0) return null;
      const nodes = path.map((node) => node.id).reverse();
      const links = nodes.slice(1).map((id, i) => cheapestLink(graph, itemAt(nodes, i), id));
      return { nodes, links, cost: links.reduce((sum, link) => sum + link.data.cost, 0) };
    },
  };
}

/** Of parallel links the cheapest; the one added first if several cost the same. */
function cheapestLink(graph: Graph<NgraphNode, NgraphLink>, from: NodeId, to: NodeId): Link<NgraphLink> {
  const links = [...((graph.getNode(from)?.links ?? []) as Iterable<Link<NgraphLink>>)];
  return links
    .filter((link) => link.fromId === from && link.toId === to)
    .reduce((best, link) => (link.data.cost < best.data.cost ? link : best));
}

function placeOf<N>(node: Node<N>, place: FromNgraphOptions<N, unknown>["place"]): readonly [number, number] {
  const data = node.data as Partial<NgraphNode> | undefined;
  const [lon, lat] = place?.(node) ?? [data?.lon, data?.lat];
  if (lon === undefined || lat === undefined || !(Math.abs(lon) <= 180 && Math.abs(lat) <= 90)) {
    throw new InvalidInputError(
      `Node ${node.id} lies at (${lon}, ${lat}): expected degrees in data.lon and data.lat`,
    );
  }
  return [lon, lat];
}

/** Whole millimetres, or null if the link states no length. */
function lengthMmOf<L>(link: Link<L>, lengthM: FromNgraphOptions<unknown, L>["lengthM"]): number | null {
  const length =
    lengthM === undefined ? (link.data as { lengthM?: number } | undefined)?.lengthM : lengthM(link);
  if (length === undefined) return null;
  if (!(length >= 0 && length < UNREACHED / 1000)) {
    throw new InvalidInputError(
      `Link ${link.fromId} → ${link.toId} is ${length} m long: expected a length from 0`,
    );
  }
  return Math.round(length * 1000);
}

/** Per line entry 0 (its start) and the length; all links must state one if any does. */
function requireAll(lengths: readonly (number | null)[]): Uint32Array {
  return Uint32Array.from(
    lengths.flatMap((mm, link) => {
      if (mm !== null) return [0, mm];
      throw new InvalidInputError(`Link ${link} states no length although others do: state all or none`);
    }),
  );
}
