/**
 * The whole journey from streets, places and people to a gap report, told as a recipe.
 *
 * Link facilities and blocks to the streets; per service search once from all its facilities; count what is in
 * reach, found as the crow flies in an R-tree and confirmed on the network; judge by tables.
 *
 * Layer: analyze. Imports everything above report.
 */
import { assessGaps, type ServiceMeasures } from "./access/assess-gaps.js";
import { createFacilityIndex, pointsOfBlocks, pointsOfFacilities } from "./access/facilities.js";
import type { GapReport, Lineage, Requirement } from "./access/gap-report.js";
import { NO_FACILITY } from "./access/gap-report.js";
import type { Block, BlockSet, FacilitySet } from "./access/places.js";
import { cutToArea, DEFAULT_BUFFER_M, type ReportArea, type StudyArea } from "./access/study-area.js";
import { distancesToEdgeM, edgeOf } from "./access/study-edge.js";
import { joinAttributions, OSM_ATTRIBUTION } from "./attribution.js";
import { InvalidInputError } from "./errors.js";
import { type Area, convexHull } from "./geo/area.js";
import { distanceM } from "./geo/earth.js";
import { compoundOfEdges, NO_COMPOUND } from "./network/compound-edges.js";
import { linkPoints } from "./network/link-points.js";
import { type Linkage, selectPoints } from "./network/linkage.js";
import type { PointLinker } from "./network/overlay-links.js";
import { DISTANCE_BASIS, PROFILES, type WalkProfile } from "./network/profiles.js";
import { walkCosts } from "./network/walk-costs.js";
import type { WalkNetwork } from "./network/walk-network.js";
import { openWalkEngine, type WalkEngine } from "./search/walk-engine.js";
import { defaultRequirements } from "./standards/requirements.js";
import { type CostUnit, type Limit, metres, minutes, UNREACHED, unlimited } from "./units.js";
import { VERSION } from "./version.js";

/** Where people live and what they need. */
export interface LivingCirclePlaces {
  readonly facilities: FacilitySet;
  readonly blocks: BlockSet;
}

export interface AnalyzeOptions {
  /** One requirement a service; by default those of GB 50180-2018, and fifteen minutes where it gives no figure. */
  readonly requirements?: readonly Requirement[];
  /** Who walks, for minutes and for requirements on the time basis; default `adult`. */
  readonly profile?: WalkProfile<"ms">;
  /** Files and options to be written into the lineage. */
  readonly lineage?: Partial<Pick<Lineage, "inputs" | "ruleSets" | "options">>;
  /** Where results are asked for; by default everywhere blocks are. */
  readonly area?: StudyArea;
  /** Called before each service with its position and the number of services. */
  readonly onProgress?: (service: string, position: number, count: number) => void;
  /** How many threads search; by default all cores where the work is worth it. The report is the same for any number. */
  readonly threads?: number;
  /** How points are linked; by default `linkPoints`. Scenarios bring a linker that loses no old link. */
  readonly link?: PointLinker;
  /** Stops the work; the promise is rejected with the signal's reason. */
  readonly signal?: AbortSignal;
}

/** Facilities and blocks linked on one basis. */
interface LinkedBasis<U extends CostUnit> extends LinkedPlaces<U> {
  readonly engine: WalkEngine<U>;
  readonly signal?: AbortSignal;
}

/** Facilities and blocks linked as one profile walks. */
export interface LinkedPlaces<U extends CostUnit> {
  readonly facilities: Linkage<U>;
  readonly blocks: Linkage<U>;
}

/**
 * Who lives farther than the required walk from each service.
 *
 * @param network - the streets
 * @param given - facilities and residential blocks; either may be empty
 * @returns one verdict a block and service; blocks that join no street are `unknown`, never dropped
 * @throws {InvalidInputError} (the promise is rejected) if two requirements name the same service, or one asks for
 *   another profile
 *
 * @example
 * const report = await analyzeLivingCircle(network, { facilities: facilitiesFromOsm(osm), blocks: blocksFromOsm(osm) });
 */
