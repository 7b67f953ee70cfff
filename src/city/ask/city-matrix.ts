/**
 * Walks between many places, and the nearest facilities of a place, as plain rows or as columns.
 */
import { itemAt, spanAt } from "../../base/at.js";
import type { CostUnit, Limit } from "../../base/cost-units.js";
import { NO_FACILITY, unlimited } from "../../base/cost-units.js";
import { selectPoints } from "../../network/linkage.js";
import type { WalkProfile } from "../../network/profiles.js";
import { isNotOpen } from "../../places/audience.js";
import { type CostMatrix, costMatrix } from "../../search/cost-matrix.js";
import { kNearestCosts } from "../../search/nearest.js";
import type { CityLinks } from "../open/city-links.js";
import type { LivingCirclePlaces } from "../open/linked-places.js";
import { type PlainPlace, pointsOf } from "./plain-points.js";

/** One walk of a matrix; places are counted from 0. */
export interface MatrixRow {
  readonly from: number;
  readonly to: number;
  /** Minutes, or metres on the distance basis. */
  readonly walk: number;
}

/** Walks between places; pairs that are not reached stand nowhere. */
export interface CityMatrix {
  readonly unit: "min" | "m";
  /** One plain object a pair within the limit, by `from`, then `to`. */
  readonly rows: () => MatrixRow[];
  /** Sparse columns in whole milliseconds or millimetres. */
  readonly toColumns: () => CostMatrix;
}

/** One facility near a place. */
export interface NearestRow {
  /** Position of the place, from 0, and of the facility among its nearest, from 1. */
  readonly place: number;
  readonly rank: number;
  /** Id and name. */
  readonly facility: string;
  readonly name: string;
  /** Minutes, or metres on the distance basis. */
  readonly walk: number;
}

const PER_UNIT = { ms: 60_000, mm: 1000 } as const;

/** Walks from places to places. */
export function matrixBetween<U extends CostUnit>(
  links: CityLinks,
  profile: WalkProfile<U>,
  from: readonly PlainPlace[],
  to: readonly PlainPlace[],
  limit: Limit<NoInfer<U>> | null,
): CityMatrix {
  const costs = links.costs(profile);
  const destinations = links.linkOnce(costs, pointsOf(to), { islandsToo: true });
  const origins = links.linkOnce(costs, pointsOf(from), { facilities: [destinations] });
  const matrix = costMatrix(costs, origins, destinations, { limit: limit ?? unlimited(costs.unit) });
  return {
    unit: costs.unit === "ms" ? "min" : "m",
    rows: () => rowsOf(matrix, PER_UNIT[costs.unit]),
    toColumns: () => matrix,
  };
}

function rowsOf({ rows, first, column, cost }: CostMatrix, perUnit: number): MatrixRow[] {
  const all: MatrixRow[] = [];
  for (let from = 0; from < rows; from++) {
    for (let [k, end] = spanAt(first, from); k < end; k++)
      all.push({ from, to: itemAt(column, k), walk: itemAt(cost, k) / perUnit });
  }
  return all;
}

/** The `k` facilities of a service that are nearest to each place, of those that are open to all. */
export function nearestTo<U extends CostUnit>(
  links: CityLinks,
  profile: WalkProfile<U>,
  from: readonly PlainPlace[],
  places: LivingCirclePlaces,
  service: string,
  { k, limit }: { readonly k: number; readonly limit: Limit<NoInfer<U>> | null },
): NearestRow[] {
  const costs = links.costs(profile);
  const { facilities } = places.facilities;
  const offering = facilities.flatMap((one, f) =>
    one.services.includes(service) && !isNotOpen(one) ? [f] : [],
  );
  const linked = selectPoints(links.places(profile, places).facilities, offering);
  const origins = links.linkOnce(costs, pointsOf(from), { facilities: [linked] });
  const most = Math.min(k, Math.max(1, offering.length));
  const nearest = kNearestCosts(costs, linked, origins, { k: most, limit: limit ?? unlimited(costs.unit) });
  return from.flatMap((_, place) =>
    Array.from({ length: most }, (_, rank) => rank).flatMap((rank): NearestRow[] => {
      const f = itemAt(nearest.facility, place * most + rank);
      if (f === NO_FACILITY) return [];
      const { id, name } = itemAt(facilities, itemAt(offering, f));
      const walk = itemAt(nearest.cost, place * most + rank) / PER_UNIT[costs.unit];
      return [{ place, rank: rank + 1, facility: id, name, walk }];
    }),
  );
}
