/**
 * The part of squares that is walked within a cutoff, as straight pieces to stamp.
 *
 * A place of a square is reached in a straight walk from a door, an inward corner or an origin in sight of it that leaves
 * enough of the cutoff. Each of these sends out spokes (`geo/ground-spokes.ts`), near enough to each other that what lies
 * within the distance beside them covers the whole part. A square that is walked from end to end is covered by its sides and
 * chords instead (`square-pieces.ts`), and its walks across need not be stamped.
 */
import { onceForEach } from "../base/once-for-each.js";
import { eachSpoke } from "../geo/ground-spokes.js";
import { localFrame, lonDifferenceE7 } from "../geo/local-frame.js";
import { onGround, sees } from "../geo/open-ground.js";
import type { VisibleStar } from "../geo/visible-star.js";
import type { Linkage } from "../network/linkage.js";
import { EdgeFlag } from "../network/street-draft.js";
import { costOfLength, type WalkCosts } from "../network/walk-costs.js";
import type { WalkNetwork } from "../network/walk-network.js";
import { walkSquares } from "../network/walk-squares.js";
import type { BoundedSearch } from "../search/bounded-search.js";
import type { PieceList } from "./reached-pieces.js";
import { hasAllCorners, type SquarePieces, squarePieces } from "./square-pieces.js";

/** How near spokes come to every place of the part, as a share of the distance beside streets that counts. */
const SPACING_SHARE = 0.8;

/** A place that walkers spread out from, on the plane of its square. */
interface GroundSource {
  readonly x: number;
  readonly y: number;
  readonly cost: number;
  /** Whether walks bend there: what it sees is not seen from where it is reached. */
  readonly isCorner: boolean;
  readonly star: () => VisibleStar;
}

/** What one search reached of the squares. */
export class ReachedGround {
  readonly #costs: WalkCosts;
  readonly #layout: SquareLayout;
  /** Sources by square, the cheapest first. */
  #sources = new Map<number, GroundSource[]>();
  /** Per square the last search that reached it, and the cutoff from which on all of it is walked. */
  readonly #seen: Uint32Array;
  readonly #wholeFrom: Float64Array;
  #turn = 0;
  #touched: number[] = [];
  /** Squares whose pieces stand in the list. */
  #added = new Set<number>();

  constructor(costs: WalkCosts) {
    this.#costs = costs;
    this.#layout = squareLayout(costs.network);
    const count = costs.network.squares?.count ?? 0;
    this.#seen = new Uint32Array(count);
    this.#wholeFrom = new Float64Array(count);
  }

  /** Whether an edge is a walk across a square of which all is walked within a cutoff: `addPieces` covers what it would. */
  coversEdge(edge: number, cutoff: number): boolean {
    const square = this.#layout.squareOfEdge.get(edge);
    return square !== undefined && this.#isWhole(square, cutoff);
  }

