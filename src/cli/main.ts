#!/usr/bin/env node
/**
 * The command line: what a user would do with the library, in one line.
 *
 * stdout carries the answer alone; progress and errors go to stderr.
 *
 * Layer: cli. Imports the doors only. The only file that imports commander.
 */
import { Command, CommanderError } from "commander";
import { VERSION } from "../index.js";
import { analyzeCommand } from "./analyze.js";
import { auditCommand } from "./audit.js";
import { compareCommand } from "./compare.js";
import { demoCommand } from "./demo.js";
import { EXIT, EXIT_HELP, exitCodeOf } from "./exit-codes.js";
import { explainCommand } from "./explain.js";
import { initCommand } from "./init.js";
import { mapCommand } from "./map.js";
import { MEASURE_HELP, measureCommand } from "./measure.js";
import { MEASURE_OPTIONS, type OptionRow } from "./measure-options.js";
import { networkBuildCommand } from "./network.js";
import { languageOf, PROFILE_NAMES, parseLength, parsePositive } from "./options.js";
import { reportCommand } from "./report.js";
import { SITES_HELP, sitesCommand } from "./sites.js";
import { SITES_OPTIONS } from "./sites-options.js";
import { checkCommand, diffCommand, listCommand, schemaCommand, showCommand } from "./standards.js";
import { walkCommand } from "./walk.js";
import { WHAT_IF_HELP, WHAT_IF_OPTIONS, whatIfCommand } from "./what-if.js";

const STREETS =
  "streets: OpenStreetMap (.osm.pbf, .osm, .osm.gz, Overpass JSON), lines in a layer, a CSV table of edges, or a saved network";
const PROFILE = `who walks: ${PROFILE_NAMES.join(", ")}`;
const ALLOW = "errors of the audit that shall not stop the run, e.g. shifted; noted with the results";
const CAP = "longest leg off the street, metres";

function print(answer: string): void {
  process.stdout.write(answer);
}

/** What is said of streets that are no OpenStreetMap extract. */
function withStreets(command: Command, argument = "<streets>", orElse = ""): Command {
  return command
    .argument(argument, STREETS + orElse)
    .option(
      "--street-nodes <file>",
      "table of nodes that belongs to a table of edges (default: the file beside it)",
    )
    .option(
      "--streets-crs <name>",
      "coordinate system of streets that do not declare it, e.g. GCJ-02 or EPSG:4547",
    )
    .option("--street-layer <name>", "layer of the streets, where the file holds several")
    .option("--snap <m>", "join ends of lines to streets within this, metres (default: none)", parsePositive)
    .option("--attribution <text>", "whom to name as the source of streets that are not OpenStreetMap's");
}

