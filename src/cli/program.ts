/**
 * The command line: what a user would do with the library, in one line.
 *
 * Runs in a thread of its own (`main.ts`), which it tells what is to be printed. stdout carries the answer alone; progress
 * and errors go to stderr. Commands are data (`commands.ts`); here they are put together and run.
 */
import { workerData } from "node:worker_threads";
import { Command, CommanderError } from "commander";
import { VERSION } from "../base/version.js";
import { watchParts } from "../base/write-file.js";
import { COMMANDS, type CommandEntry, loadCommand } from "./commands.js";
import { EXIT, EXIT_HELP, exitCodeOf } from "./exit-codes.js";
import { examplesHelp } from "./options/command-examples.js";
import type { CommandSpec, OptionSpec } from "./options/command-spec.js";
import { groupHeading } from "./options/option-groups.js";
import { UsageError } from "./options/usage-error.js";
import { tellMain } from "./print/worker-message.js";

/** Columns of the user's terminal, which this thread does not see. */
const columns = () => (workerData as { readonly columns?: number } | null)?.columns ?? 80;

const ADVICE = "(add --help for what is understood)";

/** Whether a command is asked for by the first words that are typed: `walk …`, `help walk`. */
function isAsked({ name, alias }: CommandEntry, typed: readonly string[]): boolean {
  const words = typed.filter((word) => !word.startsWith("-"));
  return words.slice(0, words[0] === "help" ? 2 : 1).some((word) => word === name || word === alias);
}

async function buildProgram(typed: readonly string[]): Promise<Command> {
  const program = new Command("living-circle")
    .description("Who lives farther than a walk from elderly care, childcare and a meal, and where.")
    .version(VERSION)
    .showHelpAfterError(ADVICE)
    .option("--debug", "show where an error came from")
    .option("--verbose", "show how long each step takes, and the memory after it")
    .configureHelp({ showGlobalOptions: true })
    .configureOutput({
      writeOut: (answer) => tellMain({ answer }),
      writeErr: (error) => tellMain({ error }),
      getOutHelpWidth: columns,
      getErrHelpWidth: columns,
    })
    .addHelpText("after", EXIT_HELP)
    .exitOverride()
    .hook("preAction", (main) => {
      if (main.opts().verbose === true) tellMain({ verbose: true });
    });
  for (const entry of COMMANDS) addCommand(program, isAsked(entry, typed) ? await loadCommand(entry) : entry);
  return program;
}

function addCommand(parent: Command, spec: CommandSpec, family = ""): void {
  const { name, alias, says, run, options = [] } = spec;
  const command = parent.command(name).description(says).exitOverride().showHelpAfterError(ADVICE);
  if (alias !== undefined) command.alias(alias);
  for (const argument of spec.arguments ?? []) command.argument(argument.name, argument.says);
  for (const option of options) addOption(command, option, groupHeading(option.flags, options.length));
  if (spec.help !== undefined) command.addHelpText("after", spec.help);
  const examples = examplesHelp(`${family}${name}`);
  if (examples !== undefined) command.addHelpText("after", examples);
  if (run !== undefined) {
    // The last of what commander hands over is the command itself.
    command.action(async (...typed) => {
      tellMain({ answer: await run(...(typed.slice(0, -1) as never[])) });
    });
  }
  for (const child of spec.commands ?? []) addCommand(command, child, `${family}${name} `);
}

function addOption(
  command: Command,
  { flags, says, parse, otherwise, required, formerly }: OptionSpec,
  heading: string | undefined,
): void {
  const option = command.createOption(flags, says).makeOptionMandatory(required === true);
  if (heading !== undefined) option.helpGroup(heading);
  if (parse !== undefined) option.argParser((text: string) => parseOrName(flags, text, parse));
  if (otherwise !== undefined) option.default(otherwise);
  command.addOption(option);
  if (formerly === undefined) return;
  const older = command.createOption(flags.replace(/^--[a-z0-9-]+/, formerly), says).hideHelp();
  if (option.parseArg !== undefined) older.argParser(option.parseArg);
  command.addOption(older);
  command.on(`option:${older.name()}`, () => {
    command.setOptionValueWithSource(
      option.attributeName(),
      command.getOptionValue(older.attributeName()),
      "cli",
    );
  });
}

/** An error that says which option is meant. */
function parseOrName(flags: string, text: string, parse: NonNullable<OptionSpec["parse"]>): string | number {
  try {
    return parse(text);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    throw new UsageError(`${flags.split(" ")[0]}: ${error.message}`);
  }
}

async function main(): Promise<void> {
  watchParts((part, written) => tellMain({ part, written }));
  const program = await buildProgram(process.argv.slice(2));
  try {
    await program.parseAsync();
    // A command may have found its own, as the audit does.
    tellMain({ exitCode: Number(process.exitCode ?? EXIT.ok) });
  } catch (error) {
    if (error instanceof CommanderError) {
      tellMain({ exitCode: error.exitCode === 0 ? EXIT.ok : EXIT.usage });
      return;
    }
    const exitCode = exitCodeOf(error);
    const message = error instanceof Error ? error.message : String(error);
    const isBug = exitCode === EXIT.bug;
    const stack =
      (program.opts().debug === true || isBug) && error instanceof Error ? `${error.stack}\n` : "";
    tellMain({
      error: `error: ${isBug ? "something is wrong in living-circle itself: " : ""}${message}\n${stack}`,
    });
    tellMain({ exitCode });
  }
}

await main();
