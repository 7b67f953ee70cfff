/**
 * Where to build: from walking costs to a plan, with proof or with a bound.
 *
 * @module living-circle/siting
 */
export { allPairs } from "../siting/all-pairs.js";
export { type CoverageMatrix, coverageMatrix, type SparseCosts } from "../siting/coverage-matrix.js";
export { greedySites } from "../siting/greedy-sites.js";
export type { ServedShare, SitingMethod, SitingPlan, SitingStatus } from "../siting/plan.js";
export { NO_SITE } from "../siting/plan.js";
export { type CurvePoint, coverageCurve } from "../siting/premises/budget-curve.js";
export { type Phase, phasePlan } from "../siting/premises/phase-plan.js";
export {
  type PlanPremisesOptions,
  type PremisesPlan,
  planPremises,
} from "../siting/premises/plan-premises.js";
export { costOfPremises, type Premises, type RoomRule, unfitFor } from "../siting/premises/premises.js";
export type { PlannedService, PremisesQuestion } from "../siting/premises/premises-question.js";
export type { PremisesSwap, WhyNot } from "../siting/premises/premises-rejections.js";
export { type PilotCandidate, type PilotRanking, rankPilots } from "../siting/premises/rank-pilots.js";
export { toSitingQuestion } from "../siting/problem.js";
export type {
  AnySitingQuestion,
  Bacop1Question,
  Bacop2Question,
  BudgetMclpQuestion,
  CapacitatedMclpQuestion,
  CapacitatedPMedianQuestion,
  CountedSites,
  EquityMclpQuestion,
  LeastShares,
  LscpQuestion,
  MclpQuestion,
  PCenterQuestion,
  PMedianQuestion,
  SiteCapacities,
  SiteState,
  SitingModel,
  SitingOptions,
  SitingQuestion,
  UnservedPenalty,
} from "../siting/question.js";
export { SITE_STATES, SITING_MODELS } from "../siting/question.js";
export { type RankedSite, rankSites } from "../siting/rank-sites.js";
export { type SelectOptions, selectSites } from "../siting/select-sites.js";
