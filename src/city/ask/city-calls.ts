/**
 * What each question to a city takes: the forms against which its arguments are checked.
 *
 * A form has every option of its type and no other: an option that is added without a form does not compile.
 */
import {
  aColumn,
  aFlag,
  aFunction,
  aList,
  aNumber,
  anObject,
  anything,
  aPath,
  aRecord,
  aText,
  aWord,
  type Expected,
  either,
  orNull,
  shown,
  that,
} from "../../base/check-call.js";
import { VERDICTS } from "../../coverage/gap-report.js";
import type { Ranges } from "../../coverage/judge-ranges.js";
import type { ScoreWeights } from "../../coverage/priority.js";
import { WEIGHTS } from "../../places/demand.js";
import type { PlaceWithDoors } from "../../places/facility-index.js";
import type { CandidateRules } from "../../siting/candidate-kinds.js";
import { MODES, type RoomRule } from "../../siting/premises/premises.js";
import type { AreaTarget, ComplexRule } from "../../siting/premises/premises-question.js";
import type { PlanYears } from "../../siting/premises/years-of-use.js";
import type { SitingOptions } from "../../siting/question.js";
import type { SelectOptions } from "../../siting/select-sites.js";
import { MODEL_FORMS, SELECT_FORMS } from "../../siting/siting-forms.js";
import type { CityAnalyzeOptions } from "./city-analyses.js";
import type { CityIsochroneOptions } from "./city-isochrones.js";
import type { CityMapOptions, CityPageOptions } from "./city-page.js";
import type { RowFilter } from "./city-report.js";
import type { CityPlanOptions, CitySitesOptions, PlainPremises, PremisesLayer } from "./city-siting.js";
import type { ExamineOptions } from "./examine.js";
import type { WalkerOptions, WithinOptions } from "./plain-points.js";

const from0 = aNumber({ from: 0 });
const wholeFrom0 = aNumber({ from: 0, whole: true });
const year = aNumber({ whole: true });
const language = aWord(["en", "zh"]);
const amounts = either(from0, aList(from0, { notEmpty: true }));

/** The id of a service; whether there is such a service is checked where they are known. */
export const SERVICE_ID = that('the id of a service, e.g. "childcare"', isText);
/** The id of a block. */
export const BLOCK_ID = that("the id of a block, a text", isText);
/** A time of the city. */
export const WALL_TIME = that('a time, e.g. "2026-11-25T12:00"', isText);
const profile = that('the id of a walking profile, e.g. "senior60"', isText);
/** Ids of services; nothing stands for all, an empty list for a slip. */
export const SERVICE_IDS = aList(SERVICE_ID, { notEmpty: true });

const degrees = (lon: unknown, lat: unknown) =>
  typeof lon === "number" && typeof lat === "number" && Math.abs(lon) <= 180 && Math.abs(lat) <= 90;

/** A place; `[lon, lat]` with a height behind is one too. */
export const PLACE: Expected = {
  words: "[longitude, latitude] in degrees, or an object with lon and lat",
  isMeant: (value) => (Array.isArray(value) ? typeof value[0] !== "object" : isObject(value)),
  problem: (value, at) => {
    const isPair = Array.isArray(value) && value.length >= 2;
    const isNamed = isObject(value) && ("lon" in value || "lat" in value);
    const [lon, lat] = isPair ? value : isNamed ? [value.lon, value.lat] : [];
    if (degrees(lon, lat)) return null;
    const given = isPair || isNamed ? `(${shown(lon)}, ${shown(lat)})` : shown(value);
    return `${at} is ${given}: expected ${PLACE.words}`;
  },
};

/** Several places. */
export const PLACES = aList(PLACE);

/** One place or several. */
export const PLACE_OR_PLACES = either(PLACE, PLACES);

/** What an isochrone is drawn around. */
export const AROUND = either(
  {
    ...anObject<{ service: string }>({ service: SERVICE_ID }, ["service"]),
    isMeant: (value) => isObject(value) && "service" in value,
  },
  PLACE,
  PLACES,
);

