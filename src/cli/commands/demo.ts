/**
 * `living-circle demo`: the main job on a sample that comes with the package.
 */

import path from "node:path";
import { fileURLToPath } from "node:url";
import { itemAt } from "../../base/at.js";
import type { City } from "../../city/city.js";
import { configOf } from "../options/analyze-config.js";
import type { CommandBody } from "../options/command-spec.js";
import { withCity } from "../options/open-city.js";
import { LANGUAGES } from "../options/options.js";
import { QUIET } from "../options/shared-options.js";
import { firstStations, publicPremises, type StationsQuestion } from "../print/first-stations.js";
import { createProgress } from "../print/progress.js";
import { analyzeCity } from "./analyze.js";
import { reportCommand } from "./report.js";

/** A sample city, and the stations that are planned for it. */
interface Sample {
  /** An extract or a configuration in `data/sample`. */
  readonly file: string;
  readonly title: Readonly<Record<"en" | "zh", string>>;
  readonly dataDate?: string;
  /** What to know before reading the numbers. */
  readonly note: Readonly<Record<"en" | "zh", readonly string[]>>;
  readonly stations: (city: City) => StationsQuestion | Promise<StationsQuestion>;
}

/** Walk to elderly day care that GB 50180-2018 asks for, metres. */
const ELDERLY_M = 300;

/** Stations for the dwellings that have none within the required walk, each on the ground floor of a housing block. */
async function groundFloors(city: City): Promise<StationsQuestion> {
  const { blocks } = city.blocks;
  const rows = (await city.analyze()).rows({ service: "elderly" });
  return {
    candidates: blocks,
    rooms: {
      en: "the open ground floors of housing blocks, taken as free (an assumption)",
      zh: "住宅楼架空底层，视为可用（假设）",
    },
    walk: { metres: ELDERLY_M },
    walkWords: { en: `within a walk of ${ELDERLY_M} m`, zh: `步行 ${ELDERLY_M} 米` },
    people: rows.map(({ verdict }, b) => (verdict === "gap" ? (itemAt(blocks, b).households ?? 0) : 0)),
    of: "dwellings",
    ofWords: { en: "dwellings in a gap", zh: "缺口户数" },
  };
}

const SAMPLES = {
  "toa-payoh": {
    file: "toa-payoh/living-circle.yaml",
    title: { en: "Toa Payoh, Singapore (sample)", zh: "新加坡大巴窑（示例）" },
    note: {
      en: [
        "About this sample:",
        "  Hawker centres stand for community meals: cooked meals at low prices, open to all.",
        "  Lengths of streets are true; most places of streets are estimates, so the map is approximate and no new way is proposed.",
        "  Elderly care and childcare are judged by GB 50180-2018, meals by fifteen minutes on foot (an assumption).",
      ],
      zh: [
        "关于本示例：",
        "  以熟食中心代表社区助餐：价格低廉的熟食，对所有人开放。",
        "  街道长度属实，街道位置多为估计值：地图为近似，且不提出新增道路的建议。",
        "  养老、托育按 GB 50180-2018 判定，助餐按步行 15 分钟判定（假设）。",
      ],
    },
    stations: groundFloors,
  },
  astana: {
    file: "astana.osm.pbf",
    title: { en: "Astana (sample)", zh: "阿斯塔纳（示例）" },
    dataDate: "2016–2017",
    note: { en: [], zh: [] },
    stations: publicPremises,
  },
} satisfies Readonly<Record<string, Sample>>;

/** Gaps of each service that the demo explains; more take longer than a newcomer likes to wait. */
const EXPLAINED = 2;

async function demoCommand(options: {
  readonly sample: keyof typeof SAMPLES;
  readonly out: string;
  readonly lang: string;
  readonly json?: boolean;
  readonly quiet?: boolean;
}): Promise<string> {
  const { sample: name, ...common } = options;
  const sample: Sample = SAMPLES[name];
  const progress = createProgress(options.quiet === true);
  const lang = options.lang === "zh" ? "zh" : "en";
  const { dataDate } = sample;
  const flags = {
    ...common,
    ...(dataDate === undefined ? {} : { dataDate }),
    explain: EXPLAINED,
    title: sample.title[lang],
  };
  const file = fileURLToPath(new URL(`../../../data/sample/${sample.file}`, import.meta.url));
  const [analysisText, stations] = await withCity(
    configOf(file, flags),
    { progress },
    async (city) =>
      [
        await analyzeCity(city, null, flags, progress),
        await firstStations(city, options.out, lang, progress, await sample.stations(city)),
      ] as const,
  );
  // The page once more, with the stations on it.
  await reportCommand(options.out, { lang, plan: [path.join(options.out, "sites.geojson")] });
  if (options.json !== true) {
    const note = sample.note[lang];
    const page = path.join(options.out, "report.html");
    const last = lang === "zh" ? `请用浏览器打开 ${page}` : `Open ${page} in a browser.`;
    return `${analysisText}${stations.text}\n${[...note, ...(note.length > 0 ? [""] : []), last].join("\n")}\n`;
  }
  return `${JSON.stringify({ analysis: JSON.parse(analysisText), stations: stations.ranked }, null, 2)}\n`;
}

export const DEMO: CommandBody = {
  options: [
    {
      flags: "--sample <name>",
      says: "toa-payoh: registers of a district of Singapore; astana: a city's extract with nothing else given",
      otherwise: "toa-payoh",
      values: Object.keys(SAMPLES),
    },
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
