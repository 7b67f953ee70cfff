/**
 * The gap report of a city, with its rows as plain objects.
 */
import { itemAt } from "../../base/at.js";
import { checkCall } from "../../base/check-call.js";
import { NO_FACILITY, UNREACHED } from "../../base/cost-units.js";
import { InvalidInputError } from "../../base/errors.js";
import { meantPerhaps } from "../../base/near-word.js";
import type { ReportTime } from "../../coverage/apply-opening-hours.js";
import type { BoundaryEffects } from "../../coverage/boundary-effects.js";
import {
  type Barrier,
  type GapReport,
  type Lineage,
  type Reason,
  reasonAt,
  type ServiceGaps,
  type Verdict,
  verdictAt,
} from "../../coverage/gap-report.js";
import type { BlockSet, Facility, FacilitySet } from "../../places/places.js";
import type { ReportArea } from "../../places/study-area.js";
import { spokenOf } from "../../report/tables/rows.js";
import type { Requirement } from "../../standards/requirement.js";
import { limitUnit } from "../../standards/requirement.js";
import { ROW_FILTER } from "./city-calls.js";

/** One block and one service. */
export interface CityReportRow {
  /** Id and name of the block. */
  readonly block: string;
  readonly name: string;
  readonly residents: number | null;
  readonly service: string;
  readonly verdict: Verdict;
  /** `none` where met. */
  readonly reason: Reason;
  /**
   * Walk, door to door, to the facility that the reason speaks of: the nearest that the block may use; where one lies
   * within the limit as the crow flies and the walk does not, that one. Null where none is reached.
   */
  readonly walkM: number | null;
  readonly walkMin: number | null;
  /** Longest walk that the rule allows: metres or minutes. */
  readonly limit: number;
  readonly unit: "m" | "min";
  /** Id and name of that facility; null where none is reached. */
  readonly nearest: string | null;
  readonly nearestName: string | null;
  /** Straight line to it, and what is mapped across that line; null where there is none. */
  readonly straightM: number | null;
  readonly barrier: Barrier | null;
  /** Id of a nearer facility that is not open to the block, and the walk to it; null where there is none. */
  readonly notOpen: string | null;
  readonly notOpenM: number | null;
  /** Facilities whose walk is within the limit. */
  readonly inReach: number;
}

/** Which rows you want; by default all. */
export interface RowFilter {
  /** Id of a service. */
  readonly service?: string | undefined;
  /** `met`, `gap` or `unknown`. */
  readonly verdict?: Verdict | undefined;
}

/** One service as columns with one entry per block. */
export interface ServiceColumns {
  readonly requirement: Requirement;
  /** Indexes into `VERDICTS` and `REASONS`. */
  readonly verdict: Uint8Array;
  readonly reason: Uint8Array;
  /** Millimetres and milliseconds; `UNREACHED` where no facility is reached. */
  readonly walkMm: Uint32Array;
  readonly walkMs: Uint32Array;
  /** Index of the facility, or `NO_FACILITY`. */
  readonly nearest: Uint32Array;
  readonly inReach: Uint32Array;
  /** A nearer facility that is not open to the block, or `NO_FACILITY`. */
  readonly notOpen: Uint32Array;
}

/** The report as columns: ids once, and typed arrays by service. */
export interface CityReportColumns {
  readonly blocks: readonly string[];
  readonly facilities: readonly string[];
  readonly services: Readonly<Record<string, ServiceColumns>>;
}

/** The report of `City.analyze`: verdicts as rows of plain objects, or as columns. */
export class CityReport implements GapReport {
  readonly blocks: BlockSet;
  readonly facilities: FacilitySet;
  readonly services: readonly ServiceGaps[];
  readonly lineage: Lineage;
  readonly area?: ReportArea;
  readonly time?: ReportTime;
  readonly boundary?: BoundaryEffects;

