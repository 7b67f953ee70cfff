/**
 * How one kind of walker reaches one service: shares of demand by minutes.
 */
import type { WalkProfile } from "../network/profiles.js";

/** One service as one profile walks to it. */
export interface WalkerGroup {
  readonly service: string;
  readonly profile: WalkProfile<"ms">;
  /** Whose demand is counted: `60+`, `0-2`, `3-5`, `all` or `blocks`. */
  readonly group: string;
  /** Demand of the blocks that this profile finds a street for, and of those that it does not. */
  readonly demand: number;
  readonly unlinked: number;
  /** Blocks whose demand is not known. */
  readonly blocksWithoutDemand: number;
  /** Per limit, in minutes: demand within it, and its share of the demand; null where there is none. */
  readonly within: readonly {
    readonly minutes: number;
    readonly demand: number;
    readonly share: number | null;
  }[];
  /** Walk at or below which half of the demand that reaches a facility lives, minutes; null where none does. */
  readonly medianMin: number | null;
}
