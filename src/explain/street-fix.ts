/**
 * The smallest street change that would bring a facility within reach of a block.
 *
 * Tried are: opening a closed gate (two ends of streets at one place), opening two gates of a private compound that lies
 * in the way, a new way of at most 150 m between two streets, and a crossing of a mapped barrier. A change counts if the
 * block's walk over it is within the limit. A gate goes before a passage, a passage before anything built; of what is
 * built the shortest wins, ties to the shorter walk.
 *
 * Method: one search from the block and one towards the facilities give the walk over any new way as a sum of three, so
 * every pair of places in the window is tried without building another network.
 */
import { itemAt, spanAt } from "../base/at.js";
import { type CostUnit, type Limit, UNREACHED } from "../base/cost-units.js";
import { addTo } from "../base/grouping.js";
import { NO_COMPOUND } from "../network/compound-edges.js";
import { type Linkage, selectPoints } from "../network/linkage.js";
import { EdgeFlag } from "../network/street-draft.js";
import { streetRow } from "../network/street-rows.js";
import { costOfLength, type WalkCosts } from "../network/walk-costs.js";
import { nearestCosts } from "../search/nearest.js";
import { barriersBetween, type CrossedBarrier } from "./barriers-between.js";
import { type Compounds, type Gate, type Passage, passagesFrom } from "./compound-passages.js";
import { type StreetPlaces, streetPlacesIn, type Window } from "./street-places.js";

/** Longest new way that crosses nothing, metres (issue of the method; an assumption). */
const LONGEST_LINK_M = 150;
/** Longest crossing of a barrier, metres: a wide river; an assumption. */
const LONGEST_CROSSING_M = 300;
/** Two ends of streets closer than this are the two sides of a gate, metres. */
const GATE_M = 0.5;

/**
 * A way that is not open now.
 *
 * `gate` opens what lies at one place; `passage` opens two gates of a private compound to all; `link` is new and crosses
 * nothing mapped, `crossing` something. One that begins inside the block's own compound serves that compound alone.
 */
export interface StreetFix {
  readonly kind: "gate" | "passage" | "link" | "crossing";
  readonly from: readonly [lon: number, lat: number];
  readonly to: readonly [lon: number, lat: number];
  /** Of the new way; of a passage the street inside, which is there already. */
  readonly lengthM: number;
  /** The block's walk over it, in the unit of the costs. */
  readonly cost: number;
  /** What it crosses; empty for gates, passages and links. */
  readonly barriers: readonly CrossedBarrier[];
  /** Whether it begins inside the private compound where the block lies: then only its people gain. */
  readonly isInside: boolean;
}

export interface ChangeQuestion<U extends CostUnit> {
  /** The block alone, and all facilities of the service. */
  readonly block: Linkage<U>;
  readonly facilities: Linkage<NoInfer<U>>;
  readonly limit: Limit<NoInfer<U>>;
  readonly window: Window;
  readonly compounds: Compounds;
}

/** A way over the change between two places of the window, with its cost. */
interface ChangeWay {
  readonly near: number;
  readonly far: number;
  readonly cost: number;
}

/** What was found, with the costs that show who else gains. */
export interface FoundChange<U extends CostUnit> {
  readonly change: StreetFix;
  readonly places: StreetPlaces<U>;
  /** Both directions; one alone where only a compound's people may use it. */
  readonly ways: readonly ChangeWay[];
  /** Compounds whose people alone may use it; empty: everybody. */
  readonly only: ReadonlySet<number>;
  /** Per place: cost to the nearest facility. */
  readonly toFacility: Uint32Array;
}

/** The window as both searches see it. */
interface Seen<U extends CostUnit> {
  readonly places: StreetPlaces<U>;
  readonly home: ReadonlySet<number>;
  readonly fromBlock: Uint32Array;
  readonly toFacility: Uint32Array;
}

/** The smallest change that mends the gap; null where none of those tried does. */
export function smallestChange<U extends CostUnit>(question: ChangeQuestion<U>): FoundChange<U> | null {
  const { block, facilities, limit, window, compounds } = question;
  const { costs } = block;
  const home = compoundsOf(block, 0, compounds);
  const isInside = (edge: number) => home.has(itemAt(compounds.compoundOfEdge, edge));
  const places = streetPlacesIn(costs, window, isInside);
  const fromBlock = nearestCosts(costs, block, places.linkage, { limit, direction: "from" }).cost;
  const toFacility = nearestCosts(costs, facilities, places.linkage, { limit, direction: "to" }).cost;
  const seen = { places, home, fromBlock, toFacility };
  const built = smallestBuilt(question, seen);
  if (built?.change.kind === "gate") return built;
  return cheapestPassage(question, seen) ?? built;
}

