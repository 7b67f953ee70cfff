/**
 * Who walks: speeds and what a walker cannot pass.
 *
 * Every figure is a default that a caller can replace by spreading a profile; none comes from a standard, so all
 * are marked as assumptions. The distance basis has no speed: it measures the street as the standard does.
 */
import type { CostUnit } from "../base/cost-units.js";
import type { CrossingDelays } from "./crossing-delays.js";
import type { Smoothness } from "./street-traits.js";

/** Who walks: speed and what cannot be passed. Spread one of `PROFILES` to change a figure. */
export interface WalkProfile<U extends CostUnit = CostUnit> {
  readonly id: string;
  readonly unit: U;
  /** Metres a second on the flat; on the distance basis only for stating minutes beside metres. */
  readonly speedMps: number;
  /** How many times longer steps take than flat street of the same length; null: steps cannot be walked. */
  readonly stepsFactor: number | null;
  /** Whether the walker is on wheels: then steps need a ramp, and what is closed to the wheels is closed. */
  readonly onWheels: boolean;
  /** Which wheels; default those of a wheelchair. */
  readonly wheels?: "wheelchair" | "stroller" | undefined;
  /** Steepest stretch that can be passed, rise over run, where the network has slopes; null: any. */
  readonly maxSlope: number | null;
  /** What is waited at mapped crossings; absent or null: nothing. */
  readonly crossings?: CrossingDelays | null | undefined;
  /** Raised kerbs: not passed, or with so many seconds; absent or null: as if they were not there. */
  readonly raisedKerb?: "closed" | number | null | undefined;
  /** What a lift takes, seconds; absent or null: nothing beyond its length. */
  readonly liftS?: number | null | undefined;
  /** Narrowest place that can be passed, metres, where widths are mapped; absent or null: any. */
  readonly minWidthM?: number | null | undefined;
  /** Roughest surface that can be passed, where smoothness is mapped; absent or null: any. */
  readonly worstSmoothness?: Smoothness | null | undefined;
  readonly status: "assumption" | "standard";
}

/** 90 s until one is in a lift and 20 s for a floor, as OpenTripPlanner has it (elevatorBoardTime, elevatorHopTime). */
const LIFT_S = 110;

function timed(
  id: string,
  speedMps: number,
  rest: Partial<Omit<WalkProfile, "id" | "unit" | "speedMps" | "status">> = {},
): WalkProfile<"ms"> {
  return {
    id,
    unit: "ms",
    speedMps,
    stepsFactor: 3,
    onWheels: false,
    maxSlope: null,
    liftS: LIFT_S,
    status: "assumption",
    ...rest,
  };
}

/** The walking profiles by id. */
export const PROFILES = {
  adult: timed("adult", 1.2),
  senior60: timed("senior60", 1.0),
  senior80: timed("senior80", 0.7),
  childWithCarer: timed("childWithCarer", 0.9),
  stroller: timed("stroller", 1.0, { stepsFactor: null, onWheels: true, wheels: "stroller" }),
  wheelchair: timed("wheelchair", 0.75, {
    stepsFactor: null,
    onWheels: true,
    maxSlope: 1 / 12,
    raisedKerb: "closed",
    minWidthM: 0.9,
    worstSmoothness: "intermediate",
  }),
} as const satisfies Record<string, WalkProfile<"ms">>;

/** The distance basis: costs are millimetres of street; minutes beside them are at the adult speed. */
export const DISTANCE_BASIS: WalkProfile<"mm"> = {
  id: "distance",
  unit: "mm",
  speedMps: PROFILES.adult.speedMps,
  stepsFactor: 1,
  onWheels: false,
  maxSlope: null,
  status: "standard",
};
