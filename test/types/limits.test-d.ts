/**
 * A limit has the unit of the costs it is used with, and so have the linkages.
 */
import { expectTypeOf, test } from "vitest";
import { type CostUnit, type Limit, metres, minutes } from "../../src/base/cost-units.js";
import { type ExplainQuestion, explainGap } from "../../src/explain/explain-gap.js";
import { checkIsochrone } from "../../src/isochrone/check-isochrone.js";
import { eachIsochrone } from "../../src/isochrone/each-isochrone.js";
import { type Isochrones, isochrone } from "../../src/isochrone/isochrone.js";
import { IsochroneEngine } from "../../src/isochrone/isochrone-engine.js";
import { streamIsochrones } from "../../src/isochrone/stream-isochrones.js";
import type { Linkage } from "../../src/network/linkage.js";
import { DISTANCE_BASIS, PROFILES } from "../../src/network/profiles.js";
import { type WalkCosts, walkCosts } from "../../src/network/walk-costs.js";
import type { WalkNetwork } from "../../src/network/walk-network.js";
import { costMatrix } from "../../src/search/cost-matrix.js";
import { kNearestCosts, nearestCosts } from "../../src/search/nearest.js";
import { shortestPath } from "../../src/search/shortest-path.js";
import { sumWithinLimit } from "../../src/search/sum-within-limit.js";
import { openWalkEngine } from "../../src/search/walk-engine.js";

declare const network: WalkNetwork;
declare const time: WalkCosts<"ms">;
declare const distance: WalkCosts<"mm">;
declare const byTime: Linkage<"ms">;
declare const byDistance: Linkage<"mm">;
declare const people: readonly number[];

test("costs have the unit of their profile", () => {
  expectTypeOf(walkCosts(network, PROFILES.adult)).toEqualTypeOf<WalkCosts<"ms">>();
  expectTypeOf(walkCosts(network, DISTANCE_BASIS)).toEqualTypeOf<WalkCosts<"mm">>();
});

test("minutes compile on the time basis and metres on the distance basis", () => {
  nearestCosts(time, byTime, byTime, { limit: minutes(15) });
  nearestCosts(distance, byDistance, byDistance, { limit: metres(300) });
  isochrone(time, byTime, { cutoffs: [minutes(5), minutes(10)] });
  shortestPath(distance, byDistance, 0, byDistance, 0, { limit: metres(300) });
  shortestPath(distance, byDistance, 0, byDistance, 0);
});

test("searches in milliseconds take no metres", () => {
  const limit = metres(300);
  // @ts-expect-error metres on the time basis
  nearestCosts(time, byTime, byTime, { limit });
  // @ts-expect-error metres on the time basis
  kNearestCosts(time, byTime, byTime, { limit, k: 3 });
  // @ts-expect-error metres on the time basis
  costMatrix(time, byTime, byTime, { limit });
  // @ts-expect-error metres on the time basis
  sumWithinLimit(time, byTime, byTime, people, { limit });
  // @ts-expect-error metres on the time basis
  shortestPath(time, byTime, 0, byTime, 0, { limit });
});

test("searches in millimetres take no minutes", () => {
  const limit = minutes(15);
  // @ts-expect-error minutes on the distance basis
  nearestCosts(distance, byDistance, byDistance, { limit });
  // @ts-expect-error minutes on the distance basis
  costMatrix(distance, byDistance, byDistance, { limit });
});

test("isochrones in milliseconds take no metres", () => {
  const cutoffs = [metres(300)];
  // @ts-expect-error metres on the time basis
  isochrone(time, byTime, { cutoffs });
  // @ts-expect-error metres on the time basis
  eachIsochrone(time, byTime, { cutoffs });
  // @ts-expect-error metres on the time basis
  streamIsochrones(time, byTime, { cutoffs });
  // @ts-expect-error metres on the time basis
  new IsochroneEngine(time).run(byTime, { cutoffs });
  // @ts-expect-error one of two cutoffs is in metres
  isochrone(time, byTime, { cutoffs: [minutes(5), metres(300)] });
});

test("a walk engine in milliseconds takes no metres", () => {
  const engine = openWalkEngine(time);
  const limit = metres(300);
  engine.nearest(byTime, byTime, { limit: minutes(15) });
  // @ts-expect-error metres on the time basis
  engine.nearest(byTime, byTime, { limit });
  // @ts-expect-error metres on the time basis
  engine.kNearest(byTime, byTime, { limit, k: 3 });
  // @ts-expect-error metres on the time basis
  engine.matrix(byTime, byTime, { limit });
  // @ts-expect-error metres on the time basis
  engine.sum(byTime, byTime, people, { limit });
});

test("points that were linked on the other basis do not compile", () => {
  // @ts-expect-error facilities linked by distance
  nearestCosts(time, byDistance, byTime, { limit: minutes(15) });
  // @ts-expect-error blocks linked by distance
  costMatrix(time, byDistance, byTime, { limit: minutes(15) });
  // @ts-expect-error origins linked by distance
  isochrone(time, byDistance, { cutoffs: [minutes(15)] });
  // @ts-expect-error the isochrones are in millimetres
  checkIsochrone(byTime, {} as Isochrones<"mm">);
});

test("an explanation takes a limit of its linkages' unit", () => {
  const question = {} as Omit<ExplainQuestion<"ms">, "limit">;
  explainGap({ ...question, limit: minutes(15) });
  // @ts-expect-error metres on the time basis
  explainGap({ ...question, limit: metres(300) });
});

test("code for either unit still compiles", () => {
  const ofEither = <U extends CostUnit>(costs: WalkCosts<U>, points: Linkage<U>, limit: Limit<U>) =>
    nearestCosts(costs, points, points, { limit });
  ofEither(time, byTime, minutes(15));
  const unknownUnit = (costs: WalkCosts, points: Linkage, limit: Limit) =>
    nearestCosts(costs, points, points, { limit });
  unknownUnit(distance, byDistance, metres(300));
});
