/**
 * The parts of a city's answers by themselves, on streets and places that a test made.
 */
import { type AnalyzeOptions, analyze } from "../../src/city/ask/analyze.js";
import { type Examination, type ExamineOptions, examine, judgeEnough } from "../../src/city/ask/examine.js";
import { type Explainer, explainerOf } from "../../src/city/ask/explain-places.js";
import { CityLinks } from "../../src/city/open/city-links.js";
import type { LivingCirclePlaces } from "../../src/city/open/linked-places.js";
import { type WhatIfAnswer, whatIf } from "../../src/city/what-if/what-if.js";
import type { GapReport } from "../../src/coverage/gap-report.js";
import { PROFILES, type WalkProfile } from "../../src/network/profiles.js";
import type { WalkNetwork } from "../../src/network/walk-network.js";
import type { ScenarioEdit } from "../../src/scenario/edits.js";

/** A report with places and sizes judged, and what follows from it. */
export function examined(
  network: WalkNetwork,
  report: GapReport,
  options: ExamineOptions = {},
  profile: WalkProfile<"ms"> = PROFILES.adult,
): Examination {
  const links = new CityLinks(network);
  return examine(links, judgeEnough(links, report, profile, options), profile, options);
}

export function explainerFor(
  network: WalkNetwork,
  report: GapReport,
  profile: WalkProfile<"ms"> = PROFILES.adult,
): Explainer {
  return explainerOf(new CityLinks(network), report, profile);
}

/** A city analysed once, to be asked about edits. */
export interface OpenWhatIf {
  readonly before: GapReport;
  readonly ask: (edits: readonly ScenarioEdit[]) => Promise<WhatIfAnswer>;
  readonly close: () => Promise<void>;
}

export async function openWhatIf(
  network: WalkNetwork,
  places: LivingCirclePlaces,
  options: AnalyzeOptions = {},
): Promise<OpenWhatIf> {
  const links = new CityLinks(network, options);
  const analysis = await analyze(links, places, options);
  return {
    before: analysis.report,
    ask: (edits) => whatIf(analysis, places, edits, options),
    close: () => links.close(),
  };
}
