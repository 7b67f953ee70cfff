/**
 * Whether engines that ran on the same graph gave the same answer.
 *
 * Engines on whole millimetres must agree exactly. pandana counts in floating metres and may take a place at the very
 * limit in or out: within one part in 100,000. geojson-path-finder joins nodes that lie at one place, and so an island or
 * two to the city: within one part in 100.
 * W5 and B are on graphs of each engine's own making and are not compared.
 */
import type { Measured } from "./measure.js";

const TOLERANCE: Readonly<Record<string, number>> = { pandana: 1e-5, "geojson-path-finder": 1e-2 };
const OWN_GRAPH: ReadonlySet<string> = new Set(["W5", "B"]);

/** One sentence for each row that disagrees with this library's. */
export function disagreements(rows: readonly Measured[]): string[] {
  return rows.flatMap((row) => {
    const ours = rows.find(({ engine, work }) => engine === "living-circle" && work === row.work);
    if (ours?.checksum == null || row.checksum === null || OWN_GRAPH.has(row.work)) return [];
    const tolerance = TOLERANCE[row.engine] ?? 0;
    const { count, sum } = row.checksum;
    const off = Math.max(
      Math.abs(count - ours.checksum.count) / Math.max(1, ours.checksum.count),
      Math.abs(sum - ours.checksum.sum) / Math.max(1, ours.checksum.sum),
    );
    if (off <= tolerance) return [];
    return [`${row.engine} ${row.work}: ${count}, ${sum}; due ${ours.checksum.count}, ${ours.checksum.sum}`];
  });
}
