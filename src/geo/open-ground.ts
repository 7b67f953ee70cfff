/**
 * Open ground: an area with holes and obstacles that people walk across, and what can be seen in it.
 *
 * A straight walk between two places is a line of sight that stays on the ground. It may begin and end at corners; a
 * line that touches another corner on its way is not a sight, since the walk by that corner is as short.
 *
 * Coordinates are 1e-7 degrees from the first corner. Between corners they are whole numbers below 2^26, so that which side of
 * a line a corner lies on is exact. Sight does not hang on how degrees are stretched to metres.
 */
import { lonDifferenceE7 } from "./local-frame.js";

/** What a line of the ground is; rims and holes together follow the even-odd rule. */
export const GroundLine = { rim: 0, obstacle: 1, wall: 2 } as const;

/** Lines as columns: line `i` of kind `kind[i]` runs over points `first[i]` … `first[i + 1] - 1`; rings repeat their first. */
export interface GroundLines {
  readonly kind: ArrayLike<number>;
  readonly first: ArrayLike<number>;
  /** Whole 1e-7 degrees. */
  readonly lonE7: ArrayLike<number>;
  readonly latE7: ArrayLike<number>;
}

/** All sides of an area, and of what stands in it. */
export interface OpenGround {
  readonly originLonE7: number;
  readonly originLatE7: number;
  /** Sides, those of one line after another. */
  readonly count: number;
  readonly fromX: Float64Array;
  readonly fromY: Float64Array;
  readonly toX: Float64Array;
  readonly toY: Float64Array;
  /** Per line: its kind, and its first side; one more entry at the end. */
  readonly lineKind: Uint8Array;
  readonly firstSide: Uint32Array;
  readonly minX: number;
  readonly minY: number;
  readonly maxX: number;
  readonly maxY: number;
  /** Per `BOX_SIDES` sides the box that they lie in: least x and y, greatest x and y. */
  readonly boxes: Float64Array;
}

/** Sides a box. */
const BOX_SIDES = 16;
/** By how much a box may be passed before it is left out, 1e-7 degrees: 0.01 mm, more than any rounding. */
const BOX_SLACK_E7 = 1e-3;

/** The ground of lines `from` … `to - 1`. */
export function openGround(
  { kind, first, lonE7, latE7 }: GroundLines,
  from = 0,
  to = kind.length,
): OpenGround {
  const lines = to - from;
  const firstSide = new Uint32Array(lines + 1);
  for (let i = 0; i < lines; i++)
    firstSide[i + 1] = firstSide[i] + Math.max(0, first[from + i + 1] - first[from + i] - 1);
  const count = firstSide[lines];
  const [fromX, fromY] = [new Float64Array(count), new Float64Array(count)];
  const [toX, toY] = [new Float64Array(count), new Float64Array(count)];
  const [originLonE7, originLatE7] = [lonE7[first[from]] ?? 0, latE7[first[from]] ?? 0];
  let [minX, minY, maxX, maxY] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let i = 0, s = 0; i < lines; i++) {
    for (let k = first[from + i] + 1; k < first[from + i + 1]; k++, s++) {
      fromX[s] = lonDifferenceE7(lonE7[k - 1], originLonE7);
      fromY[s] = latE7[k - 1] - originLatE7;
      toX[s] = lonDifferenceE7(lonE7[k], originLonE7);
      toY[s] = latE7[k] - originLatE7;
      if (kind[from + i] !== GroundLine.rim) continue;
      minX = Math.min(minX, fromX[s], toX[s]);
      minY = Math.min(minY, fromY[s], toY[s]);
      maxX = Math.max(maxX, fromX[s], toX[s]);
      maxY = Math.max(maxY, fromY[s], toY[s]);
    }
  }
  const lineKind = Uint8Array.from({ length: lines }, (_, i) => kind[from + i]);
  return {
    originLonE7,
    originLatE7,
    count,
    fromX,
    fromY,
    toX,
    toY,
    lineKind,
    firstSide,
    minX,
    minY,
    maxX,
    maxY,
    boxes: boxesOf({ fromX, fromY, toX, toY }),
  };
}

