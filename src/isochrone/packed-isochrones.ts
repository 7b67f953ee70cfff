/**
 * Isochrones as a few columns, to be handed from thread to thread: cloning tens of thousands of `[lon, lat]` one by one
 * takes longer than making them.
 */
import type { CostUnit } from "../base/cost-units.js";
import type { Isochrones, OutlinePoint } from "./isochrone.js";

/** Each isochrone without its coordinates, and all coordinates one after another. */
export interface PackedIsochrones {
  readonly heads: readonly Isochrones[];
  /** How long each list is, from the outermost in, depth first. */
  readonly counts: Uint32Array<ArrayBuffer>;
  readonly degrees: Float64Array<ArrayBuffer>;
}

/** Lists in lists of places. */
type Nested = readonly (Nested | OutlinePoint)[];

/** Depth of the lists: cutoff, polygon, ring, place; cutoff, line, place. */
const POLYGONS = 4;
const LINES = 3;

export function packIsochrones(circles: readonly Isochrones[]): PackedIsochrones {
  const counts: number[] = [];
  const degrees: number[] = [];
  const pack = (list: Nested, depth: number) => {
    counts.push(list.length);
    if (depth > 1) for (const item of list) pack(item as Nested, depth - 1);
    else for (const place of list as readonly OutlinePoint[]) degrees.push(place[0], place[1]);
  };
  const heads = circles.map((circle) => {
    const { polygons, lines } = circle;
    pack(polygons, POLYGONS);
    counts.push(lines === null ? 0 : 1);
    if (lines !== null) pack(lines, LINES);
    return { ...circle, polygons: [], lines: null };
  });
  return { heads, counts: Uint32Array.from(counts), degrees: Float64Array.from(degrees) };
}

export function unpackIsochrones<U extends CostUnit>({
  heads,
  counts,
  degrees,
}: PackedIsochrones): Isochrones<U>[] {
  let [count, degree] = [0, 0];
  const unpack = (depth: number): Nested => {
    const length = counts[count++];
    const list = new Array<Nested | OutlinePoint>(length);
    for (let i = 0; i < length; i++)
      list[i] = depth > 1 ? unpack(depth - 1) : [degrees[degree++], degrees[degree++]];
    return list;
  };
  return heads.map((head) => {
    const polygons = unpack(POLYGONS) as Isochrones["polygons"];
    const lines = counts[count++] === 1 ? (unpack(LINES) as NonNullable<Isochrones["lines"]>) : null;
    return { ...head, polygons, lines } as Isochrones<U>;
  });
}
