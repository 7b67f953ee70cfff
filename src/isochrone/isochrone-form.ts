/**
 * What isochrones are known by, and what their options are, where public calls check their arguments.
 */
import { aFlag, aList, aNumber, anObject, aThing, aWord, that } from "../base/check-call.js";
import { LIMIT } from "../network/network-forms.js";
import type { IsochroneOptions } from "./isochrone.js";

export const ISOCHRONES = aThing("isochrones, as isochrone gives them", "cutoffs", "polygons", "origins");

/** Bounds of the figures are checked with their rule. */
export const ISOCHRONE_FORM = anObject<IsochroneOptions>(
  {
    cutoffs: aList(LIMIT),
    direction: aWord(["to", "from"]),
    distanceM: aNumber(),
    cellM: aNumber(),
    fillHolesM2: that("a number from 0", (value) => typeof value === "number"),
    lines: aFlag,
    point: aNumber(),
  },
  ["cutoffs"],
);