function boxesOf({
  fromX,
  fromY,
  toX,
  toY,
}: Pick<OpenGround, "fromX" | "fromY" | "toX" | "toY">): Float64Array {
  const boxes = new Float64Array(4 * Math.ceil(fromX.length / BOX_SIDES));
  for (let b = 0, at = 0; at < boxes.length; b += BOX_SIDES, at += 4) {
    let [minX, minY, maxX, maxY] = [Infinity, Infinity, -Infinity, -Infinity];
    for (let s = b; s < Math.min(b + BOX_SIDES, fromX.length); s++) {
      minX = Math.min(minX, fromX[s], toX[s]);
      minY = Math.min(minY, fromY[s], toY[s]);
      maxX = Math.max(maxX, fromX[s], toX[s]);
      maxY = Math.max(maxY, fromY[s], toY[s]);
    }
    boxes.set([minX - BOX_SLACK_E7, minY - BOX_SLACK_E7, maxX + BOX_SLACK_E7, maxY + BOX_SLACK_E7], at);
  }
  return boxes;
}

/** A place given in degrees, on the plane of a ground. */
export function onGround(ground: OpenGround, lon: number, lat: number): [x: number, y: number] {
  return [lonDifferenceE7(lon * 1e7, ground.originLonE7), lat * 1e7 - ground.originLatE7];
}

/** Whether a place lies inside the rim, outside of its holes and of all obstacles. */
export function isFree(ground: OpenGround, x: number, y: number): boolean {
  if (x < ground.minX || x > ground.maxX || y < ground.minY || y > ground.maxY) return false;
  const { lineKind, firstSide } = ground;
  let inside = false;
  for (let i = 0; i < lineKind.length; i++) {
    if (lineKind[i] === GroundLine.wall) continue;
    const isWithin = crossings(ground, firstSide[i], firstSide[i + 1], x, y);
    if (lineKind[i] === GroundLine.rim) inside = inside !== isWithin;
    else if (isWithin) return false;
  }
  return inside;
}

/** Even-odd rule over the sides `from` … `to - 1`. */
export function crossings(
  { fromX, fromY, toX, toY }: OpenGround,
  from: number,
  to: number,
  px: number,
  py: number,
): boolean {
  let odd = false;
  for (let i = from; i < to; i++) {
    const cy = fromY[i];
    const dy = toY[i];
    if (cy > py === dy > py) continue;
    if (px < fromX[i] + ((py - cy) / (dy - cy)) * (toX[i] - fromX[i])) odd = !odd;
  }
  return odd;
}

/** Whether a place lies on a line of the ground; exact for whole coordinates. */
export function isOnLine({ count, fromX, fromY, toX, toY }: OpenGround, x: number, y: number): boolean {
  for (let i = 0; i < count; i++) {
    const [ax, ay] = [x - fromX[i], y - fromY[i]];
    const [bx, by] = [x - toX[i], y - toY[i]];
    if (ax * by === ay * bx && ax * bx + ay * by <= 0) return true;
  }
  return false;
}

/** Whether the straight line between two places stays on the ground; both ends may be corners. */
export function sees(ground: OpenGround, ax: number, ay: number, bx: number, by: number): boolean {
  return !isBlocked(ground, ax, ay, bx, by) && isFree(ground, (ax + bx) / 2, (ay + by) / 2);
}

/** Whether some side bars the view; only boxes that the line's own box meets are looked into. */
function isBlocked(ground: OpenGround, ax: number, ay: number, bx: number, by: number): boolean {
  const { boxes, count } = ground;
  const [minX, maxX] = ax < bx ? [ax, bx] : [bx, ax];
  const [minY, maxY] = ay < by ? [ay, by] : [by, ay];
  for (let at = 0, first = 0; at < boxes.length; at += 4, first += BOX_SIDES) {
    if (boxes[at] > maxX || boxes[at + 1] > maxY || boxes[at + 2] < minX || boxes[at + 3] < minY) continue;
    const end = first + BOX_SIDES < count ? first + BOX_SIDES : count;
    if (firstBlocker(ground, ax, ay, bx, by, first, end) < end) return true;
  }
  return false;
}

/** The first side of a range that bars the view, sides that begin or end at one of the two places apart; `end` if none does. */
export function firstBlocker(
  { fromX, fromY, toX, toY }: OpenGround,
  ax: number,
  ay: number,
  bx: number,
  by: number,
  first: number,
  end: number,
): number {
  const dx = bx - ax;
  const dy = by - ay;
  const squared = dx * dx + dy * dy;
  for (let i = first; i < end; i++) {
    // On which side of the line the side's ends lie; 0 is on the line.
    const cx = fromX[i] - ax;
    const cy = fromY[i] - ay;
    const ex = toX[i] - ax;
    const ey = toY[i] - ay;
    const c = dx * cy - dy * cx;
    const e = dx * ey - dy * ex;
    if ((c > 0 && e > 0) || (c < 0 && e < 0)) continue;
    const isC = (cx === 0 && cy === 0) || (cx === dx && cy === dy);
    const isE = (ex === 0 && ey === 0) || (ex === dx && ey === dy);
    if (c === 0 && !isC && isBetween(cx * dx + cy * dy, squared)) return i;
    if (e === 0 && !isE && isBetween(ex * dx + ey * dy, squared)) return i;
    if (isC || isE || c === 0 || e === 0) continue;
    // And on which side of the side's own line the two places lie.
    const sx = ex - cx;
    const sy = ey - cy;
    const atA = sy * cx - sx * cy;
    const atB = sx * (dy - cy) - sy * (dx - cx);
    if (!((atA > 0 && atB > 0) || (atA < 0 && atB < 0))) return i;
  }
  return end;
}

