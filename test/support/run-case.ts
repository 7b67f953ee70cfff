/**
 * The worked cases of docs/cases: a configuration run as the command line would, and its numbers as a table.
 */
import path from "node:path";
import {
  analyzeLivingCircle,
  areaCoverage,
  chooseRequirements,
  type GapReport,
  loadConfig,
  PROFILES,
  readStudyArea,
  readStudyPlaces,
  readStudyStreets,
  spreadStudy,
  type WalkNetwork,
} from "../../src/index.js";
import { DATA_FOLDER } from "./data-folder.js";

export const CASES = path.resolve(import.meta.dirname, "../../docs/cases");

export interface CaseResult {
  readonly network: WalkNetwork;
  readonly report: GapReport;
}

/** @param file - configuration, relative to docs/cases */
export async function runCase(file: string): Promise<CaseResult> {
  const config = loadConfig(path.join(CASES, file), { LIVING_CIRCLE_DATA: DATA_FOLDER });
  const { requirements, ruleSets } = chooseRequirements(config, PROFILES.adult.id);
  const streets = await readStudyStreets(config);
  const places = await readStudyPlaces(config, streets);
  const area = await readStudyArea(config, streets.network);
  const blocks = spreadStudy(streets, places.blocks, requirements, PROFILES.adult.speedMps);
  const report = await analyzeLivingCircle(
    streets.network,
    { ...places, blocks },
    {
      requirements,
      lineage: { ruleSets },
      ...(area === undefined ? {} : { area }),
    },
  );
  return { network: streets.network, report };
}

/** Streets, places and the verdicts of each service, as the page of the case shows them. */
export function caseNumbers({ network, report }: CaseResult): string {
  const { blocks } = report.blocks;
  const known = blocks.some(({ residents }) => residents !== null);
  const households = blocks.some((block) => block.households !== null);
  const weights: [string, (block: number) => number][] = [
    ["blocks", () => 1],
    ...(known ? [["people", (b: number) => blocks[b]!.residents ?? 0] as [string, () => number]] : []),
    ...(households
      ? [["dwellings", (b: number) => blocks[b]!.households ?? 0] as [string, () => number]]
      : []),
  ];
  const lines = [
    `- streets: ${number(network.streetNodeCount)} nodes, ${number(network.edgeCount)} edges`,
    `- judged: ${weights.map(([name, weight]) => `${number(sum(blocks.keys(), weight))} ${name}`).join(", ")}`,
  ];
  if (report.area !== undefined) {
    const { outside, bufferM } = report.area;
    const people = known ? `, ${number(outside.residents)} people` : "";
    lines.push(
      `- outside: ${number(outside.blocks)} blocks${people}, ${number(outside.facilities)} facilities (beyond ${number(bufferM)} m)`,
    );
  }
  if (blocks.length === 0) return `${lines.slice(0, 1).join("\n")}\n`;
  const kinds = ["met", "gap", "unknown"] as const;
  const head = weights.flatMap(([name]) => kinds.map((kind) => `${name} ${kind}`));
  lines.push("", `| service | facilities on streets | ${head.join(" | ")} | edge |`);
  lines.push(`|---|---:|${head.map(() => "---:").join("|")}|---:|`);
  report.services.forEach(({ service, completeness, facilityCount, linkedFacilityCount, verdict }, s) => {
    const cells = weights.flatMap(([, weight]) =>
      kinds.map((_, kind) =>
        number(
          sum(
            [...blocks.keys()].filter((b) => verdict[b] === kind),
            weight,
          ),
        ),
      ),
    );
    const mark = completeness === "complete" ? "" : completeness === "screening" ? "*" : "†";
    const edge = number(report.edge?.services[s]?.verdicts ?? 0);
    lines.push(
      `| ${service}${mark} | ${linkedFacilityCount}/${facilityCount} | ${cells.join(" | ")} | ${edge} |`,
    );
  });
  return `${[...lines, ...areaLines(report)].join("\n")}\n`;
}

/** Verdicts of the blocks that were spread, where there are any. */
function areaLines(report: GapReport): string[] {
  const areas = areaCoverage(report);
  if (areas.length === 0) return [];
  const counts = report.services.map(({ service }, s) => {
    const of = (kind: string) => areas.filter(({ services }) => services[s]!.verdict === kind).length;
    return `${service} ${of("met")}/${of("gap")}/${of("unknown")}`;
  });
  return [
    "",
    `The blocks above are the points over which ${areas.length} larger blocks were spread. Of these are met/gap/unknown, with 80 % of`,
    `their people as the bar: ${counts.join(", ")}.`,
  ];
}

function sum(blocks: Iterable<number>, weight: (block: number) => number): number {
  let total = 0;
  for (const block of blocks) total += weight(block);
  return total;
}

function number(value: number): string {
  return String(Math.round(value)).replace(/\B(?=(\d{3})+$)/g, " ");
}
