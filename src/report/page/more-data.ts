/**
 * What a report page shows beyond verdicts, where the analysis holds it: places and queues, doubtful inputs, and why.
 */
import { itemAt, lookUp } from "../../base/at.js";
import type { ServiceCapacity } from "../../coverage/judge-capacity.js";
import { DECIDING, RANGE_VERDICTS } from "../../coverage/judge-ranges.js";
import type { GapExplanation } from "../../explain/explain-gap.js";
import type { JudgedRanges } from "../tables/ranges-csv.js";
import { packNumbers } from "./columns.js";
import type { CapacityData, ExplanationData, RangeData } from "./report-data.js";

/** The longest queues that are named, a service. */
const MAX_QUEUES = 20;

export function capacityData({
  service,
  group,
  groupPeople,
  people,
  places,
  withoutPlaces,
  facilities,
  allocation,
}: ServiceCapacity): CapacityData {
  const sum = (column: Uint32Array) => column.reduce((total, count) => total + count, 0);
  const queues = facilities
    .map((facility, j) => ({
      facility,
      served: itemAt(allocation.load, j),
      queue: itemAt(allocation.queue, j),
    }))
    .filter(({ queue }) => queue > 0)
    .sort((a, b) => b.queue - a.queue || a.facility - b.facility)
    .slice(0, MAX_QUEUES);
  return {
    service,
    group,
    groupPeople,
    asking: people,
    places,
    withoutPlaces,
    served: sum(allocation.served),
    leftOver: sum(allocation.leftOver),
    outOfReach: allocation.outOfReach,
    queues,
  };
}

export function rangeData({ ranges, verdicts }: JudgedRanges, speedMps: number): RangeData {
  return {
    speedMps: ranges.speedMps ?? [speedMps, speedMps],
    positionM: ranges.positionM ?? 0,
    capacity: ranges.capacity?.factor ?? [1, 1],
    verdicts: RANGE_VERDICTS,
    deciding: DECIDING,
    services: verdicts.map(({ service, group, met, gap, unknown, depends, verdict, decides }) => ({
      service,
      group,
      met,
      gap,
      unknown,
      depends,
      verdict: packNumbers(verdict),
      decides: packNumbers(decides),
    })),
  };
}

/** @param positionOf - of a block's id */
export function explanationData(
  explanation: GapExplanation,
  positionOf: ReadonlyMap<string, number>,
): ExplanationData {
  const { service, block, facility, straightM, walkM, barriers, bottleneck, change } = explanation;
  const { streetsEstimated } = explanation;
  const named = barriers.map(({ kind, name }) => ({ kind, name }));
  return {
    service,
    block: lookUp(positionOf, block),
    facility: facility && { id: facility.id, name: facility.name },
    straightM,
    walkM,
    barriers: named,
    bottleneck: bottleneck && { kind: bottleneck.kind, name: bottleneck.name, class: bottleneck.streetClass },
    change: change && {
      kind: change.kind,
      from: change.from,
      to: change.to,
      lengthM: change.lengthM,
      cost: change.cost,
      unit: explanation.unit,
      gained: change.gained,
    },
    ...(streetsEstimated ? { streetsEstimated } : {}),
  };
}
