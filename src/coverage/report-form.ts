/**
 * What a report is known by, where public calls check their arguments.
 */
import { aNumber, aThing } from "../base/check-call.js";

export const GAP_REPORT = aThing(
  "a report, as city.analyze gives it",
  "services",
  "blocks",
  "facilities",
  "lineage",
);

/** The least share of an area or unit that has to be met. */
export const MET_SHARE = aNumber({ from: 0, to: 1 });
