/**
 * What a report page holds: a gap report, streets and shapes as packed columns. Plain JSON, written beside the page.
 *
 * Everything that a reader sees is in here, so that a page can be drawn again without the streets. Sections that
 * not every analysis has (a plan of sites, say) are optional.
 */
import type { ReadNote } from "../../base/notes.js";
import type { Words } from "../../base/words.js";
import type { ServiceTotals } from "../../coverage/coverage-totals.js";
import type { ServiceSummary } from "../../coverage/gap-report.js";
import type { UnitVerdict } from "../../coverage/unit-verdicts.js";
import type { Completeness } from "../../places/places.js";
import type { Outside } from "../../places/study-area.js";
import type { Requirement } from "../../standards/requirement.js";
import type { PackedNumbers, PackedTexts } from "./columns.js";

export type { Words };

/** Coordinates are packed as whole multiples of 1e-5 degree, about one metre. */
export const PLACE_SCALE = 1e5;

/** Lines or rings: line `i` takes the next `points[i]` places. */
export interface PackedLines {
  readonly points: PackedNumbers;
  readonly lon: PackedNumbers;
  readonly lat: PackedNumbers;
}

/** Streets and barriers as they are drawn. */
export interface StreetData {
  /** Per line: 0 path, 1 street, 2 main street, 3 a straight walk across a square, which is not drawn. */
  readonly kind: PackedNumbers;
  /** Per line: index into `names`. */
  readonly name: PackedNumbers;
  readonly names: readonly string[];
  readonly lines: PackedLines;
  /** Per line: 0 water, 1 railway, motorway or wall. */
  readonly barrierKind: PackedNumbers;
  readonly barriers: PackedLines;
}

/** The units of one level. */
export interface LevelData {
  /** `estate`, `community`, `subdistrict`, `district`; `unit` where blocks say a unit and not of which level. */
  readonly level: string;
  /** Per block: index into `units`, -1 where it names none. */
  readonly unit: PackedNumbers;
  /** Names, with the larger unit in brackets where two have one name. */
  readonly units: readonly string[];
}

/** Residential blocks, one entry each. */
export interface BlockData {
  readonly count: number;
  readonly id: PackedTexts;
  readonly name: PackedTexts;
  /** Index into `units`, -1 where unknown: the level that people know, community where there is one. */
  readonly unit: PackedNumbers;
  readonly units: readonly string[];
  /** Units by level, from small to large; absent in data of older pages. */
  readonly levels?: readonly LevelData[] | undefined;
  readonly lon: PackedNumbers;
  readonly lat: PackedNumbers;
  /** Tenths of a person; -1 where unknown. */
  readonly residents: PackedNumbers;
  /** Tenths of a dwelling; -1 where unknown; absent where no block gives them, and in data of older pages. */
  readonly households?: PackedNumbers | undefined;
  /** Whether any residents are estimated from floor area. */
  readonly estimated: boolean;
  /** Age groups as given, each with tenths of a person a block; -1 where unknown. */
  readonly ages: readonly { readonly group: string; readonly people: PackedNumbers }[];
}

/** Facilities, one entry each. */
export interface FacilityData {
  readonly count: number;
  readonly id: PackedTexts;
  readonly name: PackedTexts;
  readonly lon: PackedNumbers;
  readonly lat: PackedNumbers;
  /** Index into `offers`: lists of service ids. */
  readonly offer: PackedNumbers;
  readonly offers: readonly (readonly string[])[];
}

/** One service; columns have one entry per block. */
export interface ServiceData {
  readonly service: string;
  readonly name: Words;
  readonly core: boolean;
  readonly requirement: Requirement;
  readonly completeness: Completeness;
  readonly facilityCount: number;
  readonly linkedFacilityCount: number;
  readonly summary: ServiceSummary;
  /** Index into `verdicts` and `reasons` of the report. */
  readonly verdict: PackedNumbers;
  readonly reason: PackedNumbers;
  /**
   * Index of the facility that verdict and reason speak of: the nearest on foot, or where one lies within the limit as the
   * crow flies and the walk does not, that one. -1 where none is reached.
   */
  readonly nearest: PackedNumbers;
  /** Walk to it in whole metres and in tenths of a minute, rounded; -1 where none is reached. */
  readonly walkM: PackedNumbers;
  readonly walkTenths: PackedNumbers;
  /** Straight line to it, whole metres; -1 where there is none. Absent: it is measured on the page. */
  readonly straightM?: PackedNumbers | undefined;
  /** Tenths of a minute of the shortest walk of all; absent or null where it is the one above everywhere. */
  readonly shortestTenths?: PackedNumbers | null | undefined;
  /** Index into `barriers` of what is mapped across the straight line, -1 where nothing is; null where nothing is anywhere. */
  readonly barrier?: PackedNumbers | null | undefined;
  readonly barriers?: readonly { readonly kind: string; readonly name: string }[] | undefined;
  /** Index of a nearer facility that is not open to the block, -1 where there is none, and the walk to it, metres. */
  readonly notOpen?: PackedNumbers | null | undefined;
  readonly notOpenM?: PackedNumbers | null | undefined;
  /** Where the rule is kept: rings of all parts, outlines thinned to a few metres for drawing; null if not drawn. */
  readonly circle: PackedLines | null;
}

/** A proposed site. */
export interface SiteData {
  readonly name: string;
  readonly lon: number;
  readonly lat: number;
  readonly services: readonly string[];
  /** People newly covered by this site, in the order of the plan. */
  readonly gain: number | null;
}