function isBetween(along: number, squared: number): boolean {
  return along > 0 && along < squared;
}

/**
 * Whether a walk from `a` may bend at corner `b`, as far as walls go: at the bend of a wall it passes on the outer side
 * alone, since whoever comes from the inner side would step through it.
 */
export function mayBendAt(ground: OpenGround, ax: number, ay: number, bx: number, by: number): boolean {
  const { lineKind, firstSide, fromX, fromY, toX, toY } = ground;
  const isAt = (x: number, y: number) => x === bx && y === by;
  const sideOf = (x: number, y: number) => Math.sign((ax - bx) * (y - by) - (ay - by) * (x - bx));
  for (let i = 0; i < lineKind.length; i++) {
    if (lineKind[i] !== GroundLine.wall) continue;
    const [first, last] = [firstSide[i], firstSide[i + 1] - 1];
    const isClosed = last > first && toX[last] === fromX[first] && toY[last] === fromY[first];
    for (let s = first; s <= last; s++) {
      if (!isAt(fromX[s], fromY[s]) || (s === first && !isClosed)) continue;
      const before = s === first ? last : s - 1;
      if (sideOf(fromX[before], fromY[before]) * sideOf(toX[s], toY[s]) < 0) return false;
    }
  }
  return true;
}

/** How far from a corner its sides are told apart, 1e-7 degrees: 5 cm. */
const BESIDE_E7 = 5;

/** Whether a shortest walk may bend at a corner: where the ground is seen over more than half a turn, or lines meet. */
export function bendsAt(ground: OpenGround, x: number, y: number): boolean {
  const { fromX, fromY, toX, toY, lineKind, firstSide } = ground;
  const beside: [number, number][] = [];
  let hasWall = false;
  for (let l = 0; l < lineKind.length; l++) {
    for (let s = firstSide[l]; s < firstSide[l + 1]; s++) {
      const isFrom = fromX[s] === x && fromY[s] === y;
      if (!isFrom && !(toX[s] === x && toY[s] === y)) continue;
      const [dx, dy] = isFrom ? [toX[s] - x, toY[s] - y] : [fromX[s] - x, fromY[s] - y];
      const length = Math.sqrt(dx * dx + dy * dy);
      beside.push([dx / length, dy / length]);
      hasWall ||= lineKind[l] === GroundLine.wall;
    }
  }
  if (hasWall || beside.length !== 2) return true;
  const [[px, py], [qx, qy]] = beside;
  if (Math.abs(px * qy - py * qx) < 1e-9) return false;
  // On the line that halves the lesser angle.
  const half = Math.sqrt((px + qx) ** 2 + (py + qy) ** 2);
  const [mx, my] = [(BESIDE_E7 * (px + qx)) / half, (BESIDE_E7 * (py + qy)) / half];
  return !isFree(ground, x + mx, y + my);
}

/** How much of a line of sight is left out at each end, 1e-7 degrees: a place at the rim may stand a hair outside. */
const SIGHT_END_E7 = 8;

/** Whether two places, given in degrees, see each other; one may stand at a rim. The same answer both ways, to the bit. */
export function seeEachOther(
  ground: OpenGround,
  lonA: number,
  latA: number,
  lonB: number,
  latB: number,
): boolean {
  if (lonB < lonA || (lonB === lonA && latB < latA)) return seeEachOther(ground, lonB, latB, lonA, latA);
  const [ax, ay] = onGround(ground, lonA, latA);
  const [bx, by] = onGround(ground, lonB, latB);
  const length = Math.sqrt((bx - ax) ** 2 + (by - ay) ** 2);
  if (length <= 2 * SIGHT_END_E7) return true;
  const [dx, dy] = [((bx - ax) / length) * SIGHT_END_E7, ((by - ay) / length) * SIGHT_END_E7];
  return sees(ground, ax + dx, ay + dy, bx - dx, by - dy);
}
