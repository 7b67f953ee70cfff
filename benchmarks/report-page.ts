/**
 * Size and speed of the report page with 13,000 blocks and 5,000 facilities of 12 services, in Chromium.
 *
 * Streets and blocks are the sample city's; facilities stand at seeded places beside its blocks. Run by
 * `npm run bench:page`, with `-- --save` to keep the results.
 */
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";
import {
  analyzeLivingCircle,
  type Block,
  blocksFromOsm,
  buildWalkNetwork,
  type CostUnit,
  DISTANCE_BASIS,
  type Facility,
  type FacilitySet,
  type Isochrones,
  isochrone,
  type Limit,
  linkPoints,
  metres,
  minutes,
  PROFILES,
  readOsmPbf,
  renderReport,
  SERVICES,
  toReportData,
  type WalkCosts,
  walkCosts,
} from "living-circle";
import { chromium } from "playwright-core";
import { type Machine, machine } from "./machine.js";
import { renewTables } from "./renew-tables.js";

const [BLOCKS, FACILITIES, REPEATS] = [13_000, 5_000, 5];
const CHROMIUM = process.env.CHROMIUM ?? "/usr/bin/chromium";
const RESULTS = "benchmarks/results/report-page.json";

export interface PageResults {
  readonly machine: Machine;
  readonly chromium: string;
  readonly blocks: number;
  readonly facilities: number;
  readonly streets: number;
  readonly bytes: { readonly data: number; readonly page: number; readonly gzip: number };
  /** Milliseconds: least and mean of the repeats. */
  readonly ms: Readonly<Record<string, { readonly least: number; readonly mean: number }>>;
  readonly heapMiB: number;
}

/** Numbers from 0 to 1, the same in every run. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    return state / 2 ** 31;
  };
}

function placeFacilities(blocks: readonly Block[], random: () => number): FacilitySet {
  const services = SERVICES.slice(0, 12).map(({ id }) => id);
  const facilities = Array.from({ length: FACILITIES }, (_, i): Facility => {
    const near = blocks[Math.floor(random() * blocks.length)]!;
    return {
      id: `f${i + 1}`,
      name: `Facility ${i + 1}`,
      names: {},
      services: [services[i % services.length]!],
      lon: near.lon + (random() - 0.5) * 0.004,
      lat: near.lat + (random() - 0.5) * 0.003,
      entrances: [],
      openToAll: null,
      areaM2: null,
      capacity: null,
      source: "seeded",
    };
  });
  const completeness = Object.fromEntries(services.map((id) => [id, "complete" as const]));
  return { facilities, completeness, suspectedDuplicates: [], merged: 0, notes: [] };
}

/** The circle around all facilities of a service. */
function circleOf<U extends CostUnit>(
  costs: WalkCosts<U>,
  { facilities }: FacilitySet,
  service: string,
  cutoff: Limit<NoInfer<U>>,
): Isochrones<U> {
  const offering = facilities.filter(({ services }) => services.includes(service));
  const points = {
    lon: Float64Array.from(offering, ({ lon }) => lon),
    lat: Float64Array.from(offering, ({ lat }) => lat),
    entrances: null,
    residentsOnly: null,
  };
  const linkage = linkPoints(costs, points, { islandsToo: true });
  return isochrone(costs, linkage, { cutoffs: [cutoff], direction: "to" });
}

async function pageData() {
  const osm = await readOsmPbf("data/sample/astana.osm.pbf");
  const network = buildWalkNetwork(osm);
  const all = blocksFromOsm(osm);
  const random = seeded(20_261_125);
  const chosen = all.blocks.map((block) => ({ block, key: random() })).sort((a, b) => a.key - b.key);
  const blocks = chosen.slice(0, BLOCKS).map(({ block }) => block);
  const facilities = placeFacilities(blocks, random);
  const report = await analyzeLivingCircle(network, { facilities, blocks: { ...all, blocks } });
  const [time, distance] = [walkCosts(network, PROFILES.adult), walkCosts(network, DISTANCE_BASIS)];
  const circles: Record<string, Isochrones> = {};
  for (const { service, requirement } of report.services) {
    circles[service] =
      requirement.basis === "distance"
        ? circleOf(distance, facilities, service, metres(requirement.limit))
        : circleOf(time, facilities, service, minutes(requirement.limit));
  }
  return { report, network, circles, title: "13,000 blocks and 5,000 facilities" };
}

async function measure(): Promise<PageResults> {
  const input = await pageData();
  const times: Record<string, number[]> = {};
  const timed = async <T>(what: string, work: () => T | Promise<T>): Promise<T> => {
    const started = performance.now();
    const result = await work();
    times[what] = [...(times[what] ?? []), performance.now() - started];
    return result;
  };
  const folder = path.join(tmpdir(), `living-circle-page-${process.pid}`);
  mkdirSync(folder);
  const file = path.join(folder, "report.html");
  const browser = await chromium.launch({
    executablePath: CHROMIUM,
    args: ["--no-sandbox", "--enable-precise-memory-info"],
  });
  let [data, html, heapMiB] = ["", "", 0];
  for (let i = 0; i < REPEATS; i++) {
    const packed = await timed("pack the data", () => toReportData(input));
    html = await timed("render the page", () => renderReport(packed));
    data = JSON.stringify(packed);
    writeFileSync(file, html);
    const page = await browser.newPage({ viewport: { width: 1360, height: 900 } });
    await timed("open the page until it can be used", async () => {
      await page.goto(pathToFileURL(file).href);
      await page.waitForSelector("html.js #ledger tbody tr");
    });
    const frame = "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))";
    await page.evaluate(frame);
    await timed("show another service", async () => {
      await page.selectOption("select[name=service]", "7");
      await page.evaluate(frame);
    });
    await timed("zoom in", async () => {
      await page.click(".leaflet-control-zoom-in");
      await page.locator(".leaflet-zoom-anim").waitFor({ state: "detached" });
      await page.evaluate(frame);
    });
    await timed("search the ledger", async () => {
      await page.fill("#ledger input[name=text]", "12");
      await page.evaluate(frame);
    });
    heapMiB = await page.evaluate<number>("Math.round(performance.memory.usedJSHeapSize / 2 ** 20)");
    await page.close();
  }
  const version = browser.version();
  await browser.close();
  rmSync(folder, { recursive: true });
  const round = (value: number) => Math.round(value);
  return {
    machine: machine(),
    chromium: version,
    blocks: BLOCKS,
    facilities: FACILITIES,
    streets: input.network.edgeCount,
    bytes: { data: Buffer.byteLength(data), page: Buffer.byteLength(html), gzip: gzipSync(html).length },
    ms: Object.fromEntries(
      Object.entries(times).map(([what, all]) => [
        what,
        { least: round(Math.min(...all)), mean: round(all.reduce((sum, ms) => sum + ms, 0) / all.length) },
      ]),
    ),
    heapMiB,
  };
}

const results = await measure();
process.stdout.write(`${JSON.stringify(results, null, 2)}\n`);
if (process.argv.includes("--save")) {
  mkdirSync(path.dirname(RESULTS), { recursive: true });
  writeFileSync(RESULTS, `${JSON.stringify(results, null, 2)}\n`);
  renewTables();
}
