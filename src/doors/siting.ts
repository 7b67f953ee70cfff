/**
 * Where to build: from walking costs to a plan, with proof or with a bound.
 *
 * @module living-circle/siting
 */

// The matrix.
export { coverageMatrix, type CoverageMatrix, type SparseCosts } from "../siting/coverage-matrix.js";
export { allPairs } from "../siting/all-pairs.js";

// Sites.
export {
  SITING_MODELS,
  SITE_STATES,
  type AnySitingQuestion,
  type Bacop1Question,
  type Bacop2Question,
  type BudgetMclpQuestion,
  type CapacitatedMclpQuestion,
  type CapacitatedPMedianQuestion,
  type CountedSites,
  type EquityMclpQuestion,
  type LeastShares,
  type LscpQuestion,
  type MclpQuestion,
  type PCenterQuestion,
  type PMedianQuestion,
  type SiteCapacities,
  type SiteState,
  type SitingModel,
  type SitingOptions,
  type SitingQuestion,
  type UnservedPenalty,
} from "../siting/question.js";
export {
  NO_SITE,
  type ServedShare,
  type SitingMethod,
  type SitingPlan,
  type SitingStatus,
} from "../siting/plan.js";
export { toSitingQuestion } from "../siting/problem.js";
export { selectSites, type SelectOptions } from "../siting/select-sites.js";
export { greedySites } from "../siting/greedy-sites.js";
export { rankSites, type RankedSite } from "../siting/rank-sites.js";

// Premises.
export {
  costOfPremises,
  unfitFor,
  type Means,
  type Mode,
  type Owner,
  type Premises,
  type RoomRule,
  type Unfit,
} from "../siting/premises/premises.js";
export {
  candidateRules,
  plausibleHosts,
  type CandidateRules,
  type NeverKind,
  type PlausibleHosts,
} from "../siting/candidate-kinds.js";
export type { PlanYears } from "../siting/premises/years-of-use.js";
export {
  planPremises,
  type ChosenPremises,
  type CoverageChange,
  type PlanPremisesOptions,
  type PremisesPlan,
} from "../siting/premises/plan-premises.js";
export type { UnknownCover } from "../siting/premises/unknown-cover.js";
export type { Words } from "../base/words.js";
export { coverageCurve, type CurvePoint } from "../siting/premises/budget-curve.js";
export { phasePlan, type Phase, type PhaseOptions } from "../siting/premises/phase-plan.js";
export {
  rankPilots,
  type Pilot,
  type PilotCandidate,
  type PilotOptions,
  type PilotRanking,
} from "../siting/premises/rank-pilots.js";
export type {
  AreaTarget,
  ComplexRule,
  PlannedService,
  PremisesQuestion,
} from "../siting/premises/premises-question.js";
export type { PremisesSwap, WhyNot } from "../siting/premises/premises-rejections.js";