function buildProgram(): Command {
  const program = new Command("living-circle")
    .description("Who lives farther than a walk from elderly care, childcare and a meal, and where.")
    .version(VERSION)
    .showHelpAfterError("(add --help for what is understood)")
    .option("--debug", "show where an error came from")
    .addHelpText("after", EXIT_HELP)
    .exitOverride();
  withStudy(
    withStreets(
      program
        .command("analyze")
        .description("find walking circles and coverage gaps of a city, and write them to files"),
      "[streets]",
      "; or a city's configuration, .yaml",
    ),
  )
    .option("--map <service>", "service shown on the map (default: the first that can be judged)")
    .option("--title <text>", "title of the map (default: the name of the extract)")
    .option(
      "--speed-range <slow,fast>",
      "metres a second; ranges.csv then says which verdicts depend on the speed",
    )
    .option("--position-error <m>", "likewise for places that may be off by so many metres", parsePositive)
    .option(
      "--threads <n>",
      "how many threads search (default: all cores where it is worth it)",
      parsePositive,
    )
    .option("--walkers <profiles>", "compare these profiles side by side in walkers.csv, or all")
    .option("--format <list>", "formats of layers beside GeoJSON: gpkg, parquet")
    .option("--allow <codes>", ALLOW)
    .option("--out <folder>", "where the files go (default: out)")
    .option("--lang <code>", "language of table and map: en or zh (default: en)")
    .option("--quiet", "no progress")
    .action(async (extract, options) => print(await analyzeCommand(extract, options)));
  withStreets(
    program
      .command("audit")
      .description("look for what is wrong in streets, blocks and facilities, before anything is computed"),
    "[streets]",
    "; or a city's configuration, .yaml",
  )
    .option("--config <file>", "a city's configuration, YAML or JSON; flags override what it says")
    .option("--blocks <file>", "residential blocks, as for analyze")
    .option("--blocks-crs <crs>", "their coordinate system")
    .option("--facilities <file>", "register of facilities, as for analyze")
    .option("--facilities-crs <crs>", "its coordinate system")
    .option("--service <id>", "service of every row of the register, if it has no such column")
    .option("--allow <codes>", ALLOW)
    .option("--out <folder>", "where audit.csv and audit.geojson go (default: out)")
    .option("--lang <code>", "language of the summary: en or zh (default: en)")
    .option("--quiet", "no progress")
    .action(async (extract, options) => print(await auditCommand(extract, options)));
  withStudy(
    withStreets(
      program
        .command("explain")
        .description(
          "say why a block does not reach a service, and the smallest street change that would mend it",
        ),
      "[streets]",
      "; or a city's configuration, .yaml",
    ),
  )
    .requiredOption("--block <id>", "id of the block, as in gaps.csv")
    .requiredOption("--of <service>", "the service")
    .option("--json", "as JSON")
    .option("--quiet", "no progress")
    .action(async (extract, options) => print(await explainCommand(extract, options)));
  program
    .command("report")
    .description("write the report page of an analysis again, with another title, date or language")
    .argument("<folder>", "where analyze wrote its files")
    .option("--out <file>", "the page (default: report.html in the folder)")
    .option("--title <text>", "title of the page")
    .option("--date <text>", "when the data were current")
    .option("--lang <code>", "language shown first: en or zh", "en")
    .action((folder, options) => print(reportCommand(folder, options)));
  withStreets(
    program
      .command("isochrone")
      .alias("map")
      .description("print where one can walk from a place, as a GeoJSON FeatureCollection"),
  )
    .requiredOption("--at <lon,lat>", "the place, degrees; longitude first")
    .option("--minutes <list>", "cutoffs", "5,10,15")
    .option("--profile <name>", PROFILE, "adult")
    .option("--direction <way>", "from the place, or to it", "from")
    .option("--off-street-cap <m>", CAP, parsePositive, 150)
    .option("--quiet", "no progress")
    .option("--out <file>", "draw a map there, .svg or .png, instead of printing")
    .option("--title <text>", "title of the map (default: the place)")
    .option("--lang <code>", "language of the map: en or zh", "en")
    .action(async (extract, options) => print(await mapCommand(extract, options)));
  withStreets(
    program
      .command("walk")
      .description(
        "explain one walk: minutes door to door, street part, legs off the street, streets by name",
      ),
  )
    .requiredOption("--from <lon,lat>", "where it begins, degrees; longitude first")
    .requiredOption("--to <lon,lat>", "where it ends")
    .option("--profile <name>", `${PROFILE}; or distance, the shortest way`, "adult")
    .option("--off-street-cap <m>", CAP, parsePositive, 150)
    .option(
      "--json",
      "as JSON: { streetM, offStreetM, minutes, from: {point, linked}, to: {point, linked}, geometry }",
    )
    .option("--quiet", "no progress")
    .action(async (extract, options) => print(await walkCommand(extract, options)));
  const network = program.command("network").description("keep a walking network for later runs");
  withStreets(
    network
      .command("build")
      .description(
        "build the network and save it; every command takes the saved file in place of the streets",
      ),
  )
    .requiredOption("--out <file>", "where it goes, e.g. city.lcn")
    .option("--quiet", "no progress")
    .action(async (streets, options) => print(await networkBuildCommand(streets, options)));
  withOptions(
    program
      .command("measure")
      .description("compute a measure of access or fairness from plain tables; no network needed"),
    MEASURE_OPTIONS,
  )
    .requiredOption("--measure <name>", "which one, see below")
    .addHelpText("after", MEASURE_HELP)
    .action((options) => print(measureCommand(options)));
  addStandards(program);
  addSites(program);
  addWhatIf(program);
  program
    .command("init")
    .description("write a first configuration, with comments, for the files that are named")
    .argument("<files...>", "streets, people, facilities, areas, in any order")
    .option("--out <file>", "the configuration; refused if it is there", "living-circle.yaml")
    .action(async (files, options) => print(await initCommand(files, options)));
  program
    .command("demo")
    .description("run the main job on the sample city")
    .option("--out <folder>", "where the files go", "out/demo")
    .option("--lang <code>", "language of table and map: en or zh", "en")
    .option("--quiet", "no progress")
    .action(async (options) => print(await demoCommand(options)));
  for (const command of program.commands.flatMap((one) => [one, ...one.commands]))
    command.exitOverride().showHelpAfterError("(add --help for what is understood)");
  return program;
}

/** Options that a command keeps as a table. */
function withOptions(command: Command, rows: readonly OptionRow[]): Command {
  for (const [flags, description, parse, otherwise] of rows)
    parse === undefined
      ? command.option(flags, description)
      : command.option(flags, description, parse, otherwise);
  return command;
}

