/**
 * The shapes of areas on the map: squares as they are, units as the ground that is nearer to their blocks than to others'.
 *
 * Blocks are points, so a unit has no outline of its own. Each block gets the ground around it up to a radius, cut half way
 * to its neighbours (a Voronoi cell, found by cutting a polygon along bisectors); the cells of a unit together are its shape.
 */
import { addTo } from "../../../base/grouping.js";
import type { Areas } from "../areas.js";
import type { ReportModel } from "../report-model.js";
import { type PlaneLines, type PlanePoints, planeX, planeY } from "./view-data.js";

/** Rings in the plane with the area of each, and the lines between areas. */
export interface AreaShapes {
  readonly rings: PlaneLines;
  readonly areaOf: Int32Array;
  /** Segments: x, y, x, y. */
  readonly borders: Float64Array;
  /** Where each area is labelled: the block nearest to the middle of its blocks. */
  readonly label: PlanePoints;
}

/** Corners of the polygon that stands for a circle. */
const CORNERS = 16;
/** Radius around a block against the usual distance between blocks, and its bounds in metres. */
const [REACH, MIN_M, MAX_M] = [1.6, 70, 800];
const EQUATOR_M = 40_075_016.686;

export function areaShapes(model: ReportModel, blocks: PlanePoints, areas: Areas): AreaShapes {
  const label = labelPlaces(blocks, areas);
  return areas.squares === null
    ? { ...unitShapes(model, blocks, areas), label }
    : { ...squareShapes(areas.squares), label };
}

function squareShapes({ corners, side }: NonNullable<Areas["squares"]>) {
  const rings = new Rings();
  corners.forEach(([lon, lat], area) => {
    const [west, east, south, north] = [
      planeX(lon),
      planeX(lon + side.lon),
      planeY(lat),
      planeY(lat + side.lat),
    ];
    rings.add(area, [west, south, east, south, east, north, west, north]);
  });
  return { ...rings.finish(), borders: new Float64Array(0) };
}

function unitShapes(model: ReportModel, { x, y }: PlanePoints, { members }: Areas) {
  const metre = 1 / (EQUATOR_M * Math.cos(((model.blocks.lat[0] ?? 0) * Math.PI) / 180));
  const areaOf = new Int32Array(x.length).fill(-1);
  for (const [area, blocks] of members.entries()) for (const b of blocks) areaOf[b] = area;
  const across = (column: Float64Array) =>
    column.reduce((a, b) => Math.max(a, b), 0) - column.reduce((a, b) => Math.min(a, b), 1);
  const even = Math.sqrt((across(x) * across(y)) / Math.max(1, x.length));
  const apart = Math.max(REACH * spacing(x, y), even);
  const reach = Math.min(MAX_M, Math.max(MIN_M, apart / metre)) * metre;
  const chosen = thinned(x, y, areaOf, reach / 5);
  const buckets = new Map<string, number[]>();
  const keyOf = (i: number, j: number) => `${i} ${j}`;
  const cell = 2 * reach;
  for (const b of chosen) addTo(buckets, keyOf(Math.floor(x[b] / cell), Math.floor(y[b] / cell)), b);
  const rings = new Rings();
  const borders: number[] = [];
  for (const b of chosen) {
    // Corners with the neighbour behind the side that begins there; -1 where that is the circle.
    let ring: [number, number, number][] = Array.from({ length: CORNERS }, (_, k) => {
      const angle = (2 * Math.PI * k) / CORNERS;
      return [x[b] + reach * Math.cos(angle), y[b] + reach * Math.sin(angle), -1];
    });
    const [ci, cj] = [Math.floor(x[b] / cell), Math.floor(y[b] / cell)];
    for (let i = ci - 1; i <= ci + 1; i++)
      for (let j = cj - 1; j <= cj + 1; j++)
        for (const other of buckets.get(keyOf(i, j)) ?? [])
          if (other !== b && Math.hypot(x[other] - x[b], y[other] - y[b]) < 2 * reach)
            ring = cut(ring, x, y, b, other);
    if (ring.length < 3) continue;
    rings.add(
      areaOf[b],
      ring.flatMap((corner) => corner.slice(0, 2)),
    );
    ring.forEach(([px, py, other], k) => {
      const [qx, qy] = ring[(k + 1) % ring.length];
      const isBorder = other < 0 || (areaOf[other] !== areaOf[b] && other > b);
      if (isBorder) borders.push(px, py, qx, qy);
    });
  }
  return { ...rings.finish(), borders: Float64Array.from(borders) };
}

