/**
 * Why a block does not reach a service: the walk, the straight line, what lies between, where the walk is forced
 * through, and the smallest street change that would mend it.
 */
import { itemAt } from "../base/at.js";
import { consecutive } from "../base/consecutive.js";
import { type CostUnit, type Limit, NO_FACILITY, UNREACHED } from "../base/cost-units.js";
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
import type { WalkNetwork } from "../network/walk-network.js";
import { type Audience, mayUse } from "../places/audience.js";
import { demandFor } from "../places/demand.js";
import { doorsOf } from "../places/facility-index.js";
import type { Block, Facility } from "../places/places.js";
import { shortestPath, type Walk } from "../search/shortest-path.js";
import { barriersBetween, barriersOnLine, type CrossedBarrier } from "./barriers-between.js";
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
  /**
   * The facility that the reason speaks of, of those that the block may use: the nearest as the crow flies where it lies
   * within the limit and the walk does not, else the nearest on foot, else the nearest as the crow flies; or null.
   */
  readonly facility: Facility | null;
  /** A facility nearer than that which is not open to the block, and the walk to it; null where there is none. */
  readonly notOpen: { readonly facility: Facility; readonly walkM: number | null } | null;
  /** Door to door as the crow flies. */
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
  /** Whether no street change was looked for, since the places of the streets are estimates. */
  readonly streetsEstimated: boolean;
}

/**
 * Where lengths are given and more than this share of edges is shorter than the straight line between their ends, places
 * of streets are estimates and no new way between them is proposed; an assumption.
 */
const ESTIMATED_EDGES_SHARE = 0.01;

/** Reasons that a shorter walk can mend. */
const MENDED_BY_STREETS: readonly Reason[] = ["severed", "detour"];

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
  /** Who may use each facility of the report. */
  readonly audience: Audience;
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
  const base = baseOf(gaps, b, question);
  const chosen = facilityOf(question, gaps, b);
  if (chosen === null) return base;
  const facility = itemAt(report.facilities.facilities, chosen);
  const blockLinkage = selectPoints(blocks, [b]);
  const linked = selectPoints(question.facilities, [chosen]);
  const walk = shortestPath(blocks.costs, blockLinkage, 0, linked, 0);
  const home = itemAt(report.blocks.blocks, b);
  const { line, straightM } = closestDoors(home, facility);
  const walkM = walk === null ? null : (walk.streetMm + walk.offStreetMm) / 1000;
  const explanation = {
    ...base,
    facility,
    straightM,
    walkM,
    cost: walk === null ? null : inUnit(walk.cost, limit),
    detour: walkM === null || straightM === 0 ? null : walkM / straightM,
    barriers: barriersOnLine(blocks.costs.network, ...line),
    bottleneck: walk === null ? null : bottleneckOf(walk, blockLinkage, line),
  };
  if (verdictAt(gaps, b) !== "gap" || blockLinkage.unlinked[0] !== 0) return explanation;
  // Who is full, too small, closed or not open is so whatever street is opened.
  if (!MENDED_BY_STREETS.includes(base.reason)) return explanation;
  if (base.streetsEstimated) return explanation;
  const radiusM = limitInMetres(limit, blocks) + 1;
  const window = { lon: home.lon, lat: home.lat, radiusM };
  const fix = smallestChange({ block: blockLinkage, facilities: linked, limit, window, compounds });
  if (fix === null) return explanation;
  const { change } = fix;
  const gained = gainedBy(question, gaps, chosen, costsOverChange(fix, blocks, limit, compounds));
  return { ...explanation, change: { ...change, cost: inUnit(change.cost, limit), gained } };
}

/**
 * The facility that the reason speaks of, of those that the block may use: the nearest as the crow flies where it lies
 * within the limit and the walk does not, else the nearest on foot, else the nearest as the crow flies.
 */
