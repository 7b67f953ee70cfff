/**
 * `living-circle analyze`: the whole journey, from an extract or a city's configuration to files.
 */

import path from "node:path";
import { auditLine, reportJson } from "../../doors/report.js";
import {
  analyzeOrAt,
  chooseRequirements,
  DEFAULT_MINUTES,
  describeWalker,
  disaggregateStudy,
  examineLivingCircle,
  judgeRanges,
  openingHoursFilter,
  studyInputs,
} from "../../index.js";
import { type AnalyzeFlags, configOf, profileOf, walkersOf } from "../options/analyze-config.js";
import type { CommandSpec } from "../options/command-spec.js";
import {
  askedOfPlaces,
  EXAMINATION_OPTIONS,
  type ExaminationFlags,
  rangesOf,
} from "../options/examination-options.js";
import { LANGUAGES, parseList, parsePositive, parseWhole } from "../options/options.js";
import { readCity } from "../options/read-city.js";
import {
  ALLOW,
  CITY_ARGUMENT,
  QUIET,
  STREET_OPTIONS,
  STUDY_OPTIONS,
  TIME_OPTIONS,
} from "../options/shared-options.js";
import { writeResults } from "../print/analyze-files.js";
import { tell } from "../print/analyze-summary.js";
import { writeExamination, writeRanges, writeWalkers } from "../print/examination-files.js";
import { createProgress } from "../print/progress.js";
import { auditFirst } from "./audit.js";

export interface AnalyzeCommandOptions extends AnalyzeFlags, ExaminationFlags {
  /** Codes of the audit's errors that shall not stop the run, apart by commas. */
  readonly allow?: string;
  readonly json?: boolean;
  readonly quiet?: boolean;
  readonly threads?: number;
  readonly explain?: number;
  /** Profiles to be compared, or all. */
  readonly walkers?: string;
}

/** Analyses, writes the files, and returns what is printed. */
export async function analyzeCommand(
  file: string | undefined,
  options: AnalyzeCommandOptions,
): Promise<string> {
  const config = configOf(file, options);
  const profile = profileOf(config);
  const cutoffs = [...(config.minutes ?? DEFAULT_MINUTES)].sort((a, b) => a - b);
  const { requirements, ruleSets } = chooseRequirements(config, profile.id);
  const asked = askedOfPlaces(config, options);
  const ranges = rangesOf(config, options);
  const hours = await openingHoursFilter(config);
  const progress = createProgress(options.quiet === true);
  const { streets, places, area } = await readCity(config, progress);
  const allow = options.allow === undefined ? (config.allow ?? []) : parseList(options.allow);
  const out = config.outputs?.folder ?? "out";
  progress.step("auditing the inputs");
  const study = { ...places, ...(area === undefined ? {} : { area }) };
  const { audit, files: audited } = auditFirst(streets.network, study, allow, out);
  const blocks = disaggregateStudy(streets, places.blocks, requirements, profile.speedMps);
  const near = await analyzeOrAt(streets.network, { ...places, blocks }, hours, {
    requirements,
    profile,
    ...(area === undefined ? {} : { area }),
    ...(options.threads === undefined ? {} : { threads: options.threads }),
    onProgress: (service, position, count) => {
      if (position === 0) progress.step(`walks to ${count} services`);
      progress.share(position / count, service);
    },
    lineage: {
      ruleSets,
      inputs: await studyInputs(config, streets),
      options: {
        minutes: cutoffs,
        complete: config.complete ?? [],
        residents: config.residents ?? null,
        ...(allow.length > 0 ? { allowed: allow } : {}),
        ...(hours === null ? {} : { at: hours.time.wallTime, timeZone: hours.time.timeZone }),
        ...(config.holidays === undefined ? {} : { holidays: config.holidays }),
        walker: describeWalker(profile, streets.network),
        ...asked.lineage,
      },
    },
  });
  progress.step("examining units and places");
  const examination = examineLivingCircle(streets.network, near, { profile, ...asked.options });
  const { report, rules } = examination;
  const judged = ranges === null ? null : { ranges, verdicts: judgeRanges(report, ranges, rules) };
  const lang = config.language ?? "en";
  const title = config.title ?? path.basename(config.streets.file).replace(/\.osm(\.pbf|\.gz)?$/, "");
  const { map, formats = [] } = config.outputs ?? {};
  const dataDate = config.streets.date ?? streets.osm?.source.timestamp?.slice(0, 10) ?? null;
  const results = {
    out,
    map,
    formats,
    title,
    lang,
    cutoffs,
    profile,
    dataDate,
    ranges: judged,
    capacities: examination.capacities,
    explain: options.explain ?? 0,
  };
  const files = [
    ...(await writeResults(report, streets.network, results, progress)),
    ...writeExamination(examination, out),
    ...writeRanges(report, judged, out),
    ...writeWalkers(streets.network, report, walkersOf(config, options.walkers), cutoffs, out),
  ];
  progress.done();
  const all = [...files, ...audited];
  if (options.json === true) return jsonWithFiles(reportJson(report, streets.network), all);
  return tell(report, streets.network, all, lang, auditLine(audit, lang));
}

function jsonWithFiles(text: string, files: readonly string[]): string {
  return `${JSON.stringify({ files, ...(JSON.parse(text) as object) }, null, 2)}\n`;
}

export const ANALYZE: CommandSpec = {
  name: "analyze",
  says: "find walking circles and coverage gaps of a city, and write them to files",
  arguments: [CITY_ARGUMENT],
  options: [
    ...STREET_OPTIONS,
    ...STUDY_OPTIONS,
    { flags: "--map <service>", says: "service shown on the map (default: the first that can be judged)" },
    { flags: "--title <text>", says: "title of the map (default: the name of the extract)" },
    ...EXAMINATION_OPTIONS,
    ...TIME_OPTIONS,
    {
      flags: "--threads <n>",
      says: "how many threads search (default: all cores where it is worth it)",
      parse: parsePositive,
    },
    {
      flags: "--explain <n>",
      says: "say on the page what stands between the n worst gaps of each service and a facility that is near (default: 0)",
      parse: parseWhole,
    },
    { flags: "--walkers <profiles>", says: "compare these profiles side by side in walkers.csv, or all" },
    { flags: "--format <list>", says: "formats of layers beside GeoJSON: gpkg, parquet" },
    ALLOW,
    { flags: "--out <folder>", says: "where the files go (default: out)" },
    { flags: "--lang <code>", says: "language of table and map: en or zh (default: en)", values: LANGUAGES },
    { flags: "--json", says: "as JSON: { files, and what stands in report.json }" },
    QUIET,
  ],
  run: analyzeCommand,
};
