/**
 * A run of `analyze` from its folder, as far as a comparison year on year needs it.
 */

import path from "node:path";
import { InputFileError } from "../../base/errors.js";
import { readJson } from "../../base/read-file.js";
import { openResults } from "../../base/result-folder.js";
import type { LedgerEntry, LedgerRun } from "../../coverage/compare-ledgers.js";
import type { Lineage } from "../../coverage/gap-report.js";
import { UNIT_LEVELS } from "../../places/unit-levels.js";
import { limitUnit, type Requirement } from "../../standards/requirement.js";
import { withPlainDecimals } from "./decimal-sign.js";
import { amountOf, isMissing } from "./missing-words.js";
import { plainName } from "./own-columns.js";
import { type CsvTable, readCsv } from "./read-csv.js";
import { yesOrNoOf } from "./yes-or-no.js";

interface ReportJson {
  readonly attribution?: string | null;
  readonly lineage: Lineage;
  readonly services: readonly { readonly service: string; readonly requirement: Requirement }[];
}

/**
 * Reads the results of one year: `report.json` and the tables of units that the command `analyze` wrote into a folder.
 *
 * @param folder - the folder
 * @param label - e.g. the year; by default the name of the folder
 * @returns the units with their verdicts, for `compareLedgers`
 * @throws {FileAccessError} if the folder holds no report
 * @throws {InputFileError} if it holds no table of units, or a file is damaged or not as the run left it
 *
 * @example
 * readLedgerRun("runs/2025").label; // => "2025"
 */
export function readLedgerRun(folder: string, label = path.basename(path.resolve(folder))): LedgerRun {
  const results = openResults(folder);
  const { attribution, lineage, services } = readReport(results.path("report.json"));
  const files = UNIT_LEVELS.map((level) => `units-${level}.csv`)
    .filter((name) => results.has(name))
    .map((name) => results.path(name));
  if (files.length === 0) {
    const problem = "there is no table of units (units-community.csv, …): no block named its unit";
    throw new InputFileError({ path: folder }, problem);
  }
  const rows = files.flatMap((file) =>
    ledgerRows(file).map((row, i) => ({ row: byPlainName(row), at: { path: file, row: i + 1 } })),
  );
  const rowOfService = new Map(rows.map(({ row }) => [row.service, row]));
  const rules = services.flatMap(({ service, requirement }) => {
    const row = rowOfService.get(service);
    if (row === undefined) return [];
    const { ruleSet, recordId, limit } = requirement;
    const whom = `${row.required_share} of ${row.group} by ${row.weight}`;
    return [[service, `${ruleSet}/${recordId}, ${limit} ${limitUnit(requirement)}, ${whom}`] as const];
  });
  return {
    label,
    attribution: attribution ?? "",
    rules: Object.fromEntries(rules),
    basis: basisOf(lineage),
    entries: rows.map(({ row, at }) => entryOf(row, at)),
  };
}

/** Profile, speed, versions of rule sets and options. */
function basisOf({ profile, speedMps, ruleSets, options, library }: Lineage): Record<string, string> {
  return {
    library,
    profile: `${profile}, ${speedMps} m/s`,
    ...Object.fromEntries(ruleSets.map(({ id, version }) => [`rule set ${id}`, `version ${version}`])),
    ...Object.fromEntries(
      Object.entries(options).map(([name, value]) => [`option ${name}`, JSON.stringify(value)]),
    ),
  };
}

function readReport(file: string): ReportJson {
  const value = readJson(file, "expected a folder that analyze wrote") as Partial<ReportJson> | null;
  if (Array.isArray(value?.services) && value.lineage !== undefined) return value as ReportJson;
  throw new InputFileError({ path: file }, "it holds no services or no lineage: no report of this library");
}

/** The rows of a ledger; one that a spreadsheet wrote with semicolons has commas before its decimals. */
function ledgerRows(file: string): CsvTable["rows"] {
  const table = readCsv(file);
  return withPlainDecimals(table, table.separator === ";" ? "," : undefined).rows;
}

/** A table that went through a spreadsheet has heads in another case, or with blanks around them. */
function byPlainName(row: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(row).map(([column, text]) => [plainName(column), text]));
}

function entryOf(row: Readonly<Record<string, string>>, at: { path: string; row: number }): LedgerEntry {
  const text = (column: string): string => {
    const value = row[column];
    if (value !== undefined) return value;
    throw new InputFileError({ ...at, column }, "the column is missing");
  };
  const number = (column: string): number | null => {
    const value = text(column);
    if (isMissing(value)) return null;
    const number = amountOf(value);
    if (!Number.isNaN(number)) return number;
    throw new InputFileError({ ...at, column }, `"${value}" is given, expected a number`);
  };
  const fails = text("fails");
  const isFailing = yesOrNoOf(fails);
  if (isFailing === null && fails !== "")
    throw new InputFileError(
      { ...at, column: "fails" },
      `"${fails}" is given, expected true, false or nothing`,
    );
  return {
    level: text("level"),
    unit: text("unit_id"),
    name: text("name"),
    service: text("service"),
    fails: isFailing,
    share: number("share_met"),
    residents: number("residents"),
    gap: number("gap"),
    clause: text("fail_clause"),
  };
}