function facilityOf<U extends CostUnit>(
  { report, service, facilities: linkage, audience }: ExplainQuestion<U>,
  gaps: ServiceGaps,
  b: number,
): number | null {
  const known = gaps.across[b] === NO_FACILITY ? itemAt(gaps.nearest, b) : itemAt(gaps.across, b);
  if (known !== NO_FACILITY) return known;
  const offering = report.facilities.facilities.flatMap((one, f) =>
    one.services.includes(service) && mayUse(audience, f, b) ? [f] : [],
  );
  const onStreets = offering.filter((f) => linkage.unlinked[f] === 0);
  const home = itemAt(report.blocks.blocks, b);
  let best: { readonly facility: number; readonly straightM: number } | null = null;
  for (const facility of onStreets.length > 0 ? onStreets : offering) {
    const { straightM } = closestDoors(home, itemAt(report.facilities.facilities, facility));
    if (best === null || straightM < best.straightM) best = { facility, straightM };
  }
  return best?.facility ?? null;
}

/** The shortest straight line from a door of one place to the other place or a door of it. */
function closestDoors(home: Block, { lon, lat, entrances }: Facility) {
  const lines = doorsOf(home).flatMap((from) =>
    [[lon, lat] as const, ...entrances].map((to) => ({
      line: [from, to] as const,
      straightM: distanceM(...from, ...to),
    })),
  );
  return lines.reduce((best, one) => (one.straightM < best.straightM ? one : best));
}

/** A place nearer than those that the block may use, and not open to it. */
function notOpenOf({ facilities }: GapReport, gaps: ServiceGaps, b: number): GapExplanation["notOpen"] {
  const f = itemAt(gaps.notOpen, b);
  if (f === NO_FACILITY) return null;
  const walkMm = itemAt(gaps.notOpenMm, b);
  return { facility: itemAt(facilities.facilities, f), walkM: walkMm === UNREACHED ? null : walkMm / 1000 };
}

function baseOf<U extends CostUnit>(
  gaps: ServiceGaps,
  b: number,
  { report, service, block, blocks, limit }: ExplainQuestion<U>,
): GapExplanation {
  return {
    block,
    service,
    verdict: verdictAt(gaps, b),
    reason: reasonAt(gaps, b),
    facility: null,
    notOpen: notOpenOf(report, gaps, b),
    straightM: null,
    walkM: null,
    cost: null,
    limit: inUnit(limit.value, limit),
    unit: limit.unit === "ms" ? "min" : "m",
    detour: null,
    barriers: [],
    bottleneck: null,
    change: null,
    streetsEstimated: areStreetsEstimated(blocks.costs.network),
  };
}

/** Whether the lengths given contradict the places of the streets, so that these are estimates. */
function areStreetsEstimated({ source }: WalkNetwork): boolean {
  const shorter = source.notes.find(({ code }) => code === "edges-shorter-than-straight")?.count ?? 0;
  return shorter > ESTIMATED_EDGES_SHARE * source.piecesBeforeMerging;
}

function inUnit<U extends CostUnit>(cost: number, { unit }: Limit<U>): number {
  return unit === "ms" ? cost / 60_000 : cost / 1000;
}

function limitInMetres<U extends CostUnit>({ value, unit }: Limit<U>, { costs }: Linkage<U>): number {
  return unit === "ms" ? (value / 1000) * costs.profile.speedMps : value / 1000;
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

/** The demand of blocks that are a gap now, may use the facility and would be within the limit. */
function gainedBy<U extends CostUnit>(
  { report, audience, limit }: ExplainQuestion<U>,
  gaps: ServiceGaps,
  facility: number,
  costs: Uint32Array,
): Gained {
  const { group, amount } = demandFor(report.blocks.blocks, gaps.requirement);
  const gained = [...costs.keys()].filter(
    (b) =>
      verdictAt(gaps, b) === "gap" &&
      mayUse(audience, facility, b) &&
      costs[b] !== UNREACHED &&
      itemAt(costs, b) <= limit.value,
  );
  return {
    group,
    amount: gained.reduce((sum, b) => sum + (amount[b] ?? 0), 0),
    blocks: gained.length,
  };
}
