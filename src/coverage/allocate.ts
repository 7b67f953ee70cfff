/**
 * Who can be served where: people to places, within reach.
 *
 * As many people as possible are served; among all ways to do that, the one with the least walk in total. People are
 * whole. Left-over people are named with the facilities at which they queue.
 *
 * Method: minimum-cost flow by successive shortest paths (Ford & Fulkerson 1958; Busacker & Gowen 1960). Places of
 * demand come one after the other; each takes the cheapest way into a free place, moving others on where that helps.
 * "Left over" is one more facility, without end, at a cost above any chain of moves: so nobody is left over who could
 * be served, and of those who cannot the ones that would walk farthest. Free facilities end every path, since moving on
 * from one would have paid before. Ties go to the lower index.
 */
import { addAt, itemAt, lookUp, nothingAt, spanAt } from "../base/at.js";
import { InvalidInputError } from "../base/errors.js";
import { requireAmounts, type TravelMatrix } from "../measures/travel-matrix.js";

export interface AllocationInput {
  /** Demand places × facilities; whole costs (metres, seconds, milliseconds). */
  readonly matrix: TravelMatrix;
  /** Per facility: places, whole. */
  readonly places: ArrayLike<number>;
  /** Per demand place: people, whole. */
  readonly people: ArrayLike<number>;
  /** Longest walk that counts, in the unit of the matrix. */
  readonly cutoff: number;
}

/** Who is served where, who is left over, and where queues form; people are whole. */
export interface Allocation {
  /** People from one place at one facility; by place, then facility. */
  readonly flows: readonly { readonly place: number; readonly facility: number; readonly people: number }[];
  /** Per demand place. */
  readonly served: Uint32Array;
  readonly leftOver: Uint32Array;
  /** Per facility: people served there. */
  readonly load: Uint32Array;
  /** Per facility: left-over people who have it nearest within reach. */
  readonly queue: Uint32Array;
  /** Per demand place with left-over people: the facility that they have nearest within reach; −1 elsewhere. */
  readonly queueAt: Int32Array;
  /** Left-over people with no facility in reach at all. */
  readonly outOfReach: number;
  /** Walk of all served people together, in the unit of the matrix. */
  readonly totalCost: number;
}

/**
 * Allocates people to places.
 *
 * @throws {InvalidInputError} if people, places or costs are not whole numbers from 0, or are too many to add up exactly
 */
export function allocatePeople(input: AllocationInput): Allocation {
  const { matrix, places, people } = input;
  requireAmounts("places", places, matrix.columns);
  requireAmounts("people", people, matrix.rows);
  requireWhole("places", places);
  requireWhole("people", people);
  requireWhole("costs", matrix.cost);
  const state = startOf(input);
  for (let place = 0; place < matrix.rows; place++) {
    for (let left = itemAt(people, place); left > 0; ) left -= augment(state, place, left);
  }
  return resultOf(state, input);
}

/** An option of a place: a facility in reach. */
interface Option {
  readonly facility: number;
  readonly cost: number;
}

/** The cheapest way to move people of a facility on to another one, ties to the lower place. */
interface Move {
  readonly place: number;
  readonly cost: number;
}

interface State {
  /** Per place its facilities in reach, by index, the left-over one last. */
  readonly options: readonly (readonly Option[])[];
  /** Per facility the people of each place on it; the last facility is "left over". */
  readonly on: readonly Map<number, number>[];
  /** Per facility its moves by the facility that they lead to, ascending; null where people have left it since. */
  readonly moves: (readonly (readonly [facility: number, move: Move])[] | null)[];
  readonly free: Float64Array;
  readonly leftOver: number;
}

function startOf({ matrix, places, cutoff }: AllocationInput): State {
  const leftOver = matrix.columns;
  const longest = matrix.cost.reduce((most, cost) => (cost <= cutoff ? Math.max(most, cost) : most), 0);
  // Above any chain of moves: each gains less than the longest walk, and no facility comes twice.
  const beyond = (longest + 1) * (matrix.columns + 2);
  if (!Number.isSafeInteger(beyond * 4))
    throw new InvalidInputError("Costs are too large to be added exactly");
  const options = Array.from({ length: matrix.rows }, (_, place) => {
    const placeOptions: Option[] = [];
    for (let [k, end] = spanAt(matrix.first, place); k < end; k++) {
      if (itemAt(matrix.cost, k) <= cutoff)
        placeOptions.push({ facility: itemAt(matrix.column, k), cost: itemAt(matrix.cost, k) });
    }
    return [...placeOptions, { facility: leftOver, cost: beyond }];
  });
  return {
    options,
    on: Array.from({ length: matrix.columns + 1 }, () => new Map<number, number>()),
    moves: new Array<null>(matrix.columns + 1).fill(null),
    free: Float64Array.from({ length: matrix.columns + 1 }, (_, f) =>
      f === leftOver ? Infinity : itemAt(places, f),
    ),
    leftOver,
  };
}

/** The cheapest way to a facility: from the new place itself, or by moving people of another place on. */
interface Step {
  readonly cost: number;
  /** Whose people enter the facility, and the facility that they leave; −1 for the new place. */
  readonly place: number;
  readonly from: number;
}

