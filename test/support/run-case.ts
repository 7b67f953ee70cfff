/**
 * The worked cases of docs/cases: a configuration run as the command line would, and its numbers as a table.
 */
import path from "node:path";
import {
  type City,
  coverageTotals,
  type Examination,
  type GapReport,
  loadConfig,
  openCity,
  type WalkNetwork,
} from "../../src/index.js";
import { DATA_FOLDER } from "./data-folder.js";

export const CASES = path.resolve(import.meta.dirname, "../../docs/cases");

export interface CaseResult {
  readonly city: City;
  readonly network: WalkNetwork;
  readonly report: GapReport;
  readonly examination: Examination;
}

/** A case on one thread, so that nothing is left to be closed. @param file - configuration, relative to docs/cases */
export function openCase(file: string): Promise<City> {
  return openCity(loadConfig(path.join(CASES, file), { LIVING_CIRCLE_DATA: DATA_FOLDER }), { threads: 1 });
}

/** Opens a case and examines it. */
export async function runCase(file: string): Promise<CaseResult> {
  const city = await openCase(file);
  const examination = await city.examine();
  return { city, network: city.network, report: examination.report, examination };
}

/** Streets, places and the verdicts of each service, as the page of the case shows them. */
export function caseNumbers({ network, report }: Pick<CaseResult, "network" | "report">): string {
  const { blocks } = report.blocks;
  const streets = `- streets: ${number(network.streetNodeCount)} nodes, ${number(network.edgeCount)} edges`;
  if (blocks.length === 0) return `${streets}\n`;
  const totals = coverageTotals(report);
  const parts = blocks.filter(({ part }) => part !== undefined);
  const whole = new Set(parts.map(({ part }) => part!.of)).size;
  const lines = [
    streets,
    ...(parts.length === 0
      ? []
      : [
          `- judged whole: ${whole} blocks that are large compared with the walk, disaggregated to ${number(parts.length)} points; met are those`,
          "  of which no more than 20 % of the people are a gap",
        ]),
    ...(report.area === undefined
      ? []
      : [
          `- facilities outside: ${number(report.area.outside.facilities)} (beyond ${number(report.area.bufferM)} m)`,
        ]),
    "",
  ];
  const amounts = (["blocks", "residents", "households"] as const).filter((of) => totals[0]![of] !== null);
  const names = { blocks: "blocks", residents: "people", households: "dwellings" };
  const kinds = ["met", "gap", "unknown", "outside"] as const;
  const head = amounts.flatMap((of) => kinds.map((kind) => (kind === "met" ? `${names[of]} met` : kind)));
  lines.push(`| service | facilities on streets | ${head.join(" | ")} | boundary |`);
  lines.push(`|---|---:|${head.map(() => "---:").join("|")}|---:|`);
  totals.forEach((total, s) => {
    const { completeness, facilityCount, linkedFacilityCount } = report.services[s]!;
    const mark = completeness === "complete" ? "" : completeness === "screening" ? "*" : "†";
    const cells = amounts.flatMap((of) => kinds.map((kind) => number(total[of]![kind])));
    const boundary = number(report.boundary?.services[s]?.verdicts ?? 0);
    lines.push(
      `| ${total.service}${mark} | ${linkedFacilityCount}/${facilityCount} | ${cells.join(" | ")} | ${boundary} |`,
    );
  });
  return `${lines.join("\n")}\n`;
}

export function number(value: number): string {
  return String(Math.round(value)).replace(/\B(?=(\d{3})+$)/g, " ");
}
