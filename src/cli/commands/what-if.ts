import { writeFileWhole } from "../../base/write-file.js";
import type { CityConfig } from "../../city/config/load-config.js";
import { knownServices } from "../../city/config/own-services.js";
import type { CityChange } from "../../city/what-if/city-change.js";
import type { Facility } from "../../places/places.js";
import { csvLine } from "../../report/tables/csv.js";
import type { ScenarioEdit } from "../../scenario/edits.js";
import { editsOfFile, loadScenario } from "../../scenario/load-scenario.js";
import { type AnalyzeFlags, configOf } from "../options/analyze-config.js";
import type { CommandBody, OptionSpec } from "../options/command-spec.js";
import { withCity } from "../options/open-city.js";
import { knownWords } from "../options/options.js";
import {
  ANSWER_LANGUAGE,
  AT_TIME,
  CITY_ARGUMENT,
  CONFIG,
  QUIET,
  REGISTER_SERVICE,
  STREET_OPTIONS,
} from "../options/shared-options.js";
import { UsageError } from "../options/usage-error.js";
import { type Say, sayIn } from "../print/answer-words.js";
import { createProgress } from "../print/progress.js";

export interface WhatIfOptions extends AnalyzeFlags {
  readonly edits?: string;
  readonly scenario?: string;
  readonly editsCrs?: string;
  readonly changes?: string;
  readonly json?: boolean;
  readonly quiet?: boolean;
}

const WHAT_IF_OPTIONS: readonly OptionSpec[] = [
  { flags: "--edits <json>", says: "what changes, see below (default: every scenario of the configuration)" },
  { flags: "--scenario <name>", says: "one of the scenarios of the configuration" },
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
  ANSWER_LANGUAGE,
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
The file may also be { "crs": "GCJ-02", "edits": [ … ] }, which declares the system of its places. A configuration holds
the same lists under scenarios:, each with a name.
`;

export async function whatIfCommand(file: string | undefined, options: WhatIfOptions): Promise<string> {
  const config = configOf(file, options);
  const scenarios = scenariosOf(config, options);
  const say = sayIn(config.language);
  const progress = createProgress(options.quiet === true);
  return withCity(config, { progress }, async (city) => {
    progress.step("as it is");
    await city.analyze();
    const changes: NamedChange[] = [];
    for (const { name, edits } of scenarios) {
      progress.step(name === "" ? "with the edits" : `with ${name}`);
      const opened = openedLines(edits, city.facilities.facilities, say);
      changes.push({ name, change: await city.whatIf(edits), opened });
    }
    progress.done();
    return reportChanges(changes, options, say);
  });
}

/** What one list of edits changes; the name is empty for a file of edits. */
interface NamedChange {
  readonly name: string;
  readonly change: CityChange;
  readonly opened: string;
}

/** The edits of the file, of one scenario, or of every scenario of the configuration. */
function scenariosOf(
  config: CityConfig,
  { edits, editsCrs, scenario, changes }: WhatIfOptions,
): { readonly name: string; readonly edits: readonly ScenarioEdit[] }[] {
  const serviceIds = knownServices(config);
  if (edits !== undefined) {
    if (scenario !== undefined) throw new UsageError("--edits and --scenario exclude each other");
    return [{ name: "", edits: loadScenario(edits, editsCrs, serviceIds) }];
  }
  const { scenarios = {}, file = "" } = config;
  const names = Object.keys(scenarios);
  if (names.length === 0)
    throw new UsageError("--edits is required, or a configuration with scenarios: (docs/methods/what-if.md)");
  const known = scenario === undefined || names.includes(scenario);
  if (!known)
    throw new UsageError(`There is no scenario "${scenario}"; there are ${knownWords(scenario, names)}`);
  const chosen = scenario === undefined ? names : [scenario];
  if (changes !== undefined && chosen.length > 1)
    throw new UsageError("--changes writes one table: choose one of the scenarios with --scenario");
  return Object.entries(scenarios)
    .filter(([name]) => chosen.includes(name))
    .map(([name, data]) => ({ name, edits: editsOfFile(file, data, editsCrs, serviceIds) }));
}

/** Which facilities the edits open, and at which hours. */
function openedLines(edits: readonly ScenarioEdit[], facilities: readonly Facility[], say: Say): string {
  return edits
    .flatMap((edit) => {
      if (edit.do !== "open-facility") return [];
      const { name = "", openingHours } = facilities.find(({ id }) => id === edit.id) ?? {};
      const to = edit.serves === undefined ? say("everybody") : edit.serves.join(", ");
      const facility = `${edit.id}${name === "" ? "" : ` ${name}`}`;
      return `${say("opened", { to, facility, hours: openingHours ?? say("hoursUnknown") })}\n`;
    })
    .join("");
}

function reportChanges(changes: readonly NamedChange[], options: WhatIfOptions, say: Say): string {
  for (const { change } of changes)
    if (options.changes !== undefined) writeFileWhole(options.changes, changesCsv(change));
  if (options.json === true) return `${JSON.stringify(changesJson(changes))}\n`;
  return changes
    .map(
      ({ name, change, opened }) => `${name === "" ? "" : `${name}\n`}${changeTable(change, say)}${opened}`,
    )
    .join("\n");
}

/** One change as it is; those of several scenarios by name. */
function changesJson(changes: readonly NamedChange[]): object {
  const entries = changes.map(({ name, change: { services, blocks } }) => [
    name,
    { services, changes: blocks },
  ]);
  const [only] = entries;
  return entries.length === 1 && only !== undefined
    ? Object(only[1])
    : { scenarios: Object.fromEntries(entries) };
}

/** Per service what changed; services without change are left out. */
function changeTable({ services }: Pick<CityChange, "services">, say: Say): string {
  const lines = [say("changeHead")];
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
  if (lines.length === 1) return `${say("nothingChanges")}\n`;
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
