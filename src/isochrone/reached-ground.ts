/**
 * The part of squares that is walked within a cutoff, as straight pieces to stamp.
 *
 * A place of a square is reached in a straight walk from a door, an inward corner or an origin in sight of it that leaves
 * enough of the cutoff. Each of these sends out spokes (`geo/ground-spokes.ts`), near enough to each other that what lies
 * within the distance beside them covers the whole part.
 */
import { eachSpoke } from "../geo/ground-spokes.js";
import { localFrame, lonDifferenceE7 } from "../geo/local-frame.js";
import { onGround, sees } from "../geo/open-ground.js";
import type { VisibleStar } from "../geo/visible-star.js";
import type { Linkage } from "../network/linkage.js";
import { costOfLength, type WalkCosts } from "../network/walk-costs.js";
import { walkSquares } from "../network/walk-squares.js";
import type { BoundedSearch } from "../search/bounded-search.js";
import type { PieceList } from "./reached-pieces.js";

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
  /** Sources by square, the cheapest first. */
  #sources = new Map<number, GroundSource[]>();

  constructor(costs: WalkCosts) {
    this.#costs = costs;
  }

  /** Reads a finished search. @param point - the origin; undefined: all of them */
  collect(search: BoundedSearch, origins: Linkage, point: number | undefined, limit: number): void {
    this.#sources = new Map();
    const { squares } = this.#costs.network;
    if (squares === undefined) return;
    const grounds = walkSquares(this.#costs.network);
    const usable = grounds.usable(this.#costs);
    for (let i = 0; i < squares.count; i++) {
      if (usable[i] === 0) continue;
      for (let t = squares.firstTarget[i]; t < squares.firstTarget[i + 1]; t++) {
        const cost = this.#label(search, squares.target[t], grounds.isPrivate(i));
        if (cost > limit) continue;
        const [x, y] = grounds.targetAt(i, t);
        this.#add(i, { x, y, cost, isCorner: grounds.isCorner(i, t), star: () => grounds.starAt(i, t) });
      }
    }
    this.#addOrigins(origins, point, limit, usable);
    for (const sources of this.#sources.values()) sources.sort((a, b) => a.cost - b.cost);
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
