/**
 * The memory and the steps behind `isochrone`: search, reached parts, cover, contour.
 */

import { checkCall } from "../base/check-call.js";
import type { CostUnit } from "../base/cost-units.js";
import { InvalidInputError } from "../base/errors.js";
import { localFrame } from "../geo/local-frame.js";
import type { Linkage } from "../network/linkage.js";
import { requireLimit, type WalkCosts } from "../network/walk-costs.js";
import { BoundedSearch } from "../search/bounded-search.js";
import { requireSameCosts } from "../search/check.js";
import { type Seeds, seedsOf, seedsOfPoint } from "../search/seeds.js";
import { type BarrierNearness, barrierNearness } from "./barrier-nearness.js";
import { BarrierSight, type GridPlacement } from "./barrier-sight.js";
import { CapsuleCover } from "./capsule-cover.js";
import { DistanceField, Hidden } from "./distance-field.js";
import { type GridRule, gridRule } from "./grid-rule.js";
import type { IsochroneOptions, Isochrones } from "./isochrone.js";
import { ISOCHRONE_FORM } from "./isochrone-form.js";
import { notesOn, originsOf } from "./isochrone-notes.js";
import { OutlineTracer } from "./outline.js";
import { toMultiPolygon } from "./polygon-output.js";
import { ReachedStreets } from "./reached-streets.js";

/** Grid points held at a time; larger grids are done in bands of rows, with the same result. */
const BAND_POINTS = 4_000_000;
const DEFAULT_FILL_HOLES_M2 = 10_000;

/** Makes isochrones on one set of costs, reusing its memory from call to call; keep one per thread. */
export class IsochroneEngine<U extends CostUnit = CostUnit> {
  /** The costs that it runs on. */
  readonly costs: WalkCosts<U>;
  readonly #searches: [BoundedSearch<U> | null, BoundedSearch<U> | null] = [null, null];
  readonly #seeds: [WeakMap<Linkage, Seeds>, WeakMap<Linkage, Seeds>] = [new WeakMap(), new WeakMap()];
  readonly #streets: ReachedStreets;
  readonly #cover = new CapsuleCover();
  readonly #field = new DistanceField(this.#cover);
  /** The pieces of a cutoff on the grid, four numbers each; those without barriers around, and those with. */
  #ends = new Float64Array(4096);
  readonly #open: number[] = [];
  readonly #walledIn: number[] = [];
  readonly #tracers: OutlineTracer[] = [];
  readonly #sight: BarrierSight;
  readonly #bandPoints: number;

  /**
   * Takes the memory of a search; everything else is taken as it is needed, and kept.
   *
   * @param options.bandPoints - grid points held at a time, for tests; default 4 million (20 MB)
   * @throws {InvalidInputError} if `costs` are not those of a network
   */
  constructor(
    costs: WalkCosts<U>,
    { bandPoints = BAND_POINTS }: { readonly bandPoints?: number | undefined } = {},
  ) {
    requireSameCosts(costs);
    this.costs = costs;
    this.#streets = new ReachedStreets(costs);
    this.#sight = new BarrierSight(costs.network.barriers);
    this.#bandPoints = bandPoints;
  }

