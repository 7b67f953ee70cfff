/**
 * A square that is walked from end to end, as few straight pieces: its sides, and chords across it.
 *
 * Where all of the ground is walked, nothing is gained by the thousands of straight walks across it. From a place of the
 * ground go straight north or south to the nearer chord: after at most half the chords' distance you are on it, or on a side
 * before. And whoever leaves the ground crosses a side. So what lies within the distance of these pieces holds all of the
 * ground and all that lies as near to it.
 *
 * All of a coherent part of the ground is seen from its targets if every corner where a walk may bend is one of them. A
 * square without all of these is left to its spokes, and so is nothing of a part that holds no target: it is not walked.
 */
import { localFrame } from "../geo/local-frame.js";
import { bendsAt, isFree, mayBendAt, type OpenGround, sees } from "../geo/open-ground.js";

/** Distance between chords, as a multiple of the distance beside streets that counts. */
const CHORD_SPACING = 1.6;
/** How finely sides are looked at, and how far beside them, metres. */
const [STEP_M, BESIDE_M] = [2, 0.2];
/** Places looked at around a corner. */
const AROUND = 8;

/** Four numbers a piece, 1e-7 degrees from the first corner of the ground: both ends. */
export type SquarePieces = Float64Array;

/** A place on the plane of a ground. */
type GroundPlace = readonly [x: number, y: number];

/**
 * The pieces of a square that has all its corners.
 *
 * @param targets - where walks come onto the ground or bend
 * @param distanceM - the distance beside streets that counts
 */
export function squarePieces(
  ground: OpenGround,
  targets: readonly GroundPlace[],
  distanceM: number,
): SquarePieces {
  const { lonM, latM } = localFrame(ground.originLonE7, ground.originLatE7);
  const isWalked = (x: number, y: number) =>
    isFree(ground, x, y) &&
    targets.some(([tx, ty]) => sees(ground, x, y, tx, ty) && mayBendAt(ground, x, y, tx, ty));
  const pieces: number[] = [];
  for (let s = 0; s < ground.count; s++) addSide(pieces, ground, s, lonM, latM, isWalked);
  const step = (CHORD_SPACING * distanceM) / latM;
  // Between whole numbers, so that no chord runs through a corner.
  for (let y = Math.floor(ground.minY + step / 2) + 0.5; y < ground.maxY; y += Math.max(1, Math.floor(step)))
    addChords(pieces, ground, y, isWalked);
  return Float64Array.from(pieces);
}

/** Whether every corner of a ground where walks may bend is a target. */
export function hasAllCorners(ground: OpenGround, targets: readonly GroundPlace[]): boolean {
  const { lonM, latM } = localFrame(ground.originLonE7, ground.originLatE7);
  const known = new Set(targets.map(([x, y]) => `${x} ${y}`));
  const { count, fromX, fromY, toX, toY } = ground;
  const isOpenAt = (x: number, y: number) => {
    for (let k = 0; k < AROUND; k++) {
      const angle = (2 * Math.PI * (k + 0.3)) / AROUND;
      const [dx, dy] = [(BESIDE_M * Math.cos(angle)) / lonM, (BESIDE_M * Math.sin(angle)) / latM];
      if (isFree(ground, x + dx, y + dy)) return true;
    }
    return false;
  };
  const isMissing = (x: number, y: number) => {
    const key = `${x} ${y}`;
    if (known.has(key)) return false;
    known.add(key);
    return bendsAt(ground, x, y) && isOpenAt(x, y);
  };
  for (let s = 0; s < count; s++)
    if (isMissing(fromX[s], fromY[s]) || isMissing(toX[s], toY[s])) return false;
  return true;
}

/** Adds the stretches of a side that have walked ground beside them. */
function addSide(
  pieces: number[],
  { fromX, fromY, toX, toY }: OpenGround,
  side: number,
  lonM: number,
  latM: number,
  isWalked: (x: number, y: number) => boolean,
): void {
  const [ax, ay] = [fromX[side], fromY[side]];
  const [dx, dy] = [toX[side] - ax, toY[side] - ay];
  const lengthM = Math.sqrt((dx * lonM) ** 2 + (dy * latM) ** 2);
  if (lengthM === 0) return;
  const [besideX, besideY] = [
    (-dy * latM * BESIDE_M) / lengthM / lonM,
    (dx * lonM * BESIDE_M) / lengthM / latM,
  ];
  const steps = Math.ceil(lengthM / STEP_M);
  let open = -1;
  for (let k = 0; k <= steps; k++) {
    const share = (k + 0.5) / steps;
    const [x, y] = [ax + share * dx, ay + share * dy];
    const isWalkedHere =
      k < steps && (isWalked(x + besideX, y + besideY) || isWalked(x - besideX, y - besideY));
    if (isWalkedHere && open < 0) open = k;
    if (isWalkedHere || open < 0) continue;
    const [from, to] = [open / steps, k / steps];
    pieces.push(ax + from * dx, ay + from * dy, ax + to * dx, ay + to * dy);
    open = -1;
  }
}

/** Adds the walked stretches of the line that runs east at `y`. */
function addChords(
  pieces: number[],
  { count, fromX, fromY, toX, toY }: OpenGround,
  y: number,
  isWalked: (x: number, y: number) => boolean,
): void {
  const crossings: number[] = [];
  for (let s = 0; s < count; s++) {
    if (fromY[s] > y === toY[s] > y) continue;
    crossings.push(fromX[s] + ((y - fromY[s]) / (toY[s] - fromY[s])) * (toX[s] - fromX[s]));
  }
  crossings.sort((a, b) => a - b);
  for (let i = 1; i < crossings.length; i++) {
    const [west, east] = [crossings[i - 1], crossings[i]];
    if (east > west && isWalked((west + east) / 2, y)) pieces.push(west, y, east, y);
  }
}
