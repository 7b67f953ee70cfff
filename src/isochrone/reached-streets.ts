/**
 * All streets and squares a search reached, cutoff by cutoff: pieces to stamp, lines to draw, lengths.
 *
 * Parts of street only grow from one cutoff to the next, so an edge's pieces are listed again only where it grew.
 */
import { addTo } from "../base/grouping.js";
import { grown } from "../base/growing-column.js";
import { lonDifferenceE7 } from "../geo/local-frame.js";
import { cutLine } from "../geo/meridian.js";
import { stretchShape } from "../network/edge-place.js";
import type { Linkage } from "../network/linkage.js";
import { EdgeFlag } from "../network/street-draft.js";
import { isOutOfSight } from "../network/street-traits.js";
import type { WalkCosts } from "../network/walk-costs.js";
import { NO_EDGE } from "../network/walk-network.js";
import type { BoundedSearch } from "../search/bounded-search.js";
import type { OutlinePoint } from "./isochrone.js";
import { ReachedGround } from "./reached-ground.js";
import { ReachedParts } from "./reached-parts.js";
import { PieceList } from "./reached-pieces.js";

/** The leg between an origin and its link, both in the coordinates of the pieces. */
export interface OriginLeg {
  readonly cutoff: number;
  readonly x: number;
  readonly y: number;
  readonly linkX: number;
  readonly linkY: number;
}

/** What one search reached; its memory is reused. */
export class ReachedStreets {
  /** Pieces that cutoff `k` adds: `firstPiece[k]` … `firstPiece[k + 1] - 1`; links count as pieces of no length. */
  readonly pieces = new PieceList();
  firstPiece: number[] = [0];
  /** Per cutoff. */
  reachedMm: number[] = [];
  lines: OutlinePoint[][][] = [];
  /** Legs not longer than the distance beside the street that still counts. */
  legs: OriginLeg[] = [];

  readonly #costs: WalkCosts;
  readonly #parts: ReachedParts;
  readonly #ground: ReachedGround;
  readonly #seen: Uint32Array;
  #turn = 0;
  #edges = new Uint32Array(1024);
  #edgeLengthMm = new Float64Array(1024);
  #edgeCount = 0;
  #linksOn = new Map<number, number[]>();
  #search: BoundedSearch | null = null;
  #origins: Linkage | null = null;
  #cutoffs: readonly number[] = [];

  constructor(costs: WalkCosts) {
    this.#costs = costs;
    this.#parts = new ReachedParts(costs);
    this.#ground = new ReachedGround(costs);
    this.#seen = new Uint32Array(costs.network.edgeCount);
  }

  /** Reads a finished search whose limit was the last of the ascending `cutoffs`. */
  collect(
    search: BoundedSearch,
    origins: Linkage,
    point: number | undefined,
    cutoffs: readonly number[],
    distanceM: number,
    withLines: boolean,
  ): void {
    this.#search = search;
    this.#origins = origins;
    this.#cutoffs = cutoffs;
    this.firstPiece = [0];
    this.reachedMm = [];
    this.lines = [];
    this.legs = [];
    const from = point === undefined ? 0 : origins.firstLink[point];
    const to = point === undefined ? origins.edge.length : origins.firstLink[point + 1];
    this.pieces.clear(to > from ? Math.round(origins.lon[from] * 1e7) : 0);
    this.#listEdges(search, origins, from, to, cutoffs[cutoffs.length - 1], withLines);
    this.#ground.collect(search, origins, point, cutoffs[cutoffs.length - 1]);
    for (let k = 0; k < cutoffs.length; k++) {
      this.#addLinks(origins, point, k, distanceM);
      this.#addEdges(cutoffs[k], withLines);
      this.#ground.addPieces(this.pieces, cutoffs[k], distanceM);
      this.firstPiece.push(this.pieces.count);
    }
  }

