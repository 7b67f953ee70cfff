/**
 * `living-circle demo`: the main job on the sample city that comes with the package.
 *
 * Layer: cli. Imports the doors only.
 */
import { fileURLToPath } from "node:url";
import { analyzeCommand } from "./analyze.js";
import { firstStations } from "./first-stations.js";
import { createProgress } from "./progress.js";

const SAMPLE = fileURLToPath(new URL("../../data/sample/astana.osm.pbf", import.meta.url));

export async function demoCommand(options: {
  readonly out: string;
  readonly lang: string;
  readonly quiet?: boolean;
}): Promise<string> {
  const told = await analyzeCommand(SAMPLE, {
    ...options,
    dataDate: "2016–2017",
    title: options.lang === "zh" ? "阿斯塔纳（示例）" : "Astana (sample)",
  });
  const progress = createProgress(options.quiet === true);
  return told + (await firstStations(SAMPLE, options.out, options.lang, progress));
}
