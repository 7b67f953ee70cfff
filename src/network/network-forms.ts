/**
 * What networks, costs, links and limits are known by, where public calls check their arguments.
 */
import {
  aFlag,
  aList,
  aNumber,
  aNumberColumn,
  anObject,
  anything,
  aText,
  aThing,
  aWord,
  type Expected,
  either,
  orNull,
  that,
} from "../base/check-call.js";
import type { Limit } from "../base/cost-units.js";
import type { PointSet } from "../geo/point-set.js";
import type { LinkOptions } from "./link-points.js";
import type { EdgeList } from "./network-from-edges.js";
import type { WalkProfile } from "./profiles.js";
import type { SlopeOptions } from "./slope.js";

const from0 = aNumber({ from: 0 });
/** Out of bounds too: the message of the profile says which. */
const number = that("a number", (value) => typeof value === "number");

export const WALK_NETWORK = aThing(
  "a walking network, as buildWalkNetwork gives it",
  "arcCount",
  "edgeLengthMm",
);

export const WALK_PROFILE = aThing("a walking profile, e.g. PROFILES.adult", "id", "unit", "speedMps");

/** A profile of one's own; its figures are checked by `walkCosts`. */
export const WALKER = anObject<WalkProfile>(
  {
    id: aText,
    unit: aWord(["ms", "mm"]),
    speedMps: number,
    stepsFactor: orNull(number),
    onWheels: aFlag,
    wheels: aWord(["wheelchair", "stroller"]),
    maxSlope: orNull(number),
    crossings: orNull(anything),
    raisedKerb: orNull(either(number, aWord(["closed"]))),
    liftS: orNull(number),
    minWidthM: orNull(number),
    worstSmoothness: orNull(aText),
    status: aText,
  },
  ["id", "unit", "speedMps", "stepsFactor", "maxSlope"],
);

export const COSTS = aThing("walking costs, as walkCosts gives them", "network", "profile", "arcCost");

export const LINKAGE = aThing("linked points, as linkPoints gives them", "costs", "pointCount", "firstLink");

export const POINTS: Expected = anObject<PointSet>(
  {
    lon: aNumberColumn,
    lat: aNumberColumn,
    entrances: orNull(aThing("columns of entrances", "first", "lon", "lat")),
    residentsOnly: orNull(aNumberColumn),
    levels: anything,
  },
  ["lon", "lat"],
  { otherKeys: true },
);

/** In which unit, and how far, is checked beside the costs. */
export const LIMIT = aThing("a limit, e.g. minutes(15)", ...(["unit", "value"] satisfies (keyof Limit)[]));

export const LINK_OPTIONS = anObject<LinkOptions>({
  offStreetCapM: from0,
  offStreetExtraM: from0,
  minComponentPoints: from0,
  facilities: aList(LINKAGE),
  islandsToo: aFlag,
  assumeGates: aFlag,
});

export const EDGE_LIST = anObject<EdgeList>(
  {
    from: aNumberColumn,
    to: aNumberColumn,
    lengthMm: aNumberColumn,
    lon: aNumberColumn,
    lat: aNumberColumn,
    xM: aNumberColumn,
    yM: aNumberColumn,
    oriented: aFlag,
  },
  ["to", "from"],
);

export const SLOPE_OPTIONS = anObject<SlopeOptions>({
  stepM: aNumber({ above: 0 }),
  slowest: aNumber({ from: 1 }),
});
