/**
 * A plan for idle premises: what is built where, what it costs, who gains, and why not the others.
 *
 * Layer: siting. Imports nothing of other layers.
 */
import { gapOf, type SitingStatus } from "./plan.js";
import { costOfPremises, type Unfit, unfitFor } from "./premises.js";
import { type PremisesMilp, premisesMilp } from "./premises-milp.js";
import {
  type PlannedService,
  type PremisesQuestion,
  requirePremisesQuestion,
  worthOf,
} from "./premises-question.js";
import { solveMilp } from "./solve.js";

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

/** One service in one community (`unit` null: everywhere). */
export interface CoverageChange {
  readonly service: string;
  readonly unit: string | null;
  readonly people: number;
  readonly coveredBefore: number;
  readonly coveredAfter: number;
}

export type WhyNot =
  /** No service fits. */
  | { readonly reason: "unfit"; readonly unfit: Readonly<Record<string, Unfit>> }
  /** Everyone it would reach is covered by the plan. */
  | { readonly reason: "nobody-new" }
  /** What it would add to the plan, which a limit leaves no room for. */
  | {
      readonly reason: "limits";
      readonly addsPeople: number;
      readonly cost: number | null;
      readonly overBudget: number | null;
    };

/** Which premises are taken for which services, what that brings, and why the others are not. */
export interface PremisesPlan {
  readonly status: SitingStatus;
  /** Worth of people covered, less what unmet wishes and missing area cost. */
  readonly objective: number | null;
  readonly bound: number | null;
  readonly gap: number | null;
  readonly chosen: readonly ChosenPremises[];
  readonly cost: number | null;
  /** Services × (everywhere, then communities by name). */
  readonly coverage: readonly CoverageChange[];
  /** People covered after each of the chosen premises, in order, with the money spent by then. */
  readonly curve: readonly { readonly cost: number | null; readonly coveredPeople: number }[];
  /** Per premises not chosen. */
  readonly rejected: readonly { readonly premises: number; readonly why: WhyNot }[];
  /** What one person covered counted, by service. */
  readonly worth: Readonly<Record<string, number>>;
}

/** Limits of the solver. */
export interface PlanPremisesOptions {
  readonly seed?: number;
  /** Branches of the solver at most; default 5,000. */
  readonly maxNodes?: number;
}

/**
 * Which premises, and which services in each.
 *
 * @throws {InvalidInputError} if columns differ in length, or a budget is given and a price is not
 *
 * @example
 * const plan = await planPremises({ premises, services: [elderly, childcare, meals], budget: 30e6 });
 */
export async function planPremises(
  question: PremisesQuestion,
  { seed = 0, maxNodes = 5000 }: PlanPremisesOptions = {},
): Promise<PremisesPlan> {
  requirePremisesQuestion(question);
  const model = premisesMilp(question);
  const { status, values, objective, bound } = await solveMilp(model.milp, { seed, maxNodes });
  const placed = values === null ? null : placedServices(model, values);
  const chosen = placed === null ? [] : ranked(question, placed, model, values!);
  const states = coverStates(question);
  const before = states.map(({ covered }) => covered.slice());
  const curve: { cost: number | null; coveredPeople: number }[] = [];
  let spent: number | null = 0;
  for (const { premises, services, cost } of chosen) {
    for (const state of states) if (services.includes(state.service.id)) cover(state, premises);
    spent = spent === null || cost === null ? null : spent + cost;
    curve.push({ cost: spent, coveredPeople: states.reduce((sum, state) => sum + newlyCovered(state), 0) });
  }
  return {
    status,
    objective,
    bound,
    gap: gapOf(objective, bound),
    chosen,
    cost: spent,
    coverage: coverageChange(question, states, before),
    curve,
    rejected: placed === null ? [] : rejections(question, chosen, states, spent),
    worth: Object.fromEntries(question.services.map((service) => [service.id, worthOf(service)])),
  };
}

/** Per premises, the services that the solver put there (indexes). */
function placedServices({ placed, taken }: PremisesMilp, values: Float64Array): number[][] {
  return Array.from(taken, (_, j) =>
    placed.flatMap((columns, s) => (columns[j]! >= 0 && values[columns[j]!]! > 0.5 ? [s] : [])),
  );
}

/** Who is covered for one service. */
interface CoverState {
  readonly service: PlannedService;
  readonly covered: Uint8Array;
}

function coverStates({ services }: PremisesQuestion): CoverState[] {
  return services.map((service) => ({
    service,
    covered: Uint8Array.from(service.covered, (c) => (c === 0 ? 0 : 1)),
  }));
}

