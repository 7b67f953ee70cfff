import type { GapReport } from "../../coverage/gap-report.js";
import type { ServiceCapacity } from "../../coverage/judge-capacity.js";
import type { RangeVerdicts } from "../../coverage/judge-ranges.js";
import type { WalkNetwork } from "../../network/walk-network.js";
import { DEMAND_PER_1000 } from "../../places/demand.js";
import { unlinkedWords } from "../../report/page/reason-words.js";
import { accountOf, renderAccount } from "../../report/tables/account.js";
import { grouped } from "../../report/tables/align-columns.js";
import { amountColumn, countLinked } from "../../report/tables/rows.js";
import { type Language, renderTable } from "../../report/tables/table.js";
import { serviceName } from "../../standards/service-name.js";

/** What stands above and below the table. */
const WORDS = {
  en: {
    streets: (nodes: number, edges: number, points: number, pieces: number) =>
      `Streets: ${grouped(nodes)} nodes, ${grouped(edges)} street edges (${grouped(points)} points, ${grouped(pieces)} pieces before merging)`,
    places: (facilities: number, blocks: number, of: string, amounts: string) =>
      `Facilities: ${grouped(facilities)}; blocks: ${grouped(blocks)}${of} with ${amounts}`,
    parts: (wholes: number) => ` (parts of ${grouped(wholes)} given blocks)`,
    residents: (n: number | null, unknown = 0) =>
      `${n === null ? "an unknown number of" : grouped(n)} residents${n === null || unknown === 0 ? "" : `, not known in ${grouped(unknown)} of them`}`,
    dwellings: (n: number) => `${grouped(n)} dwellings`,
    links: (linked: number, not: string) =>
      `Blocks that join the streets: ${grouped(linked)}; not: ${not || "none"}`,
    unlinked: (count: number, why: string) => `${grouped(count)} ${why}`,
    area: (name: string, bufferM: number) =>
      `Study area: ${name}, facilities up to ${bufferM} m outside count`,
    outside: (blocks: number, amounts: string, facilities: number) => {
      const farther = `${grouped(facilities)} ${facilities === 1 ? "facility" : "facilities"}`;
      return blocks === 0
        ? `Farther out and not counted: ${farther}`
        : `Outside and not judged: ${grouped(blocks)} ${blocks === 1 ? "block" : "blocks"} with ${amounts}; ${farther}`;
    },
    edge: (verdicts: string) => `Verdicts that data from beyond the edge could change: ${verdicts}`,
    join: ", ",
    noBlocks: [
      "No residential blocks: the extract maps no residential buildings, and no --blocks were given.",
      "Streets and facilities are reported; no coverage is claimed.",
    ],
    ranges: (verdicts: string) =>
      `Verdicts that turn within the ranges asked for, in blocks (ranges.csv): ${verdicts}`,
    capacity: (services: readonly string[]) => `Capacity not judged, walks alone: ${services.join(", ")}`,
    facilities: (n: number) => `${n} ${n === 1 ? "facility" : "facilities"}`,
    files: "Files:",
  },
  zh: {
    streets: (nodes: number, edges: number, points: number, pieces: number) =>
      `街道：${grouped(nodes)} 个节点，${grouped(edges)} 条路段（合并前 ${grouped(points)} 个点，${grouped(pieces)} 段）`,
    places: (facilities: number, blocks: number, of: string, amounts: string) =>
      `设施：${grouped(facilities)}；住宅：${grouped(blocks)} 处${of}，${amounts}`,
    parts: (wholes: number) => `（由 ${grouped(wholes)} 处住宅分摊而来）`,
    residents: (n: number | null, unknown = 0) =>
      n === null
        ? "居民数未知"
        : `居民 ${grouped(n)} 人${unknown === 0 ? "" : `（另有 ${grouped(unknown)} 处居民数未知）`}`,
    dwellings: (n: number) => `${grouped(n)} 户`,
    links: (linked: number, not: string) => `接入街道的住宅：${grouped(linked)}；未接入：${not || "无"}`,
    unlinked: (count: number, why: string) => `${why} ${grouped(count)} 处`,
    area: (name: string, bufferM: number) =>
      `研究范围：${name.replace("(hull of the streets)", "（街道的外包范围）").replace(" （", "（")}，范围外 ${bufferM} 米以内的设施计入`,
    outside: (blocks: number, amounts: string, facilities: number) =>
      blocks === 0
        ? `更远而不计入：设施 ${grouped(facilities)} 处`
        : `范围外不作判定：住宅 ${grouped(blocks)} 处，${amounts}；设施 ${grouped(facilities)} 处`,
    edge: (verdicts: string) => `若有边界以外的数据，判定可能改变（住宅数）：${verdicts}`,
    join: "，",
    noBlocks: ["没有住宅：数据中没有住宅建筑，也未提供 --blocks。", "仅报告街道和设施，不作覆盖结论。"],
    ranges: (verdicts: string) => `在给定区间内会改变的判定，按住宅数计（ranges.csv）：${verdicts}`,
    capacity: (services: readonly string[]) => `未评价容量，仅按步行判定：${services.join("、")}`,
    facilities: (n: number) => `${n} 处设施`,
    files: "文件：",
  },
} as const;

