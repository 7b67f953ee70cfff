/**
 * `living-circle demo`: the main job on the sample city that comes with the package.
 */

import path from "node:path";
import { fileURLToPath } from "node:url";
import { configOf } from "../options/analyze-config.js";
import type { CommandBody } from "../options/command-spec.js";
import { withCity } from "../options/open-city.js";
import { LANGUAGES } from "../options/options.js";
import { QUIET } from "../options/shared-options.js";
import { firstStations } from "../print/first-stations.js";
import { createProgress } from "../print/progress.js";
import { analyzeCity } from "./analyze.js";
import { reportCommand } from "./report.js";

const SAMPLE = fileURLToPath(new URL("../../../data/sample/astana.osm.pbf", import.meta.url));

/** Gaps of each service that the demo explains; more take longer than a newcomer likes to wait. */
const EXPLAINED = 2;

async function demoCommand(options: {
  readonly out: string;
  readonly lang: string;
  readonly json?: boolean;
  readonly quiet?: boolean;
}): Promise<string> {
  const progress = createProgress(options.quiet === true);
  const flags = {
    ...options,
    dataDate: "2016–2017",
    explain: EXPLAINED,
    title: options.lang === "zh" ? "阿斯塔纳（示例）" : "Astana (sample)",
  };
  const [analysisText, stations] = await withCity(
    configOf(SAMPLE, flags),
    { progress },
    async (city) =>
      [
        await analyzeCity(city, null, flags, progress),
        await firstStations(city, options.out, options.lang, progress),
      ] as const,
  );
  // The page once more, with the stations on it.
  await reportCommand(options.out, { lang: options.lang, plan: [path.join(options.out, "sites.geojson")] });
  if (options.json !== true) return analysisText + stations.text;
  return `${JSON.stringify({ analysis: JSON.parse(analysisText), stations: stations.ranked }, null, 2)}\n`;
}

export const DEMO: CommandBody = {
  options: [
    { flags: "--out <folder>", says: "where the files go", otherwise: "out/demo" },
    {
      flags: "--lang <code>",
      says: "language of table and map: en or zh",
      otherwise: "en",
      values: LANGUAGES,
    },
    { flags: "--json", says: "as JSON: { analysis, stations }" },
    QUIET,
  ],
  run: demoCommand,
};
