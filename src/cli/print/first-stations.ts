/**
 * The demo's plan: where the first elderly-care stations would help most, in public premises that exist.
 */
import path from "node:path";
import { writeFileWhole } from "../../doors/io.js";
import { rankSites } from "../../doors/siting.js";
import {
  blocksFromOsm,
  buildWalkNetwork,
  candidateReach,
  facilitiesFromOsm,
  minutes,
  OSM_ATTRIBUTION,
  PROFILES,
  readOsmPbf,
  selectSites,
} from "../../index.js";
import type { Progress } from "./progress.js";

/** Services whose premises the public hand can open to a station. */
const PUBLIC = ["service-station", "service-centre", "health", "health-centre", "culture", "culture-centre"];

const STATIONS = 5;

/** @returns what is printed; the stations go to `sites.geojson` */
export async function firstStations(
  extract: string,
  out: string,
  lang: string,
  progress: Progress,
): Promise<{ text: string; ranked: readonly object[] }> {
  progress.step("choosing the first elderly-care stations");
  const osm = await readOsmPbf(extract);
  const { blocks } = blocksFromOsm(osm);
  const premises = facilitiesFromOsm(osm).facilities.filter((f) =>
    f.services.some((s) => PUBLIC.includes(s)),
  );
  const limit = minutes(15);
  const matrix = candidateReach(buildWalkNetwork(osm), blocks, premises, {
    limit,
    profile: PROFILES.senior60,
  });
  const weight = blocks.map(({ residents }) => Math.round(residents ?? 0));
  const question = { model: "mclp", matrix, weight, p: Math.min(STATIONS, premises.length) } as const;
  const plan = await selectSites(question);
  const ranked = rankSites(question, plan.sites);
  const features = ranked.map(({ candidate, gain, covered }, k) => {
    const { id, name, lon, lat } = premises[candidate]!;
    return {
      type: "Feature",
      geometry: { type: "Point", coordinates: [lon, lat] },
      properties: { rank: k + 1, id, name, residents_gained: gain, residents_covered: covered },
    };
  });
  const everybody = weight.reduce((sum, people) => sum + people, 0);
  const gap = ((plan.gap ?? 1) * 100).toFixed(2);
  const note = {
    en: `Stations in existing public premises (${premises.length} candidates), 15 min at a senior's pace; ${gap === "0.00" ? "proved the best choice" : `at most ${gap} % from the best`}.`,
    zh: `候选为现有公共用房 ${premises.length} 处，老年人步行 15 分钟；${gap === "0.00" ? "已证明为最优" : `与最优解相差至多 ${gap} %`}。`,
  };
  const collection = {
    type: "FeatureCollection",
    attribution: OSM_ATTRIBUTION,
    service: "elderly",
    people: everybody,
    note,
    features,
  };
  writeFileWhole(path.join(out, "sites.geojson"), `${JSON.stringify(collection)}\n`);
  progress.done();
  const share = ((100 * (plan.objective ?? 0)) / everybody).toFixed(1);
  const head =
    lang === "zh"
      ? `最先建设的 ${STATIONS} 处养老服务站（候选：现有公共用房 ${premises.length} 处；老年人步行 15 分钟）：覆盖居民 ${share} %，差距 ${gap} %`
      : `The first ${STATIONS} elderly-care stations, in ${premises.length} existing public premises, 15 min at a senior's pace: ` +
        `${share} % of residents, gap ${gap} %`;
  const lines = ranked.map(
    ({ candidate, gain }, k) =>
      `  ${k + 1}. ${premises[candidate]!.name || premises[candidate]!.id}  +${Math.round(gain ?? 0)}`,
  );
  return {
    text: `\n${[head, ...lines].join("\n")}\n`,
    ranked: features.map(({ properties }) => properties),
  };
}
