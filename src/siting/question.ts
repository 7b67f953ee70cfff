/**
 * What can be asked about sites: one kind of question a model, each with the options of that model and no others.
 *
 * `docs/methods/siting.md` gives each formulation with its source.
 */
import type { CoverageMatrix } from "./coverage-matrix.js";

/** Models by the names of the field; `docs/methods/siting.md` gives each formulation with its source. */
export const SITING_MODELS = [
  "lscp",
  "lscp-b",
  "mclp",
  "budget-mclp",
  "capacitated-mclp",
  "equity-mclp",
  "p-median",
  "capacitated-p-median",
  "p-center",
  "bacop1",
  "bacop2",
] as const;

/** Name of a siting model. */
export type SitingModel = (typeof SITING_MODELS)[number];

/**
 * What may happen to a candidate: `new` may be opened; `fixed` is open and stays; `closable` is open and may be
 * closed; `movable` is open and may be closed if a new site opens for it.
 */
export const SITE_STATES = ["new", "fixed", "closable", "movable"] as const;

/** What may happen to a candidate. */
export type SiteState = (typeof SITE_STATES)[number];

/** What every siting question holds. */
export interface AnySitingQuestion {
  readonly matrix: CoverageMatrix;
  /** People or households a demand place, from 0; default 1 each. */
  readonly weight?: ArrayLike<number> | undefined;
  /** What may happen to each candidate; default `new`. */
  readonly state?: readonly SiteState[] | undefined;
}

/** A question with a given number of sites. */
export interface CountedSites extends AnySitingQuestion {
  /** Sites open in the end, the fixed ones among them. */
  readonly p: number;
}

/** For models that maximise cover: a least share of each community. */
export interface LeastShares {
  /** Community of each demand place, from 0; with `groupShare`. */
  readonly group?: ArrayLike<number> | undefined;
  /** Least share (0 … 1) of each community's people that must be covered. */
  readonly groupShare?: number | undefined;
}

/** For models with capacities. */
export interface SiteCapacities {
  /** People a candidate can serve, from 0. */
  readonly capacity: ArrayLike<number>;
  /**
   * Whether the people of one place may be served by several sites; default true for `capacitated-mclp` and false
   * for `capacitated-p-median`, as in their sources.
   */
  readonly split?: boolean | undefined;
  /**
   * Whether fixed sites must be filled: the people that they serve are as many as their capacity; default false. Such a
   * question has no plan where too few people are in reach of one, or where no places add up to its capacity.
   */
  readonly fillFixed?: boolean | undefined;
}

/** For the median models. */
export interface UnservedPenalty {
  /**
   * Cost of leaving one person unserved, on a matrix with missing pairs; default: so large that no saved walk makes
   * up for it.
   */
  readonly penalty?: number | undefined;
}

/** Fewest or cheapest sites that cover every place; `lscp-b` then covers most places twice. */
export interface LscpQuestion extends AnySitingQuestion {
  readonly model: "lscp" | "lscp-b";
  /** Cost a candidate, from 0; default 1 each. */
  readonly siteCost?: ArrayLike<number> | undefined;
}

/** Most people covered by p sites. */
export interface MclpQuestion extends CountedSites, LeastShares {
  readonly model: "mclp";
}

/** Most people covered for the money. */
export interface BudgetMclpQuestion extends AnySitingQuestion, LeastShares {
  readonly model: "budget-mclp";
  /** Most that may be spent, in the unit of `siteCost`. */
  readonly budget: number;
  /** Cost a candidate, from 0; default 1 each. */
  readonly siteCost?: ArrayLike<number> | undefined;
}

/** Most people served by p sites within their capacity. */
export interface CapacitatedMclpQuestion extends CountedSites, SiteCapacities {
  readonly model: "capacitated-mclp";
}

/** Most need covered by p sites. */
export interface EquityMclpQuestion extends CountedSites, LeastShares {
  readonly model: "equity-mclp";
  /** Need a demand place, by which its people are weighed. */
  readonly need: ArrayLike<number>;
}

/** Least walking in all to p sites. */
export interface PMedianQuestion extends CountedSites, UnservedPenalty {
  readonly model: "p-median";
}

/** Least walking in all to p sites within their capacity. */
export interface CapacitatedPMedianQuestion extends CountedSites, SiteCapacities, UnservedPenalty {
  readonly model: "capacitated-p-median";
}

/** The longest walk to p sites made as short as possible. */
export interface PCenterQuestion extends CountedSites {
  readonly model: "p-center";
}

/** Every place covered by p sites, and most people twice. */
export interface Bacop1Question extends CountedSites {
  readonly model: "bacop1";
}

/** People covered, and people covered twice, weighed against each other. */
export interface Bacop2Question extends CountedSites {
  readonly model: "bacop2";
  /** Weight of first cover against backup, 0 … 1; default 0.5. */
  readonly firstCoverWeight?: number | undefined;
}

/**
 * A question for `selectSites`, in plain data: a model, who reaches what, and what the model needs beside that. An
 * option that its model does not have does not compile.
 */
export type SitingQuestion =
  | LscpQuestion
  | MclpQuestion
  | BudgetMclpQuestion
  | CapacitatedMclpQuestion
  | EquityMclpQuestion
  | PMedianQuestion
  | CapacitatedPMedianQuestion
  | PCenterQuestion
  | Bacop1Question
  | Bacop2Question;

/** The options of all models together, for programs that know the model at run time only; see `toSitingQuestion`. */
export interface SitingOptions extends AnySitingQuestion, LeastShares, UnservedPenalty {
  readonly model: SitingModel;
  /** Needed where the model has p. */
  readonly p?: number | undefined;
  /** Needed for `budget-mclp`. */
  readonly budget?: number | undefined;
  /** For `lscp`, `lscp-b` and `budget-mclp`. */
  readonly siteCost?: ArrayLike<number> | undefined;
  /** Needed for the capacitated models. */
  readonly capacity?: ArrayLike<number> | undefined;
  /** For the capacitated models. */
  readonly split?: boolean | undefined;
  /** Needed for `equity-mclp`. */
  readonly need?: ArrayLike<number> | undefined;
  /** For the capacitated models. */
  readonly fillFixed?: boolean | undefined;
  /** For `bacop2`. */
  readonly firstCoverWeight?: number | undefined;
}
