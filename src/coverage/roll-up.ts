/**
 * A gap report by estate, community or place: how many blocks and residents of each are met, and which units fail.
 *
 * City reports count the units that fail beside the share of people, so both are given here.
 */
import type { GapReport, Share, Split } from "./gap-report.js";
import { shareOf, splitOf } from "./summarise.js";

/** One service in one unit. */
export interface UnitService {
  readonly service: string;
  readonly blocks: Split;
  /** Residents of blocks where residents are known. */
  readonly residents: Split;
  readonly residentShare: Share;
  /** Whether one block at least is a gap; null where none is, but some are unknown. */
  readonly fails: boolean | null;
}

/** One unit with one entry a service. */
export interface UnitRollUp {
  /** Name as given with the blocks; null for blocks without one. */
  readonly unit: string | null;
  readonly blockCount: number;
  readonly blocksWithoutResidents: number;
  /** In the order of the report. */
  readonly services: readonly UnitService[];
}

/** The report by unit: by name in the order of Unicode, blocks without a unit last. */
export function rollUp(report: GapReport): UnitRollUp[] {
  const { blocks } = report.blocks;
  const members = new Map<string | null, number[]>();
  blocks.forEach(({ unit }, b) => {
    const list = members.get(unit);
    if (list === undefined) members.set(unit, [b]);
    else list.push(b);
  });
  return [...members.keys()].sort(byName).map((unit) => {
    const chosen = members.get(unit)!;
    return {
      unit,
      blockCount: chosen.length,
      blocksWithoutResidents: chosen.filter((b) => blocks[b]!.residents === null).length,
      services: report.services.map(({ service, verdict, completeness }) => {
        const residents = splitOf(verdict, chosen, (b) => blocks[b]!.residents ?? 0);
        const split = splitOf(verdict, chosen, () => 1);
        return {
          service,
          blocks: split,
          residents,
          residentShare: shareOf(residents, completeness === "incomplete"),
          fails: split.gap > 0 ? true : split.unknown > 0 ? null : false,
        };
      }),
    };
  });
}

function byName(a: string | null, b: string | null): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  return a < b ? -1 : a > b ? 1 : 0;
}
