/**
 * Access measures by name, for those who hold a plain matrix.
 */
import { InvalidInputError } from "../base/errors.js";
import { cutGaussianDecay, type Decay, fourZoneDecay, noDecay, threeZoneDecay } from "./decay.js";
import {
  balancedFloatingCatchment,
  type CatchmentInput,
  cumulativeOpportunities,
  modifiedTwoStepFloatingCatchment,
  spatialAvailability,
  threeStepFloatingCatchment,
  twoStepFloatingCatchment,
} from "./floating-catchment.js";
import { rationalAgentAccess } from "./rational-agents.js";
import { choiceCount, costToClosest, coverage, nearestCost } from "./reach.js";

/** What measures take; each uses what it needs. */
export interface MeasureInput extends CatchmentInput {
  /** Supply that `closest-n` looks for; default 1. */
  readonly amount?: number | undefined;
  /** For `raam`: travel that weighs as much as the mean crowding, in the unit of the matrix. */
  readonly tau?: number | undefined;
  /** For `raam`: people per unit of supply that count as 1; default all people over all supply. */
  readonly rho?: number | undefined;
}

/** Each measure with what it weighs costs with where the user names no decay; null: it needs one. */
const MEASURES = {
  nearest: { decay: () => noDecay, run: (input: MeasureInput) => nearestCost(input) },
  coverage: { decay: () => noDecay, run: (input: MeasureInput) => coverage(input) },
  "k-choice": { decay: () => noDecay, run: (input: MeasureInput) => choiceCount(input) },
  "closest-n": {
    decay: () => noDecay,
    run: (input: MeasureInput) => costToClosest(input, input.amount ?? 1),
  },
  cumulative: { decay: () => noDecay, run: (input: MeasureInput) => cumulativeOpportunities(input) },
  gravity: { decay: null, run: (input: MeasureInput) => cumulativeOpportunities(input) },
  "2sfca": { decay: () => noDecay, run: (input: MeasureInput) => twoStepFloatingCatchment(input).access },
  e2sfca: { decay: threeZoneDecay, run: (input: MeasureInput) => twoStepFloatingCatchment(input).access },
  ga2sfca: { decay: cutGaussianDecay, run: (input: MeasureInput) => twoStepFloatingCatchment(input).access },
  "3sfca": {
    decay: fourZoneDecay,
    run: (input: MeasureInput) => threeStepFloatingCatchment(input).access,
  },
  m2sfca: {
    decay: threeZoneDecay,
    run: (input: MeasureInput) => modifiedTwoStepFloatingCatchment(input).access,
  },
  bfca: { decay: () => noDecay, run: (input: MeasureInput) => balancedFloatingCatchment(input).access },
  availability: { decay: () => noDecay, run: (input: MeasureInput) => spatialAvailability(input).access },
  raam: {
    decay: () => noDecay,
    run: (input: MeasureInput) => rationalAgentAccess({ ...input, tau: tauOf(input) }).cost,
  },
} as const satisfies Record<
  string,
  { decay: ((cutoff: number) => Decay) | null; run: (input: MeasureInput) => Float64Array }
>;

/** One of `MEASURE_NAMES`. */
export type MeasureName = keyof typeof MEASURES;

/** The names that `measureAccess` understands; each has a page in `docs/methods/measures`. */
export const MEASURE_NAMES = Object.keys(MEASURES) as MeasureName[];

/** Measures that look at costs alone: they have no use for a decay. */
const WITHOUT_DECAY: readonly MeasureName[] = ["nearest", "coverage", "k-choice", "closest-n", "raam"];

/** Other names in use. */
const ALIASES: Readonly<Record<string, MeasureName>> = {
  "nearest-cost": "nearest",
  covered: "coverage",
  "closest-k": "closest-n",
  choice: "k-choice",
  "cumulative-opportunities": "cumulative",
  hansen: "gravity",
  "gaussian-2sfca": "ga2sfca",
  g2sfca: "ga2sfca",
  balanced: "bfca",
  "spatial-availability": "availability",
  "rational-agent": "raam",
};

function tauOf({ tau }: MeasureInput): number {
  if (tau !== undefined) return tau;
  throw new InvalidInputError(
    'The measure "raam" needs tau, the travel that weighs as much as the mean crowding',
  );
}

/**
 * Computes a measure of access by its name.
 *
 * @param measureName - one of `MEASURE_NAMES`, or another name in use (`hansen`, `gaussian-2sfca`, `spatial-availability`);
 *   case does not matter
 * @param input.cutoff - largest cost that counts, in the unit of the matrix; `Infinity` for none
 * @param input.decay - by default that of the measure's paper: none for 2SFCA, BFCA and spatial availability, three
 *   zones for E2SFCA and M2SFCA, four for 3SFCA, a Gaussian cut at the cutoff for Ga2SFCA; gravity needs one
 * @returns `Float64Array` with one value per demand place; `Infinity` for the cost to what cannot be reached
 * @throws {InvalidInputError} if there is no such measure, gravity has no decay, or a measure of costs has one
 *
 * @example
 * [...measureAccess("2sfca", { matrix, supply, demand, cutoff: 30 })]; // => [0.03, 0.01]
 */
export function measureAccess(measureName: string, input: MeasureInput): Float64Array {
  const name = measureNamed(measureName);
  if (name === null) {
    throw new InvalidInputError(
      `There is no measure "${measureName}"; there are ${MEASURE_NAMES.join(", ")}`,
    );
  }
  if (input.decay !== undefined && WITHOUT_DECAY.includes(name)) {
    throw new InvalidInputError(`The measure "${name}" counts costs as they are and takes no decay`);
  }
  const measure = MEASURES[name];
  const decay = input.decay ?? measure.decay?.(input.cutoff);
  if (decay === undefined)
    throw new InvalidInputError(`The measure "${name}" needs a decay, e.g. exponential:0.1`);
  return measure.run({ ...input, decay });
}

/**
 * The measure that a name stands for.
 *
 * @param text - any name in use; case does not matter
 * @returns one of `MEASURE_NAMES`, or null
 *
 * @example
 * measureNamed("Hansen"); // => "gravity"
 */
export function measureNamed(text: string): MeasureName | null {
  const lower = text.toLowerCase().replaceAll("_", "-");
  const name = ALIASES[lower] ?? lower;
  return MEASURE_NAMES.find((measure) => measure === name) ?? null;
}
