/**
 * The report page of a city.
 */
import path from "node:path";
import { itemAt } from "../../base/at.js";
import { isCounted } from "../../coverage/apply-opening-hours.js";
import type { GapReport } from "../../coverage/gap-report.js";
import type { ServiceCapacity } from "../../coverage/judge-capacity.js";
import type { GapExplanation } from "../../explain/explain-gap.js";
import type { Isochrones } from "../../isochrone/isochrone.js";
import { DISTANCE_BASIS, type WalkProfile } from "../../network/profiles.js";
import type { Facility } from "../../places/places.js";
import type { ReportInput } from "../../report/page/index.js";
import { worstGaps } from "../../report/tables/rows.js";
import { byBasis, limitInMetres, limitOf, type Requirement } from "../../standards/requirement.js";
import type { CityConfig } from "../config/load-config.js";
import type { CityLinks } from "../open/city-links.js";
import type { StudyStreets } from "../open/read-study.js";
import type { Explainer } from "./explain-places.js";
import { serviceCircles } from "./service-circles.js";

/** The circle of a rule around those facilities that count. */
export function ruleCircle(
  links: CityLinks,
  counted: readonly Facility[],
  requirement: Requirement,
  profile: WalkProfile<"ms">,
): Isochrones {
  const walker = byBasis(requirement, DISTANCE_BASIS, profile);
  return serviceCircles(links, walker, counted, requirement.service, [limitOf(requirement)]);
}

/** The circle of each rule that has facilities, by service. */
function ruleCircles(
  links: CityLinks,
  report: GapReport,
  profile: WalkProfile<"ms">,
): Record<string, Isochrones> {
  const counted = report.facilities.facilities.filter((_, f) => isCounted(report, f));
  const served = report.services.filter(({ linkedFacilityCount }) => linkedFacilityCount > 0);
  return Object.fromEntries(
    served.map(({ service, requirement }) => [service, ruleCircle(links, counted, requirement, profile)]),
  );
}

/**
 * Explanations of the worst gaps of each service among those that lie within the limit in a straight line: no street
 * mends others.
 *
 * @param onService - called before each service with its position
 */
export function explainWorst(
  report: GapReport,
  explain: Explainer,
  countPerService: number,
  onService: (service: string, position: number) => void = () => {},
): GapExplanation[] {
  return report.services.flatMap((service, position) => {
    onService(service.service, position);
    const limitM = limitInMetres(service.requirement, report.lineage.speedMps);
    return worstGaps(report, service, Number.POSITIVE_INFINITY)
      .filter((block) => itemAt(service.straightToNearestMm, block) <= 1000 * limitM)
      .slice(0, countPerService)
      .map((block) => explain(service.service, itemAt(report.blocks.blocks, block).id));
  });
}

/** The title of a city: its own, else the name of its streets file. */
export function titleOf({ title, streets }: Pick<CityConfig, "title" | "streets">): string {
  return title ?? path.basename(streets.file).replace(/\.osm(\.pbf|\.gz)?$/, "");
}

/** When the streets were current, where that is known. */
export function dataDateOf({ streets }: Pick<CityConfig, "streets">, { osm }: StudyStreets): string | null {
  return streets.date ?? osm?.source.timestamp?.slice(0, 10) ?? null;
}

/** What the page is made from. */
export function pageInput(
  links: CityLinks,
  report: GapReport,
  parts: {
    readonly profile: WalkProfile<"ms">;
    readonly title: string;
    readonly dataDate: string | null;
    readonly capacities: readonly ServiceCapacity[];
    readonly explanations: readonly GapExplanation[];
    readonly ranges: NonNullable<ReportInput["ranges"]> | null;
  },
): ReportInput {
  const { profile, ...rest } = parts;
  return { report, network: links.network, circles: ruleCircles(links, report, profile), ...rest };
}
