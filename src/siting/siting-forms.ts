/**
 * What a siting question and its search take, against which their arguments are checked.
 */
import {
  aColumn,
  aFlag,
  aList,
  aNumber,
  anObject,
  aThing,
  aWord,
  type Expected,
} from "../base/check-call.js";
import { SITE_STATES, SITING_MODELS, type SitingOptions } from "./question.js";
import type { SelectOptions } from "./select-sites.js";

type Forms<T> = { readonly [Key in keyof T]-?: Expected };

const from0 = aNumber({ from: 0 });
const wholeFrom0 = aNumber({ from: 0, whole: true });
const share = aNumber({ from: 0, to: 1 });

/** The options of all models; which of them a model needs, `checkedProblem` knows. */
export const MODEL_FORMS: Forms<Omit<SitingOptions, "matrix" | "weight">> = {
  model: aWord(SITING_MODELS),
  p: wholeFrom0,
  budget: from0,
  siteCost: aColumn(from0),
  capacity: aColumn(from0),
  split: aFlag,
  fillFixed: aFlag,
  need: aColumn(from0),
  firstCoverWeight: share,
  state: aList(aWord(SITE_STATES)),
  group: aColumn(wholeFrom0),
  groupShare: share,
  penalty: from0,
};

/** Limits of the search. */
export const SELECT_FORMS: Forms<SelectOptions> = {
  seed: aNumber({ whole: true }),
  maxNodes: wholeFrom0,
  timeLimitS: aNumber({ above: 0 }),
  exactSize: from0,
  heuristicOnly: aFlag,
  solverOnly: aFlag,
};

/** A question for `selectSites`. */
export const SITING_QUESTION = anObject<SitingOptions>(
  {
    ...MODEL_FORMS,
    matrix: aThing("a matrix, as coverageMatrix gives it", "demandCount", "candidateCount", "candidate"),
    weight: aColumn(from0),
  },
  ["model", "matrix"],
);

/** Its options. */
export const SELECT_OPTIONS = anObject<SelectOptions>(SELECT_FORMS);
