/**
 * Areas as rings of nodes: closed ways, and multipolygon relations whose ways are chained end to end.
 */
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
  for (let k = ways.firstRef[way]!; k < ways.firstRef[way + 1]!; k++) {
    if (ways.ref[k] !== MISSING) nodes.push(ways.ref[k]!);
  }
  return nodes;
}

/** The area of a closed way, or null if it is open, cut, or has fewer than three corners. */
export function areaOfWay(osm: OsmData, way: number): NodeArea | null {
  const ring = nodesOfWay(osm, way);
  const whole = ring.length === osm.ways.firstRef[way + 1]! - osm.ways.firstRef[way]!;
  return whole && ring.length >= 4 && ring[0] === ring[ring.length - 1] ? { outer: [ring], inner: [] } : null;
}

/**
 * The area of a multipolygon relation, or null if no outer ring closes.
 *
 * Member ways are chained in the order in which they fit; inner rings that do not close are left out.
 *
 * @returns `outer`: the ways of the rim that the extract holds
 */
export function relationArea(
  osm: OsmData,
  relation: number,
): { readonly area: NodeArea | null; readonly outer: readonly number[] } {
  const { relations, strings } = osm;
  const rim: number[][] = [];
  const outer: number[] = [];
  const inner: number[][] = [];
  for (let k = relations.firstMember[relation]!; k < relations.firstMember[relation + 1]!; k++) {
    if (relations.memberType[k] !== 1 || relations.memberIndex[k] === MISSING) continue;
    const way = relations.memberIndex[k]!;
    const nodes = nodesOfWay(osm, way);
    if (nodes.length < 2) continue;
    if (strings[relations.memberRole[k]!] === "inner") inner.push(nodes);
    else {
      outer.push(way);
      rim.push(nodes);
    }
  }
  const rings = chainRings(rim);
  return { area: rings.length === 0 ? null : { outer: rings, inner: chainRings(inner) }, outer };
}

/** The area of a multipolygon relation alone. */
export function areaOfRelation(osm: OsmData, relation: number): NodeArea | null {
  return relationArea(osm, relation).area;
}

function chainRings(parts: readonly number[][]): Ring[] {
  const left = [...parts];
  const rings: Ring[] = [];
  while (left.length > 0) {
    const chain = [...left.shift()!];
    while (chain[0] !== chain[chain.length - 1]) {
      const end = chain[chain.length - 1];
      const at = left.findIndex((part) => part[0] === end || part[part.length - 1] === end);
      if (at < 0) break;
      const part = left.splice(at, 1)[0]!;
      chain.push(...(part[0] === end ? part.slice(1) : part.slice(0, -1).reverse()));
    }
    if (chain.length >= 4 && chain[0] === chain[chain.length - 1]) rings.push(chain);
  }
  return rings;
}
