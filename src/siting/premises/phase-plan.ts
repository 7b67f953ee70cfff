/**
 * A plan spread over the years to come: what helps most first, as rooms get ready and money comes in.
 */
import { itemAt } from "../../base/at.js";
import { InvalidInputError } from "../../base/errors.js";
import type { ChosenPremises, PremisesPlan } from "./plan-premises.js";
import { costOfPremises } from "./premises.js";
import type { PremisesQuestion } from "./premises-question.js";
import { yearsOfUse } from "./years-of-use.js";

/** What is built in one year. */
export interface Phase {
  readonly year: number;
  /** Positions in `plan.chosen`. */
  readonly chosen: readonly number[];
  /** Rent is counted from this year to the end of use. Null where prices are not known. */
  readonly cost: number | null;
  /** Money left by the years before, and left for the next; null where there is no budget. */
  readonly carriedIn: number | null;
  readonly carriedOver: number | null;
}

/** The years of a plan, and the money of each. */
export interface PhaseOptions {
  /** Each later than the one before, the first not before the year of the plan; the plan of 2023 runs to 2027. */
  readonly years: readonly number[];
  /** Money of each year; what is left over stays for the next. Default: no limit. */
  readonly budgetPerYear?: number | undefined;
}

/**
 * Spreads a plan over years: what helps most comes first, as rooms get ready and money comes in.
 *
 * Premises start in the year of their phase: a later start leaves fewer years of use, and less rent. Those that could not
 * serve the least years of the question any more find no year.
 *
 * @param question - the plan's question
 * @returns one phase per year, and the positions in `plan.chosen` that found no year
 * @throws {InvalidInputError} if the years do not ascend or begin before the plan, or a yearly budget is given and a price
 *   is missing
 *
 * @example
 * const { plan, question } = await city.plan({ premises: "premises.csv", rooms: { kindergarten: 300 } });
 * const { phases } = phasePlan(plan, question, { years: [2026, 2027] });
 */
export function phasePlan(
  plan: PremisesPlan,
  question: Pick<PremisesQuestion, "premises" | "rentYears" | "years">,
  { years, budgetPerYear }: PhaseOptions,
): { readonly phases: readonly Phase[]; readonly unplaced: readonly number[] } {
  requireYears(years, question.years?.asOf);
  if (budgetPerYear !== undefined && plan.chosen.some(({ cost }) => cost === null)) {
    throw new InvalidInputError("A budget by year needs a price for all chosen premises");
  }
  const left = new Set(plan.chosen.keys());
  let carriedIn = 0;
  const phases = years.map((year): Phase => {
    const money = carriedIn + (budgetPerYear ?? Number.POSITIVE_INFINITY);
    const { chosen, cost } = yearOf(plan, question, left, year, money);
    for (const c of chosen) left.delete(c);
    if (budgetPerYear === undefined) return { year, chosen, cost, carriedIn: null, carriedOver: null };
    const phase = { year, chosen, cost, carriedIn, carriedOver: money - (cost ?? 0) };
    carriedIn = phase.carriedOver;
    return phase;
  });
  return { phases, unplaced: [...left] };
}

function requireYears(years: readonly number[], asOf = Number.NEGATIVE_INFINITY): void {
  years.forEach((year, i) => {
    const before = years[i - 1];
    if (before !== undefined && year <= before)
      throw new InvalidInputError(`The phases are ${years.join(", ")}: expected each year once, ascending`);
    if (year < asOf)
      throw new InvalidInputError(
        `A phase is ${year}, the plan is made in ${asOf}: expected no phase before`,
      );
  });
}

/** What starts in a year: in the order of the plan, as far as the money goes. */
function yearOf(
  plan: PremisesPlan,
  question: Pick<PremisesQuestion, "premises" | "rentYears" | "years">,
  left: Iterable<number>,
  year: number,
  money: number,
): Pick<Phase, "chosen" | "cost"> {
  const chosen: number[] = [];
  let spent = 0;
  let isPriced = true;
  for (const c of left) {
    const one = itemAt(plan.chosen, c);
    const room = itemAt(question.premises, one.premises);
    if (room.readyYear !== null && room.readyYear > year) continue;
    if (yearsOfUse(room, year) < (question.years?.atLeast ?? 1)) continue;
    const cost = costIn(one, question, year);
    if (spent + (cost ?? 0) > money) continue;
    spent += cost ?? 0;
    isPriced &&= cost !== null;
    chosen.push(c);
  }
  return { chosen, cost: isPriced ? spent : null };
}

function costIn(
  { premises, areaM2 }: ChosenPremises,
  question: Pick<PremisesQuestion, "premises" | "rentYears">,
  year: number,
): number | null {
  return costOfPremises(itemAt(question.premises, premises), areaM2, question.rentYears ?? 0, year);
}
