/**
 * Access measures by name, for those who hold a plain matrix.
 *
 * Layer: access. Imports errors.
 */
import { InvalidInputError } from "../../errors.js";
import {
  cutGaussianDecay,
  type Decay,
  exponentialDecay,
  gaussianDecay,
  noDecay,
  powerDecay,
  threeZoneDecay,
  zoneDecay,
} from "./decay.js";
import {
  type CatchmentInput,
  cumulativeOpportunities,
  modifiedTwoStepFloatingCatchment,
  spatialAvailability,
  threeStepFloatingCatchment,
  twoStepFloatingCatchment,
} from "./floating-catchment.js";

/** What each measure weighs with where the user names no decay. */
const MEASURES = {
  cumulative: { decay: () => noDecay, run: (input: CatchmentInput) => cumulativeOpportunities(input) },
  gravity: { decay: null, run: (input: CatchmentInput) => cumulativeOpportunities(input) },
  "2sfca": { decay: () => noDecay, run: (input: CatchmentInput) => twoStepFloatingCatchment(input).access },
  e2sfca: { decay: threeZoneDecay, run: (input: CatchmentInput) => twoStepFloatingCatchment(input).access },
  g2sfca: { decay: cutGaussianDecay, run: (input: CatchmentInput) => twoStepFloatingCatchment(input).access },
  "3sfca": {
    decay: threeZoneDecay,
    run: (input: CatchmentInput) => threeStepFloatingCatchment(input).access,
  },
  m2sfca: {
    decay: threeZoneDecay,
    run: (input: CatchmentInput) => modifiedTwoStepFloatingCatchment(input).access,
  },
  availability: { decay: () => noDecay, run: (input: CatchmentInput) => spatialAvailability(input).access },
} as const satisfies Record<
  string,
  { decay: ((cutoff: number) => Decay) | null; run: (input: CatchmentInput) => Float64Array }
>;

export type MeasureName = keyof typeof MEASURES;

export const MEASURE_NAMES = Object.keys(MEASURES) as MeasureName[];

/** Other names in use. */
const ALIASES: Readonly<Record<string, MeasureName>> = {
  "cumulative-opportunities": "cumulative",
  hansen: "gravity",
  "gaussian-2sfca": "g2sfca",
  ga2sfca: "g2sfca",
  "spatial-availability": "availability",
};

/**
 * Computes a measure by name.
 *
 * @param said - one of `MEASURE_NAMES`, or another name in use (`gaussian-2sfca`, `spatial-availability`)
 * @param input.decay - by default that of the measure's paper: none for 2SFCA, three zones for E2SFCA, 3SFCA and
 *   M2SFCA, a Gaussian cut at the cutoff for G2SFCA; gravity needs one
 * @returns one value a demand place
 * @throws {InvalidInputError} if there is no such measure, or gravity comes without a decay
 */
export function measureAccess(said: string, input: CatchmentInput): Float64Array {
  const name = ALIASES[said] ?? said;
  if (!isMeasure(name)) {
    throw new InvalidInputError(`There is no measure "${name}"; there are ${MEASURE_NAMES.join(", ")}`);
  }
  const measure = MEASURES[name];
  const decay = input.decay ?? measure.decay?.(input.cutoff);
  if (decay === undefined)
    throw new InvalidInputError(`The measure "${name}" needs a decay, e.g. exponential:0.1`);
  return measure.run({ ...input, decay });
}

function isMeasure(name: string): name is MeasureName {
  return name in MEASURES;
}

/**
 * A decay as typed: `none`, `exponential:BETA`, `power:BETA`, `gaussian:SIGMA`, `cut-gaussian`, or
 * `zones:5=1,10=0.68,15=0.22`.
 *
 * @throws {InvalidInputError} if it is none of these
 */
export function parseDecay(text: string, cutoff: number): Decay {
  const [kind, parameter = ""] = text.split(":");
  const value = parameter === "" ? Number.NaN : Number(parameter);
  if (kind === "none") return noDecay;
  if (kind === "exponential") return exponentialDecay(value);
  if (kind === "power") return powerDecay(value);
  if (kind === "gaussian") return gaussianDecay(value);
  if (kind === "cut-gaussian") return cutGaussianDecay(cutoff);
  if (kind === "zones") {
    const zones = parameter.split(",").map((zone) => zone.split("=").map(Number));
    return zoneDecay(
      zones.map((zone) => zone[0] ?? Number.NaN),
      zones.map((zone) => zone[1] ?? Number.NaN),
    );
  }
  const known = "none, exponential:BETA, power:BETA, gaussian:SIGMA, cut-gaussian, zones:5=1,10=0.68,15=0.22";
  throw new InvalidInputError(`There is no decay "${text}"; there are ${known}`);
}
