/**
 * A command as data: its words, its options, and what it does.
 */

/** One option: `--name`, `--name <value>` or `--name <values...>`. */
export interface OptionSpec {
  readonly flags: string;
  readonly says: string;
  /** What is typed → a value; default: as it is. */
  readonly parse?: (text: string) => string | number;
  /** Words that may be typed, for completion. */
  readonly values?: readonly string[];
  /** What holds without the option; shown in the help. */
  readonly otherwise?: string | number;
  readonly required?: true;
  /** Older name of the option, `--name`; understood, and not shown. */
  readonly formerly?: string;
}

/** One argument: `<needed>`, `[perhaps]` or `<several...>`. */
export interface ArgumentSpec {
  readonly name: string;
  readonly says: string;
}

/** What the list of commands says of one. */
export interface CommandLine {
  readonly name: string;
  readonly alias?: string;
  readonly says: string;
}

/** What a command takes and does. */
export interface CommandBody {
  readonly arguments?: readonly ArgumentSpec[];
  readonly options?: readonly OptionSpec[];
  /** Shown below the options. */
  readonly help?: string;
  /** Gets the arguments, then the options as an object; returns what is printed. A family of commands has none. */
  readonly run?: (...typed: never[]) => string | Promise<string>;
  readonly commands?: readonly CommandSpec[];
}

export interface CommandSpec extends CommandLine, CommandBody {}
