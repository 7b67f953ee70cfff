/**
 * The demo's plan: where the first elderly-care stations would help most, in rooms that exist.
 */
import path from "node:path";
import { writeFolder } from "../../base/result-folder.js";
import { writeFileWhole } from "../../base/write-file.js";
import type { CitySitesOptions } from "../../city/ask/city-siting.js";
import type { City } from "../../city/city.js";
import type { PlaceWithDoors } from "../../places/facility-index.js";
import type { Progress } from "./progress.js";

const STATIONS = 5;

type Words = Readonly<Record<"en" | "zh", string>>;

/** A place where a station could open. */
type Room = PlaceWithDoors & { readonly id: string; readonly name: string };

/** Where stations could open, how far people walk to them, and who counts. */
export interface StationsQuestion {
  readonly candidates: readonly Room[];
  /** What the candidates are, with what was left out. */
  readonly rooms: Words;
  readonly walk: Pick<CitySitesOptions<Room>, "minutes" | "metres" | "profile">;
  readonly walkWords: Words;
  /** Per block, in whole residents or dwellings. */
  readonly people: readonly number[];
  readonly of: "residents" | "dwellings";
  readonly ofWords: Words;
}

/** Existing public premises, fifteen minutes of a senior, all residents: for a city without any station on the map. */
export function publicPremises(city: City): StationsQuestion {
  const { candidates, leftOut } = city.candidates();
  return {
    candidates,
    rooms: {
      en: `${candidates.length} existing public premises, ${leftOut.length} left out by their kind (an assumption)`,
      zh: `现有公共用房 ${candidates.length} 处，按类别排除 ${leftOut.length} 处（假设）`,
    },
    walk: { minutes: 15, profile: "senior60" },
    walkWords: { en: "15 min at a senior's pace", zh: "老年人步行 15 分钟" },
    people: city.blocks.blocks.map(({ residents }) => Math.round(residents ?? 0)),
    of: "residents",
    ofWords: { en: "residents", zh: "居民" },
  };
}

/** @returns what is printed; the stations go to `sites.geojson` */
export async function firstStations(
  city: City,
  out: string,
  lang: string,
  progress: Progress,
  question: StationsQuestion = publicPremises(city),
): Promise<{ text: string; ranked: readonly object[] }> {
  progress.step("choosing the first elderly-care stations");
  const { candidates, people, of, rooms, walk, walkWords, ofWords } = question;
  const p = Math.min(STATIONS, candidates.length);
  const { plan, chosen } = await city.sites({ model: "mclp", p, candidates, people, ...walk });
  const features = chosen.map(({ candidate: { id, name, lon, lat }, gain, covered }, k) => ({
    type: "Feature",
    geometry: { type: "Point", coordinates: [lon, lat] },
    properties: { rank: k + 1, id, name, [`${of}_gained`]: gain, [`${of}_covered`]: covered },
  }));
  const everybody = people.reduce((sum, count) => sum + count, 0);
  const covered = plan.objective ?? 0;
  const gap = ((plan.gap ?? 1) * 100).toFixed(2);
  const proof: Words = {
    en: gap === "0.00" ? "proved the best choice" : `at most ${gap} % from the best`,
    zh: gap === "0.00" ? "已证明为最优" : `与最优解相差至多 ${gap} %`,
  };
  const note: Words = {
    en: `Stations in ${rooms.en}; ${walkWords.en}; ${proof.en}.`,
    zh: `候选：${rooms.zh}；${walkWords.zh}；${proof.zh}。`,
  };
  const collection = {
    type: "FeatureCollection",
    attribution: city.network.source.attribution,
    service: "elderly",
    of,
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
  const share = everybody === 0 ? "0.0" : ((100 * covered) / everybody).toFixed(1);
  const head =
    lang === "zh"
      ? `最先建设的 ${p} 处养老服务站（候选：${rooms.zh}；${walkWords.zh}）：覆盖${ofWords.zh}的 ${share} %（${whole(everybody)} 中的 ${whole(covered)}），${proof.zh}`
      : `The first ${p} elderly-care stations (in ${rooms.en}; ${walkWords.en}): ` +
        `${whole(covered)} of ${whole(everybody)} ${ofWords.en}, ${share} %; ${proof.en}`;
  const lines = chosen.map(
    ({ candidate: { id, name }, gain }, k) => `  ${k + 1}. ${name || id}  +${whole(gain ?? 0)}`,
  );
  return {
    text: `\n${[head, ...lines].join("\n")}\n`,
    ranked: features.map(({ properties }) => properties),
  };
}

function whole(value: number): string {
  return String(Math.round(value)).replace(/\B(?=(\d{3})+$)/g, " ");
}