  /** As `isochrone`. @returns one polygon per cutoff @throws {InvalidInputError} as `isochrone` */
  run(origins: Linkage<U>, options: IsochroneOptions<U>): Isochrones<U> {
    const { cutoffs, rule } = requireAnswerable(this.costs, origins, options);
    const { direction = "from", fillHolesM2 = DEFAULT_FILL_HOLES_M2, lines = false, point } = options;

    const reversed = direction === "to";
    const search = this.#search(origins, reversed, point, cutoffs[cutoffs.length - 1]);
    const streets = this.#streets;
    streets.collect(search, origins, point, cutoffs, rule.distanceM, lines);
    const placement = placeGrid(streets, rule);
    const polygons =
      placement === null
        ? cutoffs.map(() => [])
        : this.#trace(placement, rule, cutoffs.length).map((rings, k) =>
            toMultiPolygon(this.costs.network, rings, placement, {
              fillBelow: fillHolesM2 / (rule.spacingM * rule.spacingM),
              unreached: (edge, visit) => streets.unreached(edge, k, visit),
            }),
          );
    const used = originsOf(origins, point);
    return {
      unit: this.costs.unit,
      attribution: this.costs.network.source.attribution,
      profile: this.costs.profile.id,
      direction,
      distanceM: rule.distanceM,
      cellM: rule.cellM,
      fillHolesM2,
      cutoffs,
      polygons,
      lines: lines ? streets.lines.map((l) => l.slice()) : null,
      reachedMm: streets.reachedMm.slice(0, cutoffs.length),
      origins: used,
      notes: notesOn(used, polygons, cutoffs, this.costs.unit),
    };
  }

  #search(
    origins: Linkage<U>,
    reversed: boolean,
    point: number | undefined,
    limit: number,
  ): BoundedSearch<U> {
    const side = reversed ? 1 : 0;
    this.#searches[side] ??= new BoundedSearch(this.costs, { reversed });
    const search = this.#searches[side];
    let seeds = this.#seeds[side].get(origins);
    if (seeds === undefined) {
      seeds = seedsOf(origins, reversed);
      this.#seeds[side].set(origins, seeds);
    }
    search.run(point === undefined ? seeds : seedsOfPoint(seeds, origins, point), limit);
    return search;
  }

  /** Rings of every cutoff, band by band. */
  #trace(grid: PlacedGrid, rule: GridRule, cutoffCount: number) {
    const { width, height } = grid;
    while (this.#tracers.length < cutoffCount) this.#tracers.push(new OutlineTracer());
    const tracers = this.#tracers.slice(0, cutoffCount);
    for (const tracer of tracers) tracer.begin(width, rule.gap);
    this.#sight.place(grid);
    const rows = Math.max(8, Math.floor(this.#bandPoints / width));
    for (let from = 0; from < height - 1; from += rows - 1) {
      const to = Math.min(height - 1, from + rows - 1);
      this.#cover.begin(width, from, to);
      this.#field.begin(width, from, to);
      for (let k = 0; k < cutoffCount; k++) {
        this.#stamp(grid, rule, k);
        this.#traceBand(tracers[k], rule, from, to);
      }
    }
    return tracers.map((tracer) => tracer.finish());
  }

  /** Covers what cutoff `k` reaches beyond the one before; near barriers by a field of distances seen. */
  #stamp(grid: PlacedGrid, rule: GridRule, k: number): void {
    const { pieces, firstPiece } = this.#streets;
    const cover = this.#cover;
    const { originX, originY, stepX, stepY } = grid;
    const radius = rule.stampRadius;
    const nearness = this.#sight.empty ? null : barrierNearness(this.costs.network, rule);
    const open = this.#open;
    const walled = this.#walledIn;
    const due = 4 * (firstPiece[k + 1] - firstPiece[k]);
    if (this.#ends.length < due) this.#ends = new Float64Array(2 * due);
    const ends = this.#ends;
    let [openCount, walledCount] = [0, 0];
    for (let i = firstPiece[k], at = 0; i < firstPiece[k + 1]; i++, at += 4) {
      const ay = (pieces.ay[i] - originY) / stepY;
      const by = (pieces.by[i] - originY) / stepY;
      if (Math.max(ay, by) + radius < cover.rowFrom || Math.min(ay, by) - radius > cover.rowTo) continue;
      ends[at] = (pieces.ax[i] - originX) / stepX;
      ends[at + 1] = ay;
      ends[at + 2] = (pieces.bx[i] - originX) / stepX;
      ends[at + 3] = by;
      if (this.#isCovered(at, radius)) continue;
      if (nearness !== null && this.#isWalled(nearness, pieces.shape[i], at, rule)) {
        walled[walledCount++] = at;
      } else {
        cover.stamp(ends, at, rule.levelRadius);
        open[openCount++] = at;
      }
    }
    if (nearness !== null) {
      walledCount = this.#stampInSight(nearness, rule, k, walledCount);
      this.#coverInSight(grid, rule, k, walledCount);
    }
    for (let i = 0; i < openCount; i++) cover.measure(ends, open[i], rule.levelRadius);
  }

  /** Stamps the pieces with barriers around on what the others leave open. @returns how many still count; those come first */
  #stampInSight(nearness: BarrierNearness, rule: GridRule, k: number, count: number): number {
    const { stampRadius: radius, level } = rule;
    const { pieces, firstPiece } = this.#streets;
    const walled = this.#walledIn;
    const ends = this.#ends;
    let left = 0;
    for (let i = 0; i < count; i++) {
      const at = walled[i];
      if (this.#isCovered(at, radius)) continue;
      const [ax, ay, bx, by] = [ends[at], ends[at + 1], ends[at + 2], ends[at + 3]];
      const around = nearness.around(pieces.shape[firstPiece[k] + at / 4]);
      if (around === undefined) this.#nearBarrier(ax, ay, bx, by, radius);
      else this.#sight.fetch(around);
      this.#sight.narrow(ax, ay, bx, by, radius);
      this.#field.stamp(ax, ay, bx, by, radius, level, this.#sight);
      walled[left++] = at;
    }
    return left;
  }

  /** Whether all grid points that a piece could change are covered, and all their neighbours: it changes nothing. */
  #isCovered(at: number, radius: number): boolean {
    const [ax, ay, bx, by] = [this.#ends[at], this.#ends[at + 1], this.#ends[at + 2], this.#ends[at + 3]];
    const west = Math.ceil(Math.min(ax, bx) - radius) - 1;
    const south = Math.ceil(Math.min(ay, by) - radius) - 1;
    const east = Math.floor(Math.max(ax, bx) + radius) + 1;
    const north = Math.floor(Math.max(ay, by) + radius) + 1;
    return this.#cover.covers(west, south, east, north);
  }

  /** Whether a barrier may hide something within the distance of a piece. */
  #isWalled(nearness: BarrierNearness, shape: number, at: number, rule: GridRule): boolean {
    if (shape > 0) return nearness.around(shape) !== undefined;
    const [ax, ay, bx, by] = [this.#ends[at], this.#ends[at + 1], this.#ends[at + 2], this.#ends[at + 3]];
    return (
      this.#nearBarrier(ax, ay, bx, by, rule.stampRadius) &&
      this.#sight.isNear(ax, ay, bx, by, rule.levelRadius)
    );
  }

  /** Fetches the barriers around a piece. */
  #nearBarrier(ax: number, ay: number, bx: number, by: number, radius: number): boolean {
    const west = Math.min(ax, bx) - radius;
    const south = Math.min(ay, by) - radius;
    return this.#sight.select(west, south, Math.max(ax, bx) + radius, Math.max(ay, by) + radius) > 0;
  }

  /** What barriers do not hide: the cells that pieces run through, and the legs of origins. After all pieces are stamped. */
  #coverInSight(grid: PlacedGrid, rule: GridRule, k: number, walledCount: number): void {
    const field = this.#field;
    const { originX, originY, stepX, stepY } = grid;
    const { stampRadius: radius, level } = rule;
    const ends = this.#ends;
    for (let i = 0; i < walledCount; i++) {
      const at = this.#walledIn[i];
      const [ax, ay, bx, by] = [ends[at], ends[at + 1], ends[at + 2], ends[at + 3]];
      field.force(ax, ay, bx, by, ax, ay, bx, by, level);
    }
    for (const leg of this.#streets.legs) {
      if (leg.cutoff !== k) continue;
      const x = (leg.linkX - originX) / stepX;
      const y = (leg.linkY - originY) / stepY;
      const placeX = (leg.x - originX) / stepX;
      const placeY = (leg.y - originY) / stepY;
      // Without a barrier near by the leg lies within the distance of its link, and is covered already.
      if (this.#nearBarrier(x, y, placeX, placeY, radius))
        field.force(placeX, placeY, x, y, x, y, x, y, level);
    }
  }

  #traceBand(tracer: OutlineTracer, rule: GridRule, from: number, to: number): void {
    const cover = this.#cover;
    const shareOf = this.#field.touched
      ? (column: number, row: number, axis: 0 | 1, insideAtLower: boolean) =>
          Math.max(
            cover.share(column, row, axis, insideAtLower),
            this.#shareInSight(rule, column, row, axis, insideAtLower),
          )
      : (column: number, row: number, axis: 0 | 1, insideAtLower: boolean) =>
          cover.share(column, row, axis, insideAtLower);
    for (let row = from; row < to; row++) {
      const lower = (row - from) * cover.words;
      tracer.addRow(cover.bits, lower, lower + cover.words, row, shareOf);
    }
  }

  /** Share of a grid edge, from its inside end, that lies within the distance of pieces that have barriers around. */
  #shareInSight(rule: GridRule, column: number, row: number, axis: 0 | 1, insideAtLower: boolean): number {
    const { values, hidden, width, rowFrom } = this.#field;
    const lower = (row - rowFrom) * width + column;
    const upper = axis === 0 ? lower + 1 : lower + width;
    const [inside, outside] = insideAtLower ? [lower, upper] : [upper, lower];
    const value = values[inside];
    if (value > rule.level) return 0;
    const share = (rule.level - value) / (values[outside] - value);
    if ((hidden[outside] & Hidden.fromSome) === 0) return share;
    if ((hidden[inside] & Hidden.forced) !== 0) return share;
    const [endX, endY] = axis === 0 ? [column + 1, row] : [column, row + 1];
    const [px, py, qx, qy] = insideAtLower ? [column, row, endX, endY] : [endX, endY, column, row];
    this.#sight.select(column, row, endX, endY);
    // As far as the nearest piece seen from the inside corner surely reaches, but not through a barrier.
    const seen = Math.min(this.#sight.firstCrossing(px, py, qx, qy), rule.levelRadius - Math.sqrt(value));
    return Math.max(share, seen);
  }
}

