/**
 * A gap report, its streets and its circles → the data of a report page.
 */

import { itemAt, lookUp } from "../../base/at.js";
import { aList, anObject, anything, aRecord, aTitle, checkCall, orNull } from "../../base/check-call.js";
import { NO_FACILITY, UNREACHED } from "../../base/cost-units.js";
import { groupBy } from "../../base/grouping.js";
import { coverageTotals } from "../../coverage/coverage-totals.js";
import {
  type Barrier,
  type GapReport,
  REASONS,
  type ServiceGaps,
  VERDICTS,
} from "../../coverage/gap-report.js";
import type { ServiceCapacity } from "../../coverage/judge-capacity.js";
import { GAP_REPORT } from "../../coverage/report-form.js";
import { unitVerdicts } from "../../coverage/unit-verdicts.js";
import type { GapExplanation } from "../../explain/explain-gap.js";
import type { Isochrones } from "../../isochrone/isochrone.js";
import { ISOCHRONES } from "../../isochrone/isochrone-form.js";
import { WALK_NETWORK } from "../../network/network-forms.js";
import type { WalkNetwork } from "../../network/walk-network.js";
import type { Block, Facility } from "../../places/places.js";
import { serviceOf } from "../../places/services.js";
import { levelsOf, unitsOf } from "../../places/unit-levels.js";
import { serviceName } from "../../standards/service-name.js";
import { accountOf } from "../tables/account.js";
import type { JudgedRanges } from "../tables/ranges-csv.js";
import { attributionOf, countLinked, spokenOf } from "../tables/rows.js";
import { standardTitle } from "../tables/standard-title.js";
import { packNumbers, packTexts } from "./columns.js";
import { capacityData, explanationData, rangeData } from "./more-data.js";
import {
  type AreaData,
  type BlockData,
  type EdgeData,
  type FacilityData,
  type LevelData,
  PLACE_SCALE,
  type PlanData,
  type ReportData,
  type ServiceData,
  type Words,
} from "./report-data.js";
import { packStreets } from "./street-data.js";
import { packLines } from "./thin-lines.js";

/** What a report page is made from. */
export interface ReportInput {
  /** Verdicts, blocks and facilities. */
  readonly report: GapReport;
  /** Streets and barriers for the map; a page without them shows blocks and facilities alone. */
  readonly network?: WalkNetwork | undefined;
  /** The walking circle of the rule, by service id; the largest cutoff is drawn. */
  readonly circles?: Readonly<Record<string, Isochrones>> | undefined;
  /** Title of the page. */
  readonly title: string;
  /** When the data were current, as text for readers; null (default) where unknown. */
  readonly dataDate?: string | null | undefined;
  /** Plans for new sites, drawn on the map and listed with their curve. */
  readonly plans?: readonly PlanData[] | undefined;
  /** Who is served and who is left over: `Examination.capacities`. */
  readonly capacities?: readonly ServiceCapacity[] | undefined;
  /** Verdicts over ranges of inputs. */
  readonly ranges?: JudgedRanges | null | undefined;
  /** Why some blocks do not reach a service. */
  readonly explanations?: readonly GapExplanation[] | undefined;
}

const REPORT_INPUT = anObject<ReportInput>(
  {
    report: GAP_REPORT,
    network: WALK_NETWORK,
    circles: aRecord(ISOCHRONES),
    title: aTitle,
    dataDate: orNull(aTitle),
    plans: aList(anything),
    capacities: aList(anything),
    ranges: orNull(anything),
    explanations: aList(anything),
  },
  ["report", "title"],
);

/** How far a drawn outline may lie from the exact one. */
const OUTLINE_M = 4;

/**
 * The data of a report page: everything that a reader sees, as packed columns.
 *
 * `City.report` makes the whole page in one call.
 *
 * @param input - a report and what is shown beside it
 * @returns plain JSON; equal input gives equal bytes
 *
 * @example
 * const data = toReportData({ report, network, title: "Walks in the city", dataDate: "2017" });
 */
