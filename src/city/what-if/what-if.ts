/**
 * What if: a city analysed once, and then asked about edits, each time computing only what they can change.
 *
 * Links, walks, counts and verdicts of all other blocks are taken over. The report is the one that `analyzeLivingCircle`
 * gives for the scenario, bit for bit.
 */
import { itemAt, nothingAt } from "../../base/at.js";
import { type CostUnit, NO_FACILITY, UNREACHED } from "../../base/cost-units.js";
import { assessGaps, type ServiceMeasures } from "../../coverage/assess-gaps.js";
import { compareReports, type ReportChange } from "../../coverage/compare-reports.js";
import type { GapReport, ServiceGaps } from "../../coverage/gap-report.js";
import { selectPoints } from "../../network/linkage.js";
import { topSpeedMps } from "../../network/slope.js";
import { createFacilityIndex } from "../../places/facility-index.js";
import type { Facility } from "../../places/places.js";
import { applyScenario, type Scenario } from "../../scenario/apply-scenario.js";
import type { ScenarioEdit } from "../../scenario/edits.js";
import { openWalkEngine } from "../../search/walk-engine.js";
import { limitInMetres, limitOf, walkOf } from "../../standards/requirement.js";
import {
  type Analysis,
  type AnalyzeOptions,
  boundaryOfAnalysis,
  lineageOf,
  placesIn,
} from "../ask/analyze.js";
import { measureService } from "../ask/measure-service.js";
import type { LinkedBasis, LinkedPlaces, LivingCirclePlaces } from "../open/linked-places.js";
import { type Relinked, relink, selected } from "./relink.js";
import {
  type ChangedEdges,
  type ChangedStreets,
  linkedOtherwise,
  shorterWays,
  streetChange,
  walksOver,
  waysToFacilities,
} from "./what-changes.js";

/** What some edits change. */
export interface WhatIfAnswer {
  readonly scenario: Scenario;
  readonly after: GapReport;
  readonly change: ReportChange;
  /** Per service judged, how many blocks were measured again. */
  readonly measuredAgain: readonly number[];
}

/** What an edit leaves, on one basis. */
interface BasisAfter<U extends CostUnit> {
  readonly linked: LinkedBasis<U> & Relinked<U>;
  readonly before: LinkedPlaces<U>;
  readonly goneStreets: ChangedStreets<U> | null;
  readonly madeStreets: ChangedStreets<U> | null;
}

/**
 * What edits change in a city that is analysed already.
 *
 * @param city - the city as it is
 * @param given - its places, those outside the study area with them
 * @param options - as the city was analysed
 * @throws {InvalidInputError} as `applyScenario`
 */
export async function whatIf(
  city: Analysis,
  given: LivingCirclePlaces,
  edits: readonly ScenarioEdit[],
  options: AnalyzeOptions,
): Promise<WhatIfAnswer> {
  const { links, requirements, profile } = city;
  const { network } = links;
  const scenario = applyScenario(network, given.facilities, edits, links.link);
  const edited = { ...given, facilities: scenario.facilities };
  const { area, ...cut } = placesIn(
    options.area,
    edited,
    requirements,
    topSpeedMps(network, profile.speedMps),
  );
  // Blocks are not edited, so those of the analysis are the same.
  const places = { ...cut, blocks: city.places.blocks };
  const state: CityAfter = {
    city,
    places,
    ...pairsOf(city.places.facilities.facilities, places.facilities.facilities),
    distance: basisAfter(city.distance, scenario, places, options),
    time: basisAfter(city.time, scenario, places, options),
  };
  const services: ServiceGaps[] = [];
  const measuredAgain: number[] = [];
  for (const [s, before] of city.report.services.entries()) {
    const { gaps, measured } = await serviceAfter(state, before);
    services.push(gaps);
    measuredAgain.push(measured);
    options.onProgress?.(before.service, s, requirements.length);
  }
  const now = {
    network: scenario.network,
    places,
    profile,
    distance: state.distance.linked,
    time: state.time.linked,
  };
  const toBoundaryM = scenario.overlay === null ? city.report.boundary?.toBoundaryM : undefined;
  const after: GapReport = {
    ...places,
    services,
    lineage: lineageOf(scenario.network, places, profile, options.lineage),
    ...(area === undefined ? {} : { area }),
    boundary: boundaryOfAnalysis(now, services, area, toBoundaryM),
  };
  return { scenario, after, change: compareReports(city.report, after), measuredAgain };
}

