/**
 * Opens a folder of results, and says so where nobody can know that its files are of one run.
 */
import { existsSync } from "node:fs";
import { openResults, type ResultFiles } from "../../base/result-folder.js";
import { tellMain } from "./worker-message.js";

export function openRun(folder: string): ResultFiles {
  const results = openResults(folder);
  if (!results.isListed && existsSync(folder)) {
    tellMain({
      error: `warning: ${folder} has no manifest.json: whether its files are of one run is not known\n`,
    });
  }
  return results;
}
