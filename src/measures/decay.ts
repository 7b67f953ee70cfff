/**
 * How much a facility counts at a given cost: 1 at no cost, 0 past the cutoff.
 */
import { InvalidInputError } from "../base/errors.js";

/** A weight from 0 to 1 for a cost within the cutoff. */
export type Decay = (cost: number) => number;

/** 1 up to the cutoff. */
export const noDecay: Decay = () => 1;

/** `exp(-beta · cost)`. @throws {InvalidInputError} unless `beta` is a positive number */
export function exponentialDecay(beta: number): Decay {
  requirePositive("beta", beta);
  return (cost) => Math.exp(-beta * cost);
}

/** `cost^-beta`, and 1 for costs up to 1, where the power would exceed it. */
export function powerDecay(beta: number): Decay {
  requirePositive("beta", beta);
  return (cost) => (cost <= 1 ? 1 : cost ** -beta);
}

/** `exp(-cost² / (2 sigma²))`. */
export function gaussianDecay(sigma: number): Decay {
  requirePositive("sigma", sigma);
  return (cost) => Math.exp(-(cost * cost) / (2 * sigma * sigma));
}

/** `1 − cost / cutoff`: 1 at no cost, 0 at the cutoff. @throws {InvalidInputError} unless the cutoff is a positive number */
export function linearDecay(cutoff: number): Decay {
  requirePositive("cutoff", cutoff);
  return (cost) => Math.max(0, 1 - cost / cutoff);
}

/**
 * A logistic curve that falls most steeply at an inflection, divided by its value at no cost:
 * `(1 + exp(−m π / (s √3))) / (1 + exp((cost − m) π / (s √3)))`.
 *
 * @param inflection - m, the cost at which the plain curve is one half
 * @param sd - s, the standard deviation of the costs that people accept
 * @throws {InvalidInputError} unless both are positive numbers
 * @see Bauer, J. & Groneberg, D. A. (2016). Measuring spatial accessibility of health care providers. PLOS ONE 11(7).
 */
export function logisticDecay(inflection: number, sd: number): Decay {
  requirePositive("inflection", inflection);
  requirePositive("standard deviation", sd);
  const steepness = Math.PI / (sd * Math.sqrt(3));
  const atNoCost = 1 + Math.exp(-inflection * steepness);
  return (cost) => atNoCost / (1 + Math.exp((cost - inflection) * steepness));
}

/** Dai's Gaussian: 1 at no cost, 0 at the cutoff. */
export function cutGaussianDecay(cutoff: number): Decay {
  requirePositive("cutoff", cutoff);
  const atCutoff = Math.exp(-0.5);
  return (cost) => {
    const share = cost / cutoff;
    return share >= 1 ? 0 : (Math.exp(-0.5 * share * share) - atCutoff) / (1 - atCutoff);
  };
}

/**
 * One weight a zone; `limits` ascend, a cost on a limit belongs to the nearer zone.
 *
 * @throws {InvalidInputError} unless limits ascend and there is one weight from 0 to 1 for each
 */
export function zoneDecay(limits: readonly number[], weights: readonly number[]): Decay {
  if (limits.length === 0 || limits.length !== weights.length) {
    throw new InvalidInputError(`${limits.length} zone limits were given with ${weights.length} weights`);
  }
  if (limits.some((limit, z) => !(limit > (limits[z - 1] ?? 0)))) {
    throw new InvalidInputError(`Zone limits ${limits.join(", ")} do not ascend from above 0`);
  }
  if (weights.some((w) => !(w >= 0 && w <= 1))) {
    throw new InvalidInputError(`Zone weights ${weights.join(", ")}: expected numbers from 0 to 1`);
  }
  return (cost) => {
    const zone = limits.findIndex((limit) => cost <= limit);
    return zone < 0 ? 0 : weights[zone];
  };
}

/** Luo & Qi's three weights over three equal zones up to the cutoff. */
export function threeZoneDecay(cutoff: number): Decay {
  requirePositive("cutoff", cutoff);
  return zoneDecay([cutoff / 3, (2 * cutoff) / 3, cutoff], [1, 0.68, 0.22]);
}

/** The four weights of Wan, Zou & Sternberg for 10, 20, 30 and 60 minutes, rescaled to the cutoff. */
export function fourZoneDecay(cutoff: number): Decay {
  requirePositive("cutoff", cutoff);
  return zoneDecay([cutoff / 6, cutoff / 3, cutoff / 2, cutoff], [0.962, 0.704, 0.377, 0.042]);
}

function requirePositive(name: string, value: number): void {
  if (!(value > 0 && Number.isFinite(value))) {
    throw new InvalidInputError(`Decay ${name} is ${value}: expected a positive number`);
  }
}