export function toReportData(input: ReportInput): ReportData {
  checkCall("toReportData", ["input", input, REPORT_INPUT]);
  const { report, network, circles = {}, title, dataDate = null, plans = [] } = input;
  return {
    format: "living-circle report 1",
    title,
    dataDate,
    attribution: attributionOf(report),
    verdicts: VERDICTS,
    reasons: REASONS,
    blocks: packBlocks(report.blocks.blocks),
    facilities: packFacilities(report.facilities.facilities),
    services: report.services.map((service) => packService(service, circles[service.service])),
    streets: network === undefined ? null : packStreets(network),
    lineage: report.lineage,
    notes: accountOf({ network, blocks: report.blocks, facilities: report.facilities }),
    links: countLinked(report),
    plans,
    area: areaData(report),
    boundary: edgeData(report),
    coverage: coverageTotals(report),
    unitVerdicts: unitVerdicts(report),
    standards: titlesOf([
      ...report.lineage.ruleSets.map(({ id }) => id),
      ...report.services.map(({ requirement }) => requirement.ruleSet),
    ]),
    ...moreData(input),
  };
}

/** Titles of those rule sets that have one. */
function titlesOf(ruleSets: readonly string[]): Record<string, Words> {
  const titles = [...new Set(ruleSets)].map((id) => [id, standardTitle(id)] as const);
  return Object.fromEntries(titles.flatMap(([id, title]) => (title === null ? [] : [[id, title]])));
}

function moreData({ report, capacities = [], ranges = null, explanations = [] }: ReportInput) {
  const positionOf = new Map(report.blocks.blocks.map(({ id }, b) => [id, b]));
  return {
    capacities: capacities.map(capacityData),
    ranges: ranges === null ? null : rangeData(ranges, report.lineage.speedMps),
    explanations: explanations.map((explanation) => explanationData(explanation, positionOf)),
  };
}

/** What could change at the edge, of services that could be judged. */
function edgeData({ boundary, services, blocks }: GapReport): EdgeData[] {
  const judged = services.filter(({ summary }) => summary.blockShare.value !== null);
  return (boundary?.services ?? []).flatMap(({ service, verdicts }) =>
    verdicts > 0 && judged.some((one) => one.service === service)
      ? [{ service, verdicts, blocks: blocks.blocks.length }]
      : [],
  );
}

function areaData({ area }: GapReport): AreaData | null {
  if (area === undefined) return null;
  const { name, bufferM, outside, polygons } = area;
  return { name, bufferM, outside, outline: packLines(polygons.flat(), OUTLINE_M) };
}

function packBlocks(blocks: readonly Block[]): BlockData {
  const levels = packLevels(blocks);
  const shown = levels.find(({ level }) => level === KNOWN_LEVEL) ?? levels[0];
  const groups = [...new Set(blocks.flatMap(({ ages }) => Object.keys(ages ?? {})))].sort();
  return {
    count: blocks.length,
    id: packTexts(blocks.map(({ id }) => id)),
    name: packTexts(blocks.map(({ name }) => name)),
    unit: shown?.unit ?? packNumbers(blocks.map(() => -1)),
    units: shown?.units ?? [],
    levels,
    ...packPlaces(blocks),
    residents: packNumbers(blocks.map(({ residents }) => tenths(residents))),
    ...(blocks.every(({ households }) => households === null)
      ? {}
      : { households: packNumbers(blocks.map(({ households }) => tenths(households))) }),
    estimated: blocks.some(({ estimated }) => estimated),
    ages: groups.map((group) => ({
      group,
      people: packNumbers(blocks.map(({ ages }) => tenths(ages?.[group] ?? null))),
    })),
  };
}

/** The level that people know: page, sheets and ledger go by it where there is one. */
const KNOWN_LEVEL = "community";

/** The units of every level that some block names. */
function packLevels(blocks: readonly Block[]): LevelData[] {
  const levels: LevelData[] = levelsOf(blocks)
    .filter((level) => level !== "city")
    .map((level) => {
      const { units } = unitsOf(blocks, level);
      const unit = new Int32Array(blocks.length).fill(-1);
      units.forEach(({ blocks: members }, u) => {
        for (const b of members) unit[b] = u;
      });
      const names = groupBy(units, ({ name }) => name);
      const labels = units.map(({ name, subdistrict, district }) => {
        const under = [subdistrict, district].filter((one) => one !== null).join(", ");
        return under === "" || (names.get(name) ?? []).length < 2 ? name : `${name} (${under})`;
      });
      return { level, unit: packNumbers(unit), units: labels };
    });
  if (levels.some(({ level }) => level === KNOWN_LEVEL)) return levels;
  const names = [...new Set(blocks.flatMap(({ unit }) => unit ?? []))].sort();
  if (names.length === 0) return levels;
  const position = new Map(names.map((name, i) => [name, i]));
  const unit = blocks.map((block) => (block.unit === null ? -1 : lookUp(position, block.unit)));
  return [{ level: "unit", unit: packNumbers(unit), units: names }, ...levels];
}

