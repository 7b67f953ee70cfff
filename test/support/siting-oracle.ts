/**
 * Siting models by looking at every choice of sites: slow, and too simple to be wrong in the same way.
 */
import type { SitingOptions } from "../../src/siting/question.js";

export interface OracleAnswer {
  /** Null where no choice keeps every rule. */
  readonly objective: number | null;
  /** Every choice that reaches it, as sorted lists, the lowest sites first. */
  readonly best: readonly (readonly number[])[];
}

const MINIMISED = ["lscp", "p-median", "capacitated-p-median", "p-center"];

/** @param costs - one row a demand place, `Infinity` out of reach */
export function everyChoice(
  question: SitingOptions,
  costs: readonly (readonly number[])[],
  penalty = 0,
): OracleAnswer {
  const candidates = costs[0]?.length ?? question.matrix.candidateCount;
  const sign = MINIMISED.includes(question.model) ? 1 : -1;
  let objective: number | null = null;
  let best: number[][] = [];
  const least =
    question.model === "lscp-b" ? everyChoice({ ...question, model: "lscp" }, costs).objective : 0;
  if (least === null) return { objective: null, best: [] };
  for (let mask = 0; mask < 1 << candidates; mask++) {
    const sites = Array.from({ length: candidates }, (_, j) => j).filter((j) => (mask >> j) & 1);
    if (!keepsSiteRules(question, sites)) continue;
    if (question.model === "lscp-b" && spentOn(question, sites) !== least) continue;
    const value = objectiveOf(question, costs, sites, penalty);
    if (value === null) continue;
    if (objective === null || sign * value < sign * objective - 1e-9) [objective, best] = [value, []];
    if (Math.abs(value - objective) <= 1e-9) best.push(sites);
  }
  best.sort((a, b) => compareLists(a, b));
  return { objective, best };
}

function compareLists(a: readonly number[], b: readonly number[]): number {
  for (let k = 0; k < Math.min(a.length, b.length); k++) if (a[k] !== b[k]) return a[k]! - b[k]!;
  return a.length - b.length;
}

export function spentOn({ siteCost }: SitingOptions, sites: readonly number[]): number {
  return sites.reduce((sum, j) => sum + (siteCost?.[j] ?? 1), 0);
}

function keepsSiteRules(question: SitingOptions, sites: readonly number[]): boolean {
  const { p, budget, state } = question;
  if (p !== undefined && sites.length !== p) return false;
  if (budget !== undefined && spentOn(question, sites) > budget) return false;
  const states = state ?? [];
  const closed = (name: string) => states.filter((s, j) => s === name && !sites.includes(j)).length;
  if (closed("fixed") > 0) return false;
  const opened = sites.filter((j) => (states[j] ?? "new") === "new").length;
  return opened >= closed("movable");
}

function objectiveOf(
  question: SitingOptions,
  costs: readonly (readonly number[])[],
  sites: number[],
  penalty: number,
) {
  const { model } = question;
  const weight = costs.map(
    (_, i) => (question.weight?.[i] ?? 1) * (model === "equity-mclp" ? question.need![i]! : 1),
  );
  const counts = costs.map((row) => sites.filter((j) => row[j]! < Infinity).length);
  const covered = (n: number) => weight.reduce((sum, w, i) => sum + (counts[i]! >= n ? w : 0), 0);
  const nearest = costs.map((row) => Math.min(...sites.map((j) => row[j]!), Infinity));
  if (["lscp", "lscp-b", "bacop1"].includes(model) && counts.includes(0)) return null;
  switch (model) {
    case "lscp":
      return spentOn(question, sites);
    case "lscp-b":
      return counts.filter((c) => c >= 2).length;
    case "bacop1":
      return covered(2);
    case "bacop2":
      return (
        (question.firstCoverWeight ?? 0.5) * covered(1) +
        (1 - (question.firstCoverWeight ?? 0.5)) * covered(2)
      );
    case "p-center":
      return nearest.includes(Infinity) ? null : Math.max(0, ...nearest);
    case "p-median":
      return nearest.reduce(
        (sum, t, i) => sum + (weight[i] === 0 ? 0 : weight[i]! * (t === Infinity ? penalty : t)),
        0,
      );
    case "capacitated-mclp":
    case "capacitated-p-median":
      return assignment(question, costs, sites, weight, penalty);
    default:
      return meetsShares(question, weight, counts) ? covered(1) : null;
  }
}

function meetsShares({ group, groupShare }: SitingOptions, weight: number[], counts: number[]): boolean {
  if (groupShare === undefined) return true;
  return [...new Set(Array.from(group!))].every((g) => {
    const own = weight.map((w, i) => (group![i] === g ? w : 0));
    const all = own.reduce((a, b) => a + b, 0);
    return own.reduce((sum, w, i) => sum + (counts[i]! > 0 ? w : 0), 0) >= groupShare * all - 1e-9;
  });
}

/** Every way of giving each place (or, split, each person) to a site. */
function assignment(
  question: SitingOptions,
  costs: readonly (readonly number[])[],
  sites: number[],
  weight: number[],
  penalty: number,
): number | null {
  const isCover = question.model === "capacitated-mclp";
  const split = question.split ?? isCover;
  const parts = weight.flatMap((w, i) =>
    split ? Array.from({ length: w }, () => ({ i, w: 1 })) : w > 0 ? [{ i, w }] : [],
  );
  const room = Array.from(question.capacity!);
  const mayLeave = isCover || penalty > 0;
  const give = (k: number): number | null => {
    if (k === parts.length) return 0;
    const { i, w } = parts[k]!;
    let best: number | null = null;
    const offer = (gain: number) => {
      const rest = give(k + 1);
      if (rest === null) return;
      const value = gain + rest;
      if (best === null || (isCover ? value > best : value < best)) best = value;
    };
    for (const j of sites) {
      if (costs[i]![j] === Infinity || room[j]! < w) continue;
      room[j]! -= w;
      offer(isCover ? w : w * costs[i]![j]!);
      room[j]! += w;
    }
    if (mayLeave) offer(isCover ? 0 : w * penalty);
    return best;
  };
  return give(0);
}
