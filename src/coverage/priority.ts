/**
 * Which failing unit comes first, by a score whose weights are published, and how far the order depends on them.
 *
 * `score = w1 gap + w2 people + w3 cluster + w4 no alternative + w5 feasibility`, each part from 0 to 1; what is not known
 * is left out and the other weights are scaled up. Ranks are made again with each weight halved and raised by half.
 */
import { itemAt, lookUp, nothingAt } from "../base/at.js";
import { UNREACHED } from "../base/cost-units.js";
import { localMorans, nearestNeighbours, rowStandardised } from "../measures/spatial-pattern.js";
import { demandFor } from "../places/demand.js";
import type { Unit } from "../places/unit-levels.js";
import { limitOf, walkOf } from "../standards/requirement.js";
import type { UnitReport, UnitTally } from "./assess-units.js";
import type { GapReport } from "./gap-report.js";
import { VERDICTS } from "./gap-report.js";

/** Parts of the score, in order. */
export const SCORE_PARTS = ["gap", "people", "cluster", "noAlternative", "feasibility"] as const;

/** One of `SCORE_PARTS`. */
export type ScorePart = (typeof SCORE_PARTS)[number];

/** The weight of each part of the score; they count in proportion to their sum. */
export type ScoreWeights = Readonly<Record<ScorePart, number>>;

/** Equal weights: an assumption, for want of a reason for others. */
export const DEFAULT_SCORE_WEIGHTS: ScoreWeights = {
  gap: 0.2,
  people: 0.2,
  cluster: 0.2,
  noAlternative: 0.2,
  feasibility: 0.2,
};

/** Neighbours of a unit for the pattern of gaps; an assumption. */
const NEIGHBOURS = 5;
/** Beyond this many limits a facility is not an alternative (score of the ledger of check-ups). */
const ALTERNATIVE = 1.5;
/** Largest rate of false discoveries at which a cluster counts as one. */
const CLUSTER_Q = 0.05;

/**
 * A unit that fails for one service, with its score, its rank, and how far the rank depends on the weights.
 */
export interface FailingUnit {
  readonly unit: Unit;
  readonly judged: UnitTally;
  /** Null where a part is not known. */
  readonly parts: Readonly<Record<ScorePart, number | null>>;
  readonly score: number;
  /** From 1, the most urgent; equal scores share one. */
  readonly rank: number;
  /** Best and worst rank when each weight in turn is halved or raised by half. */
  readonly rankRange: readonly [number, number];
}

/** Weights of the score, and how easily a place is found. */
export interface PriorityOptions {
  readonly weights?: ScoreWeights | undefined;
  /** From 0 to 1 how easily a place is found in the unit for the service; null where that is not known. */
  readonly feasibility?: ((unit: Unit, service: string) => number | null) | undefined;
}

/** Failing units of all services, the most urgent first; ties in the order of units, then services. */
export function rankFailing(
  report: GapReport,
  { units }: UnitReport,
  { weights = DEFAULT_SCORE_WEIGHTS, feasibility = () => null }: PriorityOptions = {},
): FailingUnit[] {
  const failing = report.services.flatMap((gaps, s) => {
    const clusters = lowClusters(
      report,
      units.map(({ unit, services }) => ({ unit, share: itemAt(services, s).share })),
    );
    const failingHere = units.flatMap(({ unit, services }, u) =>
      itemAt(services, s).fails === true ? [{ unit, judged: itemAt(services, s), u }] : [],
    );
    const most = Math.max(0, ...failingHere.map(({ judged }) => judged.demand.gap));
    return failingHere.map(({ unit, judged, u }) => ({
      unit,
      judged,
      parts: {
        gap: judged.share === null ? null : 1 - judged.share,
        people: most > 0 ? judged.demand.gap / most : null,
        cluster: clusters?.[u] ?? null,
        noAlternative: withoutAlternative(report, gaps.service, unit),
        feasibility: feasibility(unit, judged.service),
      },
    }));
  });
  const ranks = ranksOf(failing.map(({ parts }) => scoreOf(parts, weights)));
  const others = SCORE_PARTS.flatMap((part) =>
    [0.5, 1.5].map((factor) => {
      const changed = { ...weights, [part]: weights[part] * factor };
      return ranksOf(failing.map(({ parts }) => scoreOf(parts, changed)));
    }),
  );
  return failing
    .map((one, i) => {
      const rank = itemAt(ranks, i);
      const all = [rank, ...others.map((other) => itemAt(other, i))];
      return {
        ...one,
        score: scoreOf(one.parts, weights),
        rank,
        rankRange: [Math.min(...all), Math.max(...all)] as const,
      };
    })
    .sort((a, b) => a.rank - b.rank);
}

