/**
 * `living-circle analyze`: the whole journey, from an extract to files.
 *
 * Layer: cli. Imports the doors only.
 */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import path from "node:path";
import {
  analyzeLivingCircle,
  blocksFromOsm,
  combineFacilities,
  DISTANCE_BASIS,
  type FacilitySet,
  facilitiesFromOsm,
  type GapReport,
  loadStandard,
  metres,
  minutes,
  type Requirement,
  readBlocks,
  readFacilities,
  requirementsOf,
  SERVICES,
  serviceCircles,
  timeRequirements,
  type WalkNetwork,
  walkCosts,
} from "../index.js";
import { writeFileWhole } from "../io/index.js";
import {
  collect,
  countLinked,
  gapsCsv,
  gapsGeoJSON,
  geoJsonText,
  isochroneFeatures,
  type Language,
  renderMapSvg,
  renderTable,
  reportJson,
  toGeoJSON,
} from "../report/index.js";
import { parseList, parseMinutes, profileNamed, UsageError } from "./options.js";
import { createProgress, type Progress } from "./progress.js";
import { readStreets } from "./streets.js";

export interface AnalyzeCommandOptions {
  readonly blocks?: string;
  readonly facilities?: string;
  readonly service?: string;
  readonly complete?: string;
  readonly standard?: readonly string[];
  readonly profile: string;
  readonly minutes?: string;
  readonly residents?: number;
  readonly map?: string;
  readonly title?: string;
  readonly out: string;
  readonly lang: string;
  readonly quiet?: boolean;
}

/** Minutes of the walking circles where the user names none. */
const DEFAULT_MINUTES = "5,10,15";

const DEFAULT_STANDARDS = ["cn.gb50180-2018", "x.fifteen-minute"];

/** Analyses, writes the files, and returns what is printed. */
export async function analyzeCommand(file: string, options: AnalyzeCommandOptions): Promise<string> {
  const lang = languageOf(options.lang);
  const profile = profileNamed(options.profile);
  const cutoffs = parseMinutes(options.minutes ?? DEFAULT_MINUTES);
  const { requirements, ruleSets } = chooseRequirements(options, cutoffs, profile.id);
  const progress = createProgress(options.quiet === true);
  const { osm, network } = await readStreets(file, progress);
  progress.step("finding facilities and residential blocks");
  const register =
    options.facilities === undefined
      ? null
      : await readFacilities(options.facilities, serviceOption(options));
  const facilities = combineFacilities(facilitiesFromOsm(osm), register, parseList(options.complete ?? ""));
  const known = options.residents === undefined ? {} : { knownResidents: options.residents };
  const blocks = options.blocks === undefined ? blocksFromOsm(osm, known) : await readBlocks(options.blocks);
  const report = await analyzeLivingCircle(
    network,
    { facilities, blocks },
    {
      requirements,
      profile,
      onProgress: (service, position, count) =>
        progress.step(`walks to ${service} (${position + 1}/${count})`),
      lineage: {
        ruleSets,
        inputs: [
          { role: "streets", path: path.basename(file), sha256: osm.source.sha256 },
          ...inputOf("facilities", options.facilities),
          ...inputOf("blocks", options.blocks),
        ],
        options: {
          minutes: cutoffs,
          complete: parseList(options.complete ?? ""),
          residents: options.residents ?? null,
        },
      },
    },
  );
  const files = writeResults(report, network, { ...options, lang, cutoffs, file }, progress);
  progress.done();
  return tell(report, network, files, lang);
}

function languageOf(text: string): Language {
  if (text === "en" || text === "zh") return text;
  throw new UsageError(`There is no language "${text}"; there are en and zh`);
}

function serviceOption({ service }: AnalyzeCommandOptions): { service?: string } {
  return service === undefined ? {} : { service };
}

/** By rule sets, or by the user's minutes where minutes but no rule set are given. */
function chooseRequirements(options: AnalyzeCommandOptions, cutoffs: readonly number[], profile: string) {
  const services = SERVICES.map(({ id }) => id);
  if (options.minutes !== undefined && options.standard === undefined) {
    const requirements = timeRequirements(services, cutoffs[cutoffs.length - 1]!, profile);
    return { requirements, ruleSets: [{ id: "user", version: `${cutoffs[cutoffs.length - 1]} minutes` }] };
  }
  const standards = (options.standard ?? DEFAULT_STANDARDS).map((id) => loadStandard(id));
  const stranger = standards
    .flatMap(({ records }) => records)
    .find(({ service }) => !services.includes(service));
  if (stranger !== undefined) {
    throw new UsageError(
      `The record "${stranger.id}" names the service "${stranger.service}"; there are ${services.join(", ")}`,
    );
  }
  const requirements: Requirement[] = requirementsOf(standards, services, { profile });
  return { requirements, ruleSets: standards.map(({ id, version }) => ({ id, version })) };
}

function inputOf(role: string, file: string | undefined) {
  if (file === undefined) return [];
  return [
    {
      role,
      path: path.basename(file),
      sha256: createHash("sha256").update(readFileSync(file)).digest("hex"),
    },
  ];
}

interface ResultOptions {
  readonly out: string;
  readonly lang: Language;
  readonly cutoffs: readonly number[];
  readonly file: string;
  readonly profile: string;
  readonly map?: string;
  readonly title?: string;
}

