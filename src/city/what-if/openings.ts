/**
 * What opening a place that serves its own people alone would win, one place after the other.
 */
import type { ServiceChange } from "../../coverage/compare-reports.js";
import { isNotOpen } from "../../places/audience.js";
import type { Facility } from "../../places/places.js";
import type { ScenarioEdit } from "../../scenario/edits.js";

/** One place that is not open, and one of its services, if it opened to everybody. */
export interface Opening {
  /** Id and name of the facility. */
  readonly facility: string;
  readonly name: string;
  readonly service: string;
  /** Blocks and residents who would be met and are not. */
  readonly blocksGained: number;
  readonly residentsGained: number;
  /** Hours word for word as the facility gives them; null where it gives none. */
  readonly openingHours: string | null;
}

/** Which places may be opened: their ids, or all that are not open. */
export type OpenChoice = "all" | readonly string[];

/** The edits that open places. */
export function openEdits(facilities: readonly Facility[], choice: OpenChoice): ScenarioEdit[] {
  const ids = choice === "all" ? facilities.filter(isNotOpen).map(({ id }) => id) : choice;
  return ids.map((id) => ({ do: "open-facility", id }));
}

/**
 * Opens each place that is not open and offers one of the services.
 *
 * @param changeOf - what edits change, by service
 * @returns most residents gained first, then the order of the facilities
 */
export async function openingsOf(
  facilities: readonly Facility[],
  services: readonly string[],
  changeOf: (edits: readonly ScenarioEdit[]) => Promise<readonly ServiceChange[]>,
): Promise<Opening[]> {
  const openings: Opening[] = [];
  const chosen = facilities.filter(
    (one) => isNotOpen(one) && one.services.some((id) => services.includes(id)),
  );
  for (const { id, name, openingHours = null, services: offered } of chosen) {
    const changes = await changeOf(openEdits(facilities, [id]));
    for (const { service, blocksGained, residentsGained } of changes) {
      if (!offered.includes(service) || !services.includes(service)) continue;
      openings.push({ facility: id, name, service, blocksGained, residentsGained, openingHours });
    }
  }
  return openings.sort((a, b) => b.residentsGained - a.residentsGained || b.blocksGained - a.blocksGained);
}
