/**
 * `living-circle init`: a first configuration from the files that are there.
 */

import { existsSync } from "node:fs";
import path from "node:path";
import { InputFileError } from "../../base/errors.js";
import { writeFileWhole } from "../../base/write-file.js";
import { proposeConfig } from "../../city/open/propose-config.js";
import type { CommandBody } from "../options/command-spec.js";
import { FILES_AS_JSON } from "../options/shared-options.js";
import { UsageError } from "../options/usage-error.js";
import { answerGuesses } from "../print/answer-guesses.js";
import { isTerminal, TERMINAL } from "../print/main-asker.js";

/**
 * Writes the configuration and says what to do next; a file that is there is left as it is.
 *
 * @throws {InputFileError} after writing, if a file that was named is not used
 */
async function initCommand(
  files: readonly string[],
  { out, json, ask }: { readonly out: string; readonly json?: boolean; readonly ask?: boolean },
): Promise<string> {
  if (ask === true && !isTerminal())
    throw new UsageError(
      "--ask asks on a terminal, and this is none; without it guesses are marked (guessed) for you to check",
    );
  if (existsSync(out))
    throw new UsageError(`${out} is there already and is left as it is; name another with --out`);
  const { text: proposed, unused } = await proposeConfig(files, path.dirname(path.resolve(out)));
  const text = ask === true ? await answerGuesses(proposed, TERMINAL) : proposed;
  writeFileWhole(out, [text]);
  const [first, ...others] = unused;
  if (first !== undefined) {
    const also = others.map(({ file, why }) => `\n  ${file}: is not used: ${why}`).join("");
    throw new InputFileError(
      { path: first.file },
      `is not used: ${first.why}${also}\n  ${out} is written from the other files; check it before it is analysed`,
    );
  }
  if (json === true) return `${JSON.stringify({ files: [out] })}\n`;
  return `${text}\nWritten to ${out}. Check it, then: living-circle analyze ${out}\n`;
}

export const INIT: CommandBody = {
  arguments: [
    {
      name: "<files...>",
      says: "streets, people, facilities, areas, in any order; a configuration of before gives its services",
    },
  ],
  options: [
    {
      flags: "--out <file>",
      says: "the configuration; refused if it is there",
      otherwise: "living-circle.yaml",
    },
    { flags: "--ask", says: "ask on the terminal whether each guess is right" },
    FILES_AS_JSON,
  ],
  run: initCommand,
};