interface CityAfter {
  readonly city: Analysis;
  readonly places: LivingCirclePlaces;
  /** Facilities that are the same before and after, by position. */
  readonly pairs: readonly (readonly [before: number, after: number])[];
  readonly gone: readonly number[];
  readonly made: readonly number[];
  readonly distance: BasisAfter<"mm">;
  readonly time: BasisAfter<"ms">;
}

/** Edits leave facilities that they do not touch as they are, in the same order. */
function pairsOf(before: readonly Facility[], after: readonly Facility[]) {
  const position = new Map(after.map((facility, a) => [facility, a]));
  const pairs = before.flatMap((facility, b) => {
    const a = position.get(facility);
    return a === undefined ? [] : [[b, a] as const];
  });
  const same = new Set(after);
  const old = new Set(before);
  return {
    pairs,
    gone: before.flatMap((facility, b) => (same.has(facility) ? [] : [b])),
    made: after.flatMap((facility, a) => (old.has(facility) ? [] : [a])),
  };
}

function changedEdges({ overlay, network }: Scenario): ChangedEdges {
  if (overlay === null) return { gone: [], made: [] };
  const first = overlay.base.edgeCount;
  return {
    gone: [...overlay.closed, ...overlay.replaced],
    made: Array.from({ length: network.edgeCount - first }, (_, k) => first + k),
  };
}

function basisAfter<U extends CostUnit>(
  before: LinkedBasis<U>,
  scenario: Scenario,
  places: LivingCirclePlaces,
  { threads }: AnalyzeOptions,
): BasisAfter<U> {
  const linked = relink(before, scenario, places);
  // What is asked is small, so threads would only be started.
  const engine =
    scenario.overlay === null
      ? before.engine
      : openWalkEngine(linked.blocks.costs, { threads: threads ?? 1 });
  const { gone, made } = changedEdges(scenario);
  return {
    before,
    linked: { ...linked, engine },
    goneStreets: streetChange(before.blocks, gone),
    madeStreets: streetChange(linked.blocks, made),
  };
}

/** One service after the edits: measured again where they can reach, else as it was. */
async function serviceAfter(
  state: CityAfter,
  before: ServiceGaps,
): Promise<{ gaps: ServiceGaps; measured: number }> {
  const { places, city, distance, time, pairs } = state;
  const { requirement } = before;
  const touched = touchedFacilities(state, requirement.service);
  const again = blocksTouched(state, before, touched);
  const kept = {
    ...before,
    nearest: renumbered(before.nearest, pairs),
    across: renumbered(before.across, pairs),
    notOpen: renumbered(before.notOpen, pairs),
  };
  if (again.length === 0 && touched.gone.length + touched.made.length === 0)
    return { gaps: kept, measured: 0 };
  const part = await measureService(
    requirement,
    { ...places, blocks: selected(places.blocks, again) },
    { ...distance.linked, blocks: selectPoints(distance.linked.blocks, again) },
    { ...time.linked, blocks: selectPoints(time.linked.blocks, again) },
  );
  const whole = merged(kept, part, again);
  const { lineage } = city.report;
  const report = assessGaps({ ...places, services: [whole], lineage });
  return { gaps: itemAt(report.services, 0), measured: again.length };
}

/** Facilities of one service, by position before or after. */
interface ChangedFacilities {
  readonly gone: readonly number[];
  readonly made: readonly number[];
  readonly offeredBefore: readonly number[];
  readonly offeredAfter: readonly number[];
}

/** Facilities of a service that are gone, made, or linked otherwise on either basis. */
function touchedFacilities(
  { city, places, pairs, gone, made, distance, time }: CityAfter,
  service: string,
): ChangedFacilities {
  const offers = (facilities: readonly Facility[], f: number) =>
    itemAt(facilities, f).services.includes(service);
  const [old, now] = [city.places.facilities.facilities, places.facilities.facilities];
  const servicePairs = pairs.filter(([b]) => offers(old, b));
  const otherwise = [
    ...linkedOtherwise(distance.before.facilities, distance.linked.facilities, servicePairs),
    ...linkedOtherwise(time.before.facilities, time.linked.facilities, servicePairs),
  ];
  const all = (facilities: readonly Facility[]) =>
    [...facilities.keys()].filter((f) => offers(facilities, f));
  return {
    gone: [...gone.filter((b) => offers(old, b)), ...otherwise.map(([b]) => b)],
    made: [...made.filter((a) => offers(now, a)), ...otherwise.map(([, a]) => a)],
    offeredBefore: all(old),
    offeredAfter: all(now),
  };
}