/** The part of a ring that is nearer to block `b` than to `other`. */
function cut(
  ring: readonly [number, number, number][],
  x: Float64Array,
  y: Float64Array,
  b: number,
  other: number,
): [number, number, number][] {
  const [nx, ny] = [x[other] - x[b], y[other] - y[b]];
  const limit = nx * ((x[b] + x[other]) / 2) + ny * ((y[b] + y[other]) / 2);
  const over = ring.map(([px, py]) => nx * px + ny * py - limit);
  if (over.every((away) => away <= 0)) return [...ring];
  const kept: [number, number, number][] = [];
  ring.forEach((corner, k) => {
    const next = (k + 1) % ring.length;
    const [a, c] = [over[k], over[next]];
    if (a <= 0) kept.push(corner);
    if (a <= 0 === c <= 0) return;
    const along = a / (a - c);
    const [qx, qy] = ring[next];
    // The side from here on lies along the bisector where the ring goes out, and is the old one where it comes in.
    kept.push([
      corner[0] + along * (qx - corner[0]),
      corner[1] + along * (qy - corner[1]),
      a <= 0 ? other : corner[2],
    ]);
  });
  return kept;
}

/** One block of each area in a cell of the plane, which is enough for its shape. */
function thinned(x: Float64Array, y: Float64Array, areaOf: Int32Array, cell: number): number[] {
  const seen = new Set<string>();
  const chosen: number[] = [];
  for (let b = 0; b < x.length; b++) {
    if (areaOf[b] < 0) continue;
    const key = `${Math.round(x[b] / cell)} ${Math.round(y[b] / cell)} ${areaOf[b]}`;
    if (seen.has(key)) continue;
    seen.add(key);
    chosen.push(b);
  }
  return chosen;
}

/** The usual distance from a block to the one nearest to it, over at most 400 of them: shares of the world. */
export function spacing(x: Float64Array, y: Float64Array): number {
  const order = [...x.keys()].sort((a, b) => x[a] - x[b]);
  const step = Math.max(1, Math.floor(order.length / 400));
  const nearest: number[] = [];
  for (let i = 0; i < order.length; i += step) {
    const b = order[i];
    let best = Number.POSITIVE_INFINITY;
    for (const way of [-1, 1])
      for (let j = i + way; j >= 0 && j < order.length; j += way) {
        const across = Math.abs(x[order[j]] - x[b]);
        if (across > best) break;
        const away = Math.hypot(across, y[order[j]] - y[b]);
        if (away > 0 && away < best) best = away;
      }
    if (best < Number.POSITIVE_INFINITY) nearest.push(best);
  }
  nearest.sort((a, b) => a - b);
  return nearest[nearest.length >> 1] ?? 0;
}

function labelPlaces({ x, y }: PlanePoints, { members }: Areas): PlanePoints {
  const places = members.map((blocks) => {
    const mean = (column: Float64Array) =>
      blocks.reduce((sum, b) => sum + column[b], 0) / Math.max(1, blocks.length);
    const [midX, midY] = [mean(x), mean(y)];
    const away = (b: number) => Math.hypot(x[b] - midX, y[b] - midY);
    const middle = blocks.reduce((best, b) => (away(b) < away(best) ? b : best), blocks[0] ?? -1);
    return middle < 0 ? [-1, -1] : [x[middle], y[middle]];
  });
  return { x: Float64Array.from(places, ([px]) => px), y: Float64Array.from(places, ([, py]) => py) };
}

/** Rings that are added one by one. */
class Rings {
  readonly #area: number[] = [];
  readonly #first: number[] = [0];
  readonly #x: number[] = [];
  readonly #y: number[] = [];

  /** @param corners - x, y, x, y … */
  add(area: number, corners: readonly number[]): void {
    for (let i = 0; i < corners.length; i += 2) {
      this.#x.push(corners[i]);
      this.#y.push(corners[i + 1]);
    }
    this.#first.push(this.#x.length);
    this.#area.push(area);
  }

  finish(): Pick<AreaShapes, "rings" | "areaOf"> {
    const [x, y] = [Float64Array.from(this.#x), Float64Array.from(this.#y)];
    const box = new Float64Array(4 * this.#area.length);
    for (let i = 0; i < this.#area.length; i++) {
      const [xs, ys] = [x, y].map((column) => column.subarray(this.#first[i], this.#first[i + 1]));
      box.set([Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)], 4 * i);
    }
    return {
      rings: { first: Uint32Array.from(this.#first), x, y, box },
      areaOf: Int32Array.from(this.#area),
    };
  }
}
