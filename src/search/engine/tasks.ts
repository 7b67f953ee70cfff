/**
 * The questions an engine answers, as plain data that can be sent to a thread.
 */
import type { ChainPlaces } from "./chain-places.js";
import type { LaneTables } from "./lane-tables.js";
import type { PlacesByChain, PointsByCore } from "./place-tables.js";
import type { WholeWeights } from "./weights.js";

/** Some of the starts: `from` … `to - 1`. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

interface Task {
  /** Where searches start, and the points that are asked about. */
  readonly starts: ChainPlaces;
  readonly others: ChainPlaces;
  readonly byChain: PlacesByChain;
  /** true: walks run from the others to the starts. */
  readonly reversed: boolean;
  /** At most 2^31 - 2. */
  readonly limit: number;
  /** Buckets of the queue are 2^shift wide. */
  readonly shift: number;
}

/** From each of the starts of a range to all others in reach. */
export interface WholeRowsTask extends Task {
  readonly kind: "rows";
  readonly byCore: PointsByCore;
}
export type RowsTask = WholeRowsTask & Range;

/** From all others the nearest start. */
export interface NearestTask extends Task {
  readonly kind: "nearest";
}

/** For the starts `order[from]` … `order[to - 1]` of a range the sum of the weights of the others in reach. */
export interface WholeSumsTask extends Task {
  readonly kind: "sums";
  readonly weights: WholeWeights;
  readonly tables: LaneTables;
  readonly order: Uint32Array;
}
export type SumsTask = WholeSumsTask & Range;

/** A question before it is cut into ranges. */
export type WholeTask = WholeRowsTask | WholeSumsTask;

/** Row `from + i` has entries `first[i]` … `first[i + 1] - 1`, columns ascending. */
export interface Rows {
  readonly first: Uint32Array;
  readonly column: Uint32Array;
  readonly cost: Uint32Array;
}

export interface Engine {
  rows(task: RowsTask): Rows;
  nearest(task: NearestTask): { cost: Uint32Array; facility: Uint32Array };
  /** Whole sums, in the order of `order[from]` … */
  sums(task: SumsTask): Float64Array;
}
