/**
 * What `living-circle analyze` writes: report, facilities, walking circles, gaps, map.
 */
import path from "node:path";
import type { Geometry } from "geojson";
import { type LayerFormat, writeFileWhole, writeLayers } from "../../doors/io.js";
import {
  areasCsv,
  attributionOf,
  collect,
  gapsCsv,
  gapsGeoJSON,
  geoJsonText,
  isochroneFeatures,
  type JudgedRanges,
  type Language,
  renderMapSvg,
  renderReport,
  reportJson,
  toGeoJSON,
  toReportData,
  worstGaps,
} from "../../doors/report.js";
import {
  createExplainer,
  DISTANCE_BASIS,
  type Examination,
  type FacilitySet,
  type GapExplanation,
  type GapReport,
  isCounted,
  metres,
  minutes,
  serviceCircles,
  type WalkNetwork,
  type WalkProfile,
  walkCosts,
} from "../../index.js";
import { knownWords, UsageError } from "../options/options.js";
import type { Progress } from "./progress.js";

export interface ResultOptions {
  readonly out: string;
  readonly lang: Language;
  readonly cutoffs: readonly number[];
  readonly profile: WalkProfile<"ms">;
  /** Service shown on the map; by default the first that could be judged. */
  readonly map?: string | undefined;
  /** Formats of layers beside GeoJSON. */
  readonly formats: readonly LayerFormat[];
  readonly title: string;
  /** When the streets were current, if known. */
  readonly dataDate: string | null;
  /** Verdicts under ranges, where any were asked for. */
  readonly ranges: JudgedRanges | null;
  readonly capacities: Examination["capacities"];
  /** How many of the worst gaps of each service are explained on the page. */
  readonly explain: number;
}

/** Writes every file and returns their names. */
export async function writeResults(
  report: GapReport,
  network: WalkNetwork,
  options: ResultOptions,
  progress: Progress,
): Promise<string[]> {
  const written: string[] = [];
  const write = (name: string, chunks: Iterable<string>) => {
    const target = path.join(options.out, name);
    writeFileWhole(target, chunks);
    written.push(target);
  };
  progress.step("drawing walking circles");
  const shown = serviceOfMap(report, options.map);
  const circles = circlesOf(report, network, options, progress);
  progress.step("writing files");
  const credit = attributionOf(report);
  write("report.json", [reportJson(report, network, options.ranges)]);
  const hasBlocks = report.blocks.blocks.length > 0;
  const layers = [
    { name: "facilities", features: toGeoJSON(report.facilities).features },
    { name: "isochrones", features: circles.flatMap(({ features }) => features) },
    ...(hasBlocks ? [{ name: "gaps", features: gapsGeoJSON(report).features }] : []),
  ].map((layer) => ({ ...layer, attribution: credit || null }));
  for (const { name, features } of layers)
    write(`${name}.geojson`, geoJsonText(collect<Geometry>([...features], credit)));
  written.push(...(await writeLayers(options.out, layers, options.formats)));
  if (hasBlocks) write("gaps.csv", gapsCsv(report));
  if (report.blocks.blocks.some(({ part }) => part !== undefined)) write("areas.csv", areasCsv(report));
  const rule = circles.find(({ service }) => service === shown)?.rule;
  const { title } = options;
  const map = { network, report, service: shown, title, lang: options.lang };
  write("map.svg", [renderMapSvg(rule === undefined ? map : { ...map, isochrones: rule })]);
  const explanations = explanationsOf(report, network, options, progress);
  progress.step("writing the report page");
  const rules = Object.fromEntries(circles.map((circle) => [circle.service, circle.rule]));
  const data = toReportData({
    report,
    network,
    circles: rules,
    title,
    dataDate: options.dataDate,
    capacities: options.capacities,
    ranges: options.ranges,
    explanations,
  });
  write("report-data.json", [JSON.stringify(data)]);
  write("report.html", [renderReport(data, { lang: options.lang })]);
  return written;
}

/** Explanations of the worst gaps of each service among those that lie within the limit as the crow flies: no street mends others. */
function explanationsOf(
  report: GapReport,
  network: WalkNetwork,
  { explain, profile }: ResultOptions,
  progress: Progress,
): GapExplanation[] {
  if (explain === 0) return [];
  progress.step("looking for what stands between");
  const explainer = createExplainer(network, report, { profile });
  return report.services.flatMap((service, position) => {
    progress.share(position / report.services.length, service.service);
    const { basis, limit } = service.requirement;
    const limitM = basis === "distance" ? limit : limit * 60 * report.lineage.speedMps;
    return worstGaps(report, service, Number.POSITIVE_INFINITY)
      .filter((block) => service.straightToNearestMm[block]! <= 1000 * limitM)
      .slice(0, explain)
      .map((block) => explainer(service.service, report.blocks.blocks[block]!.id));
  });
}

/** The service to be shown: the one asked for, else the first that could be judged. */
function serviceOfMap({ services }: GapReport, asked: string | undefined): string {
  if (asked !== undefined && !services.some(({ service }) => service === asked)) {
    const known = services.map(({ service }) => service);
    throw new UsageError(`There is no service "${asked}"; there are ${knownWords(asked, known)}`);
  }
  const judged = services.find(
    ({ summary }) => summary.blocks.met + summary.blocks.gap > 0 && summary.blockShare.value !== null,
  );
  return asked ?? judged?.service ?? services.find(({ facilityCount }) => facilityCount > 0)?.service ?? "";
}

/** Per service with facilities: the circle of its rule, and those of the minutes asked for. */
function circlesOf(report: GapReport, network: WalkNetwork, options: ResultOptions, progress: Progress) {
  const time = walkCosts(network, options.profile);
  const distance = walkCosts(network, DISTANCE_BASIS);
  const served = report.services.filter(({ linkedFacilityCount }) => linkedFacilityCount > 0);
  const counted = report.facilities.facilities.filter((_, f) => isCounted(report, f));
  const facilities: FacilitySet = { ...report.facilities, facilities: counted };
  return served.map(({ service, requirement }, position) => {
    progress.share(position / served.length, service);
    const byMinutes = serviceCircles(time, facilities, service, options.cutoffs.map(minutes));
    const rule =
      requirement.basis === "distance"
        ? serviceCircles(distance, facilities, service, [metres(requirement.limit)])
        : serviceCircles(time, facilities, service, [minutes(requirement.limit)]);
    const features = [
      ...isochroneFeatures(rule, { service, rule_set: requirement.ruleSet, rule_id: requirement.recordId }),
      ...isochroneFeatures(byMinutes, { service, speed_mps: time.profile.speedMps }),
    ];
    return { service, rule, features };
  });
}