/** The weighted mean of the parts that are known, rounded so that sums in another order make no other rank. */
function scoreOf(parts: FailingUnit["parts"], weights: ScoreWeights): number {
  let [sum, weight] = [0, 0];
  for (const part of SCORE_PARTS) {
    if (parts[part] === null) continue;
    sum += weights[part] * parts[part];
    weight += weights[part];
  }
  return weight > 0 ? Math.round((sum / weight) * 1e9) / 1e9 : 0;
}

function ranksOf(scores: readonly number[]): number[] {
  const sorted = [...scores].sort((a, b) => b - a);
  const first = new Map<number, number>();
  sorted.forEach((score, i) => {
    if (!first.has(score)) first.set(score, i + 1);
  });
  return scores.map((score) => lookUp(first, score));
}

/** Per unit 1 in a cluster of low shares, else 0; null where there are too few units or nothing varies. */
function lowClusters(
  report: GapReport,
  units: readonly { readonly unit: Unit; readonly share: number | null }[],
): (number | null)[] | null {
  const unitsWithShare = units.flatMap(({ unit, share }, u) => (share === null ? [] : [{ unit, share, u }]));
  if (unitsWithShare.length <= NEIGHBOURS + 1) return null;
  const middles = unitsWithShare.map(({ unit }) => middleOf(report, unit));
  const near = nearestNeighbours(
    middles.map(([x]) => x),
    middles.map(([, y]) => y),
    NEIGHBOURS,
  );
  const local = localMorans(
    unitsWithShare.map(({ share }) => share),
    rowStandardised(near),
  );
  if (local === null) return null;
  const lowFlags: (number | null)[] = units.map(() => null);
  unitsWithShare.forEach(({ u }, i) => {
    lowFlags[u] = local.cluster[i] === "LL" && itemAt(local.q, i) <= CLUSTER_Q ? 1 : 0;
  });
  return lowFlags;
}

/** Mean place of a unit's blocks, in degrees with longitudes shortened to the scale of latitudes. */
function middleOf({ blocks: { blocks } }: GapReport, { blocks: members }: Unit): [number, number] {
  const mean = (value: (b: number) => number) =>
    members.reduce((sum, b) => sum + value(b), 0) / members.length;
  const lat = mean((b) => itemAt(blocks, b).lat);
  return [mean((b) => itemAt(blocks, b).lon) * Math.cos((lat * Math.PI) / 180), lat];
}

/** Share of the demand not met whose nearest facility is beyond one and a half limits. */
function withoutAlternative(report: GapReport, service: string, { blocks: members }: Unit): number | null {
  const gaps = report.services.find((one) => one.service === service) ?? nothingAt(service);
  const { amount } = demandFor(report.blocks.blocks, gaps.requirement);
  const walks = walkOf(gaps);
  const alternative = ALTERNATIVE * limitOf(gaps.requirement).value;
  let [far, all] = [0, 0];
  for (const b of members) {
    const people = itemAt(amount, b);
    if (gaps.verdict[b] !== VERDICTS.indexOf("gap") || people === null) continue;
    const walk = itemAt(walks, b);
    all += people;
    if (walk === UNREACHED || walk > alternative) far += people;
  }
  return all > 0 ? far / all : null;
}