  /** @internal */
  constructor(report: GapReport) {
    this.blocks = report.blocks;
    this.facilities = report.facilities;
    this.services = report.services;
    this.lineage = report.lineage;
    if (report.area !== undefined) this.area = report.area;
    if (report.time !== undefined) this.time = report.time;
    if (report.boundary !== undefined) this.boundary = report.boundary;
  }

  /**
   * One plain object per block and service, service by service in the order of the blocks.
   *
   * @param filter.service - only this service
   * @param filter.verdict - only this verdict
   * @returns walks in metres and minutes, null where no facility is reached
   * @throws {InvalidInputError} if the report does not judge the service, or there is no such verdict
   *
   * @example
   * for (const { block, walkMin } of report.rows({ service: "pharmacy", verdict: "gap" })) console.log(block, walkMin);
   */
  rows(filter: RowFilter = {}): CityReportRow[] {
    checkCall("report.rows", ["filter", filter, ROW_FILTER]);
    const { service, verdict } = filter;
    if (service !== undefined)
      requireWord(
        "service",
        service,
        this.services.map((gaps) => gaps.service),
      );
    const chosen = this.services.filter((gaps) => service === undefined || gaps.service === service);
    return chosen.flatMap((gaps) => this.#rowsOf(gaps, verdict));
  }

  /**
   * The same as typed arrays, for programs that work on columns; the arrays are those of the report, not copies.
   *
   * @returns ids of blocks and facilities, and for each service typed arrays with one entry per block
   *
   * @example
   * const { blocks, services } = report.toColumns();
   * console.log(blocks.length === services.pharmacy?.walkMm.length);
   */
  toColumns(): CityReportColumns {
    return {
      blocks: this.blocks.blocks.map(({ id }) => id),
      facilities: this.facilities.facilities.map(({ id }) => id),
      services: Object.fromEntries(
        this.services.map(
          ({ service, requirement, verdict, reason, walkMm, walkMs, nearest, inReach, notOpen }) => [
            service,
            { requirement, verdict, reason, walkMm, walkMs, nearest, inReach, notOpen },
          ],
        ),
      ),
    };
  }

  #facilityAt(position: number): Facility | null {
    return position === NO_FACILITY ? null : itemAt(this.facilities.facilities, position);
  }

  #rowsOf(gaps: ServiceGaps, wanted: Verdict | undefined): CityReportRow[] {
    const { service, requirement } = gaps;
    const [limit, unit] = [requirement.limit, limitUnit(requirement)] as const;
    return this.blocks.blocks.flatMap(({ id, name, residents }, b): CityReportRow[] => {
      const verdict = verdictAt(gaps, b);
      if (wanted !== undefined && verdict !== wanted) return [];
      const spoken = spokenOf(gaps, b);
      const facility = this.#facilityAt(spoken.facility);
      return [
        {
          block: id,
          name,
          residents,
          service,
          verdict,
          reason: reasonAt(gaps, b),
          walkM: scaled(spoken.walkMm, 1000),
          walkMin: scaled(spoken.walkMs, 60_000),
          limit,
          unit,
          nearest: facility?.id ?? null,
          nearestName: facility?.name ?? null,
          straightM: scaled(spoken.straightMm, 1000),
          barrier: itemAt(gaps.barrier, b),
          notOpen: this.#facilityAt(itemAt(gaps.notOpen, b))?.id ?? null,
          notOpenM: scaled(itemAt(gaps.notOpenMm, b), 1000),
          inReach: itemAt(gaps.inReach, b),
        },
      ];
    });
  }
}

/** @throws {InvalidInputError} unless a word is one of those that the report has */
function requireWord(what: string, word: string, words: readonly string[]): void {
  if (words.includes(word)) return;
  throw new InvalidInputError(
    `The report has no ${what} "${word}"${meantPerhaps(word, words)}; there are ${words.join(", ")}`,
  );
}

function scaled(value: number, unit: number): number | null {
  return value === UNREACHED ? null : value / unit;
}