function packFacilities(facilities: readonly Facility[]): FacilityData {
  const offers: (readonly string[])[] = [];
  const positionOfKey = new Map<string, number>();
  const offer = facilities.map(({ services }) => {
    const key = services.join(";");
    const position = positionOfKey.get(key) ?? offers.push(services) - 1;
    positionOfKey.set(key, position);
    return position;
  });
  return {
    count: facilities.length,
    id: packTexts(facilities.map(({ id }) => id)),
    name: packTexts(facilities.map(({ name }) => name)),
    ...packPlaces(facilities),
    offer: packNumbers(offer),
    offers,
  };
}

function packPlaces(places: readonly { readonly lon: number; readonly lat: number }[]) {
  return {
    lon: packNumbers(places.map(({ lon }) => Math.round(lon * PLACE_SCALE))),
    lat: packNumbers(places.map(({ lat }) => Math.round(lat * PLACE_SCALE))),
  };
}

function packService(gaps: ServiceGaps, circle: Isochrones | undefined): ServiceData {
  const { service, requirement, completeness, facilityCount, linkedFacilityCount, summary } = gaps;
  const gap = VERDICTS.indexOf("gap");
  const spoken = Array.from(gaps.verdict, (_, b) => spokenOf(gaps, b));
  const rounded = (columnOf: (b: number) => number, unit: number) =>
    packNumbers(
      Array.from(gaps.verdict, (verdict, b) => {
        const walk = columnOf(b);
        if (walk === UNREACHED) return -1;
        // A walk just past the limit must not read as one within it.
        return verdict === gap ? Math.ceil(walk / unit) : Math.round(walk / unit);
      }),
    );
  const position = (f: number) => (f === NO_FACILITY ? -1 : f);
  return {
    service,
    name: { en: serviceName(requirement, "en"), zh: serviceName(requirement, "zh") },
    core: serviceOf(service)?.core ?? false,
    requirement,
    completeness,
    facilityCount,
    linkedFacilityCount,
    summary,
    verdict: packNumbers(gaps.verdict),
    reason: packNumbers(gaps.reason),
    nearest: packNumbers(spoken.map(({ facility }) => position(facility))),
    walkM: rounded((b) => itemAt(spoken, b).walkMm, 1000),
    walkTenths: rounded((b) => itemAt(spoken, b).walkMs, 6000),
    straightM: packNumbers(
      spoken.map(({ straightMm }) => (straightMm === UNREACHED ? -1 : Math.round(straightMm / 1000))),
    ),
    shortestTenths: spoken.some(({ facility }, b) => facility !== gaps.nearest[b])
      ? rounded((b) => itemAt(gaps.walkMs, b), 6000)
      : null,
    ...packBarriers(gaps),
    ...(gaps.notOpen.every((f) => f === NO_FACILITY)
      ? {}
      : {
          notOpen: packNumbers(Array.from(gaps.notOpen, position)),
          notOpenM: rounded((b) => itemAt(gaps.notOpenMm, b), 1000),
        }),
    circle: circle === undefined ? null : packLines(ringsOf(circle), OUTLINE_M),
  };
}

/** What is mapped across straight lines, each barrier once. */
function packBarriers({ barrier }: ServiceGaps): Pick<ServiceData, "barrier" | "barriers"> {
  const keyOf = ({ kind, name }: Barrier) => `${kind} ${name}`;
  const barriers = new Map(barrier.flatMap((one) => (one === null ? [] : [[keyOf(one), one] as const])));
  if (barriers.size === 0) return { barrier: null };
  const keys = [...barriers.keys()].sort();
  const position = new Map(keys.map((key, i) => [key, i]));
  return {
    barrier: packNumbers(barrier.map((one) => (one === null ? -1 : lookUp(position, keyOf(one))))),
    barriers: keys.map((key) => lookUp(barriers, key)),
  };
}

/** Rings of the largest cutoff. */
function ringsOf({ polygons }: Isochrones) {
  return polygons[polygons.length - 1]?.flat() ?? [];
}

function tenths(people: number | null): number {
  return people === null ? -1 : Math.round(people * 10);
}
