/**
 * Who needs a service: the age group that uses it where its numbers are known, else all residents, else dwellings, else
 * blocks.
 */
import type { Block } from "./places.js";

/** Age group of a service, as ages are written in block tables; others serve everybody. */
export const GROUP_OF_SERVICE: Readonly<Record<string, string>> = {
  elderly: "60+",
  "elderly-residential": "60+",
  meals: "60+",
  childcare: "0-2",
  kindergarten: "3-5",
};

/**
 * Places needed per 1,000 people of the target group; for other services no document gives a number.
 *
 * Source: 40 beds per 1000 older persons, GB 50437-2007 (2018), 3.2.1; every child is a child to be cared for.
 */
export const DEMAND_PER_1000: Readonly<Record<string, number>> = {
  "elderly-residential": 40,
  childcare: 1000,
  kindergarten: 1000,
};

/** By what a share is weighed; printed beside every share. */
export const WEIGHTS = ["population", "residentialArea", "dwellings", "units"] as const;
/** One of `WEIGHTS`. */
export type Weight = (typeof WEIGHTS)[number];

export interface Demand {
  /** `60+`, `0-2`, `3-5`; `all` residents; `dwellings`, `m2`; or `blocks`, one each. */
  readonly group: string;
  /** Per block; null where it is not known for that block. */
  readonly amount: readonly (number | null)[];
}

/** A service, and whom it is for where the services list does not say. */
export interface Served {
  readonly service: string;
  /** An age group, or `all`. */
  readonly group?: string | undefined;
}

/** Ages of those who come to a service whose demand no age group counts; an assumption. */
const AGES_OF_SERVICE: Readonly<Record<string, string>> = {
  afterschool: "6-14",
  play: "0-14",
  "primary-school": "6-11",
  "secondary-school": "12-17",
};

/** The ages that a service is for, as groups are written; undefined where it is for everybody. */
export function agesServed(served: string | Served): string | undefined {
  return groupOf(served) ?? AGES_OF_SERVICE[typeof served === "string" ? served : served.service];
}

/** The age group that a service is for; undefined where it is for everybody. */
function groupOf(served: string | Served): string | undefined {
  const { service, group }: Served = typeof served === "string" ? { service: served } : served;
  return group === undefined ? GROUP_OF_SERVICE[service] : group === "all" ? undefined : group;
}

/**
 * The demand for a service, block by block.
 *
 * A group counts as soon as one block gives it; blocks that do not are then unknown, never zero.
 */
export function demandFor(
  blocks: readonly Block[],
  served: string | Served,
  weight: Weight = "population",
): Demand {
  if (weight === "units") return { group: "blocks", amount: blocks.map(() => 1) };
  if (weight === "dwellings")
    return { group: "dwellings", amount: blocks.map(({ households }) => households) };
  if (weight === "residentialArea")
    return { group: "m2", amount: blocks.map(({ areaM2 }) => areaM2 ?? null) };
  const group = groupOf(served);
  if (group !== undefined) {
    const amount = blocks.map((block) => peopleOf(block, group));
    if (amount.some((people) => people !== null)) return { group, amount };
  }
  const amount = blocks.map(({ residents }) => residents);
  if (amount.some((people) => people !== null)) return { group: "all", amount };
  const dwellings = blocks.map(({ households }) => households);
  if (dwellings.some((count) => count !== null)) return { group: "dwellings", amount: dwellings };
  return { group: "blocks", amount: blocks.map(() => 1) };
}

/** By what the shares of one table are weighed. */
export type ShareWeight = "residents" | "dwellings" | "blocks";

/**
 * One weight for every share over these blocks: residents if every block gives them, else dwellings if every block gives
 * those, else blocks, of which a part of a larger block is its share.
 */
export function shareWeight(blocks: readonly Block[]): {
  readonly by: ShareWeight;
  readonly amount: readonly number[];
} {
  const known = (of: "residents" | "households") => {
    const amount = blocks.flatMap((block) => block[of] ?? []);
    return amount.length === blocks.length && blocks.length > 0 ? amount : null;
  };
  const residents = known("residents");
  if (residents !== null) return { by: "residents", amount: residents };
  const dwellings = known("households");
  if (dwellings !== null) return { by: "dwellings", amount: dwellings };
  return { by: "blocks", amount: blocks.map(({ part }) => part?.share ?? 1) };
}

/**
 * The demand by which units are compared: an age group as far as blocks give it, beside the number of those that do not;
 * residents where every block gives them; else the one weight of the table.
 */
export function comparableDemand(blocks: readonly Block[], served: string | Served, weight: Weight): Demand {
  const demand = demandFor(blocks, served, weight);
  const isAge = demand.group === groupOf(served);
  if (weight !== "population" || isAge || demand.amount.every((people) => people !== null)) return demand;
  const { by, amount } = shareWeight(blocks);
  return { group: by === "residents" ? "all" : by, amount };
}

/** People of an age group in a block; null where the block does not say. */
export function peopleOf({ ages }: Block, group: string): number | null {
  return ages?.[group] ?? null;
}