/** What was examined beside the walks. */
interface ExaminedBesides {
  readonly capacities?: readonly Pick<ServiceCapacity, "service">[] | undefined;
  /** Verdicts under ranges of the inputs, one entry a service. */
  readonly ranges?: readonly Pick<RangeVerdicts, "service" | "decides">[] | undefined;
}

/** The text that goes to stdout. */
export function analysisSummary(
  report: GapReport,
  network: WalkNetwork,
  files: readonly string[],
  lang: Language,
  audit = "",
  { capacities = [], ranges = [] }: ExaminedBesides = {},
): string {
  const words = WORDS[lang];
  const { blocks, facilities, services } = report;
  const column = amountColumn(blocks.blocks);
  const counts = blocks.blocks.flatMap((block) => block[column] ?? []);
  const sum = Math.round(counts.reduce((all, count) => all + count, 0));
  const amounts =
    column === "households"
      ? words.dwellings(sum)
      : words.residents(
          counts.length === 0 && blocks.blocks.length > 0 ? null : sum,
          blocks.blocks.length - counts.length,
        );
  const { pointsBeforeMerging, piecesBeforeMerging } = network.source;
  const lines = [
    words.streets(network.streetNodeCount, network.edgeCount, pointsBeforeMerging, piecesBeforeMerging),
    words.places(facilities.facilities.length, blocks.blocks.length, partsOf(report, lang), amounts),
  ];
  if (blocks.blocks.length > 0) {
    const { linked = 0, ...not } = countLinked(report);
    lines.push(
      words.links(
        linked,
        Object.entries(not)
          .map(([reason, count]) => words.unlinked(count, unlinkedWords(reason)[lang]))
          .join(words.join),
      ),
    );
  }
  lines.push(...areaLines(report, lang));
  lines.push(...renderAccount(accountOf({ network, blocks, facilities }), lang));
  if (audit !== "") lines.push(audit);
  lines.push("");
  if (blocks.blocks.length > 0)
    lines.push(
      renderTable(report, { lang }),
      ...rangesLine(report, ranges, lang),
      ...capacityLine(report, capacities, lang),
    );
  else {
    const served = services.filter(({ facilityCount }) => facilityCount > 0);
    lines.push(
      ...words.noBlocks,
      ...served.map(
        (s) =>
          `  ${serviceName(s.requirement, lang)}${lang === "zh" ? "：" : ": "}${words.facilities(s.facilityCount)}`,
      ),
    );
  }
  return `${[...lines, words.files, ...files.map((name) => `  ${name}`)].join("\n")}\n`;
}

/** How many verdicts turn within the ranges that were asked for, by service. */
function rangesLine(
  { services }: GapReport,
  ranges: NonNullable<ExaminedBesides["ranges"]>,
  lang: Language,
): string[] {
  const words = WORDS[lang];
  const counts = ranges.flatMap(({ service, decides }) => {
    const count = decides.reduce((sum, decided) => sum + Number(decided !== 0), 0);
    const requirement = services.find((one) => one.service === service)?.requirement;
    return count === 0 || requirement === undefined
      ? []
      : [`${serviceName(requirement, lang)} ${grouped(count)}`];
  });
  return counts.length === 0 ? [] : [words.ranges(counts.join(words.join)), ""];
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

/** How many given blocks the parts stand for, where large ones were spread over their homes or streets. */
function partsOf({ blocks: { blocks } }: GapReport, lang: Language): string {
  const wholes = new Set(blocks.map(({ id, part }) => part?.of ?? id)).size;
  return wholes === blocks.length ? "" : WORDS[lang].parts(wholes);
}

function areaLines({ area, boundary, services, blocks }: GapReport, lang: Language): string[] {
  const words = WORDS[lang];
  const lines: string[] = [];
  if (area !== undefined) {
    const { outside } = area;
    const noneKnown = outside.blocks > 0 && outside.blocksWithoutResidents === outside.blocks;
    const amounts =
      amountColumn(blocks.blocks) === "households"
        ? words.dwellings(outside.households)
        : words.residents(noneKnown ? null : outside.residents, outside.blocksWithoutResidents);
    lines.push(words.area(area.name, area.bufferM));
    lines.push(words.outside(outside.blocks, amounts, outside.facilities));
  }
  const judged = new Set(
    services.filter(({ summary }) => summary.blockShare.value !== null).map((s) => s.service),
  );
  const names = new Map(
    services.map(({ service, requirement }) => [service, serviceName(requirement, lang)]),
  );
  const changing = (boundary?.services ?? []).filter(
    ({ service, verdicts }) => verdicts > 0 && judged.has(service),
  );
  if (changing.length > 0) {
    const counts = changing.map(
      ({ service, verdicts }) => `${names.get(service) ?? service} ${grouped(verdicts)}`,
    );
    lines.push(words.edge(counts.join(words.join)));
  }
  return lines;
}
