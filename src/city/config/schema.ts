/**
 * The form of a city's configuration: one file that says all that flags can say, and more.
 *
 * One source for the check, the types, and the JSON Schema that editors read. The table of keys is docs/config.md.
 */

import { form, oneOf, z } from "../../base/data-check.js";
import { PROFILES } from "../../network/profiles.js";
import { WEIGHTS } from "../../places/demand.js";
import { ownWalkRulesForm } from "../../read/osm/own-walk-rules.js";
import { SCENARIO_SCHEMA } from "../../scenario/edits.js";
import { LAYER_FORMATS } from "../../write/layer-columns.js";
import { ownServiceForm, serviceId } from "./own-services.js";
import { candidatesForm, planForm } from "./plan-form.js";
import { fileShape, placeShape, rasterShape, tableShape, textShape } from "./table-form.js";
import { walkersForm } from "./walkers-form.js";

const text = z.string().min(1);
const service = serviceId;
const completeness = oneOf(["complete", "screening", "incomplete"]);
const profile = oneOf(Object.values(PROFILES).map(({ id }) => id));

const streets = form({
  ...fileShape,
  ...textShape,
  nodes: text
    .optional()
    .describe("Table of nodes that belongs to a table of edges; default the file beside it"),
  columns: form({
    from: text.optional().describe("Node at which an edge begins"),
    to: text.optional().describe("Node at which it ends"),
    length: text.optional().describe("Length of an edge, metres"),
    node: text.optional().describe("Id of a node, in the table of nodes"),
    class: text.optional().describe("Class of a street, as OpenStreetMap's highway has it"),
    ...placeShape,
  })
    .optional()
    .describe("Which column of the tables of edges and nodes means what, where its name does not say so"),
  snapM: z
    .number()
    .positive()
    .optional()
    .describe("Joins ends of lines to streets within this, metres; default none"),
  maxMissingNodes: z
    .number()
    .min(0)
    .max(1)
    .optional()
    .describe(
      "Largest share of nodes that an OpenStreetMap file may lack inside walkable ways; default 0.02, and 1 allows any",
    ),
  facilities: z
    .boolean()
    .optional()
    .describe(
      "Whether the places mapped in an OpenStreetMap extract count for services that no register holds; default yes",
    ),
});

const blocks = form({
  ...tableShape,
  raster: form(rasterShape("Raster of people, a GeoTIFF (WorldPop, GHSL, …)"))
    .optional()
    .describe("Summed into the polygons: their residents, in place of those that the file gives"),
  spread: z
    .boolean()
    .optional()
    .describe(
      "Whether the people of polygons that are large against the walk are spread over them; default yes, else each is its point",
    ),
});

const facilities = form({
  ...tableShape,
  service: service.optional().describe("Service of every row"),
  services: z
    .record(z.string(), z.union([service, z.array(service).min(1)]).nullable())
    .optional()
    .describe(
      "Words of the service column, each with the service or services meant; null for rows that do not count",
    ),
  counts: z
    .record(z.string(), service)
    .optional()
    .describe("Columns that count facilities of a service, for rows that are cells"),
  completeness: z
    .union([completeness, z.record(z.string(), completeness)])
    .optional()
    .describe("How far the register can be trusted, for all its services or for each; default complete"),
});

const units = form({
  ...fileShape,
  column: text
    .optional()
    .describe("Column of their names; default one called unit, community, village, name, …"),
  parts: z
    .boolean()
    .optional()
    .describe("Whether rows of one name are parts of one unit; default no, and such rows are refused"),
  columns: form(placeShape).optional().describe("Where the polygons stand in a table"),
});

const area = form({
  file: text.optional().describe("File of polygons; all of them together, or those called `name`"),
  of: oneOf(["streets"]).optional().describe("Instead of a file: the convex hull of the streets"),
  layer: fileShape.layer,
  crs: fileShape.crs,
  name: z
    .union([text, z.array(text).min(1)])
    .optional()
    .describe("The polygon or polygons of these names"),
  column: text.optional().describe("Column of the names; default whichever has them"),
  columns: form(placeShape).optional().describe("Where the polygons stand in a table"),
  bufferM: z
    .number()
    .nonnegative()
    .optional()
    .describe("Facilities this far outside still count, metres; default 1000, or the longest walk asked for"),
});

const pair = z.tuple([z.number().nonnegative(), z.number().nonnegative()]);

const ranges = form({
  speedMps: pair.optional().describe("Slowest and fastest walk, metres a second"),
  positionM: z.number().nonnegative().optional().describe("How far places may be off along the walk, metres"),
  capacity: pair.optional().describe("Least and largest share of the given places and floor areas"),
  unknownPlaces: z
    .number()
    .nonnegative()
    .optional()
    .describe("Places of a facility that gives none, where they are fewest; default it takes everybody"),
});

const outputs = form({
  folder: text.optional().describe("Where the files go, relative to this file; default out"),
  map: service.optional().describe("Service shown on the map; default the first that can be judged"),
  formats: z
    .array(oneOf(LAYER_FORMATS))
    .optional()
    .describe("Formats of facilities, isochrones and gaps beside GeoJSON"),
});

