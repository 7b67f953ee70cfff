/**
 * Why premises were left out of a plan, and the best exchange that would bring them in.
 */
import { itemAt, nothingAt } from "../../base/at.js";
import { type CoverState, cover, gainAt } from "./cover-state.js";
import type { ChosenPremises } from "./plan-premises.js";
import { type Unfit, unfitFor } from "./premises.js";
import { type PremisesQuestion, worthOf } from "./premises-question.js";
import { packagesOf, type RoomPackage } from "./room-packages.js";
import { lastYearOfUse, planStart } from "./years-of-use.js";

/** The exchange that costs least: these premises in the place of chosen ones. */
export interface PremisesSwap {
  /** Chosen premises that would be given up. */
  readonly replaces: number;
  readonly services: readonly string[];
  /** People who would be covered then and are not now, and the other way round, summed over the services. */
  readonly peopleGained: number;
  readonly peopleLost: number;
  /** By how much the worth of the people covered would fall; below 0 only where the plan is not a proven best. */
  readonly worthLost: number;
}

/** Why premises are not in a plan. */
export type WhyNot =
  /** No service fits. */
  | {
      readonly reason: "unfit";
      readonly unfit: Readonly<Record<string, Unfit>>;
      /** Where use ends too early: its last year. */
      readonly useEnds?: number | undefined;
    }
  /** Everyone it would reach is covered by the plan. */
  | { readonly reason: "nobody-new" }
  /** What it would add to the plan, which a limit leaves no room for. */
  | {
      readonly reason: "limits";
      readonly addsPeople: number;
      readonly cost: number | null;
      readonly overBudget: number | null;
      /** Null where no exchange keeps budget and quotas. */
      readonly swap: PremisesSwap | null;
    };

/** @param states - who is covered by the plan; given back as they were */
export function rejectionsOf(
  question: PremisesQuestion,
  chosen: readonly ChosenPremises[],
  states: readonly CoverState[],
  spent: number | null,
): { premises: number; why: WhyNot }[] {
  const taken = new Set(chosen.map((c) => c.premises));
  const left = [...question.premises.keys()].filter((j) => !taken.has(j));
  const rooms = packagesOf(question);
  const swaps = bestSwaps(question, chosen, states, rooms, left, spent);
  return left.map((j) => ({
    premises: j,
    why: whyNot(question, states, itemAt(rooms, j), j, spent, swaps.get(j)),
  }));
}

function whyNot(
  question: PremisesQuestion,
  states: readonly CoverState[],
  packages: readonly RoomPackage[],
  j: number,
  spent: number | null,
  swap: PremisesSwap | undefined,
): WhyNot {
  const { budget } = question;
  if (packages.length === 0) return unfitAs(question, j);
  const gains = states.map((state) => gainAt(state, j));
  const single = packages.flatMap(({ services: [only, ...others], cost }) => {
    const adds = only === undefined || others.length > 0 ? 0 : itemAt(gains, only);
    return adds > 0 ? [{ adds, cost }] : [];
  });
  if (single.length === 0) return { reason: "nobody-new" };
  const best = single.reduce((a, b) => (b.adds > a.adds ? b : a));
  const over = budget === undefined || best.cost === null || spent === null ? 0 : spent + best.cost - budget;
  return {
    reason: "limits",
    addsPeople: best.adds,
    cost: best.cost,
    overBudget: over > 0 ? over : null,
    swap: swap ?? null,
  };
}

function unfitAs({ premises, services, years }: PremisesQuestion, j: number): WhyNot {
  const room = itemAt(premises, j);
  const unfit = services.map(({ id, room: rule }) => {
    return [id, unfitFor(room, id, rule, years ?? null) ?? nothingAt(id)] as const;
  });
  const useEnds = lastYearOfUse(room, planStart(years ?? {}, room));
  const endsEarly = unfit.some(([, why]) => why === "ends-too-early") && useEnds !== null;
  return { reason: "unfit", unfit: Object.fromEntries(unfit), ...(endsEarly ? { useEnds } : {}) };
}

/** For each of the premises left the exchange that loses least worth; ties to the lower premises given up. */
function bestSwaps(
  question: PremisesQuestion,
  chosen: readonly ChosenPremises[],
  states: readonly CoverState[],
  rooms: readonly RoomPackage[][],
  left: readonly number[],
  spent: number | null,
): Map<number, PremisesSwap> {
  const { budget = Number.POSITIVE_INFINITY } = question;
  const worth = question.services.map(worthOf);
  const best = new Map<number, PremisesSwap>();
  for (const out of [...chosen].sort((a, b) => a.premises - b.premises)) {
    const servedStates = states.filter(({ service }) => out.services.includes(service.id));
    let peopleLost = 0;
    let worthGone = 0;
    for (const state of servedStates) {
      const alone = gainAt(state, out.premises, 1);
      peopleLost += alone;
      worthGone += itemAt(worth, states.indexOf(state)) * alone;
      cover(state, out.premises, -1);
    }
    for (const j of left) {
      if (!keepsModes(question, chosen, out.premises, j)) continue;
      const gains = states.map((state) => gainAt(state, j));
      for (const roomPackage of itemAt(rooms, j)) {
        if ((spent ?? 0) - (out.cost ?? 0) + (roomPackage.cost ?? 0) > budget * (1 + 1e-9)) continue;
        const people = roomPackage.services.reduce((sum, s) => sum + itemAt(gains, s), 0);
        const value =
          roomPackage.services.reduce((sum, s) => sum + itemAt(worth, s) * itemAt(gains, s), 0) -
          roomPackage.wishes;
        const bestSwap = best.get(j);
        if (people === 0 || (bestSwap !== undefined && worthGone - value >= bestSwap.worthLost)) continue;
        best.set(j, {
          replaces: out.premises,
          services: roomPackage.services.map((s) => itemAt(question.services, s).id),
          peopleGained: people,
          peopleLost,
          worthLost: worthGone - value,
        });
      }
    }
    for (const state of servedStates) cover(state, out.premises, 1);
  }
  return best;
}

function keepsModes(
  { premises, modes = {} }: PremisesQuestion,
  chosen: readonly ChosenPremises[],
  out: number,
  inward: number,
): boolean {
  const [from, to] = [itemAt(premises, out).mode, itemAt(premises, inward).mode];
  if (from === to) return true;
  const count = (mode: string | null) =>
    chosen.filter((c) => itemAt(premises, c.premises).mode === mode).length;
  const keepsMin = from === null || count(from) - 1 >= (modes[from]?.min ?? 0);
  return keepsMin && (to === null || count(to) + 1 <= (modes[to]?.max ?? Number.POSITIVE_INFINITY));
}
