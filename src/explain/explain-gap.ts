/**
 * Why a block does not reach a service: the walk, the straight line, what lies between, where the walk is forced
 * through, and the smallest street change that would mend it.
 */
import { itemAt } from "../base/at.js";
import { consecutive } from "../base/consecutive.js";
import { type CostUnit, type Limit, UNREACHED } from "../base/cost-units.js";
import { InvalidInputError } from "../base/errors.js";
import {
  type GapReport,
  type Reason,
  reasonAt,
  type ServiceGaps,
  type Verdict,
  verdictAt,
} from "../coverage/gap-report.js";
import { distanceM } from "../geo/earth.js";
import { placeAlong, stretchShape } from "../network/edge-place.js";
import { type Linkage, selectPoints } from "../network/linkage.js";
import { EdgeFlag } from "../network/street-draft.js";
import { streetRow } from "../network/street-rows.js";
import { demandFor } from "../places/demand.js";
import type { Facility } from "../places/places.js";
import { shortestPath, type Walk } from "../search/shortest-path.js";
import { barriersBetween, type CrossedBarrier } from "./barriers-between.js";
import type { Compounds } from "./compound-passages.js";
import { costsOverChange, type StreetFix, smallestChange } from "./street-fix.js";

/** A stretch that the walk is forced through. */
export interface Bottleneck {
  readonly kind: "bridge" | "tunnel" | "crossing" | "street";
  /** Empty where unnamed. */
  readonly name: string;
  readonly streetClass: string;
  readonly lon: number;
  readonly lat: number;
}

/**
 * Why one block is or is not served: straight line, walk, what lies between, and the smallest street change
 * that would mend it.
 */
export interface GapExplanation {
  readonly block: string;
  readonly service: string;
  readonly verdict: Verdict;
  readonly reason: Reason;
  /** The facility nearest in a straight line among those that join the streets; null where there is none. */
  readonly facility: Facility | null;
  readonly straightM: number | null;
  /** Door to door to that facility, and its cost in minutes or metres by the basis; null where no walk leads there. */
  readonly walkM: number | null;
  readonly cost: number | null;
  readonly limit: number;
  readonly unit: "m" | "min";
  /** Walk ÷ straight line. */
  readonly detour: number | null;
  readonly barriers: readonly CrossedBarrier[];
  readonly bottleneck: Bottleneck | null;
  readonly change: (Omit<StreetFix, "cost"> & { readonly cost: number; readonly gained: Gained }) | null;
}

/** Reasons that a shorter walk can mend. */
const MENDED_BY_STREETS: readonly Reason[] = ["severed", "too-far"];

/** Who would be served by the change who is not now. */
export interface Gained {
  readonly group: string;
  readonly amount: number;
  readonly blocks: number;
}

export interface ExplainQuestion<U extends CostUnit> {
  readonly report: GapReport;
  readonly service: string;
  /** Id of the block. */
  readonly block: string;
  /** Blocks and facilities of the report linked on the basis of the requirement. */
  readonly blocks: Linkage<U>;
  readonly facilities: Linkage<NoInfer<U>>;
  readonly limit: Limit<NoInfer<U>>;
  /** Of the network of the linkages. */
  readonly compounds: Compounds;
}

/**
 * Explains one block and one service.
 *
 * @throws {InvalidInputError} if the report has no such block or service
 */
export function explainGap<U extends CostUnit>(question: ExplainQuestion<U>): GapExplanation {
  const { report, blocks, limit, compounds } = question;
  const b = report.blocks.blocks.findIndex(({ id }) => id === question.block);
  if (b < 0) throw new InvalidInputError(`There is no block "${question.block}"`);
  const gaps = report.services.find(({ service }) => service === question.service);
  if (gaps === undefined) throw new InvalidInputError(`The report does not judge "${question.service}"`);
  const offering = report.facilities.facilities.flatMap((one, f) =>
    one.services.includes(question.service) ? [f] : [],
  );
  const linked = selectPoints(question.facilities, offering);
  const base = baseOf(gaps, b, question);
  const onStreets = offering.filter((f) => question.facilities.unlinked[f] === 0);
  const nearest = nearestStraight(report, b, onStreets.length > 0 ? onStreets : offering);
  if (nearest === null) return base;
  const facility = itemAt(report.facilities.facilities, nearest.facility);
  const blockLinkage = selectPoints(blocks, [b]);
  const walk = shortestPath(
    blocks.costs,
    blockLinkage,
    0,
    selectPoints(question.facilities, [nearest.facility]),
    0,
  );
  const home = itemAt(report.blocks.blocks, b);
  const line = [
    [home.lon, home.lat],
    [facility.lon, facility.lat],
  ] as const;
  const barriers = barriersBetween(blocks.costs.network, ...line);
  const walkM = walk === null ? null : (walk.streetMm + walk.offStreetMm) / 1000;
  const explanation = {
    ...base,
    facility,
    straightM: nearest.straightM,
    walkM,
    cost: walk === null ? null : inUnit(walk.cost, limit),
    detour: walkM === null || nearest.straightM === 0 ? null : walkM / nearest.straightM,
    barriers,
    bottleneck: walk === null ? null : bottleneckOf(walk, blockLinkage, line),
  };
  if (verdictAt(gaps, b) !== "gap" || blockLinkage.unlinked[0] !== 0) return explanation;
  // Who is full, too small or closed is so whatever street is opened.
  if (!MENDED_BY_STREETS.includes(base.reason)) return explanation;
  const radiusM = limitInMetres(limit, blocks) + 1;
  const window = { lon: home.lon, lat: home.lat, radiusM };
  const fix = smallestChange({ block: blockLinkage, facilities: linked, limit, window, compounds });
  if (fix === null) return explanation;
  const { change } = fix;
  const gained = gainedBy(report, gaps, costsOverChange(fix, blocks, limit, compounds), limit);
  return { ...explanation, change: { ...change, cost: inUnit(change.cost, limit), gained } };
}