  /** Calls `visit` with the stretches of an edge that cutoff `k` does not reach. */
  unreached(edge: number, k: number, visit: (startMm: number, endMm: number) => void): void {
    const lengthMm = this.#costs.network.edgeLengthMm[edge];
    const parts = this.#parts;
    if (this.#seen[edge] !== this.#turn) parts.count = 0;
    else parts.find(edge, this.#search!, this.#cutoffs[k], this.#origins!, this.#linksOn.get(edge));
    let at = 0;
    for (let i = 0; i < parts.count; i++) {
      if (parts.startMm[i] > at) visit(at, parts.startMm[i]);
      at = parts.endMm[i];
    }
    if (at < lengthMm) visit(at, lengthMm);
  }

  /** Lists every edge at a reached node or with an origin on it, once. */
  #listEdges(
    { settled, settledCount }: BoundedSearch,
    origins: Linkage,
    from: number,
    to: number,
    limitValue: number,
    sorted: boolean,
  ): void {
    const { firstOut, arcEdge } = this.#costs.network;
    const seen = this.#seen;
    const turn = ++this.#turn;
    this.#edgeCount = 0;
    this.#linksOn.clear();
    for (let i = 0; i < settledCount; i++) {
      const node = settled[i];
      for (let arc = firstOut[node]; arc < firstOut[node + 1]; arc++) {
        const edge = arcEdge[arc];
        if (edge === NO_EDGE || seen[edge] === turn) continue;
        seen[edge] = turn;
        this.#pushEdge(edge);
      }
    }
    for (let l = from; l < to; l++) {
      if (origins.offStreetCost[l] > limitValue) continue;
      const edge = origins.edge[l];
      addTo(this.#linksOn, edge, l);
      if (seen[edge] === turn) continue;
      seen[edge] = turn;
      this.#pushEdge(edge);
    }
    if (sorted) this.#edges.subarray(0, this.#edgeCount).sort();
    if (this.#edgeLengthMm.length < this.#edges.length)
      this.#edgeLengthMm = new Float64Array(this.#edges.length);
    this.#edgeLengthMm.fill(0, 0, this.#edgeCount);
  }

  #pushEdge(edge: number): void {
    if (this.#edgeCount === this.#edges.length) this.#edges = grown(this.#edges);
    this.#edges[this.#edgeCount++] = edge;
  }

  #addEdges(cutoff: number, withLines: boolean): void {
    const { network } = this.#costs;
    const parts = this.#parts;
    const lines: OutlinePoint[][] = [];
    let reachedMm = 0;
    const alone = this.#linksOn.size === 0;
    for (let i = 0; i < this.#edgeCount; i++) {
      const edge = this.#edges[i];
      const knownLengthMm = this.#edgeLengthMm[i];
      const whole = knownLengthMm > 0 && knownLengthMm === network.edgeLengthMm[edge];
      // Walks across a square are many and no streets: they shape the polygon and are not counted.
      const isStreet = (network.edgeAttributes[edge] & EdgeFlag.square) === 0;
      if (!isStreet && this.#ground.coversEdge(edge, cutoff)) continue;
      if (whole && !withLines) {
        if (isStreet) reachedMm += knownLengthMm;
        continue;
      }
      parts.find(edge, this.#search!, cutoff, this.#origins!, alone ? undefined : this.#linksOn.get(edge));
      const lengthMm = parts.lengthMm;
      if (isStreet) reachedMm += lengthMm;
      if (lengthMm > knownLengthMm) {
        this.#edgeLengthMm[i] = lengthMm;
        for (let p = 0; p < parts.count; p++) {
          if (parts.endMm[p] > parts.startMm[p] && !isOutOfSight(network, edge)) {
            this.pieces.addStretch(network, edge, parts.startMm[p], parts.endMm[p]);
          }
        }
      }
      if (withLines && isStreet) pushLines(lines, this.#costs, edge, parts);
    }
    this.reachedMm.push(reachedMm);
    if (withLines) this.lines.push(lines);
  }

  /** Adds the links that cutoff `k` is the first to reach, and their legs. */
  #addLinks(origins: Linkage, point: number | undefined, k: number, distanceM: number): void {
    const before = k === 0 ? -1 : this.#cutoffs[k - 1];
    const { pieces } = this;
    const last = point === undefined ? origins.pointCount : point + 1;
    for (let p = point ?? 0; p < last; p++) {
      const { entrances } = origins.points;
      const atOwnPlace = entrances === null || entrances.first[p] === entrances.first[p + 1];
      for (let l = origins.firstLink[p]; l < origins.firstLink[p + 1]; l++) {
        const cost = origins.offStreetCost[l];
        if (cost > this.#cutoffs[k] || cost <= before) continue;
        const linkX = lonDifferenceE7(origins.lon[l] * 1e7, pieces.originLonE7);
        const linkY = origins.lat[l] * 1e7;
        pieces.add(linkX, linkY, linkX, linkY);
        if (!atOwnPlace || origins.offStreetMm[l] > distanceM * 1000) continue;
        const x = lonDifferenceE7(origins.points.lon[p] * 1e7, pieces.originLonE7);
        this.legs.push({ cutoff: k, x, y: origins.points.lat[p] * 1e7, linkX, linkY });
      }
    }
  }
}

function pushLines(lines: OutlinePoint[][], { network }: WalkCosts, edge: number, parts: ReachedParts): void {
  for (let p = 0; p < parts.count; p++) {
    const line: OutlinePoint[] = [];
    for (const [lon, lat] of stretchShape(network, edge, parts.startMm[p], parts.endMm[p])) {
      const place: OutlinePoint = [Math.round(lon * 1e7) / 1e7, Math.round(lat * 1e7) / 1e7];
      const before = line[line.length - 1];
      if (before?.[0] !== place[0] || before[1] !== place[1]) line.push(place);
    }
    if (line.length > 1) for (const part of cutLine(line)) lines.push(part.map(([lon, lat]) => [lon, lat]));
  }
}
