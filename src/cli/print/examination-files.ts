/**
 * What `living-circle analyze` writes of units, capacity and walkers, where the data hold any.
 */
import path from "node:path";
import { writeFileWhole } from "../../doors/io.js";
import {
  areaCsv,
  capacityBlocksCsv,
  capacityCsv,
  capacitySummaryCsv,
  complexCandidates,
  complexesCsv,
  indicatorsCsv,
  type JudgedRanges,
  ledgerCsv,
  rangesBlocksCsv,
  rangesCsv,
  unitsCsv,
  walkersCsv,
} from "../../doors/report.js";
import {
  type Examination,
  type GapReport,
  isCounted,
  type WalkNetwork,
  type WalkProfile,
  walkerGroups,
} from "../../index.js";

/**
 * Writes a ledger and a table a level, the indicators, capacity and area, and returns the names of the files.
 *
 * The city alone is no unit worth a ledger: without levels below it there is none.
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
export function writeWalkers(
  network: WalkNetwork,
  report: GapReport,
  profiles: readonly WalkProfile<"ms">[],
  minutes: readonly number[],
  out: string,
): string[] {
  if (profiles.length === 0) return [];
  const services = report.services
    .filter(({ facilityCount }) => facilityCount > 0)
    .map(({ service }) => service);
  if (services.length === 0) return [];
  const target = path.join(out, "walkers.csv");
  writeFileWhole(
    target,
    walkersCsv(
      report,
      walkerGroups(network, report, { services, profiles, minutes, isCounted: (f) => isCounted(report, f) }),
    ),
  );
  return [target];
}

/** Writes which verdicts depend on doubtful inputs, where the user names a range. */
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
