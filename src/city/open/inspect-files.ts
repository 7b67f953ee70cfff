/**
 * The files that `init` is given: what each holds, and which cannot be used, with the reason.
 */
import { FileAccessError, InputFileError } from "../../base/errors.js";
import { listOf } from "../../read/tables/table-rules.js";
import { isConfigFile } from "../config/is-config-file.js";
import { type FileInspection, inspectLayers } from "./inspect-file.js";

/** A file that was named and is not used. */
export interface UnusedFile {
  readonly file: string;
  readonly why: string;
}

/** Looks at each file; a configuration is handed on. A file that cannot be used does not stop the others. */
export async function inspectAll(files: readonly string[], carry: (file: string) => void) {
  const seen: FileInspection[] = [];
  const unused: UnusedFile[] = [];
  for (const file of files) {
    try {
      if (isConfigFile(file)) carry(file);
      else seen.push(...(await inspectLayers(file)));
    } catch (error) {
      if (!(error instanceof InputFileError || error instanceof FileAccessError)) throw error;
      unused.push({ file, why: oneLine(error.message.replace(`${file}: `, "")) });
    }
  }
  return { seen, unused };
}

/** What was understood and has no place in the configuration; a sheet beside one that is used is not a file of its own. */
export function unusedOf(seen: readonly FileInspection[]): UnusedFile[] {
  const strange = seen.filter(
    ({ role, file }) =>
      role === "unknown" && !seen.some((one) => one.file === file && one.role !== "unknown"),
  );
  const more = seen.filter(
    ({ role }, i) => role === "blocks" && seen.findIndex((one) => one.role === role) !== i,
  );
  return [
    ...strange
      .filter(({ file }, i) => strange.findIndex((one) => one.file === file) === i)
      .map((one) => ({ file: one.file, why: whyUnknown(one) })),
    ...more.map(({ file }) => ({ file, why: "people or homes are taken from another file already" })),
  ];
}

export function whyUnknown({ rows, columns }: FileInspection): string {
  if (rows === 0) return "it holds no rows, at most a head";
  return `neither streets, people, facilities nor areas: columns ${oneLine(listOf(columns))}`;
}

/** A text without line breaks, for a comment. */
export function oneLine(text: string): string {
  return text.replace(/\s+/g, " ");
}
