/**
 * Straight walks across a pedestrian square.
 *
 * People cross a square between the places where streets meet it. The shortest way inside a polygon runs straight
 * between those doors, bending only at corners that point inwards. So the walks are the edges of the visibility
 * graph over doors and such corners (of the rim and of holes), less the rim itself, which is walked anyway.
 *
 * Layer: osm. Imports nothing of other layers.
 * Method: every pair of targets is tested against every side, on integers (Lozano-Pérez & Wesley 1979).
 */
import type { Area, Ring } from "./rings.js";
import { WALK_RULES } from "./walk-rules.js";

/**
 * The straight walks across an area, as pairs of nodes, the lower index first.
 *
 * @param isDoor - whether a street, a gate or a crossing meets the square at this node
 * @returns null if the square is larger than the rules allow
 */
export function crossSquare(
  lonE7: Int32Array,
  latE7: Int32Array,
  { outer, inner }: Area,
  isDoor: (node: number) => boolean,
): [number, number][] | null {
  const rings = [...outer, ...inner];
  const { most_vertices, most_targets } = WALK_RULES.squares;
  if (rings.reduce((sum, ring) => sum + ring.length - 1, 0) > most_vertices) return null;
  const x = (node: number) => lonE7[node]!;
  const y = (node: number) => latE7[node]!;
  const targets = new Set<number>();
  const neighbours = new Set<string>();
  for (const ring of rings) {
    // The free side lies left of an outer ring walked against the clock, and outside a hole.
    const turn = Math.sign(doubleArea(ring, x, y)) * (inner.includes(ring) ? -1 : 1);
    const corners = ring.slice(0, -1);
    corners.forEach((node, i) => {
      const before = corners[(i + corners.length - 1) % corners.length]!;
      const after = corners[(i + 1) % corners.length]!;
      neighbours.add(pairKey(node, after));
      if (isDoor(node) || turn * cross(x, y, before, node, after) < 0) targets.add(node);
    });
  }
  if (targets.size > most_targets) return null;
  const sorted = [...targets].sort((a, b) => a - b);
  const walks: [number, number][] = [];
  for (let i = 0; i < sorted.length; i++) {
    for (let k = i + 1; k < sorted.length; k++) {
      const [a, b] = [sorted[i]!, sorted[k]!];
      if (!neighbours.has(pairKey(a, b)) && sees(x, y, rings, a, b)) walks.push([a, b]);
    }
  }
  return walks;
}

type Coordinate = (node: number) => number;

function pairKey(a: number, b: number): string {
  return a < b ? `${a} ${b}` : `${b} ${a}`;
}

/** Twice the signed area of the triangle; exact, since differences of coordinates stay below 2^26. */
function cross(x: Coordinate, y: Coordinate, a: number, b: number, c: number): number {
  return (x(b) - x(a)) * (y(c) - y(a)) - (y(b) - y(a)) * (x(c) - x(a));
}

function doubleArea(ring: Ring, x: Coordinate, y: Coordinate): number {
  let sum = 0;
  for (let i = 1; i < ring.length; i++) {
    const [a, b, o] = [ring[i - 1]!, ring[i]!, ring[0]!];
    sum += (x(a) - x(o)) * (y(b) - y(o)) - (y(a) - y(o)) * (x(b) - x(o));
  }
  return sum;
}

/** Whether the straight line between two corners runs inside the area, its ends apart. */
function sees(x: Coordinate, y: Coordinate, rings: readonly Ring[], a: number, b: number): boolean {
  for (const ring of rings) {
    for (let i = 1; i < ring.length; i++) {
      const [c, d] = [ring[i - 1]!, ring[i]!];
      for (const corner of [c, d]) {
        if (corner !== a && corner !== b && isBetween(x, y, a, b, corner)) return false;
      }
      if (c === a || c === b || d === a || d === b) continue;
      const [ac, ad] = [Math.sign(cross(x, y, a, b, c)), Math.sign(cross(x, y, a, b, d))];
      const [ca, cb] = [Math.sign(cross(x, y, c, d, a)), Math.sign(cross(x, y, c, d, b))];
      if (ac * ad < 0 && ca * cb <= 0) return false;
    }
  }
  return isInside(x, y, rings, (x(a) + x(b)) / 2, (y(a) + y(b)) / 2);
}

function isBetween(x: Coordinate, y: Coordinate, a: number, b: number, c: number): boolean {
  if (cross(x, y, a, b, c) !== 0) return false;
  const along = (x(c) - x(a)) * (x(b) - x(a)) + (y(c) - y(a)) * (y(b) - y(a));
  return along > 0 && along < (x(b) - x(a)) ** 2 + (y(b) - y(a)) ** 2;
}

/** Even-odd rule over all rings. */
function isInside(x: Coordinate, y: Coordinate, rings: readonly Ring[], px: number, py: number): boolean {
  let inside = false;
  for (const ring of rings) {
    for (let i = 1; i < ring.length; i++) {
      const [c, d] = [ring[i - 1]!, ring[i]!];
      if (y(c) > py === y(d) > py) continue;
      if (px < x(c) + ((py - y(c)) / (y(d) - y(c))) * (x(d) - x(c))) inside = !inside;
    }
  }
  return inside;
}
