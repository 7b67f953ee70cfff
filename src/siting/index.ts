/**
 * Where to build: from walking costs to a plan, with proof or with a bound.
 *
 * @module living-circle/siting
 */
export { allPairs } from "./all-pairs.js";
export { type CurvePoint, coverageCurve } from "./budget-curve.js";
export { type CoverageMatrix, coverageMatrix, type SparseCosts } from "./coverage-matrix.js";
export { greedySites } from "./greedy-sites.js";
export { type Phase, phasePlan } from "./phase-plan.js";
export type { ServedShare, SitingMethod, SitingPlan, SitingStatus } from "./plan.js";
export { NO_SITE } from "./plan.js";
export { type PlanPremisesOptions, type PremisesPlan, planPremises } from "./plan-premises.js";
export { costOfPremises, type Premises, type RoomRule, unfitFor } from "./premises.js";
export type { PlannedService, PremisesQuestion } from "./premises-question.js";
export type { PremisesSwap, WhyNot } from "./premises-rejections.js";
export type { SiteState, SitingModel, SitingQuestion } from "./problem.js";
export { SITE_STATES, SITING_MODELS } from "./problem.js";
export { type PilotCandidate, type PilotRanking, rankPilots } from "./rank-pilots.js";
export { type RankedSite, rankSites } from "./rank-sites.js";
export { type SelectOptions, selectSites } from "./select-sites.js";
