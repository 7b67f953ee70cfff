/**
 * A gap report as text for the terminal, in English or Chinese.
 */

import { itemAt } from "../../base/at.js";
import { anObject, aWord, checkCall, that } from "../../base/check-call.js";
import { groupBy } from "../../base/grouping.js";
import {
  type GapReport,
  REASONS,
  type Reason,
  reasonAt,
  type ServiceGaps,
  type ServiceSummary,
  type Split,
  VERDICTS,
} from "../../coverage/gap-report.js";
import { GAP_REPORT } from "../../coverage/report-form.js";
import { byBasis, limitUnit, type Requirement } from "../../standards/requirement.js";
import { serviceName } from "../../standards/service-name.js";
import { reasonWords } from "../page/reason-words.js";
import { alignColumns, grouped } from "./align-columns.js";
import { amountColumn, gapRow, STATUS_WORDS, worstGaps } from "./rows.js";

/** Language of a text made for people. */
export type Language = "en" | "zh";

const WORDS = {
  en: {
    headers: [
      "service",
      "facilities",
      "required",
      "blocks met",
      "gap",
      "unknown",
      "{amount} met",
      "gap",
      "unknown",
      "share of {weight} met",
      "median walk",
      "90 % within",
      "rule",
    ],
    worst: "Worst gaps (most {amount} first)",
    worstHeaders: ["service", "where", "{amount}", "why", "walk", "required", "nearest"],
    reasons: "Gaps by reason ({amount}):",
    unknowns: "Unknown by reason ({amount}):",
    inBlocks: (n: number) => `${grouped(n)} ${n === 1 ? "block" : "blocks"}`,
    andBlocks: (n: number) => ` (and ${grouped(n)} ${n === 1 ? "block" : "blocks"} with unknown residents)`,
    units: { m: "m", min: "min" },
    weights: { residents: "residents", dwellings: "dwellings", blocks: "blocks" },
    withoutResidents: (blocks: number, all: number) =>
      `${blocks} of ${all} blocks without residents: the residents shown are those of the others.`,
    screening: "* screening only: the source may not hold every facility",
    notMapped: (services: string) =>
      `No verdict: no source is known to hold every facility of ${services}. A register (--facilities register.csv) turns these unknowns into verdicts.`,
    joined: "Facilities n/m: n join the streets, of m in the data; the others serve nobody here.",
    ofKnown: "Shares are of those whose verdict is known; what is unknown stands beside them.",
    none: "No gaps were found.",
    noVerdict: "No verdict could be given: see what is unknown.",
    unnamed: "(unnamed)",
    noRule: "no rule: counted, not judged",
    estimated:
      "Residents are estimated from floor area (35 m² a person); give --blocks with real numbers for a report to sign.",
    notCompliant:
      'Figures marked "compare with print" were not re-read in the printed standard: no verdict here says "compliant".',
  },
  zh: {
    headers: [
      "服务",
      "设施",
      "要求",
      "达标住宅",
      "缺口",
      "未知",
      "达标{amount}",
      "缺口",
      "未知",
      "达标率（按{weight}）",
      "步行中位数",
      "90% 以内",
      "依据",
    ],
    worst: "最大缺口（按{amount}）",
    worstHeaders: ["服务", "位置", "{amount}", "原因", "步行", "要求", "最近设施"],
    reasons: "缺口按原因（{amount}）：",
    unknowns: "未知按原因（{amount}）：",
    inBlocks: (n: number) => `${grouped(n)} 处住宅`,
    andBlocks: (n: number) => `（另有 ${grouped(n)} 处住宅居民数未知）`,
    units: { m: "米", min: "分钟" },
    weights: { residents: "居民", dwellings: "户数", blocks: "住宅" },
    withoutResidents: (blocks: number, all: number) =>
      `${all} 处住宅中 ${blocks} 处居民数未知：所列居民为其余住宅的。`,
    screening: "* 仅供筛查：数据来源可能缺少设施",
    notMapped: (services: string) =>
      `不作判定：没有数据来源可保证收录全部${services}。提供设施登记表（--facilities register.csv）后即可判定。`,
    joined: "设施 n/m：数据中共 m 处，其中 n 处接入街道；其余不服务任何住宅。",
    ofKnown: "达标率以已有判定者为分母；未知数列于旁边。",
    none: "未发现缺口。",
    noVerdict: "无法作出任何判定：请看未知部分。",
    unnamed: "（无名称）",
    noRule: "无标准：只计数，不判定",
    status: { V: "已核对", H: "须与纸质版核对", local: "地方规定", assumption: "假设" } as Readonly<
      Record<string, string>
    >,
    estimated: "居民数按建筑面积估算（人均 35 平方米）；正式报告请用 --blocks 提供实际人数。",
    notCompliant: "标注“须与纸质版核对”的数值未经原文核对，本报告不作“合规”结论。",
  },
} as const;

/** Language, and how much of the worst is listed. */
export interface TableOptions {
  /** Language of the words; default `en`. */
  readonly lang?: Language | undefined;
  /** How many of the worst gaps to list a service; default 2. */
  readonly worst?: number | undefined;
}

