/**
 * Lines and rings drawn for the eye, and how far two drawings lie apart.
 */
import Flatbush from "flatbush";

const METRES_A_DEGREE = 111_195;

/** A drawing: lines of `[x, y]` points, in degrees (`unit` m) or in the pixels of a picture (`unit` px). */
export class Drawing {
  constructor(lines, unit = "m") {
    this.lines = lines.filter((line) => line.length > 0);
    this.unit = unit;
  }
}

/**
 * The farthest that a point of either drawing lies from the other, metres or pixels; null if they are equal.
 *
 * Each line is compared with the line at the same position, or all lines with all where the counts differ.
 */
export function deviation(a, b) {
  const isPaired = a.lines.length === b.lines.length;
  const pairs = isPaired ? a.lines.map((line, i) => [[line], [b.lines[i]]]) : [[a.lines, b.lines]];
  const unequal = pairs.filter(([[line], [other]]) => !isPaired || !sameLine(line, other));
  if (unequal.length === 0) return null;
  return unequal.reduce((worst, [lines, others]) => Math.max(worst, apart(lines, others, a.unit)), 0);
}

function sameLine(a, b) {
  return a.length === b.length && a.every(([x, y], i) => x === b[i][0] && y === b[i][1]);
}

function apart(lines, others, unit) {
  if (lines.length === 0 || others.length === 0) return Number.POSITIVE_INFINITY;
  const [scaleX, scaleY] = unit === "px" ? [1, 1] : metresAt(lines[0][0][1]);
  const [here, there] = [lines, others].map((side) =>
    side.map((line) => line.map(([x, y]) => [x * scaleX, y * scaleY])),
  );
  return Math.max(farthest(here, there), farthest(there, here));
}

function metresAt(latitude) {
  return [METRES_A_DEGREE * Math.cos((latitude * Math.PI) / 180), METRES_A_DEGREE];
}

function farthest(lines, others) {
  const pieces = others.flatMap((line) => line.map((point, i) => [line[Math.max(0, i - 1)], point]));
  const index = new Flatbush(pieces.length);
  for (const [[ax, ay], [bx, by]] of pieces)
    index.add(Math.min(ax, bx), Math.min(ay, by), Math.max(ax, bx), Math.max(ay, by));
  index.finish();
  let worst = 0;
  for (const line of lines)
    for (const point of line) worst = Math.max(worst, distanceTo(point, pieces, index));
  return worst;
}

/** Searches growing boxes around the point until the nearest piece in the box is nearer than its sides. */
function distanceTo([x, y], pieces, index) {
  for (let reach = 0.01; ; reach *= 8) {
    const near = index.search(x - reach, y - reach, x + reach, y + reach);
    const least = near.reduce(
      (best, i) => Math.min(best, offset([x, y], pieces[i])),
      Number.POSITIVE_INFINITY,
    );
    if (least <= reach) return least;
  }
}

function offset([x, y], [[ax, ay], [bx, by]]) {
  const [dx, dy] = [bx - ax, by - ay];
  const squared = dx * dx + dy * dy;
  const t = squared === 0 ? 0 : Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / squared));
  return Math.hypot(x - ax - t * dx, y - ay - t * dy);
}
