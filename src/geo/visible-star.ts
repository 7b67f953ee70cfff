/**
 * All that is seen of an open ground from one place: a star around it, as the ends of rays once round.
 *
 * Method: a sweep over the angles of all corners and a hair to both sides of each, where alone the edge of the star can
 * jump; of the sides, only those that the ray crosses are looked at. Between two neighbouring ends the edge is straight.
 */
import { GroundLine, isFree, type OpenGround } from "./open-ground.js";

/** Ends of rays by angle, metres east and north of the place; both 0 where a ray does not lead onto the ground. */
export interface VisibleStar {
  /** Ascending, from -π to π. */
  readonly angle: Float64Array;
  readonly x: Float64Array;
  readonly y: Float64Array;
}

/** A hair beside a corner, radians: 0.1 mm in a kilometre. */
export const HAIR = 1e-7;
/** Sides that pass nearer than this are those that the place itself stands at, metres: at a rim it may be a hair outside. */
const NEAR_M = 0.1;
/** Ends nearer to each other than this are one, metres. */
const SAME_M = 0.01;

/**
 * @param x - the place, 1e-7 degrees from the ground's first corner
 * @param lonM - metres per 1e-7 degree, east
 */
export function visibleStar(
  ground: OpenGround,
  x: number,
  y: number,
  lonM: number,
  latM: number,
): VisibleStar {
  const { sides, own, bends } = sidesAround(ground, x, y, lonM, latM);
  const angles = anglesOf(sides);
  const sectors = sectorsAt(ground, x, y, lonM, latM, own, bends);
  const corners = new Float64Array(2 + own.length + angles.length);
  corners.set([-Math.PI, Math.PI, ...own]);
  corners.set(angles, 2 + own.length);
  corners.sort();
  const sweep = new Sweep(sides, angles);
  const ends: number[] = [];
  let last = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < corners.length; i++) {
    if (corners[i] - last < HAIR) continue;
    last = corners[i];
    putCorner(ends, last, sweep, sectors);
  }
  const count = ends.length / 3;
  const star = { angle: new Float64Array(count), x: new Float64Array(count), y: new Float64Array(count) };
  for (let i = 0; i < count; i++) {
    star.angle[i] = ends[3 * i];
    star.x[i] = ends[3 * i + 1];
    star.y[i] = ends[3 * i + 2];
  }
  return star;
}

/** The angles of both ends of each side. */
function anglesOf(sides: readonly number[]): Float64Array {
  const angles = new Float64Array(sides.length / 2);
  for (let i = 0; i < angles.length; i++) angles[i] = Math.atan2(sides[2 * i + 1], sides[2 * i]);
  return angles;
}

/** The end seen at a corner, or the two beside it where the edge jumps. */
function putCorner(ends: number[], corner: number, sweep: Sweep, sectors: readonly Sector[]): void {
  const before = isOpen(sectors, corner - HAIR) ? sweep.lengthM(corner - HAIR) : 0;
  const at = sweep.lengthM(corner);
  const after = isOpen(sectors, corner + HAIR) ? sweep.lengthM(corner + HAIR) : 0;
  if (before > 0 && Math.abs(before - at) < SAME_M && Math.abs(after - at) < SAME_M) {
    putEnd(ends, corner, at);
  } else {
    putEnd(ends, corner - HAIR, before);
    putEnd(ends, corner + HAIR, after);
  }
}

function putEnd(ends: number[], angle: number, lengthM: number): void {
  ends.push(angle, lengthM * Math.cos(angle), lengthM * Math.sin(angle));
}

/** Sides in metres from the place, four numbers each; of those that pass it, the angles that they lead off at. */
function sidesAround(ground: OpenGround, x: number, y: number, lonM: number, latM: number) {
  const { fromX, fromY, toX, toY, lineKind, firstSide } = ground;
  const sides: number[] = [];
  const own: number[] = [];
  const bends: number[] = [];
  for (let l = 0; l < lineKind.length; l++) {
    for (let s = firstSide[l]; s < firstSide[l + 1]; s++) {
      const ax = (fromX[s] - x) * lonM;
      const ay = (fromY[s] - y) * latM;
      const bx = (toX[s] - x) * lonM;
      const by = (toY[s] - y) * latM;
      if (fromPlaceM(ax, ay, bx, by) > NEAR_M) {
        sides.push(ax, ay, bx, by);
        continue;
      }
      const ends = [[ax, ay] as const, [bx, by] as const].filter(
        ([ex, ey]) => ex * ex + ey * ey > NEAR_M ** 2,
      );
      for (const [ex, ey] of ends) own.push(Math.atan2(ey, ex));
      if (ends.length === 1 && lineKind[l] === GroundLine.wall) bends.push(...ends[0]);
    }
  }
  return { sides, own, bends };
}

