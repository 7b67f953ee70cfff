/**
 * Places per 1000 people beside the figure that a rule set asks for.
 */

import { peopleOf } from "../places/demand.js";
import type { Standard, StandardRecord } from "../standards/schema.js";
import type { GapReport } from "./gap-report.js";
import type { ServiceCapacity } from "./judge-capacity.js";

/** Places per 1000 people of one service, beside the record that requires them. */
export interface PlaceNorm {
  readonly service: string;
  /** Whose thousand: `60+`, or `all` residents. */
  readonly group: string;
  /** People of the group in blocks that give a number; null where none does. */
  readonly people: number | null;
  readonly places: number;
  /** Null where nobody is known. */
  readonly per1000: number | null;
  readonly required: number;
  readonly isMet: boolean | null;
  readonly ruleSet: string;
  readonly record: StandardRecord;
}

/** One row a service with places and a record of beds or places per 1000, in the order of the services. */
export function placeNorms(
  { blocks: { blocks } }: GapReport,
  capacities: readonly ServiceCapacity[],
  standards: readonly Standard[],
): PlaceNorm[] {
  return capacities.flatMap(({ service, places }) =>
    standards.flatMap(({ id: ruleSet, records }) =>
      records
        .filter((record) => record.service === service && isPer1000(record))
        .map((record) => {
          const { group, value: required } = record;
          const counts = blocks.map((block) => (group === "all" ? block.residents : peopleOf(block, group)));
          const people = counts.some((count) => count !== null)
            ? counts.reduce<number>((sum, count) => sum + (count ?? 0), 0)
            : null;
          const per1000 = people === null || people === 0 ? null : (1000 * places) / people;
          const isMet = per1000 === null ? null : per1000 >= required;
          return { service, group, people, places, per1000, required, isMet, ruleSet, record };
        }),
    ),
  );
}

function isPer1000({ quantity, comparator }: StandardRecord): boolean {
  return comparator === ">=" && (quantity === "bedsPer1000" || quantity === "placesPer1000");
}
