/**
 * Explanations for a report, from the streets that it was made on.
 */

import { InvalidInputError } from "../../base/errors.js";
import type { GapReport } from "../../coverage/gap-report.js";
import { compoundsWithGates } from "../../explain/compound-passages.js";
import { explainGap, type GapExplanation } from "../../explain/explain-gap.js";
import { DISTANCE_BASIS, type WalkProfile } from "../../network/profiles.js";
import { byBasis, limitOf } from "../../standards/requirement.js";
import type { CityLinks } from "../open/city-links.js";
import { audienceOfLinked } from "../open/linked-places.js";

/** Explains one service and block after the other. @throws {InvalidInputError} for one that the report does not hold */
export type Explainer = (service: string, block: string) => GapExplanation;

/** @param profile - the profile of the report, for requirements in minutes */
export function explainerOf(links: CityLinks, report: GapReport, profile: WalkProfile<"ms">): Explainer {
  const compounds = compoundsWithGates(links.network);
  const audience = audienceOfLinked(report, links.places(DISTANCE_BASIS, report));
  return (service, block) => {
    const requirement = report.services.find((one) => one.service === service)?.requirement;
    if (requirement === undefined) {
      const judged = report.services.map((one) => one.service).join(", ");
      throw new InvalidInputError(`The report does not judge "${service}"; it judges ${judged}`);
    }
    const question = { report, service, block, compounds, audience };
    const walker = byBasis(requirement, DISTANCE_BASIS, profile);
    return explainGap({ ...question, ...links.places(walker, report), limit: limitOf(requirement) });
  };
}
