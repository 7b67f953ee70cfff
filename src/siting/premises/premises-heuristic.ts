/**
 * A plan for more premises than the exact model takes: greedy, improved by exchanges, with a bound.
 *
 * Greedy takes the room and set of services that add most (a unit of cost, where there is a budget). Then each taken
 * room in turn is given up and the money spent again, as long as that helps. No guarantee; the bound says how good it is.
 *
 * The bound: without the rules of rooms, and with what a room costs shared out over the most services that it can hold,
 * the question is a covering problem under a budget, whose prices bound it (`lagrangian.ts`). Counts of premises are a
 * budget too. What area targets could still give is added.
 */
import { itemAt, nothingAt } from "../../base/at.js";
import { coverageMatrix } from "../coverage-matrix.js";
import { candidatesOf, weightWhere } from "../matrix-rows.js";
import { checkedProblem } from "../problem.js";
import { medianPlan } from "../solvers/median-plan.js";
import { cover, coverStates, gainAt } from "./cover-state.js";
import { MODES } from "./premises.js";
import { type PremisesQuestion, worthOf } from "./premises-question.js";
import { packagesOf, type RoomPackage } from "./room-packages.js";

/** What each room holds; null where it is not taken. */
type Placement = (RoomPackage | null)[];

/** A plan, or null where no choice that keeps the quotas was found; and a bound on every plan. */
export interface HeuristicPlan {
  readonly placement: Placement | null;
  readonly objective: number | null;
  readonly bound: number;
}

export function premisesHeuristic(question: PremisesQuestion): HeuristicPlan {
  const rooms = packagesOf(question);
  const bound = boundOf(question, rooms);
  // With a budget, worth a unit of cost may miss one dear room that is worth most: both orders are tried.
  const orders = question.budget === undefined ? [false] : [true, false];
  let best: State | null = null;
  for (const byCost of orders) {
    const state = createState(question, rooms, byCost);
    fillQuotas(state);
    fill(state);
    improve(state);
    if (state.keepsQuotas() && (best === null || state.objective() > best.objective())) best = state;
  }
  return { placement: best?.placement ?? null, objective: best?.objective() ?? null, bound };
}

type State = ReturnType<typeof createState>;

/** Who is covered how often, what is spent, and what each further package would add. */
function createState(question: PremisesQuestion, rooms: readonly RoomPackage[][], byCost: boolean) {
  const { premises, budget = Number.POSITIVE_INFINITY, maxPremises = Infinity, modes = {} } = question;
  const states = coverStates(question).map((state) => ({ ...state, worth: worthOf(state.service) }));
  const placement: Placement = premises.map(() => null);
  const missing = new Map<string, number>();
  const missingWorth = question.area?.missingM2 ?? 0.01;
  const { m2Per100Households = 0, units = [] } = question.area ?? {};
  for (const { unit, households, existingM2 } of units) {
    const due = (m2Per100Households * households) / 100 - existingM2;
    if (due > 0) missing.set(unit, due);
  }
  let spent = 0;
  let count = 0;
  const byMode = new Map<string | null, number>();
  const change = (j: number, roomPackage: RoomPackage, sign: 1 | -1) => {
    for (const s of roomPackage.services) cover(itemAt(states, s), j, sign);
    const { unit, mode } = itemAt(premises, j);
    const due = missing.get(unit ?? "");
    if (unit !== null && due !== undefined) missing.set(unit, due - sign * roomPackage.areaM2);
    spent += sign * (roomPackage.cost ?? 0);
    count += sign;
    byMode.set(mode, (byMode.get(mode) ?? 0) + sign);
    placement[j] = sign === 1 ? roomPackage : null;
  };
  const relief = (j: number, areaM2: number) => {
    const left = missing.get(itemAt(premises, j).unit ?? "") ?? 0;
    return missingWorth * Math.min(Math.max(0, left), areaM2);
  };
  return {
    question,
    rooms,
    byCost,
    placement,
    take: (j: number, roomPackage: RoomPackage) => change(j, roomPackage, 1),
    drop: (j: number) => change(j, placement[j] ?? nothingAt(j), -1),
    /** What each service would add in a room, by position. */
    gains(j: number): Float64Array {
      return Float64Array.from(states, (state) => state.worth * gainAt(state, j));
    },
    worthOf: (j: number, roomPackage: RoomPackage, gains: Float64Array) =>
      roomPackage.services.reduce((sum, s) => sum + itemAt(gains, s), 0) -
      roomPackage.wishes +
      relief(j, roomPackage.areaM2),
    fits: (j: number, roomPackage: RoomPackage) => {
      const { mode } = itemAt(premises, j);
      return (
        placement[j] === null &&
        count < maxPremises &&
        spent + (roomPackage.cost ?? 0) <= budget * (1 + 1e-9) &&
        (mode === null || (byMode.get(mode) ?? 0) < (modes[mode]?.max ?? Infinity))
      );
    },
    shortOf: (mode: (typeof MODES)[number]) => (modes[mode]?.min ?? 0) - (byMode.get(mode) ?? 0),
    keepsQuotas: () => MODES.every((mode) => (byMode.get(mode) ?? 0) >= (modes[mode]?.min ?? 0)),
    objective() {
      let sum = 0;
      for (const { worth, counts, service } of states) {
        for (let i = 0; i < counts.length; i++)
          if (counts[i] !== 0 && service.covered[i] === 0) sum += worth * (service.people[i] ?? nothingAt(i));
      }
      for (const roomPackage of placement) sum -= roomPackage?.wishes ?? 0;
      for (const left of missing.values()) sum -= missingWorth * Math.max(0, left);
      return sum;
    },
  };
}

