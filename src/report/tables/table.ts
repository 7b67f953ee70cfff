/**
 * A gap report as text for the terminal, in English or Chinese.
 */

import { itemAt } from "../../base/at.js";
import { anObject, aWord, checkCall, that } from "../../base/check-call.js";
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
    units: { m: "m", min: "min" },
    weights: { residents: "residents", dwellings: "dwellings", blocks: "blocks" },
    withoutResidents: (blocks: number, all: number) =>
      `${blocks} of ${all} blocks without residents: the residents shown are those of the others.`,
    screening: "* screening only: the source may not hold every facility",
    notMapped: (services: string) =>
      `Not mapped: OpenStreetMap is not known to be complete for ${services}. A register (--facilities register.csv) turns these unknowns into verdicts.`,
    none: "No gaps were found.",
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
    units: { m: "米", min: "分钟" },
    weights: { residents: "居民", dwellings: "户数", blocks: "住宅" },
    withoutResidents: (blocks: number, all: number) =>
      `${all} 处住宅中 ${blocks} 处居民数未知：所列居民为其余住宅的。`,
    screening: "* 仅供筛查：数据来源可能缺少设施",
    notMapped: (services: string) =>
      `未测绘：OpenStreetMap 对${services}不完整。提供设施登记表（--facilities register.csv）后即可判定。`,
    none: "未发现缺口。",
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
 * @throws {InvalidInputError} if `report` is no report of gaps, or an option is wrong
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
  lines.push(...reasonLines(report, lang));
  const gaps = report.services.flatMap((service) =>
    worstGaps(report, service, worst).map((block) => worstRow(report, service, block, lang)),
  );
  lines.push(
    inAmounts(words.worst, report, lang),
    ...(gaps.length > 0
      ? alignColumns([words.worstHeaders.map((head) => inAmounts(head, report, lang)), ...gaps])
      : [words.none]),
    "",
  );
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
      : `${Math.round(metres)} m, ${minutes.toFixed(1)} min`;
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
      : `${requirement.ruleSet} (${STATUS_WORDS[requirement.status][lang]})`,
  ];
}

function requiredWalk(requirement: Requirement, lang: Language): string {
  if (requirement.judged === false) return "–";
  return `${requirement.limit} ${WORDS[lang].units[limitUnit(requirement)]}`;
}

function worstRow(report: GapReport, service: ServiceGaps, block: number, lang: Language): string[] {
  const words = WORDS[lang];
  const row = gapRow(report, service, block);
  const walk = byBasis(
    service.requirement,
    `${Math.round(row.walkM ?? 0)} m`,
    `${(row.walkMin ?? 0).toFixed(1)} min`,
  );
  const nearest = row.nearest === null ? "–" : row.nearest.name || words.unnamed;
  const amount = row.block[amountColumn(report.blocks.blocks)];
  return [
    serviceName(service.requirement, lang),
    row.block.name + (row.block.unit === null ? "" : ` (${row.block.unit})`),
    amount === null ? "–" : count(amount),
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
function reasonLines(report: GapReport, lang: Language): string[] {
  const { blocks } = report.blocks;
  const column = amountColumn(blocks);
  const known = blocks.some((block) => block[column] !== null);
  const gap = VERDICTS.indexOf("gap");
  const lines = report.services.flatMap((service) => {
    const sums = new Map<Reason, number>();
    for (const [b, verdict] of service.verdict.entries()) {
      if (verdict !== gap) continue;
      const amount = known ? (itemAt(blocks, b)[column] ?? 0) : 1;
      sums.set(reasonAt(service, b), (sums.get(reasonAt(service, b)) ?? 0) + amount);
    }
    const parts = REASONS.flatMap((reason) =>
      sums.has(reason) ? [`${count(sums.get(reason) ?? 0)} ${reasonWords(reason).label[lang]}`] : [],
    );
    return parts.length === 0
      ? []
      : [`  ${serviceName(service.requirement, lang)}: ${parts.join(lang === "zh" ? "，" : ", ")}`];
  });
  const { reasons, weights } = WORDS[lang];
  const head = known ? inAmounts(reasons, report, lang) : reasons.replace("{amount}", weights.blocks);
  return lines.length === 0 ? [] : [head, ...lines, ""];
}

/** Whether the residents of one block at least are known: none known is not none. */
function residentsKnown({ blocks, blocksWithoutResidents }: ServiceSummary): boolean {
  return blocksWithoutResidents < blocks.met + blocks.gap + blocks.unknown;
}

function splitCells({ met, gap, unknown }: Split): string[] {
  return [count(met), count(gap), count(unknown)];
}

function count(value: number): string {
  return String(Math.round(value)).replace(/\B(?=(\d{3})+$)/g, " ");
}

/**
 * Pads cells to columns; numbers go to the right, and a Chinese character is two columns wide.
 *
 * @param rows - cells as text, the head first
 * @returns one line per row
 *
 * @example
 * alignColumns([["service", "gap"], ["pharmacy", "12"]]); // => ["service   gap", "pharmacy   12"]
 */
export function alignColumns(rows: readonly (readonly string[])[]): string[] {
  const clean = rows.map((row) => row.map((cell) => cell.replace(/[\p{Cc}\p{Cf}]/gu, " ")));
  const [head = [], ...body] = clean;
  const columns = head.map((_, c) => ({
    width: clean.reduce((most, row) => Math.max(most, displayWidth(itemAt(row, c))), 0),
    isNumber: body.every((row) => /^[\d {2}.,%/–-]*( m| min)?$/.test(itemAt(row, c))),
  }));
  return clean.map((row) =>
    row
      .map((cell, c) => {
        const { width, isNumber } = itemAt(columns, c);
        const pad = " ".repeat(width - displayWidth(cell));
        return isNumber ? pad + cell : cell + pad;
      })
      .join("  ")
      .trimEnd(),
  );
}

function displayWidth(text: string): number {
  let width = 0;
  for (const char of text)
    width +=
      /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/.test(
        char,
      )
        ? 2
        : 1;
  return width;
}
