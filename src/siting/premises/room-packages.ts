/**
 * Which services may share one room: every set that fits, so that the best one is picked by adding up.
 *
 * Services do not cover each other's people, so what a set adds is the sum of what its services add.
 */
import { itemAt, spanAt } from "../../base/at.js";
import { costOfPremises, unfitFor } from "./premises.js";
import type { PlannedService, PremisesQuestion } from "./premises-question.js";

/** Services that one room may hold together. */
export interface RoomPackage {
  /** Positions in `question.services`, ascending. */
  readonly services: readonly number[];
  readonly areaM2: number;
  /** Null where prices are not known. */
  readonly cost: number | null;
  readonly complex: boolean;
  /** What unmet wishes for a complex cost, in people. */
  readonly wishes: number;
}

/** The packages of each premises, smallest sets first; none where nothing fits. */
export function packagesOf(question: PremisesQuestion): RoomPackage[][] {
  const { premises, services, years = null } = question;
  return premises.map((room, j) => {
    const fitting = services.flatMap(({ id, room: rule }, s) =>
      unfitFor(room, id, rule, years) === null ? [s] : [],
    );
    const packages = subsets(fitting)
      .map((set) => packageOf(question, j, set))
      .filter((roomPackage) => roomPackage !== null);
    const wanted = comingFirst(question, j, fitting);
    return wanted.length === 0
      ? packages
      : packages.filter((one) => one.services.some((s) => wanted.includes(s)));
  });
}

/** Of services that fit premises `j` those that come first and reach somebody there who lacks them. */
export function comingFirst(
  { services, first = [] }: PremisesQuestion,
  j: number,
  fitting: readonly number[],
): number[] {
  return fitting.filter((s) => {
    const service = itemAt(services, s);
    return first.includes(service.id) && lacks(service, j);
  });
}

/** Whether premises reach somebody who lacks a service. */
function lacks({ matrix, people, covered }: PlannedService, j: number): boolean {
  const [from, to] = spanAt(matrix.firstOfCandidate, j);
  return matrix.demand.subarray(from, to).some((i) => covered[i] === 0 && (people[i] ?? 0) > 0);
}

function packageOf(question: PremisesQuestion, j: number, set: readonly number[]): RoomPackage | null {
  const { premises, services, rentYears = 0, complex = {}, years } = question;
  const { minAreaM2 = 600, minFunctions = 3, maxDispersed = 2, unmetWish = 1 } = complex;
  const room = itemAt(premises, j);
  const roomServices = set.map((s) => itemAt(services, s));
  const areaM2 = roomServices.reduce((sum, { room: { minAreaM2: area } }) => sum + area, 0);
  if (areaM2 > room.areaM2) return null;
  const isComplex = set.length > maxDispersed;
  if (isComplex && (set.length < minFunctions || room.areaM2 < minAreaM2)) return null;
  const core = roomServices.filter((service) => service.core).length;
  const oldOrSmall = roomServices.some(({ id }) => id === "elderly" || id === "childcare");
  const unmet = isComplex ? Math.max(0, 2 - core) + (oldOrSmall ? 0 : 1) : 0;
  const cost = costOfPremises(room, areaM2, rentYears, years?.asOf);
  return { services: set, areaM2, cost, complex: isComplex, wishes: unmet * unmetWish };
}

/** All sets but the empty one, smaller ones first. */
function subsets(items: readonly number[]): number[][] {
  const sets: number[][] = [[]];
  for (const item of items) for (const set of sets.slice()) sets.push([...set, item]);
  return sets.slice(1).sort((a, b) => a.length - b.length);
}
