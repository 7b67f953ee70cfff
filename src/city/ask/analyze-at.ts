/**
 * Who is in reach of a service at a time: the gap report of facilities that are open then.
 *
 * Two analyses: of all facilities, and of those that are not closed at the time; their difference is `closed-then`.
 */

import { applyOpeningHours, notClosed, type OpenState } from "../../coverage/apply-opening-hours.js";
import { compareReports, type ReportChange } from "../../coverage/compare-reports.js";
import type { GapReport } from "../../coverage/gap-report.js";
import type { Facility } from "../../places/places.js";
import type { StudyTime } from "../../places/study-time.js";
import { applyScenario, type Scenario } from "../../scenario/apply-scenario.js";
import type { ScenarioEdit } from "../../scenario/edits.js";
import { CityLinks } from "../open/city-links.js";
import type { LivingCirclePlaces } from "../open/linked-places.js";
import { type AnalyzeOptions, analyze } from "./analyze.js";

/** The time, and who is open then. */
export interface OpenAt {
  readonly time: StudyTime;
  /** Of opening hours word for word, as a facility gives them; from `openingHoursAt`. */
  readonly stateOf: (hours: string | undefined) => OpenState;
}

/**
 * As `analyzeLivingCircle`, at a time: closed facilities serve nobody, those without known hours count as open.
 *
 * @throws as `analyzeLivingCircle`
 */
export async function analyzeAt(
  links: CityLinks,
  places: LivingCirclePlaces,
  { time, stateOf }: OpenAt,
  options: AnalyzeOptions = {},
): Promise<GapReport> {
  const state = (facility: Facility) => stateOf(facility.openingHours);
  const { report: all } = await analyze(links, places, options);
  const { onProgress: _, ...quiet } = options;
  const facilities = notClosed(places.facilities, state);
  const isEverOpen = facilities.facilities.length === places.facilities.facilities.length;
  const open = isEverOpen ? all : (await analyze(links, { ...places, facilities }, quiet)).report;
  return applyOpeningHours(all, open, time, state);
}

/** A city at a time, before and after some edits. */
export interface WhatIfAt {
  readonly before: GapReport;
  readonly after: GapReport;
  readonly change: ReportChange;
  readonly scenario: Scenario;
}

/**
 * What edits change at a time, hours of facilities among them; everything is computed again.
 *
 * @throws as `analyzeAt` and `applyScenario`
 */
export async function whatIfAt(
  links: CityLinks,
  before: GapReport,
  places: LivingCirclePlaces,
  openAt: OpenAt,
  edits: readonly ScenarioEdit[],
  options: AnalyzeOptions,
): Promise<WhatIfAt> {
  const scenario = applyScenario(links.network, places.facilities, edits, links.link);
  const edited = { ...places, facilities: scenario.facilities };
  const linksAfter = new CityLinks(scenario.network, { ...options, link: scenario.link });
  try {
    const after = await analyzeAt(linksAfter, edited, openAt, options);
    return { before, after, change: compareReports(before, after), scenario };
  } finally {
    await linksAfter.close();
  }
}
