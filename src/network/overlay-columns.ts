/**
 * Street edges and nodes that are added to those of a network, column by column.
 */
import { UNREACHED } from "../base/cost-units.js";
import { InvalidInputError } from "../base/errors.js";
import { grown, type NumberColumn } from "../base/growing-column.js";
import { placeAlong } from "./edge-place.js";
import type { EdgeStretch } from "./overlay.js";
import { EdgeFlag } from "./street-draft.js";
import type { EdgeSlope, WalkNetwork } from "./walk-network.js";

/** A point of an edge's shape; `lengthMm` is that of the piece that ends here. */
export interface ShapePoint {
  readonly lonE7: number;
  readonly latE7: number;
  readonly lengthMm: number;
}

interface NewEdge {
  readonly from: number;
  readonly to: number;
  readonly shape: readonly ShapePoint[];
  readonly attributes: number;
  readonly streetClass: number;
  readonly name: number;
  readonly wayId: number;
  /** The old edge whose ground it shares; null for streets that are new. */
  readonly like: number | null;
  /** Whether it runs against that edge. */
  readonly reversed: boolean;
}

type Unturned = Omit<NewEdge, "reversed">;

/** Collects additions; old edges and street nodes keep their indexes. */
export class OverlayColumns {
  readonly base: WalkNetwork;
  private readonly names: string[];
  private readonly nodes: { readonly lonE7: number; readonly latE7: number }[] = [];
  private readonly nodeByPlace = new Map<string, number>();
  /** Per old edge: nodes on it by millimetres from its start. */
  private readonly cuts = new Map<number, Map<number, number>>();
  /** Per old edge: ends that are cut off from the node where they were. */
  private readonly ends = new Map<number, { from: number | undefined; to: number | undefined }>();
  private readonly added: NewEdge[] = [];

  constructor(base: WalkNetwork) {
    this.base = base;
    this.names = [...base.names];
  }

  /** Lets every old edge that ends at one of these nodes end on its own. @returns the edges */
  cutNodes(nodes: ReadonlySet<number>): Set<number> {
    const { edgeCount, edgeFrom, edgeTo, nodeLonE7, nodeLatE7 } = this.base;
    const copy = (node: number) => this.addNode(nodeLonE7[node], nodeLatE7[node]);
    for (let e = 0; e < edgeCount && nodes.size > 0; e++) {
      const [from, to] = [edgeFrom[e], edgeTo[e]];
      if (!nodes.has(from) && !nodes.has(to)) continue;
      this.ends.set(e, {
        from: nodes.has(from) ? copy(from) : undefined,
        to: nodes.has(to) ? copy(to) : undefined,
      });
    }
    return new Set(this.ends.keys());
  }

  /** The node at a place on an old edge; its ends are the old nodes, or what they were cut off to. */
  nodeOn(edge: number, alongMm: number): number {
    if (alongMm <= 0) return this.ends.get(edge)?.from ?? this.base.edgeFrom[edge];
    if (alongMm >= this.base.edgeLengthMm[edge]) return this.ends.get(edge)?.to ?? this.base.edgeTo[edge];
    const cuts = this.cuts.get(edge) ?? new Map<number, number>();
    this.cuts.set(edge, cuts);
    const cutNode = cuts.get(alongMm);
    if (cutNode !== undefined) return cutNode;
    const [lon, lat] = placeAlong(this.base, edge, alongMm);
    const node = this.addNode(Math.round(lon * 1e7), Math.round(lat * 1e7));
    cuts.set(alongMm, node);
    return node;
  }

  /** A node in the open, one for equal places. */
  freeNode(lon: number, lat: number): number {
    const [lonE7, latE7] = [Math.round(lon * 1e7), Math.round(lat * 1e7)];
    const key = `${lonE7},${latE7}`;
    const node = this.nodeByPlace.get(key) ?? this.addNode(lonE7, latE7);
    this.nodeByPlace.set(key, node);
    return node;
  }

