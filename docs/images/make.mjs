/**
 * Makes the pictures of the guide again: `npm run build && node docs/images/make.mjs`. Needs Chromium for the page.
 */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { chromium } from "playwright-core";
import { analyze } from "../../dist/city/ask/analyze.js";
import { serviceCircles } from "../../dist/city/ask/service-circles.js";
import { CityLinks } from "../../dist/city/open/city-links.js";
import { whatIf } from "../../dist/city/what-if/what-if.js";
import { svgToPng, toSvg } from "../../dist/doors/report.js";
import {
  blocksFromOsm,
  buildWalkNetwork,
  DISTANCE_BASIS,
  facilitiesFromOsm,
  isochrone,
  linkPoints,
  metres,
  minutes,
  PROFILES,
  readOsmPbf,
  renderIsochroneSvg,
  renderMapSvg,
  toReportData,
  walkCosts,
} from "../../dist/index.js";

const HERE = import.meta.dirname;
const ROOT = path.resolve(HERE, "../..");
const SAMPLE = path.join(ROOT, "data/sample/astana.osm.pbf");

const picture = async (name, svg, scale = 1) =>
  writeFileSync(path.join(HERE, name), await svgToPng(svg, { scale }));

const osm = await readOsmPbf(SAMPLE);
const network = buildWalkNetwork(osm);

const adult = walkCosts(network, PROFILES.adult);
const place = {
  lon: Float64Array.of(71.4304),
  lat: Float64Array.of(51.1283),
  entrances: null,
  residentsOnly: null,
};
const circles = isochrone(adult, linkPoints(adult, place), { cutoffs: [5, 10, 15].map(minutes) });
await picture(
  "guide-isochrone.png",
  renderIsochroneSvg({ network, isochrones: circles, title: "15 minutes on foot", width: 800 }),
);

const facilities = facilitiesFromOsm(osm);
const blocks = blocksFromOsm(osm);
const links = new CityLinks(network);
const { report } = await analyze(links, { facilities, blocks });
const rule = serviceCircles(links, DISTANCE_BASIS, facilities.facilities, "kindergarten", [metres(300)]);
await picture(
  "astana-kindergarten.png",
  renderMapSvg({ network, report, service: "kindergarten", isochrones: rule, title: "Astana (sample)" }),
  0.72,
);

// The edits of the guide, and what they change around them.
const [, edits] = readFileSync(path.join(HERE, "../guide.md"), "utf8").match(
  /```json edits.json\n([\s\S]*?)```/,
);
const near = ({ lon, lat }) => lon > 71.445 && lon < 71.51 && lat > 51.115 && lat < 51.14;
const district = { facilities, blocks: { ...blocks, blocks: blocks.blocks.filter(near) } };
const requirements = report.services.flatMap(({ service, requirement }) =>
  service === "kindergarten" ? [requirement] : [],
);
const analysis = await analyze(links, district, { requirements });
const { after, scenario } = await whatIf(analysis, district, JSON.parse(edits), { requirements });
const dataOf = (shown, streets) =>
  toReportData({ report: shown, network: streets, title: "Kindergartens within 300 m" });
await picture(
  "guide-what-if.png",
  toSvg({
    data: dataOf(after, scenario.network),
    before: dataOf(analysis.report, network),
    service: "kindergarten",
  }),
);
await links.close();

const folder = mkdtempSync(path.join(tmpdir(), "living-circle-"));
const main = path.join(ROOT, "dist/cli/main.js");
execFileSync(
  "node",
  [main, "analyze", SAMPLE, "--services", "kindergarten,pharmacy", "--out", folder, "--quiet"],
  { stdio: "ignore" },
);
execFileSync("node", [main, "demo", "--out", path.join(folder, "demo"), "--quiet"], { stdio: "ignore" });
const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox"] });
// The first screen of a page, as it opens.
for (const [file, name] of [
  ["report.html", "guide-report.png"],
  ["demo/report.html", "toa-payoh-page.png"],
]) {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.goto(`file://${path.join(folder, file)}`);
  await page.waitForTimeout(1500);
  await page.screenshot({ path: path.join(HERE, name) });
}
await browser.close();
rmSync(folder, { recursive: true });
for (const name of [
  "guide-isochrone.png",
  "astana-kindergarten.png",
  "guide-what-if.png",
  "guide-report.png",
  "toa-payoh-page.png",
])
  console.log(name, Math.round(readFileSync(path.join(HERE, name)).length / 1024), "kB");