interface PlacedGrid extends GridPlacement {
  readonly width: number;
  readonly height: number;
}

/** The grid over all reached pieces, with room for the outline; null if nothing is reached. */
function placeGrid({ pieces }: ReachedStreets, rule: GridRule): PlacedGrid | null {
  if (pieces.count === 0) return null;
  const frame = localFrame(pieces.originLonE7, (pieces.minY + pieces.maxY) / 2);
  const stepX = rule.spacingM / frame.lonM;
  const stepY = rule.spacingM / frame.latM;
  const room = Math.ceil(rule.stampRadius) + 2;
  return {
    originLonE7: pieces.originLonE7,
    originX: pieces.minX - room * stepX,
    originY: pieces.minY - room * stepY,
    stepX,
    stepY,
    width: Math.ceil((pieces.maxX - pieces.minX) / stepX) + 2 * room + 1,
    height: Math.ceil((pieces.maxY - pieces.minY) / stepY) + 2 * room + 1,
  };
}

/**
 * Cutoffs in order, and the grid.
 *
 * @throws {InvalidInputError} as `isochrone`
 */
export function requireAnswerable<U extends CostUnit>(
  costs: WalkCosts<U>,
  origins: Linkage<NoInfer<U>>,
  options: IsochroneOptions<NoInfer<U>>,
): { readonly cutoffs: number[]; readonly rule: GridRule } {
  checkCall("isochrone", ["options", options, ISOCHRONE_FORM]);
  const { fillHolesM2 = DEFAULT_FILL_HOLES_M2, distanceM, cellM, point } = options;
  requireSameCosts(costs, origins);
  const cutoffs = sortedCutoffs(costs, options);
  const rule = gridRule(distanceM, cellM);
  if (!(fillHolesM2 >= 0)) throw new InvalidInputError(`fillHolesM2 is ${fillHolesM2}: expected 0 or more`);
  requirePoint(origins, point);
  return { cutoffs, rule };
}

function sortedCutoffs<U extends CostUnit>(
  costs: WalkCosts<U>,
  { cutoffs }: IsochroneOptions<NoInfer<U>>,
): number[] {
  if (cutoffs.length === 0) throw new InvalidInputError("No cutoff was given: expected at least one");
  for (const cutoff of cutoffs) requireLimit(costs, cutoff);
  return [...new Set(cutoffs.map(({ value }) => value))].sort((a, b) => a - b);
}

function requirePoint({ pointCount }: Linkage, point: number | undefined): void {
  if (point === undefined || (Number.isInteger(point) && point >= 0 && point < pointCount)) return;
  throw new InvalidInputError(`Point ${point} was asked for: there are ${pointCount}, counted from 0`);
}
