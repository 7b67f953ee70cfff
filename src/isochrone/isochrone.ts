/**
 * Where one can walk to (or from) within a limit: polygons and street lines, for several cutoffs at once.
 *
 * One search for the largest cutoff; then, cutoff by cutoff, the newly reached parts of street are stamped on a
 * field of distances, and its outline is the polygon (see `grid-rule.ts` for what that promises and why). All
 * cutoffs share one grid and the field only falls from one to the next, so polygons are nested.
 *
 * What it may not know: land that is private, fenced or under water unless a barrier is mapped there; the distance
 * `distanceM` beside a street is straight, not walked, and costs nothing.
 */

import type { CostUnit, Limit } from "../base/cost-units.js";
import type { Linkage } from "../network/linkage.js";
import type { WalkCosts } from "../network/walk-costs.js";
import { IsochroneEngine } from "./isochrone-engine.js";

/** Degrees, seven decimals. */
export type OutlinePoint = [lon: number, lat: number];

/** Cutoffs, and how the outline is drawn. */
export interface IsochroneOptions<U extends CostUnit = CostUnit> {
  /** At least one; put in ascending order, equal ones taken once. */
  readonly cutoffs: readonly Limit<U>[];
  /** `from` the origins (default) or `to` them; the two differ where slopes and one-ways bind. */
  readonly direction?: "from" | "to" | undefined;
  /** How far beside a reached street a place still counts, 1 … 1000 m; default 30. */
  readonly distanceM?: number | undefined;
  /** Twice the tolerance of the outline, 1 m … `distanceM`; default a third of the distance. */
  readonly cellM?: number | undefined;
  /** Holes smaller than this are filled unless an unreached street runs in them; default 10,000 m², 0 keeps all. */
  readonly fillHolesM2?: number | undefined;
  /** Whether to give the reached street lines as well; default false. */
  readonly lines?: boolean | undefined;
  /** Only this point of the origins; default all of them together. */
  readonly point?: number | undefined;
}

/** A point the isochrone starts from. */
export interface IsochroneOrigin {
  readonly point: number;
  readonly place: OutlinePoint;
  /** Where it joins the streets; empty for an unlinked point. */
  readonly linked: readonly OutlinePoint[];
}

/** Plain data; all lists by cutoff are in the order of `cutoffs`. */
export interface Isochrones<U extends CostUnit = CostUnit> {
  readonly unit: U;
  /** Whom to name as the source of the streets; null where nobody has to be named. */
  readonly attribution: string | null;
  readonly profile: string;
  readonly direction: "from" | "to";
  readonly distanceM: number;
  readonly cellM: number;
  readonly fillHolesM2: number;
  /** Milliseconds or millimetres, ascending. */
  readonly cutoffs: readonly number[];
  /** MultiPolygon coordinates (RFC 7946): shells anticlockwise, rings closed; empty where nothing is reached. */
  readonly polygons: readonly OutlinePoint[][][][];
  /**
   * MultiLineString coordinates of all street reached within the cutoff, each stretch once; null without the option
   * `lines`. Walks across squares are left out, here and in `reachedMm`.
   */
  readonly lines: readonly OutlinePoint[][][] | null;
  /** Length of street reached within the cutoff, millimetres; a street walked both ways counts once. */
  readonly reachedMm: readonly number[];
  readonly origins: readonly IsochroneOrigin[];
  readonly notes: readonly { readonly code: string; readonly count: number; readonly message: string }[];
}

/**
 * Isochrones around points: where you can walk to, or from where, within each cutoff.
 *
 * For many calls on the same costs keep an `IsochroneEngine`, which reuses its memory.
 *
 * @param costs - a walking network seen by one profile
 * @param origins - one or many linked points; many give the union of their areas
 * @returns one polygon per cutoff, nested and always valid; `notes` names points that are linked to no street
 * @throws {InvalidInputError} if there is no cutoff, one is in the other unit, an option is out of bounds, or the
 *   origins were linked for other costs
 *
 * @example
 * const { polygons } = isochrone(costs, pharmacies, { cutoffs: [minutes(5), minutes(10)], point: 0 });
 */
export function isochrone<U extends CostUnit>(
  costs: WalkCosts<U>,
  origins: Linkage<NoInfer<U>>,
  options: IsochroneOptions<NoInfer<U>>,
): Isochrones<U> {
  return new IsochroneEngine(costs).run(origins, options);
}
