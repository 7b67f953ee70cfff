/**
 * A plan spread over the years to come: what helps most first, as rooms get ready and money comes in.
 */
import { itemAt } from "../../base/at.js";
import { InvalidInputError } from "../../base/errors.js";
import type { PremisesPlan } from "./plan-premises.js";
import type { Premises } from "./premises.js";

/** What is built in one year. */
export interface Phase {
  readonly year: number;
  /** Positions in `plan.chosen`. */
  readonly chosen: readonly number[];
  /** Null where prices are not known. */
  readonly cost: number | null;
}

/** The years of a plan, and the money of each. */
export interface PhaseOptions {
  /** Ascending; the plan of 2023 runs to 2027. */
  readonly years: readonly number[];
  /** Money of each year; what is left over stays for the next. Default: no limit. */
  readonly budgetPerYear?: number | undefined;
}

/**
 * Spreads a plan over years: what helps most comes first, as rooms get ready and money comes in.
 *
 * @param premises - the premises of the plan's question
 * @returns one phase per year, and the positions in `plan.chosen` that found no year
 * @throws {InvalidInputError} if a yearly budget is given and a price is missing
 *
 * @example
 * const { plan, premises } = await city.plan({ premises: "premises.csv", rooms: { kindergarten: 300 } });
 * const { phases } = phasePlan(plan, premises, { years: [2026, 2027] });
 */
export function phasePlan(
  plan: PremisesPlan,
  premises: readonly Premises[],
  { years, budgetPerYear }: PhaseOptions,
): { readonly phases: readonly Phase[]; readonly unplaced: readonly number[] } {
  if (budgetPerYear !== undefined && plan.chosen.some(({ cost }) => cost === null)) {
    throw new InvalidInputError("A budget by year needs a price for all chosen premises");
  }
  const left = new Set(plan.chosen.keys());
  let money = 0;
  const phases = years.map((year) => {
    money += budgetPerYear ?? Number.POSITIVE_INFINITY;
    const chosen: number[] = [];
    for (const c of left) {
      const { premises: j, cost } = itemAt(plan.chosen, c);
      if ((itemAt(premises, j).readyYear ?? year) > year || (cost ?? 0) > money) continue;
      money -= cost ?? 0;
      chosen.push(c);
    }
    for (const c of chosen) left.delete(c);
    const costs = chosen.map((c) => itemAt(plan.chosen, c).cost);
    return { year, chosen, cost: sumOrNull(costs) };
  });
  return { phases, unplaced: [...left] };
}

/** Null where a price is missing. */
function sumOrNull(costs: readonly (number | null)[]): number | null {
  return costs.reduce<number | null>((sum, cost) => (sum === null || cost === null ? null : sum + cost), 0);
}
