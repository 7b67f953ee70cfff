/**
 * `living-circle analyze`: the whole journey, from an extract or a city's configuration to files.
 */

import { writeFolder } from "../../base/result-folder.js";
import type { City } from "../../city/city.js";
import type { Ranges } from "../../coverage/judge-ranges.js";
import { auditLine } from "../../report/tables/audit-tables.js";
import { reportJson } from "../../report/tables/report-json.js";
import { type AnalyzeFlags, configOf, walkersOf } from "../options/analyze-config.js";
import type { CommandBody } from "../options/command-spec.js";
import {
  EXAMINATION_OPTIONS,
  type ExaminationFlags,
  examinationConfig,
  rangesOf,
} from "../options/examination-options.js";
import { withCity } from "../options/open-city.js";
import { LANGUAGES, parseList, parsePositive, parseWhole } from "../options/options.js";
import {
  ALLOW,
  AT_TIME,
  CITY_ARGUMENT,
  QUIET,
  STREET_OPTIONS,
  STUDY_OPTIONS,
} from "../options/shared-options.js";
import { writeResults } from "../print/analyze-files.js";
import { analysisSummary } from "../print/analyze-summary.js";
import { writeExamination, writeRanges, writeWalkers } from "../print/examination-files.js";
import type { Progress } from "../print/progress.js";
import { createProgress } from "../print/progress.js";
import { auditFirst, writeAudit } from "./audit.js";

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
  const allow = options.allow === undefined ? {} : { allow: parseList(options.allow) };
  const base = configOf(file, options);
  const config = { ...base, ...examinationConfig(options, base), ...allow };
  const ranges = rangesOf(config, options);
  const progress = createProgress(options.quiet === true);
  return withCity(config, { progress, threads: options.threads }, (city) =>
    analyzeCity(city, ranges, options, progress),
  );
}

/** Analyses a city that is open, writes the files, and returns what is printed. */
export async function analyzeCity(
  city: City,
  ranges: Ranges | null,
  options: AnalyzeCommandOptions,
  progress: Progress,
): Promise<string> {
  const { config } = city;
  const out = config.outputs?.folder ?? "out";
  progress.step("auditing the inputs");
  const audit = await auditFirst(city, out);
  await city.analyze({
    onProgress: (service, position, count) => {
      if (position === 0) progress.step(`walks to ${count} services`);
      progress.share(position / count, service);
    },
  });
  progress.step("examining units and places");
  const examination = await city.examine();
  const { report } = examination;
  const judged = ranges === null ? null : { ranges, verdicts: await city.ranges(ranges) };
  const lang = config.language ?? "en";
  const walkers = walkersOf(config, options.walkers);
  const groups = walkers.length === 0 ? [] : await city.walkers({ profiles: walkers });
  const explain = options.explain ?? 0;
  const files = await writeFolder(out, async (into) => [
    ...(await writeResults(city, examination, { out: into, lang, ranges: judged, explain }, progress)),
    ...writeExamination(examination, into),
    ...writeRanges(report, judged, into),
    ...writeWalkers(report, groups, into),
    ...writeAudit(audit, city.network, into),
  ]);
  progress.done();
  if (options.json === true) return jsonWithFiles(reportJson(report, city.network), files);
  const besides = { capacities: examination.capacities, ranges: judged?.verdicts };
  return analysisSummary(report, city.network, files, lang, auditLine(audit, lang), besides);
}

function jsonWithFiles(text: string, files: readonly string[]): string {
  return `${JSON.stringify({ files, ...(JSON.parse(text) as object) }, null, 2)}\n`;
}

export const ANALYZE: CommandBody = {
  arguments: [CITY_ARGUMENT],
  options: [
    ...STREET_OPTIONS,
    ...STUDY_OPTIONS,
    { flags: "--map <service>", says: "service shown on the map (default: the first that can be judged)" },
    { flags: "--title <text>", says: "title of the map (default: the name of the extract)" },
    ...EXAMINATION_OPTIONS,
    AT_TIME,
    {
      flags: "--threads <n>",
      says: "how many threads search (default: all cores where it is worth it)",
      parse: parsePositive,
    },
    {
      flags: "--explain <n>",
      says: "explain the n worst gaps of each service on the page: barriers between the block and a nearby facility (default: 0)",
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
