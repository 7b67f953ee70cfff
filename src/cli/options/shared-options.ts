/**
 * Arguments and options that several commands share.
 */
import { OFF_STREET_CAP_M } from "../../network/off-street.js";
import type { ArgumentSpec, OptionSpec } from "./command-spec.js";
import { PROFILE_NAMES, parseLength, parsePositive, parseRow, parseShareFrom0 } from "./options.js";

const STREETS =
  "streets: OpenStreetMap (.osm.pbf, .osm, .osm.gz, .osm.bz2, Overpass JSON), lines in a layer, a CSV table of edges, or a saved network";

export const STREETS_ARGUMENT: ArgumentSpec = { name: "<streets>", says: STREETS };
export const CITY_ARGUMENT: ArgumentSpec = {
  name: "[streets]",
  says: `${STREETS}; or a city's configuration, .yaml`,
};

export const WHO_WALKS = `who walks: ${PROFILE_NAMES.join(", ")}`;

export const QUIET: OptionSpec = { flags: "--quiet", says: "no progress" };
/** Of what is printed, where a command has no page or map. */
export const ANSWER_LANGUAGE: OptionSpec = {
  flags: "--lang <code>",
  says: "language of what is printed: en or zh (default: that of the configuration, else en)",
  values: ["en", "zh"],
};
export const AS_JSON: OptionSpec = { flags: "--json", says: "as JSON" };
export const FILES_AS_JSON: OptionSpec = { flags: "--json", says: "as JSON: { files }" };
export const CONFIG: OptionSpec = {
  flags: "--config <file>",
  says: "a city's configuration, YAML or JSON; flags override what it says",
};
export const REGISTER_SERVICE: OptionSpec = {
  flags: "--service <id>",
  says: "service of every row of the register, if it has no such column",
};
export const ALLOW: OptionSpec = {
  flags: "--allow <codes>",
  says: "errors of the audit that shall not stop the run, e.g. shifted; noted with the results",
};
export const PROFILE: OptionSpec = {
  flags: "--profile <name>",
  says: WHO_WALKS,
  otherwise: "adult",
  values: PROFILE_NAMES,
};
const OFF_STREET_CAP: OptionSpec = {
  flags: "--off-street-cap <m>",
  says: `longest leg from a door to a street, metres (default: ${OFF_STREET_CAP_M})`,
  parse: parsePositive,
};
const ASSUMED_GATES: OptionSpec = {
  flags: "--assumed-gates <word>",
  says: "yes: what walls alone shut in joins the nearest street, as through a gate that nobody mapped; no: it joins none (default: yes)",
  values: ["yes", "no"],
};

/** What is said of streets that are not an OpenStreetMap extract. */
export const STREET_OPTIONS: readonly OptionSpec[] = [
  {
    flags: "--street-nodes <file>",
    says: "table of nodes that belongs to a table of edges (default: the file beside it)",
  },
  {
    flags: "--streets-crs <name>",
    says: "coordinate system of streets that do not declare it, e.g. GCJ-02 or EPSG:4547",
  },
  { flags: "--street-layer <name>", says: "layer of the streets, where the file holds several" },
  {
    flags: "--street-class <column>",
    says: "column of the classes of streets, where its name does not say so (default: highway, fclass, class or type)",
  },
  {
    flags: "--snap <m>",
    says: "join ends of lines to streets within this, metres (default: none)",
    parse: parsePositive,
  },
  {
    flags: "--max-missing-nodes <share>",
    says: "largest share of nodes, 0 to 1, that an extract may lack inside walkable ways (default: 0.02; 1 allows any)",
    parse: parseShareFrom0,
  },
  {
    flags: "--walk-rules <file>",
    says: "rules for streets of the city's own, YAML or JSON (docs/methods/walk-rules.md)",
  },
  {
    flags: "--elevation <file>",
    says: "heights of the ground, a GeoTIFF in metres; travel times then account for slope (default: flat)",
  },
  {
    flags: "--attribution <text>",
    says: "whom to name as the source of streets that are not OpenStreetMap's",
  },
  OFF_STREET_CAP,
  ASSUMED_GATES,
  {
    flags: "--time <time>",
    says: "e.g. 2026-11-25T12:00 on the clock of the city: streets and gates closed then are not walked, facilities closed then serve nobody (default: any time)",
  },
  {
    flags: "--time-zone <name>",
    says: "time zone of the city, e.g. Asia/Shanghai; must be given for a time with an offset",
  },
  {
    flags: "--holidays <country>",
    says: "country whose public holidays count in opening hours, e.g. cn (default: no day is a holiday)",
  },
];