/** Places, people and rules: what a city's configuration can say too. */
function withStudy(command: Command): Command {
  return command
    .option("--config <file>", "a city's configuration, YAML or JSON; flags override what it says")
    .option(
      "--blocks <file>",
      "residential blocks, CSV or GeoJSON; without it they come from the extract's buildings",
    )
    .option(
      "--facilities <file>",
      "register of facilities, CSV or GeoJSON; complete for the services it holds",
    )
    .option(
      "--blocks-crs <crs>",
      'coordinate system of the blocks, e.g. "EPSG:4547", "GCJ-02"; must be given for a table in China',
    )
    .option("--facilities-crs <crs>", "coordinate system of the register, likewise")
    .option("--area <file>", "study area: polygons, or the word streets for the hull of the streets")
    .option("--area-name <name>", "polygon of that name in the file, e.g. a district")
    .option(
      "--buffer <m>",
      "facilities this far outside the area still count (default: 1000, or the longest walk asked for)",
      parseLength,
    )
    .option("--service <id>", "service of every row of the register, if it has no such column")
    .option("--complete <ids>", "services for which the facilities are complete, e.g. elderly,childcare")
    .option(
      "--standard <id...>",
      "rule sets in order, ids or .json files (default: cn.gb50180-2018 x.fifteen-minute)",
    )
    .option(
      "--services <ids>",
      "services to judge, or all (default: those of the plan; with --standard every one it gives a walk for)",
    )
    .option("--profile <name>", `${PROFILE} (default: adult)`)
    .option(
      "--minutes <list>",
      "walking circles in minutes (default: 5,10,15); without --standard the last one is required of every service",
    )
    .option("--residents <n>", "known residents of the extract: estimates are scaled to them", parsePositive);
}

function addStandards(program: Command): void {
  const standards = program.command("standards").description("list, show, compare and check rule sets");
  const lang = ["--lang <code>", "language of titles: en or zh", "en"] as const;
  standards
    .command("list")
    .description("the rule sets that come with living-circle")
    .option(...lang)
    .action((options) => print(listCommand({ lang: languageOf(options.lang) })));
  standards
    .command("show")
    .description("the figures of a rule set, with their sources")
    .argument("<id>", "id, or a .json file")
    .option("--tier <id>", "what an area of this tier owes: its figures and those of all lower tiers")
    .option(...lang)
    .option("--json", "as JSON")
    .action((id, options) => print(showCommand(id, { ...options, lang: languageOf(options.lang) })));
  standards
    .command("diff")
    .description("what two rule sets say differently")
    .argument("<a>", "id, or a .json file")
    .argument("<b>", "id, or a .json file")
    .option("--json", "as JSON: [{ of, a, b }]")
    .action((a, b, options) => print(diffCommand(a, b, options)));
  standards
    .command("check")
    .description("check a rule file of your own")
    .argument("<file>", "a .json file")
    .action((file) => print(checkCommand(file)));
  standards
    .command("schema")
    .description("print the JSON Schema of rule files")
    .action(() => print(schemaCommand()));
}

function addWhatIf(program: Command): void {
  const whatIf = withStreets(
    program.command("what-if").description("show who gains and who loses if streets or facilities change"),
    "[streets]",
    "; or a city's configuration, .yaml",
  ).requiredOption("--edits <json>", "what changes, see below");
  for (const { flags, says, parse = (text: string) => text } of WHAT_IF_OPTIONS)
    whatIf.option(flags, says, parse);
  whatIf
    .addHelpText("after", WHAT_IF_HELP)
    .action(async (streets, options) => print(await whatIfCommand(streets, options)));
  program
    .command("compare")
    .description("compare two analyses by the files that they left")
    .argument("<before>", "folder that analyze wrote")
    .argument("<after>", "another one")
    .option("--json", "as JSON: [{ service, …, closed, opened }]")
    .action((before, after, options) => print(compareCommand(before, after, options)));
}

function addSites(program: Command): void {
  const sites = program
    .command("sites")
    .description("choose where to build, with proof or with a bound; from plain tables, no network needed");
  for (const { flags, says, parse = (text: string) => text } of SITES_OPTIONS)
    sites.option(flags, says, parse);
  sites.addHelpText("after", SITES_HELP).action(async (options) => print(await sitesCommand(options)));
}

async function main(): Promise<void> {
  process.on("SIGINT", () => process.exit(EXIT.interrupted));
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
    process.exit(EXIT.ok);
  });
  const program = buildProgram();
  try {
    await program.parseAsync();
  } catch (error) {
    if (error instanceof CommanderError) {
      process.exitCode = error.exitCode === 0 ? EXIT.ok : EXIT.usage;
      return;
    }
    process.exitCode = exitCodeOf(error);
    const said = error instanceof Error ? error.message : String(error);
    const isBug = process.exitCode === EXIT.bug;
    process.stderr.write(`error: ${isBug ? "something is wrong in living-circle itself: " : ""}${said}\n`);
    if ((program.opts().debug === true || isBug) && error instanceof Error)
      process.stderr.write(`${error.stack}\n`);
  }
}

await main();
