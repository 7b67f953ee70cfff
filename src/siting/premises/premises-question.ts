/**
 * The question of the 2023 plan: which premises, which services in each, for the money there is.
 */
import { InvalidInputError } from "../../base/errors.js";
import type { CoverageMatrix } from "../coverage-matrix.js";
import { weightWhere } from "../matrix-rows.js";
import { costOfPremises, MODES, type Mode, type Premises, type RoomRule } from "./premises.js";
import type { PlanYears } from "./years-of-use.js";

/** A service to be housed: who needs it, who has it, and what room it takes. */
export interface PlannedService {
  readonly id: string;
  /** Places × premises within the service's walk. */
  readonly matrix: CoverageMatrix;
  /** People who need it, one number per place. */
  readonly people: ArrayLike<number>;
  /** Places that existing facilities cover: 1 covered, 0 not. */
  readonly covered: ArrayLike<number>;
  /**
   * 1 for places whose verdict is unknown. They count as not covered; a plan states how many people
   * live there. Default: none.
   */
  readonly unknown?: ArrayLike<number> | undefined;
  readonly room: RoomRule;
  /** One of the four core functions (elderly, childcare, afterschool, meals). */
  readonly core: boolean;
  /** Names of groups whose cover is reported for this service; default all of the question. */
  readonly groups?: readonly string[] | undefined;
  /** What one person covered counts; default: the share of people not covered yet, so that scarce services come first. */
  readonly worth?: number | undefined;
}

/** The guideline of 2024: a complex has at least 600 (better 800) m² and three functions. */
export interface ComplexRule {
  /** Default 600. */
  readonly minAreaM2?: number | undefined;
  /** Default 3. */
  readonly minFunctions?: number | undefined;
  /** Functions that a site may hold without being a complex; default 2. */
  readonly maxDispersed?: number | undefined;
  /** What a complex without two core functions, or without elderly care or childcare, costs in people; default 1. */
  readonly unmetWish?: number | undefined;
}

/** Floor area that each community should have per 100 households. */
export interface AreaTarget {
  /** Target area per 100 households, m²: 30, or 80 where conditions allow. */
  readonly m2Per100Households: number;
  /** Per community: its households, and the area it has. */
  readonly units: readonly {
    readonly unit: string;
    readonly households: number;
    readonly existingM2: number;
  }[];
  /** What a missing m² costs in people; default 0.01. */
  readonly missingM2?: number | undefined;
}

/** Rooms, services, money and rules, checked by `planPremises`. */
export interface PremisesQuestion {
  readonly premises: readonly Premises[];
  readonly services: readonly PlannedService[];
  /** Community of each place, for the account by community. */
  readonly unitOfPlace?: readonly (string | null)[] | undefined;
  /** Groups of people by name, one number per place, whose cover is reported too; they do not decide. */
  readonly groups?: Readonly<Record<string, ArrayLike<number>>> | undefined;
  /** Most that may be spent; then every price must be known. Default: no budget. */
  readonly budget?: number | undefined;
  /** Years of rent within the budget, at most those of use; default 0. */
  readonly rentYears?: number | undefined;
  /** Most premises taken; default: no such limit. */
  readonly maxPremises?: number | undefined;
  /** Least and most premises by mode. */
  readonly modes?:
    | Readonly<
        Partial<Record<Mode, { readonly min?: number | undefined; readonly max?: number | undefined }>>
      >
    | undefined;
  readonly complex?: ComplexRule | undefined;
  readonly area?: AreaTarget | undefined;
  /** When the plan is made, its last year, and how many years a room must serve. Default: years do not matter. */
  readonly years?: PlanYears | undefined;
  /** Services that come first: a room that could serve people with one of them is not given to others alone. */
  readonly first?: readonly string[] | undefined;
}

/** @throws {InvalidInputError} naming what came and what was expected */
export function requirePremisesQuestion(question: PremisesQuestion): void {
  const { premises, services, budget, modes = {}, rentYears = 0 } = question;
  const { asOf = Number.NEGATIVE_INFINITY, last = Number.POSITIVE_INFINITY } = question.years ?? {};
  if (last < asOf) {
    throw new InvalidInputError(
      `The plan ends in ${last} and is made in ${asOf}: expected its end not before`,
    );
  }
  const ids = new Set(premises.map(({ id }) => id));
  if (ids.size !== premises.length) throw new InvalidInputError("Two premises have the same id");
  for (const service of services) {
    const { demandCount, candidateCount } = service.matrix;
    for (const column of [service.people, service.covered, service.unknown ?? service.covered]) {
      if (column.length === demandCount) continue;
      throw new InvalidInputError(
        `${service.id}: added ${column.length} values when there are ${demandCount} places`,
      );
    }
    if (candidateCount !== premises.length) {
      throw new InvalidInputError(
        `${service.id}: the matrix has ${candidateCount} candidates when there are ${premises.length} premises`,
      );
    }
  }
  for (const [group, people] of Object.entries(question.groups ?? {})) {
    const due = services[0]?.matrix.demandCount ?? people.length;
    if (people.length === due) continue;
    throw new InvalidInputError(`Group "${group}" has ${people.length} values when there are ${due} places`);
  }
  if (budget !== undefined && !(budget >= 0)) throw new InvalidInputError(`The budget is ${budget}`);
  const unpriced =
    budget === undefined ? [] : premises.filter((p) => costOfPremises(p, 1, rentYears) === null);
  const [first] = unpriced;
  if (first !== undefined) {
    throw new InvalidInputError(
      `A budget needs prices: ${unpriced.length} premises lack fit-out or rent, e.g. ${first.id}`,
    );
  }
  const serviceIds = services.map(({ id }) => id);
  for (const id of question.first ?? []) {
    if (!serviceIds.includes(id)) {
      throw new InvalidInputError(
        `first names "${id}", which is not planned; there are ${serviceIds.join(", ")}`,
      );
    }
  }
  for (const [mode, { min = 0, max = Number.POSITIVE_INFINITY }] of Object.entries(modes)) {
    if (!(MODES as readonly string[]).includes(mode)) {
      throw new InvalidInputError(`There is no mode "${mode}"; there are ${MODES.join(", ")}`);
    }
    if (min > max) {
      throw new InvalidInputError(
        `The quota of ${mode} is at least ${min} and at most ${max}: expected the least not above the most`,
      );
    }
  }
}

/** What one person covered counts for a service. */
export function worthOf({ worth, people, covered }: PlannedService): number {
  if (worth !== undefined) return worth;
  const all = weightWhere(people, () => true);
  const without = weightWhere(people, (i) => covered[i] === 0);
  return all === 0 ? 0 : without / all;
}
