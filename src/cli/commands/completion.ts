/**
 * `living-circle completion`: a script that lets a shell complete commands, options, and the words that an option takes.
 *
 * The scripts are written from the commands themselves and call nothing while one types.
 */
import type { CommandBody, CommandSpec } from "../options/command-spec.js";
import { UsageError } from "../options/usage-error.js";

const SHELLS = ["bash", "zsh", "fish"] as const;

/** What may follow a line of words, e.g. `standards show`. */
interface Place {
  readonly path: string;
  readonly says: string;
  readonly commands: readonly CommandSpec[];
  readonly options: readonly Flag[];
  /** Whether it takes arguments, which are files for the most part. */
  readonly takesFiles: boolean;
}

interface Flag {
  readonly name: string;
  readonly says: string;
  readonly takesValue: boolean;
  readonly values: readonly string[];
}

const GLOBAL: readonly Flag[] = [
  { name: "--help", says: "what is understood", takesValue: false, values: [] },
  { name: "--verbose", says: "how long each step takes", takesValue: false, values: [] },
  { name: "--debug", says: "where an error came from", takesValue: false, values: [] },
];

/** The script for a shell. @throws {UsageError} if there is no such shell */
export function completionScript(shell: string, commands: readonly CommandSpec[]): string {
  const places = placesOf({ name: "", says: "", commands }, "");
  if (shell === "bash") return bashScript(places);
  if (shell === "zsh")
    return `#compdef living-circle\nautoload -U +X bashcompinit && bashcompinit\n${bashScript(places)}`;
  if (shell === "fish") return fishScript(places);
  throw new UsageError(`There is no completion for "${shell}"; there is one for ${SHELLS.join(", ")}`);
}

function placesOf(spec: CommandSpec, path: string): Place[] {
  const { commands = [], options = [], says } = spec;
  const flags = options.map(
    ({ flags: [...text], says: description, values = [] }): Flag => ({
      name: text.join("").replace(/ .*/, ""),
      says: description,
      takesValue: text.includes(" "),
      values,
    }),
  );
  const takesFiles = (spec.arguments ?? []).length > 0;
  const place = { path, says, commands, options: [...flags, ...GLOBAL], takesFiles };
  const below = commands.flatMap((child) =>
    [child.name, ...(child.alias === undefined ? [] : [child.alias])].flatMap((name) =>
      placesOf(child, `${path} ${name}`.trim()),
    ),
  );
  return [place, ...below];
}

function namesOf({ commands }: Place): string[] {
  return commands.flatMap(({ name, alias }) => [name, ...(alias === undefined ? [] : [alias])]);
}

/** After an option that takes a value: its words, else files. Before anything else: commands and options of the place. */
function bashScript(places: readonly Place[]): string {
  const cases = places.map((place) => {
    const words = [...namesOf(place), ...place.options.map(({ name }) => name)].join(" ");
    const taking = place.options.filter(({ takesValue }) => takesValue);
    const values = taking
      .filter(({ values: choices }) => choices.length > 0)
      .map(({ name, values: choices }) => `      ${name}) words="${choices.join(" ")}" files="" ;;\n`)
      .join("");
    const files = taking.filter(({ values: choices }) => choices.length === 0).map(({ name }) => name);
    const filesCase = files.length === 0 ? "" : `      ${files.join("|")}) words="" files=yes ;;\n`;
    return `    "${place.path}") case "$previous" in\n${values}${filesCase}      *) words="${words}" files="${place.takesFiles ? "yes" : ""}" ;;\n    esac ;;`;
  });
  const families = places.filter(({ commands }) => commands.length > 0).map(({ path }) => `"${path}"`);
  return `# Completion of living-circle; to be sourced.
_living_circle() {
  local word="\${COMP_WORDS[COMP_CWORD]}" previous="\${COMP_WORDS[COMP_CWORD-1]}" place="" words="" files="" at
  for ((at = 1; at < COMP_CWORD; at++)); do
    case "$place" in
      ${families.join("|")}) case "\${COMP_WORDS[at]}" in -*) ;; *) place="\${place:+$place }\${COMP_WORDS[at]}" ;; esac ;;
    esac
  done
  case "$place" in
${cases.join("\n")}
  esac
  COMPREPLY=()
  if [ -n "$words" ]; then COMPREPLY=($(compgen -W "$words" -- "$word")); fi
  case "$word" in -*) ;; *) if [ -n "$files" ]; then COMPREPLY+=($(compgen -f -- "$word")); fi ;; esac
}
complete -o filenames -F _living_circle living-circle
`;
}

function fishScript(places: readonly Place[]): string {
  const lines = places.flatMap((place) => {
    const condition = fishCondition(place);
    return [
      ...place.commands.flatMap(({ name, alias, says }) =>
        [name, ...(alias === undefined ? [] : [alias])].map(
          (word) => `complete -c living-circle -f -n ${condition} -a ${word} -d ${quoted(says)}`,
        ),
      ),
      ...place.options.map(({ name, says, takesValue, values }) => {
        const value = values.length > 0 ? ` -x -a ${quoted(values.join(" "))}` : takesValue ? " -r" : "";
        return `complete -c living-circle -n ${condition} -l ${name.slice(2)}${value} -d ${quoted(says)}`;
      }),
    ];
  });
  return `# Completion of living-circle; to be saved as ~/.config/fish/completions/living-circle.fish.\n${lines.join("\n")}\n`;
}

function fishCondition({ path, commands }: Place): string {
  if (path === "") return quoted("__fish_use_subcommand");
  const seen = path.split(" ").map((word) => `__fish_seen_subcommand_from ${word}`);
  const below = commands.map(({ name }) => name).join(" ");
  return quoted(
    [...seen, ...(below === "" ? [] : [`not __fish_seen_subcommand_from ${below}`])].join("; and "),
  );
}

function quoted(text: string): string {
  return `'${text.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`;
}

/** @param commands - every command, this one included; asked for when it runs */
export function completionCommand(commands: () => Promise<readonly CommandSpec[]>): CommandBody {
  return {
    arguments: [{ name: "<shell>", says: SHELLS.join(", ") }],
    help: `
bash:  source <(living-circle completion bash)          in ~/.bashrc
zsh:   source <(living-circle completion zsh)           in ~/.zshrc, after compinit
fish:  living-circle completion fish > ~/.config/fish/completions/living-circle.fish
`,
    run: async (shell: string) => completionScript(shell, await commands()),
  };
}
