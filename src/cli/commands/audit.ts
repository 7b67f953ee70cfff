/**
 * `living-circle audit`: what is wrong or odd in the inputs, before anything is computed from them.
 */

import path from "node:path";
import { type AuditReport, assertAuditPasses } from "../../audit/audit-study.js";
import type { ReadNote } from "../../base/notes.js";
import { writeFolder } from "../../base/result-folder.js";
import { writeFileWhole } from "../../base/write-file.js";
import type { City } from "../../city/city.js";
import type { WalkNetwork } from "../../network/walk-network.js";
import { geoJsonText } from "../../report/maps/geojson.js";
import { accountCsv, accountOf, renderAccount } from "../../report/tables/account.js";
import { auditCsv, auditGeoJSON, renderAudit } from "../../report/tables/audit-tables.js";
import { EXIT } from "../exit-codes.js";
import { type AnalyzeFlags, configOf } from "../options/analyze-config.js";
import type { CommandBody } from "../options/command-spec.js";
import { withCity } from "../options/open-city.js";
import { LANGUAGES, parseList, parseRow } from "../options/options.js";
import {
  ALLOW,
  CITY_ARGUMENT,
  CONFIG,
  QUIET,
  REGISTER_SERVICE,
  STREET_OPTIONS,
} from "../options/shared-options.js";
import { createProgress } from "../print/progress.js";

interface AuditCommandOptions extends AnalyzeFlags {
  readonly allow?: string;
  readonly json?: boolean;
  readonly quiet?: boolean;
}

/** Audits, writes `audit.csv` and `audit.geojson`, and returns what is printed; exit code 4 where results would be false. */
async function auditCommand(file: string | undefined, options: AuditCommandOptions): Promise<string> {
  const config = configOf(file, options);
  const progress = createProgress(options.quiet === true);
  return withCity(config, { progress }, async (city) => {
    progress.step("auditing");
    const report = city.audit({ allow: parseList(options.allow ?? "") });
    progress.done();
    if (report.blockingCodes.length > 0) process.exitCode = EXIT.badInput;
    const folder = config.outputs?.folder ?? "out";
    const account = accountOf(city);
    const write = (into: string) => [
      ...writeAudit(report, city.network, into),
      writeAccount(account, city.network, into),
    ];
    const files = await writeFolder(folder, write, { adds: true });
    if (options.json === true) return `${JSON.stringify({ files, ...report }, null, 2)}\n`;
    const lang = config.language ?? "en";
    const head = lang === "zh" ? "文件：" : "Files:";
    const block = renderAccount(account, lang)
      .map((line) => `${line}\n`)
      .join("");
    return `${renderAudit(report, lang)}\n${block}${head}\n${files.map((name) => `  ${name}`).join("\n")}\n`;
  });
}

/** Audits before an analysis. @throws {AuditError} if results would be false, after the findings are written */
export async function auditFirst(city: City, folder: string): Promise<AuditReport> {
  const audit = city.audit();
  if (audit.blockingCodes.length > 0)
    await writeFolder(folder, (into) => writeAudit(audit, city.network, into), { adds: true });
  assertAuditPasses(audit);
  return audit;
}

/** Writes the findings as table and layer, and returns the names. */
export function writeAudit(report: AuditReport, { source }: WalkNetwork, folder: string): string[] {
  const [table, layer] = [path.join(folder, "audit.csv"), path.join(folder, "audit.geojson")];
  writeFileWhole(table, auditCsv(report, source.attribution ?? ""));
  writeFileWhole(layer, geoJsonText(auditGeoJSON(report, source.attribution ?? "")));
  return [table, layer];
}

/** Writes what was read, used and left out, and returns the name. */
function writeAccount(account: readonly ReadNote[], { source }: WalkNetwork, folder: string): string {
  const target = path.join(folder, "account.csv");
  writeFileWhole(target, accountCsv(account, source.attribution ?? ""));
  return target;
}

export const AUDIT: CommandBody = {
  arguments: [CITY_ARGUMENT],
  options: [
    ...STREET_OPTIONS,
    CONFIG,
    { flags: "--blocks <file>", says: "residential blocks, as for analyze" },
    { flags: "--blocks-crs <crs>", says: "their coordinate system" },
    { flags: "--blocks-layer <name>", says: "their layer or sheet, where the file holds several" },
    {
      flags: "--blocks-decimal <sign>",
      says: "sign before their decimals, a comma or a point (default: a point)",
    },
    {
      flags: "--blocks-header-row <n>",
      says: "row in which their head stands (default: the first that looks like one)",
      parse: parseRow,
    },
    { flags: "--facilities <file>", says: "register of facilities, as for analyze" },
    { flags: "--facilities-crs <crs>", says: "its coordinate system" },
    { flags: "--facilities-layer <name>", says: "its layer or sheet, where the file holds several" },
    { flags: "--facilities-decimal <sign>", says: "sign before its decimals, likewise" },
    { flags: "--facilities-header-row <n>", says: "row in which its head stands, likewise", parse: parseRow },
    REGISTER_SERVICE,
    ALLOW,
    { flags: "--out <folder>", says: "where audit.csv, audit.geojson and account.csv go (default: out)" },
    { flags: "--lang <code>", says: "language of the summary: en or zh (default: en)", values: LANGUAGES },
    { flags: "--json", says: "as JSON: { files, findings, blockingCodes, … }" },
    QUIET,
  ],
  run: auditCommand,
};
