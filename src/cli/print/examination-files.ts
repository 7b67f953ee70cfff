/**
 * What `living-circle analyze` writes of units, capacity and walkers, where the data hold any.
 */

import path from "node:path";
import { writeFileWhole } from "../../base/write-file.js";
import type { Examination } from "../../city/ask/examine.js";
import type { GapReport } from "../../coverage/gap-report.js";
import type { WalkerGroup } from "../../coverage/walker-group.js";
import { areaCsv, complexCandidates, complexesCsv } from "../../report/tables/floor-area-csv.js";
import {
  capacityBlocksCsv,
  capacityCsv,
  capacitySummaryCsv,
  indicatorsCsv,
  ledgerCsv,
  unitsCsv,
} from "../../report/tables/ledger-csv.js";
import { type JudgedRanges, rangesBlocksCsv, rangesCsv } from "../../report/tables/ranges-csv.js";
import { walkersCsv } from "../../report/tables/walkers-csv.js";

/**
 * Writes a ledger and a table a level, the indicators, capacity and area, and returns the names of the files.
 *
 * The city alone is not a unit worth a ledger: without levels below it there is none.
 */
export function writeExamination(examination: Examination, out: string): string[] {
  const { report, levels, indicators, capacities, norms, area } = examination;
  const written: string[] = [];
  const write = (name: string, lines: Iterable<string>) => {
    const target = path.join(out, name);
    writeFileWhole(target, lines);
    written.push(target);
  };
  const below = levels.filter(({ level }) => level !== "city");
  for (const { level, units, failing } of below) {
    write(`ledger-${level}.csv`, ledgerCsv(report, units, failing));
    write(`units-${level}.csv`, unitsCsv(report, units));
  }
  if (below.length > 0) write("indicators.csv", indicatorsCsv(report, indicators));
  if (capacities.length > 0) {
    write("capacity.csv", capacitySummaryCsv(report, capacities, norms));
    write("capacity-facilities.csv", capacityCsv(report, capacities));
    write("capacity-blocks.csv", capacityBlocksCsv(report, capacities));
  }
  if (area !== null) write("area.csv", areaCsv(report, area));
  if (complexCandidates(report).length > 0) write("complexes.csv", complexesCsv(report));
  return written;
}

/** Writes the shares within reach for several profiles, where the user asks for them. */
/** Writes who walks side by side, where anybody is compared. */
export function writeWalkers(report: GapReport, groups: readonly WalkerGroup[], out: string): string[] {
  if (groups.length === 0) return [];
  const target = path.join(out, "walkers.csv");
  writeFileWhole(target, walkersCsv(report, groups));
  return [target];
}

/** Writes verdicts under ranges, where any were asked for. */
export function writeRanges(report: GapReport, judged: JudgedRanges | null, out: string): string[] {
  if (judged === null) return [];
  const { ranges, verdicts } = judged;
  const targets = {
    "ranges.csv": rangesCsv(report, ranges, verdicts),
    "ranges-blocks.csv": rangesBlocksCsv(report, verdicts),
  };
  return Object.entries(targets).map(([name, lines]) => {
    const target = path.join(out, name);
    writeFileWhole(target, lines);
    return target;
  });
}