/** A plan: its sites in order, and what is covered after each. */
export interface PlanData {
  readonly service: string;
  readonly sites: readonly SiteData[];
  /** People covered with the first 0, 1, 2 … sites. */
  readonly covered: readonly number[];
  /** All people that could be covered. */
  readonly people: number;
  /** What `covered` and `people` count; absent: people. */
  readonly of?: "dwellings" | undefined;
  readonly note: Words;
}

/** One service with places: who needs one, who is served, who is left over, and the longest queues. */
export interface CapacityData {
  readonly service: string;
  /** Group that needs places: `60+`, `0-2`, `3-5`, `all`. */
  readonly group: string;
  readonly groupPeople: number;
  readonly asking: number;
  readonly places: number;
  /** Facilities that give no places, taken as without end. */
  readonly withoutPlaces: number;
  readonly served: number;
  readonly leftOver: number;
  readonly outOfReach: number;
  /** Facilities by index, longest queue first. */
  readonly queues: readonly { readonly facility: number; readonly served: number; readonly queue: number }[];
}

/** Verdicts over ranges of doubtful inputs; columns have one entry per block. */
export interface RangeData {
  readonly speedMps: readonly [slow: number, fast: number];
  readonly positionM: number;
  /** Shares of the given places and areas, least and most. */
  readonly capacity: readonly [least: number, most: number];
  readonly verdicts: readonly string[];
  readonly deciding: readonly string[];
  readonly services: readonly {
    readonly service: string;
    readonly group: string;
    readonly met: number;
    readonly gap: number;
    readonly unknown: number;
    readonly depends: Readonly<Record<string, number>>;
    /** Indices into `verdicts` and `deciding`. */
    readonly verdict: PackedNumbers;
    readonly decides: PackedNumbers;
  }[];
}

/** Why one block does not reach one service. */
export interface ExplanationData {
  readonly service: string;
  /** Index of the block. */
  readonly block: number;
  /** The facility that the reason speaks of. */
  readonly facility: { readonly id: string; readonly name: string } | null;
  readonly straightM: number | null;
  readonly walkM: number | null;
  readonly barriers: readonly { readonly kind: string; readonly name: string }[];
  readonly bottleneck: { readonly kind: string; readonly name: string; readonly class: string } | null;
  /** No street change was looked for, since the places of the streets are estimates; absent: they are not. */
  readonly streetsEstimated?: boolean | undefined;
  /** The smallest street change that would do; null where none is found. */
  readonly change: {
    readonly kind: string;
    readonly from: readonly [lon: number, lat: number];
    readonly to: readonly [lon: number, lat: number];
    readonly lengthM: number;
    /** The walk over it, in `unit`. */
    readonly cost: number;
    readonly unit: "m" | "min";
    readonly gained: { readonly group: string; readonly amount: number; readonly blocks: number };
  } | null;
}

/** The study area as it was used. */
export interface AreaData {
  readonly name: string;
  /** Facilities this far outside count too, metres. */
  readonly bufferM: number;
  readonly outside: Outside;
  /** Rings of all its polygons, degrees, thinned to a few metres for drawing. */
  readonly outline: PackedLines;
}

/** What data from beyond the edge could change in one service. */
export interface EdgeData {
  readonly service: string;
  /** Blocks whose verdict could change, and all blocks. */
  readonly verdicts: number;
  readonly blocks: number;
}

/** What an earlier run found, by service: for a trend beside each share. */
export interface EarlierData {
  /** When its data were current, or what it is called. */
  readonly label: string;
  readonly shares: readonly {
    readonly service: string;
    readonly by: string;
    readonly numerator: number;
    readonly denominator: number;
  }[];
}

/** Everything the report page holds, as JSON; columns have one entry per block, facility or street line. */
export interface ReportData {
  readonly format: "living-circle report 1";
  readonly title: string;
  /** When the data were current, ISO 8601 date or the user's words; null where unknown. */
  readonly dataDate: string | null;
  /** Whom the page has to name; empty where nobody has to be named. */
  readonly attribution: string;
  readonly verdicts: readonly string[];
  readonly reasons: readonly string[];
  readonly blocks: BlockData;
  readonly facilities: FacilityData;
  readonly services: readonly ServiceData[];
  readonly streets: StreetData | null;
  readonly lineage: {
    readonly library: string;
    readonly inputs: readonly { readonly role: string; readonly path: string; readonly sha256: string }[];
    readonly ruleSets: readonly { readonly id: string; readonly version: string }[];
    readonly profile: string;
    readonly speedMps: number;
    readonly options: Readonly<Record<string, unknown>>;
  };
  /** What was read, used, left out and assumed, the weightiest first. */
  readonly notes: readonly ReadNote[];
  /** How many blocks join the streets, and how many do not, by reason. */
  readonly links: Readonly<Record<string, number>>;
  readonly plans: readonly PlanData[];
  /** The study area, and what lies outside; null where no area was given. */
  readonly area?: AreaData | null | undefined;
  /** How many verdicts data from beyond the edge could change, of how many, by service. */
  readonly boundary?: readonly EdgeData[] | undefined;
  /** The headline: blocks, residents and households by verdict, in the order of the services. */
  readonly coverage?: readonly ServiceTotals[] | undefined;
  /** Villages, estates, communities and larger units, each with its verdict on every service. */
  readonly unitVerdicts?: readonly UnitVerdict[] | undefined;
  readonly capacities?: readonly CapacityData[] | undefined;
  /** Null without ranges. */
  readonly ranges?: RangeData | null | undefined;
  readonly explanations?: readonly ExplanationData[] | undefined;
  /** Titles of the rule sets by id; one that has none is shown by its id. */
  readonly standards?: Readonly<Record<string, Words>> | undefined;
  /** An earlier run of the same area. */
  readonly earlier?: EarlierData | undefined;
}
