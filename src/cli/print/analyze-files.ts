/**
 * What `living-circle analyze` writes: report, facilities, walking circles, gaps, map.
 */
import path from "node:path";
import type { Geometry } from "geojson";
import { itemAt } from "../../base/at.js";
import { minutes } from "../../base/cost-units.js";
import { writeFileWhole } from "../../base/write-file.js";
import { dataDateOf, explainWorst, ruleCircle, titleOf } from "../../city/ask/city-page.js";
import type { Examination } from "../../city/ask/examine.js";
import { explainerOf } from "../../city/ask/explain-places.js";
import { cutoffMinutes } from "../../city/ask/lineage-options.js";
import { serviceCircles } from "../../city/ask/service-circles.js";
import type { City } from "../../city/city.js";
import { isCounted } from "../../coverage/apply-opening-hours.js";
import type { GapReport } from "../../coverage/gap-report.js";
import type { GapExplanation } from "../../explain/explain-gap.js";
import type { Isochrones } from "../../isochrone/isochrone.js";
import {
  collect,
  gapsGeoJSON,
  geoJsonText,
  isochroneFeatures,
  toGeoJSON,
} from "../../report/maps/geojson.js";
import { renderMapSvg } from "../../report/maps/map-svg.js";
import { thinFeature } from "../../report/maps/thin-features.js";
import { renderReport } from "../../report/page/render-report.js";
import { toReportData } from "../../report/page/to-report-data.js";
import { accountCsv, accountOf } from "../../report/tables/account.js";
import { areasCsv } from "../../report/tables/area-coverage-csv.js";
import { gapsCsv } from "../../report/tables/csv.js";
import type { JudgedRanges } from "../../report/tables/ranges-csv.js";
import { reportJson } from "../../report/tables/report-json.js";
import { attributionOf } from "../../report/tables/rows.js";
import type { Language } from "../../report/tables/table.js";
import { byBasis, limitOf } from "../../standards/requirement.js";
import { writeLayers } from "../../write/write-layers.js";
import { knownWords } from "../options/options.js";
import { UsageError } from "../options/usage-error.js";
import type { Progress } from "./progress.js";

export interface ResultOptions {
  readonly out: string;
  readonly lang: Language;
  /** Verdicts under ranges, where any were asked for. */
  readonly ranges: JudgedRanges | null;
  /** How many of the worst gaps of each service are explained on the page. */
  readonly explain: number;
}

/** Writes every file and returns their names. */
export async function writeResults(
  city: City,
  { report, capacities }: Examination,
  { out, lang, ranges, explain }: ResultOptions,
  progress: Progress,
): Promise<string[]> {
  const { config, network } = city;
  const { map, formats = [] } = config.outputs ?? {};
  const written: string[] = [];
  const write = (name: string, chunks: Iterable<string>) => {
    const target = path.join(out, name);
    writeFileWhole(target, chunks);
    written.push(target);
  };
  progress.step("drawing walking circles");
  const shown = serviceOfMap(report, map);
  const circles = circlesOf(city, report, progress);
  progress.step("writing files");
  const credit = attributionOf(report);
  write("report.json", [reportJson(report, network, ranges)]);
  write("account.csv", accountCsv(accountOf({ network, ...report }), credit));
  const hasBlocks = report.blocks.blocks.length > 0;
  const layers = [
    { name: "facilities", features: toGeoJSON(report.facilities).features },
    { name: "isochrones", features: circles.flatMap(({ features }) => features) },
    ...(hasBlocks ? [{ name: "gaps", features: gapsGeoJSON(report).features }] : []),
  ].map((layer) => ({ ...layer, attribution: credit || null }));
  for (const { name, features } of layers)
    write(`${name}.geojson`, geoJsonText(collect<Geometry>([...features], credit)));
  written.push(...(await writeLayers(out, layers, formats)));
  if (hasBlocks) write("gaps.csv", gapsCsv(report));
  if (report.blocks.blocks.some(({ part }) => part !== undefined)) write("areas.csv", areasCsv(report));
  const rule = circles.find(({ service }) => service === shown)?.rule;
  const title = titleOf(config);
  const drawn = { network, report, service: shown, title, lang };
  write("map.svg", [renderMapSvg(rule === undefined ? drawn : { ...drawn, isochrones: rule })]);
  const explanations = explanationsOf(city, report, explain, progress);
  progress.step("writing the report page");
  const { study } = city.contents;
  const data = toReportData({
    report,
    network,
    circles: Object.fromEntries(circles.map((circle) => [circle.service, circle.rule])),
    title,
    dataDate: dataDateOf(config, study.streets),
    capacities,
    ranges,
    explanations,
  });
  write("report-data.json", [JSON.stringify(data)]);
  write("report.html", [renderReport(data, { lang })]);
  return written;
}

function explanationsOf(
  city: City,
  report: GapReport,
  countPerService: number,
  progress: Progress,
): GapExplanation[] {
  if (countPerService === 0) return [];
  progress.step("looking for barriers");
  const explainer = explainerOf(city.contents.links, report, city.profile);
  return explainWorst(report, explainer, countPerService, (service, position) =>
    progress.share(position / report.services.length, service),
  );
}

/** The service to be shown: the one asked for, else the first that could be judged. */
function serviceOfMap({ services }: GapReport, requestedService: string | undefined): string {
  if (requestedService !== undefined && !services.some(({ service }) => service === requestedService)) {
    const serviceIds = services.map(({ service }) => service);
    throw new UsageError(
      `There is no service "${requestedService}"; there are ${knownWords(requestedService, serviceIds)}`,
    );
  }
  const judged = services.find(
    ({ summary }) => summary.blocks.met + summary.blocks.gap > 0 && summary.blockShare.value !== null,
  );
  return (
    requestedService ??
    judged?.service ??
    services.find(({ facilityCount }) => facilityCount > 0)?.service ??
    ""
  );
}

/**
 * Per service with facilities: the circle of its rule, and those of the minutes asked for; one circle where the two are
 * of one walk.
 */
function circlesOf({ contents: { links }, config, profile }: City, report: GapReport, progress: Progress) {
  const counted = report.facilities.facilities.filter((_, f) => isCounted(report, f));
  const cutoffs = cutoffMinutes(config).map(minutes);
  const served = report.services.filter(({ linkedFacilityCount }) => linkedFacilityCount > 0);
  return served.map(({ service, requirement }, position) => {
    progress.share(position / served.length, service);
    const byMinutes = serviceCircles(links, profile, counted, service, cutoffs);
    const named = { service, rule_set: requirement.ruleSet, rule_id: requirement.recordId };
    const pace = { service, speed_mps: profile.speedMps };
    const same = byBasis(requirement, -1, byMinutes.cutoffs.indexOf(limitOf(requirement).value));
    const rule = same < 0 ? ruleCircle(links, counted, requirement, profile) : onlyCutoff(byMinutes, same);
    const features = [
      ...isochroneFeatures(rule, same < 0 ? named : { ...named, ...pace }),
      ...isochroneFeatures(byMinutes, pace).filter((_, k) => k !== same),
    ];
    return { service, rule, features: features.map(thinFeature) };
  });
}

/** One circle of several. */
function onlyCutoff(circles: Isochrones, k: number): Isochrones {
  const { cutoffs, polygons, lines, reachedMm } = circles;
  return {
    ...circles,
    cutoffs: [itemAt(cutoffs, k)],
    polygons: [itemAt(polygons, k)],
    lines: lines === null ? null : [itemAt(lines, k)],
    reachedMm: reachedMm.slice(k, k + 1),
  };
}