export async function analyzeLivingCircle(
  network: WalkNetwork,
  given: LivingCirclePlaces,
  options: AnalyzeOptions = {},
): Promise<GapReport> {
  const profile = options.profile ?? PROFILES.adult;
  const requirements = options.requirements ?? defaultRequirements();
  requireOnePerService(requirements, profile);
  const { area, ...places } = placesIn(options.area, given, requirements, profile);
  const distance = linkBasis(network, DISTANCE_BASIS, places, options);
  const time = linkBasis(network, profile, places, options);
  const services: ServiceMeasures[] = [];
  try {
    for (const [position, requirement] of requirements.entries()) {
      options.onProgress?.(requirement.service, position, requirements.length);
      services.push(await measureService(requirement, places, distance, time));
    }
  } finally {
    await Promise.all([distance.engine.close(), time.engine.close()]);
  }
  const report = assessGaps({
    ...places,
    services,
    lineage: {
      attribution: joinAttributions([
        network.source.attribution,
        places.facilities.facilities.some(({ source }) => source === "osm") ? OSM_ATTRIBUTION : null,
        places.blocks.attribution,
        ...(options.lineage?.inputs ?? []).map(({ licence }) => licence),
      ]),
      library: `living-circle ${VERSION}`,
      inputs: options.lineage?.inputs ?? [],
      ruleSets: options.lineage?.ruleSets ?? [],
      profile: profile.id,
      speedMps: profile.speedMps,
      options: options.lineage?.options ?? {},
    },
  });
  const toEdgeM = distancesToEdgeM(places.blocks.blocks, hullOfStreets(network), area ?? null);
  const edge = edgeOf(report.services, toEdgeM, profile.speedMps);
  return { ...report, ...(area === undefined ? {} : { area }), edge };
}

/** The places that count, and the area with what lies outside it. */
function placesIn(
  area: StudyArea | undefined,
  places: LivingCirclePlaces,
  requirements: readonly Requirement[],
  { speedMps }: WalkProfile<"ms">,
): LivingCirclePlaces & { readonly area?: ReportArea } {
  if (area === undefined) return places;
  const walks = requirements.map(({ basis, limit }) =>
    basis === "distance" ? limit : limit * 60 * speedMps,
  );
  const bufferM = area.bufferM ?? Math.ceil(Math.max(DEFAULT_BUFFER_M, ...walks));
  const { outside, ...kept } = cutToArea(places, { ...area, bufferM });
  return { ...kept, area: { ...area, bufferM, outside } };
}

/** The convex hull of all nodes. */
export function hullOfStreets({ nodeLonE7, nodeLatE7, streetNodeCount }: WalkNetwork): Area {
  return convexHull(
    Array.from({ length: streetNodeCount }, (_, v) => [nodeLonE7[v]! / 1e7, nodeLatE7[v]! / 1e7] as const),
  );
}

function requireOnePerService(requirements: readonly Requirement[], profile: WalkProfile): void {
  const seen = new Set<string>();
  for (const { service, basis, profile: asked } of requirements) {
    if (seen.has(service)) throw new InvalidInputError(`Two requirements name the service "${service}"`);
    if (basis === "time" && asked !== profile.id) {
      throw new InvalidInputError(
        `The requirement for "${service}" is for profile "${asked}", the analysis runs with "${profile.id}"`,
      );
    }
    seen.add(service);
  }
}

function linkBasis<U extends CostUnit>(
  network: WalkNetwork,
  profile: WalkProfile<U>,
  places: LivingCirclePlaces,
  { threads, signal, link }: AnalyzeOptions,
): LinkedBasis<U> {
  const linked = linkPlaces(network, profile, places, link);
  return {
    engine: openWalkEngine(linked.blocks.costs, threads === undefined ? {} : { threads }),
    ...(signal === undefined ? {} : { signal }),
    ...linked,
  };
}

/** Links facilities and blocks to the streets as a profile walks them. */
export function linkPlaces<U extends CostUnit>(
  network: WalkNetwork,
  profile: WalkProfile<U>,
  { facilities, blocks }: LivingCirclePlaces,
  link: PointLinker = linkPoints,
): LinkedPlaces<U> {
  const costs = walkCosts(network, profile);
  const linkedFacilities = link(costs, pointsOfFacilities(facilities), { islandsToo: true });
  const linkedBlocks = link(costs, pointsOfBlocks(blocks), { facilities: [linkedFacilities] });
  return { facilities: keepToResidents(facilities, linkedFacilities, linkedBlocks), blocks: linkedBlocks };
}

/**
 * A facility inside a compound where people live serves its residents, unless its data say it is open to all.
 *
 * Private streets without homes, as around hospitals, keep nobody out: guests walk in on their last leg.
 */
function keepToResidents<U extends CostUnit>(
  { facilities }: FacilitySet,
  linked: Linkage<U>,
  blocks: Linkage<U>,
): Linkage<U> {
  const compound = compoundOfEdges(linked.costs.network);
  const lived = new Set(Array.from(blocks.edge, (edge) => compound[edge]!));
  lived.delete(NO_COMPOUND);
  if (lived.size === 0) return linked;
  const residentsOnly = Uint8Array.from(facilities, ({ openToAll }, f) => {
    if (openToAll !== null) return openToAll ? 0 : 1;
    const links = linked.edge.subarray(linked.firstLink[f]!, linked.firstLink[f + 1]!);
    return links.length > 0 && links.every((edge) => lived.has(compound[edge]!)) ? 1 : 0;
  });
  return { ...linked, points: { ...linked.points, residentsOnly } };
}

