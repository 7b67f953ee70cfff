/**
 * Edits asked of an open city: at a time everything is computed again, else only what the edits can change.
 */
import { nothingAt } from "../../base/at.js";
import type { ScenarioEdit } from "../../scenario/edits.js";
import { whatIfAt } from "../ask/analyze-at.js";
import type { CityAnalyses } from "../ask/city-analyses.js";
import type { CityContents } from "../street-questions.js";
import { type CityChange, cityChange } from "./city-change.js";
import { whatIf } from "./what-if.js";

/** The city before and after edits. @throws {InvalidInputError} if an edit names what does not exist */
export async function whatIfInCity(
  { links, hours, threads }: CityContents,
  analyses: CityAnalyses,
  edits: readonly ScenarioEdit[],
): Promise<CityChange> {
  const { near, analysis } = await analyses.of();
  const options = { ...analyses.options(), threads, lineage: near.lineage };
  const { after, scenario } =
    hours !== null
      ? await whatIfAt(links, near, analyses.places(), hours, edits, options)
      : await whatIf(analysis ?? nothingAt("analysis"), analyses.places(), edits, options);
  return cityChange(near, after, scenario.network);
}
