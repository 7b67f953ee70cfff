/**
 * What some streets are beyond their flags: how steep, narrow and rough they are, on which floor they lie.
 *
 * A network keeps each combination once, and per street edge its index; most edges have none.
 */
import type { WalkProfile } from "./profiles.js";
import { EdgeFlag } from "./street-draft.js";
import type { StreetHours } from "./street-hours.js";
import type { WalkNetwork } from "./walk-network.js";

/** From smooth to impassable, as OpenStreetMap's `smoothness` has them. */
export const SMOOTHNESS = [
  "excellent",
  "good",
  "intermediate",
  "bad",
  "very_bad",
  "horrible",
  "very_horrible",
  "impassable",
] as const;

/** One of `SMOOTHNESS`. */
export type Smoothness = (typeof SMOOTHNESS)[number];

/** What is known of a street; a key that is absent is not known. */
export interface StreetTrait {
  /** Steepest stretch as surveyed, rise over run, whichever way it rises. */
  readonly incline?: number | undefined;
  /** Narrowest place, metres. */
  readonly widthM?: number | undefined;
  readonly smoothness?: Smoothness | undefined;
  /** Who passes by a tag of its own, however steep, narrow or rough it is: a wheelchair and with it a stroller, or a stroller. */
  readonly passedBy?: "wheelchair" | "stroller" | undefined;
  /** Floors that it lies on, where it is joined by places on the same floor alone. */
  readonly levels?: readonly number[] | undefined;
  /** When it is open, where its tags say so. */
  readonly hours?: StreetHours | undefined;
}

/** The traits of a street edge; none: an empty object. */
export function traitOfEdge({ traits, edgeTrait }: WalkNetwork, edge: number): StreetTrait {
  return traits?.[edgeTrait?.[edge] ?? 0] ?? {};
}

/**
 * Per trait whether a profile may pass; null where the network has none.
 *
 * A tagged incline counts where the network has no heights of its own.
 */
export function passableTraits(
  { traits, slope }: WalkNetwork,
  profile: WalkProfile,
): readonly boolean[] | null {
  if (traits === undefined) return null;
  const { onWheels, wheels = "wheelchair", maxSlope, minWidthM = null, worstSmoothness = null } = profile;
  return traits.map(({ incline = 0, widthM, smoothness, passedBy }) => {
    if (onWheels && (passedBy === "wheelchair" || (passedBy !== undefined && passedBy === wheels)))
      return true;
    if (slope === undefined && maxSlope !== null && incline > maxSlope + 1e-9) return false;
    if (minWidthM !== null && widthM !== undefined && widthM < minWidthM) return false;
    if (worstSmoothness === null || smoothness === undefined) return true;
    return SMOOTHNESS.indexOf(smoothness) <= SMOOTHNESS.indexOf(worstSmoothness);
  });
}

/** Whether a street is joined at its ends alone: a tunnel, a bridge, a corridor on another floor. */
export function isJoinedAtEnds(
  { edgeAttributes }: Pick<WalkNetwork, "edgeAttributes">,
  edge: number,
): boolean {
  return (edgeAttributes[edge] & EdgeFlag.endsOnly) !== 0;
}

/** Whether a street runs where nobody beside it on the map is near it: joined at its ends alone, and no bridge. */
export function isOutOfSight({ edgeAttributes }: Pick<WalkNetwork, "edgeAttributes">, edge: number): boolean {
  return (edgeAttributes[edge] & (EdgeFlag.endsOnly | EdgeFlag.bridge)) === EdgeFlag.endsOnly;
}
