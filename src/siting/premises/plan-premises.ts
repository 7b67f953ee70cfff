/**
 * A plan for idle premises: what is built where, what it costs, who gains, and why not the others.
 */
import { itemAt, lookUp } from "../../base/at.js";
import type { Words } from "../../base/words.js";
import { weightWhere } from "../matrix-rows.js";
import { gapOf, type SitingStatus } from "../plan.js";
import { solveMilp } from "../solvers/solve.js";
import { type CoverState, cover, coverStates, gainAt, newlyCovered } from "./cover-state.js";
import { costOfPremises } from "./premises.js";
import { premisesHeuristic } from "./premises-heuristic.js";
import { premisesMilp } from "./premises-milp.js";
import {
  type PlannedService,
  type PremisesQuestion,
  requirePremisesQuestion,
  worthOf,
} from "./premises-question.js";
import { rejectionsOf, type WhyNot } from "./premises-rejections.js";
import { noteOnUnknown, type UnknownCover, unknownCover } from "./unknown-cover.js";

/** Premises in the order in which they help most. */
export interface ChosenPremises {
  readonly premises: number;
  readonly services: readonly string[];
  readonly complex: boolean;
  readonly areaM2: number;
  /** Null where prices are not known. */
  readonly cost: number | null;
  /** People newly covered, beyond those before it, by service. */
  readonly gain: Readonly<Record<string, number>>;
}

/** One service for one group of people in one community (`unit` null: everywhere). */
export interface CoverageChange {
  readonly service: string;
  /** Group of people, of `question.groups`; null: all who need the service. */
  readonly group: string | null;
  readonly unit: string | null;
  readonly people: number;
  readonly coveredBefore: number;
  readonly coveredAfter: number;
}

/** Which premises are taken for which services, what that brings, and why the others are not. */
export interface PremisesPlan {
  readonly status: SitingStatus;
  /** Worth of people covered, less what unmet wishes and missing area cost. */
  readonly objective: number | null;
  readonly bound: number | null;
  readonly gap: number | null;
  /** By the exact solver, or by greedy and exchanges. */
  readonly method: "milp" | "heuristic";
  readonly chosen: readonly ChosenPremises[];
  readonly cost: number | null;
  /** Services × (all who need them, then groups) × (everywhere, then communities by name). */
  readonly coverage: readonly CoverageChange[];
  /** People covered after each of the chosen premises, in order, with the money spent by then. */
  readonly curve: readonly { readonly cost: number | null; readonly coveredPeople: number }[];
  /** Per premises not chosen. */
  readonly rejected: readonly { readonly premises: number; readonly why: WhyNot }[];
  /** Services with people in places whose verdict is unknown. */
  readonly unknown: readonly UnknownCover[];
  /** What a reader has to know of them, in a sentence; null where there are none. */
  readonly note: Words | null;
  /** What one person covered counted, by service. */
  readonly worth: Readonly<Record<string, number>>;
}

/** Limits of the solver. */
export interface PlanPremisesOptions {
  /** For the solver's random choices; default 0. */
  readonly seed?: number | undefined;
  /** Branches of the solver at most; default 5,000. */
  readonly maxNodes?: number | undefined;
  /** With more pairs of place and premises in reach than this, greedy and exchanges answer; default 100,000. */
  readonly exactSize?: number | undefined;
}

/** Up to here equal plans are told apart: by modes that open sooner, then by the lower premises. */
const CANONICAL_PREMISES = 40;

/** Modes by time to open, an assumption: 划转, 转型, 补改, 配建; unknown last. */
const MODE_RANK: Readonly<Record<string, number>> = { transfer: 1, convert: 2, infill: 3, allocate: 4 };

/**
 * Which premises to take, and which services to open in each, so that most people are newly covered.
 *
 * `City.plan` makes the question from a city and a table of premises.
 *
 * @param question - premises, services with who reaches what, money and rules
 * @returns status and bound, the premises chosen, the most helpful first, coverage before and after, and why others
 *   were rejected
 * @throws {InvalidInputError} if columns differ in length, or there is a budget but a price is missing
 *
 * @example
 * const { question } = await city.plan({ premises: "premises.csv", rooms: { kindergarten: 300 } });
 * const plan = await planPremises({ ...question, budget: 500_000 });
 */
export async function planPremises(
  question: PremisesQuestion,
  options: PlanPremisesOptions = {},
): Promise<PremisesPlan> {
  requirePremisesQuestion(question);
  const { placed, ...solution } = await search(question, options);
  const unknown = unknownCover(question);
  const chosen = placed === null ? [] : ranked(question, placed);
  const states = coverStates(question);
  const curve: { cost: number | null; coveredPeople: number }[] = [];
  let spent: number | null = 0;
  for (const { premises, services, cost } of chosen) {
    for (const state of states) if (services.includes(state.service.id)) cover(state, premises);
    spent = spent === null || cost === null ? null : spent + cost;
    curve.push({ cost: spent, coveredPeople: states.reduce((sum, state) => sum + newlyCovered(state), 0) });
  }
  return {
    ...solution,
    gap: gapOf(solution.objective, solution.bound),
    chosen,
    cost: spent,
    coverage: coverageChange(question, states),
    curve,
    rejected: placed === null ? [] : rejectionsOf(question, chosen, states, spent),
    unknown,
    note: noteOnUnknown(unknown),
    worth: Object.fromEntries(question.services.map((service) => [service.id, worthOf(service)])),
  };
}

