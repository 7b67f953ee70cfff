/**
 * p-center: p sites such that the longest way to the nearest one is as short as can be.
 *
 * Method: the answer is one of the costs in the matrix. Halving among them, each time asking whether p sites cover
 * everything within that cost (Minieka 1970). A greedy cover answers yes, a price bound answers no, and what lies between
 * goes to the exact solver, on as few places as decide it (`cover-by-rows.ts`).
 */
import { coverageMatrix } from "../coverage-matrix.js";
import type { SitingProblem } from "../problem.js";
import { coverByRows } from "./cover-by-rows.js";
import { coverMilp } from "./formulate.js";
import { coverBound, greedyCover } from "./set-cover.js";
import { type SolveOptions, solveMilp } from "./solve.js";

/** Covers with at most so many pairs go to the solver whole: with short reaches nearly every place decides. */
const WHOLE_PAIRS = 20_000;

export interface CenterPlan {
  readonly open: Uint8Array | null;
  /** The shortest reach at which p sites are known to do, and the shortest at which they are not known not to. */
  readonly objective: number | null;
  readonly bound: number | null;
  readonly proved: boolean;
  readonly usedSolver: boolean;
}

/** @param exactSize - covering problems with more pairs than this are judged by bounds alone */
export async function centerPlan(
  problem: SitingProblem,
  exactSize: number,
  options: SolveOptions,
): Promise<CenterPlan> {
  const reaches = [...new Set(problem.matrix.cost)].sort((a, b) => a - b);
  const { candidateCount, demandCount } = problem.matrix;
  if (demandCount === 0) {
    const answer = await coverWithin(problem, 0, exactSize, { ...options, rows: new Set() });
    return {
      open: answer.open,
      objective: 0,
      bound: 0,
      proved: answer.open !== null,
      usedSolver: answer.solved,
    };
  }
  let open: Uint8Array | null = null;
  let usedSolver = false;
  // `reaches[low]` is the shortest reach that may do; nothing below it does. `reaches[high]` does, once known.
  let low = 0;
  let high = reaches.length;
  let sureNo = -1;
  const rows = new Set<number>();
  while (low < high) {
    const middle = (low + high) >> 1;
    const answer = await coverWithin(problem, reaches[middle], exactSize, { ...options, rows });
    usedSolver ||= answer.solved;
    if (answer.open !== null) {
      open = answer.open;
      high = middle;
    } else {
      if (answer.sure) sureNo = middle;
      low = middle + 1;
    }
  }
  const objective = open === null || candidateCount === 0 ? null : reaches[high];
  if (open !== null && options.canonical === true) {
    open = (await bySolver(within(problem, reaches[high]), options)).open ?? open;
  }
  return {
    open,
    objective,
    bound: reaches[sureNo + 1] ?? null,
    proved: sureNo + 1 >= high,
    usedSolver,
  };
}

/** Whether p sites cover everything within `reach`; `sure` separates "no" from "unknown". */
async function coverWithin(
  problem: SitingProblem,
  reach: number,
  exactSize: number,
  { rows, ...options }: SolveOptions & { readonly rows: Set<number> },
) {
  const covering = within(problem, reach);
  const { matrix, p } = covering;
  for (let i = 0; i < matrix.demandCount; i++) {
    if (matrix.firstOfDemand[i] === matrix.firstOfDemand[i + 1])
      return { open: null, sure: true, solved: false };
  }
  const isPlain = covering.state.every((s) => s === "new" || s === "fixed");
  if (isPlain) {
    const open = greedyCover(covering);
    const count = open.reduce((n, o) => n + o, 0);
    if (count <= p!) return { open: filledUp(open, p!), sure: true, solved: false };
    if (Math.ceil(coverBound(covering, count) - 1e-6) > p!) return { open: null, sure: true, solved: false };
  }
  if (exactSize === 0) return { open: null, sure: false, solved: false };
  if (isPlain && matrix.candidate.length > WHOLE_PAIRS) {
    const { open, sure } = await coverByRows(covering, rows, { ...options, canonical: false });
    return { open: open && filledUp(open, p!), sure, solved: true };
  }
  if (matrix.candidate.length > exactSize) return { open: null, sure: false, solved: false };
  return await bySolver(covering, { ...options, canonical: false });
}

async function bySolver(covering: SitingProblem, options: SolveOptions) {
  // Besides covering, the row of p stands in the model.
  const { status, values } = await solveMilp(coverMilp({ ...covering, model: "lscp" }), options);
  if (values === null) return { open: null, sure: status === "infeasible", solved: true };
  const open = Uint8Array.from({ length: covering.matrix.candidateCount }, (_, j) =>
    values[j] > 0.5 ? 1 : 0,
  );
  return { open, sure: true, solved: true };
}

function within(problem: SitingProblem, reach: number): SitingProblem {
  const { demandCount, candidateCount, firstOfDemand, candidate, cost } = problem.matrix;
  const matrix = coverageMatrix(
    { rows: demandCount, columns: candidateCount, first: firstOfDemand, column: candidate, cost },
    { cutoff: reach },
  );
  return { ...problem, matrix, siteCost: new Float64Array(candidateCount).fill(1) };
}

/** Further sites, lowest first, until p are open: none does harm. */
function filledUp(open: Uint8Array, p: number): Uint8Array {
  let left = p - open.reduce((n, o) => n + o, 0);
  for (let j = 0; j < open.length && left > 0; j++) {
    if (open[j] === 1) continue;
    open[j] = 1;
    left--;
  }
  return open;
}
