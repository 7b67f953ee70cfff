/**
 * A decay as typed on a command line.
 */
import { InvalidInputError } from "../base/errors.js";
import {
  cutGaussianDecay,
  type Decay,
  exponentialDecay,
  gaussianDecay,
  linearDecay,
  logisticDecay,
  noDecay,
  powerDecay,
  zoneDecay,
} from "./decay.js";

const KNOWN =
  "none, exponential:BETA, power:BETA, gaussian:SIGMA, cut-gaussian, linear or linear:CUTOFF, logistic:INFLECTION,SD, zones:5=1,10=0.68,15=0.22";

/**
 * A decay as typed: `none`, `exponential:BETA`, `power:BETA`, `gaussian:SIGMA`, `cut-gaussian`, `linear` or `linear:CUTOFF`,
 * `logistic:INFLECTION,SD`, or `zones:5=1,10=0.68,15=0.22`.
 *
 * @param text - the name, with its figure where it has one
 * @param cutoff - cost at which `cut-gaussian` and `linear` reach 0, in the unit of the matrix
 * @returns a function from cost to weight, 0 to 1
 * @throws {InvalidInputError} if it is none of these, or its figure is missing or not positive
 *
 * @example
 * parseDecay("exponential:0.1", 15)(10).toFixed(2); // => "0.37"
 */
export function parseDecay(text: string, cutoff: number): Decay {
  const at = text.indexOf(":");
  const [kind, parameter] = at < 0 ? [text, ""] : [text.slice(0, at), text.slice(at + 1)];
  const value = parameter === "" ? Number.NaN : Number(parameter);
  switch (kind.toLowerCase()) {
    case "none":
      return noDecay;
    case "exponential":
    case "exp":
      return exponentialDecay(value);
    case "power":
      return powerDecay(value);
    case "gaussian":
      return gaussianDecay(value);
    case "cut-gaussian":
      return cutGaussianDecay(cutoff);
    case "linear":
      return linearDecay(parameter === "" ? cutoff : value);
    case "logistic": {
      const [inflection = "", sd = ""] = parameter.split(",");
      return logisticDecay(numberOrNone(inflection), numberOrNone(sd));
    }
    case "zones":
      return parseZones(parameter);
    default:
      throw new InvalidInputError(`There is no decay "${text}"; there are ${KNOWN}`);
  }
}

function numberOrNone(text: string): number {
  return text.trim() === "" ? Number.NaN : Number(text);
}

function parseZones(text: string): Decay {
  const zones = text
    .split(",")
    .map((zone) => zone.split("=").map((part) => (part === "" ? Number.NaN : Number(part))));
  return zoneDecay(
    zones.map((zone) => zone[0] ?? Number.NaN),
    zones.map((zone) => zone[1] ?? Number.NaN),
  );
}