const TABLE_OPTIONS = anObject<TableOptions>({
  lang: aWord(["en", "zh"]),
  worst: that("a number from 0", (value) => typeof value === "number" && value >= 0),
});

/**
 * The report as aligned text for a terminal: one row per service, and the worst gaps.
 *
 * @returns lines separated by line feeds
 * @throws {InvalidInputError} if `report` is not a report of gaps, or an option is wrong
 *
 * @example
 * console.log(renderTable(report, { worst: 5 }));
 */
export function renderTable(report: GapReport, options: TableOptions = {}): string {
  checkCall("renderTable", ["report", report, GAP_REPORT], ["options", options, TABLE_OPTIONS]);
  const { lang = "en", worst = 2 } = options;
  const words = WORDS[lang];
  const rows = report.services.map((service) => summaryRow(service, lang));
  const lines = [...alignColumns([headersOf(report, lang), ...rows]), ""];
  lines.push(...reasonLines(report, "gap", lang), ...reasonLines(report, "unknown", lang));
  const gaps = report.services.flatMap((service) =>
    worstGaps(report, service, worst).map((block) => worstRow(report, service, block, lang)),
  );
  lines.push(
    inAmounts(words.worst, report, lang),
    ...(gaps.length > 0
      ? alignColumns([words.worstHeaders.map((head) => inAmounts(head, report, lang)), ...gaps])
      : [report.services.some(isJudged) ? words.none : words.noVerdict]),
    "",
  );
  if (report.services.some((one) => one.linkedFacilityCount < one.facilityCount)) lines.push(words.joined);
  if (report.services.some(({ summary }) => summary.share.value !== null && summary.share.leftOut > 0))
    lines.push(words.ofKnown);
  const without = report.services[0]?.summary.blocksWithoutResidents ?? 0;
  const all = report.blocks.blocks.length;
  if (without > 0 && without < all) lines.push(words.withoutResidents(without, all));
  if (report.services.some(({ completeness }) => completeness === "screening")) lines.push(words.screening);
  const notMapped = report.services.filter(
    ({ summary, requirement }) =>
      requirement.judged !== false &&
      summary.residentShare.value === null &&
      summary.blockShare.value === null,
  );
  if (notMapped.length > 0) {
    lines.push(
      words.notMapped(
        notMapped.map(({ requirement }) => serviceName(requirement, lang)).join(lang === "zh" ? "、" : ", "),
      ),
    );
  }
  if (report.blocks.blocks.some(({ estimated }) => estimated)) lines.push(words.estimated);
  if (report.services.some(({ requirement }) => requirement.status === "H")) lines.push(words.notCompliant);
  return `${lines.join("\n")}\n`;
}

/** Whether one block at least has a verdict. */
function isJudged({ summary: { blocks } }: ServiceGaps): boolean {
  return blocks.met + blocks.gap > 0;
}

/** The heads with what amounts are of, and what shares are weighed by. */
function headersOf({ services }: GapReport, lang: Language): string[] {
  const { headers, weights } = WORDS[lang];
  const summary = services[0]?.summary;
  const weight = weights[summary?.shareBy ?? "residents"];
  const amount = weights[summary === undefined ? "residents" : amountOf(summary)];
  return headers.map((head) => head.replace("{weight}", weight).replace("{amount}", amount));
}

/** People where any are known, else dwellings where every block gives them. */
function amountOf(summary: ServiceSummary): "residents" | "dwellings" {
  return !residentsKnown(summary) && summary.shareBy === "dwellings" ? "dwellings" : "residents";
}

/** Residents or dwellings by verdict; null where neither is known. */
function amountSplit(summary: ServiceSummary): Split | null {
  if (amountOf(summary) === "residents") return residentsKnown(summary) ? summary.residents : null;
  const { numerator: met, denominator, leftOut: unknown } = summary.share;
  return { met, gap: denominator - met, unknown };
}

function summaryRow(service: ServiceGaps, lang: Language): string[] {
  const { requirement, summary, completeness } = service;
  const share = summary.share.value;
  const people = amountSplit(summary);
  const walk = (metres: number | null, minutes: number | null) =>
    completeness === "incomplete" || metres === null || minutes === null
      ? "–"
      : [inUnit(String(Math.round(metres)), "m", lang), inUnit(minutes.toFixed(1), "min", lang)].join(
          lang === "zh" ? "，" : ", ",
        );
  return [
    serviceName(requirement, lang) + (completeness === "screening" ? "*" : ""),
    `${service.linkedFacilityCount}/${service.facilityCount}`,
    requiredWalk(requirement, lang),
    ...splitCells(summary.blocks),
    ...(people === null ? ["–", "–", "–"] : splitCells(people)),
    share === null ? "–" : `${(100 * share).toFixed(1)} %`,
    walk(summary.medianWalkM, summary.medianWalkMin),
    walk(summary.p90WalkM, summary.p90WalkMin),
    requirement.judged === false
      ? WORDS[lang].noRule
      : inBrackets(requirement.ruleSet, STATUS_WORDS[requirement.status][lang], lang),
  ];
}

