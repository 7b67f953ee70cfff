/**
 * What `living-circle analyze` writes: report, facilities, walking circles, gaps, map.
 *
 * Layer: cli. Imports the doors only.
 */
import path from "node:path";
import {
  DISTANCE_BASIS,
  type FacilitySet,
  type GapReport,
  metres,
  minutes,
  serviceCircles,
  type WalkNetwork,
  walkCosts,
} from "../index.js";
import { writeFileWhole } from "../io/index.js";
import {
  attributionOf,
  collect,
  gapsCsv,
  gapsGeoJSON,
  geoJsonText,
  isochroneFeatures,
  type Language,
  renderMapSvg,
  renderReport,
  reportJson,
  toGeoJSON,
  toReportData,
} from "../report/index.js";
import { profileNamed, UsageError } from "./options.js";
import type { Progress } from "./progress.js";

export interface ResultOptions {
  readonly out: string;
  readonly lang: Language;
  readonly cutoffs: readonly number[];
  readonly profile: string;
  /** Service shown on the map; by default the first that could be judged. */
  readonly map?: string | undefined;
  readonly title: string;
  /** When the streets were current, if known. */
  readonly dataDate: string | null;
}

/** Writes every file and returns their names. */
export function writeResults(
  report: GapReport,
  network: WalkNetwork,
  options: ResultOptions,
  progress: Progress,
): string[] {
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
  write("report.json", [reportJson(report, network)]);
  write("facilities.geojson", geoJsonText(collect(toGeoJSON(report.facilities).features, credit)));
  write(
    "isochrones.geojson",
    geoJsonText(
      collect(
        circles.flatMap(({ features }) => features),
        credit,
      ),
    ),
  );
  if (report.blocks.blocks.length > 0) {
    write("gaps.csv", gapsCsv(report));
    write("gaps.geojson", geoJsonText(gapsGeoJSON(report)));
  }
  const rule = circles.find(({ service }) => service === shown)?.rule;
  const { title } = options;
  const map = { network, report, service: shown, title, lang: options.lang };
  write("map.svg", [renderMapSvg(rule === undefined ? map : { ...map, isochrones: rule })]);
  progress.step("writing the report page");
  const rules = Object.fromEntries(circles.map((circle) => [circle.service, circle.rule]));
  const data = toReportData({ report, network, circles: rules, title, dataDate: options.dataDate });
  write("report-data.json", [JSON.stringify(data)]);
  write("report.html", [renderReport(data, { lang: options.lang })]);
  return written;
}

/** The service to be shown: the one asked for, else the first that could be judged. */
function serviceOfMap({ services }: GapReport, asked: string | undefined): string {
  if (asked !== undefined && !services.some(({ service }) => service === asked)) {
    throw new UsageError(
      `There is no service "${asked}"; there are ${services.map((s) => s.service).join(", ")}`,
    );
  }
  const judged = services.find(
    ({ summary }) => summary.blocks.met + summary.blocks.gap > 0 && summary.blockShare.value !== null,
  );
  return asked ?? judged?.service ?? services.find(({ facilityCount }) => facilityCount > 0)?.service ?? "";
}

/** Per service with facilities: the circle of its rule, and those of the minutes asked for. */
function circlesOf(report: GapReport, network: WalkNetwork, options: ResultOptions, progress: Progress) {
  const time = walkCosts(network, profileNamed(options.profile));
  const distance = walkCosts(network, DISTANCE_BASIS);
  const served = report.services.filter(({ linkedFacilityCount }) => linkedFacilityCount > 0);
  const facilities: FacilitySet = report.facilities;
  return served.map(({ service, requirement }) => {
    progress.detail(service);
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
