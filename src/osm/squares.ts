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
  const sides = sidesOf(rings, x, y);
  const walks: [number, number][] = [];
  for (let i = 0; i < sorted.length; i++) {
    for (let k = i + 1; k < sorted.length; k++) {
      const [a, b] = [sorted[i]!, sorted[k]!];
      if (!neighbours.has(pairKey(a, b)) && sees(sides, a, b, x, y)) walks.push([a, b]);
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

/** All sides of all rings as columns; coordinates count from the first corner, so that products stay exact. */
interface Sides {
  readonly count: number;
  readonly from: Uint32Array;
  readonly to: Uint32Array;
  readonly fromX: Float64Array;
  readonly fromY: Float64Array;
  readonly toX: Float64Array;
  readonly toY: Float64Array;
  readonly originX: number;
  readonly originY: number;
}

function sidesOf(rings: readonly Ring[], x: Coordinate, y: Coordinate): Sides {
  const from = Uint32Array.from(rings.flatMap((ring) => ring.slice(0, -1)));
  const to = Uint32Array.from(rings.flatMap((ring) => ring.slice(1)));
  const [originX, originY] = from.length === 0 ? [0, 0] : [x(from[0]!), y(from[0]!)];
  const column = (nodes: Uint32Array, of: Coordinate, origin: number) =>
    Float64Array.from(nodes, (node) => of(node) - origin);
  return {
    count: from.length,
    from,
    to,
    fromX: column(from, x, originX),
    fromY: column(from, y, originY),
    toX: column(to, x, originX),
    toY: column(to, y, originY),
    originX,
    originY,
  };
}

/** Whether the straight line between two corners runs inside the area, its ends apart. */
function sees(sides: Sides, a: number, b: number, x: Coordinate, y: Coordinate): boolean {
  const { count, from, to, fromX, fromY, toX, toY } = sides;
  const ax = x(a) - sides.originX;
  const ay = y(a) - sides.originY;
  const dx = x(b) - sides.originX - ax;
  const dy = y(b) - sides.originY - ay;
  const squared = dx * dx + dy * dy;
  for (let i = 0; i < count; i++) {
    // On which side of the line the side's ends lie; 0 is on the line.
    const cx = fromX[i]! - ax;
    const cy = fromY[i]! - ay;
    const ex = toX[i]! - ax;
    const ey = toY[i]! - ay;
    const c = dx * cy - dy * cx;
    const e = dx * ey - dy * ex;
    if ((c > 0 && e > 0) || (c < 0 && e < 0)) continue;
    const [isC, isE] = [from[i] === a || from[i] === b, to[i] === a || to[i] === b];
    if (c === 0 && !isC && isWithin(cx * dx + cy * dy, squared)) return false;
    if (e === 0 && !isE && isWithin(ex * dx + ey * dy, squared)) return false;
    if (isC || isE || c === 0 || e === 0) continue;
    // And on which side of the side's own line the two corners lie.
    const sx = ex - cx;
    const sy = ey - cy;
    const atA = sy * cx - sx * cy;
    const atB = sx * (dy - cy) - sy * (dx - cx);
    if (!((atA > 0 && atB > 0) || (atA < 0 && atB < 0))) return false;
  }
  return isInside(sides, ax + dx / 2, ay + dy / 2);
}

function isWithin(along: number, squared: number): boolean {
  return along > 0 && along < squared;
}

/** Even-odd rule over all rings. */
function isInside({ count, fromX, fromY, toX, toY }: Sides, px: number, py: number): boolean {
  let inside = false;
  for (let i = 0; i < count; i++) {
    const [cy, dy] = [fromY[i]!, toY[i]!];
    if (cy > py === dy > py) continue;
    if (px < fromX[i]! + ((py - cy) / (dy - cy)) * (toX[i]! - fromX[i]!)) inside = !inside;
  }
  return inside;
}
