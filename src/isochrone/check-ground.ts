/**
 * The ground of squares in the proof of an isochrone: places of a lattice, each judged by sight from every door.
 *
 * A place is walked within the cutoff if a door, an inward corner or an origin sees it and leaves enough. Such a place has to
 * be inside; and street that is not reached may be inside only near reached street or such a place.
 */
import type { CostUnit } from "../base/cost-units.js";
import { localFrame, lonDifferenceE7 } from "../geo/local-frame.js";
import { isFree, mayBendAt, type OpenGround, onGround, openGround, sees } from "../geo/open-ground.js";
import type { Linkage } from "../network/linkage.js";
import { EdgeFlag, type SquareColumns } from "../network/street-draft.js";
import { waysOfSquare } from "../network/walk-squares.js";

/** Side of the lattice, metres; wider where a square would have more places than this. */
const STEP_M = 4;
const MOST_PLACES = 4000;
/** How far from its end a line of sight is looked at anew, 1e-7 degrees: 9 cm. */
const RIM_E7 = 8;

/** A plane in metres, from 1e-7 degrees. */
export interface CheckPlane {
  readonly x: (lonE7: number) => number;
  readonly y: (latE7: number) => number;
}

interface Source {
  readonly x: number;
  readonly y: number;
  readonly cost: number;
}

/** One square with the places that walkers spread out from. */
interface CheckedSquare {
  readonly ground: OpenGround;
  readonly sources: readonly Source[];
  /** Cost of the nearest source. */
  readonly nearest: number;
  readonly stepM: number;
}

/** The squares of a network as a search reached them. */
export interface CheckedGround {
  /** Places of the lattice that are walked within the cutoff and for which `isInside` says no, on the plane. */
  readonly reachedOutside: (
    cutoff: number,
    isInside: (x: number, y: number) => boolean,
  ) => (readonly [x: number, y: number])[];
  /** Whether the box of a square comes this near to that of a stretch on the plane. */
  readonly mayMeet: (ax: number, ay: number, bx: number, by: number, nearM: number) => boolean;
  /** Whether a place of the lattice that is walked within the cutoff lies about this near to a place on the plane. */
  readonly isNear: (cutoff: number, x: number, y: number, nearM: number) => boolean;
}

/** @param labels - cheapest cost of every node of the search graph that can be reached */
export function checkedGround<U extends CostUnit>(
  origins: Linkage<U>,
  labels: ReadonlyMap<number, number>,
  plane: CheckPlane,
): CheckedGround {
  const { squares } = origins.costs.network;
  const checked = squares === undefined ? [] : squaresOf(origins, squares, labels);
  const pace = origins.costs.offStreetPace;
  return {
    reachedOutside(cutoff, isInside) {
      const outside: (readonly [number, number])[] = [];
      for (const square of checked) {
        if (square.nearest > cutoff) continue;
        for (const [gx, gy] of lattice(square)) {
          const [x, y] = toPlane(square.ground, plane, gx, gy);
          if (!isInside(x, y) && isWalked(square, gx, gy, cutoff, pace)) outside.push([x, y]);
        }
      }
      return outside;
    },
    mayMeet: (ax, ay, bx, by, nearM) =>
      checked.some(({ ground }) => {
        const [west, south] = toPlane(ground, plane, ground.minX, ground.minY);
        const [east, north] = toPlane(ground, plane, ground.maxX, ground.maxY);
        return (
          Math.max(ax, bx) >= west - nearM &&
          Math.min(ax, bx) <= east + nearM &&
          Math.max(ay, by) >= south - nearM &&
          Math.min(ay, by) <= north + nearM
        );
      }),
    isNear(cutoff, x, y, nearM) {
      return checked.some((square) => {
        if (square.nearest > cutoff) return false;
        for (const [gx, gy] of lattice(square)) {
          const [px, py] = toPlane(square.ground, plane, gx, gy);
          if ((px - x) ** 2 + (py - y) ** 2 > (nearM + square.stepM) ** 2) continue;
          if (isWalked(square, gx, gy, cutoff, pace)) return true;
        }
        return false;
      });
    },
  };
}

