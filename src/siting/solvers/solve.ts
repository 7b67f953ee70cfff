/**
 * Mixed-integer models, solved by HiGHS.
 *
 * HiGHS runs as WebAssembly and does not yield, so it runs in a worker of its own, whose memory goes with it. Limits are
 * on nodes, and on the clock only where asked, so that answers repeat.
 */
import type { Highs, Model } from "highs";
import { LivingCircleError } from "../../base/errors.js";
import { serveThread, ThreadPool } from "../../base/thread-pool.js";
import type { Milp } from "./milp.js";

export interface SolveOptions {
  readonly seed: number;
  /** Branches at most. */
  readonly maxNodes: number;
  /** Seconds at most; answers may then differ from machine to machine. Default: none. */
  readonly timeLimitS?: number | undefined;
  /** Sites to start from, one a site column; or a whole plan, one a column. */
  readonly start?: Uint8Array | undefined;
  /** Among equal answers the one that opens the lowest sites; costs many solves, for small models. */
  readonly canonical?: boolean | undefined;
  /** With `canonical`: among equal answers first those for which this sum over the sites is least. */
  readonly thenLeast?: Float64Array | undefined;
}

export interface MilpAnswer {
  readonly status: "optimal" | "limit" | "infeasible" | "unbounded";
  /** Null where no feasible values were found. */
  readonly values: Float64Array | null;
  readonly objective: number | null;
  readonly bound: number | null;
}

const NAME = "solver";

interface Job {
  readonly milp: Milp;
  readonly options: SolveOptions;
}

/**
 * Solves a model.
 *
 * @throws {LivingCircleError} if the solver itself fails, e.g. for want of memory
 */
export async function solveMilp(
  milp: Milp,
  { seed, maxNodes, timeLimitS, start, canonical, thenLeast }: SolveOptions,
): Promise<MilpAnswer> {
  if (milp.columnCount === 0) return emptyAnswer(milp);
  // Named one by one: what goes to a worker may not carry functions along.
  const options = { seed, maxNodes, timeLimitS, start, canonical, thenLeast };
  const job: Job = { milp, options };
  const pool = new ThreadPool<Job, null, MilpAnswer>({ url: import.meta.url, name: NAME }, 1);
  try {
    // Sources that are run uncompiled have no file that a thread could load.
    if (!import.meta.url.endsWith(".js")) return await runJob(job);
    const { value } = await pool.run(job, [null]).next();
    return value!;
  } catch (cause) {
    // A foreign error may carry the whole solver in its text.
    const reason = cause instanceof Error ? (cause.cause ?? cause.message) : cause;
    throw new LivingCircleError(`The solver failed: ${String(reason).slice(0, 300)}`);
  } finally {
    await pool.close();
  }
}

/** Without columns every row is 0. */
function emptyAnswer({ rowLower, rowUpper }: Milp): MilpAnswer {
  const holds = rowLower.every((lower, r) => lower <= 0 && rowUpper[r] >= 0);
  return holds
    ? { status: "optimal", values: new Float64Array(0), objective: 0, bound: 0 }
    : { status: "infeasible", values: null, objective: null, bound: null };
}

let loaded: Promise<Highs> | null = null;

async function runJob({ milp, options }: Job): Promise<MilpAnswer> {
  // The package's types describe its CommonJS face, where the loader lies one level deeper.
  loaded ??= import("highs").then(({ default: load }) => (load as unknown as () => Promise<Highs>)());
  const highs = await loaded;
  const model = highs.createModel(modelData(highs, milp));
  try {
    model.options.set(optionValues(milp, options));
    if (options.start !== undefined) {
      const indices = Int32Array.from(options.start.keys());
      model.setSolution({ indices, values: Float64Array.from(options.start) });
    }
    const answer = runTwice(highs, model);
    if (options.canonical !== true || answer.status !== "optimal") return answer;
    return { ...answer, values: canonicalValues(highs, model, milp, answer, options.thenLeast) };
  } finally {
    model.dispose();
  }
}

function modelData(highs: Highs, milp: Milp) {
  const { objectiveSense } = highs.constants;
  return {
    numCols: milp.columnCount,
    numRows: milp.rowCount,
    sense: milp.sense === "max" ? objectiveSense.maximize : objectiveSense.minimize,
    colCost: milp.objective,
    colLower: milp.lower,
    colUpper: milp.upper,
    rowLower: milp.rowLower,
    rowUpper: milp.rowUpper,
    matrix: {
      format: "csr" as const,
      numRows: milp.rowCount,
      numCols: milp.columnCount,
      starts: milp.firstOfRow,
      indices: milp.column,
      values: milp.value,
    },
    integrality: Array.from(milp.whole, (whole) => (whole === 1 ? 1 : 0)),
  };
}

