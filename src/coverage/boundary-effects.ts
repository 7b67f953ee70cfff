/**
 * Which answers could change with data from beyond the boundary of what is known.
 *
 * A facility beyond the boundary is at least as far as the boundary in a straight line, so it cannot matter to a block whose
 * boundary is farther than its nearest facility and than the limit. A street beyond it cannot either, unless it takes the
 * nearest facility away from the streets that this is linked to, or gives a block its first link. Known is what lies in
 * the hull of the streets and, where a study area is given, in the area and its buffer.
 */
import { itemAt } from "../base/at.js";
import { NO_FACILITY, UNREACHED } from "../base/cost-units.js";
import { type Area, distanceToEdgeM, liesInArea } from "../geo/area.js";
import { doorsOf, type PlaceWithDoors } from "../places/facility-index.js";
import { byBasis, limitInMetres, walkOf } from "../standards/requirement.js";
import { type ServiceGaps, VERDICTS } from "./gap-report.js";

/** Straight lines are measured in a plane, walks piece by piece on the ellipsoid: what may lie between the two. */
const SLACK = 1.001;
const SLACK_M = 0.1;

/** One service at the boundary. */
export interface ServiceBoundaryEffect {
  readonly service: string;
  /** 1 where the verdict could change, or a walk within the limit; one entry per block. */
  readonly flagged: Uint8Array;
  /** Blocks so flagged, and those of them whose verdict could change. */
  readonly blocks: number;
  readonly verdicts: number;
}

/** How near each block is to the boundary of the data, and how many verdicts data from beyond it could change. */
export interface BoundaryEffects {
  /** Per block the straight line from its nearest door to the boundary of what is known, metres; 0 beyond it. */
  readonly toBoundaryM: Float64Array;
  /** In the order of the report. */
  readonly services: readonly ServiceBoundaryEffect[];
}

/** What is known of the facilities on one basis. */
export interface LooseFacilities {
  /** Per facility: 1 where a street beyond the boundary could take it away from the streets that it is linked to. */
  readonly loose: Uint8Array;
  /** Metres that nobody walks faster than in a second. */
  readonly fastestMps: number;
  /** Longest leg off the street, metres. */
  readonly offStreetCapM: number;
}

/**
 * Straight line from each place, or its nearest entrance, to the boundary of what is known.
 *
 * @param streets - hull of the streets
 * @param area - study area and buffer, or null where facilities are known as far as the streets
 */
export function distancesToBoundaryM(
  places: readonly PlaceWithDoors[],
  streets: Area,
  area: { readonly polygons: Area; readonly bufferM: number } | null,
): Float64Array {
  const fromDoor = (door: readonly [number, number]) => {
    const ofStreets = liesInArea(streets, door) ? distanceToEdgeM(streets, door) : 0;
    // A straight line that leaves the area inside and the buffer outside is at least as long as both together.
    return area === null
      ? ofStreets
      : Math.min(ofStreets, distanceToEdgeM(area.polygons, door) + area.bufferM);
  };
  return Float64Array.from(places, (place) => Math.min(...doorsOf(place).map(fromDoor)));
}

/**
 * Flags the blocks whose boundary is nearer than both their nearest facility and the limit, or whose nearest facility could
 * be linked otherwise; unlinked ones where the boundary is near enough for a first link.
 *
 * Walks are measured on the basis of the requirement, in minutes as metres at the fastest walk: a way with steps may be
 * short and slow.
 */
export function boundaryEffects(
  services: readonly ServiceGaps[],
  toBoundaryM: Float64Array,
  { loose, fastestMps, offStreetCapM }: LooseFacilities,
): BoundaryEffects {
  return {
    toBoundaryM,
    services: services.map((gaps) => {
      const { service, requirement, verdict, nearest, unlinked } = gaps;
      const limitM = limitInMetres(requirement, fastestMps);
      const walks = walkOf(gaps);
      const mPerUnit = byBasis(requirement, 1, fastestMps);
      const walkM = (b: number) =>
        walks[b] === UNREACHED ? Number.POSITIVE_INFINITY : (itemAt(walks, b) / 1000) * mPerUnit;
      const isLoose = (b: number) => nearest[b] !== NO_FACILITY && loose[itemAt(nearest, b)] === 1;
      const flagged = Uint8Array.from(toBoundaryM, (boundaryM, b) => {
        const reachM = unlinked[b] !== 0 ? offStreetCapM : Math.min(limitM, walkM(b));
        return boundaryM < reachM * SLACK + SLACK_M || isLoose(b) ? 1 : 0;
      });
      const count = (counts: (block: number) => boolean) =>
        flagged.reduce((sum, flag, b) => sum + (flag === 1 && counts(b) ? 1 : 0), 0);
      return {
        service,
        flagged,
        blocks: count(() => true),
        verdicts: count(
          (b) => requirement.judged !== false && (VERDICTS[itemAt(verdict, b)] !== "met" || isLoose(b)),
        ),
      };
    }),
  };
}
