/**
 * The demo's plan: where the first elderly-care stations would help most, in public premises that exist.
 */
import path from "node:path";
import { OSM_ATTRIBUTION } from "../../base/attribution.js";
import { writeFolder } from "../../base/result-folder.js";
import { writeFileWhole } from "../../base/write-file.js";
import type { City } from "../../city/city.js";
import type { Progress } from "./progress.js";

const STATIONS = 5;

/** @returns what is printed; the stations go to `sites.geojson` */
export async function firstStations(
  city: City,
  out: string,
  lang: string,
  progress: Progress,
): Promise<{ text: string; ranked: readonly object[] }> {
  progress.step("choosing the first elderly-care stations");
  const { candidates: premises, leftOut } = city.candidates();
  const p = Math.min(STATIONS, premises.length);
  const question = { model: "mclp", p, candidates: premises, minutes: 15, profile: "senior60" } as const;
  const { plan, chosen } = await city.sites(question);
  const features = chosen.map(({ candidate: { id, name, lon, lat }, gain, covered }, k) => ({
    type: "Feature",
    geometry: { type: "Point", coordinates: [lon, lat] },
    properties: { rank: k + 1, id, name, residents_gained: gain, residents_covered: covered },
  }));
  const everybody = city.blocks.blocks.reduce((sum, { residents }) => sum + Math.round(residents ?? 0), 0);
  const gap = ((plan.gap ?? 1) * 100).toFixed(2);
  const note = {
    en: `Stations in existing public premises (${premises.length} candidates, ${leftOut.length} left out by their kind; an assumption), 15 min at a senior's pace; ${gap === "0.00" ? "proved the best choice" : `at most ${gap} % from the best`}.`,
    zh: `候选为现有公共用房 ${premises.length} 处（按类别排除 ${leftOut.length} 处，属假设），老年人步行 15 分钟；${gap === "0.00" ? "已证明为最优" : `与最优解相差至多 ${gap} %`}。`,
  };
  const collection = {
    type: "FeatureCollection",
    attribution: OSM_ATTRIBUTION,
    service: "elderly",
    people: everybody,
    note,
    features,
  };
  const write = (into: string) => {
    const target = path.join(into, "sites.geojson");
    writeFileWhole(target, [`${JSON.stringify(collection)}\n`]);
    return [target];
  };
  await writeFolder(out, write, { adds: true });
  progress.done();
  const share = ((100 * (plan.objective ?? 0)) / everybody).toFixed(1);
  const head =
    lang === "zh"
      ? `最先建设的 ${STATIONS} 处养老服务站（候选：现有公共用房 ${premises.length} 处；老年人步行 15 分钟）：覆盖居民 ${share} %，差距 ${gap} %`
      : `The first ${STATIONS} elderly-care stations, in ${premises.length} existing public premises, 15 min at a senior's pace: ` +
        `${share} % of residents, gap ${gap} %`;
  const lines = chosen.map(
    ({ candidate: { id, name }, gain }, k) => `  ${k + 1}. ${name || id}  +${Math.round(gain ?? 0)}`,
  );
  return {
    text: `\n${[head, ...lines].join("\n")}\n`,
    ranked: features.map(({ properties }) => properties),
  };
}