function optionValues(milp: Milp, { seed, maxNodes, timeLimitS }: SolveOptions) {
  return {
    output_flag: false,
    random_seed: seed,
    mip_max_nodes: maxNodes,
    mip_rel_gap: 0,
    // Between two whole objectives there is nothing to find.
    mip_abs_gap: milp.wholeObjective ? 0.99 : 1e-9,
    mip_feasibility_tolerance: 1e-9,
    primal_feasibility_tolerance: 1e-9,
    ...(timeLimitS === undefined ? {} : { time_limit: timeLimitS }),
  };
}

/** Presolve was seen to call a model infeasible that is not, so that verdict is asked for again without it. */
function runTwice(highs: Highs, model: Model): MilpAnswer {
  const answer = runOnce(highs, model);
  if (answer.status !== "infeasible") return answer;
  model.options.set("presolve", "off");
  model.clearSolver();
  return runOnce(highs, model);
}

function runOnce(highs: Highs, model: Model): MilpAnswer {
  model.run();
  const { modelStatus } = highs.constants;
  const code = model.getModelStatus();
  if (code === modelStatus.infeasible || code === modelStatus.unboundedOrInfeasible) {
    return { status: "infeasible", values: null, objective: null, bound: null };
  }
  if (code === modelStatus.unbounded) {
    return { status: "unbounded", values: null, objective: null, bound: null };
  }
  const isOptimal = code === modelStatus.optimal || code === modelStatus.empty;
  const hasValues = isOptimal || model.info.get("primal_solution_status") === 2;
  const objective = hasValues ? model.getObjectiveValue() : null;
  const bound = Number(model.info.get("mip_dual_bound"));
  return {
    status: isOptimal ? "optimal" : "limit",
    values: hasValues ? Float64Array.from(model.getSolution().colValue) : null,
    objective,
    bound: isOptimal ? objective : Number.isFinite(bound) && Math.abs(bound) < 1e30 ? bound : null,
  };
}

/** Opens the lowest sites one after the other, where an equally good answer allows it. */
function canonicalValues(
  highs: Highs,
  model: Model,
  milp: Milp,
  best: MilpAnswer,
  thenLeast?: Float64Array,
): Float64Array {
  // The row that keeps the objective may lie parallel to a row of the model: that is where presolve was seen to err.
  model.options.set("presolve", "off");
  const slack = milp.wholeObjective ? 0.5 : 1e-7 * Math.max(1, Math.abs(best.objective!));
  keepObjective(highs, model, milp.objective, best.objective!, milp.sense === "max", slack);
  let values = best.values!;
  const costs = new Float64Array(milp.columnCount);
  const everyColumn = { kind: "range", from: 0, to: milp.columnCount - 1 } as const;
  if (thenLeast !== undefined) costs.set(thenLeast);
  model.changeColsCost(everyColumn, costs);
  model.changeObjectiveSense(highs.constants.objectiveSense.minimize);
  if (thenLeast !== undefined) {
    const least = runOnce(highs, model);
    if (least.status !== "optimal") return values;
    values = least.values!;
    keepObjective(highs, model, costs, least.objective!, false, 1e-7 * Math.max(1, least.objective!));
    model.changeColsCost(everyColumn, new Float64Array(milp.columnCount));
  }
  for (let j = 0; j < milp.siteCount; j++) {
    if (milp.lower[j] === milp.upper[j]) continue;
    if (values[j] < 0.5) {
      model.changeColBounds(j, 1, 1);
      const { status, values: other } = runOnce(highs, model);
      if (status === "optimal") values = other!;
    }
    const fixedValue = Math.round(values[j]);
    model.changeColBounds(j, fixedValue, fixedValue);
  }
  return values;
}

function keepObjective(
  highs: Highs,
  model: Model,
  costs: Float64Array,
  value: number,
  atLeast: boolean,
  slack: number,
): void {
  const indices = [...costs.keys()].filter((k) => costs[k] !== 0);
  if (indices.length === 0) return;
  const values = indices.map((k) => costs[k]);
  const [lower, upper] = atLeast ? [value - slack, highs.infinity] : [-highs.infinity, value + slack];
  model.addRow(lower, upper, { indices, values });
}

serveThread<Job, null, MilpAnswer>(NAME, (job) => () => runJob(job));