function fromPlaceM(ax: number, ay: number, bx: number, by: number): number {
  const dx = bx - ax;
  const dy = by - ay;
  const squared = dx * dx + dy * dy;
  const t = squared === 0 ? 0 : Math.min(1, Math.max(0, -(ax * dx + ay * dy) / squared));
  return Math.sqrt((ax + t * dx) ** 2 + (ay + t * dy) ** 2);
}

/** Angles between two sides that the place stands at, and whether the ground lies there. */
interface Sector {
  readonly to: number;
  readonly isOpen: boolean;
}

function sectorsAt(
  ground: OpenGround,
  x: number,
  y: number,
  lonM: number,
  latM: number,
  own: readonly number[],
  bends: readonly number[],
): Sector[] {
  const probe = (angle: number) => {
    const [ux, uy] = [Math.cos(angle), Math.sin(angle)];
    if (isInnerSide(bends, ux, uy)) return false;
    return isFree(ground, x + (2 * NEAR_M * ux) / lonM, y + (2 * NEAR_M * uy) / latM);
  };
  const sorted = [...own].sort((a, b) => a - b);
  if (sorted.length === 0) return [{ to: Infinity, isOpen: isFree(ground, x, y) }];
  const sectors = sorted.map((to, i): Sector => {
    const from = i > 0 ? sorted[i - 1] : sorted[sorted.length - 1] - 2 * Math.PI;
    return { to, isOpen: to - from > 2 * HAIR && probe((from + to) / 2) };
  });
  // The last sector is the first again, past the end of the turn.
  return [...sectors, { to: Infinity, isOpen: sectors[0].isOpen }];
}

function isOpen(sectors: readonly Sector[], angle: number): boolean {
  for (let i = 0; i < sectors.length; i++) if (angle < sectors[i].to) return sectors[i].isOpen;
  return false;
}

/** Whether a direction leads to the inner side of the wall that bends at the place. */
function isInnerSide(bends: readonly number[], ux: number, uy: number): boolean {
  if (bends.length !== 4) return false;
  const [px, py, qx, qy] = bends;
  const turn = px * qy - py * qx;
  const [p, q] = [px * uy - py * ux, ux * qy - uy * qx];
  return turn > 0 ? p > 0 && q > 0 : turn < 0 && p < 0 && q < 0;
}

/** Sides as a ray passes them; it must be asked for ascending angles. */
class Sweep {
  readonly #sides: Float64Array;
  /** Per span of angles: where it begins and ends, and its side; ascending by beginning. */
  readonly #low: Float64Array;
  readonly #high: Float64Array;
  readonly #side: Uint32Array;
  readonly #active: number[] = [];
  #next = 0;

  constructor(sides: readonly number[], angles: Float64Array) {
    const low: number[] = [];
    const high: number[] = [];
    const side: number[] = [];
    for (let i = 0; i < sides.length; i += 4) {
      const a = angles[i / 2];
      const b = angles[i / 2 + 1];
      const least = Math.min(a, b);
      const most = Math.max(a, b);
      side.push(i);
      if (most - least <= Math.PI) {
        low.push(least);
        high.push(most);
      } else {
        side.push(i);
        low.push(-4, most);
        high.push(least, 4);
      }
    }
    const order = Uint32Array.from(low.keys()).sort((p, q) => low[p] - low[q] || p - q);
    this.#sides = Float64Array.from(sides);
    this.#low = new Float64Array(order.length);
    this.#high = new Float64Array(order.length);
    this.#side = new Uint32Array(order.length);
    for (let k = 0; k < order.length; k++) {
      this.#low[k] = low[order[k]];
      this.#high[k] = high[order[k]];
      this.#side[k] = side[order[k]];
    }
  }

  /** Distance to the first side that the ray crosses; 0 if there is none. */
  lengthM(angle: number): number {
    const active = this.#active;
    while (this.#next < this.#low.length && this.#low[this.#next] <= angle) active.push(this.#next++);
    const ux = Math.cos(angle);
    const uy = Math.sin(angle);
    const sides = this.#sides;
    let nearest = Infinity;
    for (let k = active.length - 1; k >= 0; k--) {
      if (this.#high[active[k]] < angle) {
        active[k] = active[active.length - 1];
        active.pop();
        continue;
      }
      const i = this.#side[active[k]];
      const ax = sides[i];
      const ay = sides[i + 1];
      const dx = sides[i + 2] - ax;
      const dy = sides[i + 3] - ay;
      const across = ux * dy - uy * dx;
      if (across === 0) continue;
      const at = (ax * dy - ay * dx) / across;
      if (at > 0 && at < nearest) nearest = at;
    }
    return nearest === Infinity ? 0 : nearest;
  }
}
