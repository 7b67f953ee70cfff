import type { GapReport } from "../../coverage/gap-report.js";
import type { WalkerGroup } from "../../coverage/walker-group.js";
import { csvLine } from "./csv.js";
import { attributionOf } from "./rows.js";

const COLUMNS = [
  "service",
  "profile",
  "speed_mps",
  "steps_factor",
  "group",
  "minutes",
  "demand",
  "within",
  "share",
  "median_min",
  "unlinked",
  "blocks_without_demand",
];

/**
 * What each kind of walker reaches as CSV: one row per service and profile, with its speed.
 *
 * @param groups - what `City.walkers` returned
 * @returns lines with their ends: UTF-8 with a byte order mark, CRLF
 *
 * @example
 * const groups = await city.walkers({ profiles: ["adult", "senior80"], services: ["pharmacy"] });
 * writeFileWhole("walkers.csv", walkersCsv(report, groups));
 */
export function* walkersCsv(report: GapReport, groups: readonly WalkerGroup[]): Generator<string> {
  const attribution = attributionOf(report);
  const named = attribution === "" ? [] : [attribution];
  yield `\uFEFF${csvLine([...COLUMNS, ...named])}`;
  for (const {
    service,
    profile,
    group,
    demand,
    unlinked,
    blocksWithoutDemand,
    within,
    medianMin,
  } of groups) {
    const who = [service, profile.id, profile.speedMps, profile.stepsFactor, group];
    for (const one of within) {
      const cells = [one.minutes, demand, one.demand, one.share, medianMin, unlinked, blocksWithoutDemand];
      yield csvLine([...who, ...cells, ...named.map(() => null)]);
    }
  }
}
