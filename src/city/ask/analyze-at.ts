/**
 * Who is in reach of a service at a time: the gap report of facilities that are open then.
 *
 * Two analyses: of all facilities, and of those that are not closed at the time; their difference is `closed-then`.
 */

import { applyOpeningHours, notClosed, type OpenState } from "../../coverage/apply-opening-hours.js";
import { compareReports, type ReportChange } from "../../coverage/compare-reports.js";
import type { GapReport } from "../../coverage/gap-report.js";
import type { WalkNetwork } from "../../network/walk-network.js";
import type { Facility } from "../../places/places.js";
import type { StudyTime } from "../../places/study-time.js";
import { applyScenario } from "../../scenario/apply-scenario.js";
import type { ScenarioEdit } from "../../scenario/edits.js";
import type { LivingCirclePlaces } from "../open/linked-places.js";
import { type AnalyzeOptions, analyzeLivingCircle } from "./analyze.js";

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
 *
 * @example
 * const time = askedTime("2026-11-25T18:00");
 * const report = await analyzeAt(network, places, { time, stateOf: await openingHoursAt(time) });
 */
export async function analyzeAt(
  network: WalkNetwork,
  places: LivingCirclePlaces,
  { time, stateOf }: OpenAt,
  options: AnalyzeOptions = {},
): Promise<GapReport> {
  const state = (facility: Facility) => stateOf(facility.openingHours);
  const all = await analyzeLivingCircle(network, places, options);
  const { onProgress: _, ...quiet } = options;
  const facilities = notClosed(places.facilities, state);
  const isEverOpen = facilities.facilities.length === places.facilities.facilities.length;
  const open = isEverOpen ? all : await analyzeLivingCircle(network, { ...places, facilities }, quiet);
  return applyOpeningHours(all, open, time, state);
}

/** At a time, or where none is asked about as `analyzeLivingCircle`. */
export function analyzeOrAt(
  network: WalkNetwork,
  places: LivingCirclePlaces,
  asked: OpenAt | null,
  options: AnalyzeOptions = {},
): Promise<GapReport> {
  return asked === null
    ? analyzeLivingCircle(network, places, options)
    : analyzeAt(network, places, asked, options);
}

/** A city at a time, before and after some edits. */
export interface WhatIfAt {
  readonly before: GapReport;
  readonly after: GapReport;
  readonly change: ReportChange;
}

/**
 * What edits change at a time, hours of facilities among them; everything is computed again.
 *
 * @throws as `analyzeAt` and `applyScenario`
 *
 * @example
 * const { change } = await whatIfAt(network, places, asked, [{ do: "change-hours", id: "c9", openingHours: "24/7" }]);
 */
export async function whatIfAt(
  network: WalkNetwork,
  places: LivingCirclePlaces,
  asked: OpenAt,
  edits: readonly ScenarioEdit[],
  options: Omit<AnalyzeOptions, "link"> = {},
): Promise<WhatIfAt> {
  const scenario = applyScenario(network, places.facilities, edits);
  const before = await analyzeAt(network, places, asked, options);
  const edited = { ...places, facilities: scenario.facilities };
  const after = await analyzeAt(scenario.network, edited, asked, { ...options, link: scenario.link });
  return { before, after, change: compareReports(before, after) };
}
