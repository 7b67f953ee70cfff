/**
 * Whether p sites cover every place, decided on few places: a row of small covering models.
 *
 * A cover of some of the places is asked for; where it leaves others uncovered, a few of them join, and the question is
 * asked again. What cannot cover some places cannot cover all, so "no" is proved on a few dozen rows, where the whole
 * model has hundreds of thousands of entries. Candidates that cover no more of the chosen places than another one stay out.
 *
 * Source: Chen & Chen 2009, New relaxation-based algorithms for the optimal solution of the continuous and discrete
 * p-center problems, Computers & Operations Research 36.
 */
import type { SitingProblem } from "../problem.js";
import { MilpBuilder } from "./milp.js";
import { type SolveOptions, solveMilp } from "./solve.js";

/** Places that join at a time; an assumption. */
const AT_A_TIME = 4;

const INFINITE = Number.POSITIVE_INFINITY;

export interface RowsAnswer {
  /** Sites that cover every place; null where there are none or none were found. */
  readonly open: Uint8Array | null;
  /** Whether the answer is proved. */
  readonly sure: boolean;
}

/**
 * Decides one cover.
 *
 * @param covering - places and the candidates in reach of each; states `new` and `fixed` alone
 * @param rows - places to begin with; those that join are added, for the next question
 */
export async function coverByRows(
  covering: SitingProblem,
  rows: Set<number>,
  options: SolveOptions,
): Promise<RowsAnswer> {
  const { matrix, p, state } = covering;
  for (;;) {
    const chosen = [...rows].sort((a, b) => a - b);
    const columns = usefulColumns(covering, chosen);
    const milp = new MilpBuilder();
    for (const { site } of columns) milp.addColumn(1, state[site] === "fixed" ? 1 : 0, 1, true);
    chosen.forEach((_, r) => {
      const covers = [...columns.keys()].filter((c) => hasBit(columns[c].bits, r));
      milp.addRow(1, INFINITE, covers, 1);
    });
    milp.addRow(-INFINITE, p ?? 0, [...columns.keys()], 1);
    const { status, values } = await solveMilp(milp.finish("min", columns.length, true), options);
    if (values === null) return { open: null, sure: status === "infeasible" };
    const open = new Uint8Array(matrix.candidateCount);
    columns.forEach(({ site }, c) => {
      if (values[c] > 0.5) open[site] = 1;
    });
    const left = uncovered(covering, open);
    if (left.length === 0) return { open, sure: true };
    for (const place of spread(left, AT_A_TIME)) rows.add(place);
  }
}

interface Column {
  readonly site: number;
  readonly bits: Uint32Array;
}

function hasBit(bits: Uint32Array, r: number): boolean {
  return (bits[r >> 5] & (1 << (r & 31))) !== 0;
}

/** Candidates with what they cover of the chosen places, without those that another one makes needless; fixed ones stay. */
function usefulColumns({ matrix, state }: SitingProblem, chosen: readonly number[]): Column[] {
  const words = Math.max(1, Math.ceil(chosen.length / 32));
  const all = state.map((_, site): Column => ({ site, bits: new Uint32Array(words) }));
  chosen.forEach((place, r) => {
    for (let k = matrix.firstOfDemand[place]; k < matrix.firstOfDemand[place + 1]; k++)
      all[matrix.candidate[k]].bits[r >> 5] |= 1 << (r & 31);
  });
  const size = ({ bits }: Column) => bits.reduce((sum, word) => sum + bitCount(word), 0);
  const bySize = all
    .map((column) => ({ column, size: size(column) }))
    .filter(({ column, size: covered }) => covered > 0 || state[column.site] === "fixed")
    .sort((a, b) => b.size - a.size || a.column.site - b.column.site);
  const kept: Column[] = [];
  for (const { column } of bySize) {
    const isNeedless = kept.some(({ bits }) => column.bits.every((word, w) => (word & ~bits[w]) === 0));
    if (!isNeedless || state[column.site] === "fixed") kept.push(column);
  }
  return kept;
}

function bitCount(word: number): number {
  let [left, count] = [word >>> 0, 0];
  while (left !== 0) {
    left = (left & (left - 1)) >>> 0;
    count++;
  }
  return count;
}

function uncovered({ matrix }: SitingProblem, open: Uint8Array): number[] {
  const left: number[] = [];
  for (let i = 0; i < matrix.demandCount; i++) {
    let covered = false;
    for (let k = matrix.firstOfDemand[i]; k < matrix.firstOfDemand[i + 1] && !covered; k++)
      covered = open[matrix.candidate[k]] === 1;
    if (!covered) left.push(i);
  }
  return left;
}

/** So many of a list, evenly from its beginning to its end. */
function spread(list: readonly number[], count: number): number[] {
  if (list.length <= count) return [...list];
  return Array.from({ length: count }, (_, k) => list[Math.floor((k * list.length) / count)]);
}
