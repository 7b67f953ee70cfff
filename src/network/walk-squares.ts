/**
 * The squares of a network: which of them a place stands in, and what it sees there.
 *
 * Knows nothing of tags. Built from what the network keeps of its squares, when first asked for.
 */
import { addTo } from "../base/grouping.js";
import { onceForEach } from "../base/once-for-each.js";
import { localFrame, lonDifferenceE7 } from "../geo/local-frame.js";
import {
  bendsAt,
  isFree,
  mayBendAt,
  type OpenGround,
  onGround,
  openGround,
  sees,
} from "../geo/open-ground.js";
import { type VisibleStar, visibleStar } from "../geo/visible-star.js";
import { EdgeFlag, type SquareColumns } from "./street-draft.js";
import type { WalkNetwork } from "./walk-network.js";

/** Side of a bucket, 1e-7 degrees: 222 m north–south. */
const BUCKET_E7 = 20_000;

/** The grounds of a network's squares. */
export interface WalkSquares {
  readonly count: number;
  readonly ground: (square: number) => OpenGround;
  /** The squares in which a place stands free, ascending. */
  readonly at: (lon: number, lat: number) => number[];
  /** The squares whose rim a way is, or a relation. */
  readonly ofWay: (wayId: number) => readonly number[];
  /** Targets (positions in `squares.target`) that a place in a square sees and may walk on from. */
  readonly targetsSeen: (square: number, lon: number, lat: number) => number[];
  /** A target on the plane of its square's ground. */
  readonly targetAt: (square: number, t: number) => readonly [x: number, y: number];
  /** Whether a walk may bend at a target. */
  readonly isCorner: (square: number, t: number) => boolean;
  /** What is seen of a square from a target; made once for each. */
  readonly starAt: (square: number, t: number) => VisibleStar;
  /** What is seen of a square from a place on the plane of its ground; kept for the places that were last asked for. */
  readonly starFrom: (square: number, x: number, y: number) => VisibleStar;
  /** Whether a square belongs to a private compound. */
  readonly isPrivate: (square: number) => boolean;
  /** Per square whether a walker may cross it: 1, or 0 where all of its edges are closed. */
  readonly usable: (costs: SquareCosts) => Uint8Array;
}

/** What of walking costs says which squares are open. */
interface SquareCosts {
  readonly edgePaceForward: Float64Array;
  readonly edgePaceBackward: Float64Array;
}

/** Stars of places that are kept. */
const MOST_STARS = 2000;

const NO_SQUARES: SquareColumns = {
  count: 0,
  firstWay: new Uint32Array(1),
  wayId: new Float64Array(0),
  firstLine: new Uint32Array(1),
  kind: new Uint8Array(0),
  first: new Uint32Array(1),
  lonE7: new Int32Array(0),
  latE7: new Int32Array(0),
  firstTarget: new Uint32Array(1),
  target: new Uint32Array(0),
};