async function measureService(
  requirement: Requirement,
  { facilities, blocks }: LivingCirclePlaces,
  distance: LinkedBasis<"mm">,
  time: LinkedBasis<"ms">,
): Promise<ServiceMeasures> {
  const offering = facilities.facilities.flatMap((f, i) =>
    f.services.includes(requirement.service) ? [i] : [],
  );
  const byDistance = selectPoints(distance.facilities, offering);
  const byTime = selectPoints(time.facilities, offering);
  const walk = await nearestOf(distance, byDistance, unlimited("mm"));
  const minutesWalk = await nearestOf(time, byTime, unlimited("ms"));
  const onDistance = requirement.basis === "distance";
  const nearest = (onDistance ? walk : minutesWalk).facility;
  const limitM = onDistance ? requirement.limit : requirement.limit * 60 * time.blocks.costs.profile.speedMps;
  // Where lengths are given and places are estimates, a walk may be shorter than the straight line.
  const { givenLengths } = distance.blocks.costs.network.source;
  const candidates = nearbyFacilities({ facilities, blocks }, offering, givenLengths ? Infinity : limitM);
  const linked = onDistance ? byDistance : byTime;
  return {
    requirement,
    completeness: facilities.completeness[requirement.service] ?? "incomplete",
    facilityCount: offering.length,
    linkedFacilityCount: linked.unlinked.reduce((n, reason) => n + (reason === 0 ? 1 : 0), 0),
    nearest: nearest.map((f) => (f === NO_FACILITY ? NO_FACILITY : offering[f]!)),
    walkMm: walk.cost,
    walkMs: minutesWalk.cost,
    unlinked: (onDistance ? distance : time).blocks.unlinked,
    crowMm: crowDistances({ facilities, blocks }, offering, candidates, limitM),
    inReach: onDistance
      ? await confirmInReach(distance, byDistance, candidates, metres(limitM))
      : await confirmInReach(time, byTime, candidates, minutes(requirement.limit)),
  };
}

/**
 * Per block the facilities within the limit as the crow flies, as positions in `offering`.
 *
 * The circle is widened by a metre, since streets are measured piece by piece; entrances may lie nearer than the
 * place itself, so a block or facility with entrances is looked up from each.
 */
function nearbyFacilities(
  { facilities, blocks }: LivingCirclePlaces,
  offering: readonly number[],
  limitM: number,
): readonly (readonly number[])[] {
  const index = createFacilityIndex(offering.map((f) => facilities.facilities[f]!));
  return blocks.blocks.map((block) => {
    const found = new Set(doorsOf(block).flatMap(([lon, lat]) => index.within(lon, lat, limitM + 1)));
    return [...found].sort((a, b) => a - b);
  });
}

function nearestOf<U extends CostUnit>(basis: LinkedBasis<U>, offering: Linkage<U>, limit: Limit<U>) {
  return basis.engine.nearest(offering, basis.blocks, { limit, ...stopBy(basis) });
}

function stopBy({ signal }: LinkedBasis<CostUnit>): { signal?: AbortSignal } {
  return signal === undefined ? {} : { signal };
}

/** Straight line from each block to the nearest of its candidates within the limit, door to door; else `UNREACHED`. */
function crowDistances(
  { facilities, blocks }: LivingCirclePlaces,
  offering: readonly number[],
  candidates: readonly (readonly number[])[],
  limitM: number,
): Uint32Array {
  return Uint32Array.from(blocks.blocks, (block, b) => {
    const metresTo = candidates[b]!.flatMap((f) =>
      doorsOf(block).flatMap(([lon, lat]) => {
        const facility = facilities.facilities[offering[f]!]!;
        return [[facility.lon, facility.lat] as const, ...facility.entrances].map(([x, y]) =>
          distanceM(lon, lat, x, y),
        );
      }),
    );
    const nearest = metresTo.reduce((least, m) => Math.min(least, m), Infinity);
    return nearest <= limitM ? Math.round(1000 * nearest) : UNREACHED;
  });
}

function doorsOf({ lon, lat, entrances }: Block): readonly (readonly [number, number])[] {
  return entrances.length > 0 ? entrances : [[lon, lat]];
}

/** How many of the candidates of each block lie within the limit on the streets. */
async function confirmInReach<U extends CostUnit>(
  basis: LinkedBasis<U>,
  offering: Linkage<U>,
  candidates: readonly (readonly number[])[],
  limit: Limit<U>,
): Promise<Uint32Array> {
  const { blocks } = basis;
  const matrix = await basis.engine.matrix(blocks, offering, { limit, ...stopBy(basis) });
  const inReach = new Uint32Array(blocks.pointCount);
  for (let b = 0; b < blocks.pointCount; b++) {
    const walked = new Set(matrix.column.subarray(matrix.first[b]!, matrix.first[b + 1]!));
    for (const facility of candidates[b]!) if (walked.has(facility)) inReach[b]!++;
  }
  return inReach;
}
