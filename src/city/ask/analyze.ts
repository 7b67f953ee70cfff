/**
 * The whole journey from streets, places and people to a gap report, told as a recipe.
 *
 * Link facilities and blocks to the streets; per service search once from all its facilities; count what is in
 * reach, found as the crow flies in an R-tree and confirmed on the network; judge by tables.
 */

import { itemAt, spanAt } from "../../base/at.js";
import { joinAttributions, OSM_ATTRIBUTION } from "../../base/attribution.js";
import {
  aFunction,
  aList,
  aNumber,
  anObject,
  anything,
  aThing,
  checkCall,
  that,
} from "../../base/check-call.js";
import { InvalidInputError } from "../../base/errors.js";
import { VERSION } from "../../base/version.js";
import { assessGaps, type ServiceMeasures } from "../../coverage/assess-gaps.js";
import {
  type BoundaryEffects,
  boundaryEffects,
  distancesToBoundaryM,
} from "../../coverage/boundary-effects.js";
import type { GapReport, Lineage, ServiceGaps } from "../../coverage/gap-report.js";
import { type Area, convexHull } from "../../geo/area.js";
import type { Linkage } from "../../network/linkage.js";
import { WALK_NETWORK, WALK_PROFILE } from "../../network/network-forms.js";
import { OFF_STREET_EXTRA_M, offStreetCapOf } from "../../network/off-street.js";
import type { PointLinker } from "../../network/overlay-links.js";
import { DISTANCE_BASIS, PROFILES, type WalkProfile } from "../../network/profiles.js";
import { topSpeedMps } from "../../network/slope.js";
import { nodePlace } from "../../network/street-rows.js";
import type { WalkNetwork } from "../../network/walk-network.js";
import { BLOCK_SET, FACILITY_SET } from "../../places/place-forms.js";
import { cutToArea, DEFAULT_BUFFER_M, type ReportArea, type StudyArea } from "../../places/study-area.js";
import { byBasis, limitInMetres, type Requirement } from "../../standards/requirement.js";
import { defaultRequirements } from "../../standards/requirements.js";
import { CityLinks } from "../open/city-links.js";
import type { LinkedBasis, LivingCirclePlaces } from "../open/linked-places.js";
import { measureService } from "./measure-service.js";

