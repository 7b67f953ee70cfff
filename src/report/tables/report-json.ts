/**
 * A gap report as one JSON document: lineage, rules, summaries, notes; the blocks themselves go to other files.
 */
import { addAt, itemAt } from "../../base/at.js";
import { coverageTotals } from "../../coverage/coverage-totals.js";
import type { GapReport, ServiceGaps } from "../../coverage/gap-report.js";
import { REASONS } from "../../coverage/gap-report.js";
import { unitVerdicts } from "../../coverage/unit-verdicts.js";
import { listIslands } from "../../network/islands.js";
import type { WalkNetwork } from "../../network/walk-network.js";
import { type JudgedRanges, rangesAsJson } from "./ranges-csv.js";
import { attributionOf, countLinked, STATUS_WORDS } from "./rows.js";

/**
 * The text of `report.json`: verdicts by service, totals, and where every input came from.
 *
 * @param judged - verdicts under uncertain inputs, if there are any
 * @returns JSON text; equal results give equal bytes
 *
 * @example
 * writeFileWhole("report.json", [reportJson(report, network)]);
 */
export function reportJson(
  report: GapReport,
  network: WalkNetwork,
  judged: JudgedRanges | null = null,
): string {
  const document = {
    attribution: attributionOf(report) || null,
    lineage: report.lineage,
    network: {
      streetNodes: network.streetNodeCount,
      streetEdges: network.edgeCount,
      pointsBeforeMerging: network.source.pointsBeforeMerging,
      piecesBeforeMerging: network.source.piecesBeforeMerging,
      islands: listIslands(network).map(({ points, lengthMm, lon, lat }) => ({
        points,
        lengthM: lengthMm / 1000,
        lon,
        lat,
      })),
      notes: network.source.notes,
    },
    blocks: { count: report.blocks.blocks.length, links: countLinked(report), notes: report.blocks.notes },
    ...areaJson(report),
    coverage: coverageTotals(report),
    units: unitVerdicts(report),
    facilities: {
      count: report.facilities.facilities.length,
      merged: report.facilities.merged,
      suspectedDuplicates: report.facilities.suspectedDuplicates,
      notes: report.facilities.notes,
    },
    services: report.services.map(serviceJson),
    ranges: judged === null ? undefined : rangesAsJson(report, judged),
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

/** What lies outside, and what could change with data from beyond the edge. */
function areaJson({ area, boundary }: GapReport) {
  return {
    area: area && { name: area.name, bufferM: area.bufferM, outside: area.outside },
    boundary: boundary?.services.map(({ service, blocks, verdicts }) => ({ service, blocks, verdicts })),
  };
}

function serviceJson(service: ServiceGaps) {
  const counts = REASONS.map(() => 0);
  for (const reason of service.reason) addAt(counts, reason);
  const reasons = Object.fromEntries(REASONS.map((reason, i) => [reason, itemAt(counts, i)]).slice(1));
  return {
    service: service.service,
    requirement: { ...service.requirement, statusInWords: STATUS_WORDS[service.requirement.status].en },
    completeness: service.completeness,
    facilities: service.facilityCount,
    facilitiesLinked: service.linkedFacilityCount,
    reasons,
    ...service.summary,
  };
}