function requiredWalk(requirement: Requirement, lang: Language): string {
  if (requirement.judged === false) return "–";
  return inUnit(String(requirement.limit), limitUnit(requirement), lang);
}

function inUnit(value: string, unit: "m" | "min", lang: Language): string {
  return `${value} ${WORDS[lang].units[unit]}`;
}

function inBrackets(text: string, more: string, lang: Language): string {
  return lang === "zh" ? `${text}（${more}）` : `${text} (${more})`;
}

function worstRow(report: GapReport, service: ServiceGaps, block: number, lang: Language): string[] {
  const words = WORDS[lang];
  const row = gapRow(report, service, block);
  const walk = byBasis(
    service.requirement,
    inUnit(String(Math.round(row.walkM ?? 0)), "m", lang),
    inUnit((row.walkMin ?? 0).toFixed(1), "min", lang),
  );
  const nearest = row.nearest === null ? "–" : row.nearest.name || row.nearest.id || words.unnamed;
  const { name, unit } = row.block;
  const amount = row.block[amountColumn(report.blocks.blocks)];
  return [
    serviceName(service.requirement, lang),
    unit === null || unit === name ? name : inBrackets(name, unit, lang),
    amount === null ? "–" : grouped(amount),
    reasonWords(row.reason).label[lang],
    row.walkM === null ? "–" : walk,
    requiredWalk(service.requirement, lang),
    nearest,
  ];
}

/** A text with the word for residents or dwellings, whichever the blocks are compared by. */
function inAmounts(text: string, { blocks }: GapReport, lang: Language): string {
  const amount = amountColumn(blocks.blocks) === "households" ? "dwellings" : "residents";
  return text.replace("{amount}", WORDS[lang].weights[amount]);
}

/**
 * Residents or dwellings in a gap by reason, or blocks where neither is known: who lives too far is not who finds no
 * place.
 */
function reasonLines(report: GapReport, verdict: "gap" | "unknown", lang: Language): string[] {
  const { blocks } = report.blocks;
  const column = amountColumn(blocks);
  const known = blocks.some((block) => block[column] !== null);
  const asked = VERDICTS.indexOf(verdict);
  const said = report.services.flatMap((service) => {
    // A service that is not judged at all is named below the table.
    if (verdict === "unknown" && service.summary.blockShare.value === null) return [];
    const sums = new Map<Reason, AmountOfReason>();
    for (const [b, one] of service.verdict.entries()) {
      if (one !== asked) continue;
      const amount = known ? itemAt(blocks, b)[column] : 1;
      const sum = sums.get(reasonAt(service, b)) ?? { amount: 0, blocks: 0, blocksWithout: 0 };
      sums.set(reasonAt(service, b), {
        amount: sum.amount + (amount ?? 0),
        blocks: sum.blocks + 1,
        blocksWithout: sum.blocksWithout + Number(amount === null),
      });
    }
    const parts = REASONS.flatMap((reason) => {
      const sum = sums.get(reason);
      return sum === undefined ? [] : [amountOfReason(sum, reasonWords(reason).label[lang], lang)];
    });
    if (parts.length === 0) return [];
    return [{ name: serviceName(service.requirement, lang), parts: parts.join(lang === "zh" ? "，" : ", ") }];
  });
  // Who joins no street is unknown to every service: said once.
  const lines = [...groupBy(said, ({ parts }) => parts)].map(([parts, services]) => {
    const names = services.map(({ name }) => name).join(lang === "zh" ? "、" : ", ");
    return lang === "zh" ? `  ${names}：${parts}` : `  ${names}: ${parts}`;
  });
  const { reasons, unknowns, weights } = WORDS[lang];
  const text = verdict === "gap" ? reasons : unknowns;
  const head = known ? inAmounts(text, report, lang) : text.replace("{amount}", weights.blocks);
  return lines.length === 0 ? [] : [head, ...lines, ""];
}

/** Residents or dwellings of the blocks with one reason, and how many of the blocks give none. */
interface AmountOfReason {
  readonly amount: number;
  readonly blocks: number;
  readonly blocksWithout: number;
}

/** An unknown number is no 0: blocks that give none are named as blocks. */
function amountOfReason(sum: AmountOfReason, reason: string, lang: Language): string {
  const { amount, blocks, blocksWithout } = sum;
  const { inBlocks, andBlocks } = WORDS[lang];
  const count = blocksWithout === blocks ? inBlocks(blocks) : grouped(amount);
  const more = blocksWithout > 0 && blocksWithout < blocks ? andBlocks(blocksWithout) : "";
  return lang === "zh" ? `${reason} ${count}${more}` : `${count} ${reason}${more}`;
}

/** Whether the residents of one block at least are known: none known is not none. */
function residentsKnown({ blocks, blocksWithoutResidents }: ServiceSummary): boolean {
  return blocksWithoutResidents < blocks.met + blocks.gap + blocks.unknown;
}

function splitCells({ met, gap, unknown }: Split): string[] {
  return [grouped(met), grouped(gap), grouped(unknown)];
}
