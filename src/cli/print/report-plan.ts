/**
 * A plan of sites for the report page: a layer of sites in their order, or what `sites --json` answered.
 */
import { readFileSync } from "node:fs";
import { itemAt } from "../../base/at.js";
import { FileAccessError, InputFileError } from "../../base/errors.js";
import { requireService } from "../../read/places/service-words.js";
import { COLUMN_NAMES } from "../../read/tables/column-names.js";
import { ownColumns } from "../../read/tables/own-columns.js";
import { readLayer } from "../../read/tables/read-layer.js";
import { columnsOf, textOfCell } from "../../read/tables/table-rules.js";
import type { PlanData, SiteData } from "../../report/page/report-data.js";
import { UsageError } from "../options/usage-error.js";

export interface PlanOptions {
  /** Table of places by id, for an answer of `sites`, which knows no places. */
  readonly places?: string | undefined;
  /** Its coordinate system; a table in China must say it. */
  readonly placesCrs?: string | undefined;
  /** What the sites are to offer; default: what the plan says. */
  readonly service?: string | undefined;
  /** Services that the page judges, those of the city's own among them. */
  readonly known?: readonly { readonly id: string }[] | undefined;
}

/** A feature of a layer of sites, as `sites.geojson` of the demo holds them. */
interface SiteFeature {
  readonly geometry?: { readonly type?: string; readonly coordinates?: readonly unknown[] };
  readonly properties?: Readonly<Record<string, unknown>>;
}

/** What `sites --json` answers, as far as a page shows it. */
interface SitesAnswer {
  readonly model: string;
  readonly status: string;
  readonly gap: number | null;
  readonly ranking: readonly {
    readonly site: string | number;
    readonly gain: number;
    readonly covered: number;
  }[];
}

/** Models whose gain is people that come to be covered; of the others the order alone is shown. */
const COVERING = ["lscp", "lscp-b", "mclp", "budget-mclp", "capacitated-mclp", "bacop1", "bacop2"];

const ID_NAMES = ["id", "site", "candidate", "node", ...COLUMN_NAMES.id];

/** @throws {InputFileError} if the file holds no plan; @throws {UsageError} if the service or the places are to be named */
export async function readPlan(path: string, options: PlanOptions): Promise<PlanData> {
  const content = readJson(path);
  const { features } = content as { readonly features?: readonly SiteFeature[] };
  if (Array.isArray(features)) return planOfLayer(path, content as PlanLayer, options);
  const { ranking } = content as Partial<SitesAnswer>;
  if (Array.isArray(ranking)) return planOfAnswer(content as SitesAnswer, path, options);
  throw new InputFileError(
    { path },
    "this is not a plan: expected a layer of sites, or what sites --json answered",
  );
}

interface PlanLayer {
  readonly features: readonly SiteFeature[];
  readonly service?: string;
  readonly people?: number;
  readonly of?: unknown;
  readonly note?: PlanData["note"];
}

function planOfLayer(path: string, layer: PlanLayer, options: PlanOptions): PlanData {
  const featureSites = layer.features.map((feature, row) => siteOfFeature(feature, path, row + 1));
  const ordered = featureSites
    .map((site, i) => ({ site, rank: site.rank ?? i + 1 }))
    .sort((a, b) => a.rank - b.rank);
  const service = serviceOfPlan(options, layer.service ?? featureSites[0]?.services[0]);
  const sites = ordered.map(({ site: { covered: _, rank: __, ...site } }): SiteData => site);
  const after = ordered.flatMap(({ site }) => site.covered ?? []);
  const of = layer.of === "dwellings" ? ({ of: "dwellings" } as const) : {};
  return { service, sites, ...curveOf(sites, after, layer.people), ...of, note: noteOf(layer.note) };
}

