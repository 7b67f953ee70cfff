/**
 * What is asked for a service of a city's own: by its own rule, else by the rule sets or minutes of the city, else nothing:
 * it is then walked, and counted up to the longest tier of a living circle.
 */
import type { OwnService } from "../places/own-service.js";
import type { Requirement } from "./requirement.js";

/** Facilities of a service without a rule are counted up to so many minutes: the longest tier of GB 50180-2018. */
const COUNTED_MIN = 15;

/** @param given - what the rule sets or minutes of the city ask for it, if anything */
export function ownRequirement(
  { id, names, group = "all", rule }: OwnService,
  given: Requirement | undefined,
  profile: string,
): Requirement {
  const own = { names, group };
  if (rule === undefined && given !== undefined) return { ...given, ...own };
  const user = {
    service: id,
    ruleSet: "user",
    recordId: `services.${id}`,
    status: "assumption",
    ...own,
  } as const;
  if (rule === undefined) {
    const source = `no rule is given: counted within ${COUNTED_MIN} minutes, not judged`;
    return { ...user, basis: "time", limit: COUNTED_MIN, profile, source, judged: false };
  }
  const { metres, minutes = COUNTED_MIN, need = "need", source = "declared by the user" } = rule;
  return metres === undefined
    ? { ...user, basis: "time", limit: minutes, profile, need, source }
    : { ...user, basis: "distance", limit: metres, profile: "distance", need, source };
}