/**
 * A gate, a link or a crossing: the shortest.
 *
 * Millions of pairs lie in a dense window, so only the best so far is kept. What is short enough for a link may be
 * anything; what is longer counts only across a barrier, and is looked at only where nothing short mends the gap.
 */
function smallestBuilt<U extends CostUnit>(
  { block: { costs }, limit }: ChangeQuestion<U>,
  seen: Seen<U>,
): FoundChange<U> | null {
  const { places } = seen;
  const crossedBy = ({ s, t }: Pair) =>
    barriersBetween(costs.network, placeOf(places, s), placeOf(places, t));
  let best: Pair | null = null;
  for (const pair of pairsWithin(seen, costs.offStreetPace, limit.value, [0, LONGEST_LINK_M]))
    if (best === null || comesBefore(pair, best)) best = pair;
  if (best !== null) {
    const isGate = best.lengthM < GATE_M && levelOf(places, best.s) === levelOf(places, best.t);
    if (isGate) return builtOf(seen, best, "gate", []);
    const barriers = crossedBy(best);
    return builtOf(seen, best, barriers.length > 0 ? "crossing" : "link", barriers);
  }
  let across: { pair: Pair; barriers: readonly CrossedBarrier[] } | null = null;
  const longer = [LONGEST_LINK_M, LONGEST_CROSSING_M] as const;
  for (const pair of pairsWithin(seen, costs.offStreetPace, limit.value, longer)) {
    if (across !== null && !comesBefore(pair, across.pair)) continue;
    const barriers = crossedBy(pair);
    if (barriers.length > 0) across = { pair, barriers };
  }
  return across === null ? null : builtOf(seen, across.pair, "crossing", across.barriers);
}

/** A new way as a change; from inside the block's own compound it leads one way, and serves that compound alone. */
function builtOf<U extends CostUnit>(
  { places, home, toFacility }: Seen<U>,
  { s, t, lengthM, way, cost }: Pair,
  kind: StreetFix["kind"],
  barriers: readonly CrossedBarrier[],
): FoundChange<U> {
  const isInside = places.isInside[s] === 1;
  const [from, to] = [placeOf(places, s), placeOf(places, t)];
  const back = isInside ? [] : [{ near: t, far: s, cost: way }];
  return {
    change: { kind, from, to, lengthM, cost, barriers, isInside },
    places,
    ways: [{ near: s, far: t, cost: way }, ...back],
    only: isInside ? home : new Set(),
    toFacility,
  };
}

/** A way through another compound, between places at its gates. */
interface FoundPassage extends Passage {
  readonly compound: number;
  readonly from: Gate;
  readonly near: number;
  readonly far: number;
  /** The block's whole walk. */
  readonly walk: number;
}

/** The way through another compound that makes the shortest walk, ties to the lower gates; null where none does. */
function cheapestPassage<U extends CostUnit>(
  { block: { costs }, limit, compounds }: ChangeQuestion<U>,
  { places, home, fromBlock, toFacility }: Seen<U>,
): FoundChange<U> | null {
  let best: FoundPassage | null = null;
  for (const [compound, gates] of compounds.gates) {
    if (home.has(compound)) continue;
    for (const from of gates) {
      const near = places.atNode.get(from.outside);
      if (near === undefined || fromBlock[near] === UNREACHED) continue;
      const most = limit.value - itemAt(fromBlock, near);
      for (const passage of passagesFrom(costs, compounds, compound, from, most)) {
        const far = places.atNode.get(passage.to.outside);
        if (far === undefined || toFacility[far] === UNREACHED) continue;
        const walk = itemAt(fromBlock, near) + passage.cost + itemAt(toFacility, far);
        if (walk <= limit.value && walk < (best?.walk ?? Infinity))
          best = { ...passage, compound, from, near, far, walk };
      }
    }
  }
  return best === null ? null : changeOf(best, costs, compounds, places, toFacility);
}

/** Both gates opened: everybody may walk between them, either way. */
function changeOf<U extends CostUnit>(
  { compound, from, to, near, far, cost, lengthMm, walk }: FoundPassage,
  costs: WalkCosts<U>,
  compounds: Compounds,
  places: StreetPlaces<U>,
  toFacility: Uint32Array,
): FoundChange<U> {
  const back = passagesFrom(costs, compounds, compound, to, Infinity).find(
    (way) => way.to.inside === from.inside,
  );
  const change = {
    kind: "passage",
    from: placeOf(places, near),
    to: placeOf(places, far),
    lengthM: lengthMm / 1000,
    cost: walk,
    barriers: [],
    isInside: false,
  } as const;
  const ways = [
    { near, far, cost },
    ...(back === undefined ? [] : [{ near: far, far: near, cost: back.cost }]),
  ];
  return { change, places, ways, only: new Set(), toFacility };
}

