/**
 * What `living-circle analyze` writes of units and capacity, where the data hold any.
 *
 * Layer: cli. Imports the doors only.
 */
import path from "node:path";
import type { Examination } from "../index.js";
import { writeFileWhole } from "../io/index.js";
import {
  areaCsv,
  capacityCsv,
  capacitySummaryCsv,
  indicatorsCsv,
  ledgerCsv,
  unitsCsv,
} from "../report/index.js";

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