  private addNode(lonE7: number, latE7: number): number {
    return this.base.streetNodeCount + this.nodes.push({ lonE7, latE7 }) - 1;
  }

  /** A new street edge that all may walk, both ways, unless its attributes say otherwise. */
  addEdge(
    from: number,
    to: number,
    shape: readonly ShapePoint[],
    { name, attributes = 0 }: { name?: string | undefined; attributes?: number | undefined },
  ): void {
    let index = name === undefined ? 0 : this.names.indexOf(name);
    if (index < 0) index = this.names.push(name!) - 1;
    this.put({ from, to, shape, attributes, streetClass: 0, name: index, wayId: 0, like: null });
  }

  /** The stretches between the nodes that were put on old edges, beside those edges. */
  addStretches(): Map<number, EdgeStretch[]> {
    const { edgeLengthMm, edgeAttributes, edgeClass, edgeName, edgeWayId } = this.base;
    const stretches = new Map<number, EdgeStretch[]>();
    const changed = new Set([...this.cuts.keys(), ...this.ends.keys()]);
    for (const edge of [...changed].sort((a, b) => a - b)) {
      const places = [...(this.cuts.get(edge) ?? [])].sort((a, b) => a[0] - b[0]);
      const lengthMm = edgeLengthMm[edge];
      const first = this.ends.get(edge)?.from ?? this.base.edgeFrom[edge];
      const last = this.ends.get(edge)?.to ?? this.base.edgeTo[edge];
      const ends = [[0, first] as const, ...places, [lengthMm, last] as const];
      const parts = ends.slice(1).map(([toMm, to], k) => {
        const [fromMm, from] = ends[k];
        const { index, reversed } = this.put({
          from,
          to,
          shape: stretchPoints(this.base, edge, fromMm, toMm),
          attributes: edgeAttributes[edge],
          streetClass: edgeClass[edge],
          name: edgeName[edge],
          wayId: edgeWayId[edge],
          like: edge,
        });
        return { edge: index, fromMm, toMm, reversed };
      });
      stretches.set(edge, parts);
    }
    return stretches;
  }

  /** Edges run from the lower to the higher node. */
  private put(edge: Unturned): { index: number; reversed: boolean } {
    const reversed = edge.from > edge.to;
    const put = { ...(reversed ? turnedRound(edge) : edge), reversed };
    const index = this.base.edgeCount + this.added.push(put) - 1;
    return { index, reversed };
  }

  /** Stretches have the slope of their edge, new streets are flat. */
  private slopeOf({ forward, backward, steepest, edgesWithoutHeight }: EdgeSlope): EdgeSlope {
    const { added } = this;
    const of = (column: Float64Array, turned: Float64Array, otherwise: number) =>
      joined(column, added, ({ like, reversed }) =>
        like === null ? otherwise : (reversed ? turned : column)[like],
      );
    return {
      forward: of(forward, backward, 1),
      backward: of(backward, forward, 1),
      steepest: of(steepest, steepest, 0),
      edgesWithoutHeight,
    };
  }

