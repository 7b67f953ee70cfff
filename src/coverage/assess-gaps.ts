/**
 * Measures → verdicts: who is met, who is not, and the first reason that holds.
 *
 * Arithmetic on tables; knows no graph. A block in reach is met even where the source is incomplete, since a mapped
 * facility is evidence; a block out of reach is then unknown, not a gap. A source that is only good for screening and
 * holds nothing of a service at all says nothing about it either.
 */
import { itemAt } from "../base/at.js";
import { NO_FACILITY, UNREACHED } from "../base/cost-units.js";
import { InvalidInputError } from "../base/errors.js";
import { distanceM } from "../geo/earth.js";
import type { BlockSet, Completeness, FacilitySet } from "../places/places.js";
import { byBasis, limitOf, type Requirement, walkOf } from "../standards/requirement.js";
import {
  type Barrier,
  type GapReport,
  type Lineage,
  REASONS,
  type Reason,
  type ServiceGaps,
  VERDICTS,
  type Verdict,
} from "./gap-report.js";
import { summarise } from "./summarise.js";

/** The largest integer that does not mean unreached: 4,295 km. */
const LONGEST_MM = UNREACHED - 1;

/** What was measured for one service; columns have one entry a block. */
export interface ServiceMeasures {
  readonly requirement: Requirement;
  readonly completeness: Completeness;
  readonly facilityCount: number;
  readonly linkedFacilityCount: number;
  readonly nearest: Uint32Array;
  readonly walkMm: Uint32Array;
  readonly walkMs: Uint32Array;
  /** As `ServiceGaps` has them; by default nothing lies within the limit as the crow flies, and all is open. */
  readonly straightToAnyMm?: Uint32Array | undefined;
  readonly across?: Uint32Array | undefined;
  readonly acrossMm?: Uint32Array | undefined;
  readonly acrossMs?: Uint32Array | undefined;
  readonly barrier?: readonly (Barrier | null)[] | undefined;
  readonly notOpen?: Uint32Array | undefined;
  readonly notOpenMm?: Uint32Array | undefined;
  readonly notOpenMs?: Uint32Array | undefined;
  readonly inReach: Uint32Array;
  /** Per block: 0 where it joins streets that the profile of the requirement walks, else the index of the reason. */
  readonly unlinked: Uint8Array;
}

export interface GapInput {
  readonly blocks: BlockSet;
  readonly facilities: FacilitySet;
  readonly services: readonly ServiceMeasures[];
  readonly lineage: Lineage;
}

/**
 * Judges every block for every service.
 *
 * @throws {InvalidInputError} if a column has not one entry a block, a nearest facility is not in the set, or
 *   residents are not a number from 0
 */
export function assessGaps({ blocks, facilities, services, lineage }: GapInput): GapReport {
  for (const { id, residents } of blocks.blocks) {
    if (residents !== null && !(residents >= 0 && Number.isFinite(residents))) {
      throw new InvalidInputError(
        `Block "${id}" has ${residents} residents: expected a number from 0, or null`,
      );
    }
  }
  return {
    blocks,
    facilities,
    services: services.map((measures) => judgeService(measures, blocks, facilities)),
    lineage,
  };
}

function judgeService(
  measures: ServiceMeasures,
  { blocks }: BlockSet,
  { facilities }: FacilitySet,
): ServiceGaps {
  const all = { ...defaultColumns(blocks.length), ...given(measures) };
  for (const name of ["nearest", "walkMm", "walkMs", "inReach", "unlinked", ...OPTIONAL] as const) {
    requireColumn(`${name} of ${all.requirement.service}`, all[name], blocks.length);
  }
  const verdict = new Uint8Array(blocks.length);
  const reason = new Uint8Array(blocks.length);
  const straightToNearestMm = new Uint32Array(blocks.length).fill(UNREACHED);
  const limit = limitOf(measures.requirement).value;
  for (let b = 0; b < blocks.length; b++) {
    const [verdictName, why] = judge(all, limit, b);
    verdict[b] = VERDICTS.indexOf(verdictName);
    reason[b] = REASONS.indexOf(why);
    const nearest = itemAt(measures.nearest, b);
    if (nearest === NO_FACILITY) continue;
    const facility = facilities[nearest];
    if (facility === undefined) {
      const { service } = measures.requirement;
      throw new InvalidInputError(
        `The nearest facility ${nearest} of ${service} is not in the set of ${facilities.length}`,
      );
    }
    const straightM = distanceM(itemAt(blocks, b).lon, itemAt(blocks, b).lat, facility.lon, facility.lat);
    straightToNearestMm[b] = Math.min(LONGEST_MM, Math.round(1000 * straightM));
  }
  const gaps = {
    ...all,
    service: measures.requirement.service,
    verdict,
    reason,
    straightToNearestMm,
  };
  return { ...gaps, summary: summarise(gaps, blocks) };
}

/** Columns that a caller may leave out. */
const OPTIONAL = [
  ...(["straightToAnyMm", "across", "acrossMm", "acrossMs"] as const),
  ...(["barrier", "notOpen", "notOpenMm", "notOpenMs"] as const),
] as const;

type AllMeasures = ServiceMeasures & Pick<ServiceGaps, (typeof OPTIONAL)[number]>;

function defaultColumns(count: number): Pick<ServiceGaps, (typeof OPTIONAL)[number]> {
  const none = (value: number) => new Uint32Array(count).fill(value);
  return {
    straightToAnyMm: none(UNREACHED),
    across: none(NO_FACILITY),
    acrossMm: none(UNREACHED),
    acrossMs: none(UNREACHED),
    barrier: new Array<null>(count).fill(null),
    notOpen: none(NO_FACILITY),
    notOpenMm: none(UNREACHED),
    notOpenMs: none(UNREACHED),
  };
}

/** What is given, without entries that are undefined. */
function given(measures: ServiceMeasures): AllMeasures {
  return Object.fromEntries(
    Object.entries(measures).filter(([, value]) => value !== undefined),
  ) as unknown as AllMeasures;
}

function judge(measures: AllMeasures, limit: number, block: number): [Verdict, Reason] {
  if (measures.unlinked[block] !== 0) return ["unknown", "unlinked"];
  if (measures.requirement.judged === false) return ["unknown", "no-rule"];
  const isWithin = (walk: number) => walk !== UNREACHED && walk <= limit;
  if (isWithin(itemAt(walkOf(measures), block))) return ["met", "none"];
  const { completeness, facilityCount } = measures;
  const isKnown = completeness === "complete" || (completeness === "screening" && facilityCount > 0);
  if (!isKnown) return ["unknown", "not-mapped"];
  if (facilityCount === 0) return ["gap", "absent"];
  if (itemAt(measures.straightToAnyMm, block) !== UNREACHED)
    return ["gap", itemAt(measures.barrier, block) === null ? "detour" : "severed"];
  const { requirement, notOpenMm, notOpenMs } = measures;
  const walkToClosed = byBasis(requirement, notOpenMm, notOpenMs);
  return ["gap", isWithin(itemAt(walkToClosed, block)) ? "not-open" : "too-far"];
}

function requireColumn(name: string, column: ArrayLike<unknown>, count: number): void {
  if (column.length !== count) {
    throw new InvalidInputError(`The column ${name} has ${column.length} entries, there are ${count} blocks`);
  }
}
