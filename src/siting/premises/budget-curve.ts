/**
 * What each sum of money would cover: the plan solved anew for every budget, not one plan cut short.
 */
import type { SitingStatus } from "../plan.js";
import { type PlanPremisesOptions, planPremises } from "./plan-premises.js";
import type { PremisesQuestion } from "./premises-question.js";

/** The best plan under one limit. */
export interface CurvePoint {
  /** Money, or number of premises. */
  readonly limit: number;
  readonly status: SitingStatus;
  readonly objective: number | null;
  readonly bound: number | null;
  readonly cost: number | null;
  /** Premises taken. */
  readonly premises: readonly number[];
  /** People newly covered, summed over the services. */
  readonly coveredPeople: number;
}

/**
 * The curve of coverage against money, or against the number of premises: the plan solved anew at every point.
 *
 * @param by - which limit varies; the other limits of the question hold at every point
 * @param limits - money in the unit of the prices, or numbers of premises
 * @returns one point per limit, in their order
 * @throws {InvalidInputError} as `planPremises`
 *
 * @example
 * const { question } = await city.plan({ premises: "premises.csv", rooms: { kindergarten: 300 } });
 * const curve = await coverageCurve(question, "maxPremises", [1, 2]);
 * console.log(curve.map(({ coveredPeople }) => coveredPeople));
 */
export async function coverageCurve(
  question: PremisesQuestion,
  by: "budget" | "maxPremises",
  limits: readonly number[],
  options: PlanPremisesOptions = {},
): Promise<CurvePoint[]> {
  const points: CurvePoint[] = [];
  for (const limit of limits) {
    const { status, objective, bound, cost, chosen, curve } = await planPremises(
      { ...question, [by]: limit },
      options,
    );
    const premises = chosen.map((c) => c.premises);
    const coveredPeople = curve.at(-1)?.coveredPeople ?? 0;
    points.push({ limit, status, objective, bound, cost, premises, coveredPeople });
  }
  return points;
}
