#!/usr/bin/env node
/**
 * The command line: what a user would do with the library, in one line.
 *
 * stdout carries the answer alone; progress and errors go to stderr. Commands are data (`commands.ts`); here they are
 * put together and run.
 *
 * Layer: cli. Imports the doors only. The only file that imports commander.
 */
import { Command, CommanderError } from "commander";
import { VERSION } from "../index.js";
import type { CommandSpec, OptionSpec } from "./command-spec.js";
import { COMMANDS } from "./commands.js";
import { EXIT, EXIT_HELP, exitCodeOf } from "./exit-codes.js";

const ADVICE = "(add --help for what is understood)";

function buildProgram(): Command {
  const program = new Command("living-circle")
    .description("Who lives farther than a walk from elderly care, childcare and a meal, and where.")
    .version(VERSION)
    .showHelpAfterError(ADVICE)
    .option("--debug", "show where an error came from")
    .addHelpText("after", EXIT_HELP)
    .exitOverride();
  for (const spec of COMMANDS) addCommand(program, spec);
  return program;
}

function addCommand(parent: Command, spec: CommandSpec): void {
  const { name, alias, says, run } = spec;
  const command = parent.command(name).description(says).exitOverride().showHelpAfterError(ADVICE);
  if (alias !== undefined) command.alias(alias);
  for (const argument of spec.arguments ?? []) command.argument(argument.name, argument.says);
  for (const option of spec.options ?? []) addOption(command, option);
  if (spec.help !== undefined) command.addHelpText("after", spec.help);
  if (run !== undefined) {
    // The last of what commander hands over is the command itself.
    command.action(async (...typed) => {
      process.stdout.write(await run(...(typed.slice(0, -1) as never[])));
    });
  }
  for (const child of spec.commands ?? []) addCommand(command, child);
}

function addOption(command: Command, { flags, says, parse, otherwise, required }: OptionSpec): void {
  const option = command.createOption(flags, says).makeOptionMandatory(required === true);
  if (parse !== undefined) option.argParser(parse);
  if (otherwise !== undefined) option.default(otherwise);
  command.addOption(option);
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
