/**
 * Every command, in the order in which the help lists them: a line each. What a command takes and does is loaded when it is
 * asked for, since that loads much of the library.
 */
import { completionCommand } from "./commands/completion.js";
import type { CommandBody, CommandLine, CommandSpec } from "./options/command-spec.js";

/** A command by its line in the help, and the rest of it. */
export interface CommandEntry extends CommandLine {
  readonly load: () => Promise<CommandBody>;
}

export const COMMANDS: readonly CommandEntry[] = [
  {
    name: "analyze",
    says: "find walking circles and coverage gaps of a city, and write them to files",
    load: async () => (await import("./commands/analyze.js")).ANALYZE,
  },
  {
    name: "audit",
    says: "look for what is wrong in streets, blocks and facilities, before anything is computed",
    load: async () => (await import("./commands/audit.js")).AUDIT,
  },
  {
    name: "explain",
    says: "say why a block does not reach a service, and the smallest street change that would mend it",
    load: async () => (await import("./commands/explain.js")).EXPLAIN,
  },
  {
    name: "report",
    says: "write the report page of an analysis again, with another title, date or language, or with a plan for new sites",
    load: async () => (await import("./commands/report.js")).REPORT,
  },
  {
    name: "isochrone",
    alias: "map",
    says: "print where one can walk from a place as GeoJSON, or draw it; of a folder that analyze wrote draw the gaps",
    load: async () => (await import("./commands/map.js")).ISOCHRONE,
  },
  {
    name: "walk",
    says: "explain one walk: minutes door to door, street part, legs off the street, streets by name",
    load: async () => (await import("./commands/walk.js")).WALK,
  },
  {
    name: "matrix",
    says: "walks from every place of one file to every place of another, as CSV or Parquet",
    load: async () => (await import("./commands/matrix.js")).MATRIX,
  },
  {
    name: "network",
    says: "keep a walking network for later runs",
    load: async () => (await import("./commands/network.js")).NETWORK,
  },
  {
    name: "measure",
    says: "compute a measure of access or fairness from plain tables; no network needed",
    load: async () => (await import("./commands/measure.js")).MEASURE,
  },
  {
    name: "standards",
    says: "list, show, compare and check rule sets",
    load: async () => (await import("./commands/standards.js")).STANDARDS,
  },
  {
    name: "sites",
    says: "choose where to build, with proof or with a bound: for a city, or from plain tables",
    load: async () => (await import("./commands/sites.js")).SITES,
  },
  {
    name: "plan",
    says: "choose which idle premises to take and which services go into each, and say who gains and why not the others",
    load: async () => (await import("./commands/plan.js")).PLAN,
  },
  {
    name: "what-if",
    says: "show who gains and who loses if streets or facilities change",
    load: async () => (await import("./commands/what-if.js")).WHAT_IF,
  },
  {
    name: "compare",
    says: "compare two analyses by the files that they left",
    load: async () => (await import("./commands/compare.js")).COMPARE,
  },
  {
    name: "compare-years",
    says: "compare the ledgers of two or more analyses: what newly fails, has recovered, fails still and since when",
    load: async () => (await import("./commands/compare-years.js")).COMPARE_YEARS,
  },
  {
    name: "template",
    says: "write a workbook to fill in: blocks, facilities, idle premises",
    load: async () => (await import("./commands/template.js")).TEMPLATE,
  },
  {
    name: "init",
    says: "write a first configuration, with comments, for the files that are named",
    load: async () => (await import("./commands/init.js")).INIT,
  },
  {
    name: "demo",
    says: "run the main job on the sample city",
    load: async () => (await import("./commands/demo.js")).DEMO,
  },
  {
    name: "doctor",
    says: "say what is installed, what this machine can do, and what a folder of data lacks",
    load: async () => (await import("./commands/doctor.js")).DOCTOR,
  },

  {
    name: "completion",
    says: "print a script that lets a shell complete commands and options",
    load: async () => completionCommand(() => Promise.all(COMMANDS.map(loadCommand))),
  },
];

/** A command with its arguments, options and what it does. */
export async function loadCommand({ name, alias, says, load }: CommandEntry): Promise<CommandSpec> {
  return { name, ...(alias === undefined ? {} : { alias }), says, ...(await load()) };
}
