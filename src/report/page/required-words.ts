/**
 * What a service asks for, in words.
 */
import { byBasis } from "../../standards/requirement.js";
import type { ServiceModel } from "./report-model.js";
import { number, say, WORDS } from "./words.js";

/** The required walk in words: `300 m` or `15 min`; or that there is none. */
export function requiredWords({ requirement }: Pick<ServiceModel, "requirement">) {
  if (requirement.judged === false) return WORDS.noRule;
  return say(byBasis(requirement, WORDS.metres, WORDS.minutes), {
    n: number(requirement.limit),
  });
}
