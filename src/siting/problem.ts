/**
 * A siting question, checked once, with every default filled in.
 */
import { InvalidInputError } from "../base/errors.js";
import type { CoverageMatrix } from "./coverage-matrix.js";
import {
  SITING_MODELS,
  type SiteState,
  type SitingModel,
  type SitingOptions,
  type SitingQuestion,
} from "./question.js";

/** A question with every default filled in. */
export interface SitingProblem {
  readonly model: SitingModel;
  readonly matrix: CoverageMatrix;
  readonly weight: Float64Array;
  /** Null where the model counts no sites. */
  readonly p: number | null;
  readonly budget: number | null;
  readonly siteCost: Float64Array;
  readonly capacity: Float64Array | null;
  readonly state: readonly SiteState[];
  readonly group: Uint32Array | null;
  readonly groupShare: number;
  readonly firstCoverWeight: number;
  readonly split: boolean;
  /** Whether fixed sites serve as many people as they can. */
  readonly fillFixed: boolean;
  readonly penalty: number | null;
}

const NEEDS_P: readonly SitingModel[] = [
  "mclp",
  "capacitated-mclp",
  "equity-mclp",
  "p-median",
  "capacitated-p-median",
  "p-center",
  "bacop1",
  "bacop2",
];

const MAY_ASK_SHARES: readonly SitingModel[] = ["mclp", "budget-mclp", "equity-mclp"];

/** Checks a question and fills in its defaults. @throws {InvalidInputError} naming what came and what was expected */
export function checkedProblem(question: SitingOptions): SitingProblem {
  const { model, matrix } = question;
  if (!SITING_MODELS.includes(model)) {
    throw new InvalidInputError(`There is no siting model "${model}"; there are ${SITING_MODELS.join(", ")}`);
  }
  const { demandCount, candidateCount } = matrix;
  const state = question.state ?? Array.from({ length: candidateCount }, (): SiteState => "new");
  if (state.length !== candidateCount) throw countError("site state", state.length, candidateCount);
  const weight = numbers("weight", question.weight, demandCount, 1);
  if (model === "equity-mclp") {
    if (question.need === undefined) throw new InvalidInputError("equity-mclp needs the need of each place");
    numbers("need", question.need, demandCount, 1).forEach((need, i) => {
      weight[i] *= need;
    });
  }
  return {
    model,
    matrix,
    weight,
    p: checkedP(question),
    budget: checkedBudget(question),
    siteCost: numbers("site cost", question.siteCost, candidateCount, 1),
    capacity: checkedCapacity(question),
    state,
    ...checkedShares(question),
    firstCoverWeight: within01("firstCoverWeight", question.firstCoverWeight ?? 0.5),
    split: question.split ?? model === "capacitated-mclp",
    fillFixed: checkedFill(question),
    penalty: question.penalty === undefined ? null : from0("penalty", question.penalty),
  };
}

/**
 * Options that a program gathered at run time, as a question of their model.
 *
 * @param options - a model, and any of the options of all models; one that the model neither needs nor refuses is
 *   ignored
 * @returns the same options, with the type of their model
 * @throws {InvalidInputError} naming what the model needs and did not get, or what it has no use for
 *
 * @example
 * const matrix = coverageMatrix([[5, 20], [20, 5]], { cutoff: 15 });
 * const question = toSitingQuestion({ model: "mclp", matrix, p: 1, budget: undefined });
 */
export function toSitingQuestion(options: SitingOptions): SitingQuestion {
  checkedProblem(options);
  // The check has just seen all that the type of its model asks for.
  return options as SitingQuestion;
}

function checkedP({ model, p, matrix }: SitingOptions): number | null {
  if (!NEEDS_P.includes(model)) {
    if (p !== undefined)
      throw new InvalidInputError(`${model} finds the number of sites itself: p has no use`);
    return null;
  }
  if (p === undefined || !(Number.isInteger(p) && p >= 0)) {
    throw new InvalidInputError(
      `${model} needs p, the number of sites, a whole number from 0; given is ${p}`,
    );
  }
  if (p > matrix.candidateCount) {
    throw new InvalidInputError(`p is ${p} when there are ${matrix.candidateCount} candidates`);
  }
  return p;
}

function checkedBudget({ model, budget }: SitingOptions): number | null {
  if (model !== "budget-mclp") {
    if (budget !== undefined) throw new InvalidInputError(`${model} knows no budget; budget-mclp does`);
    return null;
  }
  if (budget === undefined) throw new InvalidInputError("budget-mclp needs a budget");
  return from0("budget", budget);
}

function checkedCapacity({ model, capacity, matrix }: SitingOptions): Float64Array | null {
  if (!model.startsWith("capacitated-")) return null;
  if (capacity === undefined) {
    throw new InvalidInputError(`${model} needs the capacity of each candidate`);
  }
  return numbers("capacity", capacity, matrix.candidateCount, 0);
}

function checkedFill({ model, fillFixed = false, state = [] }: SitingOptions): boolean {
  if (!fillFixed) return false;
  if (!model.startsWith("capacitated-"))
    throw new InvalidInputError(`Sites are filled in models with capacities; ${model} has none`);
  if (!state.includes("fixed")) throw new InvalidInputError("fillFixed fills fixed sites; none is fixed");
  return true;
}

function checkedShares({ model, group, groupShare, matrix }: SitingOptions) {
  if (groupShare === undefined) return { group: null, groupShare: 0 };
  if (!MAY_ASK_SHARES.includes(model)) {
    throw new InvalidInputError(
      `A least share a group belongs to ${MAY_ASK_SHARES.join(", ")}; not to ${model}`,
    );
  }
  if (group === undefined) throw new InvalidInputError("A least share a group needs the group of each place");
  if (group.length !== matrix.demandCount) throw countError("group", group.length, matrix.demandCount);
  return { group: Uint32Array.from(group), groupShare: within01("Least share", groupShare) };
}

function numbers(what: string, given: ArrayLike<number> | undefined, count: number, byDefault: number) {
  const values = given === undefined ? new Float64Array(count).fill(byDefault) : Float64Array.from(given);
  if (values.length !== count) throw countError(what, values.length, count);
  values.forEach((value, i) => {
    from0(`${what} ${i}`, value);
  });
  return values;
}

function from0(what: string, value: number): number {
  if (value >= 0 && Number.isFinite(value)) return value;
  throw new InvalidInputError(`The ${what} is ${value}: expected a finite number from 0`);
}

function within01(what: string, value: number): number {
  if (value >= 0 && value <= 1) return value;
  throw new InvalidInputError(`${what} is ${value}: expected a number from 0 to 1`);
}

function countError(what: string, got: number, due: number): InvalidInputError {
  return new InvalidInputError(`${what} has ${got} values, expected ${due}`);
}
