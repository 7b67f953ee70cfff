/**
 * A mixed-integer linear model as plain data, so that any solver can be put behind it.
 */

export interface Milp {
  readonly sense: "min" | "max";
  readonly columnCount: number;
  readonly objective: Float64Array;
  readonly lower: Float64Array;
  readonly upper: Float64Array;
  /** 1 where the column must be whole. */
  readonly whole: Uint8Array;
  readonly rowCount: number;
  readonly rowLower: Float64Array;
  readonly rowUpper: Float64Array;
  /** Entries of row `r`: `firstOfRow[r]` … `firstOfRow[r + 1] - 1`. */
  readonly firstOfRow: Int32Array;
  readonly column: Int32Array;
  readonly value: Float64Array;
  /** The first columns stand for the candidate sites. */
  readonly siteCount: number;
  /** Whether the objective of every whole choice of sites is a whole number. */
  readonly wholeObjective: boolean;
}

/** Collects columns and rows one by one. */
export class MilpBuilder {
  private readonly objective: number[] = [];
  private readonly lower: number[] = [];
  private readonly upper: number[] = [];
  private readonly whole: number[] = [];
  private readonly rowLower: number[] = [];
  private readonly rowUpper: number[] = [];
  private readonly firstOfRow: number[] = [0];
  private readonly column: number[] = [];
  private readonly value: number[] = [];

  /** @returns the index of the new column */
  addColumn(objective: number, lower: number, upper: number, whole = false): number {
    this.objective.push(objective);
    this.lower.push(lower);
    this.upper.push(upper);
    return this.whole.push(whole ? 1 : 0) - 1;
  }

  /** `lower <= Σ values · columns <= upper`; each column at most once. */
  addRow(lower: number, upper: number, columns: ArrayLike<number>, values: ArrayLike<number> | number): void {
    for (let k = 0; k < columns.length; k++) {
      const value = typeof values === "number" ? values : values[k];
      if (value === 0) continue;
      this.column.push(columns[k]);
      this.value.push(value);
    }
    this.firstOfRow.push(this.column.length);
    this.rowLower.push(lower);
    this.rowUpper.push(upper);
  }

  finish(sense: "min" | "max", siteCount: number, wholeObjective: boolean): Milp {
    return {
      sense,
      columnCount: this.objective.length,
      objective: Float64Array.from(this.objective),
      lower: Float64Array.from(this.lower),
      upper: Float64Array.from(this.upper),
      whole: Uint8Array.from(this.whole),
      rowCount: this.rowLower.length,
      rowLower: Float64Array.from(this.rowLower),
      rowUpper: Float64Array.from(this.rowUpper),
      firstOfRow: Int32Array.from(this.firstOfRow),
      column: Int32Array.from(this.column),
      value: Float64Array.from(this.value),
      siteCount,
      wholeObjective,
    };
  }
}