/** Of places that are typed. */
export const PLACE_SYSTEM: OptionSpec = {
  flags: "--place-crs <name>",
  says: "coordinate system of the places typed here, e.g. GCJ-02 or BD-09; must be given in China (default: WGS84)",
};

/** When, in commands whose --at is not a place. */
export const AT_TIME: OptionSpec = { flags: "--at <time>", says: "the same as --time" };

/** Places, people and rules: what a city's configuration can say too. */
export const STUDY_OPTIONS: readonly OptionSpec[] = [
  CONFIG,
  {
    flags: "--blocks <file>",
    says: "residential blocks, CSV or GeoJSON; without it they come from the extract's buildings",
  },
  {
    flags: "--facilities <file>",
    says: "register of facilities, CSV or GeoJSON; complete for the services it holds",
  },
  {
    flags: "--blocks-crs <crs>",
    says: 'coordinate system of the blocks, e.g. "EPSG:4547", "GCJ-02"; must be given for a table in China',
  },
  {
    flags: "--blocks-decimal <sign>",
    says: "sign before the decimals in a table of blocks, a comma or a point (default: a point)",
  },
  {
    flags: "--blocks-header-row <n>",
    says: "row in which the head of the table of blocks stands (default: the first that looks like one)",
    parse: parseRow,
  },
  { flags: "--blocks-layer <name>", says: "layer or sheet of the blocks, where the file holds several" },
  { flags: "--facilities-crs <crs>", says: "coordinate system of the register, likewise" },
  { flags: "--facilities-decimal <sign>", says: "the same of the register" },
  {
    flags: "--facilities-header-row <n>",
    says: "row in which the head of the register stands, likewise",
    parse: parseRow,
  },
  {
    flags: "--facilities-layer <name>",
    says: "layer or sheet of the register, where the file holds several",
  },
  { flags: "--area <file>", says: "study area: polygons, or the word streets for the hull of the streets" },
  {
    flags: "--area-crs <crs>",
    says: "coordinate system of the area; must be given for a table in China (default: the file's own)",
  },
  { flags: "--area-layer <name>", says: "layer or sheet of the area, where the file holds several" },
  { flags: "--area-name <name>", says: "polygon of that name in the file, e.g. a district" },
  {
    flags: "--buffer <m>",
    says: "facilities this far outside the area still count (default: 1000, or the longest walk asked for)",
    parse: parseLength,
  },
  REGISTER_SERVICE,
  {
    flags: "--complete <ids>",
    says: "services for which the facilities are complete, e.g. elderly,childcare",
  },
  {
    flags: "--standard <id...>",
    says: "rule sets in order, ids or .json files (default: cn.gb50180-2018 x.fifteen-minute)",
  },
  {
    flags: "--services <ids>",
    says: "services to judge, or all (default: those of the plan; with --standard every one it gives a walk for)",
  },
  { flags: "--profile <name>", says: `${WHO_WALKS} (default: adult)`, values: PROFILE_NAMES },
  {
    flags: "--minutes <list>",
    says: "walking circles in minutes (default: 5,10,15); without --standard the last one is required of every service",
  },
  {
    flags: "--residents <n>",
    says: "known residents of the extract: estimates are scaled to them",
    parse: parsePositive,
  },
];