function squaresOf(
  origins: Linkage,
  squares: SquareColumns,
  labels: ReadonlyMap<number, number>,
): CheckedSquare[] {
  const { network, edgePaceForward, edgePaceBackward } = origins.costs;
  const { nodeLonE7, nodeLatE7, nodeOut, nodeIn, edgeAttributes, edgeWayId } = network;
  const open = new Map<number, { isPrivate: boolean }>();
  for (let e = 0; e < network.edgeCount; e++) {
    if (edgePaceForward[e] === Infinity || edgePaceBackward[e] === Infinity) continue;
    const isPrivate =
      (edgeAttributes[e] & EdgeFlag.private) !== 0 && open.get(edgeWayId[e])?.isPrivate !== false;
    open.set(edgeWayId[e], { isPrivate });
  }
  const label = (node: number, isPrivate: boolean) =>
    (isPrivate ? [nodeOut[node], nodeIn[node]] : [node]).map((one) => labels.get(one) ?? Infinity);
  const checked: CheckedSquare[] = [];
  for (let i = 0; i < squares.count; i++) {
    const [use] = [...waysOfSquare(squares, i)].flatMap((way) => open.get(way) ?? []);
    if (use === undefined) continue;
    const ground = openGround(squares, squares.firstLine[i], squares.firstLine[i + 1]);
    const sources: Source[] = [];
    for (let t = squares.firstTarget[i]; t < squares.firstTarget[i + 1]; t++) {
      const node = squares.target[t];
      const cost = Math.min(...label(node, use.isPrivate));
      const x = lonDifferenceE7(nodeLonE7[node], ground.originLonE7);
      if (cost < Infinity) sources.push({ x, y: nodeLatE7[node] - ground.originLatE7, cost });
    }
    sources.push(...originsIn(origins, i, ground));
    const nearest = sources.reduce((least, { cost }) => Math.min(least, cost), Infinity);
    if (sources.length > 0) checked.push({ ground, sources, nearest, stepM: stepOf(ground) });
  }
  return checked;
}

/** Origins that stand in a square or at its rim. */
function originsIn({ squareSpots, costs }: Linkage, square: number, ground: OpenGround): Source[] {
  const sources: Source[] = [];
  for (let s = 0; s < (squareSpots?.square.length ?? 0); s++) {
    if (squareSpots === undefined || squareSpots.square[s] !== square) continue;
    const [x, y] = onGround(ground, squareSpots.lon[s], squareSpots.lat[s]);
    sources.push({ x, y, cost: Math.round(squareSpots.legMm[s] * costs.offStreetPace) });
  }
  return sources;
}

function stepOf(ground: OpenGround): number {
  const { lonM, latM } = localFrame(ground.originLonE7, ground.originLatE7);
  const areaM2 = (ground.maxX - ground.minX) * lonM * (ground.maxY - ground.minY) * latM;
  return Math.max(STEP_M, Math.sqrt(areaM2 / MOST_PLACES));
}

function* lattice({ ground, stepM }: CheckedSquare): Generator<readonly [x: number, y: number]> {
  const { lonM, latM } = localFrame(ground.originLonE7, ground.originLatE7);
  for (let y = ground.minY + stepM / latM / 2; y < ground.maxY; y += stepM / latM) {
    for (let x = ground.minX + stepM / lonM / 2; x < ground.maxX; x += stepM / lonM)
      if (isFree(ground, x, y)) yield [x, y];
  }
}

function toPlane(ground: OpenGround, plane: CheckPlane, x: number, y: number): readonly [number, number] {
  return [plane.x(ground.originLonE7 + x), plane.y(ground.originLatE7 + y)];
}

/** Whether a source sees a place and leaves enough of the cutoff; two units less, for rounding to whole units. */
function isWalked(
  { ground, sources }: CheckedSquare,
  x: number,
  y: number,
  cutoff: number,
  pace: number,
): boolean {
  const { lonM, latM } = localFrame(ground.originLonE7, ground.originLatE7);
  return sources.some((source) => {
    const lengthM = Math.sqrt(((source.x - x) * lonM) ** 2 + ((source.y - y) * latM) ** 2);
    if (source.cost + 1000 * lengthM * pace + 2 > cutoff) return false;
    const { x: toX, y: toY } = source;
    if (Number.isInteger(toX) && Number.isInteger(toY) && !mayBendAt(ground, x, y, toX, toY)) return false;
    // At a rim an origin may stand a hair outside.
    const share = 1 - Math.min(1, RIM_E7 / Math.sqrt((toX - x) ** 2 + (toY - y) ** 2));
    return sees(ground, x, y, toX, toY) || sees(ground, x, y, x + share * (toX - x), y + share * (toY - y));
  });
}
