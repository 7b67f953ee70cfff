/**
 * What each candidate site can do for each demand place: the one table that siting models are made of.
 *
 * Sparse, and kept both ways round: by demand for assigning, by candidate for gains. A pair that is absent is out of
 * reach; that is neither a cost of zero nor a large one.
 */

import { aList, aNumberColumn, anObject, aThing, checkCall, either, that } from "../base/check-call.js";
import { InvalidInputError } from "../base/errors.js";
import { placesByKey } from "../base/grouping.js";

/** Rows by columns as a network search (`costMatrix`) or a plain table (`travelMatrix`) gives them. */
export interface SparseCosts {
  readonly rows: number;
  readonly columns: number;
  /** Row `i` has entries `first[i]` … `first[i + 1] - 1`, columns ascending. */
  readonly first: Uint32Array;
  readonly column: Uint32Array;
  readonly cost: Uint32Array | Float64Array;
}

/** Which demand places each candidate reaches and at what cost: a sparse matrix by rows and by columns. */
export interface CoverageMatrix {
  readonly demandCount: number;
  readonly candidateCount: number;
  /** Pairs of demand `i`: `firstOfDemand[i]` … `firstOfDemand[i + 1] - 1`, candidates ascending. */
  readonly firstOfDemand: Uint32Array;
  readonly candidate: Uint32Array;
  /** In the unit of the input: minutes, metres, milliseconds. */
  readonly cost: Float64Array;
  /** Pairs of candidate `j`: `firstOfCandidate[j]` … `firstOfCandidate[j + 1] - 1`, demand ascending. */
  readonly firstOfCandidate: Uint32Array;
  readonly demand: Uint32Array;
  readonly costOfCandidate: Float64Array;
}

const SPARSE = aThing("a matrix, as costMatrix gives it", "rows", "columns", "first", "column", "cost");

const OPTIONS = anObject<{ cutoff?: number }>({
  cutoff: that("a number from 0", (value) => typeof value === "number" && value >= 0),
});

/**
 * A coverage matrix from walking costs: which candidate sites can serve which demand places.
 *
 * @param costs - demand places by candidate sites, from `costMatrix`, from `travelMatrix`, or in full as one array per
 *   demand place, with `Infinity` for a pair out of reach
 * @param options.cutoff - pairs that cost more, in the unit of `costs`, are out of reach; by default none is
 * @returns the matrix by rows and by columns, costs in the unit of the input
 * @throws {InvalidInputError} if a cost is negative or not a number, or rows differ in length
 *
 * @example
 * const matrix = coverageMatrix(costMatrix(costs, homes, pharmacies, { limit: minutes(15) }));
 */
export function coverageMatrix(
  costs: SparseCosts | readonly ArrayLike<number>[],
  options: { readonly cutoff?: number | undefined } = {},
): CoverageMatrix {
  checkCall(
    "coverageMatrix",
    ["costs", costs, either(SPARSE, aList(aNumberColumn))],
    ["options", options, OPTIONS],
  );
  const { cutoff = Number.POSITIVE_INFINITY } = options;
  const { rows, columns, first, column, cost } = isSparse(costs) ? costs : fromFull(costs);
  const firstOfDemand = new Uint32Array(rows + 1);
  const candidate: number[] = [];
  const costsWithin: number[] = [];
  for (let i = 0; i < rows; i++) {
    for (let k = first[i]; k < first[i + 1]; k++) {
      const value = cost[k];
      if (!(value >= 0)) {
        throw new InvalidInputError(`Pair (${i}, ${column[k]}) costs ${value}: expected a number from 0`);
      }
      if (value > cutoff || value === Number.POSITIVE_INFINITY) continue;
      candidate.push(column[k]);
      costsWithin.push(value);
    }
    firstOfDemand[i + 1] = candidate.length;
  }
  const byDemand = {
    firstOfDemand,
    candidate: Uint32Array.from(candidate),
    cost: Float64Array.from(costsWithin),
  };
  return {
    demandCount: rows,
    candidateCount: columns,
    ...byDemand,
    ...pairsByCandidate(columns, byDemand),
  };
}

/** Demand that no candidate can reach. */
export function unreachableDemand({ demandCount, firstOfDemand }: CoverageMatrix): number[] {
  const unreachable: number[] = [];
  for (let i = 0; i < demandCount; i++) if (firstOfDemand[i] === firstOfDemand[i + 1]) unreachable.push(i);
  return unreachable;
}

function isSparse(costs: SparseCosts | readonly ArrayLike<number>[]): costs is SparseCosts {
  return !Array.isArray(costs);
}

function fromFull(costs: readonly ArrayLike<number>[]): SparseCosts {
  const columns = costs[0]?.length ?? 0;
  const first = Uint32Array.from({ length: costs.length + 1 }, (_, i) => i * columns);
  const column = Uint32Array.from({ length: costs.length * columns }, (_, k) => k % columns);
  const cost = new Float64Array(column.length);
  costs.forEach((row, i) => {
    if (row.length !== columns) {
      throw new InvalidInputError(`Row ${i} has ${row.length} costs when row 0 has ${columns}`);
    }
    cost.set(row, i * columns);
  });
  return { rows: costs.length, columns, first, column, cost };
}

/** Pairs by demand → the same pairs by candidate, places ascending. */
export function pairsByCandidate(
  candidateCount: number,
  { firstOfDemand, candidate, cost }: Pick<CoverageMatrix, "firstOfDemand" | "candidate" | "cost">,
): Pick<CoverageMatrix, "firstOfCandidate" | "demand" | "costOfCandidate"> {
  const { first: firstOfCandidate, place } = placesByKey(candidate, candidateCount);
  const demand = new Uint32Array(candidate.length);
  const costOfCandidate = new Float64Array(candidate.length);
  for (let i = 0; i + 1 < firstOfDemand.length; i++) {
    for (let k = firstOfDemand[i]; k < firstOfDemand[i + 1]; k++) {
      demand[place[k]] = i;
      costOfCandidate[place[k]] = cost[k];
    }
  }
  return { firstOfCandidate, demand, costOfCandidate };
}
