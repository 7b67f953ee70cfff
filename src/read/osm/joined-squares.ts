/**
 * Squares side by side as one ground: people walk across the side that two of them share, at any place of it.
 *
 * Squares are joined where two corners that follow each other on one rim do so on the other too, and the same walkers may
 * use both, on one layer. Their rims stay streets of their own, the shared side too.
 */
import { itemAt } from "../../base/at.js";
import { addTo } from "../../base/grouping.js";
import type { OsmData } from "./osm-data.js";
import { chainRings, type NodeArea, type Ring } from "./rings.js";
import { liesIn, type Square } from "./square-areas.js";
import { layerOf } from "./square-obstacles.js";

/** One ground of one square or of several. */
export interface JoinedSquare extends Square {
  /** The squares that it is made of, in the order given. */
  readonly parts: readonly Square[];
  /** Corners of shared sides that lie inside now, with the number of rings that met there. */
  readonly within: ReadonlyMap<number, number>;
}

/** The squares, those side by side joined to grounds of at most so many corners; each stands where its first part stood. */
export function joinSquares(osm: OsmData, squares: readonly Square[], mostCorners: number): JoinedSquare[] {
  const squaresOfSide = new Map<number, number[]>();
  squares.forEach((square, i) => {
    eachSide(square, osm.nodes.count, (side) => addTo(squaresOfSide, side, i));
  });
  const parent = Uint32Array.from(squares.keys());
  const firstOf = (i: number): number => {
    let root = i;
    while (itemAt(parent, root) !== root) {
      parent[root] = itemAt(parent, itemAt(parent, root));
      root = itemAt(parent, root);
    }
    return root;
  };
  const corners = squares.map(({ area }) => ringsOf(area).reduce((sum, ring) => sum + ring.length - 1, 0));
  for (const sharing of squaresOfSide.values()) {
    if (sharing.length !== 2) continue;
    const [a, b] = [firstOf(itemAt(sharing, 0)), firstOf(itemAt(sharing, 1))];
    if (a === b || !areAlike(itemAt(squares, a), itemAt(squares, b))) continue;
    if (itemAt(corners, a) + itemAt(corners, b) > mostCorners) continue;
    const [first, other] = a < b ? [a, b] : [b, a];
    corners[first] = itemAt(corners, a) + itemAt(corners, b);
    parent[other] = first;
  }
  const parts = new Map<number, Square[]>();
  squares.forEach((square, i) => {
    addTo(parts, firstOf(i), square);
  });
  return [...parts.values()].map((of) => (of.length === 1 ? alone(itemAt(of, 0)) : joined(osm, of)));
}

function alone(square: Square): JoinedSquare {
  return { ...square, parts: [square], within: new Map() };
}

/** Whether the same walkers may use both, at one height. */
function areAlike({ line: a, tags: ofA }: Square, { line: b, tags: ofB }: Square): boolean {
  return (
    a.attributes === b.attributes &&
    a.trait === b.trait &&
    layerOf(ofA) === layerOf(ofB) &&
    ofA.level === ofB.level
  );
}

function joined(osm: OsmData, parts: readonly Square[]): JoinedSquare {
  const timesOfSide = new Map<number, number>();
  for (const part of parts)
    eachSide(part, osm.nodes.count, (side) => timesOfSide.set(side, (timesOfSide.get(side) ?? 0) + 1));
  const isShared = (a: number, b: number) => timesOfSide.get(sideOf(a, b, osm.nodes.count)) === 2;
  const rings = parts.flatMap(({ area }) => ringsOf(area));
  const { rings: left } = chainRings(rings.flatMap((ring) => runsBetween(ring, isShared)));
  const onRim = new Set(left.flat());
  const within = new Map<number, number>();
  for (const ring of rings)
    for (const node of ring.slice(1)) if (!onRim.has(node)) within.set(node, (within.get(node) ?? 0) + 1);
  const isHole = (ring: Ring) =>
    left.filter((other) => other !== ring && liesIn(osm, other, ring)).length % 2 === 1;
  const inner = left.filter(isHole);
  const { line, tags } = itemAt(parts, 0);
  return {
    area: { outer: left.filter((ring) => !inner.includes(ring)), inner },
    walls: parts.flatMap(({ walls }) => walls),
    line,
    tags,
    parts,
    within,
  };
}

function ringsOf({ outer, inner }: NodeArea): Ring[] {
  return [...outer, ...inner];
}

/** One number for the side between two nodes, the same both ways. */
function sideOf(a: number, b: number, nodeCount: number): number {
  return a < b ? a * nodeCount + b : b * nodeCount + a;
}

function eachSide({ area }: Square, nodeCount: number, use: (side: number) => void): void {
  for (const ring of ringsOf(area))
    for (let k = 1; k < ring.length; k++) use(sideOf(itemAt(ring, k - 1), itemAt(ring, k), nodeCount));
}

/** What is left of a ring without some of its sides. */
function runsBetween(ring: Ring, isLeftOut: (a: number, b: number) => boolean): number[][] {
  const cut = ring.findIndex((node, k) => k > 0 && isLeftOut(itemAt(ring, k - 1), node));
  if (cut < 0) return [[...ring]];
  const turned = [...ring.slice(cut), ...ring.slice(1, cut + 1)];
  const runs: number[][] = [[itemAt(turned, 0)]];
  for (let k = 1; k < turned.length; k++) {
    const node = itemAt(turned, k);
    if (isLeftOut(itemAt(turned, k - 1), node)) runs.push([node]);
    else itemAt(runs, runs.length - 1).push(node);
  }
  return runs.filter((run) => run.length > 1);
}