function cover({ service: { matrix }, covered }: CoverState, j: number): void {
  for (let k = matrix.firstOfCandidate[j]!; k < matrix.firstOfCandidate[j + 1]!; k++)
    covered[matrix.demand[k]!] = 1;
}

/** People that service `s` in premises `j` would add. */
function gainAt({ service: { matrix, people }, covered }: CoverState, j: number): number {
  let gain = 0;
  for (let k = matrix.firstOfCandidate[j]!; k < matrix.firstOfCandidate[j + 1]!; k++) {
    const i = matrix.demand[k]!;
    if (covered[i] === 0) gain += people[i]!;
  }
  return gain;
}

function newlyCovered({ service: { people, covered: before }, covered }: CoverState): number {
  return covered.reduce((sum, c, i) => sum + (c === 1 && before[i] === 0 ? people[i]! : 0), 0);
}

/** Always the premises that add most worth to those before, ties to the lower index. */
function ranked(
  question: PremisesQuestion,
  placed: readonly number[][],
  { complex }: PremisesMilp,
  values: Float64Array,
): ChosenPremises[] {
  const states = coverStates(question);
  const left = new Set([...placed.keys()].filter((j) => placed[j]!.length > 0));
  const chosen: ChosenPremises[] = [];
  while (left.size > 0) {
    let best = -1;
    let most = -1;
    for (const j of left) {
      const worth = placed[j]!.reduce(
        (sum, s) => sum + worthOf(states[s]!.service) * gainAt(states[s]!, j),
        0,
      );
      if (worth > most) [best, most] = [j, worth];
    }
    left.delete(best);
    const services = placed[best]!.map((s) => states[s]!);
    const areaM2 = services.reduce((sum, { service }) => sum + service.room.minAreaM2, 0);
    chosen.push({
      premises: best,
      services: services.map(({ service }) => service.id),
      complex: values[complex[best]!]! > 0.5,
      areaM2,
      cost: costOfPremises(question.premises[best]!, areaM2, question.rentYears ?? 0),
      gain: Object.fromEntries(services.map((state) => [state.service.id, gainAt(state, best)])),
    });
    for (const state of services) cover(state, best);
  }
  return chosen;
}

function coverageChange(
  { unitOfPlace }: PremisesQuestion,
  states: readonly CoverState[],
  before: readonly Uint8Array[],
): CoverageChange[] {
  const units = [...new Set(unitOfPlace?.filter((unit) => unit !== null) ?? [])].sort();
  return states.flatMap(({ service, covered }, s) =>
    [null, ...units].map((unit) => {
      const sum = (counts: (i: number) => boolean) => {
        let total = 0;
        for (let i = 0; i < covered.length; i++) {
          if ((unit === null || unitOfPlace![i] === unit) && counts(i)) total += service.people[i]!;
        }
        return total;
      };
      return {
        service: service.id,
        unit,
        people: sum(() => true),
        coveredBefore: sum((i) => before[s]![i] === 1),
        coveredAfter: sum((i) => covered[i] === 1),
      };
    }),
  );
}

/** Why each of the others was left. */
function rejections(
  question: PremisesQuestion,
  chosen: readonly ChosenPremises[],
  states: readonly CoverState[],
  spent: number | null,
): { premises: number; why: WhyNot }[] {
  const { premises, services, years, budget, rentYears = 0 } = question;
  const taken = new Set(chosen.map((c) => c.premises));
  const asked = years === undefined ? null : { last: years.last, atLeast: years.atLeast ?? 1 };
  return [...premises.keys()]
    .filter((j) => !taken.has(j))
    .map((j) => {
      const unfit = services.map(({ id, room }) => unfitFor(premises[j]!, id, room, asked));
      const fitting = states.filter((_, s) => unfit[s] === null);
      if (fitting.length === 0) {
        const pairs = services.map(({ id }, s) => [id, unfit[s]!] as const);
        return { premises: j, why: { reason: "unfit", unfit: Object.fromEntries(pairs) } };
      }
      const gains = fitting
        .map((state) => ({ state, gain: gainAt(state, j) }))
        .filter(({ gain }) => gain > 0);
      if (gains.length === 0) return { premises: j, why: { reason: "nobody-new" } };
      const best = gains.reduce((a, b) => (b.gain > a.gain ? b : a));
      const cost = costOfPremises(premises[j]!, best.state.service.room.minAreaM2, rentYears);
      const over = budget === undefined || cost === null || spent === null ? null : spent + cost - budget;
      return {
        premises: j,
        why: {
          reason: "limits",
          addsPeople: best.gain,
          cost,
          overBudget: over !== null && over > 0 ? over : null,
        },
      };
    });
}