/** Takes people of a place along the cheapest way and returns how many. */
function augment(state: State, place: number, left: number): number {
  const steps = cheapestSteps(state, place);
  let end = -1;
  for (const [facility, { cost }] of steps) {
    if (state.free[facility] === 0) continue;
    const best = steps.get(end)?.cost ?? Infinity;
    if (cost < best || (cost === best && facility < end)) end = facility;
  }
  let moved = Math.min(left, itemAt(state.free, end));
  for (let step = lookUp(steps, end); step.from >= 0; step = lookUp(steps, step.from))
    moved = Math.min(moved, lookUp(itemAt(state.on, step.from), step.place));
  addAt(state.free, end, -moved);
  for (let at = end; ; ) {
    const step = lookUp(steps, at);
    put(state, at, step.place, moved);
    if (step.from < 0) return moved;
    put(state, step.from, step.place, -moved);
    at = step.from;
  }
}

function costOf(options: readonly Option[], facility: number): number {
  return (options.find((option) => option.facility === facility) ?? nothingAt(facility)).cost;
}

function put({ on, moves }: State, facility: number, place: number, change: number): void {
  const people = itemAt(on, facility);
  const before = people.get(place) ?? 0;
  const now = before + change;
  if (now === 0) people.delete(place);
  else people.set(place, now);
  // More or fewer people of a place change no way to move them on; coming and going of the place does.
  if (before === 0 || now === 0) moves[facility] = null;
}

/** Shortest ways over full facilities, by label correcting (Moore 1957): moves may gain, so costs may be negative. */
function cheapestSteps(state: State, place: number): Map<number, Step> {
  const { options, free, leftOver } = state;
  const steps = new Map<number, Step>();
  const waiting: number[] = [];
  const isWaiting = new Set<number>();
  const offer = (facility: number, cost: number, mover: number, from: number) => {
    if (!(cost < (steps.get(facility)?.cost ?? Infinity))) return;
    steps.set(facility, { cost, place: mover, from });
    if (itemAt(free, facility) > 0 || facility === leftOver || isWaiting.has(facility)) return;
    isWaiting.add(facility);
    waiting.push(facility);
  };
  for (const { facility, cost } of itemAt(options, place)) offer(facility, cost, place, -1);
  for (let k = 0; k < waiting.length; k++) {
    const facility = itemAt(waiting, k);
    isWaiting.delete(facility);
    const { cost } = lookUp(steps, facility);
    for (const [to, move] of movesFrom(state, facility)) offer(to, cost + move.cost, move.place, facility);
  }
  return steps;
}

/** The cheapest move to every facility that somebody here can reach, kept until a place comes or goes. */
function movesFrom({ options, on, moves }: State, facility: number): NonNullable<State["moves"][number]> {
  const cachedMoves = moves[facility];
  if (cachedMoves) return cachedMoves;
  const cheapest = new Map<number, Move>();
  for (const place of [...itemAt(on, facility).keys()].sort((a, b) => a - b)) {
    const ways = itemAt(options, place);
    const here = costOf(ways, facility);
    for (const way of ways) {
      const cost = way.cost - here;
      if (way.facility !== facility && cost < (cheapest.get(way.facility)?.cost ?? Infinity))
        cheapest.set(way.facility, { place, cost });
    }
  }
  const cheapestMoves = [...cheapest].sort((a, b) => a[0] - b[0]);
  moves[facility] = cheapestMoves;
  return cheapestMoves;
}

function resultOf({ on, options, leftOver }: State, { matrix, people }: AllocationInput): Allocation {
  const left = new Uint32Array(matrix.rows);
  const load = new Uint32Array(matrix.columns);
  const queue = new Uint32Array(matrix.columns);
  const queueAt = new Int32Array(matrix.rows).fill(-1);
  const flows = on.slice(0, leftOver).flatMap((places, facility) =>
    [...places].map(([place, count]) => {
      addAt(load, facility, count);
      return { place, facility, people: count };
    }),
  );
  let [outOfReach, totalCost] = [0, 0];
  for (const [place, count] of itemAt(on, leftOver)) {
    left[place] = count;
    const nearest = itemAt(options, place).reduce((best, option) =>
      option.cost < best.cost ? option : best,
    );
    if (nearest.facility === leftOver) outOfReach += count;
    else {
      addAt(queue, nearest.facility, count);
      queueAt[place] = nearest.facility;
    }
  }
  flows.sort((a, b) => a.place - b.place || a.facility - b.facility);
  for (const { place, facility, people: count } of flows) {
    totalCost += count * costOf(itemAt(options, place), facility);
  }
  return {
    flows,
    served: Uint32Array.from(left, (count, place) => itemAt(people, place) - count),
    leftOver: left,
    load,
    queue,
    queueAt,
    outOfReach,
    totalCost,
  };
}

function requireWhole(what: string, values: ArrayLike<number>): void {
  for (let i = 0; i < values.length; i++) {
    if (!Number.isInteger(values[i]))
      throw new InvalidInputError(`${what} value ${i} is ${values[i]}: expected a whole number`);
  }
}
