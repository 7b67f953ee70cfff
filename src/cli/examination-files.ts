/**
 * What `living-circle analyze` writes of units, capacity and walkers, where the data hold any.
 *
 * Layer: cli. Imports the doors only.
 */
import path from "node:path";
import {
  type Examination,
  type GapReport,
  judgeRanges,
  PROFILES,
  type WalkNetwork,
  walkerGroups,
} from "../index.js";
import { writeFileWhole } from "../io/index.js";
import {
  areaCsv,
  capacityCsv,
  capacitySummaryCsv,
  indicatorsCsv,
  ledgerCsv,
  rangesCsv,
  unitsCsv,
  walkersCsv,
} from "../report/index.js";
import { parseList, profileNamed, UsageError } from "./options.js";

/**
 * Writes a ledger and a table a level, the indicators, capacity and area, and returns the names of the files.
 *
 * The city alone is no unit worth a ledger: without levels below it there is none.
 */
export function writeExamination(examination: Examination, out: string): string[] {
  const { report, levels, indicators, capacities, area } = examination;
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
    write("capacity.csv", capacitySummaryCsv(report, capacities));
    write("capacity-facilities.csv", capacityCsv(report, capacities));
  }
  if (area !== null) write("area.csv", areaCsv(report, area));
  return written;
}

/** Writes the shares within reach for several profiles, where the user asks for them. */
export function writeWalkers(
  network: WalkNetwork,
  report: GapReport,
  asked: string | undefined,
  minutes: readonly number[],
  out: string,
): string[] {
  if (asked === undefined) return [];
  const profiles = asked === "all" ? Object.values(PROFILES) : parseList(asked).map(profileNamed);
  const services = report.services
    .filter(({ facilityCount }) => facilityCount > 0)
    .map(({ service }) => service);
  if (services.length === 0) return [];
  const target = path.join(out, "walkers.csv");
  writeFileWhole(target, walkersCsv(report, walkerGroups(network, report, { services, profiles, minutes })));
  return [target];
}

/** What the user says of doubtful inputs. */
export interface RangeFlags {
  /** `0.9,1.3`: slowest and fastest walk, metres a second. */
  readonly speedRange?: string;
  readonly positionError?: number;
}

/** Writes which verdicts depend on doubtful inputs, where the user names a range. */
export function writeRanges(
  report: GapReport,
  { speedRange, positionError: positionM }: RangeFlags,
  out: string,
): string[] {
  if (speedRange === undefined && positionM === undefined) return [];
  const [slow, fast, ...more] = speedRange === undefined ? [] : parseList(speedRange).map(Number);
  if (speedRange !== undefined && (slow === undefined || fast === undefined || more.length > 0)) {
    throw new UsageError(`"${speedRange}" is no range of speeds: due is e.g. 0.9,1.3 metres a second`);
  }
  const ranges = {
    ...(speedRange === undefined ? {} : { speedMps: [slow!, fast!] as const }),
    ...(positionM === undefined ? {} : { positionM }),
  };
  const target = path.join(out, "ranges.csv");
  writeFileWhole(target, rangesCsv(report, ranges, judgeRanges(report, ranges)));
  return [target];
}
