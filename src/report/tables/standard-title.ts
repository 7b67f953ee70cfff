/**
 * What a rule set is called.
 */
import type { Words } from "../../base/words.js";
import { listStandards, loadStandard } from "../../standards/load-standard.js";

/** The title of a shipped rule set; null for a city's own, which is known by its id. */
export function standardTitle(ruleSet: string): Words | null {
  return listStandards().includes(ruleSet) ? loadStandard(ruleSet).title : null;
}
