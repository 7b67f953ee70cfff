import type { GapReport } from "../../coverage/gap-report.js";
import type { ServiceCapacity } from "../../coverage/judge-capacity.js";
import type { WalkNetwork } from "../../network/walk-network.js";
import { DEMAND_PER_1000 } from "../../places/demand.js";
import { accountOf, renderAccount } from "../../report/tables/account.js";
import { amountColumn, countLinked } from "../../report/tables/rows.js";
import { type Language, renderTable } from "../../report/tables/table.js";
import { serviceName } from "../../standards/service-name.js";

/** What stands above and below the table. */
const WORDS = {
  en: {
    streets: (nodes: number, edges: number, points: number, pieces: number) =>
      `Streets: ${nodes} nodes, ${edges} street edges (${points} points, ${pieces} pieces before merging)`,
    places: (facilities: number, blocks: number, amounts: string) =>
      `Facilities: ${facilities}; blocks: ${blocks} with ${amounts}`,
    residents: (n: number | null) => `${n ?? "an unknown number of"} residents`,
    dwellings: (n: number) => `${n} dwellings`,
    links: (linked: number, not: string) => `Blocks that join the streets: ${linked}; not: ${not || "none"}`,
    area: (name: string, bufferM: number) =>
      `Study area: ${name}, facilities up to ${bufferM} m outside count`,
    outside: (blocks: number, residents: number | null, facilities: number) =>
      blocks === 0
        ? `Farther out and not counted: ${facilities} facilities`
        : `Outside and not judged: ${blocks} blocks with ${residents ?? "an unknown number of"} residents; ${facilities} facilities`,
    edge: (verdicts: string) => `Verdicts that data from beyond the edge could change: ${verdicts}`,
    noBlocks: [
      "No residential blocks: the extract maps no residential buildings, and no --blocks were given.",
      "Streets and facilities are reported; no coverage is claimed.",
    ],
    capacity: (services: readonly string[]) => `Capacity not judged, walks alone: ${services.join(", ")}`,
    facilities: "facilities",
    files: "Files:",
  },
  zh: {
    streets: (nodes: number, edges: number, points: number, pieces: number) =>
      `街道：${nodes} 个节点，${edges} 条路段（合并前 ${points} 个点，${pieces} 段）`,
    places: (facilities: number, blocks: number, amounts: string) =>
      `设施：${facilities}；住宅：${blocks} 处，${amounts}`,
    residents: (n: number | null) => `居民 ${n ?? "未知"} 人`,
    dwellings: (n: number) => `${n} 户`,
    links: (linked: number, not: string) => `接入街道的住宅：${linked}；未接入：${not || "无"}`,
    area: (name: string, bufferM: number) => `研究范围：${name}，范围外 ${bufferM} 米以内的设施计入`,
    outside: (blocks: number, residents: number | null, facilities: number) =>
      blocks === 0
        ? `更远而不计入：设施 ${facilities} 处`
        : `范围外不作判定：住宅 ${blocks} 处，居民 ${residents ?? "未知"} 人；设施 ${facilities} 处`,
    edge: (verdicts: string) => `若有边界以外的数据，判定可能改变：${verdicts}`,
    noBlocks: ["没有住宅：数据中没有住宅建筑，也未提供 --blocks。", "仅报告街道和设施，不作覆盖结论。"],
    capacity: (services: readonly string[]) => `未评价容量，仅按步行判定：${services.join("、")}`,
    facilities: "处设施",
    files: "文件：",
  },
} as const;

/** The text that goes to stdout. */
export function analysisSummary(
  report: GapReport,
  network: WalkNetwork,
  files: readonly string[],
  lang: Language,
  audit = "",
  capacities: readonly Pick<ServiceCapacity, "service">[] = [],
): string {
  const words = WORDS[lang];
  const { blocks, facilities, services } = report;
  const column = amountColumn(blocks.blocks);
  const counts = blocks.blocks.flatMap((block) => block[column] ?? []);
  const sum = Math.round(counts.reduce((all, count) => all + count, 0));
  const amounts =
    column === "households"
      ? words.dwellings(sum)
      : words.residents(counts.length === 0 && blocks.blocks.length > 0 ? null : sum);
  const { pointsBeforeMerging, piecesBeforeMerging } = network.source;
  const lines = [
    words.streets(network.streetNodeCount, network.edgeCount, pointsBeforeMerging, piecesBeforeMerging),
    words.places(facilities.facilities.length, blocks.blocks.length, amounts),
  ];
  if (blocks.blocks.length > 0) {
    const { linked = 0, ...not } = countLinked(report);
    lines.push(
      words.links(
        linked,
        Object.entries(not)
          .map(([reason, count]) => `${count} ${reason}`)
          .join(", "),
      ),
    );
  }
  lines.push(...areaLines(report, lang));
  lines.push(...renderAccount(accountOf({ network, blocks, facilities }), lang));
  if (audit !== "") lines.push(`  ${audit}`);
  lines.push("");
  if (blocks.blocks.length > 0)
    lines.push(renderTable(report, { lang }), ...capacityLine(report, capacities, lang));
  else {
    const served = services.filter(({ facilityCount }) => facilityCount > 0);
    lines.push(
      ...words.noBlocks,
      ...served.map((s) => `  ${s.service}: ${s.facilityCount} ${words.facilities}`),
    );
  }
  return `${[...lines, words.files, ...files.map((name) => `  ${name}`)].join("\n")}\n`;
}

/** Services whose places could be asked for and were not judged: no facility gives any, or nobody's number is known. */
function capacityLine(
  { services }: GapReport,
  capacities: readonly Pick<ServiceCapacity, "service">[],
  lang: Language,
): string[] {
  const unjudged = services.filter(
    ({ service, facilityCount }) =>
      facilityCount > 0 &&
      DEMAND_PER_1000[service] !== undefined &&
      !capacities.some((capacity) => capacity.service === service),
  );
  return unjudged.length === 0
    ? []
    : [WORDS[lang].capacity(unjudged.map(({ requirement }) => serviceName(requirement, lang))), ""];
}

function areaLines({ area, boundary, services }: GapReport, lang: Language): string[] {
  const words = WORDS[lang];
  const lines: string[] = [];
  if (area !== undefined) {
    const { blocks, residents, blocksWithoutResidents, facilities } = area.outside;
    const people = blocks > 0 && blocksWithoutResidents === blocks ? null : Math.round(residents);
    lines.push(words.area(area.name, area.bufferM), words.outside(blocks, people, facilities));
  }
  const judged = new Set(
    services.filter(({ summary }) => summary.blockShare.value !== null).map((s) => s.service),
  );
  const changing = (boundary?.services ?? []).filter(
    ({ service, verdicts }) => verdicts > 0 && judged.has(service),
  );
  if (changing.length > 0) {
    lines.push(words.edge(changing.map(({ service, verdicts }) => `${service} ${verdicts}`).join(", ")));
  }
  return lines;
}
