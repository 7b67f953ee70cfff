/**
 * The whole examination of a case as a short table: what a city would read first.
 */
import { gini, groupGap } from "../../src/doors/measures.js";
import { type City, type Examination, type GapReport, type ServiceGaps, VERDICTS } from "../../src/index.js";
import { type CaseResult, number } from "./run-case.js";

/** Services that can be judged; of the others nothing is claimed. */
function judged({ services }: GapReport): ServiceGaps[] {
  return services.filter(({ summary }) => summary.blockShare.value !== null);
}

/** One row a service, then units, places, and why the worst gaps are gaps. */
export async function caseExamination({ city, examination }: CaseResult): Promise<string> {
  const { report } = examination;
  const services = judged(report);
  const worst = mostMissing(report, services).map((gaps) => worstLine(city, report, gaps));
  const head = [
    "service",
    "share met",
    "circle",
    "walk, median",
    "90 %",
    "Gini of choice",
    "60+ ÷ all",
    "units failing",
  ];
  const lines = [
    `| ${head.join(" | ")} |`,
    `|---|${head
      .slice(1)
      .map(() => "---:")
      .join("|")}|`,
    ...services.map((gaps) => `| ${rowOf(examination, gaps).join(" | ")} |`),
    "",
    ...[...urgentLines(examination), ...placesLines(examination), ...indicatorLines(examination)],
    ...(await Promise.all(worst)).flat(),
  ];
  return `${lines.join("\n")}\n`;
}

function rowOf({ report, levels }: Examination, gaps: ServiceGaps): string[] {
  const { service, summary, inReach, requirement } = gaps;
  const { blocks } = report.blocks;
  const people = peopleOf(report);
  const level = levels.find((one) => one.level !== "city");
  const units = level?.units.units ?? [];
  const failing = units.filter(
    (unit) => unit.services.find((one) => one.service === service)!.fails === true,
  );
  const share = summary.residentShare.value ?? householdShare(report, gaps);
  const choice = { access: Float64Array.from(inReach), people };
  const older = Float64Array.from(blocks, ({ ages }) => ages?.["60+"] ?? 0);
  const gap = groupGap({ ...choice, group: older });
  const walk = (m: number | null, min: number | null) =>
    m === null ? "–" : requirement.basis === "distance" ? `${number(m)} m` : `${min!.toFixed(1)} min`;
  return [
    service,
    percent(share),
    percent(summary.circleShare.value),
    walk(summary.medianWalkM, summary.medianWalkMin),
    walk(summary.p90WalkM, summary.p90WalkMin),
    gini(choice)?.toFixed(2) ?? "–",
    gap?.ratio?.toFixed(3) ?? "–",
    units.length === 0 ? "–" : `${failing.length} of ${units.length}`,
  ];
}

/** Residents, or where nobody gives them households. */
function peopleOf({ blocks: { blocks } }: GapReport): Float64Array {
  const known = blocks.some(({ residents }) => residents !== null);
  return Float64Array.from(blocks, (block) => (known ? block.residents : block.households) ?? 0);
}

function householdShare(report: GapReport, { verdict }: ServiceGaps): number | null {
  const people = peopleOf(report);
  const sum = (name: string) =>
    people.reduce((n, count, b) => n + (VERDICTS[verdict[b]!] === name ? count : 0), 0);
  const [met, gap] = [sum("met"), sum("gap")];
  return met + gap > 0 ? met / (met + gap) : null;
}

function urgentLines({ levels }: Examination): string[] {
  const level = levels.find((one) => one.level !== "city");
  if (level === undefined) return [];
  const urgent = level.failing
    .slice(0, 3)
    .map(({ unit, judged: { service, demand, group, clause }, score }) => {
      const whom = group === "all" ? "people" : group.endsWith("s") ? group : `people of ${group}`;
      return `${unit.name} (${service}, by ${clause}: ${number(demand.gap)} ${whom}, score ${score.toFixed(2)})`;
    });
  if (urgent.length === 0) return [`- no ${level.level} fails`];
  return [
    `- most urgent of ${level.failing.length} rows of the ledger (${level.level}): ${urgent.join("; ")}`,
  ];
}

function placesLines({ capacities, area }: Examination): string[] {
  const lines = capacities.map(({ service, group, people, places, withoutPlaces, allocation }) => {
    const left = allocation.leftOver.reduce((a, b) => a + b, 0);
    return `- ${service}: ${number(people)} of ${group} ask for a place, ${number(places)} places in reach (${withoutPlaces} facilities do not say), ${withoutPlaces > 0 ? "at least " : ""}${number(left)} left over`;
  });
  if (area === null || area.per100Households === null) return lines;
  return [
    ...lines,
    `- area of community services: ${area.per100Households.toFixed(1)} m² per 100 households (${area.facilitiesWithoutArea} facilities give none)`,
  ];
}

function indicatorLines({ indicators }: Examination): string[] {
  const shares = indicators
    .filter(({ value }) => value !== null)
    .map(({ indicator, value, numerator, denominator }) => {
      const amount = indicator.kind === "failing-units" ? number(value!) : percent(value);
      return `${indicator.id} ${amount} (${number(numerator)} of ${number(denominator)})`;
    });
  return shares.length === 0
    ? [`- check-up indicators: none of ${indicators.length} has data`]
    : [`- check-up indicators: ${shares.join(", ")}`];
}

/** How many services have their worst gap explained. */
const EXPLAINED = 3;

/** The services that the most people lack. */
function mostMissing(report: GapReport, services: readonly ServiceGaps[]): ServiceGaps[] {
  const people = peopleOf(report);
  const lacking = ({ verdict }: ServiceGaps) =>
    people.reduce((sum, count, b) => sum + (VERDICTS[verdict[b]!] === "gap" ? count : 0), 0);
  return [...services].sort((a, b) => lacking(b) - lacking(a)).slice(0, EXPLAINED);
}

/** Why the gap with the most people is one, and the smallest street change that would mend it. */
async function worstLine(city: City, report: GapReport, gaps: ServiceGaps): Promise<string[]> {
  const people = peopleOf(report);
  const { blocks } = report.blocks;
  const gapBlocks = [...blocks.keys()].filter((b) => VERDICTS[gaps.verdict[b]!] === "gap");
  if (gapBlocks.length === 0) return [];
  const worst = gapBlocks.reduce((best, b) => (people[b]! > people[best]! ? b : best));
  const why = await city.explain(gaps.service, blocks[worst]!.id);
  const { reason, walkM, straightM, detour, barriers, change } = why;
  const walk = walkM === null ? "no walk" : `${number(walkM)} m`;
  const between =
    barriers.length === 0 ? "" : `, across ${[...new Set(barriers.map(({ kind }) => kind))].join(" and ")}`;
  const mend =
    change === null
      ? "no single street change mends it"
      : `a ${change.kind} of ${number(change.lengthM)} m would gain ${number(change.gained.amount)}`;
  return [
    `- ${gaps.service}, worst gap ${blocks[worst]!.name} (${number(people[worst]!)}): ${reason}; ${walk} for ${number(straightM ?? 0)} m straight` +
      `${detour === null ? "" : ` (${detour.toFixed(1)})`}${between}; ${mend}`,
  ];
}

function percent(share: number | null): string {
  return share === null ? "–" : `${(100 * share).toFixed(1)} %`;
}