/** A city's configuration as it stands in the file. */
export const configForm = form({
  $schema: text.optional(),
  data: text
    .optional()
    .describe("Folder that the paths of files start from; default the folder of this file"),
  title: text.optional().describe("Name of the city or area; default the name of the streets file"),
  language: oneOf(["en", "zh"]).optional().describe("Language of table, map and report; default en"),
  streets: streets.describe("The walking network"),
  elevation: form({
    ...rasterShape("Raster of heights in metres, a GeoTIFF (SRTM, Copernicus DEM, …)"),
    stepM: z
      .number()
      .positive()
      .optional()
      .describe("Length of the stretches over which a slope is taken, metres; default 30"),
    slowest: z
      .number()
      .min(1)
      .optional()
      .describe("No stretch takes more than so many times the walk on the flat; default 3"),
  })
    .optional()
    .describe("Slopes: walks in minutes take longer uphill; default flat"),
  blocks: blocks.optional().describe("Where people live; default the homes of the extract"),
  facilities: z.array(facilities).optional().describe("Registers of facilities"),
  units: units
    .optional()
    .describe("Polygons of communities or districts, for blocks that do not name their unit"),
  area: area.optional().describe("Where results are asked for; default everywhere blocks are"),
  standards: z.array(text).min(1).optional().describe("Rule sets in order, ids or .json files"),
  services: z
    .array(z.union([service, z.literal("all"), ownServiceForm]))
    .min(1)
    .optional()
    .describe(
      "Services to judge, or all, and declarations of your own, which are judged too; default, and where all are declarations, those of the plan, with `standards` every one they give a walk for",
    ),
  offStreetCapM: z
    .number()
    .positive()
    .optional()
    .describe("Longest leg from a door to a street, metres; default 150"),
  assumeGates: z
    .boolean()
    .optional()
    .describe(
      "Whether a place that walls alone shut in joins the nearest street, as through a gate that nobody mapped; default yes",
    ),
  walkRules: ownWalkRulesForm
    .optional()
    .describe("Rules for streets in place of those that are shipped; see docs/methods/walk-rules.md"),
  profile: profile.optional().describe("Who walks; default adult"),
  profiles: z
    .array(profile)
    .min(1)
    .optional()
    .describe("Who walks, several side by side in walkers.csv; the first decides the verdicts"),
  walkers: walkersForm.optional().describe("Figures of profiles, or of all, in place of their defaults"),
  minutes: z
    .array(z.number().positive().max(600))
    .min(1)
    .optional()
    .describe("Walking circles; default 5, 10, 15"),
  at: text
    .optional()
    .describe(
      "A time, e.g. 2026-11-25T12:00: facilities closed then serve nobody, streets and gates closed then are not walked; default any time",
    ),
  timeZone: text
    .optional()
    .describe("Time zone of the city, e.g. Asia/Shanghai; must be given for a time with an offset"),
  holidays: z
    .string()
    .regex(/^[a-z]{2}$/)
    .optional()
    .describe("Country whose public holidays count in opening hours, e.g. cn; default no day is a holiday"),
  residents: z.number().positive().optional().describe("Known residents, to which estimates are scaled"),
  complete: z
    .array(z.union([service, z.literal("all")]))
    .optional()
    .describe("Services for which all facilities are given"),
  weight: oneOf(WEIGHTS).optional().describe("By what shares of units are weighed; default population"),
  metShare: z
    .number()
    .positive()
    .max(1)
    .optional()
    .describe("Least share of a unit's demand that has to be met; default 0.8"),
  sizes: z
    .array(text)
    .min(1)
    .optional()
    .describe("Rule sets whose least floor areas are asked of facilities; default none"),
  unknownPlaces: z
    .union([z.number().nonnegative(), z.literal("enough")])
    .optional()
    .describe(
      "Places of a facility that gives none, or enough: it takes everybody; default blocks that hang on it are unknown",
    ),
  demandPer1000: z
    .record(z.string(), z.number().nonnegative().max(1000))
    .optional()
    .describe("Places needed per 1,000 people of the target group, by service"),
  asOf: z
    .number()
    .int()
    .optional()
    .describe("Year in which premises are planned; default the year in which the command runs"),
  candidates: candidatesForm
    .optional()
    .describe("Which kinds of places may be proposed for a new service; default by rule"),
  scenarios: z
    .record(z.string(), SCENARIO_SCHEMA)
    .optional()
    .describe("Named lists of edits for what-if, each as in a file of edits"),
  plan: planForm.optional().describe("Money, years and quotas of a plan for premises"),
  ranges: ranges.optional().describe("Doubtful inputs, for ranges.csv; default none"),
  allow: z.array(text).optional().describe("Codes of the audit's errors that shall not stop the run"),
  outputs: outputs.optional(),
});

/** What a configuration file may hold, as parsed from YAML (`docs/config.md`). */
export type ConfigFile = z.infer<typeof configForm>;

/** JSON Schema (draft 2020-12) of the form, as shipped in data/schema/living-circle.schema.json. */
export function configJsonSchema(): object {
  return {
    title: "living-circle configuration of a city",
    ...z.toJSONSchema(configForm, { io: "input" }),
  };
}
