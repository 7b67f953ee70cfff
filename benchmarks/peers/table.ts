/**
 * Results of `bench:peers` as tables in Markdown.
 */
import type { Machine } from "../machine.js";
import type { Measured } from "./measure.js";

export interface PeerResults extends Machine {
  readonly rows: readonly Measured[];
  readonly missing: readonly string[];
  readonly disagreements: readonly string[];
}

/** What each work is. */
export const WORKS: Readonly<Record<string, string>> = {
  W1: "distance from every node to the nearest of 200 facilities",
  W2: "what 2,000 origins reach, with distances",
  W3: "matrix 1,000 × 200 within the limit",
  W3u: "matrix 1,000 × 200 without a limit",
  W4: "sum within reach of every node",
  pairs: "200 single pairs across the city",
  W5: "200 polygons of 15 minutes (Porto Alegre)",
  B: "`.osm.pbf` → network ready to answer (whole process)",
};

export function seconds(s: number): string {
  if (s < 1) return `${(1000 * s).toPrecision(3)} ms`;
  return `${s.toPrecision(3)} s`;
}

function times(ratio: number): string {
  return `${ratio >= 10 ? ratio.toFixed(0) : ratio.toPrecision(2)} ×`;
}

/** Every row, works in order, the fastest first; ratios are to this library's own row. */
export function peerTable({ rows, ...machine }: PeerResults): string {
  const lines = [
    "| work | engine | CPU | ÷ ours | first run | to prepare | peak memory | how |",
    "|---|---|--:|--:|--:|--:|--:|---|",
  ];
  for (const work of Object.keys(WORKS)) {
    const own = rows.filter((row) => row.work === work).sort((a, b) => a.cpuS - b.cpuS);
    const ours = own.find(({ engine }) => engine === "living-circle");
    for (const row of own) {
      const name = row === ours ? `**${row.engine}**` : `${row.engine} ${row.version}`;
      const ratio = ours === undefined || row === ours ? "" : times(row.cpuS / ours.cpuS);
      const how = row.scaledFrom > 1.001 ? `${row.how}, scaled up` : row.how;
      const memory = `${Math.round(row.peakMiB)} MiB`;
      lines.push(
        `| ${[work, name, seconds(row.cpuS), ratio, seconds(row.coldS), seconds(row.prepareS), memory, how].join(" | ")} |`,
      );
    }
  }
  return `${lines.join("\n")}\n\n${provenance(machine)}`;
}

/** One row a work: ours, the fastest other, the ratio. */
export function shortPeerTable({ rows, ...machine }: PeerResults): string {
  const lines = ["| work | living-circle | fastest other | ratio |", "|---|--:|--:|--:|"];
  for (const [work, what] of Object.entries(WORKS)) {
    const own = rows.filter((row) => row.work === work).sort((a, b) => a.cpuS - b.cpuS);
    const ours = own.find(({ engine }) => engine === "living-circle");
    const other = own.find(({ engine }) => engine !== "living-circle");
    if (ours === undefined || other === undefined) continue;
    const rival = `${other.engine} ${seconds(other.cpuS)}`;
    lines.push(`| ${[what, seconds(ours.cpuS), rival, times(other.cpuS / ours.cpuS)].join(" | ")} |`);
  }
  return `${lines.join("\n")}\n\n${provenance(machine)}`;
}

function provenance({ cpu, cores, memoryGiB, node, commit, date }: Machine): string {
  return `CPU seconds, one thread. ${cpu}, ${cores} cores, ${memoryGiB} GiB; Node ${node}; commit ${commit}; ${date}.`;
}
