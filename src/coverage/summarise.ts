/**
 * One service over all blocks → shares and quantiles that show what they were made of.
 */
import { itemAt } from "../base/at.js";
import { UNREACHED } from "../base/cost-units.js";
import { weightedQuantile } from "../base/quantile.js";
import { shareWeight } from "../places/demand.js";
import type { Block } from "../places/places.js";
import { type ServiceGaps, type ServiceSummary, type Share, type Split, VERDICTS } from "./gap-report.js";

/** Splits, shares, and the median and 90th percentile of the walk. */
export function summarise(
  gaps: Pick<ServiceGaps, "verdict" | "completeness" | "walkMm" | "walkMs" | "straightToAnyMm">,
  blocks: readonly Block[],
): ServiceSummary {
  const all = [...blocks.keys()];
  const blockSplit = splitOf(gaps.verdict, all, () => 1);
  const residents = splitOf(gaps.verdict, all, (b) => itemAt(blocks, b).residents ?? 0);
  const blocksWithoutResidents = blocks.filter((block) => block.residents === null).length;
  const { by, amount: weights } = shareWeight(blocks);
  const scaled = (column: Uint32Array, share: number, unit: number) => {
    const at = weightedQuantile(column, weights, share);
    return at === null ? null : at / unit;
  };
  return {
    blocks: blockSplit,
    residents,
    blocksWithoutResidents,
    blockShare: shareOf(blockSplit, gaps.completeness === "incomplete"),
    residentShare: shareOf(residents, gaps.completeness === "incomplete"),
    share: shareOf(
      splitOf(gaps.verdict, all, (b) => itemAt(weights, b)),
      gaps.completeness === "incomplete",
    ),
    shareBy: by,
    circleShare: circleShare(gaps, weights),
    medianWalkM: scaled(gaps.walkMm, 0.5, 1000),
    p90WalkM: scaled(gaps.walkMm, 0.9, 1000),
    medianWalkMin: scaled(gaps.walkMs, 0.5, 60_000),
    p90WalkMin: scaled(gaps.walkMs, 0.9, 60_000),
  };
}

/** Of those that could be judged, the share with a facility within the limit in a straight line. */
function circleShare(
  {
    verdict,
    completeness,
    straightToAnyMm,
  }: Pick<ServiceGaps, "verdict" | "completeness" | "straightToAnyMm">,
  weights: readonly number[],
): Share {
  const inCircle = verdict.map((verdictIndex, b) => {
    if (VERDICTS[verdictIndex] === "unknown") return verdictIndex;
    return VERDICTS.indexOf(straightToAnyMm[b] === UNREACHED ? "gap" : "met");
  });
  const split = splitOf(inCircle, [...weights.keys()], (b) => itemAt(weights, b));
  return shareOf(split, completeness === "incomplete");
}

/** The weight of the chosen blocks by verdict, the same to the last bit whatever the order of the blocks. */
export function splitOf(
  verdict: Uint8Array,
  chosen: readonly number[],
  weight: (block: number) => number,
): Split {
  const sum = (name: (typeof VERDICTS)[number]) => {
    const index = VERDICTS.indexOf(name);
    const weights = Float64Array.from(
      chosen.filter((b) => verdict[b] === index),
      weight,
    );
    // Fractions round differently in another order, so the order is made one.
    return weights.sort().reduce((total, w) => total + w, 0);
  };
  return { met: sum("met"), gap: sum("gap"), unknown: sum("unknown") };
}

/** Met ÷ (met + gap); where the source is incomplete the gaps are not known, so there is no share. */
function shareOf({ met, gap, unknown }: Split, incomplete: boolean): Share {
  const denominator = incomplete ? 0 : met + gap;
  const numerator = incomplete ? 0 : met;
  const leftOut = incomplete ? met + gap + unknown : unknown;
  return { numerator, denominator, leftOut, value: denominator > 0 ? numerator / denominator : null };
}
