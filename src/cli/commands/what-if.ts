import { writeFileWhole } from "../../base/write-file.js";
import { knownServices } from "../../city/config/own-services.js";
import type { CityChange } from "../../city/what-if/city-change.js";
import type { Facility } from "../../places/places.js";
import { csvLine } from "../../report/tables/csv.js";
import type { ScenarioEdit } from "../../scenario/edits.js";
import { loadScenario } from "../../scenario/load-scenario.js";
import { type AnalyzeFlags, configOf } from "../options/analyze-config.js";
import type { CommandBody, OptionSpec } from "../options/command-spec.js";
import { withCity } from "../options/open-city.js";
import {
  AT_TIME,
  CITY_ARGUMENT,
  CONFIG,
  QUIET,
  REGISTER_SERVICE,
  STREET_OPTIONS,
} from "../options/shared-options.js";
import { createProgress } from "../print/progress.js";

export interface WhatIfOptions extends AnalyzeFlags {
  readonly edits: string;
  readonly editsCrs?: string;
  readonly changes?: string;
  readonly json?: boolean;
  readonly quiet?: boolean;
}

const WHAT_IF_OPTIONS: readonly OptionSpec[] = [
  { flags: "--edits <json>", says: "what changes, see below", required: true },
  {
    flags: "--edits-crs <name>",
    says: "coordinate system of the places in the edits, e.g. GCJ-02; must be given in China (default: WGS84)",
  },
  CONFIG,
  { flags: "--blocks <file>", says: "residential blocks, as for analyze" },
  { flags: "--facilities <file>", says: "register of facilities, as for analyze" },
  { flags: "--blocks-crs <crs>", says: "coordinate system of the blocks" },
  { flags: "--blocks-layer <name>", says: "layer or sheet of the blocks, where the file holds several" },
  { flags: "--facilities-crs <crs>", says: "coordinate system of the register" },
  {
    flags: "--facilities-layer <name>",
    says: "layer or sheet of the register, where the file holds several",
  },
  { flags: "--area <file>", says: "study area, as for analyze" },
  { flags: "--area-crs <crs>", says: "coordinate system of the area" },
  { flags: "--area-layer <name>", says: "layer or sheet of the area, where the file holds several" },
  REGISTER_SERVICE,
  { flags: "--services <ids>", says: "services to judge, as for analyze" },
  { flags: "--complete <ids>", says: "services for which the facilities are complete" },
  { flags: "--profile <name>", says: "who walks (default: adult)" },
  { flags: "--minutes <list>", says: "the last one is required of every service" },
  AT_TIME,
  { flags: "--changes <csv>", says: "writes every block and service that is not as it was" },
  { flags: "--json", says: "as JSON: { services: [ … ], changes: [ … ] }" },
  QUIET,
];

const WHAT_IF_HELP = `
The file of --edits is a JSON list:
  [{ "do": "add-street", "kind": "bridge", "line": [[71.43, 51.12], [71.44, 51.13]], "name": "New Bridge" },
   { "do": "close-street", "wayId": 123 },   or "line", which crosses what is closed, or "nodeId", where it ends
   { "do": "close-street", "kind": "bridge", "line": [[71.43, 51.12], [71.44, 51.13]] },
   { "do": "open-gate", "nodeId": 456 }, { "do": "close-gate", "nodeId": 789 },
   { "do": "add-facility", "id": "n1", "services": ["meals"], "lon": 71.43, "lat": 51.12 },
   { "do": "close-facility", "id": "c7" },
   { "do": "open-facility", "id": "c6" },    to everybody; with "serves": ["North Estate"] to those as well
   { "do": "move-facility", "id": "c8", "lon": 71.44, "lat": 51.13 },
   { "do": "enlarge-facility", "id": "c9", "areaM2": 800, "capacity": 40 },
   { "do": "change-hours", "id": "c9", "openingHours": "Mo-Fr 11:30-13:00" }]
Kinds of new streets: street, bridge, crossing, gate; a bridge meets streets at its ends alone. With a kind, street,
bridge or crossing, only what is mapped as such is closed. Ways and nodes go by OpenStreetMap's numbers. What is added
lengthens no walk: everything that was linked stays linked. Only what the edits can change is computed again.
The file may also be { "crs": "GCJ-02", "edits": [ … ] }, which says the system of its places.
`;

export async function whatIfCommand(file: string | undefined, options: WhatIfOptions): Promise<string> {
  const config = configOf(file, options);
  const edits = loadScenario(options.edits, options.editsCrs, knownServices(config));
  const progress = createProgress(options.quiet === true);
  return withCity(config, { progress }, async (city) => {
    progress.step("as it is");
    await city.analyze();
    progress.step("with the edits");
    const change = await city.whatIf(edits);
    progress.done();
    return reportChange(change, options, openedLines(edits, city.facilities.facilities));
  });
}

/** Which facilities the edits open, and at which hours. */
function openedLines(edits: readonly ScenarioEdit[], facilities: readonly Facility[]): string {
  return edits
    .flatMap((edit) => {
      if (edit.do !== "open-facility") return [];
      const { name = "", openingHours } = facilities.find(({ id }) => id === edit.id) ?? {};
      const to = edit.serves === undefined ? "everybody" : edit.serves.join(", ");
      return `opened to ${to}: ${edit.id}${name === "" ? "" : ` ${name}`}, ${openingHours ?? "hours unknown"}\n`;
    })
    .join("");
}

function reportChange(change: CityChange, options: WhatIfOptions, opened: string): string {
  if (options.changes !== undefined) writeFileWhole(options.changes, changesCsv(change));
  const { services, blocks } = change;
  return options.json === true
    ? `${JSON.stringify({ services, changes: blocks })}\n`
    : `${changeTable(change)}${opened}`;
}

/** Per service what changed; services without change are left out. */
function changeTable({ services }: Pick<CityChange, "services">): string {
  const lines = [
    "service\tblocks gained\tlost\tresidents gained\tlost\tresidents met\tafter\tshorter walks\tlonger",
  ];
  for (const s of services) {
    if (s.shorter + s.longer + s.blocksGained + s.blocksLost === 0) continue;
    const residents = [s.residentsGained, s.residentsLost, s.residentsMetBefore, s.residentsMetAfter].map(
      Math.round,
    );
    const [gained, lost, met, after] = residents;
    lines.push(
      [s.service, s.blocksGained, s.blocksLost, gained, lost, met, after, s.shorter, s.longer].join("\t"),
    );
  }
  if (lines.length === 1) return "nothing changes\n";
  return `${lines.join("\n")}\n`;
}

function changesCsv({ blocks }: CityChange): string {
  const head = ["block_id", "service", "before", "after", "walk_before_m", "walk_after_m"];
  const rows = blocks.map(({ block, service, before, after, walkBeforeM, walkAfterM }) =>
    csvLine([block, service, before, after, walkBeforeM, walkAfterM]),
  );
  return `\uFEFF${csvLine(head)}${rows.join("")}`;
}

export const WHAT_IF: CommandBody = {
  arguments: [CITY_ARGUMENT],
  options: [...STREET_OPTIONS, ...WHAT_IF_OPTIONS],
  help: WHAT_IF_HELP,
  run: whatIfCommand,
};
