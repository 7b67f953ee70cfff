/**
 * The report page of a city.
 */
import path from "node:path";
import { itemAt } from "../../base/at.js";
import { NO_FACILITY } from "../../base/cost-units.js";
import { isCounted } from "../../coverage/apply-opening-hours.js";
import type { GapReport } from "../../coverage/gap-report.js";
import type { GapExplanation } from "../../explain/explain-gap.js";
import type { Isochrones } from "../../isochrone/isochrone.js";
import { DISTANCE_BASIS, type WalkProfile } from "../../network/profiles.js";
import type { Facility } from "../../places/places.js";
import { type ReportData, toReportData } from "../../report/page/index.js";
import { worstGaps } from "../../report/tables/rows.js";
import { byBasis, limitOf, type Requirement } from "../../standards/requirement.js";
import type { CityConfig } from "../config/load-config.js";
import type { CityLinks } from "../open/city-links.js";
import type { StudyStreets } from "../open/read-study.js";
import type { CityContents } from "../street-questions.js";
import type { Analysed } from "./city-analyses.js";
import { type Explainer, explainerOf } from "./explain-places.js";
import { serviceCircles } from "./service-circles.js";

/** Language, title and explanations of the report page. */
export interface CityPageOptions {
  /** Language shown first; default that of the city, else English. */
  readonly language?: "en" | "zh" | undefined;
  /** Title of the page; by default made from the name of the streets file. */
  readonly title?: string | undefined;
  /** How many of the worst gaps of each service are explained; default 0. */
  readonly explain?: number | undefined;
}

/** Service, language and title of a gap map. */
export interface CityMapOptions extends Omit<CityPageOptions, "explain"> {
  /** Id of a service; default the first that could be judged. */
  readonly service?: string | undefined;
}

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
    return worstGaps(report, service, Number.POSITIVE_INFINITY)
      .filter((block) => service.across[block] !== NO_FACILITY)
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

/** What page and map of a city are drawn from. */
export function cityPageData(
  { study, links }: CityContents,
  { report, capacities }: Pick<Analysed, "report" | "capacities">,
  { title, explain = 0 }: Omit<CityPageOptions, "language">,
): ReportData {
  const { config, streets, profile } = study;
  return toReportData({
    report,
    network: links.network,
    circles: ruleCircles(links, report, profile),
    title: title ?? titleOf(config),
    dataDate: dataDateOf(config, streets),
    capacities,
    explanations: explain > 0 ? explainWorst(report, explainerOf(links, report, profile), explain) : [],
    ranges: null,
  });
}