function isText(value: unknown): boolean {
  return typeof value === "string" && value !== "";
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

const door = anObject<PlaceWithDoors>(
  {
    lon: aNumber({ from: -180, to: 180 }),
    lat: aNumber({ from: -90, to: 90 }),
    entrances: aList(PLACE),
  },
  ["lon", "lat"],
  { otherKeys: true },
);

/** Candidates of `reach` and `sites`. */
export const CANDIDATES = aList(door);

export const ISOCHRONE_OPTIONS = anObject<CityIsochroneOptions>({
  minutes: amounts,
  metres: amounts,
  direction: aWord(["to", "from"]),
  profile,
  offStreetCapM: from0,
});

export const WALKER_OPTIONS = anObject<WalkerOptions>({ profile, offStreetCapM: from0 });

/** How far, and who walks. */
export const WITHIN_OPTIONS = anObject<WithinOptions & Pick<WalkerOptions, "profile">>({
  minutes: from0,
  metres: from0,
  profile,
});

export const NEAREST_OPTIONS = anObject<{ profile?: string; k?: number }>({
  profile,
  k: aNumber({ from: 1, whole: true }),
});

export const ANALYZE_OPTIONS = anObject<CityAnalyzeOptions>({ services: SERVICE_IDS, onProgress: aFunction });

export const ROW_FILTER = anObject<RowFilter>({ service: SERVICE_ID, verdict: aWord(VERDICTS) });

export const EXAMINE_OPTIONS = anObject<ExamineOptions>({
  sizes: aList(
    either(
      aText,
      that("a rule set or its id", (value) => isObject(value) && Array.isArray(value.records), isObject),
    ),
  ),
  demandPer1000: aRecord(aNumber({ from: 0, to: 1000 })),
  unknownPlaces: either(from0, aWord(["enough"])),
  weight: aWord(WEIGHTS),
  metShare: aNumber({ above: 0, to: 1 }),
  areaReachM: from0,
  weights: anObject<ScoreWeights>(
    { gap: from0, people: from0, cluster: from0, noAlternative: from0, feasibility: from0 },
    ["gap", "people", "cluster", "noAlternative", "feasibility"],
  ),
  feasibility: aFunction,
});

export const WALKERS_OPTIONS = anObject<{
  profiles?: readonly string[];
  services?: readonly string[];
  minutes?: readonly number[];
}>({
  profiles: aList(profile, { notEmpty: true }),
  services: aList(aText),
  minutes: aList(from0, { notEmpty: true }),
});

const pair = (of: Expected) =>
  that(
    `two numbers, each ${of.words}`,
    (value) =>
      Array.isArray(value) && value.length === 2 && value.every((one) => of.problem(one, "") === null),
    Array.isArray,
  );

export const RANGES = anObject<Ranges>({
  speedMps: pair(aNumber({ above: 0 })),
  positionM: from0,
  capacity: anObject({ factor: pair(from0), unknownPlaces: from0 }),
});

type AnySites = Omit<SitingOptions, "matrix" | "weight"> &
  SelectOptions &
  WithinOptions &
  Pick<CitySitesOptions<PlaceWithDoors>, "candidates" | "profile" | "people">;

export const SITES_QUESTION = anObject<AnySites>(
  {
    ...MODEL_FORMS,
    ...SELECT_FORMS,
    minutes: from0,
    metres: from0,
    candidates: CANDIDATES,
    profile,
    people: either(aWord(["residents", "households"]), aColumn(from0)),
  },
  ["model", "candidates"],
);

const kinds = anObject<CandidateRules>({ hosts: aList(aText), never: aList(anything) }, ["hosts", "never"]);

const room = anObject<RoomRule>(
  { minAreaM2: from0, maxFloor: orNull(year), ownEntrance: aFlag, basement: aFlag, kinds },
  ["minAreaM2"],
);

const premisesLayer = anObject<PremisesLayer>(
  {
    file: aPath,
    columns: anything,
    layer: aText,
    encoding: aText,
    decimal: aWord([",", "."]),
    headerRow: aNumber({ from: 1, whole: true }),
    streamAboveBytes: from0,
    crs: aText,
    place: anything,
    maxExpandedBytes: from0,
  },
  ["file"],
);

const premises = anObject<PlainPremises>(
  {
    id: aText,
    name: that("a text", (value) => typeof value === "string"),
    lon: aNumber({ from: -180, to: 180 }),
    lat: aNumber({ from: -90, to: 90 }),
    areaM2: from0,
    floor: orNull(aNumber()),
    lift: orNull(aFlag),
    ownEntrance: orNull(aFlag),
    owner: orNull(aText),
    mode: orNull(aWord(MODES)),
    means: orNull(aText),
    readyYear: orNull(year),
    availableUntil: orNull(year),
    changesLandUse: orNull(aFlag),
    fixedCost: orNull(from0),
    fitOutPerM2: orNull(from0),
    rentPerM2Year: orNull(from0),
    services: orNull(aList(SERVICE_ID)),
    unit: orNull(aText),
    kind: orNull(aText),
  },
  ["id", "lon", "lat", "areaM2"],
  { otherKeys: true },
);

const quota = anObject<{ min?: number; max?: number }>({ min: wholeFrom0, max: wholeFrom0 });

const area = anObject<AreaTarget>(
  {
    m2Per100Households: from0,
    units: aList(
      anObject<AreaTarget["units"][number]>({ unit: aText, households: from0, existingM2: from0 }, [
        "unit",
        "households",
        "existingM2",
      ]),
    ),
    missingM2: from0,
  },
  ["m2Per100Households", "units"],
);

export const PLAN_OPTIONS = anObject<CityPlanOptions>(
  {
    premises: either(aPath, premisesLayer, aList(premises)),
    rooms: aRecord(either(from0, room)),
    worth: aRecord(from0),
    kinds,
    open: either(aWord(["all"]), aList(aText)),
    seed: SELECT_FORMS.seed,
    maxNodes: SELECT_FORMS.maxNodes,
    exactSize: SELECT_FORMS.exactSize,
    budget: from0,
    rentYears: from0,
    maxPremises: wholeFrom0,
    modes: anObject<NonNullable<Required<CityPlanOptions>["modes"]>>({
      infill: quota,
      convert: quota,
      transfer: quota,
      allocate: quota,
    }),
    complex: anObject<ComplexRule>({
      minAreaM2: from0,
      minFunctions: wholeFrom0,
      maxDispersed: wholeFrom0,
      unmetWish: from0,
    }),
    area,
    years: anObject<PlanYears>({ asOf: year, last: year, atLeast: from0 }),
    first: aList(SERVICE_ID),
  },
  ["premises", "rooms"],
);

/** The edits of a list are checked by the form of the file. */
export const EDITS = either(aPath, {
  ...that("a list of edits", (value) => typeof value === "object" && value !== null),
  isMeant: Array.isArray,
});

export const WHAT_IF_OPTIONS = anObject<{ crs?: string }>({ crs: aText });

export const AT_OPTIONS = anObject<{ timeZone?: string; holidays?: string }>({
  timeZone: aText,
  holidays: aText,
});

export const AUDIT_OPTIONS = anObject<{ allow?: readonly string[] }>({ allow: aList(aText) });

const page = { language, title: aText };

export const PAGE_OPTIONS = anObject<CityPageOptions>({ ...page, explain: wholeFrom0 });

export const MAP_OPTIONS = anObject<CityMapOptions>({ ...page, service: SERVICE_ID });
