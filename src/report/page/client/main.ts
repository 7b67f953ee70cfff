/**
 * The script of the report page: opens the data that stand in it, and lets readers ask the map and the ledger.
 */

import { promisesOf } from "../answer.js";
import { areasOf, withSquares } from "../areas.js";
import type { ReportData } from "../report-data.js";
import { openReport, type ReportModel } from "../report-model.js";
import { type App, applyLang, byId, createApp, knownLevel } from "./app.js";
import { createControls } from "./controls.js";
import { createLedger } from "./ledger.js";
import { createMap } from "./map.js";
import { createPanel } from "./panel.js";
import { printSheets } from "./sheets.js";

function start(): void {
  const model = withSquares(openReport(JSON.parse(byId("report-data").textContent ?? "") as ReportData));
  // Only now: a browser that cannot run this script keeps the fixed maps and tables.
  document.documentElement.classList.add("js");
  const app = createApp(model, {
    service: firstService(model),
    colourBy: "verdict",
    level: knownLevel(model),
    unit: -1,
    streets: true,
    blocks: true,
    facilities: true,
    circle: true,
    sites: true,
    reach: true,
    chosen: null,
    scale: "blocks",
  });
  createControls(app, byId("controls"), byId("legend"));
  createMap(app, byId("map"));
  createPanel(app, byId("panel"));
  followAnswer(app);
  if (document.getElementById("ledger") !== null) createLedger(app, byId("ledger"));
  const languages = [...document.querySelectorAll<HTMLButtonElement>("[data-lang]")];
  const showLang = (lang: string) => {
    document.documentElement.lang = lang === "zh" ? "zh-Hans" : "en";
    for (const button of languages) button.setAttribute("aria-pressed", String(button.dataset.lang === lang));
    applyLang(document);
  };
  for (const button of languages)
    button.addEventListener("click", () => showLang(button.dataset.lang ?? "en"));
  showLang(document.documentElement.lang.startsWith("zh") ? "zh" : "en");
  document.getElementById("print-each")?.addEventListener("click", () => printSheets(app));
  byId("print").addEventListener("click", () => window.print());
}

/** Links of the first screen: a service or an area shown on the map. */
function followAnswer(app: App): void {
  const areas = areasOf(app.model);
  byId("answer").addEventListener("click", (event) => {
    const link = (event.target as Element).closest<HTMLElement>("[data-show],[data-area]");
    if (link === null) return;
    event.preventDefault();
    const { show, area } = link.dataset;
    if (show !== undefined) app.set({ service: Number(show) });
    else app.set({ level: areas.position, unit: Number(area) });
    byId("map").scrollIntoView({ block: "nearest" });
  });
}

/** The one of which most is missing, else the first with facilities. */
function firstService(model: ReportModel): number {
  const { services } = model;
  const [first] = promisesOf(model);
  if (first !== undefined) return services.indexOf(first);
  return Math.max(
    0,
    services.findIndex(({ facilityCount }) => facilityCount > 0),
  );
}

start();