function baseOf<U extends CostUnit>(
  gaps: ServiceGaps,
  b: number,
  { service, block, limit }: ExplainQuestion<U>,
): GapExplanation {
  return {
    block,
    service,
    verdict: verdictAt(gaps, b),
    reason: reasonAt(gaps, b),
    facility: null,
    straightM: null,
    walkM: null,
    cost: null,
    limit: inUnit(limit.value, limit),
    unit: limit.unit === "ms" ? "min" : "m",
    detour: null,
    barriers: [],
    bottleneck: null,
    change: null,
  };
}

function inUnit<U extends CostUnit>(cost: number, { unit }: Limit<U>): number {
  return unit === "ms" ? cost / 60_000 : cost / 1000;
}

function limitInMetres<U extends CostUnit>({ value, unit }: Limit<U>, { costs }: Linkage<U>): number {
  return unit === "ms" ? (value / 1000) * costs.profile.speedMps : value / 1000;
}

function nearestStraight({ blocks, facilities }: GapReport, b: number, offering: readonly number[]) {
  const { lon, lat } = itemAt(blocks.blocks, b);
  let best: { facility: number; straightM: number } | null = null;
  for (const f of offering) {
    const facility = itemAt(facilities.facilities, f);
    const straightM = distanceM(lon, lat, facility.lon, facility.lat);
    if (best === null || straightM < best.straightM) best = { facility: f, straightM };
  }
  return best;
}

/** Where the walk crosses what the straight line crosses; else where it is farthest from that line. */
function bottleneckOf(
  walk: Walk,
  origin: Linkage,
  [from, to]: readonly [readonly [number, number], readonly [number, number]],
): Bottleneck | null {
  const { network } = origin.costs;
  const across = walk.stretches.find(({ edge, fromMm, toMm }) => {
    const shape = stretchShape(network, edge, fromMm, toMm);
    return consecutive(shape).some(([a, b]) => barriersBetween(network, a, b).length > 0);
  });
  const chosen = across ?? farthest(walk, origin, from, to);
  if (chosen === null) return null;
  const { edge, fromMm, toMm } = chosen;
  const [lon, lat] = placeAlong(network, edge, Math.round((fromMm + toMm) / 2));
  const { attributes, name, streetClass } = streetRow(network, edge);
  const kinds = [
    ["bridge", EdgeFlag.bridge],
    ["tunnel", EdgeFlag.tunnel],
    ["crossing", EdgeFlag.crossing],
  ] as const;
  return {
    kind: kinds.find(([, flag]) => (attributes & flag) !== 0)?.[0] ?? "street",
    name,
    streetClass,
    lon,
    lat,
  };
}

/** The stretch whose middle lies farthest from the straight line. */
function farthest(
  walk: Walk,
  { costs: { network } }: Linkage,
  from: readonly [number, number],
  to: readonly [number, number],
): Walk["stretches"][number] | null {
  let best: { stretch: Walk["stretches"][number]; off: number } | null = null;
  for (const stretch of walk.stretches) {
    const [lon, lat] = placeAlong(network, stretch.edge, Math.round((stretch.fromMm + stretch.toMm) / 2));
    const off = Math.abs((to[0] - from[0]) * (lat - from[1]) - (to[1] - from[1]) * (lon - from[0]));
    if (best === null || off > best.off) best = { stretch, off };
  }
  return best?.stretch ?? null;
}

/** The demand of blocks that are a gap now and would be within the limit. */
function gainedBy<U extends CostUnit>(
  report: GapReport,
  gaps: ServiceGaps,
  costs: Uint32Array,
  limit: Limit<U>,
): Gained {
  const { group, amount } = demandFor(report.blocks.blocks, gaps.requirement);
  const gained = [...costs.keys()].filter(
    (b) => verdictAt(gaps, b) === "gap" && costs[b] !== UNREACHED && itemAt(costs, b) <= limit.value,
  );
  return {
    group,
    amount: gained.reduce((sum, b) => sum + (amount[b] ?? 0), 0),
    blocks: gained.length,
  };
}