/** Blocks that may not keep what was measured for a service, ascending. */
function blocksTouched(state: CityAfter, before: ServiceGaps, touched: ChangedFacilities): number[] {
  const { distance, time, places } = state;
  const { requirement } = before;
  const walkMm = walksChanged(distance, touched);
  const walkMs = walksChanged(time, touched);
  const walk = walkOf({ requirement, walkMm, walkMs });
  const limit = limitOf(requirement).value;
  const relinked = new Set([...distance.linked.blocksRelinked, ...time.linked.blocksRelinked]);
  const near = nearAsTheCrowFlies(state, before, touched);
  const reaches = (way: number, walk: number) => way !== UNREACHED && way <= walk;
  return [...places.blocks.blocks.keys()].filter(
    (b) =>
      relinked.has(b) ||
      near.has(b) ||
      reaches(itemAt(walkMm, b), itemAt(before.walkMm, b)) ||
      reaches(itemAt(walkMs, b), itemAt(before.walkMs, b)) ||
      // Walks reported beside the shortest one may be longer.
      (before.across[b] !== NO_FACILITY &&
        (reaches(itemAt(walkMm, b), itemAt(before.acrossMm, b)) ||
          reaches(itemAt(walkMs, b), itemAt(before.acrossMs, b)))) ||
      (before.notOpen[b] !== NO_FACILITY &&
        (reaches(itemAt(walkMm, b), itemAt(before.notOpenMm, b)) ||
          reaches(itemAt(walkMs, b), itemAt(before.notOpenMs, b)))) ||
      reaches(itemAt(walk, b), limit),
  );
}

/** Per block a lower bound on every walk to this service that is lost or new. */
function walksChanged<U extends CostUnit>(
  { before, linked, goneStreets, madeStreets }: BasisAfter<U>,
  { gone, made, offeredBefore, offeredAfter }: ChangedFacilities,
): Uint32Array {
  const count = linked.blocks.pointCount;
  return [
    walksOver(goneStreets, selectPoints(before.facilities, offeredBefore), count),
    walksOver(madeStreets, selectPoints(linked.facilities, offeredAfter), count),
    waysToFacilities(before, linked, { gone, made }),
  ].reduce(shorterWays);
}

/** Blocks that a facility which is gone, made or linked otherwise may lie near, as the crow flies. */
function nearAsTheCrowFlies(
  { city, places, time }: CityAfter,
  { requirement }: ServiceGaps,
  { gone, made }: ChangedFacilities,
) {
  const changed = [
    ...gone.map((b) => itemAt(city.places.facilities.facilities, b)),
    ...made.map((a) => itemAt(places.facilities.facilities, a)),
  ];
  const near = new Set<number>();
  if (changed.length === 0) return near;
  const { speedMps } = time.linked.blocks.costs.profile;
  const limitM = limitInMetres(requirement, speedMps);
  const { givenLengths } = city.links.network.source;
  const index = createFacilityIndex(changed);
  places.blocks.blocks.forEach(({ lon, lat, entrances }, b) => {
    const doors = entrances.length > 0 ? entrances : [[lon, lat] as const];
    if (givenLengths || doors.some(([x, y]) => index.within(x, y, limitM + 1).length > 0)) near.add(b);
  });
  return near;
}

function renumbered(nearest: Uint32Array, pairs: readonly (readonly [number, number])[]): Uint32Array {
  const now = new Map(pairs);
  // Blocks whose facility is gone are measured again.
  return nearest.map((f) => (f === NO_FACILITY ? NO_FACILITY : (now.get(f) ?? NO_FACILITY)));
}

/** What was measured again in the place of what was known; columns are the entries that hold one value a block. */
function merged(before: ServiceGaps, part: ServiceMeasures, again: readonly number[]): ServiceMeasures {
  const whole: Record<string, unknown> = { ...part };
  for (const [name, column] of Object.entries(part)) {
    if (!ArrayBuffer.isView(column) && !Array.isArray(column)) continue;
    const all = (before as unknown as { [name: string]: unknown[] })[name]?.slice() ?? nothingAt(name);
    again.forEach((b, k) => {
      all[b] = itemAt(column as unknown as unknown[], k);
    });
    whole[name] = all;
  }
  return whole as unknown as ServiceMeasures;
}
