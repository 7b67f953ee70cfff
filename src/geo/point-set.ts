/**
 * Points as columns, with the entrances through which they are come to.
 */

/** Points to be linked to the streets; the same indexes are used in all results. */
export interface PointSet {
  /** Degrees. */
  readonly lon: Float64Array;
  readonly lat: Float64Array;
  /**
   * Where given, point `i` is entered at entrances `first[i]` … `first[i + 1] - 1` (if any) instead of at its own
   * place.
   */
  readonly entrances: {
    readonly first: Uint32Array;
    readonly lon: Float64Array;
    readonly lat: Float64Array;
  } | null;
  /** 1 where only residents of the same private compound may come; null: all are open to everyone. */
  readonly residentsOnly: Uint8Array | null;
  /** Floors of each point, where they are known: 0 is the ground, -1 the floor below. Absent: all are at the ground. */
  readonly levels?: readonly (readonly number[])[] | undefined;
}
