/**
 * Whether engines that ran on the same graph gave the same answer.
 *
 * Engines on whole millimetres must agree exactly. pandana and cityseer count in floating metres and may take a place at the
 * very limit in or out: within one part in 100,000. An engine that keeps no distances is compared by count alone.
 * geojson-path-finder finds the same pairs, but where two chains of streets join the same two junctions it keeps the one it
 * meets first (`compactor.js`), so its walks may be longer, never shorter: up to one part in 10,000 in all.
 * W5 and B are on graphs of each engine's own making and are not compared.
 */
import type { Measured } from "./measure.js";

/** By how much count and sum may be off, as shares; all others: not at all. */
const ALLOWED: Readonly<
  Record<string, { readonly count: number; readonly less: number; readonly more: number }>
> = {
  pandana: { count: 1e-5, less: 1e-5, more: 1e-5 },
  cityseer: { count: 1e-5, less: 1e-5, more: 1e-5 },
  "geojson-path-finder": { count: 0, less: 0, more: 1e-4 },
};
const EXACT = { count: 0, less: 0, more: 0 };
const OWN_GRAPH: ReadonlySet<string> = new Set(["W5", "B"]);

/** One sentence for each row that disagrees with this library's. */
export function disagreements(rows: readonly Measured[]): string[] {
  return rows.flatMap((row) => {
    const ours = rows.find(({ engine, work }) => engine === "living-circle" && work === row.work);
    if (ours?.checksum == null || row.checksum === null || OWN_GRAPH.has(row.work)) return [];
    const allowed = ALLOWED[row.engine] ?? EXACT;
    const { count, sum } = row.checksum;
    const due = ours.checksum;
    const countOff = Math.abs(count - due.count) / Math.max(1, due.count);
    const sumOff = sum === null ? 0 : (sum - due.sum!) / Math.max(1, due.sum!);
    if (countOff <= allowed.count && sumOff <= allowed.more && -sumOff <= allowed.less) return [];
    return [`${row.engine} ${row.work}: ${count}, ${sum}; due ${ours.checksum.count}, ${ours.checksum.sum}`];
  });
}