/** The squares of a network; made at the first call. */
export const walkSquares = onceForEach((network: WalkNetwork): WalkSquares => {
  const { squares = NO_SQUARES, nodeLonE7, nodeLatE7 } = network;
  const { firstLine, firstTarget, target } = squares;
  const grounds = Array.from({ length: squares.count }, (_, i) =>
    openGround(squares, firstLine[i], firstLine[i + 1]),
  );
  const targetAt = (square: number, t: number) => {
    const { originLonE7, originLatE7 } = grounds[square];
    const node = target[t];
    return [lonDifferenceE7(nodeLonE7[node], originLonE7), nodeLatE7[node] - originLatE7] as const;
  };
  const stars = new Map<number, VisibleStar>();
  const starsOfPlaces = new Map<string, VisibleStar>();
  const starFrom = (square: number, x: number, y: number) => {
    const ground = grounds[square];
    const { lonM, latM } = localFrame(ground.originLonE7, ground.originLatE7);
    return visibleStar(ground, x, y, lonM, latM);
  };
  const corners = new Int8Array(target.length).fill(-1);
  const buckets = bucketsOf(grounds);
  const { byWay, edges } = edgesOfSquares(network, squares);
  return {
    count: squares.count,
    ground: (square) => grounds[square],
    at: (lon, lat) =>
      (buckets.get(bucketOf(lon * 1e7, lat * 1e7)) ?? []).filter((i) =>
        isFree(grounds[i], ...onGround(grounds[i], lon, lat)),
      ),
    ofWay: (wayId) => byWay.get(wayId) ?? [],
    targetsSeen: (square, lon, lat) => {
      const ground = grounds[square];
      const [x, y] = onGround(ground, lon, lat);
      const seen: number[] = [];
      for (let t = firstTarget[square]; t < firstTarget[square + 1]; t++) {
        const [toX, toY] = targetAt(square, t);
        if (sees(ground, x, y, toX, toY) && mayBendAt(ground, x, y, toX, toY)) seen.push(t);
      }
      return seen;
    },
    targetAt,
    isCorner: (square, t) => {
      if (corners[t] < 0) corners[t] = bendsAt(grounds[square], ...targetAt(square, t)) ? 1 : 0;
      return corners[t] === 1;
    },
    starAt: (square, t) => {
      const known = stars.get(t);
      if (known !== undefined) return known;
      const star = starFrom(square, ...targetAt(square, t));
      stars.set(t, star);
      return star;
    },
    starFrom: (square, x, y) => {
      const key = `${square} ${x} ${y}`;
      const known = starsOfPlaces.get(key);
      if (known !== undefined) return known;
      const star = starFrom(square, x, y);
      if (starsOfPlaces.size >= MOST_STARS) starsOfPlaces.clear();
      starsOfPlaces.set(key, star);
      return star;
    },
    isPrivate: (square) =>
      edges[square].length > 0 &&
      edges[square].every((e) => (network.edgeAttributes[e] & EdgeFlag.private) !== 0),
    usable: onceForEach(({ edgePaceForward, edgePaceBackward }: SquareCosts) =>
      Uint8Array.from(edges, (list) =>
        list.some((e) => edgePaceForward[e] !== Infinity && edgePaceBackward[e] !== Infinity) ? 1 : 0,
      ),
    ),
  };
});

/** The ways that a square is made of. */
export function waysOfSquare({ firstWay, wayId }: SquareColumns, square: number): Float64Array {
  return wayId.subarray(firstWay[square], firstWay[square + 1]);
}

/** Squares by way, and per square the edges of its rim and across it. */
function edgesOfSquares({ edgeCount, edgeWayId }: WalkNetwork, squares: SquareColumns) {
  const byWay = new Map<number, number[]>();
  for (let i = 0; i < squares.count; i++) for (const way of waysOfSquare(squares, i)) addTo(byWay, way, i);
  const edges = Array.from({ length: squares.count }, (): number[] => []);
  for (let e = 0; e < edgeCount && byWay.size > 0; e++)
    for (const square of byWay.get(edgeWayId[e]) ?? []) edges[square].push(e);
  return { byWay, edges };
}

function bucketsOf(grounds: readonly OpenGround[]): Map<string, number[]> {
  const buckets = new Map<string, number[]>();
  grounds.forEach(({ originLonE7, originLatE7, minX, minY, maxX, maxY }, i) => {
    for (let x = column(originLonE7 + minX); x <= column(originLonE7 + maxX); x++) {
      for (let y = column(originLatE7 + minY); y <= column(originLatE7 + maxY); y++)
        addTo(buckets, `${x} ${y}`, i);
    }
  });
  return buckets;
}

function bucketOf(lonE7: number, latE7: number): string {
  return `${column(lonE7)} ${column(latE7)}`;
}

function column(e7: number): number {
  return Math.floor(e7 / BUCKET_E7);
}

/**
 * Squares whose targets are points of a draft, with the nodes of the network that stand there; what is closed has none.
 *
 * @param nodePoint - per street node its point of the draft, each at most once
 */
export function withNodes(squares: SquareColumns, nodePoint: ArrayLike<number>): SquareColumns {
  const isTarget = new Set(squares.target);
  const nodeOf = new Map<number, number>();
  for (let node = 0; node < nodePoint.length; node++)
    if (isTarget.has(nodePoint[node])) nodeOf.set(nodePoint[node], node);
  const target: number[] = [];
  const firstTarget = new Uint32Array(squares.count + 1);
  for (let i = 0; i < squares.count; i++) {
    for (let t = squares.firstTarget[i]; t < squares.firstTarget[i + 1]; t++) {
      const node = nodeOf.get(squares.target[t]);
      if (node !== undefined) target.push(node);
    }
    firstTarget[i + 1] = target.length;
  }
  return { ...squares, firstTarget, target: Uint32Array.from(target) };
}
