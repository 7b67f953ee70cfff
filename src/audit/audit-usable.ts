/**
 * Homes and facilities beside streets of which none can be used: closed to walkers, or on an island without a facility.
 *
 * As in linking: islands are used by facilities, and by homes where a facility stands on them.
 */
import { itemAt } from "../base/at.js";
import { degreeLengths } from "../geo/earth.js";
import { usableEdges } from "../network/link-points.js";
import { offStreetCapOf } from "../network/off-street.js";
import { profileComponents } from "../network/profile-components.js";
import { DISTANCE_BASIS } from "../network/profiles.js";
import { footOnPiece, streetIndex } from "../network/street-index.js";
import { isJoinedAtEnds } from "../network/street-traits.js";
import { walkCosts } from "../network/walk-costs.js";
import type { WalkNetwork } from "../network/walk-network.js";
import { doorsOf, type PlaceWithDoors } from "../places/facility-index.js";
import { type AuditFinding, type AuditLayer, finding } from "./finding.js";

type Place = PlaceWithDoors & {
  readonly id: string;
  readonly name?: string | undefined;
  readonly extent?: unknown;
};

/** One finding a place. Blocks that are large against the walk are spread over streets first, and left out here. */
export function auditUsable(
  network: WalkNetwork,
  layer: AuditLayer & ("blocks" | "facilities"),
  places: readonly Place[],
  facilities: readonly Place[],
): AuditFinding[] {
  const costs = walkCosts(network, DISTANCE_BASIS);
  const use = usableEdges(costs, { islandsToo: layer === "facilities" });
  const isNear = edgesNear(network);
  const without = places.filter(
    (place) => place.extent === undefined && !isNear(place, (edge) => itemAt(use, edge) > 0),
  );
  if (without.length === 0) return [];
  const { edgeComponent } = profileComponents(costs);
  const served = new Set<number>();
  for (const facility of facilities)
    isNear(facility, (edge) => {
      served.add(itemAt(edgeComponent, edge));
      return false;
    });
  const open = usableEdges(costs, { islandsToo: true });
  return without
    .filter((place) => !isNear(place, (edge) => open[edge] !== 0 && served.has(itemAt(edgeComponent, edge))))
    .map((place) =>
      finding(
        "no-usable-street",
        layer,
        place,
        "every street near it is closed to walkers, or hangs together with no others",
        "附近的街道均不供步行，或不与其他街道相连",
      ),
    );
}

/** Whether one of the street edges within the longest leg of a place's doors is as asked. */
function edgesNear(network: WalkNetwork) {
  const index = streetIndex(network);
  const capM = offStreetCapOf(network);
  return (place: Place, isAsked: (edge: number) => boolean): boolean =>
    doorsOf(place).some(([lon, lat]) => {
      const { lonM, latM } = degreeLengths(lat);
      return index.piecesNear(lon, lat, capM).some((piece) => {
        const edge = itemAt(index.edgeOfPiece, piece);
        if (isJoinedAtEnds(network, edge)) return false;
        return footOnPiece(network, piece, lon, lat, lonM, latM).distanceM <= capM && isAsked(edge);
      });
    });
}
