/**
 * Who walks: the same minutes for adults, older people, children, strollers and wheelchairs, side by side.
 *
 * One network, one set of places; per profile one linkage and one search a service. Minutes are at the speed of the
 * profile, which is an assumption; nothing here is a verdict of a standard on the distance basis.
 */
import { itemAt } from "../../base/at.js";
import { minutes, UNREACHED, unlimited } from "../../base/cost-units.js";
import { InvalidInputError } from "../../base/errors.js";
import type { GapReport } from "../../coverage/gap-report.js";
import type { WalkerGroup } from "../../coverage/walker-group.js";
import { selectPoints } from "../../network/linkage.js";
import { DISTANCE_BASIS, PROFILES, type WalkProfile } from "../../network/profiles.js";
import { type Demand, demandFor, type Served } from "../../places/demand.js";
import type { OwnService } from "../../places/own-service.js";
import { requireService } from "../../read/places/service-words.js";
import { nearestCosts } from "../../search/nearest.js";
import type { CityLinks } from "../open/city-links.js";
import { audienceOfLinked, type LinkedPlaces, type LivingCirclePlaces } from "../open/linked-places.js";
import { pointsAt, type UsePart, usableParts } from "./usable-places.js";

/** Which groups walk and what they need. */
export interface WalkerGroupsOptions {
  readonly services: readonly (string | Served)[];
  /** Default: all profiles of `PROFILES`. */
  readonly profiles?: readonly WalkProfile<"ms">[] | undefined;
  /** Ascending; default 5, 10, 15. */
  readonly minutes?: readonly number[] | undefined;
  /** Whether a facility, by position, counts; by default all do. */
  readonly isCounted?: ((facility: number) => boolean) | undefined;
}

/**
 * Shares within reach, profile by profile.
 *
 * @returns by service, then profile; a service without facilities has shares of zero, not none
 * @throws {InvalidInputError} if no service, profile or limit is named, or a limit is not positive
 */
export function walkerGroups(
  links: CityLinks,
  places: LivingCirclePlaces,
  {
    services,
    profiles = Object.values(PROFILES),
    minutes: limits = [5, 10, 15],
    isCounted = () => true,
  }: WalkerGroupsOptions,
): WalkerGroup[] {
  if (
    services.length === 0 ||
    profiles.length === 0 ||
    limits.some((limit) => !(limit > 0)) ||
    limits.length === 0
  ) {
    throw new InvalidInputError(
      "Expected at least one service, one profile and one positive number of minutes",
    );
  }
  const demands = services.map((served) => demandFor(places.blocks.blocks, served));
  const groupsByProfile = profiles.map((profile) => {
    const linked = links.places(profile, places);
    const audience = audienceOfLinked(places, links.places(DISTANCE_BASIS, places));
    return services.map((served, s) => {
      const service = typeof served === "string" ? served : served.service;
      const offering = places.facilities.facilities.flatMap((one, f) =>
        one.services.includes(service) && isCounted(f) ? [f] : [],
      );
      const cost = shortestWalks(linked, usableParts(offering, audience));
      return groupOf({
        service,
        profile,
        demand: itemAt(demands, s),
        cost,
        unlinked: linked.blocks.unlinked,
        limits,
      });
    });
  });
  return services.flatMap((_, s) => groupsByProfile.map((ofProfile) => itemAt(ofProfile, s)));
}

/** From each block the walk to the nearest facility that it may use. */
function shortestWalks(linked: LinkedPlaces<"ms">, parts: readonly UsePart[]): Uint32Array {
  const shortest = new Uint32Array(linked.blocks.pointCount).fill(UNREACHED);
  for (const { facilities, blocks } of parts) {
    const points = pointsAt(linked.blocks, blocks);
    const chosen = selectPoints(linked.facilities, facilities);
    const { cost } = nearestCosts(points.costs, chosen, points, { limit: unlimited("ms") });
    cost.forEach((walk, k) => {
      const b = blocks === null ? k : itemAt(blocks, k);
      shortest[b] = Math.min(itemAt(shortest, b), walk);
    });
  }
  return shortest;
}

interface Walked {
  readonly service: string;
  readonly profile: WalkProfile<"ms">;
  readonly demand: Demand;
  readonly cost: Uint32Array;
  readonly unlinked: Uint8Array;
  readonly limits: readonly number[];
}

function groupOf({
  service,
  profile,
  demand: { group, amount },
  cost,
  unlinked,
  limits,
}: Walked): WalkerGroup {
  const sumOf = (counts: (block: number) => boolean) =>
    amount.reduce<number>((sum, people, b) => (counts(b) ? sum + (people ?? 0) : sum), 0);
  const demand = sumOf((b) => unlinked[b] === 0);
  return {
    service,
    profile,
    group,
    demand,
    unlinked: sumOf((b) => unlinked[b] !== 0),
    blocksWithoutDemand: amount.filter((people) => people === null).length,
    within: limits.map((limit) => {
      const inside = sumOf((b) => itemAt(cost, b) <= minutes(limit).value && cost[b] !== UNREACHED);
      return { minutes: limit, demand: inside, share: demand > 0 ? inside / demand : null };
    }),
    medianMin: medianOf(cost, amount),
  };
}

function medianOf(cost: Uint32Array, amount: Demand["amount"]): number | null {
  const walks = Array.from(cost, (walk, b) => ({ walk, people: amount[b] ?? 0 })).filter(
    ({ walk, people }) => walk !== UNREACHED && people > 0,
  );
  walks.sort((a, b) => a.walk - b.walk || a.people - b.people);
  const all = walks.reduce((sum, { people }) => sum + people, 0);
  let below = 0;
  for (const { walk, people } of walks) {
    below += people;
    if (below >= all / 2) return walk / 60_000;
  }
  return null;
}

/**
 * Services with their groups, as a report has them.
 *
 * @param named - ids; default those that some facility offers
 * @throws {InvalidInputError} if a service does not exist
 */
export function servedServices(
  { services }: GapReport,
  named: readonly string[] | undefined,
  own: readonly OwnService[] = [],
): Served[] {
  if (named === undefined)
    return services.filter(({ facilityCount }) => facilityCount > 0).map(({ requirement }) => requirement);
  return named.map((id) => {
    const service = requireService(id, own);
    return services.find((one) => one.service === service)?.requirement ?? { service };
  });
}
