/**
 * `living-circle report`: the report page once more from the data beside it, with another title or language.
 */

import path from "node:path";
import { InputFileError } from "../../base/errors.js";
import { parseJson, readBytes } from "../../base/read-file.js";
import { writeFolder } from "../../base/result-folder.js";
import { writeFileWhole } from "../../base/write-file.js";
import { checkReportData } from "../../report/page/check-report-data.js";
import { renderReport } from "../../report/page/render-report.js";
import type { EarlierData, ReportData } from "../../report/page/report-data.js";
import type { CommandBody } from "../options/command-spec.js";
import { LANGUAGES, languageOf } from "../options/options.js";
import { FILES_AS_JSON } from "../options/shared-options.js";
import { UsageError } from "../options/usage-error.js";
import { openRun } from "../print/open-run.js";
import { readPlan } from "../print/report-plan.js";

export interface ReportCommandOptions {
  readonly out?: string;
  readonly title?: string;
  readonly date?: string;
  /** Files of plans for new sites. */
  readonly plan?: readonly string[];
  readonly planService?: string;
  readonly places?: string;
  readonly placesCrs?: string;
  /** Folder of an earlier analysis. */
  readonly earlier?: string;
  readonly lang: string;
  readonly json?: boolean;
}

/** Writes the page and returns its name. */
export async function reportCommand(folder: string, options: ReportCommandOptions): Promise<string> {
  const lang = languageOf(options.lang);
  const folderData = readReportData(folder);
  const earlier = options.earlier === undefined ? folderData.earlier : earlierOf(options.earlier);
  const read = { ...folderData, plans: await plansOf(folderData, options), ...(earlier && { earlier }) };
  const data = { ...read, title: options.title ?? read.title, dataDate: options.date ?? read.dataDate };
  const page = renderReport(data, { lang });
  const target = options.out ?? path.join(folder, "report.html");
  if (options.out !== undefined) writeFileWhole(target, [page]);
  else {
    const write = (into: string) => {
      writeFileWhole(path.join(into, "report.html"), [page]);
      // A plan or trend on the folder's own page stays with it when the page is written again.
      if (options.plan !== undefined || options.earlier !== undefined)
        writeFileWhole(path.join(into, "report-data.json"), [JSON.stringify(read)]);
      return [];
    };
    await writeFolder(folder, write, { adds: true });
  }
  return options.json === true ? `${JSON.stringify({ files: [target] })}\n` : `${target}\n`;
}

/** The shares of an earlier analysis, called by the date of its data, else by its folder. */
function earlierOf(folder: string): EarlierData {
  const { dataDate, services } = readReportData(folder);
  const shares = services.map(({ service, summary: { share, shareBy } }) => {
    return { service, by: shareBy, numerator: share.numerator, denominator: share.denominator };
  });
  return { label: dataDate ?? path.basename(path.resolve(folder)), shares };
}

/** The plans that are named; those of the data stay where none is. */
async function plansOf(
  { plans, services }: ReportData,
  { plan, planService: service, places, placesCrs }: ReportCommandOptions,
) {
  const known = services.map(({ service: id }) => ({ id }));
  if (plan !== undefined) {
    const read = plan.map((file) => readPlan(file, { service, places, placesCrs, known }));
    return Promise.all(read);
  }
  if ([service, places, placesCrs].every((one) => one === undefined)) return plans;
  throw new UsageError("--plan-service, --places and --places-crs speak of --plan; no such file is named");
}

/** What analyze left for its page. @throws {InputFileError} if it is of another form */
export function readReportData(folder: string): ReportData {
  return readReportFile(openRun(folder).path("report-data.json"));
}

/** Report data of a file. */
export function readReportFile(file: string): ReportData {
  const bytes = readBytes(file, "analyze writes it");
  const value = parseJson({ path: file }, bytes);
  if ((value as Partial<ReportData> | null)?.format !== "living-circle report 1")
    throw new InputFileError({ path: file }, "these are not report data of this version");
  return checkReportData(file, value, bytes.length);
}

export const REPORT: CommandBody = {
  arguments: [{ name: "<folder>", says: "where analyze wrote its files" }],
  options: [
    { flags: "--out <file>", says: "the page (default: report.html in the folder)" },
    { flags: "--title <text>", says: "title of the page" },
    { flags: "--date <text>", says: "when the data were current" },
    {
      flags: "--plan <files...>",
      says: "proposed sites: a layer of points in their order (.geojson), or what sites --json answered",
    },
    { flags: "--plan-service <id>", says: "what the sites are to offer, where the plan does not say" },
    { flags: "--places <file>", says: "id, place and name of the sites, for an answer of sites" },
    {
      flags: "--places-crs <crs>",
      says: 'coordinate system of those places, e.g. "GCJ-02"; must be given for a table in China',
    },
    {
      flags: "--earlier <folder>",
      says: "an earlier analysis of the same area: the page shows how each share has changed",
    },
    { flags: "--lang <code>", says: "language shown first: en or zh", otherwise: "en", values: LANGUAGES },
    FILES_AS_JSON,
  ],
  run: reportCommand,
};
