/**
 * The walking circles of one service: from where any of its facilities is reached within the cutoffs.
 */
import type { CostUnit, Limit } from "../../base/cost-units.js";
import type { Isochrones } from "../../isochrone/isochrone.js";
import type { WalkProfile } from "../../network/profiles.js";
import { isNotOpen } from "../../places/audience.js";
import type { Facility } from "../../places/places.js";
import type { CityLinks } from "../open/city-links.js";

/**
 * Isochrones towards all facilities of a service together.
 *
 * @param profile - who walks
 * @param facilities - those that count; of them those that offer the service and are open to all are taken
 * @param service - service id
 * @param cutoffs - limits in the unit of the profile
 */
export function serviceCircles<U extends CostUnit>(
  links: CityLinks,
  profile: WalkProfile<U>,
  facilities: readonly Facility[],
  service: string,
  cutoffs: readonly Limit<NoInfer<U>>[],
): Isochrones<U> {
  const offering = facilities.filter((one) => one.services.includes(service) && !isNotOpen(one));
  const linkage = links.facilities(profile, offering);
  return links.isochrones(profile).run(linkage, { cutoffs, direction: "to" });
}
