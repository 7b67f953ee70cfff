/**
 * The walking circles of one service: from where any of its facilities is reached within the cutoffs.
 */

import type { CostUnit, Limit } from "../../base/cost-units.js";
import type { Isochrones } from "../../isochrone/isochrone.js";
import { IsochroneEngine } from "../../isochrone/isochrone-engine.js";
import { linkPoints } from "../../network/link-points.js";
import type { WalkCosts } from "../../network/walk-costs.js";
import { pointsOfFacilities } from "../../places/facility-index.js";
import type { FacilitySet } from "../../places/places.js";

/** The circles of a city are many on the same costs: their memory is kept as long as the costs are. */
const engines = new WeakMap<WalkCosts, IsochroneEngine>();

function engineOf<U extends CostUnit>(costs: WalkCosts<U>): IsochroneEngine<U> {
  const known = engines.get(costs) as IsochroneEngine<U> | undefined;
  if (known !== undefined) return known;
  const engine = new IsochroneEngine(costs);
  engines.set(costs, engine as unknown as IsochroneEngine);
  return engine;
}

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
  return engineOf(costs).run(linkage, { cutoffs, direction: "to" });
}