/** The package of a room that adds most, a unit of cost where there is a budget; null if none fits or adds anything. */
function bestPackage(state: State, j: number, mustTake: boolean) {
  const gains = state.gains(j);
  let best: { roomPackage: RoomPackage; value: number; worth: number } | null = null;
  for (const roomPackage of itemAt(state.rooms, j)) {
    if (!state.fits(j, roomPackage)) continue;
    const worth = state.worthOf(j, roomPackage, gains);
    if (!mustTake && worth <= 1e-9) continue;
    const value = state.byCost ? worth / Math.max(roomPackage.cost ?? 0, 1e-9) : worth;
    if (best === null || value > best.value) best = { roomPackage, value, worth };
  }
  return best;
}

function rankOfMode({ question }: State, j: number): number {
  const order = ["transfer", "convert", "infill", "allocate"];
  const at = order.indexOf(itemAt(question.premises, j).mode ?? "");
  return at < 0 ? order.length : at;
}

/** Takes room after room, the best first; ties to the mode that opens soonest, then to the lower index. */
function fill(state: State, among: readonly number[] = [...state.placement.keys()], rooms = Infinity): void {
  // What a room adds only shrinks as others are taken, so a stale value bounds it from above (lazy greedy, Minoux 1978).
  const bounds = new Map<number, number>(among.map((j) => [j, Infinity]));
  const before = (a: number, b: number) => rankOfMode(state, a) - rankOfMode(state, b) || a - b;
  for (let taken = 0; taken < rooms && bounds.size > 0; ) {
    let [head, most] = [-1, -Infinity];
    for (const [j, value] of bounds)
      if (head < 0 || value > most || (value === most && before(j, head) < 0)) [head, most] = [j, value];
    const best = bestPackage(state, head, rooms !== Infinity);
    if (best === null) bounds.delete(head);
    else if (best.value < most) bounds.set(head, best.value);
    else {
      state.take(head, best.roomPackage);
      bounds.delete(head);
      taken++;
    }
  }
}

function fillQuotas(state: State): void {
  for (const mode of MODES) {
    const short = state.shortOf(mode);
    if (short <= 0) continue;
    const roomsOfMode = [...state.question.premises.entries()].flatMap(([j, room]) =>
      room.mode === mode ? [j] : [],
    );
    fill(state, roomsOfMode, short);
  }
}