  /** Reads a finished search. @param point - the origin; undefined: all of them */
  collect(search: BoundedSearch, origins: Linkage, point: number | undefined, limit: number): void {
    this.#sources = new Map();
    this.#added = new Set();
    const { squares } = this.#costs.network;
    if (squares === undefined) return;
    const grounds = walkSquares(this.#costs.network);
    const usable = grounds.usable(this.#costs);
    this.#findTouched(search, usable);
    for (const i of this.#touched) {
      let wholeFrom = 0;
      for (let t = squares.firstTarget[i]; t < squares.firstTarget[i + 1]; t++) {
        const cost = this.#label(search, squares.target[t], grounds.isPrivate(i));
        wholeFrom = Math.max(wholeFrom, cost + 1000 * this.#layout.farthestM[t] * this.#costs.offStreetPace);
        if (cost > limit) continue;
        const [x, y] = grounds.targetAt(i, t);
        this.#add(i, { x, y, cost, isCorner: grounds.isCorner(i, t), star: () => grounds.starAt(i, t) });
      }
      this.#wholeFrom[i] = wholeFrom;
    }
    this.#addOrigins(origins, point, limit, usable);
    for (const sources of this.#sources.values()) sources.sort((a, b) => a.cost - b.cost);
  }

  /** Lists the usable squares with a reached target, ascending. */
  #findTouched({ settled, settledCount }: BoundedSearch, usable: Uint8Array): void {
    const { firstAt, squareAt } = this.#layout;
    const turn = ++this.#turn;
    this.#touched = [];
    for (let k = 0; k < settledCount; k++) {
      const node = settled[k];
      for (let at = firstAt[node]; at < firstAt[node + 1]; at++) {
        const square = squareAt[at];
        if (this.#seen[square] === turn || usable[square] === 0) continue;
        this.#seen[square] = turn;
        this.#touched.push(square);
      }
    }
    this.#touched.sort((a, b) => a - b);
  }

  #isWhole(square: number, cutoff: number): boolean {
    return (
      this.#seen[square] === this.#turn &&
      this.#wholeFrom[square] <= cutoff &&
      this.#layout.isComplete(square)
    );
  }

  /** Adds the pieces of ground within a cutoff. */
  addPieces(pieces: PieceList, cutoff: number, distanceM: number): void {
    const grounds = walkSquares(this.#costs.network);
    const pace = this.#costs.offStreetPace;
    for (const [square, sources] of this.#sources) {
      const ground = grounds.ground(square);
      const { lonM, latM } = localFrame(ground.originLonE7, ground.originLatE7);
      const shiftX = lonDifferenceE7(ground.originLonE7, pieces.originLonE7);
      const shiftY = ground.originLatE7;
      if (this.#isWhole(square, cutoff)) {
        if (!this.#added.has(square)) {
          this.#added.add(square);
          const whole = this.#layout.pieces(square, distanceM);
          for (let i = 0; i < whole.length; i += 4)
            pieces.add(
              shiftX + whole[i],
              shiftY + whole[i + 1],
              shiftX + whole[i + 2],
              shiftY + whole[i + 3],
            );
        }
        continue;
      }
      const kept: GroundSource[] = [];
      for (const source of sources) {
        const reachM = (cutoff - source.cost) / pace / 1000;
        if (reachM <= 0) break;
        if (!source.isCorner && kept.some((other) => this.#stands(square, other, source))) continue;
        kept.push(source);
        const [x, y] = [shiftX + source.x, shiftY + source.y];
        eachSpoke(source.star(), reachM, SPACING_SHARE * distanceM, (endX, endY) =>
          pieces.add(x, y, x + endX / lonM, y + endY / latM),
        );
      }
    }
  }

  /** Whether one source stands in for another: a walk from it straight there costs no more. */
  #stands(square: number, one: GroundSource, other: GroundSource): boolean {
    const ground = walkSquares(this.#costs.network).ground(square);
    const { lonM, latM } = localFrame(ground.originLonE7, ground.originLatE7);
    const lengthM = Math.sqrt(((one.x - other.x) * lonM) ** 2 + ((one.y - other.y) * latM) ** 2);
    // A unit more, for rounding to whole units.
    if (one.cost + costOfLength(1000 * lengthM, this.#costs.offStreetPace) > other.cost + 1) return false;
    return sees(ground, one.x, one.y, other.x, other.y);
  }

  #addOrigins(origins: Linkage, point: number | undefined, limit: number, usable: Uint8Array): void {
    const { squareSpots } = origins;
    if (squareSpots === undefined) return;
    const { firstSpot, square, lon, lat, legMm } = squareSpots;
    const [from, to] = point === undefined ? [0, origins.pointCount] : [point, point + 1];
    for (let s = firstSpot[from]; s < firstSpot[to]; s++) {
      const cost = costOfLength(legMm[s], this.#costs.offStreetPace);
      if (cost > limit || usable[square[s]] === 0) continue;
      const ground = walkSquares(this.#costs.network).ground(square[s]);
      const [x, y] = onGround(ground, lon[s], lat[s]);
      const star = () => walkSquares(this.#costs.network).starFrom(square[s], x, y);
      this.#add(square[s], { x, y, cost, isCorner: true, star });
    }
  }

  #add(square: number, source: GroundSource): void {
    const sources = this.#sources.get(square);
    if (sources === undefined) this.#sources.set(square, [source]);
    else sources.push(source);
  }

  /** Walkers in a private square are in copies of its nodes. */
  #label({ cost }: BoundedSearch, node: number, isPrivate: boolean): number {
    const { nodeOut, nodeIn } = this.#costs.network;
    return isPrivate
      ? Math.min(cost[nodeOut[node]] ?? cost[node], cost[nodeIn[node]] ?? cost[node])
      : cost[node];
  }
}

/** What of the squares of a network hangs on no search. */
interface SquareLayout {
  /** Squares with a target at a node: `squareAt[firstAt[node]]` …; of private squares, at the copies of the node. */
  readonly firstAt: Uint32Array;
  readonly squareAt: Uint32Array;
  /** Per target how far the ground goes from it at most, metres. */
  readonly farthestM: Float64Array;
  /** The one square that an edge runs across; edges that may be of several have none. */
  readonly squareOfEdge: ReadonlyMap<number, number>;
  /** Whether `pieces` may stand for all of a square. */
  readonly isComplete: (square: number) => boolean;
  readonly pieces: (square: number, distanceM: number) => SquarePieces;
}

const squareLayout = onceForEach((network: WalkNetwork): SquareLayout => {
  const grounds = walkSquares(network);
  const { firstTarget } = network.squares ?? { firstTarget: new Uint32Array(1) };
  const complete = new Int8Array(grounds.count).fill(-1);
  const known = new Map<string, SquarePieces>();
  const targetsOf = (square: number) =>
    Array.from({ length: firstTarget[square + 1] - firstTarget[square] }, (_, i) =>
      grounds.targetAt(square, firstTarget[square] + i),
    );
  return {
    ...squaresAtNodes(network),
    farthestM: farthestOf(network),
    squareOfEdge: squaresOfEdges(network),
    isComplete(square) {
      if (complete[square] < 0)
        complete[square] = hasAllCorners(grounds.ground(square), targetsOf(square)) ? 1 : 0;
      return complete[square] === 1;
    },
    pieces(square, distanceM) {
      const key = `${square} ${distanceM}`;
      let made = known.get(key);
      if (made === undefined) {
        made = squarePieces(grounds.ground(square), targetsOf(square), distanceM);
        known.set(key, made);
      }
      return made;
    },
  };
});

function squaresAtNodes(network: WalkNetwork): Pick<SquareLayout, "firstAt" | "squareAt"> {
  const { squares, nodeCount, nodeOut, nodeIn } = network;
  const grounds = walkSquares(network);
  const firstAt = new Uint32Array(nodeCount + 1);
  const at: [node: number, square: number][] = [];
  for (let i = 0; i < grounds.count; i++) {
    for (let t = squares?.firstTarget[i] ?? 0; t < (squares?.firstTarget[i + 1] ?? 0); t++) {
      const node = squares?.target[t] ?? 0;
      const copies = grounds.isPrivate(i) ? [nodeOut[node] ?? node, nodeIn[node] ?? node] : [node];
      for (const copy of copies) at.push([copy, i]);
    }
  }
  at.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  for (const [node] of at) firstAt[node + 1]++;
  for (let node = 0; node < nodeCount; node++) firstAt[node + 1] += firstAt[node];
  return { firstAt, squareAt: Uint32Array.from(at, ([, square]) => square) };
}

function farthestOf(network: WalkNetwork): Float64Array {
  const { squares } = network;
  const grounds = walkSquares(network);
  const farthestM = new Float64Array(squares?.target.length ?? 0);
  for (let i = 0; i < grounds.count; i++) {
    const { originLonE7, originLatE7, minX, minY, maxX, maxY } = grounds.ground(i);
    const { lonM, latM } = localFrame(originLonE7, originLatE7);
    for (let t = squares?.firstTarget[i] ?? 0; t < (squares?.firstTarget[i + 1] ?? 0); t++) {
      const [x, y] = grounds.targetAt(i, t);
      const [east, north] = [Math.max(maxX - x, x - minX) * lonM, Math.max(maxY - y, y - minY) * latM];
      farthestM[t] = Math.sqrt(east * east + north * north);
    }
  }
  return farthestM;
}

function squaresOfEdges(network: WalkNetwork): Map<number, number> {
  const { edgeCount, edgeAttributes, edgeWayId } = network;
  const grounds = walkSquares(network);
  const squareOfEdge = new Map<number, number>();
  for (let edge = 0; edge < edgeCount; edge++) {
    if ((edgeAttributes[edge] & EdgeFlag.square) === 0) continue;
    const ofWay = grounds.ofWay(edgeWayId[edge]);
    if (ofWay.length === 1) squareOfEdge.set(edge, ofWay[0]);
  }
  return squareOfEdge;
}