/** Compounds that a point is linked into. */
function compoundsOf(
  { firstLink, edge }: Linkage,
  point: number,
  { compoundOfEdge }: Compounds,
): ReadonlySet<number> {
  const linked = edge.subarray(...spanAt(firstLink, point));
  return new Set(
    Array.from(linked, (e) => itemAt(compoundOfEdge, e)).filter((compound) => compound !== NO_COMPOUND),
  );
}

/** Bridge, tunnel or ground: where a bridge crosses a street nothing is a gate. */
function levelOf({ linkage }: StreetPlaces<CostUnit>, place: number): number {
  const { attributes } = streetRow(linkage.costs.network, itemAt(linkage.edge, place));
  return attributes & (EdgeFlag.bridge | EdgeFlag.tunnel);
}

/**
 * Walks of many blocks with the change.
 *
 * @returns per block the cost over the change to the nearest facility; `UNREACHED` where it leads nowhere in the limit
 */
export function costsOverChange<U extends CostUnit>(
  { places, ways, only, toFacility }: FoundChange<U>,
  blocks: Linkage<NoInfer<U>>,
  limit: Limit<NoInfer<U>>,
  compounds: Compounds,
): Uint32Array {
  const best = new Uint32Array(blocks.pointCount).fill(UNREACHED);
  const mayUse = (b: number) =>
    only.size === 0 || [...compoundsOf(blocks, b, compounds)].some((compound) => only.has(compound));
  for (const { near, far, cost: way } of ways) {
    if (toFacility[far] === UNREACHED) continue;
    const toNear = nearestCosts(blocks.costs, selectPoints(places.linkage, [near]), blocks, { limit }).cost;
    toNear.forEach((cost, b) => {
      if (cost !== UNREACHED && mayUse(b))
        best[b] = Math.min(itemAt(best, b), cost + way + itemAt(toFacility, far));
    });
  }
  return best;
}

/** A new way between two places of a window, as positions, and the block's walk over it. */
interface Pair {
  readonly s: number;
  readonly t: number;
  readonly lengthM: number;
  readonly way: number;
  readonly cost: number;
}

/** Shorter first, then by the walk over it, then by position. */
function comesBefore(a: Pair, b: Pair): boolean {
  if (a.lengthM !== b.lengthM) return a.lengthM < b.lengthM;
  return (a.cost - b.cost || a.s - b.s || a.t - b.t) < 0;
}

/**
 * Pairs of a place that the block reaches and one from which a facility is, longer than the one length and up to the
 * other, over which the walk is within the limit.
 */
function* pairsWithin(
  { places: { eastM, northM, isInside }, fromBlock, toFacility }: Seen<CostUnit>,
  pace: number,
  limit: number,
  [above, most]: readonly [metres: number, metres: number],
): Generator<Pair> {
  const cell = (metres: number) => Math.floor(metres / most);
  const placeAt = (i: number, cost: number) => ({
    i,
    cost,
    east: itemAt(eastM, i),
    north: itemAt(northM, i),
  });
  const buckets = new Map<string, ReturnType<typeof placeAt>[]>();
  toFacility.forEach((cost, t) => {
    // Nobody walks through the block's own compound from outside.
    if (cost === UNREACHED || isInside[t] === 1) return;
    const place = placeAt(t, cost);
    addTo(buckets, `${cell(place.east)} ${cell(place.north)}`, place);
  });
  for (const [s, cost] of fromBlock.entries()) {
    if (cost === UNREACHED) continue;
    const from = placeAt(s, cost);
    const [column, row] = [cell(from.east), cell(from.north)];
    for (let k = 0; k < 9; k++) {
      for (const to of buckets.get(`${column - 1 + (k % 3)} ${row - 1 + Math.floor(k / 3)}`) ?? []) {
        // The sum of the two walks alone leaves most of them out.
        const walks = cost + to.cost;
        if (walks > limit) continue;
        const lengthM = Math.hypot(from.east - to.east, from.north - to.north);
        if (lengthM > most || (lengthM <= above && above > 0)) continue;
        const way = costOfLength(Math.round(lengthM * 1000), pace);
        if (walks + way <= limit) yield { s, t: to.i, lengthM, way, cost: walks + way };
      }
    }
  }
}

function placeOf({ linkage }: StreetPlaces<CostUnit>, i: number): readonly [number, number] {
  return [itemAt(linkage.lon, i), itemAt(linkage.lat, i)];
}
