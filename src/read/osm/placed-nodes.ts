/**
 * Nodes of ways whose places stand on the ways: `out geom` of Overpass, `<nd lat lon>`, places on ways in PBF.
 *
 * A place counts only where the file does not hold the node itself. References without a number (answers that print no
 * numbers of nodes, and members of relations with their geometry) join the node that lies at their place; where there is
 * none they get a number of their own, far below those that editors give to new nodes.
 */

import { itemAt } from "../../base/at.js";
import { idFinder } from "./find-id.js";
import { MISSING } from "./osm-data.js";

/** Stands for a place that is not given; no longitude is as large. */
export const NO_PLACE = 0x7fffffff;

/** Below this are the numbers of nodes that have none in the file. */
const UNNUMBERED = -(2 ** 51);

/** References of ways, in the order of the file. */
export interface PlacedRefs {
  /** Number of the node; NaN where the file gives a place alone, and filled in here. */
  readonly id: Float64Array;
  /** `NO_PLACE` where none is given. */
  readonly lonE7: Int32Array;
  readonly latE7: Int32Array;
  /** Per way: end of its references, and version. */
  readonly end: Uint32Array;
  readonly version: Uint32Array;
}

/** Nodes that the file gives by their own element. */
export interface OwnNodes {
  readonly id: Float64Array;
  readonly lonE7: Int32Array;
  readonly latE7: Int32Array;
}

export interface MadeNodes {
  readonly id: readonly number[];
  readonly lonE7: readonly number[];
  readonly latE7: readonly number[];
  /** Nodes that lie at another place on another way; that of the newest way counts, of equal ones the last. */
  readonly moved: number;
  /** Nodes that the file holds without a place. */
  readonly completed: number;
}

/** The nodes to add; gives every reference with a place its number. */
export function nodesOfPlaces(refs: PlacedRefs, own: OwnNodes): MadeNodes {
  const made = numberedNodes(refs, own);
  if (refs.id.some(Number.isNaN)) numberPlaces(refs, own, made);
  return made;
}

function numberedNodes({ id, lonE7, latE7, end, version }: PlacedRefs, own: OwnNodes) {
  const find = idFinder(own.id);
  const made = { id: [] as number[], lonE7: [] as number[], latE7: [] as number[], moved: 0, completed: 0 };
  const rowOf = new Map<number, number>();
  const versionOf: number[] = [];
  const moved = new Set<number>();
  for (let way = 0, k = 0; way < end.length; way++) {
    for (; k < itemAt(end, way); k++) {
      const node = itemAt(id, k);
      if (lonE7[k] === NO_PLACE || Number.isNaN(node)) continue;
      const ownRow = find(node);
      if (ownRow !== MISSING && own.lonE7[ownRow] !== NO_PLACE) continue;
      const row = rowOf.get(node);
      if (row === undefined) {
        rowOf.set(node, made.id.push(node) - 1);
        if (ownRow !== MISSING) made.completed++;
        made.lonE7.push(itemAt(lonE7, k));
        made.latE7.push(itemAt(latE7, k));
        versionOf.push(itemAt(version, way));
      } else if (made.lonE7[row] !== lonE7[k] || made.latE7[row] !== latE7[k]) {
        moved.add(node);
        if (itemAt(version, way) < itemAt(versionOf, row)) continue;
        made.lonE7[row] = itemAt(lonE7, k);
        made.latE7[row] = itemAt(latE7, k);
        versionOf[row] = itemAt(version, way);
      }
    }
  }
  made.moved = moved.size;
  return made;
}

function numberPlaces(
  refs: PlacedRefs,
  own: OwnNodes,
  made: { id: number[]; lonE7: number[]; latE7: number[] },
): void {
  const byPlace = new Map<string, number>();
  const keyOf = (lonE7: number, latE7: number) => `${lonE7} ${latE7}`;
  for (const nodes of [own, made]) {
    for (let i = 0; i < nodes.id.length; i++) {
      const key = keyOf(itemAt(nodes.lonE7, i), itemAt(nodes.latE7, i));
      if (!byPlace.has(key)) byPlace.set(key, itemAt(nodes.id, i));
    }
  }
  for (let k = 0; k < refs.id.length; k++) {
    if (!Number.isNaN(itemAt(refs.id, k)) || refs.lonE7[k] === NO_PLACE) continue;
    const key = keyOf(itemAt(refs.lonE7, k), itemAt(refs.latE7, k));
    let node = byPlace.get(key);
    if (node === undefined) {
      node = UNNUMBERED - byPlace.size;
      byPlace.set(key, node);
      made.id.push(node);
      made.lonE7.push(itemAt(refs.lonE7, k));
      made.latE7.push(itemAt(refs.latE7, k));
    }
    refs.id[k] = node;
  }
}
