/**
 * Edits laid over streets and facilities that stay as they are.
 *
 * What is added can only help: old links and old walks all remain (`network/overlay.ts`). Closing a street, a gate or a
 * facility, moving one, or changing hours may lengthen walks.
 */
import { InvalidInputError } from "../base/errors.js";
import { linkPoints } from "../network/link-points.js";
import { type Overlay, overlayNetwork } from "../network/overlay.js";
import { overlayLinker, type PointLinker } from "../network/overlay-links.js";
import { looksSwapped } from "../network/swapped-axes.js";
import type { WalkNetwork } from "../network/walk-network.js";
import { namedAudience } from "../places/audience.js";
import type { Facility, FacilitySet } from "../places/places.js";
import type { FacilityEdit, ScenarioEdit } from "./edits.js";
import { placesOfEdits } from "./edits-in-degrees.js";
import { streetChanges } from "./street-changes.js";

/** Streets and facilities after the edits, to be analysed as any others. */
export interface Scenario {
  /** The network itself where no street is edited. */
  readonly network: WalkNetwork;
  readonly facilities: FacilitySet;
  /** Links points so that nothing which was linked before is lost; for `analyzeLivingCircle`. */
  readonly link: PointLinker;
  /** Edges that were closed. */
  readonly closedEdges: readonly number[];
  /** What is laid over the network; null where no street is edited. */
  readonly overlay: Overlay | null;
}

/**
 * Applies edits in order.
 *
 * @param linkOnBase - links points on the streets as they are; default `linkPoints`
 * @throws {InvalidInputError} naming the edit, if a facility, street or gate that it names does not exist, an id is
 *   taken, or a place lies among the streets only with its axes swapped
 */
export function applyScenario(
  network: WalkNetwork,
  facilities: FacilitySet,
  edits: readonly ScenarioEdit[],
  linkOnBase: PointLinker = linkPoints,
): Scenario {
  requireAxes(network, edits);
  let list: readonly Facility[] = facilities.facilities;
  edits.forEach((edit, i) => {
    if (isOfFacility(edit)) list = withFacility(list, edit, i);
  });
  const edited = { ...facilities, facilities: list };
  const changes = streetChanges(network, edits);
  if (changes === null) {
    return { network, facilities: edited, link: linkOnBase, closedEdges: [], overlay: null };
  }
  const overlay = overlayNetwork(network, changes);
  return {
    network: overlay.network,
    facilities: edited,
    link: overlayLinker(overlay, linkOnBase),
    closedEdges: [...overlay.closed],
    overlay,
  };
}

/** @throws {InvalidInputError} if a place of an edit lies among the streets only with its axes swapped */
function requireAxes(network: WalkNetwork, edits: readonly ScenarioEdit[]): void {
  edits.forEach((edit, i) => {
    const swapped = placesOfEdits([edit]).find((place) => looksSwapped(network, place));
    if (swapped === undefined) return;
    throw new InvalidInputError(
      `Edit ${i}: (${swapped[0]}, ${swapped[1]}) lies away from the streets: is that latitude, longitude? Longitude comes first`,
    );
  });
}

function isOfFacility(edit: ScenarioEdit): edit is FacilityEdit {
  return "id" in edit;
}

function withFacility(list: readonly Facility[], edit: FacilityEdit, i: number): Facility[] {
  const at = list.findIndex(({ id }) => id === edit.id);
  if (edit.do === "add-facility") {
    if (at >= 0) throw new InvalidInputError(`Edit ${i}: there is a facility "${edit.id}" already`);
    return [...list, newFacility(edit)];
  }
  const old = list[at];
  if (old === undefined) throw new InvalidInputError(`Edit ${i}: there is no facility "${edit.id}"`);
  switch (edit.do) {
    case "close-facility":
      return list.filter((_, k) => k !== at);
    case "open-facility":
      return list.with(at, opened(old, edit.serves));
    case "move-facility":
      return list.with(at, { ...old, lon: edit.lon, lat: edit.lat, entrances: [] });
    case "enlarge-facility":
      if (edit.areaM2 === undefined && capacityOf(edit) === undefined) {
        throw new InvalidInputError(`Edit ${i}: enlarge-facility needs areaM2 or capacity`);
      }
      return list.with(at, {
        ...old,
        areaM2: edit.areaM2 ?? old.areaM2,
        capacity: capacityOf(edit) ?? old.capacity,
      });
    case "change-hours": {
      const { openingHours: _, ...rest } = old;
      return list.with(at, edit.openingHours === null ? rest : { ...rest, openingHours: edit.openingHours });
    }
  }
}

/** Open to everybody, or, with a list, to those on it beside those that were served before. */
function opened(old: Facility, serves: readonly string[] | undefined): Facility {
  if (serves === undefined) return { ...old, openToAll: true };
  const before = namedAudience(old).map(([, name]) => name);
  return { ...old, openToAll: false, serves: [...new Set([...before, ...serves])] };
}

/** Files written before the name changed say `places`. */
function capacityOf({
  capacity,
  places,
}: {
  readonly capacity?: number | undefined;
  readonly places?: number | undefined;
}) {
  return capacity ?? places;
}

function newFacility(edit: Extract<FacilityEdit, { do: "add-facility" }>): Facility {
  const { id, name = "", services, lon, lat, areaM2 = null, openingHours } = edit;
  return {
    id,
    name,
    names: {},
    services,
    lon,
    lat,
    entrances: [],
    openToAll: null,
    areaM2,
    capacity: capacityOf(edit) ?? null,
    source: "scenario",
    openingHours,
  };
}
