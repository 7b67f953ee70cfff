/**
 * `living-circle compare-years`: the ledgers of two or more analyses, oldest first.
 */
import path from "node:path";
import { writeFolder } from "../../base/result-folder.js";
import { writeFileWhole } from "../../base/write-file.js";
import { compareLedgers, LEDGER_STATES, type LedgerComparison } from "../../coverage/compare-ledgers.js";
import { readLedgerRun } from "../../read/tables/read-ledger-run.js";
import { ledgerChangesCsv, residentsChangesCsv } from "../../report/tables/ledger-changes-csv.js";
import type { CommandBody } from "../options/command-spec.js";
import { parseList } from "../options/options.js";
import { UsageError } from "../options/usage-error.js";
import { openRun } from "../print/open-run.js";

export interface CompareYearsOptions {
  /** One name a folder, apart by commas. */
  readonly labels?: string;
  readonly out?: string;
  readonly json?: boolean;
}

export async function compareYearsCommand(
  folders: readonly string[],
  options: CompareYearsOptions,
): Promise<string> {
  if (folders.length < 2)
    throw new UsageError("Expected two or more folders that analyze wrote, the oldest first");
  const labels = options.labels === undefined ? undefined : parseList(options.labels);
  if (labels !== undefined && labels.length !== folders.length)
    throw new UsageError(`${labels.length} labels are given for ${folders.length} folders`);
  for (const folder of folders) openRun(folder);
  const comparison = compareLedgers(folders.map((folder, i) => readLedgerRun(folder, labels?.[i])));
  const text = `${JSON.stringify(comparison, null, 2)}\n`;
  const { out } = options;
  const files =
    out === undefined
      ? []
      : await writeFolder(
          out,
          (into) => [
            writeTo(path.join(into, "ledger-changes.csv"), ledgerChangesCsv(comparison)),
            writeTo(path.join(into, "residents-changes.csv"), residentsChangesCsv(comparison)),
            writeTo(path.join(into, "ledger-changes.json"), [text]),
          ],
          { adds: true },
        );
  if (options.json === true) return text;
  return `${[...comparisonLines(comparison), ...files].join("\n")}\n`;
}

function writeTo(target: string, chunks: Iterable<string>): string {
  writeFileWhole(target, chunks);
  return target;
}

function comparisonLines({ before, after, warnings, summary, residents }: LedgerComparison): string[] {
  return [
    ...warnings.map((warning) => `not alike — ${warning}`),
    ["level", "service", `failing ${before}`, `failing ${after}`, ...LEDGER_STATES].join("\t"),
    ...summary.map(({ level, service, states, failingBefore, failingAfter, isOtherRule }) =>
      [
        level,
        isOtherRule ? `${service} (another rule)` : service,
        failingBefore,
        failingAfter,
        ...LEDGER_STATES.map((state) => states[state]),
      ].join("\t"),
    ),
    `units with other residents: ${residents.length}`,
  ];
}

export const COMPARE_YEARS: CommandBody = {
  arguments: [{ name: "<folders...>", says: "folders that analyze wrote, the oldest first" }],
  options: [
    { flags: "--labels <list>", says: "names of the runs, e.g. 2024,2025 (default: names of the folders)" },
    {
      flags: "--out <folder>",
      says: "write ledger-changes.csv, residents-changes.csv and ledger-changes.json there",
    },
    { flags: "--json", says: "as JSON: { warnings, summary, changes, residents }" },
  ],
  run: compareYearsCommand,
};
