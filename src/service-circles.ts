/**
 * The walking circles of one service: from where any of its facilities is reached within the cutoffs.
 *
 * Layer: beside analyze. Imports access, isochrone, network.
 */
import { pointsOfFacilities } from "./access/facilities.js";
import type { FacilitySet } from "./access/places.js";
import { type Isochrones, isochrone } from "./isochrone/isochrone.js";
import { linkPoints } from "./network/link-points.js";
import type { WalkCosts } from "./network/walk-costs.js";
import type { CostUnit, Limit } from "./units.js";

/**
 * Isochrones towards all facilities of a service together.
 *
 * @param costs - the streets seen by who walks
 * @param service - service id
 * @param cutoffs - limits in the unit of the costs
 */
export function serviceCircles<U extends CostUnit>(
  costs: WalkCosts<U>,
  { facilities, ...set }: FacilitySet,
  service: string,
  cutoffs: readonly Limit<U>[],
): Isochrones<U> {
  const offering = { ...set, facilities: facilities.filter(({ services }) => services.includes(service)) };
  const linkage = linkPoints(costs, pointsOfFacilities(offering), { islandsToo: true });
  return isochrone(costs, linkage, { cutoffs, direction: "to" });
}