function writeResults(
  report: GapReport,
  network: WalkNetwork,
  options: ResultOptions,
  progress: Progress,
): string[] {
  const written: string[] = [];
  const write = (name: string, chunks: Iterable<string>) => {
    const target = path.join(options.out, name);
    writeFileWhole(target, chunks);
    written.push(target);
  };
  progress.step("drawing walking circles");
  const shown = serviceOfMap(report, options.map);
  const circles = circlesOf(report, network, options, progress);
  progress.step("writing files");
  write("report.json", [reportJson(report, network)]);
  write("facilities.geojson", geoJsonText(toGeoJSON(report.facilities)));
  write("isochrones.geojson", geoJsonText(collect(circles.flatMap(({ features }) => features))));
  if (report.blocks.blocks.length > 0) {
    write("gaps.csv", gapsCsv(report));
    write("gaps.geojson", geoJsonText(gapsGeoJSON(report)));
  }
  const title = options.title ?? path.basename(options.file).replace(/\.osm(\.pbf|\.gz)?$/, "");
  const rule = circles.find(({ service }) => service === shown)?.rule;
  const map = { network, report, service: shown, title, lang: options.lang };
  write("map.svg", [renderMapSvg(rule === undefined ? map : { ...map, isochrones: rule })]);
  return written;
}

/** The service to be shown: the one asked for, else the first that could be judged. */
function serviceOfMap({ services }: GapReport, asked: string | undefined): string {
  if (asked !== undefined && !services.some(({ service }) => service === asked)) {
    throw new UsageError(
      `There is no service "${asked}"; there are ${services.map((s) => s.service).join(", ")}`,
    );
  }
  const judged = services.find(
    ({ summary }) => summary.blocks.met + summary.blocks.gap > 0 && summary.blockShare.value !== null,
  );
  return asked ?? judged?.service ?? services.find(({ facilityCount }) => facilityCount > 0)?.service ?? "";
}

/** Per service with facilities: the circle of its rule, and those of the minutes asked for. */
function circlesOf(report: GapReport, network: WalkNetwork, options: ResultOptions, progress: Progress) {
  const time = walkCosts(network, profileNamed(options.profile));
  const distance = walkCosts(network, DISTANCE_BASIS);
  const served = report.services.filter(({ linkedFacilityCount }) => linkedFacilityCount > 0);
  const facilities: FacilitySet = report.facilities;
  return served.map(({ service, requirement }) => {
    progress.detail(service);
    const byMinutes = serviceCircles(time, facilities, service, options.cutoffs.map(minutes));
    const rule =
      requirement.basis === "distance"
        ? serviceCircles(distance, facilities, service, [metres(requirement.limit)])
        : serviceCircles(time, facilities, service, [minutes(requirement.limit)]);
    const features = [
      ...isochroneFeatures(rule, { service, rule_set: requirement.ruleSet, rule_id: requirement.recordId }),
      ...isochroneFeatures(byMinutes, { service, speed_mps: time.profile.speedMps }),
    ];
    return { service, rule, features };
  });
}

/** What stands above and below the table. */
const WORDS = {
  en: {
    streets: (nodes: number, edges: number, points: number, pieces: number) =>
      `Streets: ${nodes} nodes, ${edges} street edges (${points} points, ${pieces} pieces before merging)`,
    places: (facilities: number, blocks: number, residents: number) =>
      `Facilities: ${facilities}; blocks: ${blocks} with ${residents} residents`,
    links: (linked: number, not: string) => `Blocks that join the streets: ${linked}; not: ${not || "none"}`,
    note: "note",
    noBlocks: [
      "No residential blocks: the extract maps no residential buildings, and no --blocks were given.",
      "Streets and facilities are reported; no coverage is claimed.",
    ],
    facilities: "facilities",
    files: "Files:",
  },
  zh: {
    streets: (nodes: number, edges: number, points: number, pieces: number) =>
      `街道：${nodes} 个节点，${edges} 条路段（合并前 ${points} 个点，${pieces} 段）`,
    places: (facilities: number, blocks: number, residents: number) =>
      `设施：${facilities}；住宅：${blocks} 处，居民 ${residents} 人`,
    links: (linked: number, not: string) => `接入街道的住宅：${linked}；未接入：${not || "无"}`,
    note: "说明",
    noBlocks: ["没有住宅：数据中没有住宅建筑，也未提供 --blocks。", "仅报告街道和设施，不作覆盖结论。"],
    facilities: "处设施",
    files: "文件：",
  },
} as const;

function tell(report: GapReport, network: WalkNetwork, files: readonly string[], lang: Language): string {
  const words = WORDS[lang];
  const { blocks, facilities, services } = report;
  const residents = blocks.blocks.reduce((sum, { residents: n }) => sum + (n ?? 0), 0);
  const { pointsBeforeMerging, piecesBeforeMerging } = network.source;
  const lines = [
    words.streets(network.streetNodeCount, network.edgeCount, pointsBeforeMerging, piecesBeforeMerging),
    words.places(facilities.facilities.length, blocks.blocks.length, Math.round(residents)),
  ];
  if (blocks.blocks.length > 0) {
    const { linked, ...not } = countLinked(report);
    lines.push(
      words.links(
        linked!,
        Object.entries(not)
          .map(([reason, count]) => `${count} ${reason}`)
          .join(", "),
      ),
    );
  }
  for (const { count, message } of [...facilities.notes, ...blocks.notes])
    lines.push(`  ${words.note}: ${count} ${message}`);
  lines.push("");
  if (blocks.blocks.length > 0) lines.push(renderTable(report, { lang }));
  else {
    const served = services.filter(({ facilityCount }) => facilityCount > 0);
    lines.push(
      ...words.noBlocks,
      ...served.map((s) => `  ${s.service}: ${s.facilityCount} ${words.facilities}`),
    );
  }
  return `${[...lines, words.files, ...files.map((name) => `  ${name}`)].join("\n")}\n`;
}
