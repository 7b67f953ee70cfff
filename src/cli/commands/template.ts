/**
 * `living-circle template`: a workbook for an office to fill in.
 */
import { existsSync } from "node:fs";
import { writeTemplate } from "../../write/write-template.js";
import type { CommandBody } from "../options/command-spec.js";
import { LANGUAGES, languageOf } from "../options/options.js";
import { FILES_AS_JSON } from "../options/shared-options.js";
import { UsageError } from "../options/usage-error.js";

async function templateCommand({
  out,
  lang,
  json,
}: {
  readonly out: string;
  readonly lang: string;
  readonly json?: boolean;
}): Promise<string> {
  if (!/\.xlsx$/i.test(out)) throw new UsageError(`--out ${out}: expected the name of a workbook, *.xlsx`);
  if (existsSync(out))
    throw new UsageError(`${out} is there already and is left as it is; name another with --out`);
  await writeTemplate(out, languageOf(lang));
  if (json === true) return `${JSON.stringify({ files: [out] })}\n`;
  return `Written to ${out}. Fill it in, then: living-circle init STREETS ${out}\n`;
}

const TEMPLATE_HELP = `
The workbook has a sheet of blocks, one of facilities and one of idle premises, with a note on every column, and a sheet of
all notes. Sheets and columns that you do not need may stay empty; columns of your own may be added.
`;

export const TEMPLATE: CommandBody = {
  options: [
    {
      flags: "--out <file>",
      says: "the workbook; refused if it is there",
      otherwise: "living-circle-template.xlsx",
    },
    {
      flags: "--lang <code>",
      says: "language of heads and notes: en or zh",
      otherwise: "en",
      values: LANGUAGES,
    },
    FILES_AS_JSON,
  ],
  help: TEMPLATE_HELP,
  run: templateCommand,
};
