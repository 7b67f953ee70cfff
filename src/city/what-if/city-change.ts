/**
 * A city before and after edits, with the blocks that changed as plain rows.
 */
import { itemAt } from "../../base/at.js";
import { compareReports, type ServiceChange } from "../../coverage/compare-reports.js";
import type { GapReport, Verdict } from "../../coverage/gap-report.js";
import type { WalkNetwork } from "../../network/walk-network.js";
import { CityReport } from "../ask/city-report.js";

/** One block and service that edits change. */
export interface CityChangeRow {
  /** Id of the block. */
  readonly block: string;
  readonly service: string;
  readonly before: Verdict;
  readonly after: Verdict;
  /** Walk to the nearest facility, metres; null where none is reached. */
  readonly walkBeforeM: number | null;
  readonly walkAfterM: number | null;
}

/** A city before and after edits; places and beds are not allocated again. */
export interface CityChange {
  readonly before: CityReport;
  readonly after: CityReport;
  /** Sums of each service. */
  readonly services: readonly ServiceChange[];
  /** Every block that changed, service by service. */
  readonly blocks: readonly CityChangeRow[];
  /** The streets after the edits; the city's own where no street is edited. */
  readonly network: WalkNetwork;
}

/** What changed between two reports of one city. */
export function cityChange(before: GapReport, after: GapReport, network: WalkNetwork): CityChange {
  const { services, blocks } = compareReports(before, after);
  const idOf = (block: number) => itemAt(before.blocks.blocks, block).id;
  return {
    before: new CityReport(before),
    after: new CityReport(after),
    services,
    network,
    blocks: blocks.map(({ block, ...rest }) => ({ block: idOf(block), ...rest })),
  };
}