/** What stands in premises `j`: positions of services, and whether it is a complex. */
interface Placed {
  readonly services: readonly number[];
  readonly complex: boolean;
}

interface PremisesSolution extends Pick<PremisesPlan, "status" | "objective" | "bound" | "method"> {
  readonly placed: readonly Placed[] | null;
}

async function search(
  question: PremisesQuestion,
  { seed = 0, maxNodes = 5000, exactSize = 100_000 }: PlanPremisesOptions,
): Promise<PremisesSolution> {
  const pairs = question.services.reduce((sum, { matrix }) => sum + matrix.candidate.length, 0);
  if (pairs > exactSize) return byHeuristic(question);
  const { milp, placed, complex, taken } = premisesMilp(question);
  const canonical = taken.length <= CANONICAL_PREMISES;
  const thenLeast = Float64Array.from(question.premises, ({ mode }) => MODE_RANK[mode ?? ""] ?? 5);
  const answer = await solveMilp(milp, { seed, maxNodes, canonical, thenLeast });
  const { status, values, objective, bound } = answer;
  if (values === null && status === "limit") return byHeuristic(question);
  return {
    status,
    objective,
    bound,
    method: "milp",
    placed:
      values === null
        ? null
        : Array.from(taken, (_, j) => ({
            services: placed.flatMap((columns, s) => {
              const column = itemAt(columns, j);
              return column >= 0 && itemAt(values, column) > 0.5 ? [s] : [];
            }),
            complex: itemAt(values, itemAt(complex, j)) > 0.5,
          })),
  };
}

function byHeuristic(question: PremisesQuestion): PremisesSolution {
  const { placement, objective, bound } = premisesHeuristic(question);
  const isProved = objective !== null && bound - objective <= 1e-9 * Math.max(1, Math.abs(objective));
  return {
    status: placement === null ? "limit" : isProved ? "optimal" : "feasible",
    objective,
    bound,
    method: "heuristic",
    placed:
      placement?.map((roomPackage) => ({
        services: roomPackage?.services ?? [],
        complex: roomPackage?.complex ?? false,
      })) ?? null,
  };
}

/** Always the premises that add most worth to those before, ties to the lower index. */
function ranked(question: PremisesQuestion, placed: readonly Placed[]): ChosenPremises[] {
  const states = coverStates(question);
  const left = new Map([...placed.entries()].filter(([, { services }]) => services.length > 0));
  const chosen: ChosenPremises[] = [];
  while (left.size > 0) {
    let best = -1;
    let most = -1;
    for (const [j, { services }] of left) {
      const worth = services.reduce((sum, s) => {
        const state = itemAt(states, s);
        return sum + worthOf(state.service) * gainAt(state, j);
      }, 0);
      if (worth > most) [best, most] = [j, worth];
    }
    const { services: positions, complex } = lookUp(left, best);
    left.delete(best);
    const services = positions.map((s) => itemAt(states, s));
    const areaM2 = services.reduce((sum, { service }) => sum + service.room.minAreaM2, 0);
    chosen.push({
      premises: best,
      services: services.map(({ service }) => service.id),
      complex,
      areaM2,
      cost: costOfPremises(
        itemAt(question.premises, best),
        areaM2,
        question.rentYears ?? 0,
        question.years?.asOf,
      ),
      gain: Object.fromEntries(services.map((state) => [state.service.id, gainAt(state, best)])),
    });
    for (const state of services) cover(state, best);
  }
  return chosen;
}

function coverageChange(
  { unitOfPlace, groups = {} }: PremisesQuestion,
  states: readonly CoverState[],
): CoverageChange[] {
  const units = [...new Set(unitOfPlace?.filter((unit) => unit !== null) ?? [])].sort();
  const groupsOf = ({ groups: names }: PlannedService) =>
    Object.entries(groups).filter(([group]) => names === undefined || names.includes(group));
  return states.flatMap(({ service, counts }) =>
    [[null, service.people] as const, ...groupsOf(service)].flatMap(([group, people]) =>
      [null, ...units].map((unit) => {
        const sum = (has: (i: number) => boolean) =>
          weightWhere(people, (i) => (unit === null || unitOfPlace?.[i] === unit) && has(i));
        return {
          service: service.id,
          group,
          unit,
          people: sum(() => true),
          coveredBefore: sum((i) => service.covered[i] !== 0),
          coveredAfter: sum((i) => counts[i] !== 0),
        };
      }),
    ),
  );
}
