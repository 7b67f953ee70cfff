/**
 * Explanations for a report, from the streets that it was made on.
 */

import { metres, minutes } from "../../base/cost-units.js";
import { InvalidInputError } from "../../base/errors.js";
import type { GapReport } from "../../coverage/gap-report.js";
import { compoundsWithGates } from "../../explain/compound-passages.js";
import { explainGap, type GapExplanation } from "../../explain/explain-gap.js";
import { DISTANCE_BASIS, PROFILES, type WalkProfile } from "../../network/profiles.js";
import type { WalkNetwork } from "../../network/walk-network.js";
import { linkPlaces } from "../open/linked-places.js";

/**
 * Links the places of a report once, then explains one block and service after the other.
 *
 * @param options.profile - the profile of the report, for requirements in minutes; default `adult`
 * @returns a function of service and block id; it throws `InvalidInputError` for one that the report does not hold
 *
 * @example
 * const explain = createExplainer(network, report);
 * const why = explain("kindergarten", "way/123");
 */
export function createExplainer(
  network: WalkNetwork,
  report: GapReport,
  { profile = PROFILES.adult }: { readonly profile?: WalkProfile<"ms"> } = {},
): (service: string, block: string) => GapExplanation {
  const compounds = compoundsWithGates(network);
  const asked = (basis: string) => report.services.some(({ requirement }) => requirement.basis === basis);
  const distance = asked("distance") ? linkPlaces(network, DISTANCE_BASIS, report) : null;
  const time = asked("time") ? linkPlaces(network, profile, report) : null;
  return (service, block) => {
    const requirement = report.services.find((one) => one.service === service)?.requirement;
    if (requirement === undefined) {
      const known = report.services.map((one) => one.service).join(", ");
      throw new InvalidInputError(`The report does not judge "${service}"; it judges ${known}`);
    }
    const question = { report, service, block, compounds };
    return requirement.basis === "distance"
      ? explainGap({ ...question, ...distance!, limit: metres(requirement.limit) })
      : explainGap({ ...question, ...time!, limit: minutes(requirement.limit) });
  };
}