function siteOfFeature({ geometry, properties = {} }: SiteFeature, path: string, row: number) {
  const [lon, lat] = geometry?.coordinates ?? [];
  if (geometry?.type !== "Point" || !isDegree(lon, 180) || !isDegree(lat, 90))
    throw new InputFileError({ path, row }, "this is not a point in degrees; a site of a plan is one");
  const amount = (value: unknown) => (typeof value === "number" && Number.isFinite(value) ? value : null);
  const { name, id, service, services } = properties;
  return {
    lon,
    lat,
    name: String(name || id || ""),
    services: Array.isArray(services) ? services.map(String) : service === undefined ? [] : [String(service)],
    gain: amount(properties.residents_gained ?? properties.dwellings_gained),
    covered: amount(properties.residents_covered ?? properties.dwellings_covered),
    rank: amount(properties.rank),
  };
}

async function planOfAnswer(answer: SitesAnswer, path: string, options: PlanOptions): Promise<PlanData> {
  const { places } = options;
  if (places === undefined)
    throw new UsageError(`${path} gives sites by id: name a table of their places with --places`);
  const placeById = await placesById(places, options.placesCrs);
  const covering = COVERING.includes(answer.model);
  const service = serviceOfPlan(options, undefined);
  const sites = answer.ranking.map(({ site, gain }): SiteData => {
    const place = placeById.get(String(site));
    if (place === undefined)
      throw new InputFileError({ path: places }, `there is no place for the site "${site}" of the plan`);
    return { ...place, services: [service], gain: covering ? gain : null };
  });
  const after = covering ? answer.ranking.map(({ covered }) => covered) : [];
  const gap = answer.gap === null ? "–" : `${(100 * answer.gap).toFixed(2)} %`;
  const note = {
    en: `Model ${answer.model}: ${answer.status}; at most ${gap} from the best.`,
    zh: `模型 ${answer.model}：${answer.status}；与最优解相差至多 ${gap}。`,
  };
  return { service, sites, ...curveOf(sites, after, undefined), note };
}

/** Names and places by id, of any table or layer. */
async function placesById(path: string, crs: string | undefined) {
  const rows = await readLayer(path, { crs });
  const { chosen } = ownColumns(columnsOf(rows), { id: ID_NAMES, name: COLUMN_NAMES.name });
  const id = chosen.id?.column ?? columnsOf(rows)[0] ?? "";
  return new Map(
    rows.flatMap(({ values, place }) => {
      const key = textOfCell(values[id]);
      const name = textOfCell(values[chosen.name?.column ?? id]) || key;
      return place === null ? [] : [[key, { name, lon: place[0], lat: place[1] }] as const];
    }),
  );
}

/** People covered with the first 0, 1, 2 … sites; none where not every site says so. */
function curveOf(sites: readonly SiteData[], after: readonly number[], people: number | undefined) {
  if (after.length < sites.length || sites.length === 0) return { covered: [], people: people ?? 0 };
  const first = itemAt(after, 0);
  const before = Math.max(0, first - (sites[0]?.gain ?? first));
  return { covered: [before, ...after], people: people ?? itemAt(after, -1) };
}

function serviceOfPlan({ service, known }: PlanOptions, planService: string | undefined): string {
  const named = service ?? planService;
  if (named === undefined)
    throw new UsageError("The plan names no service: say which one with --plan-service");
  return requireService(named, known);
}

function noteOf(note: PlanData["note"] | undefined): PlanData["note"] {
  if (typeof note?.en === "string" && typeof note.zh === "string") return { en: note.en, zh: note.zh };
  return { en: "Sites in the order of the plan.", zh: "选址按规划次序排列。" };
}

function isDegree(value: unknown, most: number): value is number {
  return typeof value === "number" && Number.isFinite(value) && Math.abs(value) <= most;
}

function readJson(path: string): object {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (cause) {
    throw new FileAccessError({ path }, "there is no such file, or it may not be read", { cause });
  }
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === "object" && value !== null) return value;
  } catch (cause) {
    throw new InputFileError({ path }, "this is not JSON", { cause });
  }
  throw new InputFileError({ path }, "this is not a JSON object");
}
