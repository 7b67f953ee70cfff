/**
 * Areas as rings of nodes: closed ways, and multipolygon relations whose ways are chained end to end.
 */
import { itemAt, nothingAt } from "../../base/at.js";
import { MISSING, type OsmData } from "./osm-data.js";

/** A closed ring of node indexes; the first is repeated at the end. */
export type Ring = readonly number[];

export interface NodeArea {
  readonly outer: readonly Ring[];
  readonly inner: readonly Ring[];
}

/** The nodes of a way, without those the file does not hold. */
export function nodesOfWay({ ways }: OsmData, way: number): number[] {
  const nodes: number[] = [];
  for (let k = itemAt(ways.firstRef, way); k < itemAt(ways.firstRef, way + 1); k++) {
    if (ways.ref[k] !== MISSING) nodes.push(itemAt(ways.ref, k));
  }
  return nodes;
}

/** The area of a closed way, or null if it is open, cut, or has fewer than three corners. */
export function areaOfWay(osm: OsmData, way: number): NodeArea | null {
  const ring = nodesOfWay(osm, way);
  const whole = ring.length === itemAt(osm.ways.firstRef, way + 1) - itemAt(osm.ways.firstRef, way);
  return whole && ring.length >= 4 && ring[0] === ring[ring.length - 1] ? { outer: [ring], inner: [] } : null;
}

/** The stretches of a way whose nodes the file holds; a way cut by the edge of an extract falls into several. */
export function runsOfWay({ ways }: OsmData, way: number): number[][] {
  const runs: number[][] = [[]];
  for (let k = itemAt(ways.firstRef, way); k < itemAt(ways.firstRef, way + 1); k++) {
    if (ways.ref[k] === MISSING) runs.push([]);
    else itemAt(runs, runs.length - 1).push(itemAt(ways.ref, k));
  }
  return runs.filter((run) => run.length > 1);
}

/** A relation's member ways that the extract holds, by whether their role is `inner`. */
export function memberWays(
  { relations, strings }: OsmData,
  relation: number,
): { readonly outer: readonly number[]; readonly inner: readonly number[] } {
  const outer: number[] = [];
  const inner: number[] = [];
  for (
    let k = itemAt(relations.firstMember, relation);
    k < itemAt(relations.firstMember, relation + 1);
    k++
  ) {
    if (relations.memberType[k] !== 1 || relations.memberIndex[k] === MISSING) continue;
    const list = strings[itemAt(relations.memberRole, k)] === "inner" ? inner : outer;
    list.push(itemAt(relations.memberIndex, k));
  }
  return { outer, inner };
}

/**
 * The area of a multipolygon relation, or null if no outer ring closes.
 *
 * Member ways are chained in the order in which they fit; inner rings that do not close are left out.
 */
export function areaOfRelation(osm: OsmData, relation: number): NodeArea | null {
  const { outer, inner } = memberWays(osm, relation);
  const nodesOf = (ways: readonly number[]) =>
    ways.map((way) => nodesOfWay(osm, way)).filter((nodes) => nodes.length > 1);
  const { rings } = chainRings(nodesOf(outer));
  return rings.length === 0 ? null : { outer: rings, inner: chainRings(nodesOf(inner)).rings };
}

/** Lines of nodes chained end to end in the order in which they fit: rings that close, and what is left open. */
export function chainRings(parts: readonly (readonly number[])[]): {
  readonly rings: readonly Ring[];
  readonly open: readonly (readonly number[])[];
} {
  const left = [...parts];
  const rings: Ring[] = [];
  const open: number[][] = [];
  while (left.length > 0) {
    const chain = [...(left.shift() ?? nothingAt("left"))];
    while (chain[0] !== chain[chain.length - 1]) {
      const end = chain[chain.length - 1];
      const at = left.findIndex((part) => part[0] === end || part[part.length - 1] === end);
      if (at < 0) break;
      const part = itemAt(left.splice(at, 1), 0);
      for (const node of part[0] === end ? part.slice(1) : part.slice(0, -1).reverse()) chain.push(node);
    }
    (chain.length >= 4 && chain[0] === chain[chain.length - 1] ? rings : open).push(chain);
  }
  return { rings, open };
}
