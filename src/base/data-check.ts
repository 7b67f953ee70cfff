/**
 * Data files against their form: rule sets, city configurations, tables of tags.
 *
 * The form is a zod schema, one source for types and checks; errors name their place inside the file.
 */
import { z } from "zod";
import { shown } from "./check-call.js";
import { InputFileError } from "./errors.js";
import { meantPerhaps } from "./near-word.js";

export { z };

/** An object of these keys and no others; an unknown key is reported with the nearest known one. */
export function form<Shape extends z.core.$ZodLooseShape>(shape: Shape) {
  const keys = Object.keys(shape);
  return z.strictObject(shape, {
    error: (issue) => {
      if (issue.code !== "unrecognized_keys") return undefined;
      // One line a key, taken apart again below.
      const lines = issue.keys.map(
        (key) => `there is no such key${meantPerhaps(key, keys)}; there are ${keys.join(", ")}`,
      );
      return lines.join("\n");
    },
  });
}

/** One of these words and no other; an unknown one is reported with the nearest known one. */
export function oneOf<const Words extends readonly string[]>(words: Words) {
  return z.enum(words, {
    error: ({ input }) =>
      `${shown(input)} is given${meantPerhaps(String(input), words)}; expected one of ${words.join(", ")}`,
  });
}

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
  const result = form.safeParse(value, { error: (issue) => inOurWords(issue) });
  if (result.success) return { ok: true, value: result.data };
  return { ok: false, problems: result.error.issues.flatMap(problemsOf) };
}

const GIVEN = " is given; expected ";

const NOUNS: Readonly<Record<string, string>> = {
  string: "text",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  array: "a list",
  tuple: "a list",
  object: "an object",
  record: "an object",
  null: "null",
};

/** What is wrong as all our errors say it: what came, and what was expected. */
function inOurWords(issue: z.core.$ZodRawIssue): string | undefined {
  const given = (issue.input === undefined ? "nothing" : shown(issue.input)) + GIVEN;
  switch (issue.code) {
    case "invalid_type":
      return given + (NOUNS[issue.expected] ?? issue.expected);
    case "invalid_value":
      return given + issue.values.map((value) => shown(value)).join(" or ");
    case "too_small":
      if (issue.origin === "string") return `${given}text that is not empty`;
      if (issue.origin === "array") return `${given}a list of at least ${issue.minimum}`;
      return `${given}${issue.inclusive === true ? "at least" : "more than"} ${issue.minimum}`;
    case "too_big":
      if (issue.origin === "string") return `${given}at most ${issue.maximum} characters`;
      if (issue.origin === "array") return `${given}a list of at most ${issue.maximum}`;
      return `${given}${issue.inclusive === true ? "at most" : "less than"} ${issue.maximum}`;
    default:
      return undefined;
  }
}

/** Of several forms that a value may have, the one it comes nearest to says what is wrong. */
function problemsOf(issue: z.core.$ZodIssue): DataProblem[] {
  const at = issue.path.map((key) => (typeof key === "symbol" ? String(key) : key));
  if (issue.code === "unrecognized_keys") {
    const lines = issue.message.split("\n");
    return issue.keys.map((key, i) => ({ at: [...at, key], message: lines[i] ?? issue.message }));
  }
  if (issue.code !== "invalid_union") return [{ at, message: issue.message }];
  const inner = issue.errors.flatMap((issues) => issues.slice(0, 1).flatMap(problemsOf));
  const nearest = inner.sort((a, b) => b.at.length - a.at.length)[0];
  if (nearest === undefined || nearest.at.length === 0) {
    return [{ at, message: eitherOf([...new Set(inner.map(({ message }) => message))]) || issue.message }];
  }
  return [{ at: [...at, ...nearest.at], message: nearest.message }];
}

/** Several messages as one; what came is said once where it is the same. */
function eitherOf(messages: readonly string[]): string {
  if (messages.length === 0) return "";
  const head = (messages[0] ?? "").split(GIVEN)[0] + GIVEN;
  if (!messages.every((message) => message.startsWith(head))) return messages.join("; or ");
  return head + messages.map((message) => message.slice(head.length)).join(" or ");
}

/**
 * Checks parsed JSON against a form.
 *
 * @throws {InputFileError} naming the place inside the file, what came and what was expected
 */
export function checkData<T>(path: string, form: z.ZodType<T>, value: unknown): T {
  const outcome = compareWithForm(form, value);
  if (outcome.ok) return outcome.value;
  const { at, message } = outcome.problems[0];
  const more = outcome.problems.length - 1;
  const rest = more > 0 ? ` (and ${more} more)` : "";
  throw new InputFileError({ path }, `${at.length > 0 ? at.join(".") : "the file"}: ${message}${rest}`);
}