/** Rules, walker, area and threads of `analyzeLivingCircle`; everything has a default. */
export interface AnalyzeOptions {
  /** One requirement per service; by default those of GB 50180-2018, and fifteen minutes where it gives no figure. */
  readonly requirements?: readonly Requirement[] | undefined;
  /** Who walks, for minutes and for requirements on the time basis; default `adult`. */
  readonly profile?: WalkProfile<"ms"> | undefined;
  /** Input files and options, recorded in the report's lineage. */
  readonly lineage?: Partial<Pick<Lineage, "inputs" | "ruleSets" | "options">> | undefined;
  /** The study area; by default everywhere there are blocks. */
  readonly area?: StudyArea | undefined;
  /** Called before each service with its position and the number of services. */
  readonly onProgress?: ((service: string, position: number, count: number) => void) | undefined;
  /** How many threads search; by default all cores where the work is worth it. The report is the same for any number. */
  readonly threads?: number | undefined;
  /** How points are linked; by default `linkPoints`. Scenarios bring a linker that loses no old link. */
  readonly link?: PointLinker | undefined;
  /** Stops the work; the promise is rejected with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
}

const GIVEN = anObject<LivingCirclePlaces>(
  {
    facilities: FACILITY_SET,
    blocks: BLOCK_SET,
  },
  ["facilities", "blocks"],
  { otherKeys: true },
);

const ANALYZE_OPTIONS = anObject<AnalyzeOptions>({
  requirements: aList(aThing("a requirement, as requirementsOf gives it", "service", "basis", "limit")),
  profile: WALK_PROFILE,
  lineage: anything,
  area: aThing("an area with polygons", "polygons"),
  onProgress: aFunction,
  threads: aNumber({ from: 1, whole: true }),
  link: aFunction,
  signal: that("an AbortSignal", (value) => value instanceof AbortSignal),
});

/** An analysis with the places that it linked. */
export interface Analysis {
  readonly links: CityLinks;
  readonly requirements: readonly Requirement[];
  readonly profile: WalkProfile<"ms">;
  /** The places that count, those outside the study area left out. */
  readonly places: LivingCirclePlaces;
  readonly distance: LinkedBasis<"mm">;
  readonly time: LinkedBasis<"ms">;
  readonly report: GapReport;
}

/**
 * Which blocks are farther than the required walk from each service, and why.
 *
 * The shortcut for one report; `openCity` answers further questions without linking again.
 *
 * @param network - the streets
 * @param given - facilities and residential blocks; either may be empty
 * @returns one verdict per block and service; blocks that join no street are `unknown`, never dropped
 * @throws {InvalidInputError} if two requirements name the same service, or one asks for another profile (the promise
 *   is rejected)
 *
 * @example
 * const report = await analyzeLivingCircle(network, { facilities, blocks });
 * for (const { service, summary } of report.services) console.log(service, summary.blocks.gap, "blocks in a gap");
 */
export async function analyzeLivingCircle(
  network: WalkNetwork,
  given: LivingCirclePlaces,
  options: AnalyzeOptions = {},
): Promise<GapReport> {
  checkCall(
    "analyzeLivingCircle",
    ["network", network, WALK_NETWORK],
    ["given", given, GIVEN],
    ["options", options, ANALYZE_OPTIONS],
  );
  const links = new CityLinks(network, options);
  try {
    return (await analyze(links, given, options)).report;
  } finally {
    await links.close();
  }
}

/** As `analyzeLivingCircle`, and gives what it linked. */
export async function analyze(
  links: CityLinks,
  given: LivingCirclePlaces,
  options: AnalyzeOptions = {},
): Promise<Analysis> {
  const { network } = links;
  const profile = options.profile ?? PROFILES.adult;
  const requirements = options.requirements ?? defaultRequirements();
  requireOnePerService(requirements, profile);
  const { area, ...places } = placesIn(
    options.area,
    given,
    requirements,
    topSpeedMps(network, profile.speedMps),
  );
  const distance = links.basis(DISTANCE_BASIS, places);
  const time = links.basis(profile, places);
  const services: ServiceMeasures[] = [];
  for (const [position, requirement] of requirements.entries()) {
    options.onProgress?.(requirement.service, position, requirements.length);
    services.push(await measureService(requirement, places, distance, time));
  }
  const lineage = lineageOf(network, places, profile, options.lineage);
  const report = assessGaps({ ...places, services, lineage });
  const boundary = boundaryOfAnalysis({ network, places, distance, time, profile }, report.services, area);
  return {
    links,
    requirements,
    profile,
    places,
    distance,
    time,
    report: { ...report, ...(area === undefined ? {} : { area }), boundary },
  };
}

/** Where a report comes from, and whom to name. */
export function lineageOf(
  network: WalkNetwork,
  places: LivingCirclePlaces,
  profile: WalkProfile<"ms">,
  { inputs = [], ruleSets = [], options = {} }: AnalyzeOptions["lineage"] = {},
): Lineage {
  return {
    attribution: joinAttributions([
      network.source.attribution,
      places.facilities.facilities.some(({ source }) => source === "osm") ? OSM_ATTRIBUTION : null,
      places.blocks.attribution,
      ...inputs.map(({ licence }) => licence),
    ]),
    library: `living-circle ${VERSION}`,
    inputs,
    ruleSets,
    profile: profile.id,
    speedMps: profile.speedMps,
    options,
  };
}

/** The places that count, and the area with what lies outside it. */
export function placesIn(
  area: StudyArea | undefined,
  places: LivingCirclePlaces,
  requirements: readonly Requirement[],
  speedMps: number,
): LivingCirclePlaces & { readonly area?: ReportArea } {
  if (area === undefined) return places;
  const bufferM = bufferOf(area, requirements, speedMps);
  const { outside, ...cutPlaces } = cutToArea(places, { ...area, bufferM });
  return { ...cutPlaces, area: { ...area, bufferM, outside } };
}

/** How far outside the area facilities count: as the area says, else a kilometre or the longest walk of the rules. */
export function bufferOf(area: StudyArea, requirements: readonly Requirement[], speedMps: number): number {
  const walks = requirements.map((requirement) => limitInMetres(requirement, speedMps));
  return area.bufferM ?? Math.ceil(Math.max(DEFAULT_BUFFER_M, ...walks));
}

/** The convex hull of all nodes. */
export function hullOfStreets(network: WalkNetwork): Area {
  return convexHull(Array.from({ length: network.streetNodeCount }, (_, v) => nodePlace(network, v)));
}

/**
 * Which answers data from beyond the boundary could change.
 *
 * @param toBoundaryM - of each block, where it is known already
 */
export function boundaryOfAnalysis(
  {
    network,
    places,
    distance,
    time,
    profile,
  }: Omit<Analysis, "requirements" | "report" | "links"> & {
    readonly network: WalkNetwork;
  },
  services: readonly ServiceGaps[],
  area: ReportArea | undefined,
  toBoundaryM?: Float64Array,
): BoundaryEffects {
  const hull = hullOfStreets(network);
  return boundaryEffects(
    services,
    toBoundaryM ?? distancesToBoundaryM(places.blocks.blocks, hull, area ?? null),
    {
      loose: looseFacilities(places, hull, [distance.facilities, time.facilities]),
      fastestMps: topSpeedMps(network, profile.speedMps),
      offStreetCapM: offStreetCapOf(network),
    },
  );
}

/** Facilities with a leg so long that a street beyond the edge could be nearer by more than a link may be farther. */
function looseFacilities(
  { facilities: { facilities } }: LivingCirclePlaces,
  hull: Area,
  linkages: readonly Linkage[],
): Uint8Array {
  const toBoundaryM = distancesToBoundaryM(facilities, hull, null);
  return Uint8Array.from(facilities, (_, f) => {
    const legsMm = linkages.flatMap(({ firstLink, offStreetMm }) => [
      ...offStreetMm.subarray(...spanAt(firstLink, f)),
    ]);
    return 1000 * (itemAt(toBoundaryM, f) + OFF_STREET_EXTRA_M) < Math.max(0, ...legsMm) ? 1 : 0;
  });
}

function requireOnePerService(requirements: readonly Requirement[], profile: WalkProfile): void {
  const seen = new Set<string>();
  for (const requirement of requirements) {
    const { service, profile: requirementProfile } = requirement;
    if (seen.has(service)) throw new InvalidInputError(`Two requirements name the service "${service}"`);
    if (byBasis(requirement, false, requirementProfile !== profile.id)) {
      throw new InvalidInputError(
        `The requirement for "${service}" is for profile "${requirementProfile}", the analysis runs with "${profile.id}"`,
      );
    }
    seen.add(service);
  }
}
