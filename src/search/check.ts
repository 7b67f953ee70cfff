/**
 * Checks at the public face of the searches.
 */
import {
  aFlag,
  aFunction,
  aNumber,
  anObject,
  aWord,
  checkArgument,
  shown,
  that,
} from "../base/check-call.js";
import type { CostUnit, Limit } from "../base/cost-units.js";
import { InvalidInputError } from "../base/errors.js";
import type { Linkage } from "../network/linkage.js";
import { COSTS, LIMIT, LINKAGE } from "../network/network-forms.js";
import type { WalkCosts } from "../network/walk-costs.js";
import type { MatrixOptions } from "./cost-matrix.js";
import type { WalkEngineOptions, WorkOptions } from "./walk-engine.js";

/** @throws {InvalidInputError} if a linkage was made for other costs than these */
export function requireSameCosts(costs: WalkCosts, ...linkages: readonly Linkage[]): void {
  checkArgument("costs", costs, COSTS);
  for (const linkage of linkages) {
    checkArgument("a linkage", linkage, LINKAGE);
    if (linkage.costs !== costs) {
      throw new InvalidInputError(
        `A linkage made for profile "${linkage.costs.profile.id}" was given with costs of profile ` +
          `"${costs.profile.id}": link the points with linkPoints() for the same costs`,
      );
    }
  }
}

/** @throws {InvalidInputError} unless a position is one of a point of the linkage */
export function requirePosition(name: string, position: number, { pointCount }: Linkage): void {
  if (Number.isInteger(position) && position >= 0 && position < pointCount) return;
  throw new InvalidInputError(
    `${name} is ${shown(position)}: expected the position of a point; there are ${pointCount}, counted from 0`,
  );
}

const work = {
  threads: aNumber({ from: 1, whole: true }),
  signal: that("an AbortSignal", (value) => value instanceof AbortSignal),
  onProgress: aFunction,
};

/** How work is done, beside options that are checked elsewhere. */
export const WORK_OPTIONS = anObject<typeof work>(work, [], { otherKeys: true });

const search = { limit: LIMIT, direction: aWord(["to", "from"]) };

/** Options of searches between two sets of places, and of the same on an engine. */
export const SEARCH_OPTIONS = anObject<MatrixOptions<CostUnit> & WorkOptions>(
  { ...search, signal: work.signal, onProgress: work.onProgress },
  ["limit"],
);

export const K_NEAREST_OPTIONS = anObject<MatrixOptions<CostUnit> & WorkOptions & { k: number }>(
  { ...search, k: aNumber({ from: 1, whole: true }), signal: work.signal, onProgress: work.onProgress },
  ["limit", "k"],
);

export const ENGINE_OPTIONS = anObject<WalkEngineOptions>({ threads: work.threads, webAssembly: aFlag });

export const PATH_OPTIONS = anObject<{ limit?: Limit | undefined }>({ limit: LIMIT });
