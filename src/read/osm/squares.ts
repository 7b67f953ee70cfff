/**
 * Straight walks across a pedestrian square.
 *
 * People cross a square between the places where streets meet it. The shortest way inside a polygon runs straight
 * between those doors, bending only at corners that point inwards. So the walks are the edges of the visibility
 * graph over doors and such corners (of the rim and of holes), less the rim itself, which is walked anyway.
 */
import type { NodeArea, Ring } from "./rings.js";
import { WALK_RULES } from "./rule-data.js";

/**
 * The straight walks across an area, as pairs of nodes, the lower index first.
 *
 * @param isDoor - whether a street, a gate or a crossing meets the square at this node
 * @returns null if the square is larger than the rules allow
 */
export function crossSquare(
  lonE7: Int32Array,
  latE7: Int32Array,
  { outer, inner }: NodeArea,
  isDoor: (node: number) => boolean,
): [number, number][] | null {
  const rings = [...outer, ...inner];
  const { most_vertices, most_targets } = WALK_RULES.squares;
  const corners = rings.reduce((sum, ring) => sum + ring.length - 1, 0);
  if (corners > most_vertices) return null;
  const sides = sidesOf(rings, corners, lonE7, latE7);
  const targets = new Set<number>();
  let first = 0;
  for (const ring of rings) {
    // The free side lies left of an outer ring walked against the clock, and outside a hole.
    const end = first + ring.length - 1;
    const turn = Math.sign(doubleArea(sides, first, end)) * (inner.includes(ring) ? -1 : 1);
    for (let i = first; i < end; i++) {
      if (isDoor(sides.from[i]!) || turn * bend(sides, i === first ? end - 1 : i - 1, i) < 0)
        targets.add(sides.from[i]!);
    }
    first = end;
  }
  if (targets.size > most_targets) return null;
  return walksBetween(Uint32Array.from(targets).sort(), sides, lonE7, latE7);
}

/** The pairs of targets that see each other and are not neighbours on a rim. */
function walksBetween(
  targets: Uint32Array,
  sides: Sides,
  lonE7: Int32Array,
  latE7: Int32Array,
): [number, number][] {
  const count = targets.length;
  const indexOf = new Map<number, number>();
  for (let i = 0; i < count; i++) indexOf.set(targets[i]!, i);
  const neighbours = new Uint8Array(count * count);
  for (let s = 0; s < sides.count; s++) {
    const from = indexOf.get(sides.from[s]!);
    const to = indexOf.get(sides.to[s]!);
    if (from !== undefined && to !== undefined)
      neighbours[Math.min(from, to) * count + Math.max(from, to)] = 1;
  }
  const walks: [number, number][] = [];
  const line: Sight = { ax: 0, ay: 0, dx: 0, dy: 0, a: 0, b: 0 };
  // What hid the last target often hides the next one.
  let blocker = 0;
  for (let i = 0; i < count; i++) {
    line.a = targets[i]!;
    line.ax = lonE7[line.a]! - sides.originX;
    line.ay = latE7[line.a]! - sides.originY;
    for (let k = i + 1; k < count; k++) {
      if (neighbours[i * count + k] === 1) continue;
      line.b = targets[k]!;
      line.dx = lonE7[line.b]! - sides.originX - line.ax;
      line.dy = latE7[line.b]! - sides.originY - line.ay;
      if (firstBlocker(sides, line, blocker, blocker + 1) < sides.count) continue;
      const blockingSide = firstBlocker(sides, line, 0, sides.count);
      if (blockingSide < sides.count) blocker = blockingSide;
      else if (isInside(sides, line.ax + line.dx / 2, line.ay + line.dy / 2)) walks.push([line.a, line.b]);
    }
  }
  return walks;
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

function sidesOf(rings: readonly Ring[], count: number, lonE7: Int32Array, latE7: Int32Array): Sides {
  const from = new Uint32Array(count);
  const to = new Uint32Array(count);
  const [fromX, fromY] = [new Float64Array(count), new Float64Array(count)];
  const [toX, toY] = [new Float64Array(count), new Float64Array(count)];
  const start = rings[0]?.[0];
  const [originX, originY] = start === undefined ? [0, 0] : [lonE7[start]!, latE7[start]!];
  let s = 0;
  for (const ring of rings) {
    for (let i = 1; i < ring.length; i++, s++) {
      from[s] = ring[i - 1]!;
      to[s] = ring[i]!;
      fromX[s] = lonE7[from[s]!]! - originX;
      fromY[s] = latE7[from[s]!]! - originY;
      toX[s] = lonE7[to[s]!]! - originX;
      toY[s] = latE7[to[s]!]! - originY;
    }
  }
  return { count, from, to, fromX, fromY, toX, toY, originX, originY };
}

/** Twice the signed area of a ring, whose sides are `first` … `end - 1`. */
function doubleArea({ fromX, fromY, toX, toY }: Sides, first: number, end: number): number {
  let sum = 0;
  const [ox, oy] = [fromX[first]!, fromY[first]!];
  for (let i = first; i < end; i++) {
    sum += (fromX[i]! - ox) * (toY[i]! - oy) - (fromY[i]! - oy) * (toX[i]! - ox);
  }
  return sum;
}

/** Which way the rim turns from one side into the next; exact, since differences of coordinates stay below 2^26. */
function bend({ fromX, fromY, toX, toY }: Sides, before: number, side: number): number {
  const [bx, by] = [fromX[before]!, fromY[before]!];
  return (fromX[side]! - bx) * (toY[side]! - by) - (fromY[side]! - by) * (toX[side]! - bx);
}

/** The straight line from corner `a` to corner `b`. */
interface Sight {
  a: number;
  b: number;
  ax: number;
  ay: number;
  dx: number;
  dy: number;
}

/** The first side of a range that bars the view between two corners, their own sides apart; the count if none does. */
function firstBlocker(sides: Sides, { a, b, ax, ay, dx, dy }: Sight, first: number, end: number): number {
  const { from, to, fromX, fromY, toX, toY } = sides;
  const squared = dx * dx + dy * dy;
  for (let i = first; i < end; i++) {
    // On which side of the line the side's ends lie; 0 is on the line.
    const cx = fromX[i]! - ax;
    const cy = fromY[i]! - ay;
    const ex = toX[i]! - ax;
    const ey = toY[i]! - ay;
    const c = dx * cy - dy * cx;
    const e = dx * ey - dy * ex;
    if ((c > 0 && e > 0) || (c < 0 && e < 0)) continue;
    const isC = from[i] === a || from[i] === b;
    const isE = to[i] === a || to[i] === b;
    if (c === 0 && !isC && isWithin(cx * dx + cy * dy, squared)) return i;
    if (e === 0 && !isE && isWithin(ex * dx + ey * dy, squared)) return i;
    if (isC || isE || c === 0 || e === 0) continue;
    // And on which side of the side's own line the two corners lie.
    const sx = ex - cx;
    const sy = ey - cy;
    const atA = sy * cx - sx * cy;
    const atB = sx * (dy - cy) - sy * (dx - cx);
    if (!((atA > 0 && atB > 0) || (atA < 0 && atB < 0))) return i;
  }
  return sides.count;
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
