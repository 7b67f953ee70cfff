/**
 * Two gap reports of the same blocks, block by block: who gains, who loses, and by how much.
 */

import { itemAt } from "../base/at.js";
import { checkCall } from "../base/check-call.js";
import { UNREACHED } from "../base/cost-units.js";
import { InvalidInputError } from "../base/errors.js";
import { type GapReport, type ServiceGaps, type Verdict, verdictAt } from "./gap-report.js";
import { GAP_REPORT } from "./report-form.js";

/** One block and service that is not as it was. */
export interface BlockChange {
  readonly service: string;
  /** Index in the blocks of the reports. */
  readonly block: number;
  readonly before: Verdict;
  readonly after: Verdict;
  /** Walk to the nearest facility, metres; null where none is reached. */
  readonly walkBeforeM: number | null;
  readonly walkAfterM: number | null;
}

/** One service over all blocks. Residents are those of blocks where they are known. */
export interface ServiceChange {
  readonly service: string;
  readonly blocksGained: number;
  readonly blocksLost: number;
  readonly residentsGained: number;
  readonly residentsLost: number;
  readonly residentsMetBefore: number;
  readonly residentsMetAfter: number;
  /** Blocks whose walk grew shorter, and longer. */
  readonly shorter: number;
  readonly longer: number;
}

/** What is different between two reports: sums by service, and every block that changed. */
export interface ReportChange {
  readonly services: readonly ServiceChange[];
  readonly blocks: readonly BlockChange[];
}

/**
 * What changed between two reports of the same blocks.
 *
 * @returns sums per service, and every block whose verdict or walk changed; walks in metres
 * @throws {InvalidInputError} if the reports have other blocks or other services
 *
 * @example
 * const [first, ...rest] = facilities.facilities;
 * const [before, after] = [
 *   await analyzeLivingCircle(network, { facilities, blocks }),
 *   await analyzeLivingCircle(network, { facilities: { ...facilities, facilities: rest }, blocks }),
 * ];
 * console.log(`without ${first?.name}:`, compareReports(before, after).blocks.length, "blocks change");
 */
export function compareReports(before: GapReport, after: GapReport): ReportChange {
  checkCall("compareReports", ["before", before, GAP_REPORT], ["after", after, GAP_REPORT]);
  const ids = (report: GapReport) => report.blocks.blocks.map(({ id }) => id).join("\n");
  if (ids(before) !== ids(after)) throw new InvalidInputError("The two reports are not of the same blocks");
  const named = (report: GapReport) => report.services.map(({ service }) => service).join(", ");
  if (named(before) !== named(after)) {
    throw new InvalidInputError(
      `The reports judge ${named(before)} and ${named(after)}: expected the same services`,
    );
  }
  const blocks: BlockChange[] = [];
  const services = before.services.map((old, s) =>
    compareService(before, old, itemAt(after.services, s), blocks),
  );
  return { services, blocks };
}

function compareService(
  { blocks: { blocks } }: GapReport,
  old: ServiceGaps,
  now: ServiceGaps,
  changes: BlockChange[],
): ServiceChange {
  const sums = {
    blocksGained: 0,
    blocksLost: 0,
    residentsGained: 0,
    residentsLost: 0,
    shorter: 0,
    longer: 0,
  };
  blocks.forEach(({ residents }, block) => {
    const [before, after] = [verdictAt(old, block), verdictAt(now, block)];
    const [walkBefore, walkAfter] = [itemAt(old.walkMm, block), itemAt(now.walkMm, block)];
    if (walkAfter < walkBefore) sums.shorter++;
    if (walkAfter > walkBefore) sums.longer++;
    if (before !== "met" && after === "met") {
      sums.blocksGained++;
      sums.residentsGained += residents ?? 0;
    }
    if (before === "met" && after !== "met") {
      sums.blocksLost++;
      sums.residentsLost += residents ?? 0;
    }
    if (before === after && walkBefore === walkAfter) return;
    changes.push({
      service: old.service,
      block,
      before,
      after,
      walkBeforeM: metresOf(walkBefore),
      walkAfterM: metresOf(walkAfter),
    });
  });
  return {
    service: old.service,
    ...sums,
    residentsMetBefore: old.summary.residents.met,
    residentsMetAfter: now.summary.residents.met,
  };
}

function metresOf(walkMm: number): number | null {
  return walkMm === UNREACHED ? null : walkMm / 1000;
}
