/**
 * What of an open ground lies within a walk of one place in sight of it, as spokes: straight lines from the place.
 *
 * The part is the star of what is seen, cut by a circle. Its edge is walked along, and a spoke runs to it often enough
 * that every place of the edge lies within the spacing of a spoke's end. Then every place of the part lies that near to a
 * spoke: a place at a share of the way to the edge is at most that share of the spacing from the same share of the spoke.
 */
import { HAIR, type VisibleStar } from "./visible-star.js";

/** Of the spacing: how far apart neighbouring ends may lie, and how near to the last one an end is left out. */
const [MOST_SHARE, LEAST_SHARE] = [1.4, 0.5];

/**
 * Calls `visit` with the end of each spoke, metres from the place.
 *
 * @param reachM - how far is walked
 * @param spacingM - how near spokes come to every place of the part
 */
export function eachSpoke(
  star: VisibleStar,
  reachM: number,
  spacingM: number,
  visit: (endX: number, endY: number) => void,
): void {
  const { angle, x, y } = star;
  const [most, least] = [MOST_SHARE * spacingM, LEAST_SHARE * spacingM];
  let [lastX, lastY] = [Infinity, Infinity];
  const put = (endX: number, endY: number) => {
    if (apartM(endX - lastX, endY - lastY) < least) return;
    [lastX, lastY] = [endX, endY];
    visit(endX, endY);
  };
  for (let i = 0; i < angle.length; i++) {
    const size = apartM(x[i], y[i]);
    if (size === 0) {
      [lastX, lastY] = [Infinity, Infinity];
      continue;
    }
    const share = Math.min(1, reachM / size);
    const isJoined = i > 0 && angle[i] - angle[i - 1] > 3 * HAIR && (x[i - 1] !== 0 || y[i - 1] !== 0);
    if (isJoined) eachBetween(x[i - 1], y[i - 1], x[i], y[i], reachM, most, put);
    put(share * x[i], share * y[i]);
  }
}

/** The ends along a straight stretch of the edge and the circle that cuts it, so often that neighbours lie near. */
function eachBetween(
  ax: number,
  ay: number,
  bx: number,
  by: number,
  reachM: number,
  most: number,
  put: (endX: number, endY: number) => void,
): void {
  const [cutA, cutB] = [cut(ax, ay, reachM), cut(bx, by, reachM)];
  const turn = Math.abs(Math.atan2(ax * by - ay * bx, ax * bx + ay * by));
  const span = apartM(cutB * bx - cutA * ax, cutB * by - cutA * ay);
  // A chord says little of a wide turn: the edge may lie on the other side of the circle's arc.
  if (turn < 0.01 ? span <= most : span <= most && turn < 1) return;
  // On the middle of the angle.
  const [lengthA, lengthB] = [apartM(ax, ay), apartM(bx, by)];
  const shareB = lengthA / (lengthA + lengthB);
  const [mx, my] = [ax + shareB * (bx - ax), ay + shareB * (by - ay)];
  eachBetween(ax, ay, mx, my, reachM, most, put);
  const share = cut(mx, my, reachM);
  put(share * mx, share * my);
  eachBetween(mx, my, bx, by, reachM, most, put);
}

function cut(x: number, y: number, reachM: number): number {
  return Math.min(1, reachM / apartM(x, y));
}

function apartM(dx: number, dy: number): number {
  return Math.sqrt(dx * dx + dy * dy);
}