/** Gives up one room after the other and fills again; what does not help is undone. */
function improve(state: State): void {
  for (let round = 0; round < 5; round++) {
    let helped = false;
    for (const [j, old] of [...state.placement].entries()) {
      if (old === null || state.placement[j] !== old) continue;
      const before = state.objective();
      const earlierPlacement = state.placement.slice();
      state.drop(j);
      fillQuotas(state);
      fill(state);
      if (state.keepsQuotas() && state.objective() > before + 1e-9 * Math.max(1, Math.abs(before))) {
        helped = true;
        continue;
      }
      for (const [k, roomPackage] of [...state.placement].entries()) if (roomPackage !== null) state.drop(k);
      earlierPlacement.forEach((roomPackage, k) => {
        if (roomPackage !== null) state.take(k, roomPackage);
      });
    }
    if (!helped) return;
  }
}

/** See the head of the file. */
function boundOf(question: PremisesQuestion, rooms: readonly RoomPackage[][]): number {
  const { budget, maxPremises } = question;
  const limits = [
    ...(budget === undefined ? [] : [{ limit: budget * (1 + 1e-9), byCost: true }]),
    ...(maxPremises === undefined ? [] : [{ limit: maxPremises, byCost: false }]),
  ];
  const bounds = limits.map(({ limit, byCost }) => coverBoundOf(question, rooms, limit, byCost));
  // Area that is there counts as nothing missing at best.
  return Math.min(everybody(question, rooms), ...bounds);
}

/** All whom any room could cover. */
function everybody({ services }: PremisesQuestion, rooms: readonly RoomPackage[][]): number {
  return services.reduce((total, service, s) => {
    const { matrix, people, covered } = service;
    const takes = rooms.map((packages) => packages.some((found) => found.services.includes(s)));
    const sum = weightWhere(
      people,
      (i) => covered[i] === 0 && candidatesOf(matrix, i).some((j) => itemAt(takes, j)),
    );
    return total + worthOf(service) * sum;
  }, 0);
}

/** The covering problem of (room, service) pairs under one limit. */
function coverBoundOf(
  question: PremisesQuestion,
  rooms: readonly RoomPackage[][],
  limit: number,
  byCost: boolean,
): number {
  const { services, premises, rentYears = 0 } = question;
  const pairOf = services.map(() => new Int32Array(premises.length).fill(-1));
  const siteCost: number[] = [];
  rooms.forEach((packages, j) => {
    const most = packages.reduce((n, roomPackage) => Math.max(n, roomPackage.services.length), 0);
    for (const s of new Set(packages.flatMap((roomPackage) => roomPackage.services))) {
      itemAt(pairOf, s)[j] = siteCost.length;
      const room = itemAt(premises, j);
      const fitOutCost = byCost
        ? (room.fitOutPerM2 ?? nothingAt(room.id)) * itemAt(services, s).room.minAreaM2
        : 0;
      const whole = byCost ? (room.fixedCost ?? 0) + (room.rentPerM2Year ?? 0) * room.areaM2 * rentYears : 1;
      siteCost.push(fitOutCost + whole / most);
    }
  });
  const weight: number[] = [];
  const first = [0];
  const column: number[] = [];
  services.forEach((service, s) => {
    const { matrix, people, covered } = service;
    const worth = worthOf(service);
    const pairs = itemAt(pairOf, s);
    for (let i = 0; i < people.length; i++) {
      if (covered[i] !== 0 || people[i] === 0) continue;
      const pairsInReach = Int32Array.from(candidatesOf(matrix, i), (j) => itemAt(pairs, j)).filter(
        (pair) => pair >= 0,
      );
      if (pairsInReach.length === 0) continue;
      column.push(...pairsInReach.sort());
      first.push(column.length);
      weight.push(worth * itemAt(people, i));
    }
  });
  const matrix = coverageMatrix({
    rows: weight.length,
    columns: siteCost.length,
    first: Uint32Array.from(first),
    column: Uint32Array.from(column),
    cost: new Float64Array(column.length),
  });
  const problem = checkedProblem({ model: "budget-mclp", matrix, weight, siteCost, budget: limit });
  return medianPlan(problem, { maxNodes: 0 }).bound;
}
