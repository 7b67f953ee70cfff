/**
 * How fine the grid is and at which level the contour is drawn, so that the polygon keeps its promise.
 *
 * Promise, without barriers: with `r` the distance and `c` the cell, every place within `r` of a reached part is
 * inside, and no place farther than `r + c / 2` is. Proof. Let `s` be the spacing of grid points; a grid point is inside
 * if it lies within `L` of a reached part, and on a grid edge with one end inside the ring point stands where, coming from
 * the outer end, the distance first falls to `L`. Any place `x` of a cell is a mixture of its corners and ring points `v`
 * with weights `w`; each coordinate of a mixture of values within `s` of each other has variance at most `s²/4`, so the
 * mean of `|x − v|²` is at most `s²/2`.
 *
 * - A place drawn inside is a mixture of inside corners and ring points, all within `L` of reached parts, so
 *   `d(x) <= mean(d(v) + |x − v|) <= L + s/√2`.
 * - Let `x` lie within `r` of a reached part, and `y` be the place of it nearest to `x`. For any weights the mean of
 *   `|v − y|²` is `|x − y|²` plus the variance: at most `r² + s²/2`. A place drawn outside is a mixture of outside corners
 *   and ring points, none nearer than `L` to any reached place. So with `L² = r² + s²/2` the place is drawn inside.
 *
 * Near barriers, where a part counts only if it is seen, squared distances are interpolated along grid edges instead,
 * and both hold as well: a squared distance to one place, interpolated, is at least the squared distance between.
 *
 * The finest of these: `u = s/√2` with `√(r² + u²) + u = r + c/2`, which gives
 * `u = (c/2)(2r + c/2) / (2(r + c/2))`; for 30 m and a cell of 10 m the points stand 6.4 m apart. Ring points are
 * kept 6 cm away from grid points and rounded to 1e-7 degrees; that is taken off `c/2` and added to `r` beforehand.
 * A cell that a reached part runs through has all corners within `s√2 = 2u < L` if `c <= r`, so it is wholly inside.
 */
import { InvalidInputError } from "../base/errors.js";

/** How near a ring point may come to a grid point, metres: larger than rounding to 1e-7 degrees (1.1 cm). */
const CORNER_GAP_M = 0.06;
/** By how much keeping away from corners and rounding may move the outline, metres. */
const MARGIN_M = CORNER_GAP_M + 0.015;

const DEFAULT_DISTANCE_M = 30;
const LARGEST_DISTANCE_M = 1000;

export interface GridRule {
  readonly distanceM: number;
  readonly cellM: number;
  /** Distance between neighbouring grid points, metres. */
  readonly spacingM: number;
  /** In grid units: squared distance up to which a grid point is inside; and how far pieces must be stamped. */
  readonly level: number;
  readonly levelRadius: number;
  readonly stampRadius: number;
  /** Share of a grid edge that ring points keep away from its ends. */
  readonly gap: number;
}

/**
 * @param distanceM - how far beside a reached street a place still counts; default 30 m
 * @param cellM - twice the outline's tolerance, 1 m … `distanceM`; default a third of the distance
 * @throws {InvalidInputError} if either is out of bounds
 */
export function gridRule(distanceM = DEFAULT_DISTANCE_M, cellM = Math.max(1, distanceM / 3)): GridRule {
  if (!(distanceM >= 1 && distanceM <= LARGEST_DISTANCE_M)) {
    throw new InvalidInputError(`distanceM is ${distanceM}: expected metres from 1 to ${LARGEST_DISTANCE_M}`);
  }
  if (!(cellM >= 1 && cellM <= distanceM)) {
    throw new InvalidInputError(`cellM is ${cellM}: expected metres from 1 to distanceM (${distanceM})`);
  }
  const r = distanceM + MARGIN_M;
  const half = cellM / 2 - 2 * MARGIN_M;
  const u = (half * (2 * r + half)) / (2 * (r + half));
  const spacingM = Math.SQRT2 * u;
  const levelRadius = (r + half - u) / spacingM;
  return {
    distanceM,
    cellM,
    spacingM,
    level: levelRadius * levelRadius,
    levelRadius,
    // Neighbours of inside grid points need their true value; nothing farther is ever looked at.
    stampRadius: levelRadius + 1.001,
    gap: CORNER_GAP_M / spacingM,
  };
}
