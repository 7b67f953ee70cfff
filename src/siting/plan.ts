/**
 * The answer to a question of siting.
 */
import type { SitingModel } from "./question.js";

/**
 * How sure an answer is: `optimal` is proved; `feasible` is a plan with a bound, found without exhausting the search;
 * `limit` means that an exact search stopped at its limit; `infeasible` and `unbounded` have no plan.
 */
export type SitingStatus = "optimal" | "feasible" | "limit" | "infeasible" | "unbounded";

/** How an answer was found. */
export type SitingMethod = "branch-and-bound" | "milp" | "heuristic" | "none";

/** In `SitingPlan.assignment`: served by nobody. */
export const NO_SITE = 0xffffffff;

/** Part of the people of one demand place, served by one site. */
export interface ServedShare {
  readonly demand: number;
  readonly candidate: number;
  /** 0 … 1 of the place's people. */
  readonly share: number;
}

/** The answer of `selectSites`: sites, who is served by which, and how sure that is. */
export interface SitingPlan {
  readonly model: SitingModel;
  readonly status: SitingStatus;
  readonly method: SitingMethod;
  /** What the model minimises or maximises, of this plan; null without one. */
  readonly objective: number | null;
  /** No plan can be better than this; null if nothing is known. */
  readonly bound: number | null;
  /** |objective − bound| ÷ |objective|; 0 is a proof. */
  readonly gap: number | null;
  readonly seed: number;
  /** Open candidates, ascending. */
  readonly sites: readonly number[];
  /** The site that serves each demand place (the largest share, where split), or `NO_SITE`. */
  readonly assignment: Uint32Array;
  /** The shares where a place is served by several sites, or by one in part; else empty. */
  readonly shares: readonly ServedShare[];
  /** Demand that no candidate can reach at all. */
  readonly unreachable: readonly number[];
  /** p-median: cost of one unserved person that stands in the objective; null where everybody can be served. */
  readonly penalty: number | null;
  /** Why there is no plan, or why it is not proved; null if neither. */
  readonly reason: string | null;
}

/** Relative distance between a plan and its bound. */
export function gapOf(objective: number | null, bound: number | null): number | null {
  if (objective === null || bound === null) return null;
  const apart = Math.abs(objective - bound);
  if (apart === 0) return 0;
  return apart / (Math.abs(objective) || Math.abs(bound));
}
