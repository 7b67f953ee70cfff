/**
 * Data files against their form: rule sets, city configurations, tables of tags.
 *
 * The form is a zod schema, one source for types and checks; what is wrong is told by its place inside the file.
 *
 * Layer: base. Imports errors. The only file that imports zod.
 */
import { z } from "zod";
import { InputFileError } from "./errors.js";

export { z };

/** One thing that is wrong in a file: where (`tiers.2.unit`, or empty for the whole), and what. */
export interface DataProblem {
  readonly at: readonly (string | number)[];
  readonly message: string;
}

/** The value in the form, or all that is wrong with it. */
export type DataOutcome<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problems: readonly DataProblem[] };

/** Holds parsed JSON or YAML against a form. */
export function compareWithForm<T>(form: z.ZodType<T>, value: unknown): DataOutcome<T> {
  const result = form.safeParse(value);
  if (result.success) return { ok: true, value: result.data };
  const problems = result.error.issues.map(({ path, message }) => ({
    at: path.map((key) => (typeof key === "symbol" ? String(key) : key)),
    message,
  }));
  return { ok: false, problems };
}

/**
 * Checks parsed JSON against a form.
 *
 * @throws {InputFileError} naming the place inside the file, what came and what was due
 */
export function checkData<T>(path: string, form: z.ZodType<T>, value: unknown): T {
  const outcome = compareWithForm(form, value);
  if (outcome.ok) return outcome.value;
  const { at, message } = outcome.problems[0]!;
  const more = outcome.problems.length - 1;
  const rest = more > 0 ? ` (and ${more} more)` : "";
  throw new InputFileError({ path }, `${at.length > 0 ? at.join(".") : "the file"}: ${message}${rest}`);
}