  /** All edges and street nodes. @param marked - edges that get further attributes */
  finish(marked: readonly number[], attributes: number) {
    const { base, added, nodes } = this;
    const { edgeWaits: waits, edgeTrait } = base;
    const edgeAttributes = joined(base.edgeAttributes, added, (e) => e.attributes);
    for (const edge of marked) edgeAttributes[edge] |= attributes;
    const shapes = added.flatMap(({ shape }) => shape);
    const lengths = added.map(({ shape }) => shape.reduce((sum, { lengthMm }) => sum + lengthMm, 0));
    if (lengths.some((length) => length >= UNREACHED))
      throw new InvalidInputError("A new street is longer than 4,294 km");
    let end = base.shapeLonE7.length;
    const old = <T extends Float64Array | Int32Array>(column: T) =>
      column.subarray(0, base.streetNodeCount) as T;
    return {
      streetNodeCount: base.streetNodeCount + nodes.length,
      names: this.names,
      nodeId: joined(old(base.nodeId), nodes, (_, i) => -1 - i),
      nodeLonE7: joined(old(base.nodeLonE7), nodes, (n) => n.lonE7),
      nodeLatE7: joined(old(base.nodeLatE7), nodes, (n) => n.latE7),
      columns: {
        edgeCount: base.edgeCount + added.length,
        edgeFrom: joined(base.edgeFrom, added, (e) => e.from),
        edgeTo: joined(base.edgeTo, added, (e) => e.to),
        edgeLengthMm: joined(base.edgeLengthMm, lengths, (length) => length),
        edgeAttributes,
        edgeClass: joined(base.edgeClass, added, (e) => e.streetClass),
        edgeName: joined(base.edgeName, added, (e) => e.name),
        edgeWayId: joined(base.edgeWayId, added, (e) => e.wayId),
        firstShape: joined(base.firstShape, added, ({ shape }) => {
          end += shape.length;
          return end;
        }),
        shapeLonE7: joined(base.shapeLonE7, shapes, (p) => p.lonE7),
        shapeLatE7: joined(base.shapeLatE7, shapes, (p) => p.latE7),
        shapeLengthMm: joined(base.shapeLengthMm, shapes, (p) => p.lengthMm),
        edgeWaits: waits && joined(waits, added, ({ like }) => (like === null ? 0 : waits[like])),
        edgeTrait: edgeTrait && joined(edgeTrait, added, ({ like }) => (like === null ? 0 : edgeTrait[like])),
        slope: base.slope && this.slopeOf(base.slope),
      },
    };
  }
}

/** A column with further entries. */
function joined<T, C extends NumberColumn>(
  column: C,
  more: readonly T[],
  value: (item: T, index: number) => number,
): C {
  const all = grown(column, column.length + more.length);
  more.forEach((item, i) => {
    all[column.length + i] = value(item, i);
  });
  return all;
}

/** The shape of a stretch; whole millimetres of its pieces add up to those of the edge. */
function stretchPoints(network: WalkNetwork, edge: number, fromMm: number, toMm: number): ShapePoint[] {
  const { firstShape, shapeLonE7, shapeLatE7, shapeLengthMm } = network;
  const at = (alongMm: number, lengthMm: number): ShapePoint => {
    const [lon, lat] = placeAlong(network, edge, alongMm);
    return { lonE7: Math.round(lon * 1e7), latE7: Math.round(lat * 1e7), lengthMm };
  };
  const points = [at(fromMm, 0)];
  let along = 0;
  let last = fromMm;
  for (let s = firstShape[edge] + 1; s < firstShape[edge + 1]; s++) {
    along += shapeLengthMm[s];
    if (along <= fromMm) continue;
    if (along >= toMm) break;
    points.push({ lonE7: shapeLonE7[s], latE7: shapeLatE7[s], lengthMm: along - last });
    last = along;
  }
  points.push(at(toMm, toMm - last));
  return points;
}

function turnedRound({ from, to, shape, attributes, ...rest }: Unturned): Unturned {
  const lengths = shape.map(({ lengthMm }) => lengthMm);
  const points = [...shape].reverse().map(({ lonE7, latE7 }, i) => ({
    lonE7,
    latE7,
    lengthMm: i === 0 ? 0 : lengths[shape.length - i],
  }));
  const forward = (attributes & EdgeFlag.backwardClosed) !== 0 ? EdgeFlag.forwardClosed : 0;
  const backward = (attributes & EdgeFlag.forwardClosed) !== 0 ? EdgeFlag.backwardClosed : 0;
  const others = attributes & ~(EdgeFlag.forwardClosed | EdgeFlag.backwardClosed);
  return { ...rest, from: to, to: from, shape: points, attributes: others | forward | backward };
}
